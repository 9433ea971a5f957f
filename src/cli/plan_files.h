// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "anatomy/body.h"
#include "base/result.h"
#include "care/make_plan.h"
#include "needle/rules.h"

namespace filiform::cli {

/// Writes everything a plan is read from into `folder`: plan.json, plan.pdf, scene.glb,
/// needles.mrk.json, maps/TARGET.json and, for the first path of each target,
/// figures/TARGET-skin.png, -along.png and -across.png. An earlier plan in the folder is replaced
/// when all of the new one is written; plan.json comes last, so where it stands the rest belongs to
/// it. Other files in the folder stay.
/// Problems: report.save, file.write.
[[nodiscard]] base::Result<void> save_plan_files(const std::filesystem::path& folder,
                                                 const care::PlanWork& work,
                                                 const anatomy::Body& body,
                                                 const needle::Rules& rules);

} // namespace filiform::cli
