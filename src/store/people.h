// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/accounts.h"
#include "store/readers.h"
#include "store/writer.h"

/// Accounts and tickets in the tables; no other room includes this.
namespace filiform::store {

class People : public Accounts {
  public:
    People(Readers& readers, Writer& writer) : readers_(readers), writer_(writer) {}

    base::Result<Account> find(const std::string& id) override;
    base::Result<Account> find_login(const std::string& login) override;
    base::Result<std::vector<Account>> all() override;
    base::Result<Account> save(const Account& account) override;

    base::Result<Ticket> find_ticket(const std::string& digest) override;
    base::Result<std::vector<Ticket>> tickets_of(const std::string& account) override;
    base::Result<void> save_ticket(const Ticket& ticket) override;
    base::Result<Ticket> take_ticket(const std::string& digest) override;
    base::Result<void> drop_tickets(const std::string& account, Ticket::Purpose purpose,
                                    const std::string& but) override;
    base::Result<std::int64_t> drop_expired(base::Instant now) override;

  private:
    Readers& readers_;
    Writer& writer_;
};

} // namespace filiform::store
