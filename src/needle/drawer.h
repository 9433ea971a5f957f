// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/needle_path.h"

namespace filiform::needle {

/// The needles a clinic stocks (data/needle/needles.yaml).
struct Drawer {
    std::vector<chart::NeedleProduct> needles; ///< shortest first; among equals as listed
    double usable_share = 0;                   ///< of the length that may go in
    chart::SourceId source;                    ///< of the share
    bool is_narrowed = false; ///< holds only needles that were asked for, not all that are stocked

    [[nodiscard]] double usable_mm(const chart::NeedleProduct& needle) const {
        return needle.length_mm * usable_share;
    }
    /// The deepest any needle of the drawer may go.
    [[nodiscard]] double deepest_mm() const;
    /// The shortest needle that may go `depth_mm` deep, or null: a shorter needle reaches less
    /// beyond its target.
    [[nodiscard]] const chart::NeedleProduct* shortest_for(double depth_mm) const;
    /// The needle of that id ("0.30x60"), or null.
    [[nodiscard]] const chart::NeedleProduct* find(std::string_view id) const;
};

/// Reads a drawer. `name` is what problems call the text.
/// Problems: data.* of DataDocument; needle.drawer (empty, repeated, or a size out of range).
[[nodiscard]] base::Checked<Drawer> read_drawer(std::string_view text, std::string name);

} // namespace filiform::needle
