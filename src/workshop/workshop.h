// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/result.h"
#include "server/workshop.h"

namespace filiform::workshop {

/// How much a workshop may take of the machine that it shares with a clinic's server.
struct Options {
    std::string program;                         ///< "filiform 0.1.0", for the provenance
    std::size_t most_body_bytes = 2'000'000'000; ///< of bodies kept for the next needle
    double grid_mm = 1.5;                        ///< of bodies made for a person
    int most_study_bodies = 200;
    std::chrono::seconds longest_study = std::chrono::minutes(30);
};

/// Everything a server cannot do itself: plans, bodies, maps, studies, needles, screening.
///
/// Lifetime: the functions share what they work with; it goes with the last of them.
/// Problems: those of needle::load_rules.
[[nodiscard]] base::Checked<server::Workshop> open_workshop(const Options& options);

} // namespace filiform::workshop
