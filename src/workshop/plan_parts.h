// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "care/make_plan.h"
#include "chart/plan.h"
#include "needle/rules.h"

namespace filiform::workshop {

/// One of the files that a plan is read from. It is drawn when it is asked for.
struct PlanPart {
    std::string name; ///< within the plan's folder: "plan.pdf", "maps/piriformis.right.json"
    std::string media_type;
    std::function<std::vector<std::byte>()> bytes; ///< none: this plan has no such file
};

/// Everything a plan is read from: plan.json, plan.pdf, patient.pdf, scene.glb, needles.mrk.json,
/// maps/TARGET.json and, for the first path of each target, figures/TARGET-skin.png, -along.png and
/// -across.png.
///
/// Order:    what takes longest first, so that no thread is left with one of them at the end.
/// Lifetime: the arguments outlive the parts.
/// Threads:  parts may be drawn at the same time.
/// Cost:     the pages are laid out here, some tenths of a second.
[[nodiscard]] std::vector<PlanPart> parts_of(const care::PlanWork& work, const anatomy::Body& body,
                                             const needle::Rules& rules);

/// Of a plan without a body: plan.pdf, patient.pdf, plan.json.
[[nodiscard]] std::vector<PlanPart> parts_of_ended(const chart::Plan& plan);

} // namespace filiform::workshop
