// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "anatomy/body.h"
#include "chart/needle_path.h"
#include "chart/plan.h"

namespace filiform::report {

/// How numbers and ids are said on paper. Every number carries its unit; a minus is "−".

[[nodiscard]] std::string fixed(double value, int decimals);
[[nodiscard]] std::string in_mm(double mm, int decimals = 0);
/// From radians.
[[nodiscard]] std::string in_degrees(double radians, int decimals = 0);
/// "3.1 %", "< 0.1 %", "> 99.9 %".
[[nodiscard]] std::string in_percent(double probability);
/// "3.1 % (2.8–3.4)".
[[nodiscard]] std::string in_percent(const chart::Estimate& estimate);
/// "0.30 × 60 mm".
[[nodiscard]] std::string name_of(const chart::NeedleProduct& needle);
/// "right piriformis", "left erector spinae at L4".
[[nodiscard]] std::string name_of(const chart::TargetRequest& target);
/// "right sciatic nerve"; unseen territory is "edge of the scan".
[[nodiscard]] std::string name_of(const chart::StructureId& id);
/// The structure without its side where that is the side of `beside`, with it otherwise.
[[nodiscard]] std::string short_name(const chart::StructureId& id, const std::string& beside);
[[nodiscard]] std::string capitalised(std::string text);
/// Structures nobody saw are marked wherever they are named: "inferred"; empty for those seen.
[[nodiscard]] std::string origin_note(chart::Origin origin);

/// The first path of a proposal, or nothing.
[[nodiscard]] const chart::PlannedPath* best_path(const chart::Proposal& proposal);

/// The landmark an instruction measures from: the palpable one it names first; otherwise the
/// palpable one nearest to the entry; nothing when the body has none.
[[nodiscard]] const anatomy::Landmark* reference_landmark(const anatomy::Body& body,
                                                          const chart::PlannedPath& path);

} // namespace filiform::report
