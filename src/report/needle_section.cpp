// SPDX-License-Identifier: Apache-2.0
#include "report/needle_section.h"

#include "base/expects.h"
#include "report/palette.h"
#include "report/render.h"
#include "report/slice_view.h"

namespace filiform::report {

namespace {

/// Wide enough for two columns of names beside a picture, and as high as a screen likes it.
constexpr double section_width_mm = 100;
constexpr double section_picture_height_mm = 84;

Drawing drawn_section(const SectionInput& input) {
    FigureInput figure;
    figure.body = &input.body;
    figure.target = input.path.target;
    figure.level = input.level;
    figure.path = &input.path;
    figure.hand_error = input.hand_error;
    figure.width_mm = section_width_mm;
    figure.height_mm = section_picture_height_mm;
    figure.is_lettered = false;
    switch (input.view) {
    case SectionView::Along:
        return slice_along(figure).drawing;
    case SectionView::Across:
        return slice_across(figure).drawing;
    case SectionView::Target:
        return slice_target(figure).drawing;
    }
    return {};
}

} // namespace

std::vector<std::byte> needle_section_png(const SectionInput& input) {
    base::expects(input.width_px > 0, "a picture has pixels");
    const double pixels_per_mm = input.width_px / section_width_mm;
    Drawing drawing = drawn_section(input);
    if (input.is_dark)
        return png(on_dark(std::move(drawing)), pixels_per_mm, dark_palette().paper);
    return png(drawing, pixels_per_mm);
}

} // namespace filiform::report
