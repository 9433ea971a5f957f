// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "base/zone.h"
#include "record/known.h"
#include "record/noun.h"
#include "store/store.h"

/// What of the record the server itself looks up; no other room includes this.
namespace filiform::server {

/// Every entry that a query finds, page by page, as its noun. `most` and `after` are set here.
/// Cost: linear in what is found: for what is of one patient or of a clinic, not for searches.
/// Problems: those of the store; store.failed when a body cannot be read.
template <class Noun>
[[nodiscard]] base::Result<std::vector<record::Known<Noun>>> all_of(store::Store& store,
                                                                    store::Query query) {
    query.most = 1000;
    std::vector<record::Known<Noun>> all;
    do {
        const auto page = store.search(query);
        if (!page)
            return tl::unexpected(page.error());
        for (const record::Entry& entry : page->entries) {
            auto noun = record::read_noun(entry.kind, entry.body, "");
            auto* one = noun ? std::get_if<Noun>(&*noun) : nullptr;
            if (one == nullptr)
                return tl::unexpected(base::Problem{"store.failed", entry.id.text(),
                                                    "A stored entry cannot be read.", ""});
            all.push_back({entry.id, entry.state, std::move(*one), entry.by});
        }
        query.after = page->next;
    } while (!query.after.empty());
    return all;
}

/// The clinic whose record this is; nothing while none was written.
/// Problems: those of `all_of`.
[[nodiscard]] base::Result<std::optional<record::Known<record::Clinic>>>
find_clinic(store::Store& store);

/// The clinic's clocks; UTC while there is no clinic, or one of a zone that is not known here.
/// Problems: those of `all_of`; zone.unknown when the system has no tzdata at all.
[[nodiscard]] base::Result<base::Zone> clinic_zone(store::Store& store);

/// The place of the last write. The store is asked what lies behind a place, at ever larger steps
/// and then ever smaller ones: some forty look-ups.
[[nodiscard]] base::Result<std::int64_t> last_place(store::Store& store);

} // namespace filiform::server
