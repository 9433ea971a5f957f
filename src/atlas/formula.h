// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace filiform::atlas {

/// Arithmetic on named numbers, as written in data files: `0.5 * inter_psis + 3`.
///
/// Text:    numbers; names of letters, digits, `_` and `.`; + - * / ^ and brackets; comparisons
///          and `a ? b : c`; min, max, abs, sqrt, exp, ln; sin_deg, cos_deg, tan_deg, atan2_deg
///          (angles in degrees); mix(a, b, t) is a for t = 0 and b for t = 1.
/// Values:  of the names, in the order given when the formula was read.
/// Edge cases: division by zero and the like give what IEEE arithmetic gives; callers who need a
///          finite number check.
/// Threads: safe, each thread keeps its own compiled copy.
/// Cost:    some 100 ns.
class Formula {
  public:
    /// Problems: formula.syntax, formula.unknown_name; `where` is left empty for the caller.
    [[nodiscard]] static base::Result<Formula> read(std::string_view text,
                                                    std::span<const std::string> names);

    /// `values` holds at least as many numbers as there were names.
    [[nodiscard]] double value(std::span<const double> values) const;

    /// Indices of the names this formula uses, ascending.
    [[nodiscard]] const std::vector<std::size_t>& used() const;
    [[nodiscard]] const std::string& text() const;

  private:
    struct Source;
    explicit Formula(std::shared_ptr<const Source> source) : source_(std::move(source)) {}
    // Shared because formulas are copied with the tables that hold them and compiled lazily.
    std::shared_ptr<const Source> source_;
};

} // namespace filiform::atlas
