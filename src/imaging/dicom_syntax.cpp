// SPDX-License-Identifier: Apache-2.0
#include "imaging/dicom_syntax.h"

#include <algorithm>
#include <array>

#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

constexpr std::array<DicomSyntax, 11> known{
    {{"1.2.840.10008.1.2", "implicit little-endian", true, PixelPacking::None, Loss::Never},
     {"1.2.840.10008.1.2.1", "explicit little-endian", false, PixelPacking::None, Loss::Never},
     {"1.2.840.10008.1.2.5", "RLE", false, PixelPacking::RunLength, Loss::Never},
     {"1.2.840.10008.1.2.4.50", "JPEG baseline", false, PixelPacking::Jpeg, Loss::Always},
     {"1.2.840.10008.1.2.4.51", "JPEG extended", false, PixelPacking::Jpeg, Loss::Always},
     {"1.2.840.10008.1.2.4.57", "JPEG lossless", false, PixelPacking::Jpeg, Loss::Never},
     {"1.2.840.10008.1.2.4.70", "JPEG lossless", false, PixelPacking::Jpeg, Loss::Never},
     {"1.2.840.10008.1.2.4.80", "JPEG-LS lossless", false, PixelPacking::JpegLs, Loss::Never},
     {"1.2.840.10008.1.2.4.81", "JPEG-LS", false, PixelPacking::JpegLs, Loss::Always},
     {"1.2.840.10008.1.2.4.90", "JPEG 2000 lossless", false, PixelPacking::Jpeg2000, Loss::Never},
     {"1.2.840.10008.1.2.4.91", "JPEG 2000", false, PixelPacking::Jpeg2000, Loss::Possible}}};

/// MPEG-2, MPEG-4 and HEVC are 4.100 to 4.108.
bool is_video(std::string_view uid) {
    return uid.starts_with("1.2.840.10008.1.2.4.10");
}

} // namespace

base::Result<DicomSyntax> find_dicom_syntax(std::string_view uid, std::string_view file) {
    const auto* const found = std::ranges::find(known, uid, &DicomSyntax::uid);
    if (found != known.end())
        return *found;
    constexpr std::string_view field = "TransferSyntaxUID";
    if (is_video(uid))
        return refuse({"transfer_syntax", file, field,
                       "The file is a video (" + std::string(uid) + ").",
                       "Give the original series of slices."});
    return refuse({"transfer_syntax", file, field,
                   "The transfer syntax is " + (uid.empty() ? "not stated" : in_quotes(uid)) + ".",
                   "Export the series uncompressed, or run gdcmconv --raw on every file."});
}

} // namespace filiform::imaging
