// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::imaging {

enum class PixelPacking { None, RunLength, Jpeg, JpegLs, Jpeg2000 };
/// Whether the packing changes pixel values.
enum class Loss { Never, Possible, Always };

/// How a DICOM file is written: one row of PS3.6, table A-1.
struct DicomSyntax {
    std::string_view uid;
    std::string_view name;
    bool is_implicit = false;
    PixelPacking packing = PixelPacking::None;
    Loss loss = Loss::Never;
};

/// Those this room reads: little-endian, explicit or implicit, and of still images packed by run
/// lengths, JPEG, JPEG-LS and JPEG 2000.
/// Problems: imaging.transfer_syntax.
[[nodiscard]] base::Result<DicomSyntax> find_dicom_syntax(std::string_view uid,
                                                          std::string_view file);

} // namespace filiform::imaging
