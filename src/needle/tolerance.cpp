// SPDX-License-Identifier: Apache-2.0
#include "needle/tolerance.h"

#include "needle/skin_cells.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace filiform::needle {

namespace {

using chart::NeedlePath;
using geometry::Vec3;

constexpr int directions = 24;
constexpr double farthest_mm = 30;
constexpr double step_mm = 0.5;
constexpr double farthest_rad = 30 * std::numbers::pi / 180;
constexpr double step_rad = 0.5 * std::numbers::pi / 180;

/// The hazards by the room they leave a needle that nothing stops before `to_mm`. A needle moved by
/// less than a hazard's room cannot cross that hazard's limit, so most need no look.
class Surroundings {
  public:
    Surroundings(const Scene& scene, const NeedlePath& path, double to_mm)
        : scene_(&scene), path_(&path), to_mm_(to_mm) {
        const geometry::Segment whole{path.entry, path.direction, to_mm};
        for (const Hazard& hazard : scene.hazards)
            rooms_.push_back(
                {room_beside(scene, hazard, whole, path.needle.diameter_mm / 2), &hazard});
        std::sort(rooms_.begin(), rooms_.end(),
                  [](const Room& a, const Room& b) { return a.slack_mm < b.slack_mm; });
    }

    /// Whether `moved`, which goes no deeper than `to_mm`, keeps every hard limit.
    [[nodiscard]] bool keep(const NeedlePath& moved) const {
        const double away = geometry::distance(moved.entry, path_->entry) +
                            to_mm_ * geometry::distance(moved.direction, path_->direction);
        constexpr double sampled_lipschitz = 1.05;
        constexpr double rounding_mm = 0.1; // least_slack is at most 0.05 above the least
        const double reached = sampled_lipschitz * away + rounding_mm;
        if (rooms_.empty() || rooms_.front().slack_mm > reached)
            return true;
        const geometry::Segment shaft = inserted_shaft(*scene_, moved);
        return std::all_of(rooms_.begin(), rooms_.end(), [&](const Room& room) {
            return room.slack_mm > reached ||
                   room_beside(*scene_, *room.decides, shaft, moved.needle.diameter_mm / 2) >= 0;
        });
    }

  private:
    const Scene* scene_;
    const NeedlePath* path_;
    double to_mm_;
    std::vector<Room> rooms_;
};

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
double least_over_directions(const Surroundings& around_it, Reach reach, Deviated deviated) {
    double least = reach.most;
    for (int i = 0; i < directions; ++i) {
        const double around = 2 * std::numbers::pi * i / directions;
        const double u = std::cos(around);
        const double v = std::sin(around);
        least = last_kept({least, reach.step}, [&](double deviation) {
            return around_it.keep(deviated(u, v, deviation));
        });
        if (least <= 0)
            return 0;
    }
    return least;
}

} // namespace

chart::Tolerance find_tolerance(const Scene& scene, const NeedlePath& path) {
    chart::Tolerance tolerance;
    if (least_room(scene, path, 0).slack_mm < 0)
        return tolerance;
    const double planned =
        path.stop == chart::StopRule::Hub ? path.needle.length_mm : path.depth_mm;
    const Surroundings to_plan(scene, path, planned);
    const Vec3 normal = skin_normal(*scene.body, path.entry);
    const SkinFrame skin = skin_frame(normal, scene.side);
    tolerance.entry_mm =
        least_over_directions(to_plan, {farthest_mm, step_mm}, [&](double u, double v, double mm) {
            NeedlePath moved = path;
            moved.entry = anatomy::nearest_skin(
                *scene.body, path.entry + (skin.across * u + skin.along * v) * mm);
            return moved;
        });
    tolerance.entry_is_at_least = tolerance.entry_mm >= farthest_mm;
    const SkinFrame side = skin_frame(-path.direction, scene.side);
    tolerance.angle_rad = least_over_directions(
        to_plan, {farthest_rad, step_rad}, [&](double u, double v, double rad) {
            NeedlePath turned = path;
            turned.direction =
                geometry::normalized(path.direction * std::cos(rad) +
                                     (side.across * u + side.along * v) * std::sin(rad));
            return turned;
        });
    tolerance.angle_is_at_least = tolerance.angle_rad >= farthest_rad;
    const double shaft = inserted_shaft(scene, path).length_mm;
    const double room = std::max(0.0, path.needle.length_mm - shaft);
    const Surroundings to_handle(scene, path, path.needle.length_mm);
    tolerance.depth_mm = last_kept({room, step_mm}, [&](double mm) {
        NeedlePath deeper = path;
        deeper.depth_mm = shaft + mm;
        return to_handle.keep(deeper);
    });
    tolerance.depth_is_at_least = tolerance.depth_mm >= room;
    return tolerance;
}

} // namespace filiform::needle
