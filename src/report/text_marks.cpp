// SPDX-License-Identifier: Apache-2.0
#include "report/text_marks.h"

namespace filiform::report {

namespace {

Area add_line(Drawing& drawing, const Spot& corner, const std::string& text, const TextStyle& style,
              Align align, double halo_mm) {
    const TextSize size = measure(text, style);
    const double left = align == Align::Left     ? corner.x
                        : align == Align::Centre ? corner.x - size.width / 2
                                                 : corner.x - size.width;
    const Area box{left, corner.y, size.width, size.height};
    drawing.marks.emplace_back(TextMark{box, text, style, Align::Left, false, halo_mm});
    return box;
}

} // namespace

Area add_text(Drawing& drawing, const Spot& corner, const std::string& text, const TextStyle& style,
              Align align) {
    return add_line(drawing, corner, text, style, align, 0);
}

Area add_haloed_text(Drawing& drawing, const Spot& corner, const std::string& text,
                     const TextStyle& style, Align align) {
    constexpr double rim_mm = 0.45;
    return add_line(drawing, corner, text, style, align, rim_mm);
}

Area add_paragraph(Drawing& drawing, const Spot& corner, double width_mm, const std::string& text,
                   const TextStyle& style) {
    const TextSize size = measure(text, style, width_mm);
    const Area box{corner.x, corner.y, width_mm, size.height};
    drawing.marks.emplace_back(TextMark{box, text, style, Align::Left, true, 0});
    return box;
}

} // namespace filiform::report
