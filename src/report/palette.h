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

/// Reads data/report/palette.yaml.
/// Problems: data.* of the document; palette.colour, palette.hatch; data.missing for a kind or
/// verdict left out.
[[nodiscard]] base::Checked<Palette> read_palette(std::string_view text, std::string name);

/// The palette the program carries.
[[nodiscard]] const Palette& palette();

} // namespace filiform::report
