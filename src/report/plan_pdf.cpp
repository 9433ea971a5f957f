// SPDX-License-Identifier: Apache-2.0
#include "report/plan_pdf.h"

#include <algorithm>
#include <map>

#include "base/file.h"
#include "base/parallel.h"
#include "report/plan_pages.h"
#include "report/render.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

const chart::EntryMap* map_of(const std::vector<chart::EntryMap>& maps,
                              const chart::TargetRequest& target) {
    const auto found = std::find_if(
        maps.begin(), maps.end(), [&](const chart::EntryMap& map) { return map.target == target; });
    return found == maps.end() ? nullptr : &*found;
}

void append(std::vector<Drawing>& pages, std::vector<Drawing> more) {
    for (Drawing& page : more)
        pages.push_back(std::move(page));
}

/// What of a target's pages does not hang on where they stand in the book.
struct TargetParts {
    TargetFigures figures;
    std::vector<Drawing> details;
};

using Panoramas = std::map<Viewpoint, Panorama>;

/// The body from behind for the summary, and from each side that some target is seen from: there
/// only where its skin is.
Panoramas look_around(const anatomy::Body& body, const std::vector<Viewpoint>& viewpoints) {
    Panoramas panoramas;
    panoramas.emplace(Viewpoint::Behind, look_at(body, Viewpoint::Behind));
    for (const Viewpoint viewpoint : viewpoints)
        if (!panoramas.contains(viewpoint))
            panoramas.emplace(viewpoint, look_for_skin(body, viewpoint));
    return panoramas;
}

struct BookInput {
    const chart::Plan& plan;
    const anatomy::Body& body;
    const std::vector<chart::EntryMap>& maps;
    const PlanPdfOptions& options;
};

/// All targets at once.
std::vector<TargetParts> draw_parts(const BookInput& book, const std::vector<Viewpoint>& viewpoints,
                                    const Panoramas& panoramas) {
    std::vector<TargetParts> parts(book.plan.proposals.size());
    base::parallel_chunks(parts.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const chart::Proposal& proposal = book.plan.proposals[i];
            parts[i].figures =
                draw_target_figures({book.body, proposal, map_of(book.maps, proposal.target),
                                     book.options.hand_error, panoramas.at(viewpoints[i])});
            parts[i].details =
                draw_details_pages({book.plan, book.body, proposal, parts[i].figures, i + 1, 1});
        }
    });
    return parts;
}

/// A target's page, then its details where the page has not said everything.
void append_pages(std::vector<Drawing>& pages, const TargetPageInput& input,
                  std::vector<Drawing> details) {
    if (best_path(input.proposal) != nullptr) {
        pages.push_back(draw_path_page(input));
    } else {
        NoPathPage made = draw_no_path_page(input);
        pages.push_back(std::move(made.page));
        if (made.is_whole)
            return;
    }
    append(pages, std::move(details));
}

void keep_figures(PlanBook& book, const chart::Proposal& proposal, TargetFigures figures) {
    const bool has_path = best_path(proposal) != nullptr;
    const std::string name = proposal.target.id();
    book.figures.push_back({name + "-skin", std::move(figures.skin)});
    book.figures.push_back({name + (has_path ? "-along" : "-section"), std::move(figures.along)});
    if (has_path)
        book.figures.push_back({name + "-across", std::move(figures.across)});
}

void add_feet(std::vector<Drawing>& pages, const chart::Plan& plan) {
    for (std::size_t i = 0; i < pages.size(); ++i)
        add_page_foot(pages[i], plan, {i + 1, pages.size()});
}

} // namespace

PlanBook draw_book(const chart::Plan& plan, const anatomy::Body& body,
                   const std::vector<chart::EntryMap>& maps, const PlanPdfOptions& options) {
    std::vector<Viewpoint> viewpoints;
    for (const chart::Proposal& proposal : plan.proposals)
        viewpoints.push_back(
            viewpoint_of(figure_input(body, proposal, map_of(maps, proposal.target))));
    const Panoramas panoramas = look_around(body, viewpoints);
    std::vector<TargetParts> parts = draw_parts({plan, body, maps, options}, viewpoints, panoramas);
    PlanBook book;
    // How many pages the summary takes does not hang on the numbers it prints.
    SummaryPageInput summary{plan, body, panoramas.at(Viewpoint::Behind),
                             std::vector<std::size_t>(plan.proposals.size(), 1), 1};
    std::vector<Drawing> screening = draw_screening_pages(plan);
    append(screening, draw_assessment_pages(plan));
    const std::size_t front = draw_summary_pages(summary).size() + screening.size();
    std::vector<Drawing> targets;
    for (std::size_t i = 0; i < plan.proposals.size(); ++i) {
        summary.target_pages[i] = front + targets.size() + 1;
        append_pages(
            targets,
            {plan, body, plan.proposals[i], parts[i].figures, i + 1, summary.target_pages[i]},
            std::move(parts[i].details));
        keep_figures(book, plan.proposals[i], std::move(parts[i].figures));
    }
    summary.annex_page = front + targets.size() + 1;
    book.pages = std::move(screening);
    append(book.pages, draw_summary_pages(summary));
    append(book.pages, std::move(targets));
    append(book.pages, draw_annex_pages(plan, body));
    add_feet(book.pages, plan);
    return book;
}

PlanBook draw_stopped_book(const chart::Plan& plan) {
    PlanBook book;
    book.pages = draw_screening_pages(plan);
    append(book.pages, draw_assessment_pages(plan));
    add_feet(book.pages, plan);
    return book;
}

std::vector<Drawing> draw_plan(const chart::Plan& plan, const anatomy::Body& body,
                               const std::vector<chart::EntryMap>& maps,
                               const PlanPdfOptions& options) {
    return draw_book(plan, body, maps, options).pages;
}

namespace {

std::string title_of(const chart::Plan& plan) {
    return "Needling plan, " + plan.body_name;
}

} // namespace

std::vector<std::byte> book_pdf(const PlanBook& book, const chart::Plan& plan) {
    return pdf(book.pages, title_of(plan));
}

std::vector<std::byte> plan_pdf(const chart::Plan& plan, const anatomy::Body& body,
                                const std::vector<chart::EntryMap>& maps,
                                const PlanPdfOptions& options) {
    return pdf(draw_plan(plan, body, maps, options), title_of(plan));
}

base::Result<void> save_plan_pdf(const std::filesystem::path& path, const chart::Plan& plan,
                                 const anatomy::Body& body,
                                 const std::vector<chart::EntryMap>& maps,
                                 const PlanPdfOptions& options) {
    return base::save_file(path, plan_pdf(plan, body, maps, options));
}

} // namespace filiform::report
