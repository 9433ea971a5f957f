// SPDX-License-Identifier: Apache-2.0
// Disks that are full or only read, and servers that go away: what a store says then, and that it
// goes on when the trouble is over.
#include <sys/mount.h>

#include "store/store_fixture.h"
#include "store/tables.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;

/// A disk of so many kilobytes, in memory. Only root can have one.
class SmallDisk {
  public:
    SmallDisk(std::filesystem::path at, const std::string& kilobytes) : at_(std::move(at)) {
        std::filesystem::create_directory(at_);
        is_there_ =
            ::mount("none", at_.c_str(), "tmpfs", 0, ("size=" + kilobytes + "k").c_str()) == 0;
    }
    ~SmallDisk() {
        if (is_there_)
            ::umount2(at_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool is_there() const { return is_there_; }
    void resize(const std::string& kilobytes) const {
        ASSERT_EQ(
            ::mount("none", at_.c_str(), "tmpfs", MS_REMOUNT, ("size=" + kilobytes + "k").c_str()),
            0);
    }
    void allow_only_reading() const {
        ASSERT_EQ(::mount("none", at_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr), 0);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return at_; }

  private:
    std::filesystem::path at_;
    bool is_there_ = false;
};

class OnADisk : public OnBoth {
  protected:
    /// Opens a store whose data lie on the disk.
    void move_to(const SmallDisk& disk) {
        store_.reset();
        if (GetParam() == Dialect::Sqlite) {
            where_ = "sqlite:" + (disk.path() / "record").string();
        } else {
            const auto place = disk.path() / "tables";
            std::filesystem::create_directory(place);
            ASSERT_EQ(::chown(place.c_str(), scratch_server().user(), -1), 0);
            ASSERT_EQ(::chmod(disk.path().parent_path().c_str(), 0755), 0);
            scratch_server().command("CREATE TABLESPACE small LOCATION '" + place.string() + "'");
            where_ = scratch_server().new_database() + "%20-cdefault_tablespace%3Dsmall";
        }
        reopen();
    }
    void TearDown() override {
        if (GetParam() == Dialect::Sqlite || where_.find("small") == std::string::npos)
            return;
        const auto name = where_.find("%3D") + 3;
        store_.reset();
        scratch_server().command("DROP SCHEMA " +
                                 where_.substr(name, where_.find('%', name) - name) + " CASCADE");
        scratch_server().command("DROP TABLESPACE small");
    }
    /// Writes until it is refused; how many were written, and why no more.
    std::pair<int, base::Problem> write_until_refused(const std::string& prefix) {
        for (int i = 0; i < 5000; ++i) {
            Write entry = first(Kind::Task, prefix + std::to_string(i), std::string(6000, 'x'));
            entry.body += std::to_string(std::hash<int>{}(i)); // PostgreSQL packs what repeats
            for (int j = 0; j < 200; ++j)
                entry.body += std::to_string(i * 7919LL * j * 104729LL % 1'000'003);
            const auto problem = refusal(std::move(entry));
            if (!problem.code.empty())
                return {i, problem};
        }
        return {5000, {}};
    }
    void check_nothing_is_half_written(std::size_t written) {
        Connection connection(*read_address(where_), Connection::Access::Read);
        check_whole(connection);
        EXPECT_EQ(store_->happened_after(0, 10'000)->size(), written);
    }
};

TEST_P(OnADisk, AFullOneIsSaidAndTheNextWriteWorksWhenThereIsRoom) {
    const SmallDisk disk(folder_.path() / "disk", "3000");
    if (!disk.is_there())
        GTEST_SKIP() << "a small disk can only be mounted by root";
    move_to(disk);
    const auto [written, problem] = write_until_refused("a");
    EXPECT_EQ(problem.code, "store.full") << base::sentence(problem);
    EXPECT_GT(written, 10);
    check_nothing_is_half_written(static_cast<std::size_t>(written));
    disk.resize("9000");
    EXPECT_EQ(refusal(first(Kind::Task, "b", std::string(6000, 'x'))).code, "");
    reopen();
    check_nothing_is_half_written(static_cast<std::size_t>(written) + 1);
    EXPECT_TRUE(store_->find(EntryId("a" + std::to_string(written - 1))));
}

TEST_P(OnADisk, WhatIsNotedWhileItIsFullIsWrittenLater) {
    const SmallDisk disk(folder_.path() / "disk", "3000");
    if (!disk.is_there())
        GTEST_SKIP() << "a small disk can only be mounted by root";
    move_to(disk);
    const int written = write_until_refused("a").first;
    AuditRow row;
    row.by = "ada";
    row.action = "read";
    row.reason = std::string(500'000, 'x');
    for (std::size_t i = 0; i < row.reason.size(); ++i)
        row.reason[i] = static_cast<char>('a' + i * i * 7919 % 1009 % 26);
    store_->audit().note(row);
    EXPECT_EQ(store_->audit().settle().error().code, "store.full");
    EXPECT_EQ(store_->ping().error().code, "store.full");
    disk.resize("9000");
    EXPECT_TRUE(store_->audit().settle());
    EXPECT_TRUE(store_->ping());
    EXPECT_EQ(store_->audit().verify()->rows, written + 1);
}

TEST_P(OnADisk, OneThatOnlyReadsIsSaid) {
    if (GetParam() == Dialect::Postgresql) {
        write(first(Kind::Task, "a"));
        const auto& server = scratch_server();
        server.command("ALTER SYSTEM SET default_transaction_read_only = on");
        server.command("SELECT pg_reload_conf()");
        base::Problem problem;
        for (int i = 0; i < 100 && problem.code.empty(); ++i) { // the server takes its time
            problem = refusal(first(Kind::Task, "b" + std::to_string(i)));
            ::usleep(20'000);
        }
        server.command("ALTER SYSTEM RESET default_transaction_read_only");
        server.command("SELECT pg_reload_conf()");
        EXPECT_EQ(problem.code, "store.read_only");
        for (int i = 0; i < 100 && !problem.code.empty(); ++i) {
            problem = refusal(first(Kind::Task, "c" + std::to_string(i)));
            ::usleep(20'000);
        }
        EXPECT_EQ(problem.code, "");
        return;
    }
    const SmallDisk disk(folder_.path() / "disk", "3000");
    if (!disk.is_there())
        GTEST_SKIP() << "a small disk can only be mounted by root";
    move_to(disk);
    write(first(Kind::Task, "a"));
    store_.reset();
    disk.allow_only_reading();
    const auto opened = open_store(where_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "store.read_only");
}

TEST(WithoutItsServer, AStoreSaysSoAndGoesOnWhenTheServerIsBack) {
    ScratchServer server;
    auto store = open_store(server.new_database()).value();
    const auto write = [&](const std::string& id) {
        return store->write({act("create"), {first(Kind::Task, id)}, {}});
    };
    ASSERT_TRUE(write("a"));
    ASSERT_TRUE(store->find(EntryId("a")));
    server.stop(SIGQUIT);
    EXPECT_EQ(write("b").error().code, "store.failed");
    EXPECT_EQ(store->find(EntryId("a")).error().code, "store.failed");
    EXPECT_EQ(store->ping().error().code, "store.failed");
    server.start();
    EXPECT_TRUE(store->find(EntryId("a")));
    EXPECT_TRUE(write("c"));
    server.stop(SIGQUIT);
    server.start();
    EXPECT_TRUE(write("d")); // with a connection that was lost unnoticed
    EXPECT_TRUE(store->find(EntryId("d")));
    EXPECT_EQ(store->audit().verify()->rows, 3);
}

FILIFORM_ON_BOTH(OnADisk);

} // namespace

} // namespace filiform::store
