// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "store/store_fixture.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;
using record::State;

/// An appointment that takes a practitioner's time, in minutes.
Write booking(const std::string& id, const std::string& of, int from, int to) {
    Write write = first(Kind::Appointment, id);
    write.index.claims = {{EntryId(of), moment(from), moment(to)}};
    return write;
}

/// Runs `work(i)` on as many threads at once.
template <class Work>
void at_once(int threads, Work&& work) {
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : all)
        thread.join();
}

class Claiming : public OnBoth {};

TEST_P(Claiming, TimeThatOverlapsIsTakenAndTimeThatTouchesIsNot) {
    write(booking("a", "ada", 60, 90));
    for (const auto& [from, to] : {std::pair(60, 90), {50, 61}, {89, 100}, {70, 71}, {0, 600}}) {
        const auto problem = refusal(booking("b", "ada", from, to));
        EXPECT_EQ(problem.code, "record.taken") << from;
        EXPECT_NE(problem.what.find("The time of ada from "), std::string::npos);
    }
    EXPECT_EQ(refusal(booking("b", "ada", 30, 60)).code, "");
    EXPECT_EQ(refusal(booking("c", "ada", 90, 91)).code, "");
    EXPECT_EQ(refusal(booking("d", "bo", 60, 90)).code, "");
}

TEST_P(Claiming, AClaimOfAWholeDayIsSeenAtItsLastMinute) {
    write(booking("a", "room", 0, 24 * 60));
    EXPECT_EQ(refusal(booking("b", "room", 24 * 60 - 1, 24 * 60 + 5)).code, "record.taken");
    EXPECT_EQ(refusal(booking("b", "room", 24 * 60, 24 * 60 + 5)).code, "");
    EXPECT_EQ(refusal(booking("c", "ada", 0, 24 * 60 + 1)).code, "record.value");
    EXPECT_EQ(refusal(booking("c", "ada", 5, 5)).code, "record.value");
}

TEST_P(Claiming, AMovedBookingGivesItsTimeBack) {
    const auto booked = write(booking("a", "ada", 60, 90));
    Write moved = later(booked, "{}");
    moved.index.claims = {{EntryId("ada"), moment(75), moment(105)}};
    write(moved);
    EXPECT_EQ(refusal(booking("b", "ada", 60, 75)).code, "");
    EXPECT_EQ(refusal(booking("c", "ada", 90, 100)).code, "record.taken");
}

TEST_P(Claiming, AWithdrawnBookingTakesNobodysTime) {
    Write withdrawn = later(write(booking("a", "ada", 60, 90)), "{}");
    withdrawn.index.claims = {{EntryId("ada"), moment(60), moment(90)}};
    withdrawn.state = State::Withdrawn;
    write(withdrawn, "withdraw");
    EXPECT_EQ(refusal(booking("b", "ada", 60, 90)).code, "");
}

TEST_P(Claiming, TwoBookingsChangePlacesInOneChange) {
    Write one = later(write(booking("a", "ada", 60, 90)), "{}");
    Write other = later(write(booking("b", "ada", 90, 120)), "{}");
    one.index.claims = {{EntryId("ada"), moment(90), moment(120)}};
    other.index.claims = {{EntryId("ada"), moment(60), moment(90)}};
    EXPECT_TRUE(store_->write({act("move"), {one, other}, {}}));
    const auto both =
        store_->write({act("create"), {booking("c", "bo", 0, 10), booking("d", "bo", 9, 20)}, {}});
    EXPECT_EQ(both.error().code, "record.taken");
}

TEST_P(Claiming, Of64WhoWantTheSameTimeExactlyOneHasIt) {
    constexpr int clients = 64, slots = 8;
    std::array<std::atomic<int>, slots> won{};
    std::atomic<int> others = 0;
    at_once(clients, [&](int client) {
        for (int slot = 0; slot < slots; ++slot) {
            const std::string id = "a" + std::to_string(client) + "-" + std::to_string(slot);
            // Half of them want five minutes more at either end.
            const int more = client % 2 * 5;
            const auto booked = store_->write(
                {act("book"), {booking(id, "ada", slot * 60 - more, slot * 60 + 30 + more)}, {}});
            if (booked)
                ++won[static_cast<std::size_t>(slot)];
            else if (booked.error().code != "record.taken")
                ++others;
        }
    });
    for (const auto& count : won)
        EXPECT_EQ(count, 1);
    EXPECT_EQ(others, 0);
    EXPECT_EQ(store_->search({.kind = Kind::Appointment})->entries.size(),
              static_cast<std::size_t>(slots));
    EXPECT_FALSE(store_->audit().verify()->broken);
}

TEST_P(Claiming, TwoServersOnOneDatabaseGiveATimeOnce) {
    auto second = open_store(where_, Use::Beside).value();
    constexpr int slots = 40;
    std::array<std::atomic<int>, slots> won{};
    at_once(8, [&](int client) {
        Store& store = client % 2 == 0 ? *store_ : *second;
        for (int slot = 0; slot < slots; ++slot)
            if (store.write({act("book"),
                             {booking("a" + std::to_string(client) + "-" + std::to_string(slot),
                                      "ada", slot * 60, slot * 60 + 60)},
                             {}}))
                ++won[static_cast<std::size_t>(slot)];
    });
    for (const auto& count : won)
        EXPECT_EQ(count, 1);
    const AuditCheck check = store_->audit().verify().value();
    EXPECT_FALSE(check.broken) << check.what;
    EXPECT_EQ(check.rows, slots);
}

TEST_P(Claiming, Of32WhoEditOneEntryNobodysChangeIsLost) {
    write(first(Kind::Task, "t", "0"));
    constexpr int editors = 32, edits = 5;
    std::atomic<int> refused = 0, others = 0;
    at_once(editors, [&](int) {
        for (int done = 0; done < edits;) {
            const auto entry = store_->find(EntryId("t")).value();
            const auto written = store_->write(
                {act("update"), {later(entry, std::to_string(std::stoi(entry.body) + 1))}, {}});
            if (written)
                ++done;
            else if (written.error().code == "record.conflict")
                ++refused;
            else
                ++others, ++done;
        }
    });
    const auto entry = store_->find(EntryId("t")).value();
    EXPECT_EQ(entry.body, std::to_string(editors * edits));
    EXPECT_EQ(entry.version, 1 + editors * edits);
    EXPECT_EQ(store_->history(EntryId("t"))->size(), static_cast<std::size_t>(entry.version));
    EXPECT_GT(refused, 0);
    EXPECT_EQ(others, 0);
}

FILIFORM_ON_BOTH(Claiming);

} // namespace

} // namespace filiform::store
