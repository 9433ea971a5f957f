// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <gdcmDataElement.h>
#include <gdcmJPEG2000Codec.h>
#include <gdcmJPEGCodec.h>
#include <gdcmJPEGLSCodec.h>
#include <gdcmRLECodec.h>
#include <gdcmSequenceOfFragments.h>

#include "imaging/dicom_fixture.h"

namespace filiform::imaging::fixtures {

inline const std::string rle = "1.2.840.10008.1.2.5";
inline const std::string jpeg_baseline = "1.2.840.10008.1.2.4.50";
inline const std::string jpeg_extended = "1.2.840.10008.1.2.4.51";
inline const std::string jpeg_process_14 = "1.2.840.10008.1.2.4.57";
inline const std::string jpeg_lossless = "1.2.840.10008.1.2.4.70";
inline const std::string jpeg_ls = "1.2.840.10008.1.2.4.80";
inline const std::string jpeg_ls_near = "1.2.840.10008.1.2.4.81";
inline const std::string jpeg_2000 = "1.2.840.10008.1.2.4.90";
inline const std::string jpeg_2000_lossy = "1.2.840.10008.1.2.4.91";

/// By how much a pixel may differ once packed with loss by jpeg_ls_near.
inline constexpr int near_loss = 2;

inline std::unique_ptr<gdcm::ImageCodec> encoder(const std::string& syntax) {
    if (syntax == rle)
        return std::make_unique<gdcm::RLECodec>();
    if (syntax == jpeg_ls || syntax == jpeg_ls_near) {
        auto codec = std::make_unique<gdcm::JPEGLSCodec>();
        codec->SetLossless(syntax == jpeg_ls);
        codec->SetLossyError(near_loss);
        return codec;
    }
    if (syntax == jpeg_2000 || syntax == jpeg_2000_lossy) {
        auto codec = std::make_unique<gdcm::JPEG2000Codec>();
        codec->SetReversible(syntax == jpeg_2000);
        if (syntax == jpeg_2000_lossy)
            codec->SetRate(0, 10);
        return codec;
    }
    auto codec = std::make_unique<gdcm::JPEGCodec>();
    codec->SetLossless(syntax == jpeg_process_14 || syntax == jpeg_lossless);
    return codec;
}

/// The slice with its pixels packed by GDCM's encoder, in one fragment.
inline Dicom packed(Dicom slice, const std::string& syntax) {
    const auto codec = encoder(syntax);
    const std::array<unsigned, 3> size{static_cast<unsigned>(slice.columns),
                                       static_cast<unsigned>(slice.rows), 1};
    codec->SetNumberOfDimensions(2);
    codec->SetDimensions(size.data());
    codec->SetPlanarConfiguration(0);
    codec->SetPhotometricInterpretation(gdcm::PhotometricInterpretation::MONOCHROME2);
    codec->SetPixelFormat(gdcm::PixelFormat(1, static_cast<unsigned short>(slice.bits_allocated),
                                            static_cast<unsigned short>(slice.bits_stored),
                                            static_cast<unsigned short>(slice.bits_stored - 1),
                                            slice.is_signed ? 1 : 0));
    const Bytes pixels = slice.pixels();
    gdcm::DataElement plain(gdcm::Tag(0x7FE0, 0x0010));
    plain.SetByteValue(reinterpret_cast<const char*>(pixels.data()),
                       static_cast<std::uint32_t>(pixels.size()));
    gdcm::DataElement coded;
    slice.transfer_syntax = syntax;
    slice.fragments.clear();
    if (!codec->Code(plain, coded))
        return slice;
    const gdcm::ByteValue& frame = *coded.GetSequenceOfFragments()->GetFragment(0).GetByteValue();
    const auto* const first = reinterpret_cast<const std::byte*>(frame.GetPointer());
    slice.fragments = {Bytes(first, first + static_cast<std::uint32_t>(frame.GetLength()))};
    return slice;
}

/// Three slices of 48 × 40 pixels, 2 mm apart.
inline std::vector<Dicom> three_slices(Dicom like = {}) {
    std::vector<Dicom> slices;
    like.rows = 40;
    like.columns = 48;
    for (int k = 0; k < 3; ++k) {
        like.number = k;
        like.z_mm = 2.0 * k;
        slices.push_back(like);
    }
    return slices;
}

/// The same slices, packed.
inline std::vector<Dicom> packed(std::vector<Dicom> slices, const std::string& syntax) {
    for (Dicom& slice : slices)
        slice = packed(slice, syntax);
    return slices;
}

} // namespace filiform::imaging::fixtures
