// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <csignal>

namespace filiform::cli {

/// While one lives, a wish to end the program (SIGINT, SIGTERM, SIGHUP) waits until it is gone, so
/// that a half-written plan can be cleared away first; then the program ends as it would have. A
/// signal that was ignored before stays ignored. One at a time.
class Interruption {
  public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// Whether the program is to end.
    [[nodiscard]] static bool has_come();

  private:
    static constexpr std::array<int, 3> signals_{SIGINT, SIGTERM, SIGHUP};
    std::array<struct sigaction, 3> before_{};
};

} // namespace filiform::cli
