// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "anatomy/bone_landmarks_parts.h"

namespace filiform::anatomy {

using geometry::DistanceField;
using geometry::Vec3;

namespace {

const Structure* bone_of(const Body& body, const std::string& id) {
    return find_structure(body, chart::StructureId(id));
}

/// Solves the 4 × 4 system of a sphere through many points in the least-squares sense.
class SphereFit {
  public:
    void add(const Vec3& p) {
        const double row[4] = {p.x, p.y, p.z, 1};
        const double square = geometry::dot(p, p);
        for (int i = 0; i < 4; ++i) {
            for (int j = 0; j < 4; ++j)
                normal_[i][j] += row[i] * row[j];
            normal_[i][4] += row[i] * square;
        }
        ++count_;
    }
    [[nodiscard]] std::optional<FemoralHead> solve() const {
        constexpr int least_points = 30;
        if (count_ < least_points)
            return std::nullopt;
        double a[4][5];
        std::copy(&normal_[0][0], &normal_[0][0] + 20, &a[0][0]);
        for (int c = 0; c < 4; ++c) {
            int pivot = c;
            for (int r = c + 1; r < 4; ++r)
                if (std::abs(a[r][c]) > std::abs(a[pivot][c]))
                    pivot = r;
            std::swap_ranges(a[c], a[c] + 5, a[pivot]);
            if (a[c][c] == 0)
                return std::nullopt;
            for (int r = 0; r < 4; ++r) {
                if (r == c)
                    continue;
                const double factor = a[r][c] / a[c][c];
                for (int k = c; k < 5; ++k)
                    a[r][k] -= factor * a[c][k];
            }
        }
        const Vec3 centre{a[0][4] / a[0][0] / 2, a[1][4] / a[1][1] / 2, a[2][4] / a[2][2] / 2};
        const double square = a[3][4] / a[3][3] + geometry::dot(centre, centre);
        if (square <= 0)
            return std::nullopt;
        return FemoralHead{centre, std::sqrt(square)};
    }

  private:
    double normal_[4][5] = {};
    int count_ = 0;
};

struct Hip {
    const Structure& bone;
    BoneFrame frame; ///< of the pelvis, origin at the hip centre
    double sign;     ///< of x on this side
    const LandmarkRules& rules;

    /// Pelvic axes about the hip centre, x away from the midline.
    [[nodiscard]] Vec3 local(const Vec3& p) const {
        Vec3 q = frame.local(p);
        q.x *= sign;
        return q;
    }
    [[nodiscard]] std::optional<Vec3> extreme(const Vec3& lateral_front_up,
                                              const Window& window) const {
        const Vec3 along{lateral_front_up.x * sign, lateral_front_up.y, lateral_front_up.z};
        return find_extreme(
            bone.field, frame.turned(geometry::normalized(along)),
            [&](const Vec3& p) { return window(local(p)); }, rules.extreme);
    }
};

std::optional<Vec3> find_psis(const Hip& hip) {
    return hip.extreme({0, -1, 0}, [&](const Vec3& q) { return q.z > hip.rules.above_hip_mm; });
}

std::optional<Vec3> find_asis(const Hip& hip) {
    return hip.extreme({0.3, 1, 0}, [&](const Vec3& q) { return q.z > hip.rules.above_hip_mm; });
}

/// The lower corner of the hind border, where the greater sciatic notch begins.
std::optional<Vec3> find_piis(const Hip& hip, const Vec3& psis) {
    const Vec3 top = hip.local(psis);
    return hip.extreme({0, -0.6, -0.8}, [&](const Vec3& q) {
        return q.z < top.z && hip.rules.piis_from_psis_mm.contains(geometry::distance(q, top));
    });
}

/// The corner that points inwards and backwards between the two sciatic notches.
std::optional<Vec3> find_ischial_spine(const Hip& hip) {
    return hip.extreme({-0.8, -0.6, 0}, [&](const Vec3& q) {
        return hip.rules.spine_about_hip_mm.contains(q.z) && q.y < 0;
    });
}

std::optional<Vec3> find_tuberosity(const Hip& hip) {
    return hip.extreme({0, -0.5, -0.87}, [&](const Vec3& q) {
        return q.z < -hip.rules.tuberosity_below_hip_mm && q.y < 0;
    });
}

std::optional<Vec3> find_trochanter(const Structure& femur, const Hip& hip) {
    const auto window = [&](const Vec3& p) {
        return hip.local(p).x > hip.rules.trochanter_lateral_mm;
    };
    // Upwards, but outwards and backwards of the neck that it rises from.
    const Vec3 along = geometry::normalized({0.5 * hip.sign, -0.3, 0.8});
    return find_extreme(femur.field, hip.frame.turned(along), window, hip.rules.extreme);
}

void miss_hip(const std::string& suffix, const std::string& bone, LandmarkCollector& collector) {
    for (const char* stem :
         {"psis", "piis", "asis", "iliac_crest_top", "ischial_spine", "ischial_tuberosity"})
        collector.miss_bone(stem + suffix, bone);
}

/// Where the hip joint is when no femoral head could be fitted: the hip bone's own proportions.
Vec3 guess_hip_centre(const Structure& bone, const BoneFrame& pelvis, double sign) {
    // The joint lies about half-way down from the crest to the seat; what is left of a cut bone
    // still has its crest. VSD: crest to hip centre is near the PSIS height above it, 103 mm, and
    // half as much again.
    constexpr double below_crest_mm = 150;
    const auto crest = find_extreme(
        bone.field, pelvis.z, [](const Vec3&) { return true; }, landmark_rules().extreme);
    const auto middle = find_centroid(bone.field, [](const Vec3&) { return true; });
    Vec3 q = pelvis.local(middle.value_or(pelvis.origin));
    if (crest)
        q.z = pelvis.local(*crest).z - below_crest_mm;
    q.x = sign * std::abs(q.x);
    return pelvis.world(q);
}

void find_tuberosity_landmark(const Hip& hip, const std::string& suffix,
                              LandmarkCollector& collector) {
    // The tuberosity is an end of the bone. Where the scan cuts the bone there is an end too.
    const std::string id = "ischial_tuberosity" + suffix;
    const auto seat = find_tuberosity(hip);
    bool is_cut = false;
    for_each_inside(hip.bone.field, 0, [&](const Vec3& p, double) {
        const Vec3 q = hip.local(p);
        if (q.y < 0 && q.z < 0)
            is_cut |= collector.is_near_scan_end(p, hip.rules.scan_edge_mm);
    });
    if (is_cut) {
        collector.miss(id, Missing::Why::OutsideScan,
                       "The " + chart::spoken(id) +
                           " was not found: the scan ends above it and cuts the " +
                           chart::spoken(hip.bone.id.text()) + ".");
        return;
    }
    collector.add(id, "ischial_tuberosity", hip.bone, seat, "the hip bone has no ischium");
}

} // namespace

std::optional<FemoralHead> fit_femoral_head(const DistanceField& femur, const BoneFrame& pelvis,
                                            chart::Side side, const LandmarkRules& rules) {
    const double sign = sign_of(side);
    const auto local = [&](const Vec3& p) {
        Vec3 q = pelvis.local(p);
        q.x *= sign;
        return q;
    };
    const auto inner = find_extreme(
        femur, pelvis.x * -sign, [](const Vec3&) { return true; }, rules.extreme);
    if (!inner)
        return std::nullopt;
    // Begin with a ball of ordinary size behind the innermost point; then fit what is near it.
    const double usual = (rules.head_radius_mm.low + rules.head_radius_mm.high) / 2;
    FemoralHead head{local(*inner) + Vec3{usual, 0, 0}, usual};
    std::vector<Vec3> surface;
    for_each_inside(femur, 0, [&](const Vec3& p, double depth) {
        constexpr double skin_mm = -2;
        if (depth > skin_mm)
            surface.push_back(local(on_surface(femur, p, 4)));
    });
    constexpr int rounds = 12;
    for (int n = 0; n < rounds; ++n) {
        SphereFit fit;
        const double band_mm = n < rounds / 2 ? 8 : 4;
        for (const Vec3& q : surface) {
            const Vec3 d = q - head.centre;
            // The neck leaves outwards: that side is not of the ball.
            const bool is_neck = d.x > 0.35 * head.radius_mm;
            if (!is_neck && std::abs(geometry::length(d) - head.radius_mm) < band_mm)
                fit.add(q);
        }
        const auto next = fit.solve();
        if (!next)
            return std::nullopt;
        head = *next;
        head.radius_mm =
            std::clamp(head.radius_mm, rules.head_radius_mm.low, rules.head_radius_mm.high);
    }
    head.centre.x *= sign;
    head.centre = pelvis.world(head.centre);
    return head;
}

void find_hip_landmarks(const BoneFrame& pelvis, chart::Side side, LandmarkCollector& collector) {
    const std::string suffix = suffix_of(side);
    const Body& body = collector.body();
    const LandmarkRules& rules = collector.rules();
    const Structure* femur = bone_of(body, "femur" + suffix);
    std::optional<FemoralHead> head;
    if (femur != nullptr)
        head = fit_femoral_head(femur->field, pelvis, side, rules);
    const Structure* bone = bone_of(body, "hip" + suffix);
    BoneFrame frame = pelvis;
    if (head)
        frame.origin = head->centre;
    else if (bone != nullptr)
        frame.origin = guess_hip_centre(*bone, pelvis, sign_of(side));
    if (femur == nullptr) {
        collector.miss_bone("hip_centre" + suffix, "femur" + suffix);
        collector.miss_bone("greater_trochanter" + suffix, "femur" + suffix);
    } else {
        const Hip hip{*femur, frame, sign_of(side), rules};
        collector.add("hip_centre" + suffix, "hip_centre", *femur,
                      head ? std::optional(head->centre) : std::nullopt,
                      "no ball fits the upper end of the femur", "centre of the femoral head");
        collector.add("greater_trochanter" + suffix, "greater_trochanter", *femur,
                      head ? find_trochanter(*femur, hip) : std::nullopt,
                      "the femur has no trochanter in the scan");
    }
    if (bone == nullptr) {
        miss_hip(suffix, "hip" + suffix, collector);
        return;
    }
    const Hip hip{*bone, frame, sign_of(side), rules};
    const std::string no_wing = "the hip bone has no wing in the scan";
    const auto psis = find_psis(hip);
    collector.add("psis" + suffix, "psis", *bone, psis, no_wing);
    collector.add("piis" + suffix, "piis", *bone, psis ? find_piis(hip, *psis) : std::nullopt,
                  no_wing);
    collector.add("asis" + suffix, "asis", *bone, find_asis(hip), no_wing);
    collector.add("iliac_crest_top" + suffix, "iliac_crest_top", *bone,
                  hip.extreme({0, 0, 1}, [](const Vec3&) { return true; }), no_wing);
    collector.add("ischial_spine" + suffix, "ischial_spine", *bone, find_ischial_spine(hip),
                  "the hip bone has no ischium in the scan");
    find_tuberosity_landmark(hip, suffix, collector);
}

} // namespace filiform::anatomy
