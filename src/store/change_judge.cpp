// SPDX-License-Identifier: Apache-2.0
#include "store/change_judge.h"

#include <algorithm>
#include <set>

#include "store/entries.h"
#include "store/many_rows.h"

namespace filiform::store {

namespace {

using record::State;

std::string named(record::Kind kind, const record::EntryId& id) {
    return std::string(record::text(kind)) + " " + id.text();
}

void judge_follows(const Write& write, const Standing* standing) {
    if (standing == nullptr) {
        if (write.follows == 0)
            return;
        refuse("record.missing", write.id.text(), "There is no such entry.");
    }
    if (write.follows == 0)
        refuse("record.exists", write.id.text(), "There is an entry of this id already.",
               "Read it, and say which version you follow.");
    if (standing->kind != write.kind)
        refuse("record.missing", write.id.text(),
               "There is no " + named(write.kind, write.id) + ": it is a " +
                   std::string(record::text(standing->kind)) + ".");
    if (standing->version != write.follows)
        refuse("record.conflict", write.id.text(),
               "Somebody else has written version " + std::to_string(standing->version) +
                   " since you read version " + std::to_string(write.follows) + ".",
               "Read it again, and change that.");
    if (!standing->patient.is_empty() && standing->patient != write.patient)
        refuse("record.patient", write.id.text(), "An entry stays with its patient.",
               "Mark it as mistaken, and enter it anew for the other.");
}

void judge_claim(Connection& connection, const record::Claim& claim, const Write& write,
                 const std::set<std::string>& own) {
    // No claim is longer than a day, so one that overlaps begins within the day before.
    static const Sql overlapping{"SELECT id FROM claim WHERE claimed = :claimed AND "
                                 "from_ms > :earliest AND from_ms < :to AND to_ms > :from",
                                 "t"};
    constexpr std::chrono::hours longest{24};
    bool is_taken = false;
    connection.each(overlapping,
                    {claim.of.text(), to_ms(claim.from) - to_ms(base::Instant(longest)) - 1,
                     to_ms(claim.to), to_ms(claim.from)},
                    [&](const Row& row) { is_taken = is_taken || own.count(row.text(0)) == 0; });
    if (is_taken)
        refuse("record.taken", write.id.text(),
               "The time of " + claim.of.text() + " from " + base::text(claim.from) + " to " +
                   base::text(claim.to) + " is taken.",
               "Choose another time.");
}

/// Every claim of the change with its write, in the order of whose it is and when it begins.
std::vector<std::pair<const record::Claim*, const Write*>>
claims_in_order(const std::vector<Write>& writes) {
    std::vector<std::pair<const record::Claim*, const Write*>> claims;
    for (const Write& write : writes)
        if (claims_time(write.state))
            for (const record::Claim& claim : write.index.claims)
                claims.emplace_back(&claim, &write);
    std::sort(claims.begin(), claims.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first->of, a.first->from) < std::tie(b.first->of, b.first->from);
    });
    return claims;
}

} // namespace

Standings standings_of(Connection& connection, const std::vector<Write>& writes) {
    static const Sql find{
        "SELECT id, kind, version, state, patient, place FROM entry WHERE id IN (", "ttitti"};
    std::set<std::string> ids;
    for (const Write& write : writes) {
        ids.insert(write.id.text());
        for (const record::Reference& reference : write.index.references)
            ids.insert(reference.id.text());
    }
    Standings standings;
    each_of(connection, find, ")", {ids.begin(), ids.end()}, [&](const Row& row) {
        standings[row.text(0)] = {kind_of(connection, row.text(1)), row.whole(2),
                                  state_of(connection, row.text(3)), record::EntryId(row.text(4)),
                                  row.whole(5)};
    });
    return standings;
}

void judge_versions(const Standings& standings, const std::vector<Write>& writes) {
    for (const Write& write : writes) {
        const auto found = standings.find(write.id.text());
        judge_follows(write, found == standings.end() ? nullptr : &found->second);
    }
}

void judge_states(Connection& connection, const Standings& standings,
                  const std::vector<Write>& writes) {
    for (const Write& write : writes) {
        if (write.follows == 0)
            continue;
        const Standing& before = standings.at(write.id.text());
        if (before.state == State::Open)
            continue;
        if (before.state == State::Mistaken || before.state == State::Erased)
            refuse("record.signed", write.id.text(),
                   "The entry is " + std::string(record::text(before.state)) + " and stays so.");
        if (write.state == State::Open)
            refuse("record.signed", write.id.text(),
                   "The entry is " + std::string(record::text(before.state)) +
                       " and cannot be opened again.",
                   "Write an amendment, which is an entry of its own.");
        if (write.body != body_at(connection, before.place))
            refuse("record.signed", write.id.text(),
                   "The entry is " + std::string(record::text(before.state)) +
                       ": what it says cannot be changed.",
                   "Write an amendment, which is an entry of its own.");
    }
}

void judge_references(const Standings& standings, const std::vector<Write>& writes) {
    std::map<record::EntryId, record::Kind> written;
    for (const Write& write : writes)
        written[write.id] = write.kind;
    for (const Write& write : writes)
        for (const record::Reference& reference : write.index.references) {
            const auto own = written.find(reference.id);
            const auto other = standings.find(reference.id.text());
            std::optional<record::Kind> kind;
            if (own != written.end())
                kind = own->second;
            else if (other != standings.end())
                kind = other->second.kind;
            if (!kind)
                refuse("record.orphan", write.id.text() + "#" + reference.field,
                       "There is no entry " + reference.id.text() + ".");
            if (std::find(reference.kinds.begin(), reference.kinds.end(), *kind) ==
                reference.kinds.end())
                refuse("record.orphan", write.id.text() + "#" + reference.field,
                       "The " + named(*kind, reference.id) + " is not what is wanted here.");
        }
}

void judge_claims(Connection& connection, const std::vector<Write>& writes) {
    std::set<std::string> own;
    for (const Write& write : writes)
        own.insert(write.id.text());
    const auto claims = claims_in_order(writes);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto& [claim, write] = claims[i];
        if (i > 0 && claims[i - 1].first->of == claim->of && claims[i - 1].first->to > claim->from)
            refuse("record.taken", write->id.text(),
                   "The change takes the same time of " + claim->of.text() + " twice.");
        judge_claim(connection, *claim, *write, own);
    }
}

} // namespace filiform::store
