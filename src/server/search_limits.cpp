// SPDX-License-Identifier: Apache-2.0
#include "server/search_limits.h"

#include <algorithm>

#include "server/access.h"

namespace filiform::server {

using record::Action;
using record::Kind;
using record::State;

base::Result<void> narrow(store::Query& query, const Caller& caller) {
    const auto reach = reach_of(caller, {query.kind, Action::See, true});
    if (reach == record::Reach::Any)
        return {};
    if (reach == record::Reach::None || caller.person.is_empty())
        return tl::unexpected(base::Problem{"request.forbidden", "", "You may not search these.",
                                            "Ask the clinic's lead."});
    if (query.patient && *query.patient != caller.person)
        return tl::unexpected(base::Problem{"request.forbidden", "patient",
                                            "This is not your own record.", "Leave it out."});
    query.patient = caller.person;
    if (reach == record::Reach::OwnSigned || reach == record::Reach::OwnBegun) {
        std::vector<State> shown{State::Signed, State::Superseded, State::Withdrawn};
        if (reach == record::Reach::OwnBegun) {
            shown.push_back(State::Open);
            query.open_by = caller.account;
        }
        std::erase_if(query.states, [&](State state) {
            return std::find(shown.begin(), shown.end(), state) == shown.end();
        });
        if (query.states.empty())
            query.states = shown;
    }
    return {};
}

base::Result<std::vector<record::EntryId>> with_doubles(store::Store& store,
                                                        const record::EntryId& patient) {
    store::Query doubles;
    doubles.kind = Kind::Patient;
    doubles.all.push_back(
        {"merged_into", store::Query::Condition::Match::Exactly, {patient.text()}, "", "", false});
    const auto found = store.search(doubles);
    if (!found)
        return tl::unexpected(found.error());
    std::vector<record::EntryId> all{patient};
    for (const record::Entry& entry : found->entries)
        all.push_back(entry.id);
    return all;
}

base::Result<void> take_in_doubles(const Desk& desk, store::Query& query) {
    if (!query.patient || query.kind == Kind::Patient)
        return {};
    const auto all = with_doubles(desk.store, *query.patient);
    if (!all)
        return tl::unexpected(all.error());
    if (all->size() == 1)
        return {};
    store::Query::Condition any{"patient", store::Query::Condition::Match::Exactly, {}, "", "",
                                false};
    for (const record::EntryId& id : *all)
        any.values.push_back(id.text());
    query.all.push_back(std::move(any));
    query.patient.reset();
    return {};
}

void note_search(const Desk& desk, const Call& call, const store::Query& query,
                 const std::vector<record::Entry>& shown) {
    std::vector<record::EntryId> patients;
    for (const record::Entry& entry : shown)
        if (std::find(patients.begin(), patients.end(), entry.patient) == patients.end())
            patients.push_back(entry.patient);
    if (patients.empty())
        patients.emplace_back();
    for (const record::EntryId& patient : patients) {
        record::Entry about;
        about.kind = query.kind;
        about.patient = patient;
        note_read(desk.store, call.request, call.caller, "search", about);
    }
}

} // namespace filiform::server
