// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/entry_map.h"
#include "chart/plan.h"
#include "report/figures.h"

namespace filiform::report {

struct PlanPdfOptions {
    HandError hand_error; ///< of a hand given a mark, drawn around each needle
};

/// A figure as it stands on its page, for a file of its own: "piriformis.right-along".
struct BookFigure {
    std::string name;
    Drawing drawing;
};

/// Everything of a plan that is drawn, drawn once.
///
/// Pages:   A4. What the screening found, what is probable and what can be done, where a patient
/// was
///          screened; one (a second if need be)
///          that lists all targets, says what the signs mean and
///          warns of what is doubtful about the body; for each target a page for use beside the
///          patient and one or more of details; an annex of limits, hand errors and sources. A
///          target without a path gets pages that say why. Nothing is left out: what finds no room
///          on a page stands on a later one, and the page says which.
/// Figures: "TARGET-skin", "TARGET-along", "TARGET-across"; without a path "TARGET-skin" and
///          "TARGET-section".
/// `maps` are matched to targets; a target without a map has none painted.
///
/// Determinism: equal arguments give equal drawings.
struct PlanBook {
    std::vector<Drawing> pages;
    std::vector<BookFigure> figures;
};
[[nodiscard]] PlanBook draw_book(const chart::Plan& plan, const anatomy::Body& body,
                                 const std::vector<chart::EntryMap>& maps,
                                 const PlanPdfOptions& options = {});

/// The pages of a plan without a needle: why, and what else may be done where the screening lets
/// it.
[[nodiscard]] PlanBook draw_stopped_book(const chart::Plan& plan);

/// The pages alone.
[[nodiscard]] std::vector<Drawing> draw_plan(const chart::Plan& plan, const anatomy::Body& body,
                                             const std::vector<chart::EntryMap>& maps,
                                             const PlanPdfOptions& options = {});

/// The pages of a book as the bytes of a PDF.
[[nodiscard]] std::vector<std::byte> book_pdf(const PlanBook& book, const chart::Plan& plan);

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
