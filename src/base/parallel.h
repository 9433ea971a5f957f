// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace filiform::base {

/// Calls `work(begin, end)` over chunks that cover [0, count) exactly once, on all threads that
/// `set_threads` allows (all cores unless said).
///
/// Determinism: chunks are cut by `grain` alone, never by the number of threads, so work that
/// writes only what belongs to its own indices gives the same result on every machine.
/// Problems:    an exception in `work` is rethrown here, after the other chunks have ended.
void parallel_chunks(std::size_t count, std::size_t grain,
                     const std::function<void(std::size_t, std::size_t)>& work);

/// The most threads `parallel_chunks` uses from now on; 0 means all cores.
void set_threads(unsigned threads);

} // namespace filiform::base
