// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/citation.h"

namespace filiform::knowledge {

/// How the record grades one test of the neurological examination, from 0 to `highest`
/// (data/knowledge/signs.yaml).
struct SignGrading {
    std::string test; ///< as the record names it: "dermatome", "myotome", "reflex"
    int highest = 0;
    int normal = 0;                   ///< the grade of a healthy side
    std::vector<std::string> answers; ///< what each grade answers; empty: the grade itself
    std::vector<chart::SourceId> sources;
    std::string where; ///< file:line
};

/// The sign that a finding asks for, and the record has a place for.
struct Sign {
    std::string test;
    std::string level; ///< as the record names it: "l4"
    [[nodiscard]] bool is_there() const { return !test.empty(); }
};

/// Problems: data.* of DataDocument; knowledge.repeated; knowledge.range (no grades, the normal one
///           not among them, not one answer for each).
[[nodiscard]] base::Checked<std::vector<SignGrading>> read_signs(std::string_view text,
                                                                 std::string name);

} // namespace filiform::knowledge
