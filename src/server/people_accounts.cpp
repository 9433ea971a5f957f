// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/digest.h"
#include "server/people.h"
#include "server/secret.h"
#include "server/totp.h"
#include "store/store.h"

namespace filiform::server {

namespace {

using Purpose = store::Ticket::Purpose;

constexpr int recovery_codes = 10;
constexpr std::size_t recovery_characters = 16; // 80 bits
constexpr std::size_t factor_characters = 32;   // 160 bits, as RFC 4226 recommends
constexpr std::size_t most_login_bytes = 64;

base::Problem bad_ticket() {
    return {"people.ticket", "#/ticket", "This invitation holds no longer, or never did.",
            "Ask whoever sent it for a new one."};
}

bool is_login(const std::string& login) {
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '@' || c == '+';
    };
    return login.size() >= 3 && login.size() <= most_login_bytes &&
           std::all_of(login.begin(), login.end(), is_allowed);
}

} // namespace

base::Result<People::Told> People::tell(const store::Account& account, store::Ticket ticket) {
    Told told{new_secret(), ticket.expires, account};
    ticket.digest = base::sha256(told.secret);
    ticket.account = account.id;
    ticket.last_used = ticket.made;
    if (auto saved = accounts_.save_ticket(ticket); !saved)
        return tl::unexpected(saved.error());
    return told;
}

base::Result<People::Told> People::invite(const Newcomer& newcomer, const std::string& by,
                                          base::Instant now) {
    store::Account account;
    account.id = store::new_id(now).text();
    account.login = newcomer.login;
    std::transform(account.login.begin(), account.login.end(), account.login.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (!is_login(account.login))
        return tl::unexpected(base::Problem{"people.login", "#/login", "This cannot be a login.",
                                            "Take 3 to 64 of: letters a to z, digits, . - _ @ +"});
    account.role = newcomer.role;
    account.person = newcomer.person;
    auto saved = accounts_.save(account);
    if (!saved)
        return tl::unexpected(saved.error());
    note(by, "invite", "done", saved->id, "", now);
    store::Ticket ticket;
    ticket.purpose = Purpose::Invitation;
    ticket.made = now;
    ticket.expires = now + options_.invitation;
    return tell(*saved, ticket);
}

base::Result<People::Told> People::reset(const std::string& id, const std::string& by,
                                         base::Instant now) {
    auto account = accounts_.find(id);
    if (!account)
        return tl::unexpected(account.error());
    if (auto dropped = accounts_.drop_tickets(id, Purpose::Reset, ""); !dropped)
        return tl::unexpected(dropped.error());
    note(by, "reset", "done", id, "", now);
    store::Ticket ticket;
    ticket.purpose = Purpose::Reset;
    ticket.made = now;
    ticket.expires = now + options_.reset;
    return tell(*account, ticket);
}

base::Result<store::Account>
People::choose_password(const std::string& secret, const std::string& password, base::Instant now) {
    const std::string digest = base::sha256(secret);
    const auto ticket = accounts_.find_ticket(digest);
    if (!ticket && ticket.error().code != "account.missing")
        return tl::unexpected(ticket.error());
    const bool is_good =
        ticket && now < ticket->expires &&
        (ticket->purpose == Purpose::Invitation || ticket->purpose == Purpose::Reset);
    if (!is_good)
        return tl::unexpected(bad_ticket());
    auto account = accounts_.find(ticket->account);
    if (!account || !account->is_active)
        return tl::unexpected(bad_ticket());
    if (const auto checked = check_password(password, account->login); !checked)
        return tl::unexpected(checked.error());
    const auto hash = hash_password(password, options_.cost);
    if (!hash)
        return tl::unexpected(hash.error());
    // Only one of several who show it goes on from here.
    if (!accounts_.take_ticket(digest))
        return tl::unexpected(bad_ticket());
    account->password_hash = *hash;
    account->failures = 0;
    account->locked_until.reset();
    auto saved = accounts_.save(*account);
    if (!saved)
        return saved;
    lockout_.forgive(saved->login);
    note(saved->id, "choose_password", "done", saved->id, "", now);
    if (auto dropped = log_out_everywhere(saved->id, now); !dropped)
        return tl::unexpected(dropped.error());
    return saved;
}

People::Check People::prove_again(const Caller& caller, const std::string& password,
                                  const Request& request) {
    Attempt attempt{caller.login, password, "", request.from, request.at};
    if (!attempts_.take(attempt.from, attempt.now))
        return tl::unexpected(
            base::Problem{"login.wait", "", "There were too many attempts.", "Wait a minute."});
    return prove(attempt, caller.login);
}

base::Result<void> People::change_password(const Caller& caller, const std::string& present,
                                           const std::string& password, const Request& request) {
    auto account = prove_again(caller, present, request);
    if (!account)
        return tl::unexpected(account.error());
    if (const auto checked = check_password(password, account->login); !checked)
        return tl::unexpected(checked.error());
    const auto hash = hash_password(password, options_.cost);
    if (!hash)
        return tl::unexpected(hash.error());
    account->password_hash = *hash;
    if (auto saved = accounts_.save(*account); !saved)
        return tl::unexpected(saved.error());
    note(caller.account, "change_password", "done", caller.account, request.from, request.at);
    auto dropped = accounts_.drop_tickets(caller.account, Purpose::Session, caller.ticket);
    forget(caller.account);
    return dropped;
}

People::Factor People::offer_factor(const Caller& caller) {
    Factor factor;
    factor.secret = new_base32(factor_characters);
    factor.address = totp_address(factor.secret, caller.login);
    return factor;
}

base::Result<std::vector<std::string>>
People::confirm_factor(const Caller& caller, const std::string& password, const std::string& secret,
                       const std::string& code, const Request& request) {
    auto account = prove_again(caller, password, request);
    if (!account)
        return tl::unexpected(account.error());
    const auto step =
        secret.size() == factor_characters ? totp_match(secret, code, request.at, 0) : std::nullopt;
    if (!step)
        return tl::unexpected(base::Problem{"people.code", "#/code",
                                            "The code does not belong to this secret.",
                                            "Check the clock of the device with the app."});
    account->totp_secret = secret;
    account->totp_last = *step;
    account->recovery_hashes.clear();
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        codes.push_back(new_base32(recovery_characters));
        account->recovery_hashes.push_back(base::sha256(codes.back()));
    }
    if (auto saved = accounts_.save(*account); !saved)
        return tl::unexpected(saved.error());
    note(caller.account, "add_second_factor", "done", caller.account, request.from, request.at);
    return codes;
}

base::Result<void> People::drop_factor(const Caller& caller, const std::string& password,
                                       const Request& request) {
    auto account = prove_again(caller, password, request);
    if (!account)
        return tl::unexpected(account.error());
    account->totp_secret.clear();
    account->recovery_hashes.clear();
    if (auto saved = accounts_.save(*account); !saved)
        return tl::unexpected(saved.error());
    note(caller.account, "drop_second_factor", "done", caller.account, request.from, request.at);
    return {};
}

base::Result<store::Account> People::set_active(const std::string& id, bool is_active,
                                                const std::string& by, base::Instant now) {
    auto account = accounts_.find(id);
    if (!account)
        return account;
    account->is_active = is_active;
    auto saved = accounts_.save(*account);
    if (!saved)
        return saved;
    if (!is_active)
        for (const Purpose purpose : {Purpose::Session, Purpose::Token, Purpose::Invitation,
                                      Purpose::Reset, Purpose::CalendarFeed})
            if (auto dropped = accounts_.drop_tickets(id, purpose, ""); !dropped)
                return tl::unexpected(dropped.error());
    forget(id);
    note(by, is_active ? "activate" : "lock", "done", id, "", now);
    return saved;
}

base::Result<void> People::unlock(const std::string& id, const std::string& by, base::Instant now) {
    auto account = accounts_.find(id);
    if (!account)
        return tl::unexpected(account.error());
    account->failures = 0;
    account->locked_until.reset();
    if (auto saved = accounts_.save(*account); !saved)
        return tl::unexpected(saved.error());
    lockout_.forgive(account->login);
    note(by, "unlock", "done", id, "", now);
    return {};
}

base::Result<store::Account> People::change_role(const std::string& id, record::Role role,
                                                 const record::EntryId& person,
                                                 const std::string& by, base::Instant now) {
    auto account = accounts_.find(id);
    if (!account)
        return account;
    account->role = role;
    account->person = person;
    auto saved = accounts_.save(*account);
    if (!saved)
        return saved;
    note(by, "change_role", "done", id, "", now);
    if (auto dropped = accounts_.drop_tickets(id, Purpose::CalendarFeed, ""); !dropped)
        return tl::unexpected(dropped.error());
    // Whoever is logged in as what they no longer are begins anew.
    if (auto dropped = log_out_everywhere(id, now); !dropped)
        return tl::unexpected(dropped.error());
    return saved;
}

base::Result<People::Told> People::make_token(const TokenOrder& order, const std::string& by,
                                              base::Instant now) {
    auto account = accounts_.find(order.account);
    if (!account)
        return tl::unexpected(account.error());
    if (account->role != record::Role::Integrator)
        return tl::unexpected(base::Problem{"people.role", "",
                                            "Only a program's account has tokens.",
                                            "Invite an account with the role integrator."});
    if (const auto scopes = read_scopes(order.scopes); !scopes)
        return tl::unexpected(scopes.error());
    store::Ticket ticket;
    ticket.purpose = Purpose::Token;
    ticket.made = now;
    ticket.expires = now + std::chrono::hours(24) * order.days;
    ticket.scopes = order.scopes;
    ticket.note = order.note;
    note(by, "make_token", "done", account->id, "", now);
    return tell(*account, ticket);
}

base::Result<void> People::drop_token(const std::string& id, const std::string& digest,
                                      const std::string& by, base::Instant now) {
    const auto ticket = accounts_.find_ticket(digest);
    if (!ticket)
        return tl::unexpected(ticket.error());
    if (ticket->account != id || ticket->purpose != Purpose::Token)
        return tl::unexpected(base::Problem{"account.missing", "", "There is no such token.", ""});
    if (auto taken = accounts_.take_ticket(digest); !taken)
        return tl::unexpected(taken.error());
    forget(id);
    note(by, "drop_token", "done", id, "", now);
    return {};
}

base::Result<store::Account> People::find(const std::string& account) {
    return accounts_.find(account);
}

base::Result<std::vector<store::Account>> People::all() {
    return accounts_.all();
}

base::Result<std::vector<store::Ticket>> People::tickets_of(const std::string& account) {
    return accounts_.tickets_of(account);
}

} // namespace filiform::server
