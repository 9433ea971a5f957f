// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/zone.h"
#include "record/due_tasks.h"
#include "record/kind.h"
#include "server/metrics.h"
#include "store/store.h"

namespace filiform::server {

/// Brings up the tasks that come due by themselves (record/due_tasks.h), as the system's act.
///
/// Whose:    patients whose care was written since it last looked, by whatever server or program;
///           and, at first and whenever a new day has begun in the clinic, every patient with an
///           episode that is not over or an assessment that is not signed. So nothing is lost in a
///           crash between a write and its task.
/// Once:     a task has its id for good, so several servers on one store make it once, and one that
///           was done or cancelled does not come back.
/// Wishes:   those for a time that was given to somebody else (record::outrun_wishes), when that is
///           written.
/// Later:    a check after a session that a patient answers ends its task, or makes it press
///           (record::moved_on); what somebody has taken up is left to them.
/// Threads:  any; looks wait for each other.
class TaskKeeper {
  public:
    TaskKeeper(store::Store& store, Metrics& metrics) : store_(store), metrics_(metrics) {}

    struct Look {
        int brought_up = 0;
        bool is_done = true;                    ///< false: there is more to look at now
        std::optional<base::Problem> trouble{}; ///< with one patient, who was passed over
    };
    /// Looks at what was written, and at some patients of the daily round. Bounded: some hundred
    /// patients at most.
    /// Problems: those of a store that takes nothing at the moment. What could not be looked at is
    /// looked at the next time.
    [[nodiscard]] base::Result<Look> look(base::Instant now);

  private:
    [[nodiscard]] base::Result<void> begin(const base::Zone& zone, base::Instant now);
    [[nodiscard]] base::Result<bool> look_at_writes(const base::Zone& zone, base::Instant now);
    [[nodiscard]] base::Result<void> look_round(const base::Zone& zone, base::Instant now);
    [[nodiscard]] base::Result<void> look_at(const std::set<record::EntryId>& patients,
                                             const base::Zone& zone, base::Instant now);
    [[nodiscard]] base::Result<void> look_at_booking(const record::EntryId& id, base::Instant now);
    [[nodiscard]] base::Result<void> write(const record::DueTask& due, base::Instant now);
    [[nodiscard]] base::Result<void> bring_up(const record::EntryId& patient,
                                              const base::Zone& zone, base::Instant now);

    store::Store& store_;
    Metrics& metrics_;
    std::mutex mutex_;
    std::optional<std::int64_t> place_; ///< of the last write that was looked at
    std::optional<base::Date> day_;     ///< of the last round
    std::optional<store::Query> round_; ///< what is left of it
    Look found_;
};

} // namespace filiform::server
