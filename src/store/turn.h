// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "store/audit.h"
#include "store/connection.h"

/// One transaction that writes; no other room includes this.
namespace filiform::store {

/// The one write transaction of a store, from taking the head to the commit. While it lasts nobody
/// else writes, in whatever process, so what it has looked up stays true.
class Turn {
  public:
    /// Begins. Refuses with store.newer when a later program has migrated the store meanwhile.
    explicit Turn(Connection& connection);
    /// Rolls back what was not finished.
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    [[nodiscard]] Connection& connection() { return connection_; }
    /// A moment for what is written now: `now`, or later when the store's last moment is later.
    [[nodiscard]] base::Instant moment(base::Instant now);
    /// The next place in the order of all versions.
    [[nodiscard]] std::int64_t next_place() { return ++place_; }
    /// Chains a row to those before; place, moment and hash are set here.
    void append(AuditRow row);

    /// Writes what was appended, and the head; then only the commit is missing.
    void finish();
    void commit();

  private:
    Connection& connection_;
    std::int64_t place_ = 0;
    std::int64_t at_ms_ = 0;
    std::int64_t audit_place_ = 0;
    std::string audit_hash_;
    std::vector<AuditRow> rows_;
    bool is_open_ = false;
};

/// Milliseconds since 1970, as the tables hold moments.
[[nodiscard]] inline std::int64_t to_ms(base::Instant at) {
    return at.time_since_epoch().count();
}
[[nodiscard]] inline base::Instant from_ms(std::int64_t ms) {
    return base::Instant(std::chrono::milliseconds(ms));
}

} // namespace filiform::store
