// SPDX-License-Identifier: Apache-2.0
#include "report/back_view.h"

#include <algorithm>
#include <cmath>

#include "anatomy/landmark_expression.h"
#include "base/expects.h"
#include "report/beneath_skin.h"
#include "report/figure_parts.h"
#include "report/landmark_way.h"
#include "report/labels.h"
#include "report/needle_marks.h"
#include "report/page_parts.h"
#include "report/wording.h"

namespace filiform::report {

using anatomy::Landmark;
using geometry::dot;
using geometry::Vec3;

namespace {

constexpr double label_column_mm = 23;
constexpr double locator_mm = 14;

/// Everything the figure must show, in body mm along the gaze's right and up.
struct Extent {
    double left = 1e9;
    double right = -1e9;
    double bottom = 1e9;
    double top = -1e9;

    void add(const Gaze& gaze, const Vec3& p, double margin_mm) {
        left = std::min(left, dot(p, gaze.right) - margin_mm);
        right = std::max(right, dot(p, gaze.right) + margin_mm);
        bottom = std::min(bottom, dot(p, gaze.up) - margin_mm);
        top = std::max(top, dot(p, gaze.up) + margin_mm);
    }
    [[nodiscard]] bool is_empty() const { return left > right; }
};

Extent extent_of(const FigureInput& input, const Gaze& gaze) {
    Extent extent;
    if (input.path != nullptr) {
        extent.add(gaze, input.path->path.entry, 35);
        if (const Landmark* from = reference_landmark(*input.body, *input.path)) {
            extent.add(gaze, from->point, 15);
            extent.add(gaze, anatomy::nearest_skin(*input.body, from->point), 10);
        }
    }
    if (input.map != nullptr)
        for (const chart::EntryMapPoint& point : input.map->points)
            if (point.reaches && dot(point.normal, gaze.forward) < 0 &&
                (point.verdict == chart::Verdict::Safe || point.verdict == chart::Verdict::Caution))
                extent.add(gaze, point.point, 8);
    for (const chart::PlannedPath* other : input.others)
        extent.add(gaze, other->path.entry, 8);
    const anatomy::Structure* target = anatomy::find_structure(*input.body, input.target);
    if ((input.path == nullptr || extent.is_empty()) && target != nullptr &&
        !target->field.is_empty()) {
        extent.add(gaze, target->field.bounds().low, 25);
        extent.add(gaze, target->field.bounds().high, 25);
    }
    return extent;
}

/// The window on the body: what must be shown, not smaller than a hand's breadth, within the body.
Projection window_on(const FigureInput& input, const Panorama& panorama, const Area& area) {
    const Projection& whole = panorama.projection;
    const Gaze& gaze = whole.gaze;
    const double full_width = whole.area.width;
    const double full_height = whole.area.height;
    const Extent extent = extent_of(input, gaze);
    const double scale_all = std::min(area.width / full_width, area.height / full_height);
    if (extent.is_empty())
        return {gaze, whole.centre, area, scale_all};
    constexpr double least_mm = 150;
    const double width = std::max(extent.right - extent.left, least_mm);
    const double height = std::max(extent.top - extent.bottom, least_mm);
    const double scale = std::max(std::min(area.width / width, area.height / height), scale_all);
    const auto held = [](double middle, double window, double centre, double full) {
        const double room = std::max(0.0, (full - window) / 2);
        return std::clamp(middle, centre - room, centre + room);
    };
    const double x = held((extent.left + extent.right) / 2, area.width / scale,
                          dot(whole.centre, gaze.right), full_width);
    const double y = held((extent.top + extent.bottom) / 2, area.height / scale,
                          dot(whole.centre, gaze.up), full_height);
    const Vec3 centre = whole.centre + gaze.right * (x - dot(whole.centre, gaze.right)) +
                        gaze.up * (y - dot(whole.centre, gaze.up));
    return {gaze, centre, area, scale};
}

/// Landmarks a finger could find from this side, nearest to `around` first.
std::vector<const Landmark*> landmarks_in_view(const anatomy::Body& body,
                                               const Projection& projection, const Vec3& around) {
    constexpr double rim_mm = 2;
    std::vector<const Landmark*> seen;
    for (const Landmark& landmark : body.landmarks) {
        if (!landmark.is_palpable)
            continue;
        if (!projection.area.grown(-rim_mm).contains(
                projection.spot(anatomy::nearest_skin(body, landmark.point))))
            continue;
        const Vec3 outward = body.skin.gradient(landmark.point);
        if (dot(outward, projection.gaze.forward) > -0.15)
            continue;
        seen.push_back(&landmark);
    }
    const auto away = [&](const Landmark* landmark) {
        const Vec3 d = landmark->point - around;
        return geometry::length(d - projection.gaze.forward * dot(d, projection.gaze.forward));
    };
    std::stable_sort(seen.begin(), seen.end(),
                     [&](const Landmark* a, const Landmark* b) { return away(a) < away(b); });
    constexpr std::size_t most = 6;
    if (seen.size() > most)
        seen.resize(most);
    return seen;
}

void draw_landmark(Drawing& drawing, const Spot& spot) {
    const double r = 0.95;
    const Outline diamond{Line{
        {{spot.x, spot.y - r}, {spot.x + r, spot.y}, {spot.x, spot.y + r}, {spot.x - r, spot.y}},
        true}};
    drawing.stroke(diamond, {{1, 1, 1, 0.9}, 0.8});
    drawing.fill(diamond, palette().ink);
}

void draw_entry(Drawing& drawing, const Spot& spot) {
    Outline cross;
    for (const Spot& arm : {Spot{1, 0}, Spot{-1, 0}, Spot{0, 1}, Spot{0, -1}})
        cross.push_back({{spot + arm * 1.0, spot + arm * 3.1}, false});
    drawing.stroke(circle(spot, 1.9), {{1, 1, 1, 0.95}, 1.1});
    drawing.stroke(cross, {{1, 1, 1, 0.95}, 0.9});
    drawing.stroke(circle(spot, 1.9), {palette().ink, 0.45});
    drawing.stroke(cross, {palette().ink, 0.3});
    drawing.fill(circle(spot, 0.45), palette().ink);
}

void draw_numbered(Drawing& drawing, const Spot& spot, const std::string& number, bool is_filled) {
    const TextStyle style{least_type_pt, is_filled ? Colour{1, 1, 1, 1} : palette().ink,
                          Weight::Bold};
    const TextSize size = measure(number, style);
    drawing.fill(circle(spot, 2.1), is_filled ? palette().ink : Colour{1, 1, 1, 0.92});
    drawing.stroke(circle(spot, 2.1), {is_filled ? Colour{1, 1, 1, 1} : palette().ink, 0.22});
    add_text(drawing, {spot.x, spot.y - size.height / 2}, number, style, Align::Centre);
}

/// A small outline of the whole body with the window marked in it.
void draw_locator(Drawing& drawing, const Panorama& panorama, const Projection& projection,
                  const Area& room) {
    const Area& full = panorama.projection.area;
    const double scale = std::min(room.width / full.width, room.height / full.height);
    Projection small = panorama.projection;
    small.scale = scale;
    small.area = {room.x + (room.width - full.width * scale) / 2,
                  room.bottom() - full.height * scale, full.width * scale, full.height * scale};
    const PaperGrid grid = sample_grid(small.area, 0.3, [&](const Spot& spot) {
        return std::isnan(skin_depth_at(panorama, small.point(spot))) ? 1.0 : -1.0;
    });
    const Outline body = contour(grid);
    drawing.fill(body, palette().paper);
    drawing.stroke(body, {palette().quiet, 0.15});
    const Spot low = small.spot(projection.point({projection.area.x, projection.area.y}));
    const Spot high =
        small.spot(projection.point({projection.area.right(), projection.area.bottom()}));
    drawing.stroke(rectangle({low.x, low.y, high.x - low.x, high.y - low.y}),
                   {palette().accent, 0.35});
}

void draw_path(Drawing& drawing, const Projection& projection, const chart::PlannedPath& path) {
    const Outline needle =
        segment(projection.spot(path.path.entry), projection.spot(path.path.tip()));
    drawing.stroke(needle, {{1, 1, 1, 0.9}, 0.9});
    drawing.stroke(needle, {palette().ink, 0.3, Dash::Dashed});
}

/// Landmarks as a finger finds them, what lies beneath, the entry: marks and names. Answers which
/// of what lies beneath found room for its name.
std::vector<chart::StructureId> draw_names(Drawing& drawing, const FigureInput& input,
                                           const Projection& projection, const Beneath& beneath,
                                           std::vector<Area>& taken) {
    std::vector<Label> labels = beneath.labels;
    const Vec3 around = input.path != nullptr ? input.path->path.entry : projection.centre;
    const Landmark* from =
        input.path != nullptr ? reference_landmark(*input.body, *input.path) : nullptr;
    for (const Landmark* landmark : landmarks_in_view(*input.body, projection, around))
        labels.push_back({projection.spot(anatomy::nearest_skin(*input.body, landmark->point)),
                          chart::spoken(landmark->id.text()), origin_note(landmark->origin),
                          landmark == from ? 2.9 : 1.0});
    const std::size_t first = beneath.labels.size();
    const std::size_t last = labels.size();
    const std::vector<Label> landmarks(labels.begin() + static_cast<std::ptrdiff_t>(first),
                                       labels.begin() + static_cast<std::ptrdiff_t>(last));
    if (input.path != nullptr)
        labels.push_back({projection.spot(input.path->path.entry), "entry", "", 3});
    const Area& area = projection.area;
    const std::vector<PlacedLabel> placed = place_labels(
        std::move(labels),
        {{}, {area.right() + 1.5, area.y, label_column_mm - 0.5, area.height - locator_mm - 2}});
    draw_labels(drawing, placed);
    std::vector<chart::StructureId> shown;
    for (const PlacedLabel& label : placed) {
        // A mark without a name would only puzzle: those that found no room are left out.
        for (const Label& landmark : landmarks)
            if (landmark.text == label.label.text) {
                draw_landmark(drawing, landmark.anchor);
                taken.push_back(Area{landmark.anchor.x, landmark.anchor.y, 0, 0}.grown(1.2));
            }
        block_line(taken, label.leader[0], label.leader[1]);
        for (std::size_t i = 0; i < beneath.ids.size(); ++i)
            if (label.label.text == beneath.labels[i].text)
                shown.push_back(beneath.ids[i]);
    }
    return shown;
}

/// The entries of further proposals by number; beside the spot where another one is in the way.
void draw_others(Drawing& drawing, const FigureInput& input, const Projection& projection,
                 std::vector<Area>& taken) {
    constexpr double size_mm = 4.4;
    std::vector<Area> numbers;
    for (std::size_t i = 0; i < input.others.size(); ++i) {
        const Spot spot = projection.spot(input.others[i]->path.entry);
        Area box = Area{spot.x, spot.y, 0, 0}.grown(size_mm / 2);
        const bool is_free = std::none_of(numbers.begin(), numbers.end(),
                                          [&](const Area& other) { return overlap(box, other); });
        if (!is_free) {
            std::vector<Area> all = taken;
            box = place_beside(spot, size_mm, size_mm, 1.0, projection.area, all);
            drawing.stroke(segment(spot, box.centre()), {palette().ink, 0.2});
            drawing.fill(circle(spot, 0.8), {1, 1, 1, 1});
            drawing.fill(circle(spot, 0.55), palette().ink);
        }
        draw_numbered(drawing, box.centre(), std::to_string(i + 2), false);
        numbers.push_back(box);
        taken.push_back(box);
    }
}

void draw_needle_from_landmark(Drawing& drawing, const FigureInput& input,
                               const Projection& projection, std::vector<Area>& taken) {
    const Spot entry = projection.spot(input.path->path.entry);
    taken.push_back(Area{entry.x, entry.y, 0, 0}.grown(3));
    draw_path(drawing, projection, *input.path);
    if (const Landmark* from = reference_landmark(*input.body, *input.path))
        draw_way(drawing, {*input.body, *from, input.path->path.entry, projection}, taken);
    draw_entry(drawing, entry);
}

} // namespace

Viewpoint viewpoint_of(const FigureInput& input) {
    if (input.path != nullptr) {
        const Vec3 outward = input.body->skin.gradient(input.path->path.entry);
        return viewpoint_facing(geometry::length(outward) > 0 ? outward
                                                              : -input.path->path.direction);
    }
    if (input.map == nullptr)
        return Viewpoint::Behind;
    Vec3 sum;
    for (const chart::EntryMapPoint& point : input.map->points)
        if (point.reaches)
            sum = sum + point.normal;
    return geometry::length(sum) > 0 ? viewpoint_facing(sum) : Viewpoint::Behind;
}

NamedFigure back_view(const FigureInput& input, const Panorama& panorama) {
    base::expects(input.body != nullptr, "a figure shows a body");
    NamedFigure figure{{input.width_mm, input.height_mm, {}}, {}};
    Drawing& drawing = figure.drawing;
    const double top =
        add_caption(drawing, "A  " + capitalised(spoken(viewpoint_of(input))),
                    input.path != nullptr ? "to scale; distances along the skin" : "to scale");
    const Area area{0, top, input.width_mm - label_column_mm - 1, input.height_mm - top};
    const Projection projection = window_on(input, panorama, area);

    drawing.clip(rectangle(area));
    ShadedPicture skin = shade(look_close(*input.body, projection), projection, BoneShow::Faint);
    drawing.picture(skin.area, std::move(skin.picture));
    if (input.map != nullptr)
        draw_verdict_areas(drawing, verdict_areas(*input.map, panorama, projection));
    const Beneath beneath = draw_beneath(drawing, input, projection);
    if (input.path != nullptr)
        draw_entry_circle(drawing, projection, *input.path, input.hand_error);
    drawing.unclip();
    add_frame(drawing, area);
    std::vector<Area> taken;
    figure.shown = draw_names(drawing, input, projection, beneath, taken);
    draw_locator(drawing, panorama, projection,
                 {area.right() + 2, area.bottom() - locator_mm, label_column_mm - 1, locator_mm});
    add_scale_bar(drawing, projection, taken);
    add_direction_letters(drawing, projection, taken);
    draw_others(drawing, input, projection, taken);
    if (input.path != nullptr)
        draw_needle_from_landmark(drawing, input, projection, taken);
    return figure;
}

Drawing draw_back_view(const FigureInput& input) {
    base::expects(input.body != nullptr, "a figure shows a body");
    return back_view(input, look_for_skin(*input.body, viewpoint_of(input))).drawing;
}

Drawing draw_all_entries(const anatomy::Body& body, const Panorama& panorama,
                         const std::vector<NumberedEntry>& entries, double width_mm,
                         double height_mm) {
    Drawing drawing{width_mm, height_mm, {}};
    FigureInput whole;
    whole.body = &body;
    const Area area{0, 0, width_mm, height_mm};
    const Projection projection = window_on(whole, panorama, area);
    drawing.clip(rectangle(area));
    ShadedPicture skin = shade(panorama, projection, BoneShow::Faint);
    drawing.picture(skin.area, std::move(skin.picture));
    drawing.unclip();
    std::vector<Area> taken;
    add_direction_letters(drawing, projection, taken);
    add_scale_bar(drawing, projection, taken);
    for (const NumberedEntry& entry : entries) {
        const Spot spot = projection.spot(entry.entry);
        taken.push_back(Area{spot.x, spot.y, 0, 0}.grown(0.6));
    }
    for (const NumberedEntry& entry : entries) {
        const Spot spot = projection.spot(entry.entry);
        constexpr double badge_mm = 3.8;
        const Area box = place_beside(spot, badge_mm, badge_mm, 1.0, area, taken);
        drawing.stroke(segment(spot, box.centre()), {palette().ink, 0.2});
        drawing.fill(circle(spot, 0.8), {1, 1, 1, 1});
        drawing.fill(circle(spot, 0.55), palette().ink);
        draw_numbered(drawing, box.centre(), entry.number, entry.verdict == chart::Verdict::Safe);
    }
    return drawing;
}

} // namespace filiform::report
