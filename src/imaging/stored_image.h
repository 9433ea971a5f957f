// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "geometry/lattice.h"
#include "imaging/byte_stream.h"
#include "imaging/image_file.h"

namespace filiform::imaging {

enum class VoxelType { Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float32, Float64 };
[[nodiscard]] std::size_t bytes_of(VoxelType type);

using LabelNames = std::map<std::int32_t, std::string>;

/// What a checked header says about the voxels that follow it.
struct StoredImage {
    std::string file; ///< for problems
    geometry::Size3 size;
    geometry::Affine world_from_voxel; ///< RAS+ millimetres
    VoxelType type = VoxelType::Int16;
    std::endian order = std::endian::little;
    double slope = 1; ///< value = slope · stored + intercept
    double intercept = 0;
    base::Result<LabelNames> names; ///< looked at only when labels are wanted
};

/// Voxel counts as a header spells them, before anyone trusts them, and the header's words for
/// them.
struct StatedSize {
    std::array<std::int64_t, 3> voxels{};
    std::string_view field; ///< "dim[1..3]", "sizes"
};
/// Problems: imaging.dimensions, imaging.too_large.
[[nodiscard]] base::Result<geometry::Size3>
check_size(const StatedSize& stated, std::string_view file, const ReadLimits& limits);

struct StatedFrame {
    geometry::Affine world_from_voxel; ///< RAS+ millimetres
    std::string_view field;            ///< "sform", "space directions"
};
/// Refuses a frame that is not finite, singular, sheared or of absurd spacing.
/// Problems: imaging.affine, imaging.spacing, imaging.shear.
[[nodiscard]] base::Result<geometry::Affine>
check_frame(const StatedFrame& stated, std::string_view file, const ReadLimits& limits);

/// Refuses when the file, however well it packs, cannot hold `bytes` unpacked bytes.
/// Problems: imaging.truncated.
[[nodiscard]] base::Result<void> check_room(const ByteStream& stream, std::uint64_t bytes,
                                            std::string_view file, const ReadLimits& limits);

/// The voxels, from a stream that stands at the first of them. Memory grows with the bytes that
/// really arrive.
/// Problems: imaging.truncated, imaging.damaged, imaging.bomb, imaging.dimensions,
///           imaging.not_finite, imaging.too_large; labels also imaging.fractional_labels,
///           imaging.scaled_labels, imaging.label_range, imaging.label_table.
[[nodiscard]] base::Result<Scan> decode_scan(ByteStream& stream, const StoredImage& stored);
[[nodiscard]] base::Result<LabelMap> decode_labels(ByteStream& stream, const StoredImage& stored);

} // namespace filiform::imaging
