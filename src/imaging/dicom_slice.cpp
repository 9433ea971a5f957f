// SPDX-License-Identifier: Apache-2.0
#include "imaging/dicom_slice.h"

#include <cmath>
#include <limits>

#include "imaging/dicom_frame.h"
#include "imaging/refusal.h"
#include "imaging/tolerances.h"

namespace filiform::imaging {

namespace {

/// One element that must have one value.
base::Result<void> check_one_frame(const DicomElements& in) {
    const auto refuse_field = [&](std::string_view code, Tag tag, const std::string& what,
                                  const std::string& hint) {
        return refuse({code, in.file(), name_of(tag), what, hint});
    };
    const auto frames = in.text(Tag::NumberOfFrames);
    if (!frames.empty() && frames != "1")
        return refuse_field("series", Tag::NumberOfFrames, "The file holds several frames.",
                            "Export the series as one file per slice, or convert it to NIfTI.");
    const auto samples = in.has(Tag::SamplesPerPixel) ? in.whole(Tag::SamplesPerPixel) : 1;
    if (!samples)
        return tl::unexpected(samples.error());
    const auto photometric = in.text(Tag::Photometric);
    if (*samples != 1 || (!photometric.empty() && photometric != "MONOCHROME2"))
        return refuse_field("format", Tag::Photometric, "The pixels are not plain grey values.",
                            "Give the original series, not a screenshot or a colour map.");
    return {};
}

base::Result<void> take_size(const DicomElements& in, DicomSlice& slice) {
    for (const auto& [tag, field] : {std::pair{Tag::Rows, &DicomSlice::rows},
                                     {Tag::Columns, &DicomSlice::columns},
                                     {Tag::BitsAllocated, &DicomSlice::bits_allocated},
                                     {Tag::BitsStored, &DicomSlice::bits_stored}}) {
        const auto value = in.whole(tag);
        if (!value)
            return tl::unexpected(value.error());
        slice.*field = *value;
    }
    const auto is_signed = in.whole(Tag::PixelRepresentation);
    if (!is_signed)
        return tl::unexpected(is_signed.error());
    slice.is_signed = *is_signed == 1;
    if (slice.rows < 1 || slice.columns < 1)
        return refuse(
            {"dimensions", in.file(), "Rows, Columns",
             "The slice is " + text_of(slice.columns) + " × " + text_of(slice.rows) + " pixels.",
             "Both must be positive; export the series again."});
    const int bits = slice.bits_allocated;
    const auto high = in.has(Tag::HighBit) ? in.whole(Tag::HighBit) : slice.bits_stored - 1;
    if ((bits != 8 && bits != 16 && bits != 32) || slice.bits_stored < 1 ||
        slice.bits_stored > bits || !high || *high != slice.bits_stored - 1 || *is_signed > 1)
        return refuse({"format", in.file(), "BitsAllocated, BitsStored, HighBit",
                       "Pixels of " + text_of(slice.bits_stored) + " in " + text_of(bits) +
                           " bits are not read.",
                       "Export the series with 16-bit pixels."});
    return {};
}

base::Result<void> take_plane(const DicomElements& in, DicomSlice& slice) {
    const auto position = in.decimals(Tag::ImagePosition, 3);
    if (!position)
        return tl::unexpected(position.error());
    const auto orientation = in.decimals(Tag::ImageOrientation, 6);
    if (!orientation)
        return tl::unexpected(orientation.error());
    const auto spacing = in.decimals(Tag::PixelSpacing, 2);
    if (!spacing)
        return tl::unexpected(spacing.error());
    const auto& o = *orientation;
    slice.position = {(*position)[0], (*position)[1], (*position)[2]};
    slice.along_row = {o[0], o[1], o[2]};
    slice.down_column = {o[3], o[4], o[5]};
    slice.row_spacing = (*spacing)[0];
    slice.column_spacing = (*spacing)[1];
    const bool is_unit = std::abs(length(slice.along_row) - 1) <= most_axis_cosine &&
                         std::abs(length(slice.down_column) - 1) <= most_axis_cosine;
    if (!is_unit || std::abs(dot(slice.along_row, slice.down_column)) > most_axis_cosine)
        return refuse({"affine", in.file(), name_of(Tag::ImageOrientation),
                       "The two directions are not of length one at a right angle.",
                       "The orientation is damaged; export the series again."});
    if (!(slice.row_spacing > 0) || !(slice.column_spacing > 0))
        return refuse({"spacing", in.file(), name_of(Tag::PixelSpacing),
                       "The spacing is " + text_of(slice.row_spacing) + " by " +
                           text_of(slice.column_spacing) + ".",
                       "Spacing must be positive; export the series again."});
    slice.along_row = normalized(slice.along_row);
    slice.down_column = normalized(slice.down_column);
    return {};
}

base::Result<void> take_rescale(const DicomElements& in, DicomSlice& slice) {
    if (!in.has(Tag::RescaleSlope) && !in.has(Tag::RescaleIntercept))
        return {};
    const auto slope = in.decimals(Tag::RescaleSlope, 1);
    if (!slope)
        return tl::unexpected(slope.error());
    const auto intercept = in.decimals(Tag::RescaleIntercept, 1);
    if (!intercept)
        return tl::unexpected(intercept.error());
    if (slope->front() == 0)
        return refuse({"format", in.file(), name_of(Tag::RescaleSlope), "The slope is 0.",
                       "Export the series again."});
    slice.slope = slope->front();
    slice.intercept = intercept->front();
    const auto type = in.text(Tag::RescaleType);
    slice.is_hounsfield = slice.modality == "CT" && (type.empty() || type == "HU");
    return {};
}

bool is_lossy(const DicomElements& in) {
    const auto flag = in.text(Tag::LossyCompression);
    const Loss loss = in.syntax().loss;
    return flag == "01" || loss == Loss::Always || (loss == Loss::Possible && flag != "00");
}

base::Result<void> check_pixel_bytes(const DicomElements& in, const DicomSlice& slice) {
    if (slice.syntax.packing != PixelPacking::None)
        return packed_frame(in, slice).map([](const auto&) {});
    const std::size_t wanted = slice.pixel_bytes();
    const std::size_t got = in.bytes(Tag::PixelData).size();
    if (got == wanted || got == wanted + wanted % 2)
        return {};
    return refuse(
        {got < wanted ? "truncated" : "dimensions", in.file(), name_of(Tag::PixelData),
         std::to_string(got) + " bytes are there, the slice takes " + std::to_string(wanted) + ".",
         "Copy the series again from its source."});
}

/// A value of `bits` bits in the low end of `raw`.
double value_of(std::uint32_t raw, int bits, bool is_signed) {
    const int unused = 32 - bits;
    if (is_signed)
        return static_cast<double>(static_cast<std::int32_t>(raw << unused) >> unused);
    return static_cast<double>(raw << unused >> unused);
}

} // namespace

base::Result<DicomSlice> read_dicom_slice(const DicomElements& elements) {
    if (!elements.has(Tag::PixelData))
        return refuse({"format", elements.file(), name_of(Tag::PixelData),
                       "The file holds no pixels.",
                       "Leave only the slices of the series in the folder."});
    DicomSlice slice;
    slice.file = elements.file();
    slice.series_uid = elements.text(Tag::SeriesUid);
    slice.frame_uid = elements.text(Tag::FrameOfReferenceUid);
    slice.modality = elements.text(Tag::Modality);
    slice.syntax = elements.syntax();
    slice.is_lossy = is_lossy(elements);
    for (const auto& step : {check_one_frame(elements), take_size(elements, slice),
                             take_plane(elements, slice), take_rescale(elements, slice)})
        if (!step)
            return tl::unexpected(step.error());
    if (auto good = check_pixel_bytes(elements, slice); !good)
        return tl::unexpected(good.error());
    return slice;
}

base::Result<void> append_pixels(const DicomElements& elements, const DicomSlice& slice,
                                 std::vector<float>& values) {
    std::vector<std::byte> unpacked;
    std::span<const std::byte> bytes = elements.bytes(Tag::PixelData);
    if (slice.syntax.packing != PixelPacking::None) {
        auto decoded = packed_frame(elements, slice).and_then([&](const auto& frame) {
            return decode_frame(frame, slice);
        });
        if (!decoded)
            return tl::unexpected(decoded.error());
        unpacked = std::move(*decoded);
        bytes = unpacked;
    }
    const auto width = static_cast<std::size_t>(slice.bits_allocated / 8);
    for (std::size_t pixel = 0; pixel < slice.pixels(); ++pixel) {
        std::uint32_t raw = 0;
        for (std::size_t i = width; i-- > 0;)
            raw = raw << 8 | std::to_integer<std::uint32_t>(bytes[pixel * width + i]);
        const double value =
            slice.slope * value_of(raw, slice.bits_stored, slice.is_signed) + slice.intercept;
        if (!(std::abs(value) <= static_cast<double>(std::numeric_limits<float>::max())))
            return refuse({"not_finite", slice.file, name_of(Tag::RescaleSlope),
                           "A pixel becomes " + text_of(value) + ".",
                           "The scaling is damaged; export the series again."});
        values.push_back(static_cast<float>(value));
    }
    return {};
}

} // namespace filiform::imaging
