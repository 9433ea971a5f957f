// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "report/figure_parts.h"
#include "report/figures.h"
#include "report/labels.h"
#include "report/needle_marks.h"
#include "report/slice_picture.h"
#include "report/wording.h"

namespace filiform::report {

using geometry::Vec3;

namespace {

constexpr double column_mm = 19;

/// Columns of names on both sides of a picture as high as the figure leaves.
struct Layout {
    Area picture;
    LabelColumns columns;
};

Layout lay_out(const FigureInput& input, double top) {
    const double height = input.height_mm - top;
    const Area picture{column_mm + 1, top, input.width_mm - 2 * (column_mm + 1), height};
    return {
        picture,
        {{0, top, column_mm - 0.5, height}, {picture.right() + 1.5, top, column_mm - 0.5, height}}};
}

void check(const FigureInput& input) {
    base::expects(input.body != nullptr && input.path != nullptr,
                  "a slice shows a body and a needle");
}

/// How much of a hazard's importance its name carries: the nearer, the more.
double importance_of(const chart::PlannedPath& path, const anatomy::Structure& structure) {
    if (structure.id == path.target)
        return 100;
    for (std::size_t i = 0; i < path.clearances.size(); ++i)
        if (path.clearances[i].structure == structure.id)
            return 50.0 - static_cast<double>(std::min<std::size_t>(i, 40));
    for (const chart::Layer& layer : path.layers)
        if (layer.structure == structure.id)
            return 60;
    return structure.kind == chart::Kind::Bone ? 5 : 2;
}

std::vector<Label> names_of(const std::vector<SlicedStructure>& sliced,
                            const chart::PlannedPath& path, std::size_t most) {
    std::vector<Label> labels;
    for (const SlicedStructure& part : sliced) {
        if (!part.wants_name)
            continue;
        labels.push_back({part.middle, short_name(part.structure->id, path.target.text()),
                          origin_note(part.structure->origin),
                          importance_of(path, *part.structure)});
    }
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Label& a, const Label& b) { return a.importance > b.importance; });
    if (labels.size() > most)
        labels.resize(most);
    return labels;
}

/// Names, then what must stay legible above their leaders.
void finish(Drawing& drawing, const Projection& projection, std::vector<Label> labels,
            const LabelColumns& columns) {
    draw_labels(drawing, place_labels(std::move(labels), columns));
    std::vector<Area> taken;
    add_direction_letters(drawing, projection, taken);
    add_scale_bar(drawing, projection, taken);
}

} // namespace

Drawing draw_slice_along(const FigureInput& input) {
    check(input);
    const chart::NeedlePath& needle = input.path->path;
    Drawing drawing{input.width_mm, input.height_mm, {}};
    const double top = add_caption(drawing, "Along the needle", "seen from the feet, to scale");
    const Layout layout = lay_out(input, top);

    constexpr double above_skin_mm = 22;
    constexpr double below_mm = 28;
    const double deep = std::max(needle.needle.length_mm, needle.depth_mm) + below_mm;
    const double scale = layout.picture.height / (above_skin_mm + deep);
    const double middle = (deep - above_skin_mm) / 2;
    const Projection projection{gaze_along(needle), needle.entry + needle.direction * middle,
                                layout.picture, scale};

    const std::vector<SlicedStructure> sliced =
        draw_slice_picture(drawing, *input.body, input.path->target, projection);
    drawing.clip(rectangle(layout.picture));
    draw_needle_along(drawing, projection, *input.path, input.hand_error);
    drawing.unclip();
    add_frame(drawing, layout.picture);

    constexpr std::size_t most_names = 13;
    std::vector<Label> labels = names_of(sliced, *input.path, most_names);
    for (Label& mark : depth_labels(projection, *input.path))
        labels.push_back(std::move(mark));
    finish(drawing, projection, std::move(labels), layout.columns);
    return drawing;
}

Drawing draw_slice_across(const FigureInput& input) {
    check(input);
    const chart::NeedlePath& needle = input.path->path;
    Drawing drawing{input.width_mm, input.height_mm, {}};
    const double top = add_caption(drawing, "Across the tip", "seen along the needle, to scale");
    const Layout layout = lay_out(input, top);
    constexpr double window_mm = 90;
    const double scale = std::min(layout.picture.width, layout.picture.height) / window_mm;
    const Projection projection{gaze_down(needle), needle.tip(), layout.picture, scale};

    const std::vector<SlicedStructure> sliced =
        draw_slice_picture(drawing, *input.body, input.path->target, projection);
    drawing.clip(rectangle(layout.picture));
    draw_needle_across(drawing, projection, *input.path, input.hand_error);
    drawing.unclip();
    add_frame(drawing, layout.picture);
    constexpr std::size_t most_names = 12;
    std::vector<Label> labels = names_of(sliced, *input.path, most_names);
    labels.push_back({projection.spot(needle.tip()), "tip", in_mm(needle.depth_mm) + " deep", 200});
    finish(drawing, projection, std::move(labels), layout.columns);
    return drawing;
}

} // namespace filiform::report
