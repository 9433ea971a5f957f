// SPDX-License-Identifier: Apache-2.0
#include "needle/recheck.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

constexpr double sample_mm = 0.2;
/// What sampling and interpolation may differ by from the judge's own search.
constexpr double agreement_mm = 0.15;

double deepest_point(const anatomy::Body& body, const chart::NeedlePath& path) {
    if (path.stop == chart::StopRule::Hub)
        return path.needle.length_mm;
    if (path.stop == chart::StopRule::Depth)
        return path.depth_mm;
    for (double at = 0; at < path.depth_mm; at += sample_mm)
        for (const anatomy::Structure& structure : body.structures)
            if (structure.kind == chart::Kind::Bone &&
                structure.field.at(path.entry + path.direction * at) < 0)
                return at;
    return path.depth_mm;
}

std::optional<std::string> check_hazard(const Limits& limits, const anatomy::Structure& structure,
                                        const chart::NeedlePath& path, double depth_mm,
                                        bool is_bone_ahead) {
    const KindLimit* limit = limit_for(limits, structure);
    if (limit == nullptr)
        return std::nullopt;
    const bool is_rare_course = !structure.variant_of.is_empty() &&
                                structure.share < limits.variant_block_share &&
                                structure.share < limit->touch_refuse.value_or(limits.touch_refuse);
    if (is_rare_course)
        return std::nullopt;
    const double sd = std::sqrt(structure.position_sd_mm * structure.position_sd_mm +
                                structure.boundary_sd_mm * structure.boundary_sd_mm);
    const double need = limit->block_mm + std::min(limits.block_sd * sd, limits.block_sd_cap_mm);
    const double radius = path.needle.diameter_mm / 2;
    const double overrun = is_bone_ahead ? 0 : limits.overrun_mm;
    const double end = std::min(depth_mm + overrun, path.needle.length_mm);
    for (double at = 0; at <= end; at += sample_mm) {
        const double clear = structure.field.at(path.entry + path.direction * at) - radius;
        const double needed = at <= depth_mm ? need + at * std::tan(limits.cone_block_rad) : 0;
        if (clear < needed - agreement_mm)
            return "At " + std::to_string(at) + " mm the needle is " + std::to_string(clear) +
                   " mm from " + structure.id.text() + "; it must keep " + std::to_string(needed) +
                   " mm.";
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> recheck(const anatomy::Body& body, const Rules& rules,
                                   const chart::TargetRequest& request,
                                   const chart::NeedlePath& path) {
    const Limits& limits = rules.limits;
    if (std::abs(body.skin.at(path.entry)) > limits.skin_tolerance_mm + agreement_mm)
        return "The entry is not on the skin.";
    if (std::abs(geometry::length(path.direction) - 1) > 1e-6)
        return "The direction is not of length one.";
    const double depth = deepest_point(body, path);
    if (depth > path.needle.length_mm * rules.drawer.usable_share + agreement_mm)
        return "Too little of the needle stays outside.";
    const anatomy::Structure* target = anatomy::find_structure(body, request.structure);
    if (target == nullptr)
        return "The target is not in the body.";
    const geometry::Vec3 tip = path.entry + path.direction * depth;
    if (target->field.at(tip) > limits.skin_tolerance_mm + agreement_mm)
        return "The tip is not in the target.";
    const bool bone_counts = path.stop == chart::StopRule::BoneOrDepth;
    bool is_bone_ahead = false;
    for (const anatomy::Structure& structure : body.structures) {
        if (structure.kind != chart::Kind::Bone)
            continue;
        for (double at = 0; at < depth; at += sample_mm)
            if (structure.field.at(path.entry + path.direction * at) <
                -limits.bone_tolerance_mm - agreement_mm)
                return "The shaft runs inside " + structure.id.text() + ".";
        const geometry::Vec3 next = path.entry + path.direction * (depth + limits.overrun_mm);
        is_bone_ahead = is_bone_ahead ||
                        (bone_counts && structure.share == 1 &&
                         (structure.field.at(next) < 0 || structure.field.at(tip) < sample_mm));
    }
    for (const anatomy::Structure& structure : body.structures) {
        if (structure.id == request.structure)
            continue;
        if (auto fault = check_hazard(limits, structure, path, depth, is_bone_ahead))
            return fault;
    }
    return std::nullopt;
}

} // namespace filiform::needle
