// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/entry.h"
#include "record/rights.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/store.h"

namespace filiform::server {

/// What a caller wants to do with entries of a kind.
struct Wish {
    record::Kind kind = record::Kind::Patient;
    record::Action action = record::Action::See;
    bool is_search = false; ///< of See: finding many, which a token's scopes tell apart
};

/// How far the caller's role and, of a token, its scopes let them go.
[[nodiscard]] record::Reach reach_of(const Caller& caller, const Wish& wish);

/// The roles that may do this at all, for the table of routes.
[[nodiscard]] std::vector<record::Role> roles_for(record::Kind kind, record::Action action);

/// Whether the caller may do this with an entry as it stands. An entry that they may not even see
/// answers as if it were not there.
/// Problems: record.missing, request.forbidden.
[[nodiscard]] base::Result<void> permit(const Caller& caller, const Wish& wish,
                                        const record::Entry& entry);

/// The same words for what is not there and for what somebody may not know of.
[[nodiscard]] base::Problem no_such_entry();
/// An entry by an id that somebody wrote, of that kind. Problems: record.missing, store.failed.
[[nodiscard]] base::Result<record::Entry> find_of_kind(store::Store& store, record::Kind kind,
                                                       const std::string& id);

class ReadNotes;

/// Guards patients marked restricted: those who do not treat them say why before they see anything
/// of them, in the header X-Break-Glass. That is kept in the audit.
class RestrictedPatients {
  public:
    /// `notes`: keeps it in the audit once a minute, where requests come many times a second.
    RestrictedPatients(store::Store& store, const Request& request, const Caller& caller,
                       ReadNotes* notes = nullptr);

    /// Whether what belongs to this patient is withheld from the caller. An empty id is nobody's.
    [[nodiscard]] base::Result<bool> is_withheld(const record::EntryId& patient);
    /// The same as a refusal. Problems: request.restricted, store.failed.
    [[nodiscard]] base::Result<void> permit(const record::EntryId& patient);

  private:
    [[nodiscard]] base::Result<bool> judge(const record::EntryId& patient);

    store::Store& store_;
    const Request& request_;
    const Caller& caller_;
    ReadNotes* notes_;
    std::vector<std::pair<record::EntryId, bool>> known_;
};

/// Notes a read in the audit.
void note_read(store::Store& store, const Request& request, const Caller& caller,
               const std::string& action, const record::Entry& entry);

} // namespace filiform::server
