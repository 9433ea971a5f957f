// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"

namespace date {
class time_zone;
} // namespace date

namespace filiform::base {

/// The time of day on the clocks of one place, by the tables of the system (tzdata).
class Zone {
  public:
    /// A day and the minutes since its midnight, as a clock on the wall shows them.
    struct Local {
        Date date{};
        int minute = 0;
        friend bool operator==(const Local&, const Local&) = default;
    };

    /// The moment at which the clocks show that time. Minutes may pass the end of the day: 1440 is
    /// the next midnight.
    ///
    /// Edge cases: of a time that is shown twice, in autumn, the first; of one that is skipped, in
    ///             spring, the moment at which the clocks are put forward.
    [[nodiscard]] Instant instant_of(Date date, int minute) const;
    /// What the clocks show then; seconds are cut off.
    [[nodiscard]] Local local_of(Instant instant) const;

  private:
    friend Result<Zone> find_zone(const std::string& name);
    explicit Zone(const ::date::time_zone* zone) : zone_(zone) {}
    const ::date::time_zone* zone_; ///< of the library's tables, which last as long as the program
};

/// By its name: "Europe/Madrid". Thread safety: safe.
/// Problems: zone.unknown; `where` is left empty.
[[nodiscard]] Result<Zone> find_zone(const std::string& name);

} // namespace filiform::base
