// SPDX-License-Identifier: Apache-2.0
#include "store/change.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "store/storable.h"

namespace filiform::store {

namespace {

constexpr std::size_t longest_id = 64;
constexpr std::chrono::hours longest_claim{24};

void check_id(const record::EntryId& id) {
    const auto is_allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '.';
    };
    if (id.is_empty() || id.text().size() > longest_id ||
        !std::all_of(id.text().begin(), id.text().end(), is_allowed))
        refuse("record.value", is_storable(id.text()) ? id.text() : "",
               "An id has 1 to 64 letters, digits, '-' or '.'.");
}

void check_text(std::string_view text, const record::EntryId& id) {
    if (!is_storable(text))
        refuse("record.value", id.text(), "A text is not UTF-8, or holds a zero character.");
}

void check_write(const Write& write) {
    check_id(write.id);
    if (!write.patient.is_empty())
        check_id(write.patient);
    check_text(write.body, write.id);
    for (const record::Term& term : write.index.terms) {
        check_text(term.name, write.id);
        check_text(term.value, write.id);
    }
    for (const record::Reference& reference : write.index.references)
        check_id(reference.id);
    for (const record::Claim& claim : write.index.claims) {
        check_id(claim.of);
        if (claim.to <= claim.from || claim.to - claim.from > longest_claim)
            refuse("record.value", write.id.text(),
                   "A claim is of more than no time, at most a day.");
    }
}

} // namespace

void check_form(const Change& change) {
    for (const std::string* text :
         {&change.act.by, &change.act.action, &change.act.reason, &change.act.from})
        check_text(*text, {});
    std::set<record::EntryId> seen;
    for (const Write& write : change.writes) {
        check_write(write);
        if (!seen.insert(write.id).second)
            refuse("record.conflict", write.id.text(), "The change writes this entry twice.");
    }
}

} // namespace filiform::store
