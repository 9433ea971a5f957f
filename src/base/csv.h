// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace filiform::base {

/// One row of a table, with the line of the file on which it begins.
struct CsvRow {
    std::size_t line = 0; ///< from 1
    std::vector<std::string> cells;
};

/// A row as RFC 4180 has it: commas, CRLF at its end, quotes where they are needed.
[[nodiscard]] std::string write_csv_row(const std::vector<std::string>& cells);

/// A text that a spreadsheet shows and does not carry out: before a first "=", "+", "-", "@",
/// tabulator or carriage return, and before an apostrophe, stands an apostrophe. `read_csv` takes
/// it away again, so that every text comes back as it was. Numbers are written without it.
[[nodiscard]] std::string harmless_cell(std::string_view text);

/// Reads a table: UTF-8, with or without a byte order mark, lines that end in CRLF or LF, cells
/// parted by commas, semicolons or tabulators (whichever the first line has most of outside
/// quotes). Lines without anything are passed over; the last line needs no end. An apostrophe that
/// `harmless_cell` put is taken away.
///
/// Limits:   256 columns, 100,000 characters in a cell, 1,000,000 rows.
/// Problems: csv.quote (one that is not closed, or with something behind it), csv.encoding,
///           csv.limit, csv.columns (a row with another number of cells than the first), each with
///           "name:line".
[[nodiscard]] Checked<std::vector<CsvRow>> read_csv(std::string_view text, const std::string& name);

} // namespace filiform::base
