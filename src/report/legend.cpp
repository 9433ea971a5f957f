// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "report/figure_parts.h"
#include "report/figures.h"
#include "report/needle_marks.h"
#include "report/wording.h"

namespace filiform::report {

using chart::Kind;

namespace {

constexpr double box_mm = 4.6;
constexpr double row_mm = 3.9;
constexpr double sign_height_mm = 2.5;

/// One sign and what it means.
struct Item {
    std::string words;
    std::function<void(Drawing&, const Area&)> sign;
};

Item patch(const Swatch& swatch, const std::string& words, Dash dash = Dash::Solid) {
    return {words, [swatch, dash](Drawing& drawing, const Area& area) {
                drawing.fill(rectangle(area), with_opacity(swatch.fill, 0.7));
                drawing.hatch(rectangle(area), swatch.hatch, with_opacity(swatch.line, 0.65), 1.2);
                drawing.stroke(rectangle(area), {swatch.line, 0.25, dash});
            }};
}

Item line(const Stroke& stroke, const std::string& words) {
    return {words, [stroke](Drawing& drawing, const Area& area) {
                const double y = area.centre().y;
                drawing.stroke(segment({area.x, y}, {area.right(), y}), stroke);
            }};
}

bool has(const anatomy::Body& body, Kind kind) {
    return std::any_of(body.structures.begin(), body.structures.end(),
                       [&](const anatomy::Structure& s) { return s.kind == kind; });
}

std::vector<Item> items_of(const FigureInput& input) {
    const Palette& colours = palette();
    std::vector<Item> items;
    if (input.map != nullptr)
        for (const auto& [verdict, swatch] : colours.verdicts)
            items.push_back(patch(swatch.swatch, swatch.word + " entry"));
    items.push_back({"target muscle", [&colours](Drawing& drawing, const Area& area) {
                         drawing.fill(rectangle(area), with_opacity(colours.target.fill, 0.4));
                         drawing.stroke(rectangle(area), {colours.target.line, 0.6});
                     }});
    if (input.path == nullptr)
        for (const Kind kind : {Kind::Muscle, Kind::Bone, Kind::Nerve, Kind::Vessel, Kind::Canal,
                                Kind::Kidney, Kind::Bowel, Kind::Lung, Kind::Metal, Kind::Unknown})
            if (has(*input.body, kind))
                items.push_back(patch(colours.kinds.at(kind),
                                      kind == Kind::Muscle    ? "other muscle"
                                      : kind == Kind::Unknown ? "outside the scan"
                                                              : std::string(chart::text(kind))));
    items.push_back(line({colours.ink, 0.28, Dash::Dashed}, "inferred, never seen"));
    items.push_back(line({colours.ink, 0.3, Dash::Dotted}, "around it: its place, ±1 SD"));
    if (input.path != nullptr) {
        items.push_back(line({colours.ink, 0.5}, "needle; dotted: to the handle"));
        if (with_palpation(*input.path).entry_mm > 0)
            items.push_back(line({colours.ink, 0.25, Dash::DashDot},
                                 "95 % of hands that must find the landmark"));
        if (input.hand_error.entry_mm > 0 || input.hand_error.angle_rad > 0)
            items.push_back(line({colours.ink, 0.15}, "95 % of hands given a mark on the skin"));
    }
    return items;
}

} // namespace

Drawing draw_legend(const FigureInput& input, double width_mm) {
    Drawing drawing{width_mm, 0, {}};
    TextStyle style = small_style();
    style.colour = palette().quiet;
    double x = 0;
    double y = 0;
    for (const Item& item : items_of(input)) {
        const TextSize size = measure(item.words, style);
        const double needed = box_mm + 1.2 + size.width;
        if (x > 0 && x + needed > width_mm) {
            x = 0;
            y += row_mm;
        }
        item.sign(drawing, {x, y + (row_mm - sign_height_mm) / 2, box_mm, sign_height_mm});
        add_text(drawing, {x + box_mm + 1.2, y + (row_mm - size.height) / 2}, item.words, style);
        x += needed + 3;
    }
    y += row_mm + 0.4;
    y = add_paragraph(drawing, {0, y}, width_mm,
                      "L R: the patient's left, right. P A: back, front. H F: head, feet.", style)
            .bottom();
    drawing.height_mm = y;
    return drawing;
}

} // namespace filiform::report
