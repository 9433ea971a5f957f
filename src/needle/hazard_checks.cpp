// SPDX-License-Identifier: Apache-2.0
#include "needle/hazard_checks.h"

#include "needle/course_words.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

using geometry::Segment;

/// "right sciatic nerve", "right sciatic nerve type B (in 11 of 100 people)"
std::string said(const Hazard& hazard) {
    const std::string words = chart::spoken(hazard.structure->id.text());
    return hazard.structure->variant_of.is_empty()
               ? words
               : words + " (in " + in_hundred(hazard.share) + ")";
}

double block_slack(const Limits& limits, const Hazard& hazard, const Segment& shaft,
                   double radius_mm) {
    const double slope = std::tan(limits.cone_block_rad);
    return least_slack(hazard.structure->field, shaft, slope).mm - radius_mm - hazard.block_need_mm;
}

double block_slack(const Limits& limits, const Hazard& hazard, const Drive& drive) {
    return block_slack(limits, hazard, drive.shaft, drive.radius_mm());
}

bool crosses_block(const Limits& limits, const Hazard& hazard, const Drive& drive) {
    return has_less_slack(hazard.structure->field, drive.shaft, std::tan(limits.cone_block_rad),
                          hazard.block_need_mm + drive.radius_mm());
}

bool crosses_warning(const Limits& limits, const Hazard& hazard, const Drive& drive) {
    return has_less_slack(hazard.structure->field, drive.shaft, std::tan(limits.cone_warn_rad),
                          hazard.warn_need_mm + drive.radius_mm());
}

double most_needed(const Scene& scene, const Hazard& hazard, const Drive& drive) {
    const double cone = std::tan(scene.rules->limits.cone_warn_rad) * drive.shaft.length_mm;
    return std::max(hazard.block_need_mm, hazard.warn_need_mm) + cone + drive.radius_mm();
}

HubRule hub_rule(const Scene& scene, const Hazard& hazard) {
    if (scene.rule != nullptr) {
        const auto& kinds = scene.rule->hub_block;
        if (std::find(kinds.begin(), kinds.end(), hazard.structure->kind) != kinds.end())
            return HubRule::Block;
    }
    return hazard.limit.hub;
}

Weight hard_weight(const Hazard& hazard) {
    if (hazard.binding == Binding::Warned)
        return Weight::Soft;
    return hazard.limit.is_territory ? Weight::Unknown : Weight::Hard;
}

/// What a crossed hard limit is called.
std::string_view hard_code(const Hazard& hazard, std::string_view code) {
    return hazard.binding == Binding::Warned ? "needle.variant" : code;
}

/// The shaft as planned.
void check_shaft(const Scene& scene, const Hazard& hazard, const Drive& drive, Faults& faults) {
    const Limits& limits = scene.rules->limits;
    const auto& id = hazard.structure->id;
    if (crosses_block(limits, hazard, drive)) {
        const std::string_view code =
            hard_code(hazard, hazard.limit.is_territory ? "needle.territory" : "needle.clearance");
        faults.add(hard_weight(hazard), code, id, [&] {
            const Slack nearest = least_slack(hazard.structure->field, drive.shaft);
            const double clear = nearest.mm - drive.radius_mm();
            if (hazard.limit.is_territory)
                return sentence("The needle comes within %.1f mm of %s, where nothing is known "
                                "for certain.",
                                clear, said(hazard).c_str());
            return sentence("Only %.1f mm from the %s at %.0f mm; the limit there is %.1f mm.",
                            clear, said(hazard).c_str(), nearest.at_mm,
                            clear - block_slack(limits, hazard, drive));
        });
        return;
    }
    if (faults.is_enough())
        return;
    if (crosses_warning(limits, hazard, drive)) {
        faults.add(Weight::Soft, "needle.near", id, [&] {
            const Slack nearest = least_slack(hazard.structure->field, drive.shaft);
            return sentence("%.1f mm from the %s at %.0f mm: inside the zone that asks for care.",
                            nearest.mm - drive.radius_mm(), said(hazard).c_str(), nearest.at_mm);
        });
    } else if (hazard.is_guessed &&
               !is_farther(hazard.structure->field, drive.shaft,
                           limits.decides_sd * hazard.sd_mm + drive.radius_mm())) {
        const double clear =
            least_slack(hazard.structure->field, drive.shaft).mm - drive.radius_mm();
        if (clear < limits.decides_sd * hazard.sd_mm)
            faults.add(Weight::Soft, "needle.inferred", id, [&] {
                return sentence("The place of the %s is inferred (SD %.0f mm) and only %.1f mm "
                                "away.",
                                said(hazard).c_str(), hazard.sd_mm, clear);
            });
    }
}

/// What the hard limit adds to a clearance for the hazard's uncertain place.
double block_place_mm(const Hazard& hazard) {
    return hazard.block_need_mm - hazard.limit.block_mm;
}

/// Whether the needle, driven to the handle or to the bone that stops it, could touch the hazard
/// when that lies `place_mm` nearer than it is drawn.
bool reaches(const Hazard& hazard, const Drive& drive, double place_mm) {
    const double needed = place_mm + drive.radius_mm();
    const Segment all = drive.beyond(drive.farthest_mm);
    return !is_farther(hazard.structure->field, all, needed) &&
           has_less_slack(hazard.structure->field, all, 0, needed);
}

/// The needle driven too deep: by the depth error, then to the handle or to bone.
void check_beyond(const Scene& scene, const Hazard& hazard, const Drive& drive, Faults& faults) {
    const auto& id = hazard.structure->id;
    const auto& field = hazard.structure->field;
    const Segment overrun = drive.beyond(drive.overrun_to_mm);
    if (!is_farther(field, overrun, drive.radius_mm()) &&
        has_less_slack(field, overrun, 0, drive.radius_mm())) {
        faults.add(hard_weight(hazard), hard_code(hazard, "needle.overrun"), id, [&] {
            return sentence("Driven %.0f mm too deep the needle would touch the %s.",
                            scene.rules->limits.overrun_mm, said(hazard).c_str());
        });
        return;
    }
    const HubRule rule = hub_rule(scene, hazard);
    if (rule == HubRule::Ignore)
        return;
    if (faults.is_enough())
        return;
    if (!reaches(hazard, drive, block_place_mm(hazard)))
        return;
    const Weight weight = rule == HubRule::Block ? hard_weight(hazard) : Weight::Soft;
    faults.add(weight, "needle.hub", id, [&] {
        return sentence("Driven in to the handle (%.0f mm) the needle could reach the %s.",
                        drive.farthest_mm, said(hazard).c_str());
    });
}

} // namespace

void check_hazards(const Scene& scene, const Drive& drive, Faults& faults) {
    const Segment whole{drive.shaft.start, drive.shaft.direction, drive.farthest_mm};
    for (const Hazard& hazard : scene.hazards) {
        const bool is_soft = hazard.binding == Binding::Warned;
        if (hazard.binding == Binding::Counted || (is_soft && !faults.are_all_wanted()))
            continue;
        if (is_farther(hazard.structure->field, whole,
                       std::max(most_needed(scene, hazard, drive),
                                scene.rules->limits.decides_sd * hazard.sd_mm + 1)))
            continue;
        check_shaft(scene, hazard, drive, faults);
        if (faults.is_enough())
            return;
        check_beyond(scene, hazard, drive, faults);
        if (faults.is_enough())
            return;
    }
}

bool can_reach_hazard(const Scene& scene, const Drive& drive) {
    // Said as a promise to a person, so the place may be off as far as a caution allows for.
    const double sd = scene.rules->limits.warn_sd;
    return std::any_of(scene.hazards.begin(), scene.hazards.end(), [&](const Hazard& hazard) {
        return reaches(hazard, drive, std::max(block_place_mm(hazard), sd * hazard.sd_mm));
    });
}

chart::Clearance clearance_of(const Scene& scene, const Hazard& hazard, const Drive& drive) {
    const auto& field = hazard.structure->field;
    chart::Clearance clearance;
    clearance.structure = hazard.structure->id;
    clearance.kind = hazard.structure->kind;
    clearance.origin = hazard.structure->origin;
    clearance.position_sd_mm = hazard.sd_mm;
    clearance.variant_of = hazard.structure->variant_of;
    clearance.share = hazard.share;
    clearance.is_hard = hazard.binding == Binding::Kept;
    const Slack nearest = least_slack(field, drive.shaft);
    clearance.min_mm = nearest.mm - drive.radius_mm();
    clearance.at_depth_mm = nearest.at_mm;
    clearance.beyond_tip_mm =
        least_slack(field, drive.beyond(drive.farthest_mm)).mm - drive.radius_mm();
    clearance.limit_mm = clearance.min_mm - block_slack(scene.rules->limits, hazard, drive);
    constexpr double certain_sd_mm = 0.1; // a place known better than this is known
    clearance.in_sd = clearance.min_mm / std::max(hazard.sd_mm, certain_sd_mm);
    clearance.is_at_least = !field.lattice().bounds().contains(drive.shaft.point(nearest.at_mm));
    return clearance;
}

double room_beside(const Scene& scene, const Hazard& hazard, const Segment& shaft,
                   double radius_mm) {
    return block_slack(scene.rules->limits, hazard, shaft, radius_mm);
}

bool can_reach_hazard(const Scene& scene, const chart::NeedlePath& path) {
    return can_reach_hazard(scene, make_drive(scene, path));
}

Room least_room(const Scene& scene, const chart::NeedlePath& path, double at_most_mm) {
    const Drive drive = make_drive(scene, path);
    const double slope = std::tan(scene.rules->limits.cone_block_rad);
    Room room{at_most_mm, nullptr};
    for (const Hazard& hazard : scene.hazards) {
        if (hazard.binding != Binding::Kept)
            continue;
        const double needed = hazard.block_need_mm + drive.radius_mm() +
                              slope * drive.shaft.length_mm + room.slack_mm;
        if (is_farther(hazard.structure->field, drive.shaft, needed))
            continue;
        const double slack = block_slack(scene.rules->limits, hazard, drive);
        if (slack < room.slack_mm)
            room = {slack, &hazard};
    }
    return room;
}

} // namespace filiform::needle
