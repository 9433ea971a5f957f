// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "chart/needle_path.h"
#include "chart/structure.h"
#include "report/drawing.h"

namespace filiform::report {

/// How one kind of thing is told from others.
struct Swatch {
    Colour fill;
    Colour line;
    Hatch hatch = Hatch::None;
};
struct VerdictSwatch {
    Swatch swatch;
    std::string symbol; ///< "✓"
    std::string word;   ///< "Safe"
    std::string says;   ///< what it means, in one clause
};

struct Palette {
    std::map<chart::Kind, Swatch> kinds;              ///< every kind
    std::map<chart::Verdict, VerdictSwatch> verdicts; ///< every verdict
    Swatch target;                                    ///< the muscle the needle is for
    Colour ink;                                       ///< text and needles
    Colour quiet;                                     ///< text of second rank
    Colour rule;                                      ///< lines between parts of a page
    Colour paper;                                     ///< panels
    Colour accent;                                    ///< headings
};

/// Reads data/report/palette.yaml and its like.
/// Problems: data.* of the document; palette.colour, palette.hatch; data.missing for a kind or
/// verdict left out.
[[nodiscard]] base::Checked<Palette> read_palette(std::string_view text, std::string name);

/// The palettes the program carries: for paper, and for a dark page.
[[nodiscard]] const Palette& palette();
[[nodiscard]] const Palette& dark_palette();

/// "#rrggbb", as palettes write it.
[[nodiscard]] std::string hex(const Colour& colour);

/// A drawing made with `palette()` as it looks on a dark page: each colour of that palette becomes
/// the one that stands in its place in `dark_palette()`, with its opacity; white, the paper,
/// becomes dark paper. Any other colour, and what a picture such as a CT shows, stays.
[[nodiscard]] Drawing on_dark(Drawing drawing);

} // namespace filiform::report
