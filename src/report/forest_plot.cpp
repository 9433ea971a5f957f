// SPDX-License-Identifier: Apache-2.0
#include "report/forest_plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/expects.h"
#include "report/figure_parts.h"
#include "report/value_axis.h"

namespace filiform::report {

namespace {

constexpr double forest_width_mm = 180;
constexpr double forest_margin_mm = 5;
constexpr double forest_row_mm = 5.2;
constexpr double forest_gap_mm = 4;
constexpr double most_label_mm = 58;

TextStyle forest_row_style(bool is_bold) {
    return {8, palette().ink, is_bold ? Weight::Bold : Weight::Regular, false, true};
}
TextStyle forest_head_style() {
    return {8, palette().quiet, Weight::Bold, false, true};
}
TextStyle forest_note_style() {
    TextStyle style = small_style();
    style.colour = palette().quiet;
    return style;
}

bool is_strong_row(const ForestRow& row) {
    return row.kind == ForestRow::Kind::Pooled;
}

/// A label cut to what its column holds.
std::string shortened_label(std::string label, const TextStyle& style, double room_mm) {
    if (measure(label, style).width <= room_mm)
        return label;
    while (!label.empty() && measure(label + "…", style).width > room_mm) {
        do // a whole character
            label.pop_back();
        while (!label.empty() && (static_cast<unsigned char>(label.back()) & 0xC0U) == 0x80U);
        if (!label.empty() && static_cast<unsigned char>(label.back()) >= 0xC0U)
            label.pop_back();
    }
    return label + "…";
}

std::string weight_text(const ForestRow& row) {
    if (!row.weight_percent)
        return "";
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", *row.weight_percent);
    return text;
}

/// Where the columns stand.
struct ForestColumns {
    double label_mm = 0; ///< width
    double effect_right = 0;
    double weight_right = 0;
    ValueAxis axis;
};

/// Narrower than this an axis at that value has no places that can be told apart.
double least_width(double value) {
    return 1e-9 + 1e-6 * std::abs(value);
}

/// From the pooled lines, all estimates and as much of the intervals as is within reach of them.
void fit_axis(ValueAxis& axis, const ForestPlot& plot) {
    const auto scaled = [&](double v) { return plot.is_logarithmic ? std::log(v) : v; };
    double low = scaled(plot.no_effect.value_or(plot.rows.front().estimate));
    if (!plot.no_effect && plot.rows.front().kind == ForestRow::Kind::Prediction)
        low = scaled(plot.rows.front().low);
    double high = low;
    const auto take = [&](double value) {
        low = std::min(low, scaled(value));
        high = std::max(high, scaled(value));
    };
    for (const ForestRow& row : plot.rows) {
        const bool is_whole =
            row.kind == ForestRow::Kind::Pooled || row.kind == ForestRow::Kind::Prediction;
        take(is_whole ? row.low : row.estimate);
        take(is_whole ? row.high : row.estimate);
    }
    const double core = std::max(high - low, least_width(low));
    double far_low = low;
    double far_high = high;
    for (const ForestRow& row : plot.rows) {
        far_low = std::min(far_low, scaled(row.low));
        far_high = std::max(far_high, scaled(row.high));
    }
    constexpr double reach = 0.6; // of the core, on either side
    const bool is_alone = plot.rows.size() < 3;
    low = is_alone ? far_low : std::max(far_low, low - reach * core);
    high = is_alone ? far_high : std::min(far_high, high + reach * core);
    const double rim = 0.03 * std::max(high - low, least_width(low));
    axis.is_logarithmic = plot.is_logarithmic;
    axis.low = plot.is_logarithmic ? std::exp(low - rim) : low - rim;
    axis.high = plot.is_logarithmic ? std::exp(high + rim) : high + rim;
}

ForestColumns lay_out_forest(const ForestPlot& plot) {
    ForestColumns columns;
    columns.label_mm = measure("Study", forest_head_style()).width;
    double effect_mm = measure(plot.effect_head, forest_head_style()).width;
    double weight_mm = 0;
    for (const ForestRow& row : plot.rows) {
        columns.label_mm = std::max(columns.label_mm,
                                    measure(row.label, forest_row_style(is_strong_row(row))).width);
        effect_mm =
            std::max(effect_mm, measure(row.effect, forest_row_style(is_strong_row(row))).width);
        if (row.weight_percent)
            weight_mm =
                std::max({weight_mm, measure(weight_text(row), forest_row_style(false)).width,
                          measure("Weight", forest_head_style()).width});
    }
    columns.label_mm = std::min(columns.label_mm, most_label_mm);
    columns.weight_right = forest_width_mm - forest_margin_mm;
    columns.effect_right = columns.weight_right - (weight_mm > 0 ? weight_mm + forest_gap_mm : 0);
    columns.axis.left_mm = forest_margin_mm + columns.label_mm + forest_gap_mm;
    columns.axis.right_mm = columns.effect_right - effect_mm - forest_gap_mm;
    fit_axis(columns.axis, plot);
    return columns;
}

void add_cut_arrow(Drawing& drawing, const Spot& tip, double direction) {
    constexpr double length_mm = 1.6;
    constexpr double half_mm = 0.8;
    drawing.fill({{{tip,
                    {tip.x - direction * length_mm, tip.y - half_mm},
                    {tip.x - direction * length_mm, tip.y + half_mm}},
                   true}},
                 palette().ink);
}

/// The interval from end to end, or to the edge of the axis with an arrow.
void add_interval(Drawing& drawing, const ValueAxis& axis, const ForestRow& row, double y) {
    const double left = std::clamp(axis.x_mm(row.low), axis.left_mm, axis.right_mm);
    const double right = std::clamp(axis.x_mm(row.high), axis.left_mm, axis.right_mm);
    drawing.stroke(segment({left, y}, {right, y}), {palette().ink, 0.3});
    if (row.low < axis.low)
        add_cut_arrow(drawing, {axis.left_mm, y}, -1);
    if (row.high > axis.high)
        add_cut_arrow(drawing, {axis.right_mm, y}, 1);
}

void add_diamond(Drawing& drawing, const ValueAxis& axis, const ForestRow& row, double y) {
    constexpr double half_mm = 1.7;
    const double left = std::clamp(axis.x_mm(row.low), axis.left_mm, axis.right_mm);
    const double right = std::clamp(axis.x_mm(row.high), axis.left_mm, axis.right_mm);
    const double middle = std::clamp(axis.x_mm(row.estimate), left, right);
    const Outline outline{
        {{{left, y}, {middle, y - half_mm}, {right, y}, {middle, y + half_mm}}, true}};
    const bool is_open = row.kind == ForestRow::Kind::Group;
    drawing.fill(outline, is_open ? Colour{1, 1, 1, 1} : palette().accent);
    drawing.stroke(outline, {is_open ? palette().ink : palette().accent, 0.3});
}

void add_prediction(Drawing& drawing, const ValueAxis& axis, const ForestRow& row, double y) {
    constexpr double half_mm = 0.6;
    const double left = std::clamp(axis.x_mm(row.low), axis.left_mm, axis.right_mm);
    const double right = std::clamp(axis.x_mm(row.high), axis.left_mm, axis.right_mm);
    drawing.fill(rectangle({left, y - half_mm, right - left, 2 * half_mm}),
                 with_opacity(palette().accent, 0.45));
    for (const auto& [x, is_cut] :
         {std::pair(left, row.low < axis.low), std::pair(right, row.high > axis.high)})
        if (!is_cut)
            drawing.stroke(segment({x, y - 1.4}, {x, y + 1.4}), {palette().accent, 0.4});
}

void add_forest_mark(Drawing& drawing, const ForestColumns& columns, const ForestRow& row, double y,
                     double heaviest) {
    switch (row.kind) {
    case ForestRow::Kind::Study: {
        add_interval(drawing, columns.axis, row, y);
        const double share =
            heaviest > 0 ? std::sqrt(row.weight_percent.value_or(heaviest) / heaviest) : 1;
        const double half = 0.5 + 1.2 * share;
        const double x = columns.axis.x_mm(row.estimate);
        drawing.fill(rectangle({x - half, y - half, 2 * half, 2 * half}), palette().ink);
        break;
    }
    case ForestRow::Kind::Group:
    case ForestRow::Kind::Pooled:
        add_diamond(drawing, columns.axis, row, y);
        break;
    case ForestRow::Kind::Prediction:
        add_prediction(drawing, columns.axis, row, y);
        break;
    }
}

void add_forest_row(Drawing& drawing, const ForestColumns& columns, const ForestRow& row,
                    double y) {
    const TextStyle style = forest_row_style(is_strong_row(row));
    const double top = y - measure("Mg", style).height / 2;
    add_text(drawing, {forest_margin_mm, top}, shortened_label(row.label, style, columns.label_mm),
             style);
    add_text(drawing, {columns.effect_right, top}, row.effect, style, Align::Right);
    if (row.weight_percent)
        add_text(drawing, {columns.weight_right, top}, weight_text(row), style, Align::Right);
}

/// Title, remark and the heads of the columns; answers where rows begin.
double add_forest_heads(Drawing& drawing, const ForestPlot& plot, const ForestColumns& columns) {
    const TextStyle title{11, palette().ink, Weight::Bold};
    double y = forest_margin_mm;
    y = add_paragraph(drawing, {forest_margin_mm, y}, forest_width_mm - 2 * forest_margin_mm,
                      plot.title, title)
            .bottom();
    if (!plot.remark.empty())
        y = add_paragraph(drawing, {forest_margin_mm, y + 0.6},
                          forest_width_mm - 2 * forest_margin_mm, plot.remark, forest_note_style())
                .bottom();
    y += 3;
    add_text(drawing, {forest_margin_mm, y}, "Study", forest_head_style());
    add_text(drawing, {columns.effect_right, y}, plot.effect_head, forest_head_style(),
             Align::Right);
    if (columns.weight_right > columns.effect_right)
        add_text(drawing, {columns.weight_right, y}, "Weight", forest_head_style(), Align::Right);
    y += measure("Study", forest_head_style()).height + 1;
    drawing.stroke(segment({forest_margin_mm, y}, {forest_width_mm - forest_margin_mm, y}),
                   {palette().rule, 0.25});
    return y + 1.2;
}

/// What lies on either side, under the axis's numbers; answers its lower edge.
double add_sides(Drawing& drawing, const ForestPlot& plot, const ForestColumns& columns, double y) {
    if (!plot.no_effect || (plot.below.empty() && plot.above.empty()))
        return y;
    const double x = columns.axis.x_mm(*plot.no_effect);
    const double left = std::max(x - 2, columns.axis.left_mm +
                                            measure("← " + plot.below, forest_note_style()).width);
    const double right = std::min(x + 2, columns.axis.right_mm -
                                             measure(plot.above + " →", forest_note_style()).width);
    add_text(drawing, {left, y}, "← " + plot.below, forest_note_style(), Align::Right);
    return add_text(drawing, {std::max(right, left + 4), y}, plot.above + " →", forest_note_style())
               .bottom() +
           0.5;
}

/// The middle of each row: a group keeps to its studies, and what is of all stands apart.
std::vector<double> place_rows(const ForestPlot& plot, double top) {
    using Kind = ForestRow::Kind;
    std::vector<double> places;
    Kind before = plot.rows.front().kind;
    for (const ForestRow& row : plot.rows) {
        const bool is_apart = (before == Kind::Group && row.kind != Kind::Group) ||
                              (row.kind == Kind::Pooled && before != Kind::Pooled);
        top += is_apart ? 1.8 : 0;
        places.push_back(top + forest_row_mm / 2);
        top += forest_row_mm;
        before = row.kind;
    }
    return places;
}

double add_forest_notes(Drawing& drawing, const std::vector<std::string>& notes, double y,
                        double width) {
    for (const std::string& note : notes)
        y = add_paragraph(drawing, {forest_margin_mm, y + 0.6}, width, note, forest_note_style())
                .bottom();
    return y;
}

/// Lines behind everything: no effect, and the pooled effect.
void add_reference_lines(Drawing& drawing, const ForestPlot& plot, const ValueAxis& axis,
                         double top, double bottom) {
    const auto add = [&](double value, const Stroke& stroke) {
        const double x = axis.x_mm(value);
        drawing.stroke(segment({x, top}, {x, bottom}), stroke);
    };
    if (plot.no_effect)
        add(*plot.no_effect, {palette().quiet, 0.2});
    for (const ForestRow& row : plot.rows)
        if (row.kind == ForestRow::Kind::Pooled)
            add(row.estimate, {palette().accent, 0.25, Dash::Dashed});
}

constexpr double funnel_paper_mm = 120;
constexpr double funnel_height_mm = 70;
constexpr double funnel_left_mm = 20;

/// Where the points of a funnel stand: precise ones on top.
struct FunnelPlace {
    ValueAxis axis;
    double top = 0;
    double widest = 0; ///< standard error at the lower edge

    [[nodiscard]] double y_mm(double se) const { return top + se / widest * funnel_height_mm; }
};

FunnelPlace place_funnel(const FunnelPlot& plot, double top) {
    FunnelPlace place;
    place.top = top;
    double off = 0;
    for (const FunnelPoint& point : plot.points) {
        place.widest = std::max(place.widest, point.se);
        off = std::max(off, std::abs(point.estimate - plot.pooled));
    }
    place.widest *= 1.08;
    const double half = 1.05 * std::max({off, plot.reach * place.widest, least_width(plot.pooled)});
    place.axis = {plot.pooled - half, plot.pooled + half, false, funnel_left_mm,
                  funnel_paper_mm - forest_margin_mm};
    return place;
}

/// Title and remark; answers their lower edge.
double add_funnel_head(Drawing& drawing, const FunnelPlot& plot, double inner) {
    const TextStyle title{11, palette().ink, Weight::Bold};
    const double y =
        add_paragraph(drawing, {forest_margin_mm, forest_margin_mm}, inner, plot.title, title)
            .bottom();
    return plot.remark.empty() ? y
                               : add_paragraph(drawing, {forest_margin_mm, y + 0.6}, inner,
                                               plot.remark, forest_note_style())
                                     .bottom();
}

/// The cone in which studies lie by chance alone, and the studies.
void add_funnel_marks(Drawing& drawing, const FunnelPlot& plot, const FunnelPlace& place) {
    const ValueAxis& axis = place.axis;
    const Spot peak{axis.x_mm(plot.pooled), place.top};
    const double reach = plot.reach * place.widest;
    const double foot = place.y_mm(place.widest);
    const Outline funnel{
        {{peak, {axis.x_mm(plot.pooled - reach), foot}, {axis.x_mm(plot.pooled + reach), foot}},
         true}};
    drawing.fill(funnel, with_opacity(palette().accent, 0.08));
    drawing.stroke(funnel, {palette().quiet, 0.2, Dash::Dashed});
    drawing.stroke(segment(peak, {peak.x, foot}), {palette().accent, 0.3});
    for (const FunnelPoint& point : plot.points) {
        const Outline dot = circle({axis.x_mm(point.estimate), place.y_mm(point.se)}, 1.1);
        drawing.fill(dot, point.is_filled_in ? Colour{1, 1, 1, 1} : palette().ink);
        drawing.stroke(dot, {palette().ink, 0.3});
    }
}

/// The scale of standard errors on the left.
void add_error_scale(Drawing& drawing, const FunnelPlace& place) {
    drawing.stroke(segment({funnel_left_mm, place.top}, {funnel_left_mm, place.y_mm(place.widest)}),
                   {palette().quiet, 0.2});
    for (const double se : round_values({0, place.widest, false, 0, 1})) {
        const double y = place.y_mm(se);
        drawing.stroke(segment({funnel_left_mm - 1.2, y}, {funnel_left_mm, y}),
                       {palette().quiet, 0.2});
        add_text(drawing, {funnel_left_mm - 1.8, y - measure("0", small_style()).height / 2},
                 axis_text(se), small_style(), Align::Right);
    }
    add_text(drawing, {forest_margin_mm, place.top - 4.5}, "Standard error", forest_note_style());
}

} // namespace

Drawing forest_plot(const ForestPlot& plot) {
    base::expects(!plot.rows.empty(), "a forest has a row");
    const ForestColumns columns = lay_out_forest(plot);
    Drawing drawing{forest_width_mm, 0, {}};
    const double top = add_forest_heads(drawing, plot, columns);
    double heaviest = 0;
    for (const ForestRow& row : plot.rows)
        heaviest = std::max(heaviest, row.weight_percent.value_or(0));
    const std::vector<double> places = place_rows(plot, top);
    const double bottom = places.back() + forest_row_mm / 2 + 1;
    add_reference_lines(drawing, plot, columns.axis, top, bottom);
    for (std::size_t i = 0; i < plot.rows.size(); ++i) {
        add_forest_mark(drawing, columns, plot.rows[i], places[i], heaviest);
        add_forest_row(drawing, columns, plot.rows[i], places[i]);
    }
    add_axis(drawing, columns.axis, bottom);
    double y = bottom + 1.8 + measure("0", small_style()).height;
    y = add_sides(drawing, plot, columns, y);
    y = add_forest_notes(drawing, plot.notes, y + 1.5, forest_width_mm - 2 * forest_margin_mm);
    drawing.height_mm = y + forest_margin_mm;
    return drawing;
}

Drawing funnel_plot(const FunnelPlot& plot) {
    base::expects(!plot.points.empty(), "a funnel has a point");
    Drawing drawing{funnel_paper_mm, 0, {}};
    const double inner = funnel_paper_mm - 2 * forest_margin_mm;
    const FunnelPlace place = place_funnel(plot, add_funnel_head(drawing, plot, inner) + 7);
    add_funnel_marks(drawing, plot, place);
    add_error_scale(drawing, place);
    const double foot = place.y_mm(place.widest);
    add_axis(drawing, place.axis, foot);
    const double middle = (place.axis.left_mm + place.axis.right_mm) / 2;
    const double y = add_text(drawing, {middle, foot + 2.2 + measure("0", small_style()).height},
                              plot.effect_head, small_style(), Align::Centre)
                         .bottom();
    drawing.height_mm = add_forest_notes(drawing, plot.notes, y + 1, inner) + forest_margin_mm;
    return drawing;
}

} // namespace filiform::report
