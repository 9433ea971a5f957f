// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/zone.h"
#include "record/known.h"

namespace filiform::record {

/// Time that has become free, as a cancelled booking leaves it.
struct FreedTime {
    EntryId practitioner;
    EntryId room; ///< may be empty
    base::Instant start{};
    base::Instant end{};
};

/// Whether somebody who waits could take a time: they wait still; for that practitioner or for
/// anybody; it is as long as they want (30 minutes unless they say) and begins within their days,
/// weekdays and hours, on the zone's clocks; and the hours are open for what they come for. Where
/// the practitioner has no hours in the record, whatever is not closed is open.
[[nodiscard]] bool could_take(const WaitingEntry& waiting, const FreedTime& time,
                              std::span<const Hours> hours, const base::Zone& zone);

/// Those who could take it, urgent ones first, then who has waited for longest. An entry that is
/// not open is passed over.
[[nodiscard]] std::vector<Known<WaitingEntry>> who_could_take(std::vector<Known<WaitingEntry>> all,
                                                              const FreedTime& time,
                                                              std::span<const Hours> hours,
                                                              const base::Zone& zone);

} // namespace filiform::record
