// SPDX-License-Identifier: Apache-2.0
#include "needle/rule_reading.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace filiform::needle {

double number_within(const base::DataNode& node, std::string_view key, Range range) {
    const double value = node.number(key);
    if (node.has(key) && (value < range.low || value > range.high)) {
        char text[160];
        std::snprintf(text, sizeof text, "%s is %g; it must lie between %g and %g.",
                      std::string(key).c_str(), value, range.low, range.high);
        node.complain("data.range", text);
    }
    return value;
}

void check_mark(const base::DataNode& node, std::string_view key) {
    constexpr std::array<std::string_view, 4> marks{"seen", "calc", "recalled", "proposal"};
    const std::string mark = node.text(key);
    if (node.has(key) && std::find(marks.begin(), marks.end(), mark) == marks.end())
        node.complain("data.mark", "The mark '" + mark + "' is not known.",
                      "Use seen, calc, recalled or proposal.");
}

} // namespace filiform::needle
