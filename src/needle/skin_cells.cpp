// SPDX-License-Identifier: Apache-2.0
#include "needle/skin_cells.h"

#include "base/parallel.h"
#include "needle/approach.h"
#include "needle/shaft.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

using geometry::Box;
using geometry::Vec3;

/// Whether the plane of the skin cuts the lattice edge through `at` that points most as it does.
bool is_crossed(double distance_mm, const Vec3& normal) {
    const double steepest = std::max({std::abs(normal.x), std::abs(normal.y), std::abs(normal.z)});
    return std::abs(distance_mm) <= skin_cell_mm / 2 * steepest;
}

/// How many of the next lattice points along an axis lie as surely off the skin as this one, which
/// is so far from it.
int surely_passed(double away_mm) {
    return static_cast<int>((away_mm - skin_cell_mm / 2) / (sampled_lipschitz * skin_cell_mm));
}

} // namespace

Box target_box(const Scene& scene) {
    Box box = scene.target->field.bounds();
    box.low.z = std::max(box.low.z, scene.lowest_tip_mm);
    box.high.z = std::min(box.high.z, scene.highest_tip_mm);
    return box;
}

SkinFrame skin_frame(const Vec3& normal, chart::Side side) {
    constexpr double too_steep = 0.99; // skin that faces head or feet has no direction to the head
    const Vec3 head = std::abs(normal.z) < too_steep ? Vec3{0, 0, 1} : Vec3{0, 1, 0};
    const Vec3 along = geometry::normalized(head - normal * geometry::dot(head, normal));
    const Vec3 right_or_left = geometry::cross(along, normal);
    const double sign =
        geometry::dot(right_or_left, unit_vector(Axis::Lateral, side)) < 0 ? -1.0 : 1.0;
    // Where lateral is ambiguous (the flank) the back decides, so that mirrored skin mirrors.
    const bool is_flank = std::abs(normal.x) > too_steep;
    const double by_back = right_or_left.y < 0 ? 1.0 : -1.0;
    return {right_or_left * (is_flank ? by_back : sign), along};
}

std::vector<SkinCell> find_skin_cells(const Scene& scene) {
    const double reach = scene.rules->drawer.deepest_mm();
    const Box target = target_box(scene);
    std::vector<SkinCell> cells;
    if (target.low.z > target.high.z || target.is_empty())
        return cells;
    const Vec3 centre = (target.low + target.high) / 2;
    const auto half_count = [&](double low, double high) {
        return static_cast<int>(std::ceil(((high - low) / 2 + reach) / skin_cell_mm));
    };
    const int nx = half_count(target.low.x, target.high.x);
    const int ny = half_count(target.low.y, target.high.y);
    const int nz = half_count(target.low.z, target.high.z);
    const geometry::DistanceField& skin = scene.body->skin;
    const Box scanned = skin.lattice().bounds();
    // Counted from the midline outwards on either side: mirrored skin has its cells in one order,
    // and so ties between needles fall the same way.
    const double outwards = scene.side == chart::Side::Left ? -skin_cell_mm : skin_cell_mm;
    const auto find_in_layer = [&](int k, std::vector<SkinCell>& found) {
        for (int j = -ny; j <= ny; ++j)
            for (int i = -nx; i <= nx; ++i) {
                const Vec3 p = centre + Vec3{outwards * i, skin_cell_mm * j, skin_cell_mm * k};
                if (!scanned.contains(p))
                    continue;
                const double away = skin.at(p);
                if (std::abs(away) > skin_cell_mm / 2) {
                    i += surely_passed(std::abs(away));
                    continue;
                }
                if (!is_crossed(away, skin.gradient(p)))
                    continue;
                const Vec3 point = anatomy::nearest_skin(*scene.body, p);
                if (geometry::distance_to_box(point, target) > reach)
                    continue;
                const Vec3 normal = skin_normal(*scene.body, point);
                if (is_face_offered(scene, normal))
                    found.push_back({point, normal});
            }
    };
    std::vector<std::vector<SkinCell>> layers(static_cast<std::size_t>(2 * nz + 1));
    base::parallel_chunks(layers.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t layer = begin; layer < end; ++layer)
            find_in_layer(static_cast<int>(layer) - nz, layers[layer]);
    });
    for (const std::vector<SkinCell>& layer : layers)
        cells.insert(cells.end(), layer.begin(), layer.end());
    return cells;
}

} // namespace filiform::needle
