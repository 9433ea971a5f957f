// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "geometry/vec3.h"
#include "imaging/dicom_elements.h"

namespace filiform::imaging {

/// What one slice says about itself, checked for itself. Patient frame of DICOM: LPS, mm.
struct DicomSlice {
    std::string file;
    std::string series_uid;
    std::string frame_uid;
    std::string modality;
    DicomSyntax syntax;
    int rows = 0;
    int columns = 0;
    int bits_allocated = 16;
    int bits_stored = 16;
    bool is_signed = false;
    geometry::Vec3 position;    ///< centre of the first pixel
    geometry::Vec3 along_row;   ///< unit; the way the column index grows
    geometry::Vec3 down_column; ///< unit; the way the row index grows
    double row_spacing = 1;     ///< between rows
    double column_spacing = 1;  ///< between columns
    double slope = 1;
    double intercept = 0;
    bool is_hounsfield = false;
    bool is_lossy = false; ///< the pixels were packed with loss, now or earlier

    [[nodiscard]] std::size_t pixels() const {
        return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    }
    /// As they lie in an uncompressed file.
    [[nodiscard]] std::size_t pixel_bytes() const {
        return pixels() * static_cast<std::size_t>(bits_allocated / 8);
    }
};

/// Problems: imaging.format, imaging.dimensions, imaging.affine, imaging.spacing,
///           imaging.series (several frames), imaging.truncated.
[[nodiscard]] base::Result<DicomSlice> read_dicom_slice(const DicomElements& elements);

/// Appends the slice's values, unpacked and scaled, row by row, to `values`.
/// Problems: imaging.not_finite, imaging.damaged (packed pixels that do not unpack).
[[nodiscard]] base::Result<void> append_pixels(const DicomElements& elements,
                                               const DicomSlice& slice, std::vector<float>& values);

} // namespace filiform::imaging
