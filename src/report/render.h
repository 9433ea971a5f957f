// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "report/drawing.h"
#include "report/text_marks.h"

namespace filiform::report {

/// Drawings to files. Font: DejaVu Sans, unhinted, so that a text measures the same everywhere.
/// Determinism: equal drawings give equal bytes; no date, no name of the machine is written.

/// Loads the fonts, as the first text would. They start a thread, and the library that does so ends
/// the program when it is refused one: better before a long computation than amid its pages.
void start_fonts();

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
