// SPDX-License-Identifier: Apache-2.0
#include "needle/tolerance.h"

#include "needle/skin_cells.h"

#include <cmath>
#include <numbers>

namespace filiform::needle {

namespace {

using chart::NeedlePath;
using geometry::Vec3;

constexpr int directions = 24;
constexpr double farthest_mm = 30;
constexpr double step_mm = 0.5;
constexpr double farthest_rad = 30 * std::numbers::pi / 180;
constexpr double step_rad = 0.5 * std::numbers::pi / 180;

bool keeps_limits(const Scene& scene, const NeedlePath& path) {
    return least_room(scene, path, 0).slack_mm >= 0;
}

struct Reach {
    double most = 0;
    double step = 0;
};

/// The largest deviation, in steps and then by halving, up to which `is_kept(deviation)` holds.
template <class IsKept>
double last_kept(Reach reach, IsKept is_kept) {
    double good = 0;
    while (good < reach.most) {
        const double next = std::min(good + reach.step, reach.most);
        if (!is_kept(next)) {
            double bad = next;
            for (int i = 0; i < 6; ++i) {
                const double middle = (good + bad) / 2;
                (is_kept(middle) ? good : bad) = middle;
            }
            return good;
        }
        good = next;
    }
    return reach.most;
}

/// The least over all directions: later directions are followed only as far as the best so far.
template <class Deviated>
double least_over_directions(const Scene& scene, Reach reach, Deviated deviated) {
    double least = reach.most;
    for (int i = 0; i < directions; ++i) {
        const double around = 2 * std::numbers::pi * i / directions;
        const double u = std::cos(around);
        const double v = std::sin(around);
        least = last_kept({least, reach.step}, [&](double deviation) {
            return keeps_limits(scene, deviated(u, v, deviation));
        });
        if (least <= 0)
            return 0;
    }
    return least;
}

} // namespace

chart::Tolerance find_tolerance(const Scene& scene, const NeedlePath& path) {
    chart::Tolerance tolerance;
    if (!keeps_limits(scene, path))
        return tolerance;
    const Vec3 normal = skin_normal(*scene.body, path.entry);
    const SkinFrame skin = skin_frame(normal, scene.side);
    tolerance.entry_mm =
        least_over_directions(scene, {farthest_mm, step_mm}, [&](double u, double v, double mm) {
            NeedlePath moved = path;
            moved.entry = anatomy::nearest_skin(
                *scene.body, path.entry + (skin.across * u + skin.along * v) * mm);
            return moved;
        });
    tolerance.entry_is_at_least = tolerance.entry_mm >= farthest_mm;
    const SkinFrame side = skin_frame(-path.direction, scene.side);
    tolerance.angle_rad =
        least_over_directions(scene, {farthest_rad, step_rad}, [&](double u, double v, double rad) {
            NeedlePath turned = path;
            turned.direction =
                geometry::normalized(path.direction * std::cos(rad) +
                                     (side.across * u + side.along * v) * std::sin(rad));
            return turned;
        });
    tolerance.angle_is_at_least = tolerance.angle_rad >= farthest_rad;
    const double shaft = inserted_shaft(scene, path).length_mm;
    const double room = std::max(0.0, path.needle.length_mm - shaft);
    tolerance.depth_mm = last_kept({room, step_mm}, [&](double mm) {
        NeedlePath deeper = path;
        deeper.depth_mm = shaft + mm;
        return keeps_limits(scene, deeper);
    });
    tolerance.depth_is_at_least = tolerance.depth_mm >= room;
    return tolerance;
}

} // namespace filiform::needle
