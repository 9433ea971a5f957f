// SPDX-License-Identifier: Apache-2.0
// The record: durable writes of many at once, reads, and how look-ups grow. FILIFORM_BENCH_STORE
// names another store than a new SQLite file (postgresql://…, empty); FILIFORM_BENCH_ENTRIES how
// many sessions the look-ups are among, 20,000 unless said.
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include "store/scratch_server.h"
#include "store/store.h"

namespace filiform::bench {
namespace {

using record::EntryId;
using record::Kind;
using Clock = std::chrono::steady_clock;

const std::string& session_body() {
    static const std::string body = "{\"note\":\"" + std::string(1200, 'x') + "\"}";
    return body;
}

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

/// A store with a folder of its own.
struct Clinic {
    store::ScratchFolder folder;
    std::unique_ptr<store::Store> store;
    int sessions = 0;

    Clinic() {
        const char* named = std::getenv("FILIFORM_BENCH_STORE");
        const std::string where =
            named != nullptr ? named : "sqlite:" + (folder.path() / "record").string();
        store = store::open_store(where).value();
    }
};

Clinic& clinic() {
    static Clinic one;
    return one;
}

std::string padded(int number, std::size_t size) {
    std::string digits = std::to_string(number);
    return std::string(size - std::min(size, digits.size()), '0') + digits;
}

/// A needling session of one of a tenth as many patients, at a minute of its own.
store::Write session(int number) {
    store::Write write;
    write.kind = Kind::Session;
    write.id = EntryId("s" + padded(number * 7919 % 10'000'000, 8) + "-" + std::to_string(number));
    write.patient = EntryId("p" + std::to_string(number / 10));
    write.body = session_body();
    write.index.terms = {{"patient", write.patient.text()},
                         {"status", number % 50 == 0 ? "open" : "closed"},
                         {"start", base::text(base::Instant(std::chrono::minutes(number)))},
                         {"practitioner", "pr" + std::to_string(number % 20)}};
    return write;
}

void fill(int wanted) {
    constexpr int at_once = 500;
    Clinic& one = clinic();
    while (one.sessions < wanted) {
        store::Change change{{"bench", "import", "", "", now()}, {}, {}};
        for (int i = 0; i < at_once; ++i)
            change.writes.push_back(session(one.sessions++));
        if (!one.store->write(change))
            std::abort();
    }
}

void put_spread(benchmark::State& state, std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    const auto at = [&](double part) {
        return 1000 *
               seconds[static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1))];
    };
    state.counters["p50_ms"] = at(0.5);
    state.counters["p99_ms"] = at(0.99);
    state.counters["max_ms"] = at(1);
}

/// So many threads, each with as many pieces of `work(thread, piece)`; their times.
template <class Work>
std::vector<double> on_threads(int threads, int pieces, Work&& work) {
    std::vector<std::vector<double>> times(static_cast<std::size_t>(threads));
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&, i] {
            for (int j = 0; j < pieces; ++j) {
                const auto begin = Clock::now();
                work(i, j);
                times[static_cast<std::size_t>(i)].push_back(
                    std::chrono::duration<double>(Clock::now() - begin).count());
            }
        });
    std::vector<double> together;
    for (int i = 0; i < threads; ++i) {
        all[static_cast<std::size_t>(i)].join();
        const auto& one = times[static_cast<std::size_t>(i)];
        together.insert(together.end(), one.begin(), one.end());
    }
    return together;
}

void write_entries(benchmark::State& state, int threads) {
    constexpr int pieces = 200;
    static std::atomic<int> made = 0;
    std::vector<double> times;
    for (auto _ : state)
        times = on_threads(threads, pieces, [&](int, int) {
            store::Write write = session(100'000'000 + made++);
            if (!clinic().store->write({{"bench", "create", "", "", now()}, {write}, {}}))
                std::abort();
        });
    state.SetItemsProcessed(state.iterations() * threads * pieces);
    put_spread(state, std::move(times));
}

void read_entries(benchmark::State& state, int threads) {
    constexpr int pieces = 20'000, among = 20'000;
    fill(among);
    std::vector<double> times;
    for (auto _ : state)
        times = on_threads(threads, pieces, [&](int thread, int piece) {
            const int number = (piece * 31 + thread * 997) % among;
            if (!clinic().store->find(session(number).id))
                std::abort();
        });
    state.SetItemsProcessed(state.iterations() * threads * pieces);
    put_spread(state, std::move(times));
}

/// What any program on SQLite could do at best: two rows of the same size and a commit, by one
/// thread, nothing checked and nothing found again.
void bare_sqlite(benchmark::State& state) {
    const store::ScratchFolder folder;
    sqlite3* db = nullptr;
    sqlite3_open((folder.path() / "bare").c_str(), &db);
    const auto run = [&](const char* text) {
        if (sqlite3_exec(db, text, nullptr, nullptr, nullptr) != SQLITE_OK)
            std::abort();
    };
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE entry (place INTEGER PRIMARY KEY, body TEXT);"
        "CREATE TABLE audit (place INTEGER PRIMARY KEY, row TEXT)");
    sqlite3_stmt *entry = nullptr, *audit = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO entry (body) VALUES (?1)", -1, &entry, nullptr);
    sqlite3_prepare_v2(db, "INSERT INTO audit (row) VALUES (?1)", -1, &audit, nullptr);
    const std::string row(200, 'y');
    for (auto _ : state) {
        run("BEGIN IMMEDIATE");
        for (const auto& [statement, text] : {std::pair(entry, &session_body()), {audit, &row}}) {
            sqlite3_bind_text(statement, 1, text->data(), static_cast<int>(text->size()), nullptr);
            sqlite3_step(statement);
            sqlite3_reset(statement);
        }
        run("COMMIT");
    }
    state.SetItemsProcessed(state.iterations());
    sqlite3_finalize(entry);
    sqlite3_finalize(audit);
    sqlite3_close(db);
}

int entries() {
    const char* wanted = std::getenv("FILIFORM_BENCH_ENTRIES");
    return wanted == nullptr ? 20'000 : std::atoi(wanted);
}

store::Query::Condition condition(const char* term, std::string value) {
    store::Query::Condition made;
    made.term = term;
    made.values = {std::move(value)};
    return made;
}

/// One patient's sessions; a practitioner's day; the newest closed ones, which most are.
void look_up(benchmark::State& state, const std::string& what) {
    fill(entries());
    std::mt19937 random(7);
    for (auto _ : state) {
        const int number = static_cast<int>(random() % static_cast<unsigned>(entries()));
        store::Query query{.kind = Kind::Session, .most = 20};
        if (what == "patient") {
            query.patient = EntryId("p" + std::to_string(number / 10));
            query.order_by = "start";
        } else if (what == "day") {
            query.all = {condition("practitioner", "pr" + std::to_string(number % 20))};
            store::Query::Condition day;
            day.term = query.order_by = "start";
            day.match = store::Query::Condition::Match::Between;
            day.from = base::text(base::Instant(std::chrono::minutes(number)));
            day.before = base::text(base::Instant(std::chrono::minutes(number + 600)));
            query.all.push_back(day);
        } else {
            query.all = {condition("status", "closed")};
            query.is_descending = true;
        }
        const auto page = clinic().store->search(query);
        if (!page || page->entries.empty())
            std::abort();
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["among"] = clinic().sessions;
}

/// Answers something, so that it runs before main.
bool register_all() {
    for (const int threads : {32, 16}) {
        const std::string name =
            threads == 32 ? "record/write" : "record/write_of_" + std::to_string(threads);
        benchmark::RegisterBenchmark(name.c_str(), write_entries, threads)
            ->Iterations(1)
            ->Repetitions(5)
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::RegisterBenchmark("record/bare_sqlite", bare_sqlite)
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("record/read", read_entries, 2)
        ->Iterations(1)
        ->Repetitions(5)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    for (const char* what : {"patient", "day", "newest"})
        benchmark::RegisterBenchmark((std::string("record/look_up/") + what).c_str(), look_up,
                                     std::string(what))
            ->UseRealTime()
            ->Unit(benchmark::kMicrosecond);
    return true;
}
const bool is_registered = register_all();

} // namespace
} // namespace filiform::bench
