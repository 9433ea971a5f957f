// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>

#include "anatomy/bone_extreme.h"
#include "anatomy/inferred_scene.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

/// Where the piriformis is passed: as far from the trochanter as the usual nerve leaves it.
struct Crossing {
    Vec3 middle; ///< of the muscle
    Vec3 above;  ///< on its upper border
    Vec3 behind; ///< on its face towards the skin
    Vec3 front;  ///< on its face towards the pelvis
};

/// From `from` along the unit vector `way` to where the field is `clear_mm`, 40 mm at most.
Vec3 out_of(const geometry::DistanceField& field, const Vec3& from, const Vec3& way,
            double clear_mm) {
    constexpr double farthest_mm = 40;
    constexpr double step_mm = 0.5;
    double at = 0;
    while (at < farthest_mm && field.at(from + way * at) < clear_mm)
        at += step_mm;
    return from + way * at;
}

std::optional<Crossing> crossing_of(const InferenceScene& scene, chart::Side side, const Vec3& exit,
                                    double clear_mm) {
    const std::string suffix = suffix_of(side);
    const auto trochanter = scene.landmark("greater_trochanter" + suffix);
    const auto* muscle = scene.field("piriformis" + suffix);
    if (!trochanter || muscle == nullptr)
        return std::nullopt;
    const double away = geometry::distance(exit, *trochanter);
    constexpr double band_mm = 5;
    const auto is_there = [&](const Vec3& p) {
        return std::abs(geometry::distance(p, *trochanter) - away) < band_mm;
    };
    const auto middle = find_centroid(*muscle, is_there);
    const auto border = find_extreme(*muscle, scene.pelvis().z, is_there, {2, 15});
    if (!middle || !border)
        return std::nullopt;
    const Vec3& ahead = scene.pelvis().y;
    return Crossing{*middle, *border + scene.pelvis().z * clear_mm,
                    out_of(*muscle, *middle, -ahead, clear_mm),
                    out_of(*muscle, *middle, ahead, clear_mm)};
}

/// The way of the part that passes elsewhere, to where the usual nerve passes the ischial spine.
struct Way {
    std::vector<Vec3> points;
    bool is_kept_off_muscle = false;
};

Way way_through(const Crossing& at) {
    return {{at.front, at.middle, at.behind}, false};
}

Way way_above(const Crossing& at) {
    const Vec3 in_pelvis = at.above + (at.front - at.middle);
    return {{in_pelvis, at.above, at.behind}, true};
}

/// A nerve of two parts: the usual line, thinner, and the part that passes elsewhere.
Proposal course(const InferenceScene& scene, chart::Side side, const SciaticLine& usual,
                const InferenceRule& rule, const Way& way) {
    const InferenceRule& whole = inference_rule("sciatic_nerve");
    const double share = rule.number("peroneal_share_of_width");
    const double half_width = whole.number("half_width_mm");
    const double half_thickness = whole.number("half_thickness_mm");
    const auto section = [&](double of_width) {
        return Station{
            {}, scene.pelvis().x, std::max(of_width * half_width, half_thickness), half_thickness};
    };
    std::vector<Vec3> tibial;
    if (usual.start)
        tibial.push_back(*usual.start);
    tibial.push_back(usual.exit);
    tibial.insert(tibial.end(), usual.below.begin(), usual.below.end());
    std::vector<Vec3> peroneal = way.points;
    // Beside the other part again where that passes the ischial spine.
    const Vec3 beside = scene.towards(side, half_width / 2, 0, 0);
    for (const Vec3& p : usual.below)
        peroneal.push_back(p + beside);
    const auto* muscle = scene.field("piriformis" + std::string(suffix_of(side)));
    const auto below =
        std::make_shared<const Tube>(nerve_tube(scene, tibial, section(1 - share), muscle));
    const auto other = std::make_shared<const Tube>(
        nerve_tube(scene, peroneal, section(share), way.is_kept_off_muscle ? muscle : nullptr));
    Proposal proposal = nerve_proposal("", std::hypot(usual.sd_mm, rule.number("sd_more_mm")));
    proposal.box = below->box();
    proposal.box.add(other->box().low);
    proposal.box.add(other->box().high);
    proposal.distance_mm = [below, other](const Vec3& p) {
        return std::min(below->distance_to(p), other->distance_to(p));
    };
    proposal.share = rule.number("share");
    return proposal;
}

} // namespace

std::vector<Proposal> other_sciatic_courses(const InferenceScene& scene, chart::Side side,
                                            const SciaticLine& usual) {
    const std::string suffix = suffix_of(side);
    const InferenceRule& through = inference_rule("sciatic_nerve_type_b");
    const InferenceRule& above = inference_rule("sciatic_nerve_type_c");
    const double clear_mm = through.number("beyond_muscle_mm") +
                            inference_rule("sciatic_nerve").number("half_thickness_mm");
    const auto at = crossing_of(scene, side, usual.exit, clear_mm);
    if (!at)
        return {};
    std::vector<Proposal> courses{course(scene, side, usual, through, way_through(*at)),
                                  course(scene, side, usual, above, way_above(*at))};
    for (std::size_t i = 0; i < courses.size(); ++i) {
        const std::string kind = i == 0 ? "b" : "c";
        courses[i].id = "sciatic_nerve_type_" + kind + suffix;
        courses[i].variant_of = "sciatic_nerve" + suffix;
        courses[i].variant = "sciatic_type=" + kind;
    }
    return courses;
}

} // namespace filiform::anatomy
