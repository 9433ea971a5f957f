// SPDX-License-Identifier: Apache-2.0
#include "study/run.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "base/data_files.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/parallel.h"
#include "study/journal.h"

namespace filiform::study {

namespace {

/// The first thing that went wrong in any thread; the others then end after their body.
class Failure {
  public:
    void set(base::Problem problem) {
        const std::lock_guard lock(guard_);
        if (!problem_)
            problem_ = std::move(problem);
        has_come_ = true;
    }
    void set(std::exception_ptr thrown) {
        const std::lock_guard lock(guard_);
        if (!thrown_)
            thrown_ = std::move(thrown);
        has_come_ = true;
    }
    [[nodiscard]] bool has_come() const { return has_come_; }
    /// Throws what was thrown; else the problem, if there was one.
    [[nodiscard]] std::optional<base::Problem> take() const {
        if (thrown_)
            std::rethrow_exception(thrown_);
        return problem_;
    }

  private:
    std::mutex guard_;
    std::optional<base::Problem> problem_;
    std::exception_ptr thrown_;
    std::atomic<bool> has_come_ = false;
};

/// A body a thread; drawing one then uses that thread alone.
void in_threads(unsigned threads, const std::function<void()>& work) {
    base::set_threads(1);
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i)
        others.emplace_back(work);
    work();
    others.clear(); // waits
    base::set_threads(threads);
}

std::optional<base::Problem> needle_open(const Protocol& protocol, const RunOrder& order,
                                         const std::vector<std::uint64_t>& open, Journal& journal) {
    std::atomic<std::size_t> next = 0;
    std::uint64_t done = order.bodies - open.size();
    std::mutex guard;
    Failure failure;
    const auto work = [&] {
        for (std::size_t i = next++; i < open.size() && !failure.has_come(); i = next++) {
            try {
                auto row = needle_body(protocol, order.seed, open[i]);
                const auto kept = row ? journal.add(open[i], *row)
                                      : base::Result<void>(tl::unexpected(row.error()));
                if (!kept)
                    return failure.set(kept.error());
                const std::lock_guard lock(guard);
                order.progress(++done, order.bodies);
            } catch (...) {
                return failure.set(std::current_exception());
            }
        }
    };
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    in_threads(order.threads == 0 ? cores : order.threads, work);
    return failure.take();
}

/// Of the program that runs: another one may draw other bodies from the same data.
std::string program_digest() {
    constexpr std::size_t most_bytes = std::size_t{1} << 30U;
    const auto program = base::load_file("/proc/self/exe", most_bytes);
    return program ? base::sha256(*program) : "";
}

} // namespace

std::string model_digest() {
    std::string all;
    for (const base::DataFile& file : base::data_files())
        if (file.path.starts_with("atlas/") || file.path.starts_with("needle/"))
            all += std::string(file.path) + "\n" + base::sha256(file.text) + "\n";
    return base::sha256(all);
}

std::string run_key(const Protocol& protocol, std::uint64_t seed) {
    static const std::string program = program_digest();
    return base::sha256(protocol.digest + " " + std::to_string(seed) + " " + model_digest() + " " +
                        program);
}

base::Result<std::vector<Row>> run_bodies(const Protocol& protocol, const RunOrder& order,
                                          const Shard& shard) {
    const std::string key = run_key(protocol, order.seed);
    const std::size_t width = width_of(protocol);
    const auto finished = finished_bodies(order.folder, key, width);
    // All must have read before any writes, or they would share out different bodies.
    bool is_well = shard.all_are_well(true);
    std::vector<std::uint64_t> open;
    std::uint64_t at = 0;
    for (std::uint64_t body = 0; body < order.bodies; ++body)
        if (finished.count(body) == 0 &&
            static_cast<int>(at++ % static_cast<std::uint64_t>(shard.count())) == shard.number())
            open.push_back(body);
    std::optional<base::Problem> problem;
    if (auto journal = Journal::open(order.folder, shard.number(), key, width))
        problem = needle_open(protocol, order, open, *journal);
    else
        problem = journal.error();
    is_well = shard.all_are_well(!problem);
    if (problem)
        return tl::unexpected(*problem);
    if (!is_well)
        return tl::unexpected(
            base::Problem{"study.process", "mpirun", "Another process of this study failed.", ""});
    std::vector<Row> rows;
    for (auto& [body, row] : finished_bodies(order.folder, key, width))
        if (body < order.bodies)
            rows.push_back(row);
    if (rows.size() != order.bodies)
        return tl::unexpected(base::Problem{"study.journal", order.folder.string(),
                                            "Finished bodies are missing from the journal.",
                                            "Do all processes see this folder?"});
    return rows;
}

} // namespace filiform::study
