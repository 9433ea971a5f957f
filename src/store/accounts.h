// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "record/kind.h"
#include "record/role.h"

namespace filiform::store {

/// Somebody, or some program, that may log in. Secrets are kept as digests only, but for the
/// second factor, which has to be known to be checked.
struct Account {
    std::string id;
    std::int64_t version = 0; ///< 0 is not stored yet
    std::string login;        ///< folded to lower case; unique
    record::Role role = record::Role::Patient;
    record::EntryId person;     ///< the practitioner or the patient it belongs to
    std::string password_hash;  ///< Argon2id, libsodium's form; "": none set yet
    std::string totp_secret;    ///< "": no second factor
    std::int64_t totp_last = 0; ///< the last time step used, so that a code works once
    bool is_active = true;
    int failures =
        0; ///< wrong passwords since somebody forgave them: a reset, the lead, the console
    std::optional<base::Instant> locked_until;
    std::vector<std::string> recovery_hashes; ///< codes for a lost second factor, unused ones
};

/// What somebody can show instead of a password: a session's cookie, an invitation, a token.
/// The secret itself is not kept, only its SHA-256.
struct Ticket {
    enum class Purpose { Session, Invitation, Reset, Token, CalendarFeed };
    std::string digest; ///< SHA-256 of the secret, hexadecimal
    Purpose purpose = Purpose::Session;
    std::string account;
    base::Instant made{}, expires{}, last_used{};
    std::string scopes; ///< of a token, separated by blanks; may be empty
    std::string note;   ///< what the holder calls it; may be empty
    std::string guard;  ///< of a session, the CSRF secret's digest; may be empty
};

/// The people of a store and their tickets. Every change is durable when it returns.
/// Problems: account.conflict, account.exists (the login is taken), account.missing, account.value
/// (a
///           text that cannot be kept), store.failed and what else a write is refused with.
class Accounts {
  public:
    virtual ~Accounts() = default;

    [[nodiscard]] virtual base::Result<Account> find(const std::string& id) = 0;
    [[nodiscard]] virtual base::Result<Account> find_login(const std::string& login) = 0;
    [[nodiscard]] virtual base::Result<std::vector<Account>> all() = 0;
    /// Follows `account.version`; answers it as stored.
    [[nodiscard]] virtual base::Result<Account> save(const Account& account) = 0;

    [[nodiscard]] virtual base::Result<Ticket> find_ticket(const std::string& digest) = 0;
    [[nodiscard]] virtual base::Result<std::vector<Ticket>>
    tickets_of(const std::string& account) = 0;
    /// New or changed.
    [[nodiscard]] virtual base::Result<void> save_ticket(const Ticket& ticket) = 0;
    /// Takes a ticket away so that only one of several callers gets it: an invitation works once.
    [[nodiscard]] virtual base::Result<Ticket> take_ticket(const std::string& digest) = 0;
    /// Of one account and purpose, but for one (may be empty).
    [[nodiscard]] virtual base::Result<void>
    drop_tickets(const std::string& account, Ticket::Purpose purpose, const std::string& but) = 0;
    [[nodiscard]] virtual base::Result<std::int64_t> drop_expired(base::Instant now) = 0;
};

} // namespace filiform::store
