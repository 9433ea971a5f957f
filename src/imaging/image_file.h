// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "geometry/lattice.h"

namespace filiform::imaging {

/// How much of this machine one image may take before it is refused, checked before anything of
/// that size is allocated.
struct ReadLimits {
    std::size_t most_voxels = std::size_t{1} << 30; ///< a 1024³ scan: 4 GiB once read
    double most_expansion = 1100; ///< unpacked bytes per packed byte (deflate: 1032)
    double least_spacing_mm = 0.05;
    double most_spacing_mm = 20;
};

/// Voxel values as a CT or MR scan: scaled by slope and intercept, float.
struct Scan {
    geometry::Image<float> image; ///< RAS+ millimetres
    bool is_hounsfield = false;   ///< DICOM CT says so; other formats cannot
    bool is_lossy = false;        ///< DICOM says that values were packed with loss
};

/// Voxel values as labels: whole numbers, never scaled.
struct LabelMap {
    geometry::Image<std::int32_t> image; ///< RAS+ millimetres
    /// Names the file itself carries for its numbers (Caret label table of a NIfTI extension,
    /// segments of a .seg.nrrd); empty when it carries none.
    std::map<std::int32_t, std::string> names;
};

/// Reads .nii, .nii.gz (NIfTI-1 and -2, either byte order), .nrrd, .seg.nrrd, or a folder: for a
/// scan one that holds one DICOM series, for labels one of masks. The format is found
/// by content, not by name.
///
/// Frame:    RAS+ mm, whatever the file stores; voxels stay in file order, the affine says how they
///           lie. Works for int8 to float64.
/// Problems: (one is enough) imaging.missing, imaging.format, imaging.truncated,
///           imaging.dimensions, imaging.spacing, imaging.affine, imaging.shear, imaging.frame
///           (sform and qform disagree), imaging.not_finite, imaging.too_large, imaging.bomb,
///           imaging.series (gaps, mixed series, gantry tilt), imaging.transfer_syntax,
///           imaging.fractional_labels, imaging.scaled_labels, imaging.label_range,
///           imaging.label_table, imaging.units, imaging.extension, imaging.damaged.
[[nodiscard]] base::Result<Scan> load_scan(const std::filesystem::path& path,
                                           const ReadLimits& limits = {});
[[nodiscard]] base::Result<LabelMap> load_labels(const std::filesystem::path& path,
                                                 const ReadLimits& limits = {});

/// Reads a folder of masks, one `<class name>.nii.gz` (or .nii, .nrrd) per structure, as
/// TotalSegmentator writes them, into one map: classes are numbered from 1 in the order of their
/// names, every voxel that is not 0 belongs to its mask. load_labels does this for a folder.
///
/// Edge cases: an empty mask keeps its name and number: segmented, and empty here.
/// Problems:   those of load_labels; imaging.grid (masks on different grids), imaging.overlap (two
///             masks claim one voxel), imaging.missing (no mask in the folder).
[[nodiscard]] base::Result<LabelMap> load_mask_folder(const std::filesystem::path& folder,
                                                      const ReadLimits& limits = {});

/// The same for a single file held in memory (what the fuzzers drive); `name` goes into problems.
[[nodiscard]] base::Result<Scan> read_scan(std::span<const std::byte> bytes, std::string_view name,
                                           const ReadLimits& limits = {});
[[nodiscard]] base::Result<LabelMap>
read_labels(std::span<const std::byte> bytes, std::string_view name, const ReadLimits& limits = {});

/// Writes NIfTI-1 (.nii or, by name, .nii.gz), sform = qform = RAS+ mm; labels with a Caret label
/// table when `names` is not empty. Voxels take the smallest type that holds them exactly: 16-bit
/// integers or floats for a scan, 8, 16 or 32-bit integers for labels. The file appears whole or
/// not at all; equal images give equal bytes.
/// Edge cases: a frame is kept to float32; what is read back is written again byte by byte.
/// Problems: imaging.write.
[[nodiscard]] base::Result<void> save_nifti(const std::filesystem::path& path, const Scan& scan);
[[nodiscard]] base::Result<void> save_nifti(const std::filesystem::path& path,
                                            const LabelMap& labels);

/// SHA-256 of the file's bytes, or of a folder's files in name order.
[[nodiscard]] base::Result<std::string> digest_of(const std::filesystem::path& path);

} // namespace filiform::imaging
