// SPDX-License-Identifier: Apache-2.0
#include "store/people_rows.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "store/turn.h"

namespace filiform::store {

namespace {

constexpr std::array<std::string_view, 5> purposes{"session", "invitation", "reset", "token",
                                                   "calendarFeed"};

constexpr const char* account_columns =
    "SELECT id, version, login, role, person, password_hash, totp_secret, totp_last, is_active, "
    "failures, locked_until_ms, recovery_hashes FROM account";
constexpr const char* account_types = "titttttiiiit";
constexpr const char* ticket_columns =
    "SELECT digest, purpose, account, made_ms, expires_ms, last_used_ms, scopes, note, guard "
    "FROM ticket";
constexpr const char* ticket_types = "tttiiittt";

constexpr std::int64_t not_locked = -1;

std::string as_lines(const std::vector<std::string>& texts) {
    std::string lines;
    for (const std::string& text : texts)
        lines += text + "\n";
    return lines;
}

std::vector<std::string> from_lines(std::string_view lines) {
    std::vector<std::string> texts;
    for (; !lines.empty(); lines.remove_prefix(texts.back().size() + 1))
        texts.emplace_back(lines.substr(0, lines.find('\n')));
    return texts;
}

[[noreturn]] void unknown(const Connection& connection, const char* what) {
    throw Failure{{"store.failed", connection.address().shown,
                   std::string("The store holds a ") + what + " that this program does not know.",
                   "Use the program that wrote it."},
                  false};
}

Account read_account(const Connection& connection, const Row& row) {
    Account account;
    account.id = row.text(0);
    account.version = row.whole(1);
    account.login = row.text(2);
    const auto role = record::role_of_word(row.text(3));
    if (!role)
        unknown(connection, "role");
    account.role = *role;
    account.person = record::EntryId(row.text(4));
    account.password_hash = row.text(5);
    account.totp_secret = row.text(6);
    account.totp_last = row.whole(7);
    account.is_active = row.whole(8) != 0;
    account.failures = static_cast<int>(row.whole(9));
    if (row.whole(10) != not_locked)
        account.locked_until = from_ms(row.whole(10));
    account.recovery_hashes = from_lines(row.text(11));
    return account;
}

std::optional<Account> first_account(Connection& connection, const Sql& sql,
                                     const std::string& value) {
    std::optional<Account> found;
    connection.each(sql, {value}, [&](const Row& row) { found = read_account(connection, row); });
    return found;
}

std::int64_t locked_ms(const Account& account) {
    return account.locked_until ? to_ms(*account.locked_until) : not_locked;
}

Ticket read_ticket(const Connection& connection, const Row& row) {
    const auto* const word = std::find(purposes.begin(), purposes.end(), row.text(1));
    if (word == purposes.end())
        unknown(connection, "kind of ticket");
    Ticket ticket;
    ticket.digest = row.text(0);
    ticket.purpose = static_cast<Ticket::Purpose>(word - purposes.begin());
    ticket.account = row.text(2);
    ticket.made = from_ms(row.whole(3));
    ticket.expires = from_ms(row.whole(4));
    ticket.last_used = from_ms(row.whole(5));
    ticket.scopes = row.text(6);
    ticket.note = row.text(7);
    ticket.guard = row.text(8);
    return ticket;
}

} // namespace

std::vector<Account> load_accounts(Connection& connection) {
    static const Sql find{std::string(account_columns) + " ORDER BY login", account_types};
    std::vector<Account> accounts;
    connection.each(find, {},
                    [&](const Row& row) { accounts.push_back(read_account(connection, row)); });
    return accounts;
}

std::optional<Account> load_account(Connection& connection, const std::string& id) {
    static const Sql find{std::string(account_columns) + " WHERE id = :id", account_types};
    return first_account(connection, find, id);
}

std::optional<Account> load_login(Connection& connection, const std::string& login) {
    static const Sql find{std::string(account_columns) + " WHERE login = :login", account_types};
    return first_account(connection, find, login);
}

void insert_account(Connection& connection, const Account& account) {
    static const Sql insert{
        "INSERT INTO account (id, version, login, role, person, password_hash, totp_secret, "
        "totp_last, is_active, failures, locked_until_ms, recovery_hashes) VALUES (:id, :version, "
        ":login, :role, :person, :password, :totp, :last, :active, :failures, :locked, "
        ":recovery)"};
    const std::string recovery = as_lines(account.recovery_hashes);
    connection.run(insert, {account.id, account.version, account.login, record::text(account.role),
                            account.person.text(), account.password_hash, account.totp_secret,
                            account.totp_last, std::int64_t{account.is_active},
                            std::int64_t{account.failures}, locked_ms(account), recovery});
}

bool update_account(Connection& connection, const Account& account, std::int64_t follows) {
    static const Sql update{
        "UPDATE account SET version = :version, login = :login, role = :role, person = :person, "
        "password_hash = :password, totp_secret = :totp, totp_last = :last, is_active = :active, "
        "failures = :failures, locked_until_ms = :locked, recovery_hashes = :recovery "
        "WHERE id = :id AND version = :follows"};
    const std::string recovery = as_lines(account.recovery_hashes);
    return connection.run(update, {account.version, account.login, record::text(account.role),
                                   account.person.text(), account.password_hash,
                                   account.totp_secret, account.totp_last,
                                   std::int64_t{account.is_active}, std::int64_t{account.failures},
                                   locked_ms(account), recovery, account.id, follows}) == 1;
}

std::optional<Ticket> load_ticket(Connection& connection, const std::string& digest) {
    static const Sql find{std::string(ticket_columns) + " WHERE digest = :digest", ticket_types};
    std::optional<Ticket> found;
    connection.each(find, {digest}, [&](const Row& row) { found = read_ticket(connection, row); });
    return found;
}

std::vector<Ticket> load_tickets(Connection& connection, const std::string& account) {
    static const Sql find{std::string(ticket_columns) +
                              " WHERE account = :account ORDER BY made_ms, digest",
                          ticket_types};
    std::vector<Ticket> tickets;
    connection.each(find, {account},
                    [&](const Row& row) { tickets.push_back(read_ticket(connection, row)); });
    return tickets;
}

void put_ticket(Connection& connection, const Ticket& ticket) {
    static const Sql drop{"DELETE FROM ticket WHERE digest = :digest"};
    static const Sql insert{
        "INSERT INTO ticket (digest, purpose, account, made_ms, expires_ms, last_used_ms, scopes, "
        "note, guard) VALUES (:digest, :purpose, :account, :made, :expires, :used, :scopes, "
        ":note, :guard)"};
    const std::string purpose = word_of(ticket.purpose);
    connection.run(drop, {ticket.digest});
    connection.run(insert, {ticket.digest, purpose, ticket.account, to_ms(ticket.made),
                            to_ms(ticket.expires), to_ms(ticket.last_used), ticket.scopes,
                            ticket.note, ticket.guard});
}

std::string word_of(Ticket::Purpose purpose) {
    return std::string(purposes.at(static_cast<std::size_t>(purpose)));
}

} // namespace filiform::store
