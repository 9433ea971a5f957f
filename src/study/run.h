// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "study/protocol.h"
#include "study/shard.h"
#include "study/subject.h"

namespace filiform::study {

struct RunOrder {
    std::uint64_t seed = 1;
    std::uint64_t bodies = 0;
    unsigned threads = 0;         ///< 0: all cores
    std::filesystem::path folder; ///< where the journals lie
    /// Told how many of how many bodies are finished, from any thread, one call at a time.
    std::function<void(std::uint64_t done, std::uint64_t of)> progress = [](auto, auto) {};
};

/// What a run is known by: the file, the seed, the data the bodies and hands are made from, and the
/// program. The number of bodies is no part of it: a longer run goes on where a shorter one ended.
[[nodiscard]] std::string run_key(const Protocol& protocol, std::uint64_t seed);

/// SHA-256 over everything that bodies and hands are made from.
[[nodiscard]] std::string model_digest();

/// Needles every body, those aside that the journals in the folder have already, and answers all
/// rows in the order of the bodies.
///
/// Determinism: the same for every number of threads and of processes.
/// Processes:   each takes its part of the open bodies; all wait for each other and all get every
///              row, read back from the journals of all.
/// Threads:     one body a thread; while it runs nothing else may use base::parallel_chunks.
/// Problems:    those of needle_body and Journal; study.process (another process failed).
[[nodiscard]] base::Result<std::vector<Row>> run_bodies(const Protocol& protocol,
                                                        const RunOrder& order, const Shard& shard);

} // namespace filiform::study
