// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/zone.h"

namespace filiform::demo {

/// Days and moments of the demonstration, which are told from the day on which it is set up, so
/// that it is always current.
///
/// "workday -3"        the third working day (Monday to Friday) before; 0 is today, or the Friday
///                     before when that is no working day. No two numbers mean one day.
/// "workday 2 10:30"   a moment of such a day, on the clocks of the clinic.
/// "day -400"          days of the calendar; with a time too.
/// "on"                the day of the step that is written.
/// "at", "at -35"      the moment of the step, or so many minutes from it.
class RelativeTime {
  public:
    RelativeTime(base::Instant now, const base::Zone& zone);

    /// As the record's JSON has it: a date, or a moment. Nothing for what is none of these.
    /// `step` is the moment that "on" and "at" speak of.
    [[nodiscard]] std::optional<std::string> text(std::string_view words, base::Instant step) const;
    /// A moment; nothing for a day alone.
    [[nodiscard]] std::optional<base::Instant> moment(std::string_view words,
                                                      base::Instant step) const;

  private:
    struct Meant {
        base::Date day{};
        std::optional<base::Instant> moment;
    };
    [[nodiscard]] std::optional<Meant> read(std::string_view words, base::Instant step) const;
    [[nodiscard]] std::chrono::sys_days workday(int count) const;

    base::Zone zone_;
    std::chrono::sys_days today_;
};

} // namespace filiform::demo
