// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "anatomy/body.h"
#include "base/result.h"
#include "care/make_plan.h"
#include "needle/rules.h"

namespace filiform::cli {

/// Whether files may be written into `folder`, which need not be there yet: asked before the work
/// is done.
/// Problems: usage.out (a file stands in the way, no permission).
[[nodiscard]] base::Result<void> check_folder(const std::filesystem::path& folder);

/// Whether a plan may be written into `folder`: there is none yet, or what lies there under the
/// names of a plan's parts is an earlier plan. Anything else there stays and is no obstacle.
/// Problems: those of check_folder; usage.out (a part's name taken by what no plan wrote).
[[nodiscard]] base::Result<void> check_plan_folder(const std::filesystem::path& folder);

/// Writes everything a plan is read from into `folder`: plan.json, plan.pdf, scene.glb,
/// needles.mrk.json, maps/TARGET.json and, for the first path of each target,
/// figures/TARGET-skin.png, -along.png and -across.png.
///
/// Whole:    the parts are written aside and put in the place of an earlier plan's when all are
///           complete; plan.json comes last, so where it stands the rest belongs to it. A failure
///           or a signal before that leaves the earlier plan, or no folder where there was none.
/// Two runs: the second waits for the first and replaces its plan.
/// Problems: usage.out, report.save, file.write, plan.interrupted.
[[nodiscard]] base::Result<void> save_plan_files(const std::filesystem::path& folder,
                                                 const care::PlanWork& work,
                                                 const anatomy::Body& body,
                                                 const needle::Rules& rules);

/// The same for a plan that its screening ended: plan.json and plan.pdf.
[[nodiscard]] base::Result<void> save_stopped_plan(const std::filesystem::path& folder,
                                                   const chart::Plan& plan);

} // namespace filiform::cli
