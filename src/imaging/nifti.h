// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "imaging/stored_image.h"

namespace filiform::imaging {

/// True when the first bytes of an unpacked file look like NIfTI-1 or -2, in either byte order, or
/// like their ancestors and halves, which read_nifti_header then refuses by name.
[[nodiscard]] bool looks_like_nifti(std::span<const std::byte> first_bytes);

/// Reads and checks everything before the voxels and leaves the stream at the first of them.
///
/// The frame is the sform where its code says so, else the qform; a file with neither has no
/// orientation and is refused, and so is one whose two frames disagree.
/// Problems: imaging.format, imaging.truncated, imaging.damaged, imaging.dimensions,
///           imaging.too_large, imaging.spacing, imaging.affine, imaging.shear, imaging.frame,
///           imaging.units, imaging.extension, imaging.not_finite.
/// Source:   R. W. Cox et al., "A (sort of) new image data format standard: NIfTI-1", 2004, and the
///           NIfTI-2 header of 2011 (headers nifti1.h and nifti2.h of the NIfTI working group).
[[nodiscard]] base::Result<StoredImage> read_nifti_header(ByteStream& stream, std::string_view file,
                                                          const ReadLimits& limits);

/// What a NIfTI-1 file holds before its voxels. `names` become a Caret label table.
struct NiftiHeader {
    geometry::Size3 size;
    geometry::Affine world_from_voxel; ///< RAS+ mm, right-angled; kept as float32
    VoxelType type = VoxelType::Int16;
    LabelNames names;
};
/// Problems: imaging.write (an axis over 32 767 voxels, a frame that is sheared or not finite).
[[nodiscard]] base::Result<std::vector<std::byte>> write_nifti_header(const NiftiHeader& header,
                                                                      std::string_view file);

} // namespace filiform::imaging
