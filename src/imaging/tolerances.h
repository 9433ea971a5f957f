// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace filiform::imaging {

/// Cosine between two grid axes above which a grid counts as sheared. A thousandth (0.06 degrees)
/// moves the far end of a 200 mm scan by 0.2 mm, well under a voxel; float32 rounding is 1e-7.
inline constexpr double most_axis_cosine = 1e-3;

/// sform and qform may place a corner this many voxels apart (of the smallest spacing), or this
/// far in millimetres if that is more: a quaternion in float32 can lose 0.1 mm at 400 mm.
inline constexpr double most_frame_gap_voxels = 0.25;
inline constexpr double least_frame_gap_mm = 0.2;

/// The spacing field and the length of the matrix column may differ by this part.
inline constexpr double most_spacing_mismatch = 0.01;

/// A DICOM slice may lie this part of the spacing, or this many millimetres if that is more, off
/// its even place: positions are written in decimals.
inline constexpr double most_slice_slip = 0.05;
inline constexpr double least_slice_slip_mm = 0.02;

/// Bytes a writer may leave behind the last voxel (padding to a block).
inline constexpr std::uint64_t most_trailing_bytes = 4096;

/// Header and extensions before the first voxel; real label tables take kilobytes.
inline constexpr std::uint64_t most_header_bytes = std::uint64_t{16} * 1024 * 1024;

} // namespace filiform::imaging
