// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include <sys/stat.h>

#include "store/schema.h"
#include "store/store_fixture.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;

class Opening : public OnBoth {
  protected:
    /// A store as the program of that version left it, with an entry in it.
    void begin_at(int version) {
        begin_anew();
        store_.reset();
        if (GetParam() == Dialect::Sqlite) {
            where_ += "-of-" + std::to_string(version);
        } else {
            where_ = scratch_server().new_database();
        }
        Connection connection(*read_address(where_), Connection::Access::Write);
        migrate(connection, version);
        for (const char* row : {"INSERT INTO entry_version VALUES (1, 't1', 1, 'task', 'open', '', "
                                "5, 'ada', '', 'x')",
                                "INSERT INTO entry VALUES ('t1', 'task', 1, 'open', '', 5, 1)",
                                "INSERT INTO term VALUES ('task', 'due', '2026', 't1')",
                                "UPDATE head SET place = 1, at_ms = 5"})
            connection.command(row);
    }
};

TEST_P(Opening, AStoreOfEveryEarlierVersionIsTakenForward) {
    for (int version = 1; version <= newest_schema(); ++version) {
        begin_at(version);
        reopen();
        Connection connection(*read_address(where_), Connection::Access::Read);
        EXPECT_EQ(schema_of(connection), newest_schema());
        const auto entry = store_->find(EntryId("t1")).value();
        EXPECT_EQ(entry.body, "x");
        write(later(entry, "y"));
        EXPECT_TRUE(store_->accounts().all());
        EXPECT_EQ(store_->search({.kind = Kind::Task, .order_by = "due"})->entries.size(), 1U);
        EXPECT_EQ(store_->happened_after(0, 10)->back().place, 2);
    }
}

TEST_P(Opening, AStepForwardThatFailsLeavesTheStoreAsItWas) {
    begin_at(1);
    meddle("CREATE TABLE ticket (other INTEGER)"); // in the way of the second step
    EXPECT_FALSE(open_store(where_));
    Connection connection(*read_address(where_), Connection::Access::Write);
    EXPECT_EQ(schema_of(connection), 1);
    EXPECT_THROW(connection.command("SELECT * FROM account"), Failure);
    connection.command("DROP TABLE ticket");
    EXPECT_TRUE(open_store(where_));
}

TEST_P(Opening, AStoreOfALaterProgramIsRefused) {
    store_.reset();
    meddle("UPDATE head SET schema_version = 1000");
    const auto opened = open_store(where_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "store.newer");
    EXPECT_NE(opened.error().what.find("version 1000"), std::string::npos);
}

TEST_P(Opening, AProgramThatIsOvertakenWritesNoMore) {
    write(first(Kind::Task, "t1"));
    meddle("UPDATE head SET schema_version = 1000");
    EXPECT_EQ(refusal(first(Kind::Task, "t2")).code, "store.newer");
}

TEST_P(Opening, AToolOpensBesideTheServerAndSeesWhatItWrites) {
    auto tool = open_store(where_, Use::Beside).value();
    write(first(Kind::Task, "t1", "x"));
    EXPECT_EQ(tool->find(EntryId("t1"))->body, "x");
    EXPECT_TRUE(tool->ping());
}

FILIFORM_ON_BOTH(Opening);

TEST(OpeningAFile, ASecondServerIsRefused) {
    const ScratchFolder folder;
    const std::string where = "sqlite:" + (folder.path() / "a b=c.db").string();
    auto one = open_store(where);
    ASSERT_TRUE(one) << base::sentence(one.error());
    const auto other = open_store(where);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "store.busy");
    EXPECT_EQ(other.error().what, "Another server has this store open.");
    one->reset();
    EXPECT_TRUE(open_store(where));
}

TEST(OpeningAFile, NobodyElseMayReadIt) {
    const ScratchFolder folder;
    const auto path = folder.path() / "record";
    auto store = open_store("sqlite:" + path.string());
    ASSERT_TRUE(store);
    for (const char* ending : {"", "-wal", "-shm", ".owner"}) {
        struct stat found {};
        ASSERT_EQ(::stat((path.string() + ending).c_str(), &found), 0) << ending;
        EXPECT_EQ(found.st_mode & 0777U, 0600U) << ending;
    }
}

TEST(OpeningAFile, WhatIsNoStoreIsLeftAlone) {
    const ScratchFolder folder;
    const auto text = folder.path() / "letter.txt";
    const std::string words(1000, 'a');
    std::ofstream(text) << words;
    EXPECT_EQ(open_store("sqlite:" + text.string()).error().code, "store.where");
    std::ifstream in(text);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), words);

    const auto other = folder.path() / "other.db";
    Connection({Dialect::Sqlite, other.string(), ""}, Connection::Access::Write)
        .command("CREATE TABLE mine (x INTEGER)");
    Connection({Dialect::Sqlite, other.string(), ""}, Connection::Access::Write)
        .command("PRAGMA application_id = 7");
    const auto opened = open_store("sqlite:" + other.string());
    EXPECT_EQ(opened.error().code, "store.where");
    EXPECT_EQ(opened.error().what, "The file belongs to another program.");
}

TEST(OpeningAFile, AnAddressThatIsNoneIsRefusedWithoutItsPassword) {
    for (const char* where : {"", "record.db", "sqlite:", "sqlite::memory:", "sqlite:file:x",
                              "sqlite:/tmp/", "sqlite:/tmp/a\"b", "mysql://x"})
        EXPECT_EQ(open_store(where).error().code, "store.where") << where;
    const auto opened =
        open_store("postgresql://ada:hunter2@127.0.0.1:1/x?connect_timeout=1&password=hunter3");
    EXPECT_EQ(opened.error().code, "store.failed");
    EXPECT_EQ(base::sentence(opened.error()).find("hunter"), std::string::npos);
    EXPECT_EQ(open_store("sqlite:/nowhere/at/all").error().code, "store.failed");
}

} // namespace

} // namespace filiform::store
