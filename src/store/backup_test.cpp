// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <fstream>
#include <thread>

#include <sys/stat.h>

#include "base/digest.h"
#include "store/store_fixture.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;

std::string read_all(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_all(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

class BackingUp : public OnBoth {
  protected:
    void fill() {
        Write booking = with_terms(first(Kind::Appointment, "a1", "naïve"), {{"start", "2026"}});
        booking.index.claims = {{EntryId("ada"), moment(0), moment(30)}};
        const auto one = write(booking, "create", 1);
        Write moved = later(one, "moved");
        moved.index = booking.index;
        write(moved, "update", 2);
        ASSERT_TRUE(store_->write({act("create", 3),
                                   {first(Kind::Plan, "pl")},
                                   {{"application/pdf", std::string(2'000'000, '\x80')}}}));
        Account account;
        account.id = "a";
        account.login = "ada";
        ASSERT_TRUE(store_->accounts().save(account));
        Ticket ticket;
        ticket.digest = "d";
        ticket.account = "a";
        ASSERT_TRUE(store_->accounts().save_ticket(ticket));
    }
    std::string file() const { return (folder_.path() / "backup").string(); }
    std::string new_place() {
        return ++places_ % 2 == 1 ? "sqlite:" + (folder_.path() / std::to_string(places_)).string()
                                  : scratch_server().new_database();
    }
    int places_ = 0;
};

TEST_P(BackingUp, ARestoredStoreIsTheSameOnEitherDatabase) {
    fill();
    ASSERT_TRUE(store_->backup(file(), ""));
    for (int i = 0; i < 2; ++i) {
        const std::string where = new_place();
        const auto restored = restore(file(), "", where);
        ASSERT_TRUE(restored) << base::sentence(restored.error());
        auto other = open_store(where).value();
        EXPECT_EQ(other->history(EntryId("a1")).value(), store_->history(EntryId("a1")).value());
        EXPECT_EQ(other->audit().find({}).value(), store_->audit().find({}).value());
        EXPECT_EQ(other->audit().verify()->head, store_->audit().verify()->head);
        const auto digest = base::sha256(std::string(2'000'000, '\x80'));
        EXPECT_EQ(other->find_blob(digest)->bytes, std::string(2'000'000, '\x80'));
        EXPECT_EQ(other->accounts().find_login("ada")->id, "a");
        EXPECT_EQ(other->accounts().find_ticket("d")->account, "a");
        EXPECT_EQ(other->search({.kind = Kind::Appointment, .order_by = "start"})->entries.size(),
                  1U);
        Write again = first(Kind::Appointment, "a2");
        again.index.claims = {{EntryId("ada"), moment(29), moment(40)}};
        EXPECT_EQ(other->write({act("create"), {again}, {}}).error().code, "record.taken");
        again.index.claims.clear();
        EXPECT_EQ(other->write({act("create"), {again}, {}})->front().at, moment(3));
        EXPECT_EQ(other->happened_after(0, 9)->back().place, 4);
    }
}

TEST_P(BackingUp, ABackupIsItselfAStore) {
    fill();
    ASSERT_TRUE(store_->backup(file(), ""));
    struct stat found {};
    ASSERT_EQ(::stat(file().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    auto opened = open_store("sqlite:" + file()).value();
    EXPECT_EQ(opened->find(EntryId("a1"))->body, "moved");
}

TEST_P(BackingUp, OnlyThePassphraseOpensAnEncryptedOne) {
    fill();
    ASSERT_TRUE(store_->backup(file(), "correct horse"));
    EXPECT_EQ(read_all(file()).find("na\xc3\xafve"), std::string::npos);
    EXPECT_EQ(restore(file(), "", new_place()).error().code, "store.passphrase");
    EXPECT_EQ(restore(file(), "wrong horse", new_place()).error().code, "store.passphrase");
    EXPECT_TRUE(restore(file(), "correct horse", new_place()));
}

TEST_P(BackingUp, WhatWasChangedOrCutOffIsRefusedAndTheStoreStaysEmpty) {
    fill();
    ASSERT_TRUE(store_->backup(file(), "x"));
    const std::string sealed = read_all(file());
    const std::string where = "sqlite:" + (folder_.path() / "into").string();
    const auto code_of = [&](const std::string& bytes) {
        write_all(file(), bytes);
        const auto restored = restore(file(), "x", where);
        return restored ? "" : restored.error().code;
    };
    std::string changed = sealed;
    changed[sealed.size() / 2] ^= 1;
    EXPECT_EQ(code_of(changed), "store.damaged");
    EXPECT_EQ(code_of(sealed.substr(0, sealed.size() - 1)), "store.damaged");
    EXPECT_EQ(code_of(sealed.substr(0, sealed.size() / 2)), "store.damaged");
    EXPECT_EQ(code_of(sealed.substr(0, 30)), "store.damaged");
    EXPECT_EQ(code_of(sealed + "x"), "store.damaged");
    std::string greedy = sealed;
    greedy[18 + 16 + 7] = 1; // passes of Argon2id
    EXPECT_EQ(code_of(greedy), "store.damaged");
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "into"));
    EXPECT_EQ(code_of(sealed), "");
}

TEST_P(BackingUp, APlainBackupThatWasTamperedWithIsRefused) {
    fill();
    const auto code_after = [&](const char* change) {
        EXPECT_TRUE(store_->backup(file(), ""));
        Connection({Dialect::Sqlite, file(), ""}, Connection::Access::Write).command(change);
        const auto restored = restore(file(), "", "sqlite:" + (folder_.path() / "into").string());
        return restored ? "" : restored.error().code;
    };
    EXPECT_EQ(code_after("UPDATE audit SET done_by = 'eve' WHERE place = 2"), "store.damaged");
    EXPECT_EQ(code_after("UPDATE blob_part SET bytes = 'AAAA' WHERE part = 1"), "store.damaged");
    EXPECT_EQ(code_after("UPDATE entry SET place = 1"), "store.damaged");
    EXPECT_EQ(code_after("UPDATE head SET schema_version = 1000"), "store.newer");
    EXPECT_EQ(code_after("SELECT 1"), "");
}

TEST_P(BackingUp, AStoreThatHoldsSomethingIsNotOverwritten) {
    fill();
    ASSERT_TRUE(store_->backup(file(), ""));
    store_.reset();
    EXPECT_EQ(restore(file(), "", where_).error().code, "store.not_empty");
    write_all(folder_.path() / "text", "hello");
    const std::string where = "sqlite:" + (folder_.path() / "into").string();
    EXPECT_FALSE(restore((folder_.path() / "text").string(), "", where));
    EXPECT_EQ(restore("/nowhere", "", where).error().code, "file.read");
}

TEST_P(BackingUp, ItIsOfOneMomentWhileOthersWrite) {
    std::atomic<bool> is_enough = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
        for (int i = 0; !is_enough; ++i) // two entries at a time: a copy has both or neither
            written += store_->write({act("create"),
                                      {first(Kind::Task, "t" + std::to_string(i)),
                                       first(Kind::Room, "r" + std::to_string(i))},
                                      {}})
                           ? 1
                           : 0;
    });
    while (written < 50)
        std::this_thread::yield();
    const int before = written;
    const auto backed_up = store_->backup(file(), "");
    is_enough = true;
    writer.join();
    ASSERT_TRUE(backed_up) << base::sentence(backed_up.error());
    auto copy = open_store("sqlite:" + file()).value();
    const auto tasks = copy->search({.kind = Kind::Task, .most = 1, .with_total = true})->total;
    const auto rooms = copy->search({.kind = Kind::Room, .most = 1, .with_total = true})->total;
    EXPECT_GE(*tasks, before);
    EXPECT_EQ(tasks, rooms);
    EXPECT_EQ(copy->audit().verify()->rows, 2 * *tasks);
    EXPECT_FALSE(copy->audit().verify()->broken);
}

TEST_P(BackingUp, NothingIsLeftOfOneThatCannotBeWritten) {
    fill();
    const auto backed_up = store_->backup("/nowhere/backup", "");
    EXPECT_EQ(backed_up.error().code, "file.write");
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
        EXPECT_FALSE(entry.path().filename().string().starts_with(".filiform-copy"));
}

FILIFORM_ON_BOTH(BackingUp);

} // namespace

} // namespace filiform::store
