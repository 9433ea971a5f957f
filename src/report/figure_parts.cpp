// SPDX-License-Identifier: Apache-2.0
#include "report/figure_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/labels.h"
#include "report/page_parts.h"
#include "report/wording.h"

namespace filiform::report {

using geometry::Vec3;

TextStyle caption_style() {
    return {8, palette().accent, Weight::Bold};
}
TextStyle small_style() {
    return {least_type_pt, palette().ink, Weight::Regular, false, true};
}
TextStyle letter_style() {
    return {8, palette().ink, Weight::Bold};
}

double add_caption(Drawing& drawing, const std::string& title, const std::string& remark) {
    const Area heading = add_text(drawing, {0, 0}, title, caption_style());
    if (!remark.empty()) {
        TextStyle quiet = small_style();
        quiet.colour = palette().quiet;
        const double drop = heading.height - measure(remark, quiet).height;
        add_text(drawing, {heading.right() + 1.8, drop * 0.75}, remark, quiet);
    }
    return heading.height + 1;
}

void add_direction_letters(Drawing& drawing, const Projection& projection,
                           std::vector<Area>& taken) {
    const Area& area = projection.area;
    const Spot middle = area.centre();
    const double height = measure("R", letter_style()).height;
    const double inset = 0.8;
    struct Edge {
        Vec3 towards;
        Spot corner;
        Align align;
    };
    const std::array<Edge, 4> edges{
        {{projection.gaze.right, {area.right() - inset, middle.y - height / 2}, Align::Right},
         {-projection.gaze.right, {area.x + inset, middle.y - height / 2}, Align::Left},
         {projection.gaze.up, {middle.x, area.y + inset / 2}, Align::Centre},
         {-projection.gaze.up, {middle.x, area.bottom() - height - inset / 2}, Align::Centre}}};
    for (const Edge& edge : edges) {
        const std::string letters = direction_letters(edge.towards);
        const TextSize size = measure(letters, letter_style());
        const double left = edge.align == Align::Left    ? edge.corner.x
                            : edge.align == Align::Right ? edge.corner.x - size.width
                                                         : edge.corner.x - size.width / 2;
        const Area chip{left - 0.4, edge.corner.y + 0.3, size.width + 0.8, size.height - 0.6};
        drawing.fill(rectangle(chip, 0.8), {1, 1, 1, 0.85});
        taken.push_back(add_text(drawing, {left, edge.corner.y}, letters, letter_style()));
    }
}

void add_scale_bar(Drawing& drawing, const Projection& projection, std::vector<Area>& taken) {
    const Area& area = projection.area;
    double length = 10;
    for (const double round : {20.0, 50.0, 100.0})
        if (round * projection.scale <= area.width * 0.35)
            length = round;
    const double width = length * projection.scale;
    const double y = area.bottom() - 2.2;
    const double x = area.x + 2.5;
    const Area bar{x, y - 0.5, width, 1};
    drawing.fill(rectangle(bar.grown(0.5)), {1, 1, 1, 0.8});
    drawing.fill(rectangle({x, y - 0.5, width / 2, 1}), palette().ink);
    drawing.stroke(rectangle(bar), {palette().ink, 0.15});
    const std::string text = in_mm(length);
    const TextSize size = measure(text, small_style());
    taken.push_back(add_haloed_text(drawing, {x + width / 2, y - 0.9 - size.height}, text,
                                    small_style(), Align::Centre));
    taken.push_back(bar.grown(0.5));
}

void add_frame(Drawing& drawing, const Area& area) {
    drawing.stroke(rectangle(area), {palette().rule, 0.2});
}

Area area_of(const geometry::Box& box, const Projection& projection) {
    Area area{1e9, 1e9, 0, 0};
    double right = -1e9;
    double bottom = -1e9;
    for (int corner = 0; corner < 8; ++corner) {
        const Spot spot = projection.spot({(corner & 1) != 0 ? box.high.x : box.low.x,
                                           (corner & 2) != 0 ? box.high.y : box.low.y,
                                           (corner & 4) != 0 ? box.high.z : box.low.z});
        area.x = std::min(area.x, spot.x);
        area.y = std::min(area.y, spot.y);
        right = std::max(right, spot.x);
        bottom = std::max(bottom, spot.y);
    }
    area.width = right - area.x;
    area.height = bottom - area.y;
    return area;
}

namespace {

/// Whether a projection's plane meets a box.
bool meets(const Projection& projection, const geometry::Box& box) {
    const geometry::Vec3& across = projection.gaze.forward;
    const geometry::Vec3 half = (box.high - box.low) / 2;
    const double reach =
        std::abs(across.x) * half.x + std::abs(across.y) * half.y + std::abs(across.z) * half.z;
    const geometry::Vec3 middle = (box.low + box.high) / 2;
    return std::abs(projection.depth(middle)) <= reach;
}

} // namespace

PaperGrid section_grid(const geometry::DistanceField& field, const Projection& projection,
                       double step_mm, double around_mm) {
    // Sampled distances may be short of the true ones by some of a voxel.
    const double short_mm = field.lattice().spacing.x;
    if (field.is_empty() || !meets(projection, field.bounds().grown(around_mm + short_mm)))
        return {};
    const double rim = 2 * step_mm + around_mm * projection.scale;
    const Area wanted = common(area_of(field.bounds(), projection).grown(rim), projection.area);
    if (wanted.width <= 0 || wanted.height <= 0)
        return {};
    return sample_grid(wanted, step_mm,
                       [&](const Spot& spot) { return field.at(projection.point(spot)); });
}

Outline section(const geometry::DistanceField& field, const Projection& projection,
                double step_mm) {
    const PaperGrid grid = section_grid(field, projection, step_mm);
    return grid.columns == 0 ? Outline{} : contour(grid);
}

void add_dimension(Drawing& drawing, const Dimension& dimension, const Area& within,
                   std::vector<Area>& taken) {
    const Spot along = dimension.b - dimension.a;
    const double length = std::hypot(along.x, along.y);
    if (length < 0.5)
        return;
    const Spot across = Spot{-along.y, along.x} * (1 / length);
    Outline lines = segment(dimension.a, dimension.b);
    for (const Spot& end : {dimension.a, dimension.b})
        lines.push_back({{end - across * 0.9, end + across * 0.9}, false});
    drawing.stroke(lines, {{1, 1, 1, 0.85}, 0.7});
    drawing.stroke(lines, {palette().ink, 0.25});
    const TextSize size = measure(dimension.text, small_style());
    const Area box = place_beside((dimension.a + dimension.b) * 0.5, size.width, size.height, 1.0,
                                  within, taken);
    add_haloed_text(drawing, {box.x, box.y}, dimension.text, small_style());
}

} // namespace filiform::report
