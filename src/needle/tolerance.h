// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "needle/judge.h"

namespace filiform::needle {

/// How far off a needle may be, one way at a time, before it comes nearer to anything than the hard
/// limit allows.
///
/// Entry:  moved along the skin in any direction, the needle kept parallel.
/// Angle:  turned about the entry in any direction.
/// Depth:  driven deeper; under StopRule::BoneOrDepth bone still stops it. Shallower is no danger.
/// Range:  up to 30 mm, 30 degrees, and the handle; `..._is_at_least` when no limit was met there.
/// Safe side: the largest deviation up to which every smaller one, tried in steps of 0.5 mm or
///         0.5 degrees and 24 directions, keeps the limits; never more than that.
/// Zero:   for a needle that crosses a limit as planned.
/// Leaves out: whether the target is still met (that is `reach`) and the overrun.
/// Cost:   below a millisecond; some when much is near.
[[nodiscard]] chart::Tolerance find_tolerance(const Scene& scene, const chart::NeedlePath& path);

} // namespace filiform::needle
