// SPDX-License-Identifier: Apache-2.0
#include "store/people.h"

#include "store/people_rows.h"
#include "store/storable.h"

namespace filiform::store {

namespace {

[[noreturn]] void missing(const char* what) {
    refuse("account.missing", "", what);
}

template <class Found>
Found or_missing(std::optional<Found> found, const char* what) {
    if (!found)
        missing(what);
    return std::move(*found);
}

void check_texts(std::initializer_list<const std::string*> texts) {
    for (const std::string* text : texts)
        if (!is_storable(*text))
            refuse("account.value", "", "A text is not UTF-8, or holds a zero character.");
}

void check_lines(const std::vector<std::string>& lines) {
    for (const std::string& line : lines)
        if (!is_storable(line) || line.find('\n') != std::string::npos)
            refuse("account.value", "", "A recovery code's digest is not one line of text.");
}

void judge_account(Connection& connection, const Account& account) {
    const auto there = load_account(connection, account.id);
    if (account.version == 0 && there)
        refuse("account.exists", account.id, "There is an account of this id already.");
    if (account.version != 0 && !there)
        refuse("account.missing", account.id, "There is no such account.");
    if (there && there->version != account.version)
        refuse("account.conflict", account.id, "Somebody else has changed the account since.",
               "Read it again, and change that.");
    const auto holder = load_login(connection, account.login);
    if (holder && holder->id != account.id)
        refuse("account.exists", account.id, "The login is taken.", "Choose another.");
}

} // namespace

base::Result<Account> People::find(const std::string& id) {
    return guarded([&] {
        return or_missing(readers_.read([&](Connection& db) { return load_account(db, id); }),
                          "There is no such account.");
    });
}

base::Result<Account> People::find_login(const std::string& login) {
    return guarded([&] {
        if (!is_storable(login)) // somebody typed it, and nobody has it
            missing("There is no such login.");
        return or_missing(readers_.read([&](Connection& db) { return load_login(db, login); }),
                          "There is no such login.");
    });
}

base::Result<std::vector<Account>> People::all() {
    return guarded([&] { return readers_.read([](Connection& db) { return load_accounts(db); }); });
}

base::Result<Account> People::save(const Account& account) {
    return guarded([&] {
        check_texts({&account.id, &account.login, &account.person.text(), &account.password_hash,
                     &account.totp_secret});
        check_lines(account.recovery_hashes);
        Account saved = account;
        saved.version = account.version + 1;
        writer_.perform([&](Turn& turn) {
            judge_account(turn.connection(), account);
            if (account.version == 0)
                insert_account(turn.connection(), saved);
            else if (!update_account(turn.connection(), saved, account.version))
                throw Failure{
                    {"store.failed", account.id, "The account changed while it was written.", ""},
                    false};
        });
        return saved;
    });
}

base::Result<Ticket> People::find_ticket(const std::string& digest) {
    return guarded([&] {
        if (!is_storable(digest))
            missing("There is no such ticket.");
        return or_missing(readers_.read([&](Connection& db) { return load_ticket(db, digest); }),
                          "There is no such ticket.");
    });
}

base::Result<std::vector<Ticket>> People::tickets_of(const std::string& account) {
    return guarded(
        [&] { return readers_.read([&](Connection& db) { return load_tickets(db, account); }); });
}

base::Result<void> People::save_ticket(const Ticket& ticket) {
    return guarded([&] {
        check_texts({&ticket.digest, &ticket.account, &ticket.scopes, &ticket.note, &ticket.guard});
        writer_.perform([&](Turn& turn) {
            if (!load_account(turn.connection(), ticket.account))
                refuse("account.missing", ticket.account, "There is no such account.");
            put_ticket(turn.connection(), ticket);
        });
    });
}

base::Result<Ticket> People::take_ticket(const std::string& digest) {
    static const Sql drop{"DELETE FROM ticket WHERE digest = :digest"};
    return guarded([&] {
        if (!is_storable(digest))
            missing("There is no such ticket.");
        Ticket taken;
        writer_.perform([&](Turn& turn) {
            taken = or_missing(load_ticket(turn.connection(), digest), "There is no such ticket.");
            turn.connection().run(drop, {digest});
        });
        return taken;
    });
}

base::Result<void> People::drop_tickets(const std::string& account, Ticket::Purpose purpose,
                                        const std::string& but) {
    static const Sql drop{"DELETE FROM ticket WHERE account = :account AND purpose = :purpose AND "
                          "digest <> :but"};
    return guarded([&] {
        const std::string word = word_of(purpose);
        writer_.perform([&](Turn& turn) { turn.connection().run(drop, {account, word, but}); });
    });
}

base::Result<std::int64_t> People::drop_expired(base::Instant now) {
    static const Sql drop{"DELETE FROM ticket WHERE expires_ms <= :now"};
    return guarded([&] {
        std::int64_t count = 0;
        writer_.perform([&](Turn& turn) { count = turn.connection().run(drop, {to_ms(now)}); });
        return count;
    });
}

} // namespace filiform::store
