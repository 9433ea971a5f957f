// SPDX-License-Identifier: Apache-2.0
#include "needle/approach.h"

#include "needle/faults.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace filiform::needle {

namespace {

using geometry::Vec3;

double deg(double rad) {
    return rad * 180 / std::numbers::pi;
}

double angle_between(const Vec3& a, const Vec3& b) {
    return std::acos(std::clamp(geometry::dot(a, b), -1.0, 1.0));
}

/// So that a needle on the very limit, where the search likes to be, is not refused by rounding.
constexpr double angle_slack_rad = 1e-9;
constexpr double place_slack_mm = 1e-6;

bool holds_at(const std::vector<std::string>& levels, const std::string& level) {
    return levels.empty() || std::find(levels.begin(), levels.end(), level) != levels.end();
}

double above_plane(const Scene& scene, const DirectionRule& rule, const Vec3& direction) {
    const double sine = geometry::dot(direction, unit_vector(rule.toward, scene.side));
    return std::asin(std::clamp(sine, -1.0, 1.0));
}

/// How far the tip leans that way from the skin's perpendicular, as the instruction says it;
/// nothing where that way leaves the skin.
std::optional<double> lean(const Scene& scene, const DirectionRule& rule,
                           const Approach& approach) {
    constexpr double least_along = 0.5;
    const Vec3 axis = unit_vector(rule.toward, scene.side);
    const Vec3 along = axis - approach.normal * geometry::dot(axis, approach.normal);
    if (geometry::length(along) < least_along)
        return std::nullopt;
    return std::atan2(geometry::dot(approach.direction, geometry::normalized(along)),
                      -geometry::dot(approach.direction, approach.normal));
}

/// How far the place lies along the rule's axis from its landmark; nothing without the landmark.
std::optional<double> offset(const Scene& scene, const PlaceRule& rule, const Approach& approach,
                             const std::string& level) {
    const std::string id = filled(rule.from, scene.side, level);
    const anatomy::Landmark* landmark = anatomy::find_landmark(*scene.body, chart::LandmarkId(id));
    if (landmark == nullptr)
        return std::nullopt;
    const Vec3& place = rule.of == PlaceRule::Of::Entry ? approach.entry : approach.tip;
    return geometry::dot(place - landmark->point, unit_vector(rule.along, scene.side));
}

bool is_within(const PlaceRule& rule, double offset_mm) {
    return (!rule.at_least_mm || offset_mm >= *rule.at_least_mm - place_slack_mm) &&
           (!rule.at_most_mm || offset_mm <= *rule.at_most_mm + place_slack_mm);
}

bool is_level_right(const Scene& scene, const Vec3& tip) {
    return tip.z >= scene.lowest_tip_mm && tip.z <= scene.highest_tip_mm;
}

/// Walks the rules; `found(make_fault)` returns false to stop.
template <class Found>
void walk_rules(const Scene& scene, const Approach& approach, Found found) {
    const TargetRule& rule = *scene.rule;
    if (!is_face_offered(scene, approach.normal) && !found([&] {
            return ApproachFault{"needle.face",
                                 sentence("The skin there does not face the hand when the patient "
                                          "lies %s.",
                                          rule.position.c_str()),
                                 false};
        }))
        return;
    const double tilt = tilt_rad(approach.normal, approach.direction);
    if (tilt > rule.max_tilt_rad + angle_slack_rad && !found([&] {
            return ApproachFault{"needle.tilt",
                                 sentence("The needle leans %.0f degrees from straight in; at most "
                                          "%.0f are allowed for this muscle.",
                                          deg(tilt), deg(rule.max_tilt_rad)),
                                 false};
        }))
        return;
    if (!is_level_right(scene, approach.tip) && !found([&] {
            return ApproachFault{
                "needle.level",
                sentence("The tip does not lie at the level of %s.", scene.request.level.c_str()),
                false};
        }))
        return;
    const std::string level =
        scene.request.level.empty() ? level_at(scene, approach.tip.z) : scene.request.level;
    for (const DirectionRule& one : rule.directions) {
        if (!holds_at(one.levels, level))
            continue;
        // Papers measure on the body, hands on the skin: both must keep the rule.
        const double angle = std::max(above_plane(scene, one, approach.direction),
                                      lean(scene, one, approach).value_or(-std::numbers::pi));
        if (angle > one.at_most_rad + angle_slack_rad && !found([&] {
                return ApproachFault{
                    "needle.direction",
                    sentence("The needle points %.0f degrees %s; at most %.0f: %s.", deg(angle),
                             std::string(text(one.toward)).c_str(), deg(one.at_most_rad),
                             one.because.c_str()),
                    false};
            }))
            return;
    }
    for (const PlaceRule& one : rule.places) {
        if (!holds_at(one.levels, level))
            continue;
        const auto away = offset(scene, one, approach, level);
        if (away && is_within(one, *away))
            continue;
        if (!found([&] {
                const std::string landmark = filled(one.from, scene.side, level);
                const char* of = one.of == PlaceRule::Of::Entry ? "entry" : "tip";
                if (!away)
                    return ApproachFault{"needle.place_unknown",
                                         "Whether the " + std::string(of) +
                                             " lies rightly cannot be told: this body has no " +
                                             chart::spoken(landmark) + ".",
                                         true};
                return ApproachFault{"needle.place",
                                     sentence("The %s lies %.0f mm %s of the %s: %s.", of, *away,
                                              std::string(text(one.along)).c_str(),
                                              chart::spoken(landmark).c_str(), one.because.c_str()),
                                     false};
            }))
            return;
    }
}

} // namespace

double tilt_rad(const Vec3& normal, const Vec3& direction) {
    return angle_between(-normal, direction);
}

bool is_face_offered(const Scene& scene, const Vec3& normal) {
    const auto& faces = scene.rule->faces;
    return std::any_of(faces.begin(), faces.end(), [&](const Face& face) {
        return angle_between(normal, unit_vector(face.axis, scene.side)) <=
               face.within_rad + angle_slack_rad;
    });
}

void check_approach(const Scene& scene, const Approach& approach,
                    const std::function<void(ApproachFault)>& found) {
    if (scene.rule == nullptr)
        return;
    walk_rules(scene, approach, [&](const auto& make) {
        found(make());
        return true;
    });
}

bool is_allowed(const Scene& scene, const Approach& approach) {
    if (scene.rule == nullptr)
        return true;
    bool is_clean = true;
    walk_rules(scene, approach, [&](const auto&) { return is_clean = false; });
    return is_clean;
}

} // namespace filiform::needle
