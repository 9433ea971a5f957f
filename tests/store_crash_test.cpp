// SPDX-License-Identifier: Apache-2.0
// A writer that is killed at a random moment, again and again: whatever it was told is saved must
// be there, whole, and in its order. FILIFORM_CRASH_ROUNDS says how often; 300 is what the page
// docs/validation/store.md is written from (FILIFORM_CRASH_PAGE names a file to add a line to).
#include <array>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "store/chain.h"
#include "store/scratch_server.h"
#include "store/store.h"
#include "store/tables.h"

namespace filiform::story {

namespace {

using namespace store;
using record::EntryId;
using record::Kind;

constexpr int writers = 8; ///< threads of the child, so that a kill falls into shared flushes

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

int rounds() {
    const char* wanted = std::getenv("FILIFORM_CRASH_ROUNDS");
    return wanted == nullptr ? 30 : std::atoi(wanted);
}

Write task(const std::string& id, std::int64_t follows) {
    Write write;
    write.kind = Kind::Task;
    write.id = EntryId(id);
    write.follows = follows;
    write.body = id + " version " + std::to_string(follows + 1);
    write.index.terms = {{"version", std::to_string(follows + 1)}};
    return write;
}

/// One thread of the child: an entry with a companion that refers to it, then the entry edited, for
/// ever; what is acknowledged goes down the pipe, in lines short enough to be written whole.
void write_for_ever(Store& store, const std::string& prefix, int pipe) {
    for (int i = 0;; ++i) {
        const std::string id = prefix + "-" + std::to_string(i);
        Write companion = task(id + "c", 0);
        companion.index.references = {{"/of", EntryId(id), {Kind::Task}}};
        for (std::int64_t follows = 0; follows < 3; ++follows) {
            Change change{{"crash", "write", "", "", now()}, {task(id, follows)}, {}};
            if (follows == 0)
                change.writes.push_back(companion);
            if (!store.write(change)) {
                ::usleep(2000); // the server was killed; what follows may be anywhere
                break;
            }
            const std::string line = id + " " + std::to_string(follows + 1) + "\n";
            if (::write(pipe, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
                ::_exit(0);
        }
    }
}

[[noreturn]] void be_writer(const std::string& where, int round, int pipe) {
    auto store = open_store(where);
    if (!store)
        ::_exit(3);
    const char ready = '\n';
    if (::write(pipe, &ready, 1) != 1)
        ::_exit(4);
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&, i] {
            write_for_ever(**store, "r" + std::to_string(round) + "-" + std::to_string(i), pipe);
        });
    for (std::thread& thread : threads)
        thread.join();
    ::_exit(0);
}

/// What a killed child was told is saved: the last version of every entry.
using Acknowledged = std::map<std::string, std::int64_t>;

std::string drained(int pipe, std::atomic<bool>& has_begun) {
    std::string all;
    std::array<char, 65536> buffer{};
    for (ssize_t count = 0; (count = ::read(pipe, buffer.data(), buffer.size())) > 0;) {
        all.append(buffer.data(), static_cast<std::size_t>(count));
        has_begun = true;
    }
    return all;
}

class Crash : public testing::Test {
  protected:
    /// Kills after `kill_child` has been given the child; answers how many writes were
    /// acknowledged.
    template <class Kill>
    int one_round(const std::string& where, int round, Kill&& kill_child) {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe(ends.data()), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            be_writer(where, round, ends[1]);
        }
        ::close(ends[1]);
        char ready = 0;
        EXPECT_EQ(::read(ends[0], &ready, 1), 1) << "the store cannot be opened";
        std::string told;
        std::atomic<bool> has_begun = false;
        std::thread listener([&] { told = drained(ends[0], has_begun); });
        // Mostly in the midst of writing, sometimes before anything was acknowledged.
        const bool waits = random_() % 5 != 0;
        for (int i = 0; waits && !has_begun && i < 10'000; ++i)
            ::usleep(1000);
        ::usleep(static_cast<useconds_t>(random_() % 60'000));
        kill_child(child);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        listener.join();
        ::close(ends[0]);
        return note(told);
    }
    int note(const std::string& told) {
        std::istringstream lines(told);
        std::string id;
        int count = 0;
        for (std::int64_t version = 0; lines >> id >> version; ++count)
            acknowledged_[id] = std::max(acknowledged_[id], version);
        return count;
    }
    /// Everything that was ever acknowledged, and nothing half-written.
    void check(const std::string& where) {
        auto store = open_store(where);
        ASSERT_TRUE(store) << base::sentence(store.error());
        for (const auto& [id, version] : acknowledged_) {
            const auto entry = (*store)->find(EntryId(id));
            ASSERT_TRUE(entry) << id << " was acknowledged and is lost";
            ASSERT_GE(entry->version, version) << id;
            ASSERT_EQ(entry->body, id + " version " + std::to_string(entry->version));
            ASSERT_TRUE((*store)->find(EntryId(id + "c"))) << id << " has lost its companion";
        }
        Connection connection(*read_address(where), Connection::Access::Read);
        check_whole(connection);
        check_orphans(connection);
        acknowledged_.clear();
    }
    /// Every version has one row of the audit, its term and its versions before.
    static void check_orphans(Connection& connection) {
        for (const char* orphans :
             {"entry_version v WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.entry = v.id AND "
              "a.version = v.version)",
              "audit a WHERE NOT EXISTS (SELECT 1 FROM entry_version v WHERE v.id = a.entry AND "
              "v.version = a.version)",
              "entry e WHERE NOT EXISTS (SELECT 1 FROM term t WHERE t.id = e.id AND "
              "t.value = CAST(e.version AS VARCHAR(9)))",
              "entry_version v WHERE v.version > 1 AND NOT EXISTS (SELECT 1 FROM entry_version b "
              "WHERE b.id = v.id AND b.version = v.version - 1)",
              "entry_version v WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = v.id)"})
            connection.each({std::string("SELECT count(*) FROM ") + orphans, "i"}, {},
                            [&](const Row& row) { ASSERT_EQ(row.whole(0), 0) << orphans; });
    }
    static void report(const std::string& what, int wanted, int acknowledged) {
        std::ostringstream line;
        line << "| " << what << " | " << wanted << " | " << acknowledged << " | 0 |\n";
        std::cout << line.str();
        if (const char* page = std::getenv("FILIFORM_CRASH_PAGE"))
            std::ofstream(page, std::ios::app) << line.str();
    }

    ScratchFolder folder_;
    Acknowledged acknowledged_;
    std::mt19937 random_{std::random_device{}()};
};

TEST_F(Crash, OnSqliteNothingAcknowledgedIsLost) {
    const std::string where = "sqlite:" + (folder_.path() / "record").string();
    int acknowledged = 0;
    for (int round = 0; round < rounds(); ++round) {
        acknowledged += one_round(where, round, [](pid_t) {});
        check(where);
        if (HasFatalFailure())
            return;
    }
    EXPECT_GT(acknowledged, rounds() / 2);
    report("SQLite, the writer killed", rounds(), acknowledged);
}

TEST_F(Crash, OnPostgresqlNothingAcknowledgedIsLost) {
    ScratchServer server;
    const std::string where = server.new_database();
    int acknowledged = 0, server_kills = 0;
    for (int round = 0; round < rounds(); ++round) {
        const bool is_server_killed = round % 10 == 9;
        acknowledged += one_round(where, round, [&](pid_t) {
            if (!is_server_killed)
                return;
            // By turns the immediate stop, and the postmaster shot under its children.
            server.stop(++server_kills % 2 == 0 ? SIGQUIT : SIGKILL);
            ::usleep(5000);
        });
        if (is_server_killed)
            server.start();
        check(where);
        if (HasFatalFailure())
            return;
    }
    EXPECT_GT(acknowledged, rounds() / 2);
    report("PostgreSQL, the writer killed, every tenth time the server too", rounds(),
           acknowledged);
}

} // namespace

} // namespace filiform::story
