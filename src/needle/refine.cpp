// SPDX-License-Identifier: Apache-2.0
#include "needle/refine.h"

#include "needle/approach.h"
#include "needle/skin_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace filiform::needle {

namespace {

using chart::NeedlePath;
using geometry::Vec3;

constexpr double deg = std::numbers::pi / 180;

/// One step along each of the five ways a needle can differ.
struct Step {
    double across_mm = 0;
    double along_mm = 0;
    double across_rad = 0;
    double along_rad = 0;
    double depth_mm = 0;
};

bool is_bone_the_aim(const Scene& scene) {
    return scene.rule->backstop == BackstopNeed::Contact;
}

NeedlePath moved(const Scene& scene, const NeedlePath& path, const Step& step) {
    NeedlePath result = path;
    const Vec3 normal = skin_normal(*scene.body, path.entry);
    const SkinFrame frame = skin_frame(normal, scene.side);
    if (step.across_mm != 0 || step.along_mm != 0)
        result.entry = anatomy::nearest_skin(
            *scene.body, path.entry + frame.across * step.across_mm + frame.along * step.along_mm);
    result.direction = geometry::normalized(path.direction + frame.across * step.across_rad +
                                            frame.along * step.along_rad);
    result.depth_mm = std::max(1.0, path.depth_mm + step.depth_mm);
    if (is_bone_the_aim(scene)) {
        result.needle = scene.rules->drawer.needles.back();
        if (const auto bone = first_bone(scene, result))
            result.depth_mm = bone->at_mm;
    }
    if (const auto* needle = scene.rules->drawer.shortest_for(result.depth_mm))
        result.needle = *needle;
    result.stop = stop_of(scene, result);
    return result;
}

Rates rates_for(const Planning& weighs, Merit aim) {
    Rates rates = weighs.rates;
    if (aim == Merit::Reach)
        rates.room_per_inside_mm = weighs.aimed.room_per_inside_mm;
    if (aim == Merit::Tilt)
        rates.room_per_tilt_deg = weighs.aimed.room_per_tilt_deg;
    if (aim == Merit::Length)
        rates.room_per_depth_mm = weighs.aimed.room_per_depth_mm;
    return rates;
}

/// Larger is better; nothing when the judge would refuse.
std::optional<double> value_of(const Scene& scene, const NeedlePath& path, Merit aim) {
    const Planning& weighs = scene.rules->planning;
    const Vec3 normal = skin_normal(*scene.body, path.entry);
    if (first_fault(scene, path, normal))
        return std::nullopt;
    const double room = least_room(scene, path, weighs.enough_room_mm).slack_mm;
    const geometry::Segment shaft = inserted_shaft(scene, path);
    const double inside = is_bone_the_aim(scene) ? weighs.enough_inside_mm
                                                 : std::clamp(-scene.target->field.at(shaft.end()),
                                                              0.0, weighs.enough_inside_mm);
    const Rates rates = rates_for(weighs, aim);
    return room + rates.room_per_inside_mm * inside -
           rates.room_per_tilt_deg * tilt_rad(normal, path.direction) / deg -
           rates.room_per_depth_mm * path.depth_mm;
}

std::array<Step, 10> steps_of(double scale) {
    const double mm = 2 * scale;
    const double rad = 3 * deg * scale;
    return {{{mm, 0, 0, 0, 0},
             {-mm, 0, 0, 0, 0},
             {0, mm, 0, 0, 0},
             {0, -mm, 0, 0, 0},
             {0, 0, rad, 0, 0},
             {0, 0, -rad, 0, 0},
             {0, 0, 0, rad, 0},
             {0, 0, 0, -rad, 0},
             {0, 0, 0, 0, mm},
             {0, 0, 0, 0, -mm}}};
}

} // namespace

NeedlePath refine(const Scene& scene, const NeedlePath& path, Merit aim) {
    NeedlePath best = path;
    auto value = value_of(scene, best, aim);
    if (!value)
        return path;
    constexpr int most_rounds = 30;
    constexpr double notable = 1e-3;
    for (double scale = 1; scale > 0.2; scale /= 2)
        for (int round = 0; round < most_rounds; ++round) {
            const NeedlePath start = best;
            for (const Step& step : steps_of(scale)) {
                const NeedlePath trial = moved(scene, start, step);
                const auto trial_value = value_of(scene, trial, aim);
                if (!trial_value || *trial_value <= *value + notable)
                    continue;
                best = trial;
                value = trial_value;
            }
            if (best.entry == start.entry && best.direction == start.direction &&
                best.depth_mm == start.depth_mm)
                break;
        }
    return best;
}

} // namespace filiform::needle
