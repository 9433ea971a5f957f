// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace filiform::evidence {

/// One row of a table of trials. Columns go by the names of docs/evidence.md, whatever short name
/// of the field the table has for them.
struct TrialRow {
    std::size_t line = 0;                     ///< of the file, from 1
    std::map<std::string, std::string> cells; ///< every column; empty where nothing stands
    std::map<std::string, double> numbers;    ///< of the columns that hold numbers, where given

    [[nodiscard]] std::string text(std::string_view column) const;
    [[nodiscard]] std::optional<double> number(std::string_view column) const;
    /// Whether all of these are given.
    [[nodiscard]] bool has(std::initializer_list<std::string_view> columns) const;
    /// "Mahmoudzadeh 2016", else the trial, the id, or "line 5".
    [[nodiscard]] std::string label() const;
};

struct TrialTable {
    std::string name;                 ///< of the file, as problems call it
    std::vector<std::string> columns; ///< by our names, as they stand
    std::vector<TrialRow> rows;

    [[nodiscard]] bool has_column(std::string_view column) const;
};

/// Reads a table of trials (base/csv.h). Empty cells and NA are "not given". Columns that are not
/// known are kept: they may be moderators, groups, or what rows are chosen by.
///
/// Problems: those of read_csv; trials.empty, trials.column (twice the same), trials.number (not a
///           finite number, or beyond 1e12), trials.range (a negative SD, a size that is not whole
///           or below 1, more events than people, an interval upside down or off its estimate, a
///           variance that is not above zero), trials.repeated (an id). All of them, each with
///           "name:line" and the column.
[[nodiscard]] base::Checked<TrialTable> read_trials(std::string_view text, const std::string& name);

/// Our name of a column: "n1" of "n1i", "effect" of "yi"; itself where it is not known.
[[nodiscard]] std::string column_name(std::string_view written);

} // namespace filiform::evidence
