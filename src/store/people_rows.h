// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/accounts.h"
#include "store/connection.h"

/// Accounts and tickets as rows; no other room includes this.
namespace filiform::store {

[[nodiscard]] std::vector<Account> load_accounts(Connection& connection);
[[nodiscard]] std::optional<Account> load_account(Connection& connection, const std::string& id);
[[nodiscard]] std::optional<Account> load_login(Connection& connection, const std::string& login);
void insert_account(Connection& connection, const Account& account);
/// Answers whether there was this account in this version.
[[nodiscard]] bool update_account(Connection& connection, const Account& account,
                                  std::int64_t follows);

[[nodiscard]] std::optional<Ticket> load_ticket(Connection& connection, const std::string& digest);
[[nodiscard]] std::vector<Ticket> load_tickets(Connection& connection, const std::string& account);
void put_ticket(Connection& connection, const Ticket& ticket);
[[nodiscard]] std::string word_of(Ticket::Purpose purpose);

} // namespace filiform::store
