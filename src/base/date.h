// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::base {

/// A day of the calendar, without a time or a zone.
using Date = std::chrono::year_month_day;

/// "2026-11-25" (ISO 8601). Problems: date.form, date.no_such_day; `where` is left empty.
[[nodiscard]] Result<Date> read_date(std::string_view text);
[[nodiscard]] std::string text(Date date);

/// Negative when `to` lies before `from`.
[[nodiscard]] int days_between(Date from, Date to);
/// Whole years lived on that day; somebody born on 29 February is a year older on 1 March.
[[nodiscard]] int years_between(Date birth, Date on);

} // namespace filiform::base
