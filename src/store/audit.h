// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "record/kind.h"

namespace filiform::store {

/// One thing that somebody did or tried to do.
struct AuditRow {
    std::int64_t place = 0; ///< 1, 2, … without a gap
    base::Instant at{};
    std::string by;     ///< an account's id, "system", or "nobody" (a failed log-in)
    std::string action; ///< "read", "search", "create", "sign", "log_in", "break_glass", …
    std::string kind;   ///< of what, as record::text has it; may be empty
    std::string entry;  ///< its id; may be empty
    std::int64_t version = 0;
    std::string patient; ///< whose; may be empty
    std::string outcome; ///< "done", "refused", "failed"
    std::string reason;  ///< may be empty
    std::string from;    ///< may be empty
    std::string hash;    ///< SHA-256 over the row before's hash and this row's fields

    friend bool operator==(const AuditRow&, const AuditRow&) = default;
};

struct AuditQuery {
    std::optional<std::string> by{}, patient{}, entry{}, action{};
    std::optional<base::Instant> from{}, before{};
    enum class Order { OldestFirst, NewestFirst } order = Order::OldestFirst;
    std::int64_t after = 0; ///< a place; the page begins behind it in that order; 0: at its begin
    std::size_t most = 100;
};

/// What became of a check of the chain.
struct AuditCheck {
    std::int64_t rows = 0;
    std::string head;                   ///< the last row's hash
    std::optional<std::int64_t> broken; ///< the first row that does not follow from those before
    std::string what;                   ///< one sentence on it
};

/// Who read and wrote what: rows chained by their hashes, so that removing, reordering or changing
/// one is seen. The rows of writes are written with them (Store::write).
class Audit {
  public:
    virtual ~Audit() = default;

    /// Notes a read, a refusal, a log-in. Gathered with others; on disk within 50 ms, or with the
    /// next write if that is sooner. A crash can lose what was noted since, never a write's row.
    /// While the disk takes nothing 100,000 are kept; of more, a row "notes_lost" says how many.
    virtual void note(AuditRow row) = 0;
    /// Waits until all that was noted is on disk. Problems: store.failed.
    [[nodiscard]] virtual base::Result<void> settle() = 0;
    [[nodiscard]] virtual base::Result<std::vector<AuditRow>> find(const AuditQuery& query) = 0;
    /// Walks the whole chain. Cost: linear, about 10⁶ rows in a few seconds.
    [[nodiscard]] virtual base::Result<AuditCheck> verify() = 0;
};

} // namespace filiform::store
