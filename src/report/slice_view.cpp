// SPDX-License-Identifier: Apache-2.0
#include "report/slice_view.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "report/figure_parts.h"
#include "report/labels.h"
#include "report/needle_marks.h"
#include "report/plain_words.h"
#include "report/slice_picture.h"
#include "report/wording.h"

namespace filiform::report {

using geometry::Vec3;

namespace {

constexpr double column_mm = 21;

/// A column of names on one or both sides of a picture as high as the figure leaves.
struct PictureLayout {
    Area picture;
    LabelColumns columns;
};

enum class NameColumns { Both, Right };

PictureLayout lay_out(const FigureInput& input, double top, NameColumns names) {
    const double height = input.height_mm - top;
    const double left = names == NameColumns::Both ? column_mm + 1 : 0;
    const Area picture{left, top, input.width_mm - left - column_mm - 1, height};
    LabelColumns columns;
    columns.right = {picture.right() + 1.5, top, column_mm - 0.5, height};
    if (names == NameColumns::Both)
        columns.left = {0, top, column_mm - 0.5, height};
    return {picture, columns};
}

void check(const FigureInput& input) {
    base::expects(input.body != nullptr && input.path != nullptr,
                  "a slice shows a body and a needle");
}

double add_slice_caption(Drawing& drawing, const FigureInput& input, const char* letter,
                         const std::string& title, const std::string& remark) {
    return add_caption(drawing, (input.is_lettered ? letter + std::string("  ") : "") + title,
                       remark);
}

/// How much a name matters: the target, what the needle passes, hazards the nearer the more.
double importance_of(const FigureInput& input, const anatomy::Structure& structure) {
    if (structure.id == input.target)
        return 100;
    for (std::size_t i = 0; i < input.blockers.size(); ++i)
        if (input.blockers[i] == structure.id)
            return 50.0 - static_cast<double>(std::min<std::size_t>(i, 40));
    if (input.path == nullptr)
        return structure.kind == chart::Kind::Bone ? 5 : 2;
    const auto& near = input.path->clearances;
    for (std::size_t i = 0; i < near.size(); ++i)
        if (near[i].structure == structure.id)
            return 70.0 - static_cast<double>(std::min<std::size_t>(i, 60));
    for (const chart::Layer& layer : input.path->layers)
        if (layer.structure == structure.id)
            return 65;
    return structure.kind == chart::Kind::Bone ? 5 : 2;
}

/// Envelopes go unnamed in a picture, unless the needle comes near them.
bool is_near(const FigureInput& input, const chart::StructureId& id) {
    if (input.path == nullptr)
        return std::find(input.blockers.begin(), input.blockers.end(), id) != input.blockers.end();
    const auto& near = input.path->clearances;
    const auto end =
        near.begin() + static_cast<std::ptrdiff_t>(std::min(near_hazards, near.size()));
    return std::any_of(near.begin(), end, [&](const auto& one) { return one.structure == id; });
}

std::string second_line(const SlicedStructure& part) {
    const std::string note = origin_note(part.structure->origin);
    if (note.empty())
        return "";
    const std::string spread =
        part.structure->position_sd_mm > 0 ? " ±" + fixed(part.structure->position_sd_mm, 0) : "";
    return (part.is_band_only ? "its band only" : note) + spread;
}

struct Names {
    std::vector<Label> labels;
    std::vector<chart::StructureId> ids; ///< of the labels, in their order
};

Names names_of(const FigureInput& input, const std::vector<SlicedStructure>& sliced,
               std::size_t most) {
    std::vector<std::pair<Label, chart::StructureId>> named;
    for (const SlicedStructure& part : sliced) {
        if (!part.wants_name && !is_near(input, part.structure->id))
            continue;
        named.push_back({{part.middle, short_name(part.structure->id, input.target.text()),
                          second_line(part), importance_of(input, *part.structure)},
                         part.structure->id});
    }
    std::stable_sort(named.begin(), named.end(), [](const auto& a, const auto& b) {
        return a.first.importance > b.first.importance;
    });
    if (named.size() > most)
        named.resize(most);
    Names names;
    for (auto& [label, id] : named) {
        names.labels.push_back(std::move(label));
        names.ids.push_back(id);
    }
    return names;
}

/// Names, then what must stay legible above their leaders. What found no room for its name is
/// taken out of `ids`.
std::vector<chart::StructureId> name_all(Drawing& drawing, const Projection& projection,
                                         Names names, std::vector<Label> marks,
                                         const LabelColumns& columns) {
    std::vector<Label> all = names.labels;
    all.insert(all.end(), marks.begin(), marks.end());
    const std::vector<PlacedLabel> placed = place_labels(std::move(all), columns);
    draw_labels(drawing, placed);
    std::vector<Area> taken;
    add_direction_letters(drawing, projection, taken);
    add_scale_bar(drawing, projection, taken);
    std::vector<chart::StructureId> shown;
    for (std::size_t i = 0; i < names.ids.size(); ++i)
        if (std::any_of(placed.begin(), placed.end(), [&](const PlacedLabel& one) {
                return one.label.anchor == names.labels[i].anchor &&
                       one.label.text == names.labels[i].text;
            }))
            shown.push_back(names.ids[i]);
    return shown;
}

/// Where a target without a path is cut: its deepest spot, or the middle of it at a level.
Vec3 middle_of(const FigureInput& input, const anatomy::Structure& target) {
    const geometry::Box& box = target.field.bounds();
    Vec3 middle = (box.low + box.high) / 2;
    if (input.level.empty())
        return middle;
    const auto* spine =
        anatomy::find_landmark(*input.body, chart::LandmarkId("spinous_process_" + input.level));
    const auto* vertebra =
        anatomy::find_structure(*input.body, chart::StructureId("vertebra_" + input.level));
    if (spine != nullptr) {
        middle.z = spine->point.z;
    } else if (vertebra != nullptr && !vertebra->field.is_empty()) {
        const geometry::Box& bone = vertebra->field.bounds();
        middle.z = (bone.low.z + bone.high.z) / 2;
    }
    middle.z = std::clamp(middle.z, box.low.z, box.high.z);
    return middle;
}

} // namespace

NamedFigure slice_along(const FigureInput& input) {
    check(input);
    const chart::NeedlePath& needle = input.path->path;
    NamedFigure figure{{input.width_mm, input.height_mm, {}}, {}};
    Drawing& drawing = figure.drawing;
    const double top =
        add_slice_caption(drawing, input, "B", "Along the needle", "seen from the feet, to scale");
    const PictureLayout layout = lay_out(input, top, NameColumns::Both);

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
    figure.shown = name_all(drawing, projection, names_of(input, sliced, most_names),
                            depth_labels(projection, *input.path), layout.columns);
    return figure;
}

NamedFigure slice_across(const FigureInput& input) {
    check(input);
    const chart::NeedlePath& needle = input.path->path;
    NamedFigure figure{{input.width_mm, input.height_mm, {}}, {}};
    Drawing& drawing = figure.drawing;
    const double top =
        add_slice_caption(drawing, input, "C", "Across the tip", "seen along the needle");
    const PictureLayout layout = lay_out(input, top, NameColumns::Right);
    // Wide enough for the circle that 95 % of tips end in, where that is not absurd.
    constexpr double least_window_mm = 90;
    constexpr double most_window_mm = 115;
    const double circle =
        2.1 * likely_radius(with_palpation(*input.path), input.path->path.depth_mm);
    const double window_mm = std::clamp(circle, least_window_mm, most_window_mm);
    const double scale = std::min(layout.picture.width, layout.picture.height) / window_mm;
    const Projection projection{gaze_down(needle), needle.tip(), layout.picture, scale};

    const std::vector<SlicedStructure> sliced =
        draw_slice_picture(drawing, *input.body, input.path->target, projection);
    drawing.clip(rectangle(layout.picture));
    draw_needle_across(drawing, projection, *input.path, input.hand_error);
    drawing.unclip();
    add_frame(drawing, layout.picture);
    constexpr std::size_t most_names = 8;
    figure.shown = name_all(drawing, projection, names_of(input, sliced, most_names),
                            {{projection.spot(needle.tip()), "tip",
                              chart::depth_in_words(needle.depth_mm) + " deep", 200}},
                            layout.columns);
    return figure;
}

NamedFigure slice_target(const FigureInput& input) {
    base::expects(input.body != nullptr, "a slice shows a body");
    NamedFigure figure{{input.width_mm, input.height_mm, {}}, {}};
    Drawing& drawing = figure.drawing;
    const double top = add_slice_caption(drawing, input, "B", "Through the target",
                                         "seen from the feet, to scale");
    const PictureLayout layout = lay_out(input, top, NameColumns::Both);
    const anatomy::Structure* target = anatomy::find_structure(*input.body, input.target);
    const bool is_there = target != nullptr && !target->field.is_empty();
    const geometry::Box whole = input.body->lattice.bounds();
    const Vec3 middle = is_there ? middle_of(input, *target) : (whole.low + whole.high) / 2;
    const double window_mm = is_there ? 200 : whole.high.x - whole.low.x;
    // Lying on the front: the back is up, the patient's left on the left.
    const Projection projection{{{1, 0, 0}, {0, -1, 0}, {0, 0, 1}},
                                middle,
                                layout.picture,
                                layout.picture.width / window_mm};
    const std::vector<SlicedStructure> sliced =
        draw_slice_picture(drawing, *input.body, input.target, projection);
    if (input.path != nullptr) {
        drawing.clip(rectangle(layout.picture));
        draw_needle_through(drawing, projection, *input.path);
        drawing.unclip();
    }
    add_frame(drawing, layout.picture);
    constexpr std::size_t most_names = 16;
    figure.shown =
        name_all(drawing, projection, names_of(input, sliced, most_names), {}, layout.columns);
    return figure;
}

Drawing draw_slice_along(const FigureInput& input) {
    return slice_along(input).drawing;
}
Drawing draw_slice_across(const FigureInput& input) {
    return slice_across(input).drawing;
}
Drawing draw_target_slice(const FigureInput& input) {
    return slice_target(input).drawing;
}

} // namespace filiform::report
