// SPDX-License-Identifier: Apache-2.0
#include "server/people.h"

#include <algorithm>

#include "base/digest.h"
#include "base/expects.h"
#include "server/secret.h"
#include "server/totp.h"
#include "store/store.h"

namespace filiform::server {

namespace {

/// Follows from the cookie, which no script can read, and leads back to nothing.
std::string csrf_of(std::string_view cookie) {
    return base::sha256("filiform.csrf/1 " + std::string(cookie));
}

constexpr std::size_t most_remembered = 65536;
constexpr std::chrono::milliseconds noted_after = std::chrono::minutes(1);

base::Problem login_refused() {
    return {"login.refused", "", "The login or the password is wrong.",
            "Check both; after several failures it takes longer each time."};
}

base::Problem wait_first(std::chrono::milliseconds wait) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return {"login.wait", "", "There were too many failed attempts.",
            "Wait " + std::to_string(seconds) + " seconds, or ask the clinic's lead to unlock it."};
}

std::string folded(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

} // namespace

std::string session_cookie(bool is_secure) {
    return is_secure ? "__Host-filiform" : "filiform";
}

People::People(store::Accounts& accounts, store::Audit& audit, PeopleOptions options)
    : accounts_(accounts), audit_(audit), options_(options), attempts_(options.login_rate),
      feeds_(options.feed_rate) {
    const auto hash = hash_password(new_secret(), options_.cost);
    base::expects(hash.has_value(), "there is memory to hash one password");
    no_ones_hash_ = *hash;
}

void People::note(const std::string& by, const std::string& action, const std::string& outcome,
                  const std::string& account, const std::string& from, base::Instant now) {
    store::AuditRow row;
    row.at = now;
    row.by = by;
    row.action = action;
    row.kind = "account";
    row.entry = account;
    row.outcome = outcome;
    row.from = from;
    audit_.note(std::move(row));
}

base::Result<People::Session> People::log_in(const Attempt& attempt) {
    const std::string login = folded(attempt.login);
    if (!attempts_.take(attempt.from, attempt.now))
        return tl::unexpected(wait_first(std::chrono::seconds(2)));
    auto account = prove(attempt, login);
    if (account)
        account = second_factor(std::move(*account), attempt);
    if (!account) {
        const std::string& code = account.error().code;
        if (code != "login.wait")
            note("nobody", "log_in", code.starts_with("login.") ? "refused" : "failed", "",
                 attempt.from, attempt.now);
        return tl::unexpected(account.error());
    }
    lockout_.succeeded(login, attempt.from);
    auto session = begin_session(*account, attempt.now);
    note(account->id, "log_in", session ? "done" : "failed", account->id, attempt.from,
         attempt.now);
    return session;
}

People::Check People::prove(const Attempt& attempt, const std::string& login) {
    std::optional<store::Account> account;
    if (auto found = accounts_.find_login(login))
        account = std::move(*found);
    else if (found.error().code != "account.missing")
        return tl::unexpected(found.error());
    // Somebody in charge may have forgiven, elsewhere, what this process remembers. A success does
    // not: or whoever guesses would be let on by every log-in of the one they guess at.
    auto wait = lockout_.wait(login, attempt.from, attempt.now);
    if (wait.count() > 0 && account && account->failures == 0) {
        lockout_.forgive(login);
        wait = std::chrono::milliseconds(0);
    }
    if (wait.count() > 0)
        return tl::unexpected(wait_first(wait));
    const bool is_usable = account && account->is_active && !account->password_hash.empty();
    const bool is_right =
        is_password(is_usable ? account->password_hash : no_ones_hash_, attempt.password);
    if (is_usable && is_right)
        return *std::move(account);
    failed(login, account, attempt);
    return tl::unexpected(login_refused());
}

void People::failed(const std::string& login, const std::optional<store::Account>& account,
                    const Attempt& attempt) {
    lockout_.failed(login, attempt.from, attempt.now);
    const auto wait = lockout_.wait(login, attempt.from, attempt.now);
    if (!account || wait.count() == 0)
        return;
    // So that whoever looks at the accounts sees it, and can forgive it from elsewhere. Should
    // another write come between, the next failure says it again.
    store::Account changed = *account;
    ++changed.failures;
    changed.locked_until = attempt.now + wait;
    (void)accounts_.save(changed);
}

People::Check People::second_factor(store::Account account, const Attempt& attempt) {
    if (account.totp_secret.empty())
        return account;
    if (attempt.code.empty())
        return tl::unexpected(base::Problem{"login.second_factor", "#/code",
                                            "The code of the second factor is missing.",
                                            "Send what the authenticator app shows, or a "
                                            "recovery code."});
    const auto step = totp_match(account.totp_secret, attempt.code, attempt.now, account.totp_last);
    const std::string digest = base::sha256(attempt.code);
    const auto recovery =
        std::find(account.recovery_hashes.begin(), account.recovery_hashes.end(), digest);
    if (step) {
        account.totp_last = *step;
    } else if (recovery != account.recovery_hashes.end()) {
        account.recovery_hashes.erase(recovery);
    } else {
        failed(account.login, account, attempt);
        return tl::unexpected(login_refused());
    }
    // Of two that show the same code at once, only one can save.
    auto saved = accounts_.save(account);
    if (!saved && saved.error().code == "account.conflict")
        return tl::unexpected(login_refused());
    return saved;
}

base::Result<People::Session> People::begin_session(const store::Account& account,
                                                    base::Instant now) {
    Session session{new_secret(), "", account, now + options_.longest};
    session.csrf = csrf_of(session.cookie);
    store::Ticket ticket;
    ticket.digest = base::sha256(session.cookie);
    ticket.purpose = store::Ticket::Purpose::Session;
    ticket.account = account.id;
    ticket.made = ticket.last_used = now;
    ticket.expires = session.expires;
    ticket.guard = base::sha256(session.csrf);
    if (auto saved = accounts_.save_ticket(ticket); !saved)
        return tl::unexpected(saved.error());
    return session;
}

std::optional<People::Shown> People::shown_by(const Request& request) {
    if (const auto header = request.header("authorization")) {
        constexpr std::string_view bearer = "Bearer ";
        if (!header->starts_with(bearer))
            return std::nullopt;
        return Shown{base::sha256(header->substr(bearer.size())), Caller::Proof::Token};
    }
    const auto cookie = request.cookie(session_cookie(request.is_secure));
    if (!cookie || cookie->empty())
        return std::nullopt;
    return Shown{base::sha256(*cookie), Caller::Proof::Session};
}

base::Result<Caller> People::recognise(const Request& request) {
    const auto shown = shown_by(request);
    if (!shown)
        return Caller{};
    return recall(shown->digest, shown->proof, request.at);
}

bool People::is_remembered(const Request& request, base::Instant now) {
    const auto shown = shown_by(request);
    return !shown || remembered(shown->digest, shown->proof, now);
}

std::optional<Caller> People::remembered(const std::string& digest, Caller::Proof proof,
                                         base::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = remembered_.find(digest);
    if (found == remembered_.end())
        return std::nullopt;
    Remembered& known = found->second;
    const bool is_fresh = now - known.read < options_.remembered && now >= known.read;
    const bool is_idle = proof == Caller::Proof::Session && now - known.last_used >= options_.idle;
    const bool is_noted = now - known.noted < noted_after;
    if (!is_fresh || known.caller.proof != proof || is_idle || now >= known.expires || !is_noted)
        return std::nullopt;
    known.last_used = std::max(known.last_used, now);
    return known.caller;
}

base::Result<Caller> People::recall(const std::string& digest, Caller::Proof proof,
                                    base::Instant now) {
    if (auto known = remembered(digest, proof, now))
        return *std::move(known);
    auto fresh = read(digest, proof, now, Look::Use);
    if (!fresh)
        return tl::unexpected(fresh.error());
    const std::lock_guard lock(mutex_);
    if (!*fresh) {
        remembered_.erase(digest);
        return Caller{};
    }
    if (remembered_.size() >= most_remembered)
        remembered_.clear();
    remembered_[digest] = **fresh;
    return (*fresh)->caller;
}

base::Result<std::optional<People::Remembered>>
People::read(const std::string& digest, Caller::Proof proof, base::Instant now, Look look) {
    const std::optional<Remembered> nobody;
    auto ticket = accounts_.find_ticket(digest);
    if (!ticket && ticket.error().code != "account.missing")
        return tl::unexpected(ticket.error());
    const auto purpose = proof == Caller::Proof::Token ? store::Ticket::Purpose::Token
                                                       : store::Ticket::Purpose::Session;
    if (!ticket || ticket->purpose != purpose || now >= ticket->expires)
        return nobody;
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = remembered_.find(digest); known != remembered_.end())
            ticket->last_used = std::max(ticket->last_used, known->second.last_used);
    }
    if (proof == Caller::Proof::Session && now - ticket->last_used >= options_.idle)
        return nobody;
    auto account = accounts_.find(ticket->account);
    if (!account && account.error().code != "account.missing")
        return tl::unexpected(account.error());
    if (!account || !account->is_active)
        return nobody;
    Remembered fresh;
    fresh.caller = {proof, account->id, account->login, account->role, account->person, {}, digest};
    if (proof == Caller::Proof::Token)
        fresh.caller.scopes = read_scopes(ticket->scopes).value_or(std::vector<Scope>{});
    fresh.guard = ticket->guard;
    fresh.made = ticket->made;
    fresh.expires = ticket->expires;
    fresh.last_used = fresh.read = fresh.noted = now;
    if (look == Look::Use && now - ticket->last_used >= noted_after) {
        ticket->last_used = now;
        if (auto saved = accounts_.save_ticket(*ticket); !saved)
            return tl::unexpected(saved.error());
    }
    return fresh;
}

bool People::still_holds(const Caller& caller, base::Instant now) {
    const auto fresh = read(caller.ticket, caller.proof, now, Look::Peek);
    return fresh && fresh->has_value();
}

std::string People::csrf_token(const Request& request) {
    const auto cookie = request.cookie(session_cookie(request.is_secure));
    return cookie && !cookie->empty() ? csrf_of(*cookie) : "";
}

bool People::is_guarded(const Request& request, const Caller& caller) {
    const auto shown = request.header("x-csrf-token");
    if (!shown)
        return false;
    const std::lock_guard lock(mutex_);
    const auto known = remembered_.find(caller.ticket);
    return known != remembered_.end() && !known->second.guard.empty() &&
           is_same_secret(known->second.guard, base::sha256(*shown));
}

void People::forget(const std::string& account) {
    const std::lock_guard lock(mutex_);
    std::erase_if(remembered_,
                  [&](const auto& one) { return one.second.caller.account == account; });
}

base::Result<void> People::log_out(const Caller& caller, base::Instant now) {
    auto taken = accounts_.take_ticket(caller.ticket);
    {
        const std::lock_guard lock(mutex_);
        remembered_.erase(caller.ticket);
    }
    if (!taken && taken.error().code != "account.missing")
        return tl::unexpected(taken.error());
    note(caller.account, "log_out", "done", caller.account, "", now);
    return {};
}

base::Result<void> People::log_out_everywhere(const std::string& account, base::Instant now) {
    auto dropped = accounts_.drop_tickets(account, store::Ticket::Purpose::Session, "");
    forget(account);
    if (dropped)
        note(account, "log_out_everywhere", "done", account, "", now);
    return dropped;
}

void People::tidy(base::Instant now) {
    (void)accounts_.drop_expired(now);
    const std::lock_guard lock(mutex_);
    std::erase_if(remembered_, [&](const auto& one) {
        return now >= one.second.expires || now - one.second.read > options_.idle;
    });
}

} // namespace filiform::server
