// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "imaging/dicom_syntax.h"

namespace filiform::imaging {

/// A DICOM tag: group in the high half, element in the low.
enum class Tag : std::uint32_t {
    TransferSyntax = 0x0002'0010,
    SopClass = 0x0008'0016,
    Modality = 0x0008'0060,
    SeriesUid = 0x0020'000E,
    ImagePosition = 0x0020'0032,
    ImageOrientation = 0x0020'0037,
    FrameOfReferenceUid = 0x0020'0052,
    SamplesPerPixel = 0x0028'0002,
    Photometric = 0x0028'0004,
    NumberOfFrames = 0x0028'0008,
    Rows = 0x0028'0010,
    Columns = 0x0028'0011,
    PixelSpacing = 0x0028'0030,
    BitsAllocated = 0x0028'0100,
    BitsStored = 0x0028'0101,
    HighBit = 0x0028'0102,
    PixelRepresentation = 0x0028'0103,
    RescaleIntercept = 0x0028'1052,
    RescaleSlope = 0x0028'1053,
    RescaleType = 0x0028'1054,
    LossyCompression = 0x0028'2110,
    PixelData = 0x7FE0'0010,
};

/// The top-level elements of one DICOM file up to and with its pixel data, as views into the file's
/// bytes.
class DicomElements {
  public:
    using Values = std::map<std::uint32_t, std::span<const std::byte>>;

    DicomElements(Values values, const DicomSyntax& syntax, std::string_view file)
        : values_(std::move(values)), syntax_(syntax), file_(file) {}

    [[nodiscard]] bool has(Tag tag) const { return values_.contains(static_cast<unsigned>(tag)); }
    /// The raw bytes, empty when the element is absent.
    [[nodiscard]] std::span<const std::byte> bytes(Tag tag) const;
    /// Text without its padding, empty when the element is absent.
    [[nodiscard]] std::string text(Tag tag) const;
    /// Problems: imaging.format (absent, or not a number of 16 bits).
    [[nodiscard]] base::Result<int> whole(Tag tag) const;
    /// Decimal strings. Problems: imaging.format (absent, another count, not finite).
    [[nodiscard]] base::Result<std::vector<double>> decimals(Tag tag, std::size_t count) const;
    [[nodiscard]] const DicomSyntax& syntax() const { return syntax_; }
    [[nodiscard]] const std::string& file() const { return file_; }

  private:
    Values values_;
    DicomSyntax syntax_;
    std::string file_;
};

/// The keyword of the tag, "ImagePositionPatient", as shown in a refusal.
[[nodiscard]] std::string name_of(Tag tag);

/// True when byte 128 begins with "DICM".
[[nodiscard]] bool looks_like_dicom(std::span<const std::byte> first_bytes);

/// Walks the elements of a file, little-endian, explicit or implicit. Every length is checked
/// against what is left; sequences are skipped, nested at most 16 deep; nothing is copied. Packed
/// pixel data are the fragments as they stand, with their marks.
/// Problems: imaging.format, imaging.truncated, imaging.transfer_syntax.
/// Source:   DICOM PS3.5 (data structures and encoding) chapters 7 and A, PS3.10 chapter 7.
[[nodiscard]] base::Result<DicomElements> read_dicom_elements(std::span<const std::byte> bytes,
                                                              std::string_view file);

} // namespace filiform::imaging
