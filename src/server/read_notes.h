// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/access.h"

namespace filiform::server {

/// Notes reads that come many times a second, as while a needle is dragged: the audit gets one row
/// for each account, action and entry in each minute of the clock in which there was one. Who read
/// what, and when to the minute, stays told; the chain does not fill up with the same row.
///
/// Bounded: the last reads of so many are remembered; who is forgotten is noted again.
/// Threads: any.
class ReadNotes {
  public:
    explicit ReadNotes(std::size_t most = 4096) : most_(most) {}

    /// Notes a read like note_read, unless this minute has its row.
    void note(store::Store& store, const Request& request, const Caller& caller,
              const std::string& action, const record::Entry& entry);
    /// Whether such a row is due now; it is taken for written then. `what`: all that makes two rows
    /// the same.
    [[nodiscard]] bool is_due(const std::string& what, base::Instant at);

  private:
    using Minute = std::chrono::time_point<std::chrono::system_clock, std::chrono::minutes>;
    struct Last {
        std::string what;
        Minute minute;
    };
    const std::size_t most_;
    std::mutex mutex_;
    std::list<Last> recent_; ///< the last noted first
    std::unordered_map<std::string, std::list<Last>::iterator> places_;
};

} // namespace filiform::server
