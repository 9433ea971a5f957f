// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "chart/needle_path.h"
#include "report/figures.h"

namespace filiform::report {

/// Which plane of figures.h is wanted.
enum class SectionView { Along, Across, Target };

/// One judged needle and how it is to be shown. Only looked at while it is drawn.
struct SectionInput {
    const anatomy::Body& body;
    const chart::PlannedPath& path; ///< for SectionView::Target, with the target it is for
    HandError hand_error;           ///< of a hand given a mark; all zero draws none
    std::string level;              ///< of a long muscle: "l4"
    SectionView view = SectionView::Along;
    int width_px = 500;
    bool is_dark = false; ///< for a dark page
};

/// The slice that a plan's pages show of a needle, as a PNG for a screen: skin, structures, names,
/// needle and scale bar, CT where there is one.
///
/// Size:   exactly `width_px` wide; five pixels to a millimetre of the figure at 500, so that a
///         wider picture has larger words, not more of them.
/// Cost:   some tens of milliseconds for a body at 1.5 mm (docs/benchmarks.md).
/// Threads: any. Determinism: equal arguments give equal bytes.
[[nodiscard]] std::vector<std::byte> needle_section_png(const SectionInput& input);

} // namespace filiform::report
