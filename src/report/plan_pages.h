// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/back_view.h"
#include "report/page_parts.h"
#include "report/plan_pdf.h"

namespace filiform::report {

/// One target's page: what it shows and where it stands among the others.
struct TargetPageInput {
    const chart::Plan& plan;
    const anatomy::Body& body;
    const chart::Proposal& proposal;
    const chart::EntryMap* map = nullptr;
    const Panorama& panorama;
    HandError hand_error;
    std::size_t target_number = 1;
    PageNumber page;
};

/// The page of a target a path was found for.
[[nodiscard]] Drawing draw_path_page(const TargetPageInput& input);
/// The page of a target without one: why, what stands in the way, what would help.
[[nodiscard]] Drawing draw_no_path_page(const TargetPageInput& input);

struct SummaryPageInput {
    const chart::Plan& plan;
    const anatomy::Body& body;
    const Panorama& panorama;
    PageNumber page;
};
/// All targets on one page.
[[nodiscard]] Drawing draw_summary_page(const SummaryPageInput& input);

/// What a target's page rests on that nobody saw: inferred structures the needle passes or comes
/// near, with their standard deviation.
struct InferredNote {
    std::string name;
    std::string sentence;
};
[[nodiscard]] std::vector<InferredNote> inferred_notes(const anatomy::Body& body,
                                                       const chart::PlannedPath& path);

} // namespace filiform::report
