// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <gdcmDataElement.h>
#include <gdcmJPEG2000Codec.h>
#include <gdcmJPEGCodec.h>
#include <gdcmJPEGLSCodec.h>
#include <gdcmRLECodec.h>
#include <gdcmSequenceOfFragments.h>
#include <gdcmTrace.h>

#include "base/expects.h"
#include "imaging/contained.h"
#include "imaging/dicom_frame.h"
#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

using Bytes = std::vector<std::byte>;

constexpr std::chrono::seconds most_time{20}; // a frame takes milliseconds, JPEG 2000 the most
constexpr std::size_t least_memory = std::size_t{256} * 1024 * 1024;
constexpr std::size_t memory_per_byte = 16; // JPEG 2000 keeps 4 bytes per sample, several times

std::unique_ptr<gdcm::ImageCodec> codec_for(PixelPacking packing, std::size_t bytes) {
    switch (packing) {
    case PixelPacking::None:
        break;
    case PixelPacking::RunLength: {
        auto codec = std::make_unique<gdcm::RLECodec>();
        codec->SetBufferLength(bytes);
        return codec;
    }
    case PixelPacking::Jpeg:
        return std::make_unique<gdcm::JPEGCodec>();
    case PixelPacking::JpegLs: {
        auto codec = std::make_unique<gdcm::JPEGLSCodec>();
        codec->SetBufferLength(bytes);
        return codec;
    }
    case PixelPacking::Jpeg2000:
        return std::make_unique<gdcm::JPEG2000Codec>();
    }
    base::expects(false, "only packed pixels are decoded");
    return {};
}

gdcm::DataElement element_of(std::span<const std::byte> frame) {
    gdcm::Fragment fragment;
    fragment.SetByteValue(reinterpret_cast<const char*>(frame.data()),
                          static_cast<std::uint32_t>(frame.size()));
    const gdcm::SmartPointer<gdcm::SequenceOfFragments> fragments = new gdcm::SequenceOfFragments;
    fragments->AddFragment(fragment);
    gdcm::DataElement element(gdcm::Tag(0x7FE0, 0x0010));
    element.SetValue(*fragments);
    return element;
}

/// Nothing when GDCM cannot. Runs in the contained process alone.
Bytes decode(std::span<const std::byte> frame, const DicomSlice& slice) {
    gdcm::Trace::ErrorOff(); // it speaks of its source lines; its return value says enough
    const auto codec = codec_for(slice.syntax.packing, slice.pixel_bytes());
    const std::array<unsigned, 3> size{static_cast<unsigned>(slice.columns),
                                       static_cast<unsigned>(slice.rows), 1};
    const auto bits = static_cast<unsigned short>(slice.bits_stored);
    codec->SetNumberOfDimensions(2);
    codec->SetDimensions(size.data());
    codec->SetPlanarConfiguration(0);
    codec->SetPhotometricInterpretation(gdcm::PhotometricInterpretation::MONOCHROME2);
    codec->SetPixelFormat(gdcm::PixelFormat(1, static_cast<unsigned short>(slice.bits_allocated),
                                            bits, static_cast<unsigned short>(bits - 1),
                                            slice.is_signed ? 1 : 0));
    gdcm::DataElement decoded;
    if (!codec->Decode(element_of(frame), decoded) || decoded.GetByteValue() == nullptr)
        return {};
    const gdcm::ByteValue& value = *decoded.GetByteValue();
    const auto* const first = reinterpret_cast<const std::byte*>(value.GetPointer());
    return {first, first + static_cast<std::uint32_t>(value.GetLength())};
}

} // namespace

base::Result<Bytes> decode_frame(std::span<const std::byte> frame, const DicomSlice& slice) {
    const std::size_t wanted = slice.pixel_bytes();
    const auto refuse_frame = [&](const std::string& why) {
        return refuse({"damaged", slice.file, name_of(Tag::PixelData),
                       "The decoder of " + std::string(slice.syntax.name) + " failed: " + why + ".",
                       "Copy the series again from its source, or export it uncompressed."});
    };
    const std::size_t padded = wanted + wanted % 2; // GDCM's values have an even length
    auto decoded = run_contained({padded, least_memory + memory_per_byte * wanted, most_time},
                                 [&] { return decode(frame, slice); });
    if (!decoded)
        return refuse_frame(decoded.error());
    if (decoded->size() != wanted && decoded->size() != padded)
        return refuse_frame("it made " + text_of(decoded->size()) + " of " + text_of(wanted) +
                            " bytes");
    decoded->resize(wanted);
    return std::move(*decoded);
}

} // namespace filiform::imaging
