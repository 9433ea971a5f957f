// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "quality/rows.h"

/// For the ledger alone.
namespace filiform::quality {

/// Finds the slot of an id. Ids are kept as 64 bits of SipHash under a key drawn for each table, so
/// that nobody can make two that meet; that two of four million meet by chance is 4 in ten million.
///
/// Memory: 12 bytes for a place, between 3/8 and 3/4 of which are taken: 16 to 32 bytes an id.
class Slots {
  public:
    Slots();
    /// The slot of this id; `fresh` when it was not known, which it is from now on.
    Slot find_or_add(std::uint8_t kind, std::string_view id, Slot fresh);
    [[nodiscard]] Slot find(std::uint8_t kind, std::string_view id) const;
    [[nodiscard]] std::size_t bytes() const;

  private:
    [[nodiscard]] std::uint64_t hash(std::uint8_t kind, std::string_view id) const;
    [[nodiscard]] std::size_t place_of(std::uint64_t key) const;
    void grow();

    std::array<unsigned char, 16> secret_{};
    std::vector<std::uint64_t> keys_; ///< 0: free
    std::vector<Slot> slots_;
    std::size_t taken_ = 0;
};

} // namespace filiform::quality
