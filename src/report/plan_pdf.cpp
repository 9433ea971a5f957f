// SPDX-License-Identifier: Apache-2.0
#include "report/plan_pdf.h"

#include <algorithm>
#include <map>

#include "base/file.h"
#include "report/plan_pages.h"
#include "report/render.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

/// The body from each side that some page needs, looked at once.
class Panoramas {
  public:
    explicit Panoramas(const anatomy::Body& body) : body_(body) {}

    const Panorama& from(Viewpoint viewpoint) {
        auto found = seen_.find(viewpoint);
        if (found == seen_.end())
            found = seen_.emplace(viewpoint, look_at(body_, viewpoint)).first;
        return found->second;
    }

  private:
    const anatomy::Body& body_;
    std::map<Viewpoint, Panorama> seen_;
};

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

std::vector<Drawing> draw_target_pages(const TargetPageInput& input) {
    std::vector<Drawing> pages;
    bool has_details = true;
    if (best_path(input.proposal) != nullptr) {
        pages.push_back(draw_path_page(input));
    } else {
        NoPathPage made = draw_no_path_page(input);
        has_details = !made.is_whole;
        pages.push_back(std::move(made.page));
    }
    if (has_details)
        append(pages, draw_details_pages(input));
    return pages;
}

void keep_figures(PlanBook& book, const chart::Proposal& proposal, TargetFigures figures) {
    const bool has_path = best_path(proposal) != nullptr;
    const std::string name = proposal.target.id();
    book.figures.push_back({name + "-skin", std::move(figures.skin)});
    book.figures.push_back({name + (has_path ? "-along" : "-section"), std::move(figures.along)});
    if (has_path)
        book.figures.push_back({name + "-across", std::move(figures.across)});
}

} // namespace

PlanBook draw_book(const chart::Plan& plan, const anatomy::Body& body,
                   const std::vector<chart::EntryMap>& maps, const PlanPdfOptions& options) {
    PlanBook book;
    Panoramas panoramas(body);
    // How many pages the summary takes does not hang on the numbers it prints.
    SummaryPageInput summary{plan, body, panoramas.from(Viewpoint::Behind),
                             std::vector<std::size_t>(plan.proposals.size(), 1), 1};
    const std::size_t front = draw_summary_pages(summary).size();
    std::size_t next = front + 1;
    std::vector<Drawing> targets;
    for (std::size_t i = 0; i < plan.proposals.size(); ++i) {
        const chart::Proposal& proposal = plan.proposals[i];
        const chart::EntryMap* map = map_of(maps, proposal.target);
        const Panorama& panorama = panoramas.from(viewpoint_of(figure_input(body, proposal, map)));
        TargetFigures figures =
            draw_target_figures({body, proposal, map, options.hand_error, panorama});
        const TargetPageInput input{plan, body, proposal, figures, i + 1, next};
        summary.target_pages[i] = next;
        append(targets, draw_target_pages(input));
        next = front + targets.size() + 1;
        keep_figures(book, proposal, std::move(figures));
    }
    summary.annex_page = next;
    book.pages = draw_summary_pages(summary);
    append(book.pages, std::move(targets));
    append(book.pages, draw_annex_pages(plan, body));
    for (std::size_t i = 0; i < book.pages.size(); ++i)
        add_page_foot(book.pages[i], plan, {i + 1, book.pages.size()});
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

base::Result<void> save_book(const std::filesystem::path& path, const PlanBook& book,
                             const chart::Plan& plan) {
    return base::save_file(path, pdf(book.pages, title_of(plan)));
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
