// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "outcomes/progress.h"
#include "outcomes/summary.h"
#include "report/render.h"
#include "workshop/course_of.h"
#include "workshop/progress_letter.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

using record::ProgressReview;

std::string printed(const report::ProgressLetter& letter) {
    const auto bytes = report::pdf(report::draw_progress_letter(letter), "How it went");
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

struct Reviewed {
    std::string text; ///< the course
    outcomes::Course course;
};

base::Checked<Reviewed> read_episode(const server::ReviewWanted& wanted) {
    if (!has_score(wanted))
        return tl::unexpected(base::Problems{
            {"review.no_score", "",
             "No pain of the leg or the back was scored in this episode yet.",
             "Fill in one of the two at this visit: a forecast needs where it begins."}});
    Reviewed reviewed{course_of(wanted), {}};
    auto course = outcomes::read_course(reviewed.text, "");
    if (!course)
        return tl::unexpected(course.error());
    reviewed.course = *std::move(course);
    return reviewed;
}

outcomes::Progress progress_of(const Reviewed& reviewed) {
    return outcomes::review(reviewed.course, outcomes::beliefs(), outcomes::advice_rules(), {});
}

ProgressReview::Chance chance_of(ProgressReview::Chance::Of of, const outcomes::Chance& chance) {
    return {of, std::nullopt, chance.value, chance.low, chance.high};
}

std::vector<ProgressReview::Chance> chances_of(const outcomes::Progress& progress) {
    using Of = ProgressReview::Chance::Of;
    std::vector<ProgressReview::Chance> chances;
    if (progress.too_little.empty()) {
        chances.push_back(chance_of(Of::ImportantChange, progress.important));
        chances.push_back(chance_of(Of::Worse, progress.worse));
    }
    if (!progress.goal.empty()) {
        chances.push_back(chance_of(Of::Goal, progress.goal.back()));
        chances.back().by = date_of(progress, progress.forecast.goal.back().day);
    }
    return chances;
}

} // namespace

base::Checked<std::string> review_course(const Tools& tools, const server::ReviewWanted& wanted) {
    using Form = server::ReviewWanted::Form;
    const auto reviewed = read_episode(wanted);
    if (!reviewed)
        return tl::unexpected(reviewed.error());
    if (wanted.form == Form::Course)
        return reviewed->text;
    const outcomes::Progress progress = progress_of(*reviewed);
    if (wanted.form == Form::Progress)
        return outcomes::progress_json(progress,
                                       {tools.options.program, base::sha256(reviewed->text)});
    report::prepare_to_draw();
    const report::ProgressLetter letter = progress_letter(progress, tools.options.program);
    if (wanted.form == Form::Graph)
        return report::svg(report::draw_progress(letter.picture));
    return printed(letter);
}

base::Checked<ProgressReview> conclude_review(const Tools& tools,
                                              const server::ReviewWanted& wanted) {
    const auto reviewed = read_episode(wanted);
    if (!reviewed)
        return tl::unexpected(reviewed.error());
    const outcomes::Progress progress = progress_of(*reviewed);
    ProgressReview kept;
    for (const auto& [finding, is_so] : reviewed->course.findings)
        kept.answers[finding] = is_so;
    kept.step = static_cast<ProgressReview::Step>(progress.advised.step);
    for (const outcomes::AdviceRule* rule : progress.advised.holding)
        kept.rules.push_back(rule->id);
    for (const chart::FindingId& finding : progress.advised.to_ask)
        kept.to_ask.push_back(finding.text());
    kept.chances = chances_of(progress);
    kept.summary = outcomes::summary(progress);
    kept.inputs = base::sha256(reviewed->text);
    kept.program = tools.options.program;
    return kept;
}

} // namespace filiform::workshop
