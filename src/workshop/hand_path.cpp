// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "base/digest.h"
#include "base/expects.h"
#include "care/make_plan.h"
#include "report/needle_section.h"
#include "report/render.h"
#include "workshop/consultation.h"
#include "workshop/kept_plan.h"
#include "workshop/screened_case.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

/// Every reason of a verdict, where the needle as a whole is at fault.
base::Problems reasons_against(const chart::PlannedPath& judged) {
    base::Problems problems;
    for (const chart::Reason& reason : judged.judgement.reasons)
        problems.push_back({"path.refused", "#", reason.what,
                            "Move the needle until nothing of that kind stands against it."});
    return problems;
}

/// What the patient's screening says against it.
base::Checked<void> check_screening(const server::PathWanted& wanted, const FoundNeedle& found) {
    const auto consultation =
        consultation_of(wanted.needle.who.assessment, wanted.needle.who.patient);
    const auto screened = screen_consultation(consultation, "#/assessment");
    if (!screened)
        return tl::unexpected(screened.error());
    if (auto bar = care::barred(screened_of(*screened), *found.asked.target,
                                found.asked.path.needle, found.body->body().origin))
        return tl::unexpected(base::Problems{*std::move(bar)});
    return {};
}

void add_pictures(const Tools& tools, const FoundNeedle& found, const chart::PlannedPath& judged,
                  server::PathMade& made) {
    using report::SectionView;
    constexpr int width_px = 1000;
    constexpr const char* png_type = "image/png";
    report::expect_memory_to_draw();
    const needle::HandModel& hand = tools.rules.hand;
    for (const auto& [view, word] :
         {std::pair{SectionView::Along, "along"}, std::pair{SectionView::Across, "across"}}) {
        const std::vector<std::byte> png =
            report::needle_section_png({found.body->body(),
                                        judged,
                                        {hand.entry_sd_mm, hand.angle_sd_rad, hand.depth_sd_mm},
                                        found.asked.target->level,
                                        view,
                                        width_px});
        made.documents.push_back({"figures/" + found.asked.target->id() + '-' + word + ".png",
                                  png_type, base::sha256(png),
                                  static_cast<std::int64_t>(png.size())});
        made.blobs.push_back(
            {png_type, std::string(reinterpret_cast<const char*>(png.data()), png.size())});
    }
}

} // namespace

base::Checked<server::PathMade> judge_path(Tools& tools, const server::PathWanted& wanted) {
    base::expects(!wanted.needle.target.empty(), "a needle of a plan has a target");
    const auto found = find_wanted(tools, wanted.needle);
    if (!found)
        return tl::unexpected(found.error());
    if (!wanted.body.empty() && wanted.body != found->body->digest())
        return tl::unexpected(base::Problems{
            {"body.changed", "#", "The plan was made on another body of this patient.",
             "Make a new plan: height, weight, the scan or the program changed since."}});
    if (auto barred = check_screening(wanted, *found); !barred)
        return tl::unexpected(barred.error());
    const chart::PlannedPath judged = found->judged(tools, wanted.needle.seed);
    if (judged.judgement.verdict > chart::Verdict::Caution)
        return tl::unexpected(reasons_against(judged));
    server::PathMade made;
    if (judged.judgement.verdict == chart::Verdict::Caution) {
        if (wanted.reason.empty()) {
            base::Problem problem{"path.reason", "#/reason",
                                  "This needle calls for caution, and no reason is given for it.",
                                  "Say why it is set all the same; it is kept with the plan."};
            for (const chart::Reason& reason : judged.judgement.reasons)
                problem.what += ' ' + reason.what;
            return tl::unexpected(base::Problems{std::move(problem)});
        }
        made.override_rule = "needle.caution." + found->asked.target->id();
    }
    made.path = chosen_path(judged);
    add_pictures(tools, *found, judged, made);
    return made;
}

} // namespace filiform::workshop
