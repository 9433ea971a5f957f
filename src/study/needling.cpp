// SPDX-License-Identifier: Apache-2.0
#include "study/needling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "geometry/clearance.h"
#include "needle/shaft.h"
#include "study/drawn.h"

namespace filiform::study {

namespace {

using geometry::Segment;
using What = anatomy::StopAt::What;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr const char* fat = "subcutaneous_fat";

/// The needle as the part's own field sees it.
Segment seen_by(const Parts::Part& part, Segment line) {
    line.start = line.start - part.shift;
    return line;
}

/// Where a line first comes within `mm` of a part; negative when never.
double first_within(const Parts::Part& part, const Segment& line, double mm) {
    return geometry::first_below(part.field, seen_by(part, line), mm);
}

/// The first stretch of a line within a part, or the point where it comes nearest.
struct Stretch {
    double from = 0;
    double to = 0;
};
Stretch stretch_in(const Parts::Part& part, const Segment& line) {
    constexpr double step_mm = 0.25;
    const Segment seen = seen_by(part, line);
    const int steps = static_cast<int>(line.length_mm / step_mm);
    int first = -1;
    double nearest = 1e300;
    double nearest_at = 0;
    for (int i = 0; i <= steps; ++i) {
        const double mm = part.field.at(seen.point(i * step_mm));
        if (mm < 0 && first < 0)
            first = i;
        if (mm >= 0 && first >= 0)
            return {first * step_mm, i * step_mm};
        if (mm < nearest) {
            nearest = mm;
            nearest_at = i * step_mm;
        }
    }
    return first >= 0 ? Stretch{first * step_mm, line.length_mm} : Stretch{nearest_at, nearest_at};
}

double length_in(const Parts::Part& part, const Segment& line) {
    constexpr double step_mm = 0.5;
    const Segment seen = seen_by(part, line);
    double inside = 0;
    for (double at = step_mm / 2; at < line.length_mm; at += step_mm)
        inside += part.field.at(seen.point(at)) < 0 ? step_mm : 0;
    return inside;
}

/// Where a line first meets the target of an arm; its end when it does not.
double target_met(const Arm& arm, const Parts& parts, const Segment& line, chart::Side side) {
    double first = line.length_mm;
    for (const std::string& id : structures_of(arm.target, side))
        if (const Parts::Part* part = parts.find(id))
            if (const double at = first_within(*part, line, 0); at >= 0)
                first = std::min(first, at);
    return first;
}

/// Whether the tip itself tells when to stop, so that no measured depth is missed.
bool is_felt(What what) {
    return what == What::FirstBone || what == What::Hub || what == What::TargetMet;
}

/// Nothing when the rule sets no depth: to bone, to the hub, until the tip meets something.
std::optional<double> planned_depth(const Aim& aim, const Arm& arm, const Parts& parts,
                                    std::span<const double> numbers, chart::Side side) {
    const double offset = arm.stop.offset_mm;
    const auto target = [&] {
        for (const std::string& id : structures_of(arm.target, side))
            if (const Parts::Part* part = parts.find(id))
                return stretch_in(*part, aim.meant);
        return Stretch{aim.meant.length_mm, aim.meant.length_mm};
    };
    switch (arm.stop.what) {
    case What::Depth:
        return (arm.depth_mm ? arm.depth_mm->value(numbers) + aim.depth_choice_mm
                             : arm.stop.depth_mm) +
               offset;
    case What::TargetCentre: {
        const Stretch in = target();
        return (in.from + in.to) / 2 + offset;
    }
    case What::NearBorder:
        return target().from + offset;
    case What::FarBorder:
        return target().to + offset;
    case What::FirstBone:
    case What::Hub:
    case What::TargetMet:
        break;
    }
    return std::nullopt;
}

/// The parts an outcome names; none when they were not drawn here.
std::vector<const Parts::Part*> parts_of(const Outcome& outcome, const Parts& parts,
                                         chart::Side side) {
    std::vector<const Parts::Part*> found;
    for (const std::string& name : outcome.of)
        for (const std::string& id : structures_of(name, side))
            if (const Parts::Part* part = parts.find(id))
                found.push_back(part);
    return found;
}

double first_of_any(const std::vector<const Parts::Part*>& parts, const Segment& shaft, double mm) {
    double first = nothing;
    for (const Parts::Part* part : parts) {
        const double at = first_within(*part, shaft, mm);
        if (at >= 0 && !(first <= at))
            first = at;
    }
    return first;
}

/// Where a line has passed through the part it meets first.
double end_of_any(const std::vector<const Parts::Part*>& parts, const Segment& shaft) {
    Stretch first{1e300, nothing};
    for (const Parts::Part* part : parts)
        if (const Stretch in = stretch_in(*part, shaft); in.to > in.from && in.from < first.from)
            first = in;
    return first.to < shaft.length_mm ? first.to : nothing;
}

/// The least of what a rule reads off parts; not a number when there are none.
template <class Rule>
double least_of(const std::vector<const Parts::Part*>& parts, const Rule& mm_of) {
    double least = nothing;
    for (const Parts::Part* part : parts)
        if (const double mm = mm_of(*part); !(least <= mm))
            least = mm;
    return least;
}

bool is_bone_of(const Outcome& outcome, const std::string& bone, chart::Side side) {
    if (bone.empty() || outcome.of.empty())
        return !bone.empty();
    for (const std::string& name : outcome.of) {
        const std::vector<std::string> ids = structures_of(name, side);
        if (std::find(ids.begin(), ids.end(), bone) != ids.end())
            return true;
    }
    return false;
}

} // namespace

const Parts::Part* Parts::find(const std::string& id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &found->second;
}

Needling drive(const Aim& aim, const Arm& arm, const Parts& parts, std::span<const double> numbers,
               chart::Side side) {
    Needling needling;
    needling.shaft = aim.driven;
    double& depth = needling.shaft.length_mm;
    if (const auto planned = planned_depth(aim, arm, parts, numbers, side)) {
        depth = *planned + aim.depth_error_mm;
        if (const Parts::Part* part = parts.find(fat); part != nullptr && aim.squeeze > 0)
            depth += aim.squeeze * length_in(*part, needling.shaft);
        depth = std::clamp(depth, 0.0, aim.needle.length_mm);
    }
    if (arm.stop.what == What::TargetMet)
        depth = std::clamp(target_met(arm, parts, needling.shaft, side) + arm.stop.offset_mm, 0.0,
                           aim.needle.length_mm);
    for (const auto& [id, part] : parts.by_id) {
        if (!part.is_bone)
            continue;
        const double at = first_within(part, needling.shaft, 0);
        if (at >= 0 && at <= depth) {
            depth = at;
            needling.bone = id;
        }
    }
    if (arm.stop.what == What::FirstBone || arm.stop.what == What::Hub)
        depth = std::clamp(depth + std::min(arm.stop.offset_mm, 0.0), 0.0, aim.needle.length_mm);
    needling.tip_mm = std::max(0.0, depth - arm.retract_mm);
    return needling;
}

double read_needle(const Outcome& outcome, const Needling& needling, double diameter_mm,
                   const Parts& parts, chart::Side side, double midline_x) {
    const std::vector<const Parts::Part*> found = parts_of(outcome, parts, side);
    const geometry::Vec3 tip = needling.shaft.point(needling.tip_mm);
    const double radius = diameter_mm / 2;
    const auto yes = [](bool is_so) { return is_so ? 1.0 : 0.0; };
    const auto comes_within = [&](double mm) {
        return yes(first_of_any(found, needling.shaft, mm) >= 0);
    };
    const auto from_tip = [&] {
        return least_of(found,
                        [&](const Parts::Part& part) { return part.field.at(tip - part.shift); });
    };
    switch (outcome.measure) {
    case Measure::Pierced:
        return comes_within(0);
    case Measure::Touched:
        return comes_within(radius);
    case Measure::Within:
        return comes_within(radius + outcome.within_mm);
    case Measure::TipInside:
        return yes(from_tip() < 0);
    case Measure::TipNear:
        return yes(from_tip() < outcome.within_mm);
    case Measure::FirstBone:
        return yes(is_bone_of(outcome, needling.bone, side));
    case Measure::TipDepth:
        return needling.tip_mm;
    case Measure::DepthOf:
        return first_of_any(found, needling.shaft, 0);
    case Measure::EndOf:
        return end_of_any(found, needling.shaft);
    case Measure::Distance:
        return least_of(found, [&](const Parts::Part& part) {
            return needle::least_slack(part.field, seen_by(part, needling.shaft)).mm - radius;
        });
    case Measure::TipDistance:
        return from_tip();
    case Measure::EntryLateral:
        return std::abs(needling.shaft.start.x - midline_x);
    case Measure::TipLateral:
        return std::abs(tip.x - midline_x);
    case Measure::Number:
    case Measure::Holds:
    case Measure::AllOf:
    case Measure::AnyOf:
        break; // read off the body or off other answers, not off a needle
    }
    return nothing;
}

std::vector<std::string> parts_for(const Arm& arm, const needle::HandModel& hand,
                                   chart::Side side) {
    std::vector<std::string> ids = bones();
    const auto add = [&](const std::string& name) {
        for (const std::string& id : structures_of(name, side))
            if (std::find(ids.begin(), ids.end(), id) == ids.end())
                ids.push_back(id);
    };
    if (!is_felt(arm.stop.what) && hand.compression_most > 0)
        add(fat);
    if (!arm.target.empty())
        add(arm.target);
    for (const Outcome& outcome : arm.outcomes)
        for (const std::string& name : outcome.of)
            add(name);
    return ids;
}

} // namespace filiform::study
