// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"

namespace filiform::chart {

/// An entry of data/sources: what a key stands for.
struct Citation {
    SourceId key;
    std::string reference; ///< in full, as printed
    std::string doi;       ///< "" without
    std::string pmid;      ///< "" without
};

/// Reads one register.
/// Problems: data.* of the document.
[[nodiscard]] base::Checked<std::vector<Citation>> read_citations(std::string_view text,
                                                                  std::string name);

/// The entry of that key in any register the program carries, or nothing. Registers of several
/// rooms may share a key; the first by file name is taken.
[[nodiscard]] const Citation* find_citation(const SourceId& key);

/// Whether a figure of that mark was seen in its source, or calculated from what was; every other
/// is shown as unverified.
[[nodiscard]] bool is_verified(std::string_view mark);

} // namespace filiform::chart
