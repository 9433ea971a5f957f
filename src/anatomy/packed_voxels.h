// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geometry/lattice.h"

namespace filiform::anatomy {

/// The voxels of a smooth volume in few bytes; every value is kept exactly.
///
/// Method:  each voxel is foretold from its neighbours before it (left, behind, below and those
///          between), which a smooth field fulfils to a step or two; the errors are kept as pairs
///          of four bits, larger ones apart, and coded by zlib without looking for repetitions,
///          of which there are none.
/// Size:    distance fields a third of a byte, CT two thirds of a byte per voxel.
/// Cost:    linear; per voxel a few nanoseconds either way.
[[nodiscard]] std::vector<std::byte> pack_voxels(std::span<const std::int16_t> voxels,
                                                 const geometry::Size3& size);

/// The exact inverse; nothing when `packed` does not hold exactly the voxels of `size`. Allocates
/// at most three bytes per voxel besides the voxels.
[[nodiscard]] std::optional<std::vector<std::int16_t>>
unpack_voxels(std::span<const std::byte> packed, const geometry::Size3& size);

/// No more voxels than this can come out of so many bytes: to be asked before allocating.
[[nodiscard]] std::size_t most_packed_voxels(std::size_t bytes);

} // namespace filiform::anatomy
