// SPDX-License-Identifier: Apache-2.0
#include "needle/judge.h"

#include "geometry/clearance.h"
#include "needle/approach.h"
#include "needle/layers.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace filiform::needle {

namespace {

using chart::NeedlePath;
using geometry::Segment;

enum class Weight { Soft, Unknown, Hard };

struct Fault {
    Weight weight;
    chart::Reason reason;
};

/// Collects faults, or only learns that there is one that forbids the needle.
class Faults {
  public:
    enum class Want { All, FirstBad };
    explicit Faults(Want want) : want_(want) {}

    /// `make_text` is called only when somebody will read it.
    template <class MakeText>
    void add(Weight weight, std::string_view code, const chart::StructureId& structure,
             MakeText make_text) {
        if (weight != Weight::Soft && !is_bad_) {
            is_bad_ = true;
            first_ = {code, structure, weight == Weight::Unknown};
        }
        if (want_ == Want::All)
            list_.push_back({weight, {std::string(code), structure, make_text()}});
    }
    [[nodiscard]] bool is_enough() const { return want_ == Want::FirstBad && is_bad_; }
    [[nodiscard]] bool is_bad() const { return is_bad_; }
    [[nodiscard]] const FirstFault& first() const { return first_; }
    [[nodiscard]] std::vector<Fault>& list() { return list_; }

  private:
    Want want_;
    bool is_bad_ = false;
    FirstFault first_;
    std::vector<Fault> list_;
};

template <class... Numbers>
std::string sentence(const char* format, Numbers... numbers) {
    char text[400];
    std::snprintf(text, sizeof text, format, numbers...);
    return text;
}

std::string said(const Hazard& hazard) {
    return chart::spoken(hazard.structure->id.text());
}

/// A path with what follows from it alone, worked out once.
struct Drive {
    const NeedlePath* path = nullptr;
    Segment shaft;                       ///< inserted
    std::optional<chart::Backstop> bone; ///< on the axis, within the needle's length
    bool ends_at_bone = false;           ///< a hand that feels for bone meets it in its search
    double farthest_mm = 0;              ///< as deep as the needle can go
    double overrun_to_mm = 0;            ///< as deep as it goes when driven too far
    [[nodiscard]] double radius_mm() const { return path->needle.diameter_mm / 2; }
    [[nodiscard]] Segment beyond(double to_mm) const {
        return {shaft.end(), shaft.direction, std::max(0.0, to_mm - shaft.length_mm)};
    }
};

/// Whether a hand that plans to go so deep and looks for bone finds this one.
bool is_met(const Scene& scene, const chart::Backstop& bone, double planned_mm) {
    return bone.at_mm <= planned_mm + scene.rules->hand.bone_search_mm + 1e-9;
}

Drive make_drive(const Scene& scene, const NeedlePath& path) {
    Drive drive;
    drive.path = &path;
    drive.bone = first_bone(scene, path);
    const double length = path.needle.length_mm;
    const double planned = path.stop == chart::StopRule::Hub ? length : path.depth_mm;
    drive.ends_at_bone = path.stop == chart::StopRule::BoneOrDepth && drive.bone &&
                         is_met(scene, *drive.bone, planned);
    drive.farthest_mm = drive.ends_at_bone ? std::min(drive.bone->at_mm, length) : length;
    const double inserted = drive.ends_at_bone ? std::min(planned, drive.bone->at_mm) : planned;
    drive.shaft = {path.entry, path.direction, inserted};
    drive.farthest_mm = std::max(drive.farthest_mm, inserted);
    drive.overrun_to_mm = std::min(drive.farthest_mm, inserted + scene.rules->limits.overrun_mm);
    return drive;
}

/// A far hazard needs one look-up: everything within `reach` of the middle is too far to matter.
bool is_farther(const geometry::DistanceField& field, const Segment& segment, double needed_mm) {
    constexpr double sampled_lipschitz = 1.05;
    const double half = segment.length_mm / 2;
    return field.at(segment.point(half)) - sampled_lipschitz * half > needed_mm;
}

double block_slack(const Limits& limits, const Hazard& hazard, const Segment& shaft,
                   double radius_mm) {
    const double slope = std::tan(limits.cone_block_rad);
    return least_slack(hazard.structure->field, shaft, slope).mm - radius_mm - hazard.block_need_mm;
}

double block_slack(const Limits& limits, const Hazard& hazard, const Drive& drive) {
    return block_slack(limits, hazard, drive.shaft, drive.radius_mm());
}

double warn_slack(const Limits& limits, const Hazard& hazard, const Drive& drive) {
    const double slope = std::tan(limits.cone_warn_rad);
    return least_slack(hazard.structure->field, drive.shaft, slope).mm - drive.radius_mm() -
           hazard.warn_need_mm;
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
    return hazard.limit.is_territory ? Weight::Unknown : Weight::Hard;
}

/// The shaft as planned.
void check_shaft(const Scene& scene, const Hazard& hazard, const Drive& drive, Faults& faults) {
    const Limits& limits = scene.rules->limits;
    const auto& id = hazard.structure->id;
    const double slack = block_slack(limits, hazard, drive);
    if (slack < 0) {
        const char* code = hazard.limit.is_territory ? "needle.territory" : "needle.clearance";
        faults.add(hard_weight(hazard), code, id, [&] {
            const Slack nearest = least_slack(hazard.structure->field, drive.shaft);
            const double clear = nearest.mm - drive.radius_mm();
            if (hazard.limit.is_territory)
                return sentence("The needle comes within %.1f mm of %s, where nothing is known "
                                "for certain.",
                                clear, said(hazard).c_str());
            return sentence("Only %.1f mm from the %s at %.0f mm; the limit there is %.1f mm.",
                            clear, said(hazard).c_str(), nearest.at_mm, clear - slack);
        });
        return;
    }
    if (faults.is_enough())
        return;
    if (warn_slack(limits, hazard, drive) < 0) {
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

/// Whether the needle, driven to the handle or to the bone that stops it, could touch the hazard,
/// its uncertainty counted as the hard limit counts it.
bool reaches(const Hazard& hazard, const Drive& drive) {
    const double needed = hazard.block_need_mm - hazard.limit.block_mm + drive.radius_mm();
    const Segment all = drive.beyond(drive.farthest_mm);
    return !is_farther(hazard.structure->field, all, needed) &&
           least_slack(hazard.structure->field, all).mm < needed;
}

/// The needle driven too deep: by the depth error, then to the handle or to bone.
void check_beyond(const Scene& scene, const Hazard& hazard, const Drive& drive, Faults& faults) {
    const auto& id = hazard.structure->id;
    const auto& field = hazard.structure->field;
    const Segment overrun = drive.beyond(drive.overrun_to_mm);
    if (!is_farther(field, overrun, drive.radius_mm()) &&
        least_slack(field, overrun).mm < drive.radius_mm()) {
        faults.add(hard_weight(hazard), "needle.overrun", id, [&] {
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
    if (!reaches(hazard, drive))
        return;
    const Weight weight = rule == HubRule::Block ? hard_weight(hazard) : Weight::Soft;
    faults.add(weight, "needle.hub", id, [&] {
        return sentence("Driven in to the handle (%.0f mm) the needle could reach the %s.",
                        drive.farthest_mm, said(hazard).c_str());
    });
}

void check_hazards(const Scene& scene, const Drive& drive, Faults& faults) {
    const Segment whole{drive.shaft.start, drive.shaft.direction, drive.farthest_mm};
    for (const Hazard& hazard : scene.hazards) {
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
    constexpr double close_behind_mm = 3;
    if (drive.ends_at_bone && drive.bone->at_mm - passage.leaves_at_mm <= close_behind_mm)
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

/// Whether the needle, driven as far as it can go, comes near something that a limit guards.
bool can_reach_hazard(const Scene& scene, const Drive& drive) {
    return std::any_of(scene.hazards.begin(), scene.hazards.end(),
                       [&](const Hazard& hazard) { return reaches(hazard, drive); });
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

chart::Clearance clearance_of(const Scene& scene, const Hazard& hazard, const Drive& drive) {
    const auto& field = hazard.structure->field;
    chart::Clearance clearance;
    clearance.structure = hazard.structure->id;
    clearance.kind = hazard.structure->kind;
    clearance.origin = hazard.structure->origin;
    clearance.position_sd_mm = hazard.sd_mm;
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

} // namespace

std::optional<chart::Backstop> first_bone(const Scene& scene, const NeedlePath& path) {
    const Segment whole{path.entry, path.direction, path.needle.length_mm};
    std::optional<chart::Backstop> first;
    for (const anatomy::Structure* bone : scene.bones) {
        if (is_farther(bone->field, whole, 0))
            continue;
        const double at = geometry::first_below(bone->field, whole, 0);
        if (at >= 0 && (!first || at < first->at_mm))
            first = {bone->id, at};
    }
    return first;
}

chart::StopRule stop_of(const Scene& scene, const NeedlePath& path) {
    if (scene.rule == nullptr || scene.rule->stop != chart::StopRule::BoneOrDepth)
        return scene.rule == nullptr ? path.stop : scene.rule->stop;
    const auto bone = first_bone(scene, path);
    return bone && is_met(scene, *bone, path.depth_mm) ? chart::StopRule::BoneOrDepth
                                                       : chart::StopRule::Depth;
}

double room_beside(const Scene& scene, const Hazard& hazard, const Segment& shaft,
                   double radius_mm) {
    return block_slack(scene.rules->limits, hazard, shaft, radius_mm);
}

bool can_reach_hazard(const Scene& scene, const NeedlePath& path) {
    return can_reach_hazard(scene, make_drive(scene, path));
}

Segment inserted_shaft(const Scene& scene, const NeedlePath& path) {
    return make_drive(scene, path).shaft;
}

Room least_room(const Scene& scene, const NeedlePath& path, double at_most_mm) {
    const Drive drive = make_drive(scene, path);
    const double slope = std::tan(scene.rules->limits.cone_block_rad);
    Room room{at_most_mm, nullptr};
    for (const Hazard& hazard : scene.hazards) {
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
