// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/drawing.h"

namespace filiform::report {

/// Width and height a text takes, mm. With `wrap_mm` > 0 it is broken into lines of that width.
struct TextSize {
    double width = 0;
    double height = 0;
};
[[nodiscard]] TextSize measure(const std::string& text, const TextStyle& style, double wrap_mm = 0);

/// Adds a text whose box starts (Left), is centred (Centre) or ends (Right) at `corner`.x and has
/// its upper edge at `corner`.y; answers the box.
Area add_text(Drawing& drawing, const Spot& corner, const std::string& text, const TextStyle& style,
              Align align = Align::Left);
/// The same, with a white rim to be read on a picture.
Area add_haloed_text(Drawing& drawing, const Spot& corner, const std::string& text,
                     const TextStyle& style, Align align = Align::Left);
/// Adds a text broken into lines of `width_mm`; answers the box.
Area add_paragraph(Drawing& drawing, const Spot& corner, double width_mm, const std::string& text,
                   const TextStyle& style);

} // namespace filiform::report
