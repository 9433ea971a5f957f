// SPDX-License-Identifier: Apache-2.0
#include "report/needle_marks.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "report/figure_parts.h"
#include "report/wording.h"

namespace filiform::report {

using geometry::Vec3;

namespace {

/// 95 % of a normal distribution lie within this many standard deviations; of one in two
/// dimensions, within this many.
constexpr double two_sided_95 = 1.959964;
constexpr double circle_95 = 2.447747;

struct TargetSpan {
    double from_mm;
    double to_mm;
};

std::optional<TargetSpan> target_span(const chart::PlannedPath& path) {
    std::optional<TargetSpan> span;
    for (const chart::Layer& layer : path.layers) {
        if (layer.structure != path.target)
            continue;
        if (!span)
            span = TargetSpan{layer.from_mm, layer.to_mm};
        span->to_mm = std::max(span->to_mm, layer.to_mm);
    }
    return span;
}

/// Two errors of one hand: once the entry is marked, and with the finding of the landmark.
struct Band {
    HandError hand;
    Stroke stroke;
    double veil = 0; ///< opacity of the white laid over the picture
};

std::vector<Band> bands_of(const chart::PlannedPath& path, const HandError& marked) {
    std::vector<Band> bands;
    const auto add = [&](const HandError& hand, const Stroke& stroke, double veil) {
        if (hand.entry_mm > 0 || hand.angle_rad > 0)
            bands.push_back({hand, stroke, veil});
    };
    add(with_palpation(path), {palette().ink, 0.25, Dash::DashDot}, 0.14);
    add(marked, {palette().ink, 0.15}, 0.2);
    return bands;
}

void draw_band_area(Drawing& drawing, const Band& band, const Outline& outline) {
    drawing.fill(outline, {1, 1, 1, band.veil});
    drawing.stroke(outline, {{1, 1, 1, 0.7}, 0.55});
    drawing.stroke(outline, band.stroke);
}

void draw_likely_band(Drawing& drawing, const Projection& projection, const chart::NeedlePath& path,
                      const Band& band) {
    const double end = path.depth_mm + two_sided_95 * band.hand.depth_mm;
    Line line{{}, true};
    constexpr int steps = 24;
    for (const double side : {1.0, -1.0})
        for (int i = 0; i <= steps; ++i) {
            const double depth = end * (side > 0 ? i : steps - i) / steps;
            const Vec3 p = path.entry + path.direction * depth +
                           projection.gaze.right * (side * likely_half_width(band.hand, depth));
            line.spots.push_back(projection.spot(p));
        }
    draw_band_area(drawing, band, {line});
}

void draw_ticks(Drawing& drawing, const Projection& projection, const chart::NeedlePath& path) {
    const double longest = std::max(path.depth_mm, path.needle.length_mm);
    for (int depth = 10; depth <= longest; depth += 10) {
        const Vec3 on = path.entry + path.direction * depth;
        const bool is_long = depth % 50 == 0;
        const Outline tick =
            segment(projection.spot(on), projection.spot(on) + Spot{is_long ? 2.0 : 1.3, 0});
        drawing.stroke(tick, {{1, 1, 1, 0.9}, 0.55});
        drawing.stroke(tick, {palette().ink, 0.2});
        constexpr double too_near_mm = 3;
        if (std::abs(depth - path.needle.length_mm) < too_near_mm)
            continue;
        const std::string text = std::to_string(depth);
        const TextSize size = measure(text, small_style());
        const Spot at = projection.spot(on) + Spot{2.3, -size.height / 2};
        add_haloed_text(drawing, at, depth == 10 ? text + " mm" : text, small_style());
    }
}

} // namespace

double likely_half_width(const HandError& hand, double depth_mm) {
    return two_sided_95 * std::hypot(hand.entry_mm, hand.angle_rad * depth_mm);
}

double likely_radius(const HandError& hand, double depth_mm) {
    return circle_95 * std::hypot(hand.entry_mm, hand.angle_rad * depth_mm);
}

HandError with_palpation(const chart::PlannedPath& path) {
    return {path.hand.entry_mm, path.hand.angle_rad, path.hand.depth_mm};
}

void draw_entry_circle(Drawing& drawing, const Projection& projection,
                       const chart::PlannedPath& path, const HandError& hand) {
    for (const Band& band : bands_of(path, hand)) {
        const Outline ring = circle(projection.spot(path.path.entry),
                                    likely_radius(band.hand, 0) * projection.scale);
        drawing.stroke(ring, {{1, 1, 1, 0.85}, 0.7});
        drawing.stroke(ring, band.stroke);
    }
}

void draw_needle_along(Drawing& drawing, const Projection& projection,
                       const chart::PlannedPath& planned, const HandError& hand) {
    const chart::NeedlePath& path = planned.path;
    for (const Band& band : bands_of(planned, hand))
        draw_likely_band(drawing, projection, path, band);
    const double diameter = std::max(path.needle.diameter_mm * projection.scale, 0.15);
    const Spot entry = projection.spot(path.entry);
    const Spot tip = projection.spot(path.tip());
    const double out_mm = std::max(0.0, path.needle.length_mm - path.depth_mm);
    const Spot handle = projection.spot(path.entry - path.direction * out_mm);
    const Spot reach = projection.spot(path.entry + path.direction * path.needle.length_mm);

    drawing.stroke(segment(tip, reach), {{1, 1, 1, 0.85}, 0.8});
    drawing.stroke(segment(tip, reach), {palette().ink, 0.35, Dash::Dotted});
    drawing.stroke(segment(reach - Spot{1.6, 0}, reach + Spot{1.6, 0}), {{1, 1, 1, 0.9}, 0.8});
    drawing.stroke(segment(reach - Spot{1.6, 0}, reach + Spot{1.6, 0}),
                   {palette().ink, 0.35, Dash::Dotted});
    drawing.stroke(segment(handle, tip), {{1, 1, 1, 1}, diameter + 0.5});
    drawing.stroke(segment(handle, tip), {palette().ink, diameter});
    // The handle: where it begins is true, its own size is not known.
    constexpr double handle_mm = 9;
    constexpr double handle_width_mm = 1.5;
    const Area grip{handle.x - handle_width_mm / 2, handle.y - handle_mm, handle_width_mm,
                    handle_mm};
    drawing.fill(rectangle(grip, 0.4), palette().quiet);
    drawing.hatch(rectangle(grip, 0.4), Hatch::Level, {1, 1, 1, 0.8}, 0.6);
    draw_ticks(drawing, projection, path);
    drawing.stroke(segment(entry - Spot{2.2, 0}, entry + Spot{2.2, 0}), {palette().ink, 0.2});
    drawing.stroke(segment(tip - Spot{2, 0}, tip + Spot{2, 0}), {{1, 1, 1, 1}, 1.1});
    drawing.stroke(segment(tip - Spot{2, 0}, tip + Spot{2, 0}), {palette().ink, 0.55});
}

void draw_needle_across(Drawing& drawing, const Projection& projection,
                        const chart::PlannedPath& planned, const HandError& hand) {
    const Spot tip = projection.spot(planned.path.tip());
    for (const Band& band : bands_of(planned, hand))
        draw_band_area(
            drawing, band,
            circle(tip, likely_radius(band.hand, planned.path.depth_mm) * projection.scale));
    Outline arms;
    for (const Spot& arm : {Spot{1, 0}, Spot{-1, 0}, Spot{0, 1}, Spot{0, -1}})
        arms.push_back({{tip + arm * 1.0, tip + arm * 2.6}, false});
    drawing.stroke(arms, {{1, 1, 1, 0.95}, 0.8});
    drawing.stroke(arms, {palette().ink, 0.25});
    const double needle = std::max(planned.path.needle.diameter_mm * projection.scale / 2, 0.12);
    drawing.fill(circle(tip, needle + 0.3), {1, 1, 1, 0.95});
    drawing.fill(circle(tip, needle), palette().ink);
}

void draw_needle_through(Drawing& drawing, const Projection& projection,
                         const chart::PlannedPath& planned) {
    const chart::NeedlePath& path = planned.path;
    const Spot entry = projection.spot(path.entry);
    const Spot tip = projection.spot(path.tip());
    drawing.stroke(segment(entry, tip), {{1, 1, 1, 0.9}, 1.0});
    drawing.stroke(segment(entry, tip), {palette().ink, 0.4, Dash::Dashed});
    drawing.fill(circle(tip, 0.9), {1, 1, 1, 0.95});
    drawing.fill(circle(tip, 0.6), palette().ink);
    const double before = projection.depth(path.entry);
    const double behind = projection.depth(path.tip());
    if (before == behind || before * behind > 0)
        return;
    const Spot through =
        projection.spot(path.entry + (path.tip() - path.entry) * (before / (before - behind)));
    drawing.stroke(circle(through, 1.1), {{1, 1, 1, 0.95}, 0.9});
    drawing.stroke(circle(through, 1.1), {palette().ink, 0.35});
}

std::vector<Label> depth_labels(const Projection& projection, const chart::PlannedPath& planned) {
    const chart::NeedlePath& path = planned.path;
    const auto at = [&](double depth) {
        return projection.spot(path.entry + path.direction * depth);
    };
    std::vector<Label> labels;
    labels.push_back({at(0), "entry", "", 90});
    labels.push_back(
        {at(path.depth_mm), "tip", chart::depth_in_words(path.depth_mm) + " deep", 200});
    constexpr double apart_mm = 2;
    if (const auto span = target_span(planned)) {
        labels.push_back({at(span->from_mm), "target begins", in_mm(span->from_mm) + " deep", 80});
        if (std::abs(span->to_mm - path.depth_mm) > apart_mm)
            labels.push_back({at(span->to_mm), "far border", in_mm(span->to_mm) + " deep", 85});
    }
    if (planned.backstop)
        labels.push_back({at(planned.backstop->at_mm), "bone behind",
                          in_mm(planned.backstop->at_mm) + " deep", 88});
    if (path.needle.length_mm - path.depth_mm > apart_mm)
        labels.push_back({at(path.needle.length_mm), "reach to the handle",
                          in_mm(path.needle.length_mm) + " deep", 86});
    return labels;
}

} // namespace filiform::report
