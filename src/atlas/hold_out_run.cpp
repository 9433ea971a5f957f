// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>

#include "atlas/hold_out.h"
#include "atlas/hybrid.h"
#include "atlas/hybrid_clips.h"
#include "atlas/hybrid_plan.h"

namespace filiform::atlas {

using anatomy::Body;
using anatomy::Structure;
using geometry::DistanceField;
using geometry::Lattice;
using geometry::Vec3;

namespace {

const Structure* find(const Body& body, const std::string& id) {
    return anatomy::find_structure(body, chart::StructureId(id));
}

std::string side_of(const std::string& id) {
    return id.substr(chart::without_side(id).size());
}

/// The same stem on the sides that the body has it on.
std::vector<std::string> labels_of(const Body& body, const std::string& stem) {
    std::vector<std::string> ids;
    for (const char* side : {"", ".right", ".left"})
        if (const Structure* found = find(body, stem + side))
            if (!found->field.is_empty())
                ids.push_back(found->id.text());
    return ids;
}

/// What the reference has of these, on the side of the label; a middle one has none.
std::vector<const Structure*> parts_of(const ReferenceInScan& source,
                                       const std::vector<std::string>& stems,
                                       const std::string& side) {
    std::vector<const Structure*> parts;
    for (const std::string& stem : stems)
        if (const Structure* found = find(source.reference(), stem + side))
            parts.push_back(found);
    return parts;
}

struct Predicted {
    DistanceField field;
    double sd_mm = 0;
    bool is_too_far = false;
};

/// Several structures of the reference as one.
std::optional<Predicted> predict(const ReferenceInScan& source,
                                 const std::vector<const Structure*>& parts,
                                 const std::vector<const DistanceField*>& clips,
                                 const Lattice& lattice) {
    Predicted predicted;
    std::vector<DistanceField> fields;
    for (const Structure* part : parts) {
        auto [made, is_too_far] = source.structure(*part, clips);
        predicted.is_too_far = predicted.is_too_far || is_too_far;
        if (!made)
            continue;
        predicted.sd_mm = std::max(predicted.sd_mm, made->position_sd_mm);
        fields.push_back(std::move(made->field));
    }
    if (fields.empty())
        return predicted.is_too_far ? std::optional(std::move(predicted)) : std::nullopt;
    if (fields.size() == 1)
        predicted.field = std::move(fields.front());
    else
        predicted.field = geometry::sample_field(lattice, [&](const Vec3& p) {
            double least = fields.front().at(p);
            for (const DistanceField& field : fields)
                least = std::min(least, field.at(p));
            return least;
        });
    return predicted;
}

/// The reference body pulled in three ways.
struct Sources {
    ReferenceInScan affine;
    ReferenceInScan landmarks;
    ReferenceInScan surfaces;
};

base::Result<Sources> make_sources(const Body& scan, HybridOrder order) {
    std::vector<ReferenceInScan> made;
    for (const PulledBy by : {PulledBy::AffineLandmarks, PulledBy::Landmarks, PulledBy::Surfaces}) {
        order.by = by;
        auto source = ReferenceInScan::make(scan, order);
        if (!source)
            return tl::unexpected(source.error());
        made.push_back(std::move(*source));
    }
    return Sources{std::move(made[0]), std::move(made[1]), std::move(made[2])};
}

HeldOut hold_one_out(const Body& scan, const Sources& sources, const HeldOutPair& pair,
                     const std::string& id) {
    HeldOut held;
    held.id = id;
    held.predicted_as = pair.as;
    const std::string side = side_of(id);
    const Structure& label = *find(scan, id);
    std::vector<std::string> without{id};
    // Nor by what was fitted beside the label.
    for (const Structure& one : scan.structures)
        if (one.origin == chart::Origin::Inferred)
            without.push_back(one.id.text());
    const auto like = [&](const ReferenceInScan& source,
                          const std::vector<const DistanceField*>& clips) {
        const auto predicted =
            predict(source, parts_of(source, pair.as, side), clips, scan.lattice);
        if (predicted && &source == &sources.surfaces) {
            held.position_sd_mm = predicted->sd_mm;
            held.is_too_far = predicted->is_too_far;
        }
        return predicted ? compare(label.field, predicted->field, scan) : std::nullopt;
    };
    held.affine = like(sources.affine, {});
    held.landmarks = like(sources.landmarks, {});
    held.alone = like(sources.surfaces, {});
    // A cavity lies around what is labelled in it.
    if (label.kind != chart::Kind::Cavity)
        held.hybrid = like(sources.surfaces, clips_of(scan, without));
    return held;
}

/// Counts of a structure's voxels.
struct Voxels {
    std::size_t all = 0;
    std::size_t lean = 0;
    std::size_t in_bone = 0;
};

Voxels count_voxels(const Body& scan, const DistanceField& field, const std::string& own) {
    const HybridPlan& plan = hybrid_plan();
    std::vector<const Structure*> others;
    for (const Structure& one : scan.structures)
        if (one.origin == chart::Origin::Segmented && !one.field.is_empty() && one.id.text() != own)
            others.push_back(&one);
    Voxels count;
    const Lattice& lattice = field.lattice();
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i) {
                const Vec3 p = lattice.point(i, j, k);
                if (field.at(p) >= 0)
                    continue;
                ++count.all;
                const auto inside =
                    std::find_if(others.begin(), others.end(), [&](const Structure* one) {
                        return geometry::distance_to_box(p, one->field.bounds()) <= 0 &&
                               one->field.at(p) < 0;
                    });
                if (inside != others.end()) {
                    count.in_bone += (*inside)->kind == chart::Kind::Bone ? 1 : 0;
                    continue;
                }
                if (!scan.ct)
                    continue;
                const Vec3 v = scan.ct->lattice.voxel(p);
                const int hu = scan.ct->at(static_cast<int>(std::lround(v.x)),
                                           static_cast<int>(std::lround(v.y)),
                                           static_cast<int>(std::lround(v.z)));
                count.lean += hu >= plan.lean_low_hu && hu <= plan.lean_high_hu ? 1 : 0;
            }
    return count;
}

double share(std::size_t part, std::size_t all) {
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

double millilitres(std::size_t voxels, const Lattice& lattice) {
    return static_cast<double>(voxels) * lattice.spacing.x * lattice.spacing.y * lattice.spacing.z /
           1000;
}

std::optional<Unlabelled> ask_unlabelled(const Body& scan, const ReferenceInScan& source,
                                         const std::string& id) {
    const Structure* drawn = find(source.reference(), id);
    if (drawn == nullptr)
        return std::nullopt;
    const bool is_muscle = drawn->kind == chart::Kind::Muscle;
    const auto uncut = source.structure(*drawn, {});
    // As an import would cut it, were there no rule.
    const auto made = is_muscle ? source.structure(*drawn, clips_of(scan, {id})) : uncut;
    if (!uncut.structure || !made.structure)
        return std::nullopt;
    Unlabelled asked;
    asked.id = id;
    asked.sd_mm = made.structure->position_sd_mm;
    const DistanceField& field = made.structure->field;
    const Voxels voxels = count_voxels(scan, field, id);
    const Voxels whole = count_voxels(scan, uncut.structure->field, id);
    asked.volume_ml = millilitres(voxels.all, field.lattice());
    asked.in_bone = share(whole.in_bone, whole.all);
    if (scan.ct)
        asked.lean = share(voxels.lean, voxels.all);
    const Structure* rule = find(scan, id);
    if (rule == nullptr || is_pulled(*rule) || rule->field.is_empty())
        return asked;
    const Voxels of_rule = count_voxels(scan, rule->field, id);
    asked.rule_volume_ml = millilitres(of_rule.all, rule->field.lattice());
    if (scan.ct)
        asked.rule_lean = share(of_rule.lean, of_rule.all);
    asked.to_rule = compare(rule->field, field, scan);
    return asked;
}

std::string in_words(const Person& person) {
    return std::string("a ") + (person.sex == Sex::Male ? "man" : "woman") + " of " +
           std::to_string(std::lround(person.height_cm)) + " cm and " +
           std::to_string(std::lround(person.weight_kg)) + " kg";
}

/// Structures that no label judges: what an import pulls, and the rest that rules place.
std::vector<std::string> unlabelled_stems() {
    std::vector<std::string> stems = hybrid_plan().pulled;
    stems.emplace_back("quadratus_lumborum");
    return stems;
}

} // namespace

base::Result<HoldOuts> hold_out(const Body& scan) {
    if (scan.origin != chart::Origin::Segmented)
        return tl::unexpected(base::Problem{
            "hybrid.not_a_scan", "body", "The " + scan.name + " was not imported from a scan.",
            "Give a body that `filiform body import` made: only its labels can be left out."});
    HoldOuts all;
    HybridOrder order;
    std::vector<std::pair<const HeldOutPair*, std::string>> soft;
    std::vector<std::pair<const HeldOutPair*, std::string>> bones;
    for (const HeldOutPair& pair : hybrid_plan().held_out)
        for (const std::string& id : labels_of(scan, pair.label)) {
            for (const std::string& stem : pair.as)
                order.structures.push_back(stem + side_of(id));
            (find(scan, id)->kind == chart::Kind::Bone ? bones : soft).emplace_back(&pair, id);
        }
    for (const std::string& stem : unlabelled_stems())
        for (const char* side : {".right", ".left"})
            order.structures.push_back(stem + side);
    const auto sources = make_sources(scan, order);
    if (!sources)
        return tl::unexpected(sources.error());
    all.person = in_words(sources->surfaces.person().person);
    all.landmarks = sources->surfaces.landmarks();
    all.surface_points = sources->surfaces.surface_points();
    for (const auto& [pair, id] : soft)
        all.labelled.push_back(hold_one_out(scan, *sources, *pair, id));
    for (const auto& [pair, id] : bones) {
        HybridOrder without = order;
        without.structures = {pair->as.front() + side_of(id)};
        without.without_bones = {id};
        const auto own = make_sources(scan, without);
        if (!own)
            return tl::unexpected(own.error());
        all.labelled.push_back(hold_one_out(scan, *own, *pair, id));
    }
    for (const std::string& stem : unlabelled_stems())
        for (const char* side : {".right", ".left"}) {
            const Structure* there = find(scan, stem + side);
            if (there != nullptr && there->origin == chart::Origin::Segmented)
                continue;
            if (auto asked = ask_unlabelled(scan, sources->surfaces, stem + side))
                all.unlabelled.push_back(std::move(*asked));
        }
    return all;
}

} // namespace filiform::atlas
