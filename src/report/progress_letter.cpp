// SPDX-License-Identifier: Apache-2.0
#include "report/progress_letter.h"

#include <utility>

#include "report/flow.h"
#include "report/palette.h"
#include "report/text_marks.h"

namespace filiform::report {

namespace {

TextStyle letter_text() {
    return {9, palette().ink};
}

TextStyle letter_heading() {
    return {10.5, palette().accent, Weight::Bold};
}

Table score_table(const std::vector<ProgressLetter::Score>& scores) {
    Table table;
    table.columns = {{"Score", 52},
                     {"First", 12, Align::Right},
                     {"Last", 12, Align::Right},
                     {"Change", 58},
                     {"Judged by", 52}};
    for (const ProgressLetter::Score& score : scores)
        table.rows.push_back(
            {{score.name, score.first, score.last, score.verdict, score.thresholds}});
    return table;
}

} // namespace

std::vector<Drawing> draw_progress_letter(const ProgressLetter& letter) {
    bool is_first = true;
    Flow flow([&] {
        Flow::Sheet sheet{{page_width_mm, page_height_mm, {}}, 0};
        const Area title =
            add_text(sheet.page, {page_margin_mm, 10},
                     is_first ? "How it went" : "How it went, continued", title_style());
        sheet.y =
            add_text(sheet.page, {page_margin_mm, title.bottom()}, letter.about, quiet_style())
                .bottom() +
            3;
        if (is_first) {
            const Drawing figure = draw_progress(letter.picture);
            sheet.page.place(figure, {page_margin_mm + 3, sheet.y});
            sheet.y += figure.height_mm + 1;
        }
        add_paragraph(sheet.page, {page_margin_mm, page_floor_mm + 2}, page_inner_mm,
                      letter.provenance, quiet_style());
        is_first = false;
        return sheet;
    });
    for (const std::string& finding : letter.findings)
        flow.paragraph("•  " + finding, letter_text());
    flow.space(2);
    flow.heading("What to do next: " + letter.step, letter_heading());
    for (const std::string& ask : letter.asks)
        flow.paragraph("?  To be asked first: " + ask, letter_text());
    for (const std::string& reason : letter.reasons)
        flow.paragraph("•  " + reason, letter_text());
    flow.space(2);
    flow.table(score_table(letter.scores));
    flow.space(2);
    flow.paragraph(letter.notice, quiet_style());
    return std::move(flow).finish();
}

} // namespace filiform::report
