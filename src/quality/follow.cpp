// SPDX-License-Identifier: Apache-2.0
#include "quality/follow.h"

#include <unordered_set>

namespace filiform::quality {

base::Result<bool> follow(store::Store& store, Followed& followed, std::size_t most) {
    const auto happened = store.happened_after(followed.place, most);
    if (!happened)
        return tl::unexpected(happened.error());
    std::unordered_set<record::EntryId> seen;
    for (const store::Happened& one : *happened) {
        if (seen.insert(one.id).second) { // `find` answers the last version, whichever came first
            const auto entry = store.find(one.id);
            if (!entry)
                return tl::unexpected(entry.error());
            followed.ledger.fold(*entry);
        }
        followed.place = one.place;
    }
    followed.ledger.settle();
    return happened->size() < most;
}

base::Result<void> follow_all(store::Store& store, Followed& followed) {
    constexpr std::size_t at_once = 10000;
    for (;;) {
        const auto is_done = follow(store, followed, at_once);
        if (!is_done)
            return tl::unexpected(is_done.error());
        if (*is_done)
            return {};
    }
}

} // namespace filiform::quality
