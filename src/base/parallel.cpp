// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <atomic>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace filiform::base {

namespace {
std::atomic<unsigned> allowed_threads{0};
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
    const auto all = [&] { tbb::parallel_for(std::size_t{0}, chunks, run); };
    if (threads == 0) {
        all();
    } else {
        tbb::task_arena(static_cast<int>(threads)).execute(all);
    }
}

} // namespace filiform::base
