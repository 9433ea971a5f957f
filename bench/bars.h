// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace filiform::bench {

/// What one piece of work is held to, and the benchmarks of other programs that do the same work.
struct Bar {
    enum class Unit {
        million_per_second,  ///< keeps every thread busy
        thousand_per_second, ///< waits for the disk too, so that nothing is estimated from it
        seconds,             ///< likewise
        seconds_of_steps     ///< steps that cannot all be shared out among threads
    };
    std::string benchmark; ///< name given at registration
    std::string work;      ///< for people
    Unit unit = Unit::seconds;
    double hold = 0;
    double aim = 0;
    std::vector<std::string> peers;
};
[[nodiscard]] const std::vector<Bar>& bars();

/// By benchmark name: items per second, and seconds per run.
struct Measured {
    double items_per_second = 0;
    double seconds = 0;
    double processor_seconds = 0; ///< of all threads
};
using Results = std::map<std::string, Measured>;

/// One row per bar that was measured: the figure, the bar, and how many times faster than each peer
/// measured in the same run. When other programs had a good
/// part of the machine, estimates from processor time instead, and says so.
void print_table(std::ostream& out, const Results& measured);

} // namespace filiform::bench
