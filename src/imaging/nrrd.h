// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "imaging/stored_image.h"

namespace filiform::imaging {

[[nodiscard]] bool looks_like_nrrd(std::span<const std::byte> first_bytes);

/// The text of a NRRD header, nothing checked yet: `fields` are its "name: value" lines, `pairs`
/// its "name:=value" lines.
struct NrrdText {
    std::map<std::string, std::string, std::less<>> fields;
    std::map<std::string, std::string, std::less<>> pairs;
};
/// Takes the header off the stream, up to and with its empty line.
/// Problems: imaging.format, imaging.truncated.
[[nodiscard]] base::Result<NrrdText> read_nrrd_text(ByteStream& stream, std::string_view file);

/// Reads and checks everything before the voxels and leaves the stream at the first of them, with
/// gzip to be undone where the header says so.
///
/// Frame:    `space` must be RAS or LPS (left-posterior-superior, what 3D Slicer writes); it is
///           turned to RAS+. LAS is refused, since ITK up to 5.2 reads such files mirrored, and so
///           is a file with spacings only, which has no orientation.
/// Names:    segments of a .seg.nrrd (3D Slicer), by LabelValue. Overlapping segments, which need
///           layers, are refused.
/// Problems: imaging.format, imaging.truncated, imaging.dimensions, imaging.too_large,
///           imaging.spacing, imaging.affine, imaging.shear, imaging.frame, imaging.units,
///           imaging.label_table.
/// Source:   G. Kindlmann, "Definition of NRRD file format", teem; 3D Slicer developer guide,
///           "Segmentations".
[[nodiscard]] base::Result<StoredImage> read_nrrd_header(ByteStream& stream, std::string_view file,
                                                         const ReadLimits& limits);

/// Names of the segments among the pairs of a .seg.nrrd.
/// Problems: imaging.label_table.
[[nodiscard]] base::Result<LabelNames> segment_names(const NrrdText& text, std::string_view file);

} // namespace filiform::imaging
