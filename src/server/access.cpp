// SPDX-License-Identifier: Apache-2.0
#include "server/access.h"

#include <algorithm>

#include "record/noun.h"
#include "server/read_notes.h"
#include "server/target.h"

namespace filiform::server {

namespace {

using record::Action;
using record::Reach;

char letter_of(const Wish& wish) {
    switch (wish.action) {
    case Action::See:
        return wish.is_search ? 's' : 'r';
    case Action::Create:
        return 'c';
    case Action::Change:
        return 'u';
    case Action::Sign:
    case Action::Erase:
        return 'd';
    }
    return 'd';
}

bool has_scope(const Caller& caller, const Wish& wish) {
    const std::string_view name = fhir_name(wish.kind);
    return std::any_of(caller.scopes.begin(), caller.scopes.end(), [&](const Scope& scope) {
        return (scope.resource == "*" || scope.resource == name) &&
               scope.letters.find(letter_of(wish)) != std::string::npos;
    });
}

record::Whose whose_of(const Caller& caller, const record::Entry& entry) {
    const bool is_own = !caller.person.is_empty() &&
                        (entry.patient == caller.person ||
                         (entry.kind == record::Kind::Patient && entry.id == caller.person));
    return is_own ? record::Whose::Own : record::Whose::Others;
}

bool allows(const Caller& caller, const Wish& wish, const record::Entry& entry) {
    return reach_of(caller, wish) != Reach::None &&
           record::carried_rights().allow(caller.role, wish.kind, wish.action,
                                          {whose_of(caller, entry), entry.state,
                                           !caller.account.empty() && entry.by == caller.account});
}

/// Whether it is a draft of theirs that somebody of the clinic has gone on with: they may know that
/// it is there, since they may have begun it, but not what became of it.
bool was_taken_over(const Caller& caller, const Wish& wish, const record::Entry& entry) {
    return wish.action == Action::Change && reach_of(caller, wish) == Reach::OwnBegun &&
           whose_of(caller, entry) == record::Whose::Own && entry.state == record::State::Open;
}

template <class Noun>
base::Result<Noun> noun_of(const record::Entry& entry) {
    auto noun = record::read_noun(entry.kind, entry.body, entry.id.text());
    if (!noun)
        return tl::unexpected(
            base::Problem{"store.failed", entry.id.text(), "A stored entry cannot be read.", ""});
    return std::get<Noun>(*std::move(noun));
}

base::Result<std::vector<record::Episode>> episodes_of(store::Store& store,
                                                       const record::EntryId& patient) {
    store::Query query;
    query.kind = record::Kind::Episode;
    query.patient = patient;
    query.most = 1000;
    const auto page = store.search(query);
    if (!page)
        return tl::unexpected(page.error());
    std::vector<record::Episode> episodes;
    for (const record::Entry& entry : page->entries) {
        auto episode = noun_of<record::Episode>(entry);
        if (!episode)
            return tl::unexpected(episode.error());
        episodes.push_back(*std::move(episode));
    }
    return episodes;
}

/// The reason given for breaking the glass; too short a one is none.
std::string reason_given(const Request& request) {
    constexpr std::size_t least = 10;
    constexpr std::size_t most = 500;
    const auto header = request.header("x-break-glass");
    return header && header->size() >= least && header->size() <= most && is_utf8(*header)
               ? std::string(*header)
               : std::string();
}

} // namespace

Reach reach_of(const Caller& caller, const Wish& wish) {
    if (!caller.is_somebody())
        return Reach::None;
    if (caller.role == record::Role::Integrator && !has_scope(caller, wish))
        return Reach::None;
    return record::carried_rights().reach(caller.role, wish.kind, wish.action);
}

std::vector<record::Role> roles_for(record::Kind kind, Action action) {
    std::vector<record::Role> roles;
    for (std::size_t i = 0; i < record::words(record::Role{}).size(); ++i) {
        const auto role = static_cast<record::Role>(i);
        if (record::carried_rights().reach(role, kind, action) != Reach::None)
            roles.push_back(role);
    }
    return roles;
}

base::Result<void> permit(const Caller& caller, const Wish& wish, const record::Entry& entry) {
    if (allows(caller, wish, entry))
        return {};
    if (was_taken_over(caller, wish, entry))
        return tl::unexpected(base::Problem{
            "request.forbidden", "", "The clinic goes on with this now; what you wrote is kept.",
            "Tell the clinic what you would like to add."});
    Wish see{wish.kind, Action::See, false};
    // A token that may search but not read, or write but not read, is told so plainly.
    const bool is_program = caller.role == record::Role::Integrator;
    if (wish.action != Action::See && (is_program || allows(caller, see, entry)))
        return tl::unexpected(base::Problem{"request.forbidden", "",
                                            "You may see this but not do that with it.",
                                            "Ask somebody whose work it is."});
    if (is_program)
        return tl::unexpected(base::Problem{"request.forbidden", "",
                                            "The token's scopes do not take this in.",
                                            "Ask the clinic's lead for a token that may."});
    return tl::unexpected(no_such_entry());
}

base::Problem no_such_entry() {
    return {"record.missing", "", "There is no such entry.", "Look for it by searching."};
}

base::Result<record::Entry> find_of_kind(store::Store& store, record::Kind kind,
                                         const std::string& id) {
    if (!record::is_entry_id(id))
        return tl::unexpected(no_such_entry());
    auto entry = store.find(record::EntryId(id));
    const bool is_missing = entry ? entry->kind != kind : entry.error().code == "record.missing";
    if (is_missing)
        return tl::unexpected(no_such_entry());
    return entry;
}

RestrictedPatients::RestrictedPatients(store::Store& store, const Request& request,
                                       const Caller& caller, ReadNotes* notes)
    : store_(store), request_(request), caller_(caller), notes_(notes) {}

base::Result<bool> RestrictedPatients::is_withheld(const record::EntryId& patient) {
    const bool is_asked =
        caller_.role == record::Role::Clinician || caller_.role == record::Role::Lead;
    if (patient.is_empty() || !is_asked)
        return false;
    for (const auto& [known, is_closed] : known_)
        if (known == patient)
            return is_closed;
    const auto judged = judge(patient);
    if (judged)
        known_.emplace_back(patient, *judged);
    return judged;
}

base::Result<bool> RestrictedPatients::judge(const record::EntryId& id) {
    const auto entry = store_.find(id);
    if (!entry && entry.error().code == "record.missing")
        return false;
    if (!entry)
        return tl::unexpected(entry.error());
    if (entry->kind != record::Kind::Patient || entry->state == record::State::Erased)
        return false;
    const auto patient = noun_of<record::Patient>(*entry);
    if (!patient)
        return tl::unexpected(patient.error());
    if (!patient->is_restricted.value_or(false))
        return false;
    const auto episodes = episodes_of(store_, id);
    if (!episodes)
        return tl::unexpected(episodes.error());
    if (!record::needs_reason(caller_.role, caller_.person, *patient, *episodes))
        return false;
    const std::string reason = reason_given(request_);
    if (reason.empty())
        return true;
    const bool is_due =
        notes_ == nullptr || notes_->is_due("break_glass\n" + caller_.account + '\n' + id.text() +
                                                '\n' + request_.from + '\n' + reason,
                                            request_.at);
    if (!is_due)
        return false;
    store::AuditRow row;
    row.at = request_.at;
    row.by = caller_.account;
    row.action = "break_glass";
    row.kind = "patient";
    row.entry = row.patient = id.text();
    row.outcome = "done";
    row.reason = reason;
    row.from = request_.from;
    store_.audit().note(std::move(row));
    return false;
}

base::Result<void> RestrictedPatients::permit(const record::EntryId& patient) {
    const auto withheld = is_withheld(patient);
    if (!withheld)
        return tl::unexpected(withheld.error());
    if (*withheld)
        return tl::unexpected(base::Problem{
            "request.restricted", "X-Break-Glass", "This patient's record is restricted.",
            "If you have to see it, say why in the header X-Break-Glass, in 10 to 500 "
            "characters; it is kept and looked at."});
    return {};
}

void note_read(store::Store& store, const Request& request, const Caller& caller,
               const std::string& action, const record::Entry& entry) {
    store::AuditRow row;
    row.at = request.at;
    row.by = caller.account;
    row.action = action;
    row.kind = std::string(record::text(entry.kind));
    row.entry = entry.id.text();
    row.version = entry.version;
    row.patient = entry.patient.text();
    row.outcome = "done";
    row.from = request.from;
    store.audit().note(std::move(row));
}

} // namespace filiform::server
