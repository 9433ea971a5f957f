// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "store/store.h"
#include "store/turn.h"

/// How a change is judged and written; no other room includes this.
namespace filiform::store {

/// A blob as it is kept: made before the turn, so that nobody waits for it.
struct ReadyBlob {
    std::string digest, media_type;
    std::int64_t size = 0;
    std::vector<std::string> parts; ///< base64
};
[[nodiscard]] ReadyBlob make_ready(const Blob& blob);

/// Refuses what could not be kept as it is (text that is not UTF-8 or holds a zero, an id of
/// another form, a claim of no or of more than a day's time) and an entry that is written twice.
void check_form(const Change& change);

/// Judges all of it, then writes all of it.
[[nodiscard]] std::vector<record::Entry> write_change(Turn& turn, const Change& change,
                                                      const std::vector<ReadyBlob>& blobs);

/// Makes a patient anonymous, see Store::erase.
void erase_patient(Turn& turn, const Act& act, const record::EntryId& patient,
                   const std::vector<Write>& writes);

} // namespace filiform::store
