// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>

#include "anatomy/body_shapes.h"
#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"
#include "base/expects.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

/// The ridge of the iliac crest at a distance from the midline.
std::optional<Vec3> crest_at(const InferenceScene& scene, chart::Side side, double lateral_mm) {
    const auto* hip = scene.field("hip" + std::string(suffix_of(side)));
    if (hip == nullptr)
        return std::nullopt;
    const BoneFrame& pelvis = scene.pelvis();
    constexpr double half_slab_mm = 3;
    return find_extreme(*hip, pelvis.z,
                        [&](const Vec3& p) {
                            return std::abs(sign_of(side) * pelvis.local(p).x - lateral_mm) <
                                   half_slab_mm;
                        },
                        {2, 15});
}

/// Rib 12 at a distance from the midline; above the transverse process of L1 when it is not drawn.
Vec3 rib_at(const InferenceScene& scene, chart::Side side, double lateral_mm, const Vec3& l1) {
    const BoneFrame& pelvis = scene.pelvis();
    constexpr double half_slab_mm = 5;
    if (const auto* rib = scene.field("rib_12" + std::string(suffix_of(side))))
        if (const auto middle = find_centroid(*rib, [&](const Vec3& p) {
                return std::abs(sign_of(side) * pelvis.local(p).x - lateral_mm) < half_slab_mm;
            }))
            return *middle;
    constexpr double above_mm = 12;
    Vec3 q = pelvis.local(l1);
    q.x = sign_of(side) * lateral_mm;
    q.z += above_mm;
    return pelvis.world(q);
}

/// How far the tip of a transverse process lies from the midline: the mean of both sides where both
/// were found, since a ragged label makes one of them longer than the other.
double tip_from_midline(const InferenceScene& scene, const std::string& level) {
    const std::string stem = "transverse_process_" + level;
    double sum = 0;
    int count = 0;
    for (const chart::Side each : {chart::Side::Right, chart::Side::Left})
        if (const auto tip = scene.landmark(stem + std::string(suffix_of(each)))) {
            sum += sign_of(each) * scene.pelvis().local(*tip).x;
            ++count;
        }
    base::expects(count > 0, "a transverse process of that level was found");
    return sum / count;
}

std::vector<Shape> sheet_between(const std::vector<Vec3>& inner, const Vec3& outer_top,
                                 const Vec3& outer_bottom, double half_thickness_mm) {
    std::vector<Shape> sheet;
    for (std::size_t i = 0; i + 1 < inner.size(); ++i) {
        const auto share = [&](std::size_t k) {
            return static_cast<double>(k) / static_cast<double>(inner.size() - 1);
        };
        const Vec3 a = geometry::lerp(outer_top, outer_bottom, share(i));
        const Vec3 b = geometry::lerp(outer_top, outer_bottom, share(i + 1));
        sheet.push_back(Plate{inner[i], inner[i + 1], a, half_thickness_mm});
        sheet.push_back(Plate{inner[i + 1], a, b, half_thickness_mm});
    }
    return sheet;
}

/// Middle of a pedicle: the bone between the back wall of the body and the arch.
std::optional<Vec3> pedicle(const InferenceScene& scene, const std::string& level,
                            chart::Side side) {
    const auto* bone = scene.field("vertebra_" + level);
    const auto frame = fit_vertebra_frame(scene.body(), level);
    if (bone == nullptr || !frame)
        return std::nullopt;
    const auto body_middle =
        find_centroid(*bone, [&](const Vec3& p) { return frame->local(p).y > 0; });
    if (!body_middle)
        return std::nullopt;
    constexpr double deepest_mm = 40;
    double wall = frame->local(*body_middle).y;
    const Vec3 start = *body_middle;
    double back = 0;
    while (back < deepest_mm && bone->at(start - frame->y * back) < 0)
        back += 0.5;
    wall -= back;
    constexpr double shallow_mm = 1.5;
    constexpr double deep_mm = 9;
    constexpr double inner_mm = 7;
    constexpr double outer_mm = 30;
    const double middle_x = frame->local(*body_middle).x;
    return find_centroid(*bone, [&](const Vec3& p) {
        const Vec3 q = frame->local(p);
        const double lateral = sign_of(side) * (q.x - middle_x);
        return q.y < wall - shallow_mm && q.y > wall - deep_mm && lateral > inner_mm &&
               lateral < outer_mm;
    });
}

/// The nearest point straight down from `p` that is free of bone; `p` where there is none.
Vec3 below_bone(const Vec3& p, const Vec3& up, double free_mm, const std::vector<Obstacle>& bones) {
    constexpr double farthest_mm = 15;
    for (double down = 0; down <= farthest_mm; down += 0.5) {
        const Vec3 q = p - up * down;
        if (std::all_of(bones.begin(), bones.end(),
                        [&](const Obstacle& bone) { return bone.field->at(q) >= free_mm; }))
            return q;
    }
    return p;
}

void infer_root(InferenceScene& scene, chart::Side side, std::size_t i) {
    const std::string level = lumbar[i];
    const std::string id = "lumbar_root_" + level + suffix_of(side);
    if (scene.find(id) != nullptr)
        return;
    const std::string next = i + 1 < lumbar.size() ? lumbar[i + 1] : "s1";
    const auto above = pedicle(scene, level, side);
    if (!above) {
        scene.miss(id, "the scan lacks the " + chart::spoken("vertebra_" + level));
        return;
    }
    auto below = pedicle(scene, next, side);
    const InferenceRule& rule = inference_rule("lumbar_root");
    if (!below || next == "s1") {
        // Under L5 there is no free pedicle: go on as far as from the level above.
        const auto before = i > 0 ? pedicle(scene, lumbar[i - 1], side) : std::nullopt;
        if (!before) {
            scene.miss(id, "the scan lacks the vertebra next to it");
            return;
        }
        below = *above + (*above - *before);
    }
    const Vec3 ganglion = geometry::lerp(*above, *below, rule.number("below_pedicle_share"));
    const double angle = rule.number("take_off_deg") * std::numbers::pi / 180;
    const double front = rule.number("anterior_share");
    const Vec3 along = geometry::normalized(
        scene.towards(side, std::sin(angle), front * std::sin(angle), -std::cos(angle)));
    const double half_length = rule.values("ganglion_length_mm")[i] / 2;
    const double half_width = rule.values("ganglion_width_mm")[i] / 2;
    const double nerve = rule.number("nerve_radius_mm");
    const double inner = rule.number("inner_mm");
    const double outer = rule.number("outer_mm");
    const std::vector<Obstacle> bones = scene.bones(0);
    const Vec3 start = below_bone(ganglion - along * inner, scene.pelvis().z, nerve, bones);
    std::vector<Station> tube;
    for (const Vec3& p : resample({start, ganglion, ganglion + along * outer}, 18)) {
        // Thickest in the middle of the ganglion, a nerve beyond its ends.
        const double from_middle = geometry::distance(p, ganglion) / half_length;
        const double radius = std::max(nerve, half_width + (nerve - half_width) * from_middle);
        tube.push_back({p, {1, 0, 0}, radius, radius});
    }
    tube.front().centre = pushed_clear(tube.front(), bones);
    tube.back().centre = pushed_clear(tube.back(), bones);
    bend_around(tube, bones);
    Proposal proposal;
    proposal.id = id;
    proposal.kind = chart::Kind::Nerve;
    proposal.role = chart::Role::Hazard;
    const auto* bone = scene.find("vertebra_" + level);
    proposal.position_sd_mm = std::hypot(rule.number("sd_mm"), bone->boundary_sd_mm);
    scene.add_tube(proposal, tube, rule);
}

} // namespace

void infer_quadratus_lumborum(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string id = "quadratus_lumborum" + suffix;
    if (scene.find(id) != nullptr)
        return;
    std::vector<std::string> tips;
    for (const char* level : {"l1", "l2", "l3", "l4"})
        tips.push_back(std::string("transverse_process_") + level + suffix);
    const Anchors anchors(scene.body(), tips);
    if (!anchors.are_complete()) {
        scene.miss(id, "the scan lacks " + anchors.missing());
        return;
    }
    const InferenceRule& rule = inference_rule("quadratus_lumborum");
    const double half = rule.number("half_thickness_mm");
    const Vec3 forward = scene.towards(side, 0, rule.number("anterior_mm"), 0);
    const double crest_mm = tip_from_midline(scene, "l4") + rule.number("crest_lateral_mm");
    const auto crest_in = crest_at(scene, side, crest_mm);
    const auto crest_out = crest_at(scene, side, crest_mm + rule.number("crest_spread_mm"));
    if (!crest_in || !crest_out) {
        scene.miss(id, "the scan lacks the iliac crest");
        return;
    }
    std::vector<Vec3> inner{rib_at(scene, side, rule.number("rib_medial_mm"), anchors[0])};
    for (std::size_t i = 0; i < tips.size(); ++i)
        inner.push_back(anchors[i] + forward);
    const Vec3 lip = scene.towards(side, 0, rule.number("crest_anterior_mm"), 0);
    inner.push_back(*crest_in + lip);
    const Vec3 top = rib_at(scene, side, rule.number("rib_lateral_mm"), anchors[0]);
    auto sheet =
        std::make_shared<std::vector<Shape>>(sheet_between(inner, top, *crest_out + lip, half));
    Proposal proposal;
    proposal.id = id;
    proposal.position_sd_mm = std::hypot(rule.number("sd_mm"), anchors.sd_mm());
    for (const Shape& plate : *sheet) {
        proposal.box.add(box_around(plate).low);
        proposal.box.add(box_around(plate).high);
    }
    proposal.distance_mm = [sheet](const Vec3& p) {
        double best = 1e300;
        for (const Shape& plate : *sheet)
            best = std::min(best, distance_to(p, plate));
        return best;
    };
    scene.add(proposal, rule);
}

void infer_lumbar_roots(InferenceScene& scene, chart::Side side) {
    for (std::size_t i = 0; i < lumbar.size(); ++i)
        infer_root(scene, side, i);
}

} // namespace filiform::anatomy
