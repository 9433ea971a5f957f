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

/// Throws std::bad_alloc unless the pages and pictures of a plan can have the memory they need. The
/// libraries that draw crash, or end the program, when they are refused some amid their work, and
/// the half-written plan stays; asked for beforehand, it is refused to us. Nothing is kept or
/// touched.
///
/// Need: measured, in address space: 64 MB on a patient's CT, at most 130 MB on the phantom.
void expect_memory_to_draw();

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

} // namespace filiform::cli
