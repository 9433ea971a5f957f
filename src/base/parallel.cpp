// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

namespace filiform::base {

namespace {
std::atomic<unsigned> allowed_threads{0};

#ifdef FILIFORM_SANITIZE_THREAD
/// The thread sanitizer cannot see how Debian's oneTBB, built without it, hands work over, and
/// calls that a race. Plain threads show it our own races and no others.
void run_chunks(std::size_t chunks, unsigned threads, const std::function<void(std::size_t)>& run) {
    std::atomic<std::size_t> next{0};
    std::mutex guard;
    std::exception_ptr failure;
    std::vector<std::thread> workers;
    const unsigned count =
        threads == 0 ? std::max(std::thread::hardware_concurrency(), 2U) : threads;
    for (unsigned i = 0; i < count; ++i)
        workers.emplace_back([&] {
            for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
                try {
                    run(chunk);
                } catch (...) {
                    const std::lock_guard lock(guard);
                    if (!failure)
                        failure = std::current_exception();
                }
            }
        });
    for (std::thread& worker : workers)
        worker.join();
    if (failure)
        std::rethrow_exception(failure);
}
#else
void run_chunks(std::size_t chunks, unsigned threads, const std::function<void(std::size_t)>& run) {
    // One chunk at a time, since they may differ much in what they cost.
    const auto all = [&] {
        tbb::parallel_for(std::size_t{0}, chunks, run, tbb::simple_partitioner());
    };
    // Called from within a chunk, the threads at work are the ones allowed.
    if (threads == 0 || tbb::this_task_arena::max_concurrency() == static_cast<int>(threads)) {
        all();
    } else {
        tbb::task_arena(static_cast<int>(threads)).execute(all);
    }
}
#endif
} // namespace

void set_threads(unsigned threads) {
    allowed_threads = threads;
}

void parallel_chunks(std::size_t count, std::size_t grain,
                     const std::function<void(std::size_t, std::size_t)>& work) {
    if (count == 0)
        return;
    const std::size_t size = std::max<std::size_t>(grain, 1);
    const std::size_t chunks = (count + size - 1) / size;
    const auto run = [&](std::size_t chunk) {
        work(chunk * size, std::min(count, (chunk + 1) * size));
    };
    const unsigned threads = allowed_threads;
    if (threads == 1 || chunks == 1) {
        for (std::size_t chunk = 0; chunk < chunks; ++chunk)
            run(chunk);
        return;
    }
    run_chunks(chunks, threads, run);
}

} // namespace filiform::base
