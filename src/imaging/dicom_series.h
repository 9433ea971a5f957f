// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "imaging/image_file.h"

namespace filiform::imaging {

/// One file of a series: its name for problems and a way to its bytes. The bytes are asked for
/// twice (header, then pixels), so that a series never lies in memory as a whole.
struct DicomFile {
    std::string name;
    std::function<base::Result<std::vector<std::byte>>()> load;
};

/// One series of single-frame slices as one scan, in any order of files. Slices are sorted by their
/// position along the normal of their plane, never by their number.
///
/// Frame:    RAS+ mm: i along a row of pixels, j down the columns, k along the normal.
/// Values:   slope and intercept of each slice applied; Hounsfield units when the modality is CT
///           and the rescale type is absent or HU.
/// Edge cases: `files` must not be empty.
/// Packing:  RLE, JPEG, JPEG-LS and JPEG 2000 are unpacked, see decode_frame(); `is_lossy` when any
///           slice says that its pixels were ever packed with loss.
/// Problems: imaging.series (mixed series, gap, repeated slice, gantry tilt, fewer than two slices,
///           several frames), imaging.transfer_syntax, imaging.format, imaging.truncated,
///           imaging.dimensions, imaging.too_large, imaging.spacing, imaging.affine,
///           imaging.shear, imaging.not_finite, imaging.damaged, imaging.bomb, and what `load`
///           returns.
/// Source:   DICOM PS3.3, C.7.6.2 (image plane) and C.11.1 (modality transformation).
[[nodiscard]] base::Result<Scan> read_dicom_series(std::span<const DicomFile> files,
                                                   const ReadLimits& limits);

/// The files of a folder that are DICOM, in name order; others and a DICOMDIR are passed over.
/// Problems: imaging.missing, imaging.format (none is DICOM), imaging.truncated (an empty file),
///           imaging.too_large.
[[nodiscard]] base::Result<std::vector<DicomFile>>
find_dicom_files(const std::filesystem::path& folder);

} // namespace filiform::imaging
