// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/kind.h"
#include "record/role.h"

namespace filiform::server {

/// What a token may do with one kind of thing, as SMART App Launch 2 writes it: "system/Patient.rs"
/// (c create, r read, u update, d withdraw or mark as mistaken, s search); "*" is every kind, and
/// ".read", ".write", ".*" of version 1 are understood.
struct Scope {
    std::string resource; ///< as FHIR calls it, or "*"
    std::string letters;  ///< of "cruds", in that order
    friend bool operator==(const Scope&, const Scope&) = default;
};

/// What opens the clinic's own figures, as FHIR calls it. Only this name does: "*" is every kind of
/// entry.
inline constexpr std::string_view figures_scope = "MeasureReport";
/// Scopes separated by blanks. Problems: people.scope.
[[nodiscard]] base::Result<std::vector<Scope>> read_scopes(std::string_view text);
/// What FHIR calls a kind: "Procedure" for a session.
[[nodiscard]] std::string_view fhir_name(record::Kind kind);

/// Who asks, as far as it was proved.
struct Caller {
    enum class Proof {
        None,
        Session, ///< a cookie; what changes anything needs the CSRF secret too
        Token,
    };
    Proof proof = Proof::None;
    std::string account; ///< its id; empty: nobody
    std::string login;
    record::Role role = record::Role::Patient;
    record::EntryId person;    ///< the practitioner or patient it belongs to; may be empty
    std::vector<Scope> scopes; ///< of a token
    std::string ticket;        ///< the digest of what was shown

    [[nodiscard]] bool is_somebody() const { return proof != Proof::None; }
};

} // namespace filiform::server
