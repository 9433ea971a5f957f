// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "report/page_parts.h"
#include "report/panorama.h"
#include "report/plan_pdf.h"
#include "report/target_figures.h"

namespace filiform::report {

/// Pages come without their foot: how many there are is known only at the end.

/// One target's pages: what they show and where it stands among the others.
struct TargetPageInput {
    const chart::Plan& plan;
    const anatomy::Body& body;
    const chart::Proposal& proposal;
    const TargetFigures& figures;
    std::size_t target_number = 1;
    std::size_t page = 1; ///< of the target's own page; its details follow
};

/// How high the tables on a target's page may be.
inline constexpr double page_tables_mm = 49;

/// The page of a target a path was found for: what one needs beside the patient.
[[nodiscard]] Drawing draw_path_page(const TargetPageInput& input);
/// The page of a target without one: why, what stands in the way, what would help. Whole, unless
/// something found no room and must be said on a page of details.
struct NoPathPage {
    Drawing page;
    bool is_whole = true;
};
[[nodiscard]] NoPathPage draw_no_path_page(const TargetPageInput& input);
/// What its page has no room for, in full: every proposal with its instruction and reasons, every
/// clearance, every note, the warnings that concern it, its sources.
[[nodiscard]] std::vector<Drawing> draw_details_pages(const TargetPageInput& input);

struct SummaryPageInput {
    const chart::Plan& plan;
    const anatomy::Body& body;
    const Panorama& panorama;
    std::vector<std::size_t> target_pages; ///< one per proposal
    std::size_t annex_page = 1;
};
/// All targets, what the signs mean, the warnings in full, where to sign; goes on over a second
/// page when the body has much to warn of.
[[nodiscard]] std::vector<Drawing> draw_summary_pages(const SummaryPageInput& input);

/// Whether the patient may be needled, why, what to ask and to tell; nothing for a plan of a body
/// alone.
[[nodiscard]] std::vector<Drawing> draw_screening_pages(const chart::Plan& plan);

/// What is probably behind the pain, what can be done, how the muscles that were found are needled,
/// with the sources of all of it; nothing for a plan that ends with its screening.
[[nodiscard]] std::vector<Drawing> draw_assessment_pages(const chart::Plan& plan);

/// Limits and hand errors with source and mark, then every source cited anywhere in the plan.
[[nodiscard]] std::vector<Drawing> draw_annex_pages(const chart::Plan& plan,
                                                    const anatomy::Body& body);

/// Every source the pages name: of proposals, of what they are measured against, of what is
/// inferred near a needle, of limits and hand errors, of what can be done about cautions.
[[nodiscard]] std::set<chart::SourceId> cited_sources(const chart::Plan& plan,
                                                      const anatomy::Body& body);
/// "Author. Title. doi:…, PMID …"; says so of a key that no register has.
[[nodiscard]] std::string citation_text(const chart::SourceId& key);

/// The heading of a target's pages: number, name, verdict, and what the page is. Answers the y
/// below.
double add_target_heading(Drawing& page, const TargetPageInput& input, const std::string& what);

} // namespace filiform::report
