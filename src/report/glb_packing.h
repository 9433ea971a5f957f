// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geometry/vec3.h"

namespace filiform::report {

/// A mesh in whole numbers and packed, as EXT_meshopt_compression of glTF has it.
///
/// Positions: of `units_per_mm` to a millimetre, in 16 bits: within ±2,047 mm, to 0.031 mm; no
///            body that is made is larger.
/// Normals:   8 bits each, by their octahedral map.
/// Order:     vertices and triangles are put in another order, which packs better.
/// Source:    Khronos, EXT_meshopt_compression and KHR_mesh_quantization; meshoptimizer's encoders.
struct PackedMesh {
    static constexpr double units_per_mm = 16;
    static constexpr double farthest_mm = 32767 / units_per_mm;
    static constexpr std::size_t position_stride = 8;
    static constexpr std::size_t normal_stride = 4;

    std::size_t vertices = 0;
    std::size_t corners = 0;            ///< three to a triangle
    std::size_t index_stride = 2;       ///< 4 where there are too many vertices for 2
    std::array<int, 3> least{}, most{}; ///< of the positions, in units
    std::vector<std::uint8_t> positions, normals, indices;
};

/// Vertices and normals one to one; all within `farthest_mm` of the origin. Equal meshes give equal
/// bytes.
[[nodiscard]] PackedMesh pack_mesh(const std::vector<std::array<float, 3>>& vertices_mm,
                                   const std::vector<std::array<float, 3>>& normals,
                                   const std::vector<std::array<std::uint32_t, 3>>& triangles);

} // namespace filiform::report
