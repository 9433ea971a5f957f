// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quality/ledger.h"
#include "store/store.h"

namespace filiform::quality {

/// A ledger and how far into the store it was folded.
struct Followed {
    Ledger ledger;
    std::int64_t place = 0; ///< of the last write that was looked at
};

/// Folds in what was written since, in the order of its places, and settles the ledger. Of an entry
/// that was written several times only the last version is read. At most `most` writes; true when
/// there is no more.
///
/// Cost:     a look-up by id for each entry that was written.
/// Problems: those of the store. What was folded until then stays folded.
[[nodiscard]] base::Result<bool> follow(store::Store& store, Followed& followed, std::size_t most);
/// Until there is no more.
[[nodiscard]] base::Result<void> follow_all(store::Store& store, Followed& followed);

} // namespace filiform::quality
