// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "store/store_fixture.h"

namespace filiform::store {

namespace {

Account ada() {
    Account account;
    account.id = "a1";
    account.login = "ada";
    account.role = record::Role::Lead;
    account.person = record::EntryId("pr1");
    account.password_hash = "$argon2id$v=19$m=65536,t=2,p=1$abc";
    account.totp_secret = "SECRET";
    account.totp_last = 58'000'000;
    account.failures = 3;
    account.locked_until = moment(7);
    account.recovery_hashes = {"11", "22"};
    return account;
}

Ticket invitation(const std::string& digest, std::int64_t expires) {
    Ticket ticket;
    ticket.digest = digest;
    ticket.purpose = Ticket::Purpose::Invitation;
    ticket.account = "a1";
    ticket.made = moment(0);
    ticket.expires = moment(expires);
    ticket.last_used = moment(1);
    ticket.scopes = "patient/*.read launch";
    ticket.note = "Ada's phone";
    ticket.guard = "csrf";
    return ticket;
}

class Keeping : public OnBoth {
  protected:
    Accounts& people() { return store_->accounts(); }
};

TEST_P(Keeping, AnAccountIsFoundAsItWasSaved) {
    const Account saved = people().save(ada()).value();
    EXPECT_EQ(saved.version, 1);
    reopen();
    for (const Account& found : {people().find("a1").value(), people().find_login("ada").value(),
                                 people().all()->front()}) {
        EXPECT_EQ(found.version, 1);
        EXPECT_EQ(found.role, record::Role::Lead);
        EXPECT_EQ(found.person.text(), "pr1");
        EXPECT_EQ(found.password_hash, ada().password_hash);
        EXPECT_EQ(found.totp_secret, "SECRET");
        EXPECT_EQ(found.totp_last, 58'000'000);
        EXPECT_TRUE(found.is_active);
        EXPECT_EQ(found.failures, 3);
        EXPECT_EQ(found.locked_until, moment(7));
        EXPECT_EQ(found.recovery_hashes, (std::vector<std::string>{"11", "22"}));
    }
}

TEST_P(Keeping, ALoginIsTakenOnce) {
    ASSERT_TRUE(people().save(ada()));
    Account other = ada();
    other.id = "a2";
    EXPECT_EQ(people().save(other).error().code, "account.exists");
    other.login = "bo";
    ASSERT_TRUE(people().save(other));
    other.version = 1;
    other.login = "ada";
    EXPECT_EQ(people().save(other).error().code, "account.exists");
}

TEST_P(Keeping, AnAccountThatSomebodyElseChangedIsNotOverwritten) {
    Account account = people().save(ada()).value();
    account.failures = 0;
    account.locked_until.reset();
    account.recovery_hashes.clear();
    const Account changed = people().save(account).value();
    EXPECT_EQ(changed.version, 2);
    EXPECT_EQ(people().save(account).error().code, "account.conflict");
    EXPECT_FALSE(people().find("a1")->locked_until);
    EXPECT_TRUE(people().find("a1")->recovery_hashes.empty());
    account.id = "a9";
    EXPECT_EQ(people().save(account).error().code, "account.missing");
    EXPECT_EQ(people().find("a9").error().code, "account.missing");
    EXPECT_EQ(people().find_login("\xff").error().code, "account.missing");
}

TEST_P(Keeping, ATicketIsFoundAsItWasSavedAndChangedWhenSavedAgain) {
    ASSERT_TRUE(people().save(ada()));
    ASSERT_TRUE(people().save_ticket(invitation("d1", 60)));
    Ticket found = people().find_ticket("d1").value();
    EXPECT_EQ(found.purpose, Ticket::Purpose::Invitation);
    EXPECT_EQ(found.account, "a1");
    EXPECT_EQ(found.made, moment(0));
    EXPECT_EQ(found.expires, moment(60));
    EXPECT_EQ(found.last_used, moment(1));
    EXPECT_EQ(found.scopes, "patient/*.read launch");
    EXPECT_EQ(found.note, "Ada's phone");
    EXPECT_EQ(found.guard, "csrf");
    found.last_used = moment(9);
    ASSERT_TRUE(people().save_ticket(found));
    EXPECT_EQ(people().find_ticket("d1")->last_used, moment(9));
    EXPECT_EQ(people().tickets_of("a1")->size(), 1U);
    found.account = "nobody";
    EXPECT_EQ(people().save_ticket(found).error().code, "account.missing");
}

TEST_P(Keeping, AnInvitationIsTakenByOneOfManyWhoTry) {
    ASSERT_TRUE(people().save(ada()));
    ASSERT_TRUE(people().save_ticket(invitation("d1", 60)));
    std::atomic<int> taken = 0;
    std::vector<std::thread> guests;
    for (int i = 0; i < 16; ++i)
        guests.emplace_back([&] { taken += people().take_ticket("d1") ? 1 : 0; });
    for (std::thread& guest : guests)
        guest.join();
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(people().find_ticket("d1").error().code, "account.missing");
}

TEST_P(Keeping, TicketsGoByPurposeAndByTime) {
    ASSERT_TRUE(people().save(ada()));
    for (const auto& [digest, expires] : {std::pair("d1", 10), {"d2", 20}, {"d3", 30}})
        ASSERT_TRUE(people().save_ticket(invitation(digest, expires)));
    EXPECT_EQ(people().drop_expired(moment(10)).value(), 1);
    ASSERT_TRUE(people().drop_tickets("a1", Ticket::Purpose::Session, ""));
    EXPECT_EQ(people().tickets_of("a1")->size(), 2U);
    ASSERT_TRUE(people().drop_tickets("a1", Ticket::Purpose::Invitation, "d3"));
    EXPECT_EQ(people().tickets_of("a1")->front().digest, "d3");
}

FILIFORM_ON_BOTH(Keeping);

} // namespace

} // namespace filiform::store
