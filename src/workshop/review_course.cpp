// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "outcomes/progress.h"
#include "report/render.h"
#include "workshop/course_of.h"
#include "workshop/progress_letter.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

std::string printed(const report::ProgressLetter& letter) {
    const auto bytes = report::pdf(report::draw_progress_letter(letter), "How it went");
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

base::Checked<std::string> review_course(const Tools& tools, const server::ReviewWanted& wanted) {
    using Form = server::ReviewWanted::Form;
    if (!has_score(wanted))
        return tl::unexpected(base::Problems{
            {"review.no_score", "",
             "No pain of the leg or the back was scored in this episode yet.",
             "Fill in one of the two at this visit: a forecast needs where it begins."}});
    const std::string text = course_of(wanted);
    const auto course = outcomes::read_course(text, "");
    if (!course)
        return tl::unexpected(course.error());
    if (wanted.form == Form::Course)
        return text;
    const outcomes::Progress progress =
        outcomes::review(*course, outcomes::beliefs(), outcomes::advice_rules(), {});
    if (wanted.form == Form::Progress)
        return outcomes::progress_json(progress, {tools.options.program, base::sha256(text)});
    report::prepare_to_draw();
    const report::ProgressLetter letter = progress_letter(progress, tools.options.program);
    if (wanted.form == Form::Graph)
        return report::svg(report::draw_progress(letter.picture));
    return printed(letter);
}

} // namespace filiform::workshop
