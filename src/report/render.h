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

/// Throws std::bad_alloc unless pages and pictures can have the memory they need. The libraries
/// that draw crash, or end the program, when they are refused some amid their work, and what was
/// half written stays; asked for beforehand, it is refused to us. Nothing is kept or touched.
///
/// Need: measured, in address space: 64 MB for a plan on a patient's CT, at most 130 MB on the
/// phantom.
void expect_memory_to_draw();

/// expect_memory_to_draw(), and the fonts loaded, as the first text would. They start a thread, and
/// the library that does so ends the program when it is refused one: better before a long
/// computation than amid its pages.
void prepare_to_draw();

/// A drawing as PNG, on paper of that colour.
[[nodiscard]] std::vector<std::byte> png(const Drawing& drawing, double pixels_per_mm = 8,
                                         const Colour& paper = {1, 1, 1, 1});
/// The pixels themselves.
[[nodiscard]] Picture rasterise(const Drawing& drawing, double pixels_per_mm = 8);

/// Drawings as the pages of one PDF 1.5.
[[nodiscard]] std::vector<std::byte> pdf(std::span<const Drawing> pages, const std::string& title);

/// A drawing as SVG 1.1, letters as outlines: it looks the same without our fonts.
[[nodiscard]] std::string svg(const Drawing& drawing);

/// Problems: file.write.
[[nodiscard]] base::Result<void> save_png(const std::filesystem::path& path, const Drawing& drawing,
                                          double pixels_per_mm = 8);

} // namespace filiform::report
