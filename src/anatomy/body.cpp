// SPDX-License-Identifier: Apache-2.0
#include "anatomy/body.h"

#include <algorithm>
#include <array>
#include <utility>

#include "geometry/clearance.h"

namespace filiform::anatomy {

namespace {

constexpr std::array<std::pair<Posture, std::string_view>, 4> postures{
    {{Posture::Supine, "supine"},
     {Posture::Prone, "prone"},
     {Posture::SideLying, "side_lying"},
     {Posture::Unknown, "unknown"}}};

template <class Item, class Id>
const Item* find_sorted(const std::vector<Item>& items, const Id& id) {
    const auto found =
        std::lower_bound(items.begin(), items.end(), id,
                         [](const Item& item, const Id& key) { return item.id < key; });
    return found != items.end() && found->id == id ? &*found : nullptr;
}

} // namespace

std::string_view text(Posture posture) {
    for (const auto& [known, word] : postures)
        if (known == posture)
            return word;
    return {};
}

std::optional<Posture> posture_of(std::string_view word) {
    for (const auto& [known, spelled] : postures)
        if (spelled == word)
            return known;
    return std::nullopt;
}

const Structure* find_structure(const Body& body, const chart::StructureId& id) {
    return find_sorted(body.structures, id);
}

const Landmark* find_landmark(const Body& body, const chart::LandmarkId& id) {
    return find_sorted(body.landmarks, id);
}

const chart::StructureId& name_of(const Structure& structure) {
    return structure.variant_of.is_empty() ? structure.id : structure.variant_of;
}

void finish(Body& body) {
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::sort(body.structures.begin(), body.structures.end(), by_id);
    std::sort(body.landmarks.begin(), body.landmarks.end(), by_id);
}

geometry::Vec3 nearest_skin(const Body& body, const geometry::Vec3& p) {
    geometry::Vec3 at = p;
    // Newton steps on a distance field: each lands on the surface but for the interpolation.
    constexpr int steps = 20;
    constexpr double close_enough_mm = 0.02;
    constexpr double farthest_mm = 200;
    for (int i = 0; i < steps; ++i) {
        const double away = body.skin.at(at);
        if (std::abs(away) < close_enough_mm)
            break;
        if (std::abs(away) > farthest_mm)
            return p;
        at = at - body.skin.gradient(at) * away;
    }
    return at;
}

std::optional<geometry::Vec3> skin_along(const Body& body, const geometry::Vec3& outside,
                                         const geometry::Vec3& direction) {
    constexpr double farthest_mm = 600;
    const geometry::Segment ray{outside, direction, farthest_mm};
    const double at = geometry::first_below(body.skin, ray, 0.0);
    if (at < 0)
        return std::nullopt;
    return ray.point(at);
}

} // namespace filiform::anatomy
