// SPDX-License-Identifier: Apache-2.0
#include "needle/judge.h"

#include "needle/approach.h"
#include "needle/drive.h"
#include "needle/faults.h"
#include "needle/hazard_checks.h"
#include "needle/layers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace filiform::needle {

namespace {

using chart::NeedlePath;
using geometry::Segment;

void check_entry(const Scene& scene, const Drive& drive, Faults& faults) {
    const Limits& limits = scene.rules->limits;
    const double off = scene.body->skin.at(drive.shaft.start);
    if (std::abs(off) > limits.skin_tolerance_mm)
        faults.add(Weight::Hard, "needle.not_on_skin", {}, [&] {
            return sentence("The entry lies %.1f mm %s the skin.", std::abs(off),
                            off > 0 ? "outside" : "under");
        });
    if (faults.is_enough())
        return;
    // Out of a fold of skin and into the next: no needle is driven so.
    const double skip = std::min(2 * limits.skin_tolerance_mm + 1, drive.shaft.length_mm);
    constexpr double step_mm = 2;
    for (double at = skip; at <= drive.shaft.length_mm; at += step_mm)
        if (scene.body->skin.at(drive.shaft.point(at)) > limits.skin_tolerance_mm) {
            faults.add(Weight::Hard, "needle.leaves_body", {}, [&] {
                return sentence("The needle leaves the body again at %.0f mm.", at);
            });
            return;
        }
}

void check_bone_and_length(const Scene& scene, const Drive& drive, Faults& faults) {
    const NeedlePath& path = *drive.path;
    const double usable = scene.rules->drawer.usable_mm(path.needle);
    if (drive.shaft.length_mm > usable + 1e-6)
        faults.add(Weight::Hard, "needle.too_short", {}, [&] {
            return sentence("%.0f mm deep leaves too little of a %.0f mm needle outside; it may "
                            "go %.0f mm in.",
                            drive.shaft.length_mm, path.needle.length_mm, usable);
        });
    if (faults.is_enough() || !drive.bone)
        return;
    if (drive.shaft.length_mm > drive.bone->at_mm) {
        const anatomy::Structure* bone =
            anatomy::find_structure(*scene.body, drive.bone->structure);
        const Slack inside = least_slack(bone->field, drive.shaft);
        if (inside.mm < -scene.rules->limits.bone_tolerance_mm)
            faults.add(Weight::Hard, "needle.bone", bone->id, [&] {
                return sentence("The shaft would run inside the %s from %.0f mm on.",
                                chart::spoken(bone->id.text()).c_str(), drive.bone->at_mm);
            });
    }
}

/// What the target asks: the tip in it, enough of it passed, enough of it left.
void check_target(const Scene& scene, const Drive& drive, Faults& faults) {
    if (scene.target == nullptr)
        return;
    const TargetRule& rule = *scene.rule;
    const auto& id = scene.target->id;
    const Passage passage =
        passage_through(scene.target->field, drive.shaft, rule.far_border_margin_mm + 1);
    // A tip on the bone under the muscle may lie a hair's breadth outside of it.
    if (!passage.is_tip_inside &&
        !(drive.ends_at_bone && drive.bone->at_mm - drive.shaft.length_mm < 0.1 &&
          passage.tip_depth_mm > -scene.rules->limits.skin_tolerance_mm)) {
        faults.add(Weight::Hard, "needle.target_missed", id, [&] {
            return sentence("The tip ends %.1f mm outside the %s.", -passage.tip_depth_mm,
                            chart::spoken(id.text()).c_str());
        });
        return;
    }
    if (passage.inside_mm < rule.min_bite_mm - 1e-6)
        faults.add(Weight::Hard, "needle.bite", id, [&] {
            return sentence("Only %.1f mm of the needle lie in the %s; at least %.0f are wanted.",
                            passage.inside_mm, chart::spoken(id.text()).c_str(), rule.min_bite_mm);
        });
    if (faults.is_enough() || !passage.is_tip_inside || passage.leaves_at_mm < 0)
        return;
    const double left = passage.leaves_at_mm - drive.shaft.length_mm;
    if (left >= rule.far_border_margin_mm)
        return;
    if (drive.ends_at_bone &&
        drive.bone->at_mm - passage.leaves_at_mm <= scene.rules->limits.backstop_close_behind_mm)
        return;
    faults.add(Weight::Hard, "needle.far_border", id, [&] {
        return sentence("The far border of the %s is only %.1f mm beyond the tip; %.0f are wanted.",
                        chart::spoken(id.text()).c_str(), left, rule.far_border_margin_mm);
    });
}

/// How far beyond the planned depth bone may lie to count as a backstop.
double backstop_within_mm(const Scene& scene) {
    return scene.rule->backstop == BackstopNeed::Contact ? scene.rules->hand.bone_search_mm
                                                         : scene.rules->limits.backstop_within_mm;
}

void check_backstop(const Scene& scene, const Drive& drive, Faults& faults) {
    if (scene.rule == nullptr || scene.rule->backstop == BackstopNeed::Preferred)
        return;
    const BackstopNeed need = scene.rule->backstop;
    // A needle too short to do harm needs nothing behind it.
    if (need == BackstopNeed::Wanted && !can_reach_hazard(scene, drive))
        return;
    if (!drive.bone) {
        const bool is_needed = need == BackstopNeed::Contact || need == BackstopNeed::Required;
        faults.add(is_needed ? Weight::Hard : Weight::Soft, "needle.backstop", {}, [&] {
            return std::string("No bone lies behind the target within the needle's length.");
        });
        return;
    }
    if (drive.bone_share < 1)
        faults.add(Weight::Soft, "needle.backstop", drive.bone->structure, [&] {
            return sentence("In %s of 100 people the %s is not there as drawn, and stops nothing.",
                            chart::of_hundred(1 - drive.bone_share).c_str(),
                            chart::spoken(drive.bone->structure.text()).c_str());
        });
    const double ahead = drive.bone->at_mm - drive.shaft.length_mm;
    if (ahead <= backstop_within_mm(scene) + 1e-9)
        return;
    faults.add(need == BackstopNeed::Required ? Weight::Hard : Weight::Soft, "needle.backstop",
               drive.bone->structure, [&] {
                   return sentence("Bone lies %.0f mm beyond the planned depth: the depth alone "
                                   "stops this needle.",
                                   ahead);
               });
}

void check_rules(const Scene& scene, const Drive& drive, const geometry::Vec3& normal,
                 Faults& faults) {
    const Approach approach{drive.shaft.start, normal, drive.shaft.direction, drive.shaft.end()};
    if (is_allowed(scene, approach))
        return;
    check_approach(scene, approach, [&](ApproachFault fault) {
        faults.add(fault.is_unknown ? Weight::Unknown : Weight::Hard, fault.code, {},
                   [&] { return fault.what; });
    });
}

void check_all(const Scene& scene, const Drive& drive, const geometry::Vec3& normal,
               Faults& faults) {
    check_entry(scene, drive, faults);
    if (faults.is_enough())
        return;
    check_rules(scene, drive, normal, faults);
    if (faults.is_enough())
        return;
    check_bone_and_length(scene, drive, faults);
    if (faults.is_enough())
        return;
    check_target(scene, drive, faults);
    if (faults.is_enough())
        return;
    check_backstop(scene, drive, faults);
    if (faults.is_enough())
        return;
    check_hazards(scene, drive, faults);
}

chart::Judgement verdict_of(const Scene& scene, Faults& faults) {
    for (const chart::Reason& reason : scene.unknowns)
        faults.list().push_back({Weight::Unknown, reason});
    auto& list = faults.list();
    std::stable_sort(list.begin(), list.end(),
                     [](const Fault& a, const Fault& b) { return a.weight > b.weight; });
    chart::Judgement judgement;
    judgement.verdict = chart::Verdict::Safe;
    if (!list.empty()) {
        switch (list.front().weight) {
        case Weight::Hard:
            judgement.verdict = chart::Verdict::Refused;
            break;
        case Weight::Unknown:
            judgement.verdict = chart::Verdict::Unknown;
            break;
        case Weight::Soft:
            judgement.verdict = chart::Verdict::Caution;
            break;
        }
    }
    for (Fault& fault : list)
        judgement.reasons.push_back(std::move(fault.reason));
    return judgement;
}

} // namespace

std::optional<FirstFault> first_fault(const Scene& scene, const NeedlePath& path,
                                      const geometry::Vec3& normal) {
    Faults faults(Faults::Want::FirstBad);
    const Drive drive = make_drive(scene, path);
    check_all(scene, drive, normal, faults);
    if (!faults.is_bad())
        return std::nullopt;
    return faults.first();
}

bool is_acceptable(const Scene& scene, const NeedlePath& path) {
    return !first_fault(scene, path, skin_normal(*scene.body, path.entry));
}

chart::Judgement judge_limits(const Scene& scene, const NeedlePath& path) {
    Faults faults(Faults::Want::All);
    check_all(scene, make_drive(scene, path), skin_normal(*scene.body, path.entry), faults);
    return verdict_of(scene, faults);
}

chart::PlannedPath judge(const Scene& scene, const NeedlePath& path) {
    const Drive drive = make_drive(scene, path);
    const geometry::Vec3 normal = skin_normal(*scene.body, path.entry);
    Faults faults(Faults::Want::All);
    check_all(scene, drive, normal, faults);
    chart::PlannedPath planned;
    planned.path = path;
    planned.target = scene.request.structure;
    planned.angle_to_skin_rad = std::numbers::pi / 2 - tilt_rad(normal, path.direction);
    if (scene.target != nullptr)
        planned.bite_mm = passage_through(scene.target->field, drive.shaft, 0).inside_mm;
    planned.layers = make_layers(scene, drive.shaft);
    for (const Hazard& hazard : scene.hazards)
        planned.clearances.push_back(clearance_of(scene, hazard, drive));
    std::stable_sort(planned.clearances.begin(), planned.clearances.end(),
                     [](const auto& a, const auto& b) { return a.min_mm < b.min_mm; });
    planned.backstop = drive.bone;
    planned.judgement = verdict_of(scene, faults);
    return planned;
}

} // namespace filiform::needle
