// SPDX-License-Identifier: Apache-2.0
#include "needle/tolerance.h"
#include "needle/shaft.h"

#include "needle/skin_cells.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
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
/// less than a hazard's room cannot cross that hazard's limit, so most need no look; and what was
/// found at one deviation saves looking again at the next ones beside it.
class Surroundings {
  public:
    Surroundings(const Scene& scene, const NeedlePath& path, double to_mm)
        : scene_(&scene), to_mm_(to_mm) {
        for (const Hazard& hazard : scene.hazards) {
            if (hazard.binding != Binding::Kept)
                continue;
            const Known known{room_to(hazard, path), path.entry, path.direction};
            nears_.push_back({&hazard, known, known});
        }
        std::sort(nears_.begin(), nears_.end(), [](const Near& a, const Near& b) {
            return a.planned.room_mm < b.planned.room_mm;
        });
    }

    /// Whether `moved`, which goes no deeper than `to_mm`, keeps every hard limit.
    [[nodiscard]] bool keep(const NeedlePath& moved) {
        std::optional<geometry::Segment> shaft;
        for (Near& near : nears_) {
            if (is_free(near.planned, moved))
                break; // all others have more room
            if (is_free(near.last, moved))
                continue;
            near.last = {room_to(*near.hazard, moved), moved.entry, moved.direction};
            if (near.last.room_mm > 2 * rounding_mm)
                continue;
            if (!shaft)
                shaft = inserted_shaft(*scene_, moved);
            if (room_beside(*scene_, *near.hazard, *shaft, moved.needle.diameter_mm / 2) < 0)
                return false;
        }
        return true;
    }

  private:
    static constexpr double rounding_mm = 0.1; // least_slack is at most 0.05 above the least
    /// The room that a needle leaves, all the way to `to_mm_`.
    struct Known {
        double room_mm;
        Vec3 entry;
        Vec3 direction;
    };
    struct Near {
        const Hazard* hazard;
        Known planned;
        Known last; ///< the deviation last looked at
    };

    [[nodiscard]] double room_to(const Hazard& hazard, const NeedlePath& path) const {
        return room_beside(*scene_, hazard, {path.entry, path.direction, to_mm_},
                           path.needle.diameter_mm / 2);
    }
    [[nodiscard]] bool is_free(const Known& known, const NeedlePath& moved) const {
        const double away = geometry::distance(moved.entry, known.entry) +
                            to_mm_ * geometry::distance(moved.direction, known.direction);
        return known.room_mm > sampled_lipschitz * away + rounding_mm;
    }

    const Scene* scene_;
    double to_mm_;
    std::vector<Near> nears_;
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
double least_over_directions(Surroundings& around_it, Reach reach, Deviated deviated) {
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
    Surroundings to_plan(scene, path, planned);
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
    Surroundings to_handle(scene, path, path.needle.length_mm);
    tolerance.depth_mm = last_kept({room, step_mm}, [&](double mm) {
        NeedlePath deeper = path;
        deeper.depth_mm = shaft + mm;
        return to_handle.keep(deeper);
    });
    tolerance.depth_is_at_least = tolerance.depth_mm >= room;
    return tolerance;
}

} // namespace filiform::needle
