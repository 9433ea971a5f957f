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

} // namespace

std::vector<Drawing> draw_plan(const chart::Plan& plan, const anatomy::Body& body,
                               const std::vector<chart::EntryMap>& maps,
                               const PlanPdfOptions& options) {
    Panoramas panoramas(body);
    const std::size_t count = plan.proposals.size() + 1;
    std::vector<Drawing> pages;
    pages.push_back(draw_summary_page({plan, body, panoramas.from(Viewpoint::Behind), {1, count}}));
    for (std::size_t i = 0; i < plan.proposals.size(); ++i) {
        const chart::Proposal& proposal = plan.proposals[i];
        const chart::EntryMap* map = map_of(maps, proposal.target);
        const chart::PlannedPath* path = best_path(proposal);
        FigureInput view;
        view.body = &body;
        view.path = path;
        view.map = map;
        const TargetPageInput input{plan,
                                    body,
                                    proposal,
                                    map,
                                    panoramas.from(viewpoint_of(view)),
                                    options.hand_error,
                                    i + 1,
                                    {i + 2, count}};
        pages.push_back(path != nullptr ? draw_path_page(input) : draw_no_path_page(input));
    }
    return pages;
}

std::vector<std::byte> plan_pdf(const chart::Plan& plan, const anatomy::Body& body,
                                const std::vector<chart::EntryMap>& maps,
                                const PlanPdfOptions& options) {
    return pdf(draw_plan(plan, body, maps, options), "Needling plan, " + plan.body_name);
}

base::Result<void> save_plan_pdf(const std::filesystem::path& path, const chart::Plan& plan,
                                 const anatomy::Body& body,
                                 const std::vector<chart::EntryMap>& maps,
                                 const PlanPdfOptions& options) {
    return base::save_file(path, plan_pdf(plan, body, maps, options));
}

} // namespace filiform::report
