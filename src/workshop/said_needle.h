// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/needle_path.h"
#include "chart/plan.h"
#include "needle/rules.h"

namespace filiform::workshop {

/// A needle as somebody says it, at a terminal or over HTTP. Empty: not said.
struct SaidNeedle {
    std::string entry;     ///< as anatomy::find_entry reads it
    std::string direction; ///< as anatomy::find_direction does; empty is perpendicular
    std::string stop;      ///< as anatomy::read_stop does, or "bone_or_depth"
    std::string needle;    ///< of the drawer: "0.30x60"
    std::optional<double> depth_mm;
    std::string target; ///< "piriformis.right", "multifidus.left@l4"
};

/// The needle that was meant.
struct AskedNeedle {
    chart::NeedlePath path;
    std::optional<chart::TargetRequest> target;
    std::uint64_t seed = 1;
};

/// Of how many needlings the risk of one needle is estimated.
inline constexpr std::size_t judged_samples = 4096;
inline constexpr std::string_view bone_or_depth = "bone_or_depth";

/// A target, when it is one that can be needled.
/// Problems: usage.target at "#/target"; plan.target with its name as the place.
[[nodiscard]] base::Result<chart::TargetRequest> read_said_target(const std::string& text,
                                                                  const needle::Rules& rules);
/// A needle of the drawer. Problems: usage.needle at "#/needle".
[[nodiscard]] base::Result<chart::NeedleProduct> find_product(const std::string& id,
                                                              const needle::Rules& rules);

/// Finds the needle that was said in that body. Entry, a needle and an end that is said once are
/// there, and the target can be needled; an acupuncture point that is meant is in the body.
///
/// Entry:    a point that is not on the skin is moved to the skin when it is near, else refused.
/// Problems: those of find_entry, find_direction, read_stop and stop_depth_mm at
///           "expression:3#/entry", "#/direction", "#/stop"; usage.target, usage.needle;
///           usage.entry at "#/entry"; usage.depth at "#/depthMm" or "#/stop".
[[nodiscard]] base::Result<AskedNeedle>
find_needle(const SaidNeedle& said, const anatomy::Body& body, const needle::Rules& rules);

} // namespace filiform::workshop
