// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/data_document.h"

namespace filiform::needle {

struct Range {
    double low = 0;
    double high = 0;
};

/// A required number that must lie in `range`, ends included; otherwise notes data.range.
[[nodiscard]] double number_within(const base::DataNode& node, std::string_view key, Range range);

/// Notes data.mark unless the text says how far its number may be trusted: seen, calc, recalled or
/// proposal.
void check_mark(const base::DataNode& node, std::string_view key);

} // namespace filiform::needle
