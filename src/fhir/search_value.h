// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "fhir/tree.h"

/// What the files of the search share; no other room includes this.
namespace filiform::fhir {

/// The time a date stands for, as exact as it is written: "2026-11" is the whole month.
struct TimeSpan {
    base::Instant low{};
    base::Instant high{}; ///< not included
};
/// Reads years, months, days and times; one without a zone is taken as UTC.
[[nodiscard]] std::optional<TimeSpan> read_span(std::string_view text);

enum class Prefix { Eq, Ne, Gt, Lt, Ge, Le, Sa, Eb };
struct AskedDate {
    Prefix prefix = Prefix::Eq;
    TimeSpan span;
};
[[nodiscard]] std::optional<AskedDate> read_asked_date(std::string_view text);
[[nodiscard]] bool is_within(const TimeSpan& value, const AskedDate& asked);
/// What a value of a resource stands for: a date, a time or a Period, which may be open.
[[nodiscard]] std::optional<TimeSpan> span_of(const json::value& value);

/// Every value that a path of SearchFacts leads to; lists are gone through.
[[nodiscard]] std::vector<const json::value*> values_at(const json::object& resource,
                                                        std::string_view paths);
/// "a|b|c" in its parts.
[[nodiscard]] std::vector<std::string_view> parted(std::string_view text, char by);

} // namespace filiform::fhir
