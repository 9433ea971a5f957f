// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace filiform::base {

/// Random numbers by counting: the n-th draw of stream s under a seed is a pure function of
/// (seed, s, n), so results do not depend on thread count or order.
///
/// Edge cases:   every seed and stream is good, zero included.
/// Thread safety: one object per thread; two objects of one seed and stream repeat each other.
/// Source:       Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011
///               (Philox4x32-10); normals by Box and Muller 1958.
class RandomStream {
  public:
    RandomStream(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

    /// Uniform in (0, 1): never 0, never 1.
    [[nodiscard]] double uniform();
    /// Standard normal.
    [[nodiscard]] double normal();

  private:
    std::uint64_t seed_;
    std::uint64_t stream_;
    std::uint64_t block_ = 0;
    std::array<std::uint32_t, 4> words_{};
    unsigned used_ = 4;
    double spare_ = 0;
    bool has_spare_ = false;
};

/// The seed for one purpose ("skin", "arm b"): what is drawn for it does not depend on what else is
/// drawn under the seed.
///
/// Source: FNV-1a of the words (Fowler, Noll and Vo), mixed into the seed.
[[nodiscard]] std::uint64_t seed_for(std::uint64_t seed, std::string_view purpose);

} // namespace filiform::base
