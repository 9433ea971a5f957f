// SPDX-License-Identifier: Apache-2.0
#include "anatomy/inferred_scene.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "anatomy/bone_rules.h"
#include "base/parallel.h"
#include "geometry/lattice_part.h"

namespace filiform::anatomy {

using geometry::Box;
using geometry::DistanceField;
using geometry::Lattice;
using geometry::Vec3;

Anchors::Anchors(const Body& body, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
        const Landmark* landmark = find_landmark(body, chart::LandmarkId(id));
        if (landmark == nullptr) {
            missing_.push_back(id);
            continue;
        }
        points_.push_back(landmark->point);
        sds_.push_back(landmark->sd_mm);
    }
}

std::string Anchors::missing() const {
    std::string said;
    for (std::size_t i = 0; i < missing_.size(); ++i) {
        if (i > 0)
            said += i + 1 == missing_.size() ? " and " : ", ";
        said += "the " + chart::spoken(missing_[i]);
    }
    return said;
}

double Anchors::sd_mm() const {
    double sum = 0;
    for (const double sd : sds_)
        sum += sd * sd;
    return sds_.empty() ? 0 : std::sqrt(sum / static_cast<double>(sds_.size()));
}

InferenceScene::InferenceScene(const Body& body)
    : body_(body), pelvis_(fit_pelvic_frame(body, landmark_rules().axis_least_mm)) {}

const Structure* InferenceScene::find(const std::string& id) const {
    const chart::StructureId key(id);
    if (const Structure* found = find_structure(body_, key))
        return found;
    const auto made = std::find_if(inferred_.structures.begin(), inferred_.structures.end(),
                                   [&](const Structure& s) { return s.id == key; });
    return made == inferred_.structures.end() ? nullptr : &*made;
}

const DistanceField* InferenceScene::field(const std::string& id) const {
    const Structure* structure = find(id);
    return structure != nullptr && !structure->field.is_empty() ? &structure->field : nullptr;
}

std::optional<Vec3> InferenceScene::landmark(const std::string& id) const {
    const Landmark* landmark = find_landmark(body_, chart::LandmarkId(id));
    if (landmark == nullptr)
        return std::nullopt;
    return landmark->point;
}

std::vector<Obstacle> InferenceScene::bones(double clearance_mm) const {
    std::vector<Obstacle> obstacles;
    for (const Structure& structure : body_.structures)
        if (structure.kind == chart::Kind::Bone && !structure.field.is_empty())
            obstacles.push_back({&structure.field, clearance_mm});
    return obstacles;
}

Vec3 InferenceScene::towards(chart::Side side, double lateral, double anterior,
                             double cranial) const {
    return pelvis_.turned({sign_of(side) * lateral, anterior, cranial});
}

namespace {

/// What an inferred muscle may not enter: all that was seen and is solid, and inferred muscles.
std::vector<const DistanceField*> clips_for(const Proposal& proposal, const Body& body,
                                            const std::vector<Structure>& made) {
    std::vector<const DistanceField*> clips;
    const auto consider = [&](const Structure& structure) {
        const bool is_solid =
            structure.kind != chart::Kind::Unknown && structure.kind != chart::Kind::Artefact &&
            structure.kind != chart::Kind::Fat && structure.kind != chart::Kind::Skin &&
            structure.kind != chart::Kind::Cavity && structure.kind != chart::Kind::Pleura;
        const bool is_near =
            !structure.field.is_empty() &&
            geometry::distance_to_box(geometry::lerp(proposal.box.low, proposal.box.high, 0.5),
                                      structure.field.bounds()) <=
                geometry::distance(proposal.box.low, proposal.box.high) / 2;
        if (is_solid && is_near)
            clips.push_back(&structure.field);
    };
    for (const Structure& structure : body.structures)
        consider(structure);
    for (const Structure& structure : made)
        if (structure.kind == chart::Kind::Muscle)
            consider(structure);
    return clips;
}

} // namespace

void InferenceScene::add(const Proposal& proposal, const InferenceRule& rule) {
    // Hazards are asked from afar; of muscles only what is near matters.
    const double margin_mm = proposal.role == chart::Role::Hazard ? 30 : 12;
    Structure structure;
    structure.id = chart::StructureId(proposal.id);
    structure.kind = proposal.kind;
    structure.role = proposal.role;
    structure.origin = chart::Origin::Inferred;
    structure.position_sd_mm = proposal.position_sd_mm;
    structure.note = rule.note + (proposal.note.empty() ? "" : " " + proposal.note);
    structure.sources = rule.sources;
    structure.share = proposal.share;
    structure.variant_of = chart::StructureId(proposal.variant_of);
    structure.variant = proposal.variant;
    std::vector<const DistanceField*> clips;
    if (proposal.kind == chart::Kind::Muscle && !proposal.is_part_of_segmented)
        clips = clips_for(proposal, body_, inferred_.structures);
    const Lattice part =
        geometry::part_around(body_.lattice, proposal.box.grown(margin_mm)).lattice;
    structure.field = geometry::sample_field(part, [&](const Vec3& p) {
        double distance = proposal.distance_mm(p);
        // A clip matters inside the shape and in its near surroundings; farther out the distance
        // to the unclipped shape is a lower bound already.
        constexpr double near_mm = 4;
        if (distance > near_mm)
            return distance;
        for (const DistanceField* clip : clips)
            if (geometry::distance_to_box(p, clip->bounds()) <= 0)
                distance = std::max(distance, std::min(-clip->at(p), near_mm));
        return distance;
    });
    if (structure.field.is_empty()) {
        miss(proposal.id, "nothing of it is left between the structures that were seen");
        return;
    }
    inferred_.structures.push_back(std::move(structure));
}

void InferenceScene::add_tube(Proposal proposal, const std::vector<Station>& stations,
                              const InferenceRule& rule) {
    const auto tube = std::make_shared<const Tube>(stations);
    proposal.box = tube->box();
    proposal.distance_mm = [tube](const Vec3& p) { return tube->distance_to(p); };
    add(proposal, rule);
}

void InferenceScene::miss(const std::string& id, const std::string& why) {
    inferred_.missing.push_back(
        {chart::StructureId(id), Missing::Why::NotFitted,
         "The " + chart::spoken(id) + " could not be placed: " + why + "."});
}

void InferenceScene::warn(const std::string& code, const std::string& what) {
    inferred_.warnings.push_back({code, what});
}

Inferred InferenceScene::take() {
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::sort(inferred_.structures.begin(), inferred_.structures.end(), by_id);
    std::sort(inferred_.missing.begin(), inferred_.missing.end(), by_id);
    return std::move(inferred_);
}

} // namespace filiform::anatomy
