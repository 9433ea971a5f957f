// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "record/entry.h"
#include "server/caller.h"
#include "server/lockout.h"
#include "server/password.h"
#include "server/rate_limit.h"
#include "server/request.h"
#include "store/accounts.h"
#include "store/audit.h"

namespace filiform::server {

struct PeopleOptions {
    PasswordCost cost;
    std::chrono::milliseconds idle = std::chrono::minutes(15);  ///< a session unused so long ends
    std::chrono::milliseconds longest = std::chrono::hours(12); ///< and every one after this
    std::chrono::milliseconds invitation = std::chrono::hours(24 * 7);
    std::chrono::milliseconds reset = std::chrono::hours(24);
    /// A session is read from the store again after this, so that what another server or the
    /// console changed holds.
    std::chrono::milliseconds remembered = std::chrono::seconds(30);
    std::chrono::milliseconds feed = std::chrono::hours(24 * 730); ///< a calendar's secret
    Rate login_rate{0.5, 20}; ///< attempts of one address, of secrets that are none too
    Rate feed_rate{0.02, 12}; ///< fetches of one calendar
};

/// Who may log in and how they prove it.
///
/// Secrets:  passwords as Argon2id; sessions, invitations, tokens, calendars' addresses and
///           recovery codes as SHA-256 of at least 80 random bits. Only a second factor's secret is
///           kept itself.
/// Silence:  a wrong password, an unknown login, a locked account and one without a password
///           answer with the same words after the same work.
/// Audit:    every attempt and every change is noted.
/// Threads:  any.
class People {
  public:
    People(store::Accounts& accounts, store::Audit& audit, PeopleOptions options);

    struct Attempt {
        std::string login, password;
        std::string code; ///< of the second factor, or a recovery code; may be empty
        std::string from;
        base::Instant now{};
    };
    struct Session {
        std::string cookie; ///< the secret itself, told once
        std::string csrf;   ///< to be sent as X-CSRF-Token with what changes anything
        store::Account account;
        base::Instant expires{};
    };
    /// Problems: login.refused, login.second_factor (the password was right), login.wait,
    ///           store.failed.
    [[nodiscard]] base::Result<Session> log_in(const Attempt& attempt);
    /// Who asks: by the cookie or the bearer token of a request. Nobody when there is neither, or
    /// it holds no longer.
    [[nodiscard]] base::Result<Caller> recognise(const Request& request);
    /// Whether recognise() needs no store for it.
    [[nodiscard]] bool is_remembered(const Request& request, base::Instant now);
    /// Whether what a caller showed would still be taken; asking is no use of it.
    [[nodiscard]] bool still_holds(const Caller& caller, base::Instant now);
    /// Whether the request carries its session's CSRF secret.
    [[nodiscard]] bool is_guarded(const Request& request, const Caller& caller);
    /// That secret again, for a page that was loaded anew; "": the request shows no cookie.
    [[nodiscard]] static std::string csrf_token(const Request& request);
    [[nodiscard]] base::Result<void> log_out(const Caller& caller, base::Instant now);
    [[nodiscard]] base::Result<void> log_out_everywhere(const std::string& account,
                                                        base::Instant now);

    /// What is told once: an invitation, a reset, a token.
    struct Told {
        std::string secret;
        base::Instant expires{};
        store::Account account;
    };
    struct Newcomer {
        std::string login;
        record::Role role = record::Role::Patient;
        record::EntryId person;
    };
    /// A new account without a password, and the invitation to choose one.
    /// Problems: people.login, account.exists, store.failed.
    [[nodiscard]] base::Result<Told> invite(const Newcomer& newcomer, const std::string& by,
                                            base::Instant now);
    /// An invitation to choose a new password; the old one holds until then.
    [[nodiscard]] base::Result<Told> reset(const std::string& account, const std::string& by,
                                           base::Instant now);
    /// Chooses a password by an invitation or a reset, which then works no more; ends every
    /// session. Problems: people.ticket, people.password, store.failed.
    [[nodiscard]] base::Result<store::Account>
    choose_password(const std::string& secret, const std::string& password, base::Instant now);
    /// By somebody logged in. Problems: login.refused (the present one is wrong), people.password.
    [[nodiscard]] base::Result<void> change_password(const Caller& caller,
                                                     const std::string& present,
                                                     const std::string& password,
                                                     const Request& request);

    /// A new secret for an authenticator app. It holds once a code of it was shown.
    struct Factor {
        std::string secret, address;
    };
    [[nodiscard]] static Factor offer_factor(const Caller& caller);
    /// Ten recovery codes, told once. Problems: login.refused, people.code.
    [[nodiscard]] base::Result<std::vector<std::string>>
    confirm_factor(const Caller& caller, const std::string& password, const std::string& secret,
                   const std::string& code, const Request& request);
    [[nodiscard]] base::Result<void> drop_factor(const Caller& caller, const std::string& password,
                                                 const Request& request);

    /// Whether an account may log in at all; locking it ends its sessions and tokens.
    [[nodiscard]] base::Result<store::Account> set_active(const std::string& account,
                                                          bool is_active, const std::string& by,
                                                          base::Instant now);
    /// Forgives failed attempts. Problems: account.missing.
    [[nodiscard]] base::Result<void> unlock(const std::string& account, const std::string& by,
                                            base::Instant now);
    [[nodiscard]] base::Result<store::Account>
    change_role(const std::string& account, record::Role role, const record::EntryId& person,
                const std::string& by, base::Instant now);

    struct TokenOrder {
        std::string account, scopes, note;
        int days = 365;
    };
    /// Only for an integrator's account. Problems: people.scope, people.role, account.missing.
    [[nodiscard]] base::Result<Told> make_token(const TokenOrder& order, const std::string& by,
                                                base::Instant now);
    [[nodiscard]] base::Result<void> drop_token(const std::string& account,
                                                const std::string& digest, const std::string& by,
                                                base::Instant now);

    /// A new secret by which a calendar program fetches an account's bookings, without a log-in;
    /// the one before works no more. Ends after `feed`.
    [[nodiscard]] base::Result<Told> make_feed(const Caller& caller, const Request& request);
    /// Takes it away; so too when there is none.
    [[nodiscard]] base::Result<void> drop_feed(const Caller& caller, const Request& request);
    /// Whose calendar a secret is for, when the account may still log in.
    /// Problems: account.missing (whatever is wrong with it), login.wait (too often), store.failed.
    [[nodiscard]] base::Result<store::Account> feed_owner(const std::string& secret,
                                                          const Request& request);

    [[nodiscard]] base::Result<store::Account> find(const std::string& account);
    [[nodiscard]] base::Result<std::vector<store::Account>> all();
    [[nodiscard]] base::Result<std::vector<store::Ticket>> tickets_of(const std::string& account);
    /// Takes away what has expired. Cheap; call it now and then.
    void tidy(base::Instant now);

  private:
    struct Remembered {
        Caller caller;
        std::string guard;
        base::Instant made{}, expires{}, last_used{}, noted{}, read{};
    };
    /// What a request proves somebody by.
    struct Shown {
        std::string digest;
        Caller::Proof proof;
    };
    [[nodiscard]] static std::optional<Shown> shown_by(const Request& request);
    /// Who shows this, as long as what was read of them holds.
    [[nodiscard]] std::optional<Caller> remembered(const std::string& digest, Caller::Proof proof,
                                                   base::Instant now);
    using Check = base::Result<store::Account>;
    [[nodiscard]] Check prove(const Attempt& attempt, const std::string& login);
    [[nodiscard]] Check second_factor(store::Account account, const Attempt& attempt);
    [[nodiscard]] Check prove_again(const Caller& caller, const std::string& password,
                                    const Request& request);
    [[nodiscard]] base::Result<Session> begin_session(const store::Account& account,
                                                      base::Instant now);
    void failed(const std::string& login, const std::optional<store::Account>& account,
                const Attempt& attempt);
    [[nodiscard]] base::Result<Caller> recall(const std::string& digest, Caller::Proof proof,
                                              base::Instant now);
    enum class Look { Use, Peek };
    [[nodiscard]] base::Result<std::optional<Remembered>>
    read(const std::string& digest, Caller::Proof proof, base::Instant now, Look look);
    [[nodiscard]] base::Result<Told> tell(const store::Account& account, store::Ticket ticket);
    void forget(const std::string& account);
    void note(const std::string& by, const std::string& action, const std::string& outcome,
              const std::string& account, const std::string& from, base::Instant now);

    store::Accounts& accounts_;
    store::Audit& audit_;
    PeopleOptions options_;
    std::string no_ones_hash_; ///< held against a password when there is no account
    Lockout lockout_;
    RateLimit attempts_, feeds_;
    std::mutex mutex_;
    std::unordered_map<std::string, Remembered> remembered_; ///< by digest
};

/// The name of a session's cookie: bound to this host when it travels over TLS.
[[nodiscard]] std::string session_cookie(bool is_secure);

} // namespace filiform::server
