// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "needle/scene.h"
#include "needle/shaft.h"

namespace filiform::needle {

/// Judges one needle: what it passes, how near every hazard it comes, what stops it, and whether
/// the limits are kept. Risk, tolerance and the instruction are added by others.
///
/// Needle:   a capsule; every clearance is from its surface.
/// End:      under StopRule::BoneOrDepth the needle ends at the first bone on its axis, if that
///           comes before the planned depth; under Depth nothing but the depth ends it, and a shaft
///           inside bone is refused; under Hub it goes in to the handle. Bone farther beyond the
///           depth than a hand goes on looking (`HandModel::bone_search_mm`) stops nothing.
/// Beyond the tip: `Clearance::beyond_tip_mm` is the least from the tip to as deep as the needle
///           can go: to the bone that stops it under BoneOrDepth, otherwise to the handle. Besides,
///           a needle driven `Limits::overrun_mm` too deep must touch nothing (hard).
/// Limits:   `Clearance::limit_mm` is such that `min_mm - limit_mm` is the room left at the depth
///           where least is left; the room needed grows with depth by the hand's cone
///           (docs/decisions/0003-limits-and-uncertainty.md).
/// Verdict:  Refused, if a hard limit is crossed; else Unknown, if the needle could enter territory
///           nobody has seen or a required hazard is not known here; else Caution, if a soft limit
///           is crossed or an inferred structure decides; else Safe.
/// Reasons:  needle.not_on_skin, needle.leaves_body, needle.too_short, needle.bone,
///           needle.clearance, needle.near, needle.inferred, needle.overrun, needle.hub,
///           needle.territory, needle.missing_hazard, needle.target_missed, needle.bite,
///           needle.far_border, needle.backstop, and those of check_approach. Hard ones first.
/// Layers:   skin, then whatever is labelled in its usual course; where nothing is, "soft tissue,
/// not segmented". Cost:     about 20 µs, mostly the layers.
[[nodiscard]] chart::PlannedPath judge(const Scene& scene, const chart::NeedlePath& path);

/// The verdict alone, without layers and without the clearances of far hazards. About 10 µs.
[[nodiscard]] chart::Judgement judge_limits(const Scene& scene, const chart::NeedlePath& path);

/// The hard limits alone: true when `judge` would say Safe or Caution, the scene's own unknowns
/// left aside. Stops at the first fault.
[[nodiscard]] bool is_acceptable(const Scene& scene, const chart::NeedlePath& path);

/// The first thing that forbids a needle.
struct FirstFault {
    std::string_view code; ///< as in Reason::code; a literal
    chart::StructureId structure;
    bool is_unknown = false; ///< forbidden only because nobody knows what is there
};
/// What `is_acceptable` stumbles over. `normal` is anatomy::skin_normal at the entry, which callers
/// that try many needles from one place know already.
[[nodiscard]] std::optional<FirstFault>
first_fault(const Scene& scene, const chart::NeedlePath& path, const geometry::Vec3& normal);

/// The room that the hard clearance limits leave a needle, and the hazard that leaves least.
struct Room {
    double slack_mm = 0; ///< least (clearance - limit) along the shaft; negative when crossed
    const Hazard* decides = nullptr;
};
/// `at_most_mm`: more room than this need not be told apart (makes it faster).
[[nodiscard]] Room least_room(const Scene& scene, const chart::NeedlePath& path,
                              double at_most_mm = 1e300);

/// The room that one hazard's hard limit leaves a shaft of that radius, as far as the shaft goes.
[[nodiscard]] double room_beside(const Scene& scene, const Hazard& hazard,
                                 const geometry::Segment& shaft, double radius_mm);

/// The needle as far as it goes in: to the planned depth, to bone before it under BoneOrDepth, to
/// the handle under Hub.
[[nodiscard]] geometry::Segment inserted_shaft(const Scene& scene, const chart::NeedlePath& path);

/// Whether the needle, driven to the handle (or to the bone that stops it), could touch a hazard,
/// uncertainties counted as for a caution, without the hard limit's cap. A needle that cannot is
/// safe by its length.
[[nodiscard]] bool can_reach_hazard(const Scene& scene, const chart::NeedlePath& path);

/// What ends this needle under its muscle's rule: where the rule is bone or depth and no bone is
/// met before the hand stops looking, that is the depth. Without a target, the path's own stop.
[[nodiscard]] chart::StopRule stop_of(const Scene& scene, const chart::NeedlePath& path);

/// The first bone on the axis within the needle's length.
[[nodiscard]] std::optional<chart::Backstop> first_bone(const Scene& scene,
                                                        const chart::NeedlePath& path);

} // namespace filiform::needle
