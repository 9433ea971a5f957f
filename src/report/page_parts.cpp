// SPDX-License-Identifier: Apache-2.0
#include "report/page_parts.h"

#include "report/figure_parts.h"
#include "report/wording.h"

namespace filiform::report {

TextStyle title_style() {
    return {16, palette().ink, Weight::Bold};
}
TextStyle body_style() {
    return {8, palette().ink};
}
TextStyle quiet_style() {
    return {least_type_pt, palette().quiet, Weight::Regular, false, true};
}
TextStyle list_style() {
    return {least_type_pt, palette().ink, Weight::Regular, false, true};
}

namespace {

std::string body_notice(const chart::Plan& plan) {
    if (plan.screening && !plan.screening->may_needle)
        return "ended by the screening";
    switch (plan.body_origin) {
    case chart::Origin::Phantom:
        return "a made-up geometric phantom: never a person";
    case chart::Origin::Reference:
        return "a population model, not a scan";
    case chart::Origin::Segmented:
    case chart::Origin::Measured:
    case chart::Origin::Inferred:
        break;
    }
    return "from a segmented scan";
}

std::string shortened(const std::string& digest) {
    constexpr std::size_t shown = 10;
    return digest.size() > shown ? digest.substr(0, shown) : digest;
}

Area add_badge(Drawing& drawing, const Spot& corner, const std::string& symbol,
               const std::string& word, const Swatch& swatch, bool is_solid, Align align,
               double size_pt) {
    const Colour text = is_solid ? Colour{1, 1, 1, 1} : swatch.line;
    const TextStyle style{size_pt, text, Weight::Bold};
    const std::string words = symbol + "  " + word;
    const TextSize size = measure(words, style);
    const double pad = size.height * 0.45;
    const double width = size.width + 2 * pad;
    const double height = size.height + 0.6 * pad;
    const double left = align == Align::Right    ? corner.x - width
                        : align == Align::Centre ? corner.x - width / 2
                                                 : corner.x;
    const Area box{left, corner.y, width, height};
    drawing.fill(rectangle(box, height / 2),
                 is_solid ? swatch.line : with_opacity(swatch.fill, 0.35));
    drawing.stroke(rectangle(box, height / 2), {swatch.line, is_solid ? 0.2 : 0.4});
    add_text(drawing, {left + pad, corner.y + 0.3 * pad}, words, style);
    return box;
}

} // namespace

double add_page_head(Drawing& page, const chart::Plan& plan) {
    const TextStyle style = quiet_style();
    TextStyle strong = style;
    strong.weight = Weight::Bold;
    const double y = 7;
    const Area name =
        add_text(page, {page_margin_mm, y}, "Needling plan  ·  " + plan.body_name, strong);
    add_text(page, {name.right() + 1.5, y}, "·  " + body_notice(plan), style);
    add_text(page, {page_width_mm - page_margin_mm, y}, "Draft: a licensed clinician decides",
             strong, Align::Right);
    const double rule = y + name.height + 1;
    page.stroke(segment({page_margin_mm, rule}, {page_width_mm - page_margin_mm, rule}),
                {palette().rule, 0.25});
    return rule + 2.5;
}

void add_page_foot(Drawing& page, const chart::Plan& plan, const PageNumber& number) {
    const TextStyle style = quiet_style();
    const double right = page_width_mm - page_margin_mm;
    const double rule = page_floor_mm + 1.5;
    page.stroke(segment({page_margin_mm, rule}, {right, rule}), {palette().rule, 0.25});
    const chart::Provenance& made = plan.provenance;
    std::string line = made.program + "  ·  knowledge " + shortened(made.knowledge);
    if (!made.body.empty())
        line += "  ·  body " + shortened(made.body);
    line += "  ·  seed " + std::to_string(made.seed);
    for (const auto& [name, digest] : made.inputs)
        line += "  ·  " + name + ' ' + shortened(digest);
    const double y = rule + 1;
    const Area pages =
        add_text(page, {right, y},
                 "page " + std::to_string(number.number) + " of " + std::to_string(number.of),
                 quiet_style(), Align::Right);
    const double room = pages.x - page_margin_mm - 4;
    const Area first = add_paragraph(page, {page_margin_mm, y}, room, line, style);
    add_paragraph(page, {page_margin_mm, first.bottom() + 0.2}, room,
                  "Research and educational software, not a certified medical device. Every "
                  "number can be traced in plan.json of the same run.",
                  style);
}

Area add_verdict_badge(Drawing& drawing, const Spot& corner, chart::Verdict verdict, Align align,
                       double size_pt) {
    const VerdictSwatch& swatch = palette().verdicts.at(verdict);
    return add_badge(drawing, corner, swatch.symbol, swatch.word, swatch.swatch,
                     verdict == chart::Verdict::Safe, align, size_pt);
}

Area add_no_path_badge(Drawing& drawing, const Spot& corner, Align align, double size_pt) {
    const VerdictSwatch& swatch = palette().verdicts.at(chart::Verdict::Refused);
    return add_badge(drawing, corner, swatch.symbol, "No path", swatch.swatch, false, align,
                     size_pt);
}

ListEnd add_list(Drawing& drawing, const Area& room, const std::string& heading,
                 const std::vector<std::string>& items, ListRest rest, const std::string& rest_is) {
    const TextStyle style = list_style();
    const double heading_mm = measure(heading, caption_style()).height + 0.5;
    const double line_mm = measure("x", style).height;
    if (items.empty() || room.height < heading_mm + line_mm)
        return {room.y, 0};
    add_text(drawing, {room.x, room.y}, heading, caption_style());
    ListEnd end{room.y + heading_mm, 0};
    constexpr double indent_mm = 2.4;
    for (const std::string& item : items) {
        const double height = measure(item, style, room.width - indent_mm).height;
        const bool needs_more = rest == ListRest::Counted && end.shown + 1 < items.size();
        if (end.y + height + (needs_more ? line_mm + 0.5 : 0) > room.bottom())
            break;
        add_text(drawing, {room.x, end.y}, "–", style);
        add_paragraph(drawing, {room.x + indent_mm, end.y}, room.width - indent_mm, item, style);
        end.y += height + 0.5;
        ++end.shown;
    }
    if (end.shown < items.size() && rest == ListRest::Counted) {
        const std::string count = std::to_string(items.size() - end.shown);
        const std::string words =
            (end.shown == 0 ? count : "and " + count + " more") + ' ' + rest_is;
        end.y = add_text(drawing, {room.x + indent_mm, end.y}, words, quiet_style()).bottom();
    }
    return end;
}

} // namespace filiform::report
