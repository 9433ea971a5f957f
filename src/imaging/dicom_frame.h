// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "imaging/dicom_slice.h"

namespace filiform::imaging {

/// The packed frame of a slice, its fragments joined and its padding cut off, after it was checked
/// as far as that goes without decoding: the fragments fill the element, the frame begins and ends
/// with the marks of its format, and its own header states the size that the slice states.
///
/// Precondition: the slice's syntax packs its pixels.
/// Problems: imaging.format, imaging.truncated, imaging.dimensions.
/// Source:   DICOM PS3.5, A.4 and G; ITU-T T.81 (B.2.2), T.87 (C.2.2), T.800 (A.5.1).
[[nodiscard]] base::Result<std::vector<std::byte>> packed_frame(const DicomElements& elements,
                                                                const DicomSlice& slice);

/// What the uncompressed file would hold: the pixels of a frame that packed_frame() made, row by
/// row, little-endian, exactly as many bytes as the slice states. GDCM decodes in a contained
/// process: 20 s and a memory in proportion to the slice.
///
/// Edge cases: a flipped bit inside a frame may yield other pixels unnoticed, as it does in an
///             uncompressed file; no format of DICOM carries a checksum.
/// Problems:   imaging.damaged.
/// Cost:       a fork, see contained.h, and for 512 × 512 pixels a processor time of 5 ms (RLE), 4
/// ms
///             (JPEG lossless), 8 ms (JPEG-LS) or 24 ms (JPEG 2000).
[[nodiscard]] base::Result<std::vector<std::byte>> decode_frame(std::span<const std::byte> frame,
                                                                const DicomSlice& slice);

} // namespace filiform::imaging
