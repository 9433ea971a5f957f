// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "exchange/intake.h"

namespace filiform::exchange {

/// How dates are written in a table, beside "1980-05-17", which is always read.
enum class DateOrder {
    YearFirst,
    DayFirst,  ///< 17/05/1980, 17.5.1980, 17-05-1980
    MonthFirst ///< 05/17/1980
};

/// Brings in patients from a table (csv.h), one a row, under the columns of docs/exchange.md: those
/// that export_csv writes, and `identifier` with `identifierSystem` for a number of the clinic's
/// own.
///
/// Who:      a row with `entry` is that entry; one with an identifier that the record knows is that
///           patient; else the id is made of the identifier, or of name and day of birth, so that
///           the same table brings nobody the second time.
/// Problems: those of read_csv and Intake; csv.head (a column that is not known, twice there, or
///           `family` that is missing), csv.cell (a date, a yes or no, a word that cannot be read),
///           each with "name:line, column birthDate".
[[nodiscard]] base::Checked<Imported> import_patients(store::Store& store, std::string_view csv,
                                                      const std::string& name, DateOrder dates,
                                                      const ImportOrder& order);

} // namespace filiform::exchange
