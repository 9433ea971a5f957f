// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>

#include "anatomy/body_shapes.h"
#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"

namespace filiform::anatomy {

using geometry::DistanceField;
using geometry::Vec3;

namespace {

constexpr std::array<const char*, 5> lumbar{"l1", "l2", "l3", "l4", "l5"};

/// The multifidus at one level: how far from the midline it reaches there.
struct BorderAt {
    double z = 0;        ///< body frame
    double midline = 0;  ///< x of the midline, body frame
    double reach_mm = 0; ///< lateral of it
};

/// How far from the midline the innermost `area_mm2` of a muscle's section at height `z` reach.
double reach_of_area(const DistanceField& muscle, const BorderAt& at, double sign,
                     double area_mm2) {
    const geometry::Lattice& lattice = muscle.lattice();
    const double slice =
        lattice.origin.z +
        lattice.spacing.z * std::round((at.z - lattice.origin.z) / lattice.spacing.z);
    std::vector<double> lateral;
    for_each_inside(muscle, 0, [&](const Vec3& p, double) {
        if (std::abs(p.z - slice) < lattice.spacing.z / 2)
            lateral.push_back(sign * (p.x - at.midline));
    });
    if (lateral.empty())
        return 0;
    std::sort(lateral.begin(), lateral.end());
    const double voxel_mm2 = lattice.spacing.x * lattice.spacing.y;
    // Never more than half of what is there: in a wasted back both muscles are small.
    constexpr double largest_share = 0.5;
    const double count =
        std::min(area_mm2 / voxel_mm2, largest_share * static_cast<double>(lateral.size()));
    return lateral[std::min(lateral.size() - 1, static_cast<std::size_t>(count))];
}

std::vector<BorderAt> find_border(const InferenceScene& scene, chart::Side side,
                                  const DistanceField& muscle, const InferenceRule& rule) {
    std::vector<BorderAt> border;
    for (const char* level : lumbar) {
        const std::string name(level);
        const auto tip = scene.landmark("spinous_process_" + name);
        const auto lamina = scene.landmark("lamina_" + name + suffix_of(side));
        if (!tip || !lamina)
            continue;
        BorderAt at{lamina->z, tip->x, 0};
        constexpr double mm2_per_cm2 = 100;
        at.reach_mm = reach_of_area(muscle, at, sign_of(side),
                                    rule.number("area_" + name + "_cm2") * mm2_per_cm2);
        if (at.reach_mm > 0)
            border.push_back(at);
    }
    std::sort(border.begin(), border.end(),
              [](const BorderAt& a, const BorderAt& b) { return a.z < b.z; });
    return border;
}

BorderAt border_at(const std::vector<BorderAt>& border, double z) {
    if (z <= border.front().z)
        return border.front();
    if (z >= border.back().z)
        return border.back();
    std::size_t i = 1;
    while (border[i].z < z)
        ++i;
    const double t = (z - border[i - 1].z) / (border[i].z - border[i - 1].z);
    return {z, border[i - 1].midline + t * (border[i].midline - border[i - 1].midline),
            border[i - 1].reach_mm + t * (border[i].reach_mm - border[i - 1].reach_mm)};
}

Proposal muscle_part(const std::string& id, const DistanceField& whole, double sd_mm) {
    Proposal proposal;
    proposal.id = id;
    proposal.position_sd_mm = sd_mm;
    proposal.box = whole.bounds();
    return proposal;
}

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
    std::vector<Station> tube;
    const auto station = [&](double at_mm, double radius_mm) {
        tube.push_back({ganglion + along * at_mm, {1, 0, 0}, radius_mm, radius_mm});
    };
    station(-rule.number("inner_mm"), nerve);
    station(-half_length, nerve);
    station(0, half_width);
    station(half_length, nerve);
    station(rule.number("outer_mm"), nerve);
    Proposal proposal;
    proposal.id = id;
    proposal.kind = chart::Kind::Nerve;
    proposal.role = chart::Role::Hazard;
    const auto* bone = scene.find("vertebra_" + level);
    proposal.position_sd_mm = std::hypot(rule.number("sd_mm"), bone->boundary_sd_mm);
    scene.add_tube(proposal, tube, rule);
}

} // namespace

void infer_back_muscles(InferenceScene& scene, chart::Side side) {
    const std::string suffix = suffix_of(side);
    const std::string whole_id = "autochthon" + suffix;
    const std::array<std::string, 2> ids{"multifidus" + suffix, "erector_spinae" + suffix};
    if (scene.find(ids[0]) != nullptr && scene.find(ids[1]) != nullptr)
        return;
    const DistanceField* whole = scene.field(whole_id);
    std::vector<BorderAt> border;
    const InferenceRule& rule = inference_rule("multifidus");
    if (whole != nullptr)
        border = find_border(scene, side, *whole, rule);
    if (border.empty()) {
        for (const std::string& id : ids)
            if (scene.find(id) == nullptr)
                scene.miss(id, whole == nullptr
                                   ? "the " + chart::spoken(whole_id) + " was not segmented"
                                   : "the scan lacks the lumbar vertebrae");
        return;
    }
    const double sign = sign_of(side);
    const auto beyond_border = [border, sign](const Vec3& p) {
        const BorderAt at = border_at(border, p.z);
        return sign * (p.x - at.midline) - at.reach_mm;
    };
    if (scene.find(ids[0]) == nullptr) {
        Proposal inner = muscle_part(ids[0], *whole, rule.number("sd_mm"));
        inner.distance_mm = [whole, beyond_border](const Vec3& p) {
            return std::max(whole->at(p), beyond_border(p));
        };
        inner.is_part_of_segmented = true;
        scene.add(inner, rule);
    }
    if (scene.find(ids[1]) == nullptr) {
        const InferenceRule& outer_rule = inference_rule("erector_spinae");
        Proposal outer = muscle_part(ids[1], *whole, outer_rule.number("sd_mm"));
        outer.distance_mm = [whole, beyond_border](const Vec3& p) {
            return std::max(whole->at(p), -beyond_border(p));
        };
        outer.is_part_of_segmented = true;
        scene.add(outer, outer_rule);
    }
}

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
    const double crest_mm =
        sign_of(side) * scene.pelvis().local(anchors[3]).x + rule.number("crest_lateral_mm");
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
