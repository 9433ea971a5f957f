// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"

namespace filiform::anatomy {

using geometry::DistanceField;
using geometry::Vec3;

namespace {

/// The cleft between multifidus and longissimus at one height: a line in the cross-section from the
/// back of the muscles to the laminae. Lateral distances are from the midline.
struct CleftAt {
    double z = 0;         ///< body frame
    double midline = 0;   ///< x, body frame
    double back = 0;      ///< y of the back of the muscles
    double lamina = 0;    ///< y of the laminae
    double back_mm = 0;   ///< lateral there
    double lamina_mm = 0; ///< lateral there

    [[nodiscard]] double slope() const { return (lamina_mm - back_mm) / (lamina - back); }
    [[nodiscard]] double lateral_mm(double y) const {
        return back_mm + slope() * (std::clamp(y, back, lamina) - back);
    }
};

CleftAt mix(const CleftAt& a, const CleftAt& b, double t) {
    const auto between = [t](double from, double to) { return from + t * (to - from); };
    return {between(a.z, b.z),
            between(a.midline, b.midline),
            between(a.back, b.back),
            between(a.lamina, b.lamina),
            between(a.back_mm, b.back_mm),
            between(a.lamina_mm, b.lamina_mm)};
}

/// Height of the disc under lumbar vertebra `i`: half-way to the next, under L5 as far as over it.
std::optional<double> disc_below(const InferenceScene& scene, std::size_t i) {
    const auto here = fit_vertebra_frame(scene.body(), lumbar[i]);
    const bool is_last = i + 1 == lumbar.size();
    const auto next = fit_vertebra_frame(scene.body(), is_last ? lumbar[i - 1] : lumbar[i + 1]);
    if (!here || !next)
        return std::nullopt;
    const double half = (next->origin.z - here->origin.z) / 2;
    return here->origin.z + (is_last ? -half : half);
}

/// The farthest back that a muscle comes within `lateral_mm` of the midline, near one height.
std::optional<double> back_of(const DistanceField& muscle, const CleftAt& at, double sign) {
    constexpr double half_slab_mm = 2;
    std::optional<double> back;
    for_each_inside(muscle, 0, [&](const Vec3& p, double) {
        if (std::abs(p.z - at.z) < half_slab_mm && sign * (p.x - at.midline) < at.back_mm)
            back = std::min(back.value_or(p.y), p.y);
    });
    return back;
}

/// From foot to head.
std::vector<CleftAt> find_cleft(const InferenceScene& scene, chart::Side side,
                                const DistanceField& muscle, const InferenceRule& rule) {
    std::vector<CleftAt> cleft;
    for (std::size_t i = 0; i < lumbar.size(); ++i) {
        const std::string level = lumbar[i];
        const auto tip = scene.landmark("spinous_process_" + level);
        const auto lamina = scene.landmark("lamina_" + level + suffix_of(side));
        const auto disc = disc_below(scene, i);
        if (!tip || !lamina || !disc)
            continue;
        CleftAt at;
        at.z = *disc;
        at.midline = tip->x;
        at.lamina = lamina->y;
        at.back_mm = rule.values("cleft_back_mm")[i];
        at.lamina_mm = rule.number("cleft_lamina_mm");
        const auto back = back_of(muscle, at, sign_of(side));
        if (!back || *back >= at.lamina)
            continue;
        at.back = *back;
        cleft.push_back(at);
    }
    std::sort(cleft.begin(), cleft.end(),
              [](const CleftAt& a, const CleftAt& b) { return a.z < b.z; });
    return cleft;
}

CleftAt cleft_at(const std::vector<CleftAt>& cleft, double z) {
    if (z <= cleft.front().z)
        return cleft.front();
    if (z >= cleft.back().z)
        return cleft.back();
    std::size_t i = 1;
    while (cleft[i].z < z)
        ++i;
    return mix(cleft[i - 1], cleft[i], (z - cleft[i - 1].z) / (cleft[i].z - cleft[i - 1].z));
}

/// What lies beneath the muscle: it reaches the bone, though labels leave a seam between the two.
struct Bed {
    std::vector<const DistanceField*> bones;
    const DistanceField* canal = nullptr;
    const DistanceField* other_side = nullptr; ///< the same muscles across the midline
    double seam_mm = 0;
    double flavum_mm = 0; ///< between canal and muscle where no bone is

    /// Negative in the muscle and in the seam, which ends at the midline.
    [[nodiscard]] double reach(const Vec3& p, double muscle_mm, double beyond_midline_mm) const {
        if (muscle_mm > 2 * seam_mm)
            return muscle_mm;
        double bone_mm = 1e300;
        for (const DistanceField* bone : bones)
            bone_mm = std::min(bone_mm, bone->at(p));
        double seam = std::max(std::max(muscle_mm, bone_mm) - seam_mm, beyond_midline_mm);
        if (canal != nullptr)
            seam = std::max(seam, flavum_mm - canal->at(p));
        if (other_side != nullptr)
            seam = std::max(seam, -other_side->at(p));
        return std::max(std::min(muscle_mm, seam), -bone_mm);
    }
};

Bed find_bed(const InferenceScene& scene, chart::Side side, const InferenceRule& rule) {
    Bed bed;
    bed.seam_mm = rule.number("seam_mm");
    bed.flavum_mm = rule.number("flavum_mm");
    bed.canal = scene.field("vertebral_canal");
    bed.other_side =
        scene.field(side == chart::Side::Left ? "autochthon.right" : "autochthon.left");
    for (const char* level : lumbar)
        if (const auto* bone = scene.field(std::string("vertebra_") + level))
            bed.bones.push_back(bone);
    for (const char* id : {"vertebra_t12", "vertebra_s1", "sacrum"})
        if (const auto* bone = scene.field(id))
            bed.bones.push_back(bone);
    return bed;
}

Proposal muscle_part(const std::string& id, const DistanceField& whole, double sd_mm) {
    Proposal proposal;
    proposal.id = id;
    proposal.position_sd_mm = sd_mm;
    proposal.box = whole.bounds();
    proposal.is_part_of_segmented = true;
    return proposal;
}

} // namespace

void infer_back_muscles(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string whole_id = "autochthon" + suffix;
    const std::array<std::string, 2> ids{"multifidus" + suffix, "erector_spinae" + suffix};
    if (scene.find(ids[0]) != nullptr && scene.find(ids[1]) != nullptr)
        return;
    const DistanceField* whole = scene.field(whole_id);
    std::vector<CleftAt> cleft;
    const InferenceRule& rule = inference_rule("multifidus");
    if (whole != nullptr)
        cleft = find_cleft(scene, side, *whole, rule);
    if (cleft.empty()) {
        for (const std::string& id : ids)
            if (scene.find(id) == nullptr)
                scene.miss(id, whole == nullptr
                                   ? "the " + chart::spoken(whole_id) + " was not segmented"
                                   : "the scan lacks the lumbar vertebrae");
        return;
    }
    const double sign = sign_of(side);
    const auto beyond_cleft = [cleft, sign](const Vec3& p) {
        const CleftAt at = cleft_at(cleft, p.z);
        return (sign * (p.x - at.midline) - at.lateral_mm(p.y)) / std::hypot(1.0, at.slope());
    };
    const auto beyond_midline = [cleft, sign](const Vec3& p) {
        return sign * (cleft_at(cleft, p.z).midline - p.x);
    };
    const Bed bed = find_bed(scene, side, rule);
    const auto add_part = [&](const std::string& id, const InferenceRule& part_rule,
                              double inwards) {
        if (scene.find(id) != nullptr)
            return;
        Proposal part = muscle_part(id, *whole, part_rule.number("sd_mm"));
        part.distance_mm = [=](const Vec3& p) {
            return std::max(bed.reach(p, whole->at(p), beyond_midline(p)),
                            inwards * beyond_cleft(p));
        };
        scene.add(part, part_rule);
    };
    add_part(ids[0], rule, 1);
    add_part(ids[1], inference_rule("erector_spinae"), -1);
}

} // namespace filiform::anatomy
