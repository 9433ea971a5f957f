// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "report/drawing.h"

namespace filiform::report {

/// Drawings to files. Font: DejaVu Sans, unhinted, so that a text measures the same everywhere.
/// Determinism: equal drawings give equal bytes; no date, no name of the machine is written.

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

/// A drawing as PNG, on white.
[[nodiscard]] std::vector<std::byte> png(const Drawing& drawing, double pixels_per_mm = 8);
/// The pixels themselves.
[[nodiscard]] Picture rasterise(const Drawing& drawing, double pixels_per_mm = 8);

/// Drawings as the pages of one PDF 1.5.
[[nodiscard]] std::vector<std::byte> pdf(std::span<const Drawing> pages, const std::string& title);

/// Problems: file.write.
[[nodiscard]] base::Result<void> save_png(const std::filesystem::path& path, const Drawing& drawing,
                                          double pixels_per_mm = 8);

} // namespace filiform::report
