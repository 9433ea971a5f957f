// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "report/figure_parts.h"
#include "report/figures.h"
#include "report/labels.h"
#include "report/panorama.h"
#include "report/slice_picture.h"
#include "report/wording.h"

namespace filiform::report {

using geometry::Vec3;

namespace {

/// The scale at which the whole of a view fits an area.
Projection fitted(const Gaze& gaze, const geometry::Box& box, const Area& area) {
    const Vec3 half = (box.high - box.low) / 2;
    const auto extent = [&](const Vec3& axis) {
        return 2 *
               (std::abs(axis.x * half.x) + std::abs(axis.y * half.y) + std::abs(axis.z * half.z));
    };
    return {gaze, (box.low + box.high) / 2, area,
            std::min(area.width / extent(gaze.right), area.height / extent(gaze.up))};
}

Drawing draw_view(const anatomy::Body& body, Viewpoint viewpoint, double width, double height) {
    Drawing drawing{width, height, {}};
    const double top = add_caption(drawing, capitalised(spoken(viewpoint)), "");
    const Projection projection =
        fitted(gaze_from(viewpoint), body.lattice.bounds(), {0, top, width, height - top});
    ShadedPicture skin = shade(look_at(body, viewpoint, 0.8), projection, BoneShow::Plain);
    drawing.clip(rectangle(projection.area));
    drawing.picture(skin.area, std::move(skin.picture));
    drawing.unclip();
    std::vector<Area> taken;
    add_direction_letters(drawing, projection, taken);
    add_scale_bar(drawing, projection, taken);
    add_frame(drawing, projection.area);
    return drawing;
}

Drawing draw_slice(const anatomy::Body& body, const Gaze& gaze, const std::string& title,
                   double width, double height) {
    Drawing drawing{width, height, {}};
    const double top = add_caption(drawing, title, "");
    const Projection projection =
        fitted(gaze, body.lattice.bounds(), {0, top, width, height - top});
    draw_slice_picture(drawing, body, {}, projection);
    std::vector<Area> taken;
    add_direction_letters(drawing, projection, taken);
    add_scale_bar(drawing, projection, taken);
    add_frame(drawing, projection.area);
    return drawing;
}

} // namespace

Drawing draw_body_overview(const anatomy::Body& body, double width_mm) {
    constexpr double gap_mm = 3;
    constexpr double heading_mm = 9;
    const double width = (width_mm - 2 * gap_mm) / 3;
    const double height = width * 1.15;
    Drawing drawing{width_mm, heading_mm + 2 * height + gap_mm, {}};
    const TextStyle title{11, palette().ink, Weight::Bold};
    const Area name = add_text(drawing, {0, 0}, body.name, title);
    add_text(drawing, {name.right() + 2, 1.2},
             std::string(chart::text(body.origin)) + " body, grid " +
                 in_mm(body.lattice.spacing.x, 1),
             {8, palette().quiet});
    const std::array views{Viewpoint::Behind, Viewpoint::Front, Viewpoint::Right};
    for (std::size_t i = 0; i < views.size(); ++i)
        drawing.place(draw_view(body, views[i], width, height),
                      {static_cast<double>(i) * (width + gap_mm), heading_mm});
    const Vec3 right{1, 0, 0};
    const Vec3 front{0, 1, 0};
    const Vec3 head{0, 0, 1};
    const double y = heading_mm + height + gap_mm;
    drawing.place(draw_slice(body, {-right, front, head}, "Transverse, middle", width, height),
                  {0, y});
    drawing.place(draw_slice(body, {-right, head, -front}, "Coronal, middle", width, height),
                  {width + gap_mm, y});
    drawing.place(draw_slice(body, {-front, head, right}, "Sagittal, middle", width, height),
                  {2 * (width + gap_mm), y});
    return drawing;
}

} // namespace filiform::report
