// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/entry_map.h"
#include "chart/plan.h"
#include "report/figures.h"

namespace filiform::report {

struct PlanPdfOptions {
    HandError hand_error; ///< drawn as the uncertainty of each needle
};

/// The pages of a plan, A4: one that lists all targets, then one per target with its figures,
/// instruction, tables, what is inferred and the warnings; a target without a path gets a page that
/// says why. `maps` are matched to targets; a target without a map has none painted.
///
/// Determinism: equal arguments give equal drawings.
[[nodiscard]] std::vector<Drawing> draw_plan(const chart::Plan& plan, const anatomy::Body& body,
                                             const std::vector<chart::EntryMap>& maps,
                                             const PlanPdfOptions& options = {});

/// The same as the bytes of a PDF, and saved.
/// Problems: file.write.
[[nodiscard]] std::vector<std::byte> plan_pdf(const chart::Plan& plan, const anatomy::Body& body,
                                              const std::vector<chart::EntryMap>& maps,
                                              const PlanPdfOptions& options = {});
[[nodiscard]] base::Result<void> save_plan_pdf(const std::filesystem::path& path,
                                               const chart::Plan& plan, const anatomy::Body& body,
                                               const std::vector<chart::EntryMap>& maps,
                                               const PlanPdfOptions& options = {});

} // namespace filiform::report
