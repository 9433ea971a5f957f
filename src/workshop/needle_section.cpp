// SPDX-License-Identifier: Apache-2.0
#include "report/needle_section.h"

#include "report/render.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

report::SectionView view_of(server::SectionWanted::View view) {
    switch (view) {
    case server::SectionWanted::View::Along:
        return report::SectionView::Along;
    case server::SectionWanted::View::Across:
        return report::SectionView::Across;
    case server::SectionWanted::View::Target:
        break;
    }
    return report::SectionView::Target;
}

} // namespace

base::Checked<std::string> draw_section(Tools& tools, const server::SectionWanted& wanted) {
    if (wanted.view == server::SectionWanted::View::Target && wanted.needle.target.empty())
        return tl::unexpected(base::Problems{
            {"section.view", "#/view", "A picture of the target needs one, and none is meant.",
             "Name the target, or ask for along or across."}});
    const auto found = find_wanted(tools, wanted.needle);
    if (!found)
        return tl::unexpected(found.error());
    report::expect_memory_to_draw();
    const chart::PlannedPath judged = found->judged(tools, wanted.needle.seed);
    const needle::HandModel& hand = tools.rules.hand;
    report::SectionInput input{found->body->body(),
                               judged,
                               {hand.entry_sd_mm, hand.angle_sd_rad, hand.depth_sd_mm},
                               found->asked.target ? found->asked.target->level : ""};
    input.view = view_of(wanted.view);
    input.width_px = wanted.width_px;
    input.is_dark = wanted.is_dark;
    const std::vector<std::byte> png = report::needle_section_png(input);
    return std::string(reinterpret_cast<const char*>(png.data()), png.size());
}

} // namespace filiform::workshop
