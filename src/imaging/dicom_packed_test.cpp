// SPDX-License-Identifier: Apache-2.0

// Packed DICOM: what comes out is what the uncompressed file holds, or a refusal.

#include <cstdlib>
#include <functional>

#include <gtest/gtest.h>

#include "base/random.h"
#include "imaging/dicom_series.h"
#include "imaging/image_expectations.h"
#include "imaging/packed_dicom_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;

base::Result<Scan> read(const std::vector<Dicom>& slices) {
    std::vector<DicomFile> files;
    for (const Dicom& slice : slices)
        files.push_back({"slice" + std::to_string(slice.number),
                         [slice]() -> base::Result<Bytes> { return slice.file(); }});
    return read_dicom_series(files, {});
}

const std::vector<std::string> lossless{rle,     jpeg_process_14, jpeg_lossless,
                                        jpeg_ls, jpeg_2000,       jpeg_2000_lossy};

/// Pixel types that scanners write; the fixture's counting pattern wraps through all their values.
std::vector<Dicom> pixel_types() {
    return {{.bits_allocated = 8, .bits_stored = 8},
            {.bits_allocated = 16, .bits_stored = 12},
            {.bits_allocated = 16, .bits_stored = 16},
            {.bits_allocated = 16, .bits_stored = 12, .is_signed = true},
            {.bits_allocated = 16, .bits_stored = 16, .is_signed = true}};
}

TEST(PackedDicom, GivesThePixelsOfTheUncompressedFile) {
    for (const std::string& syntax : {rle, jpeg_process_14, jpeg_lossless, jpeg_ls, jpeg_2000})
        for (const Dicom& type : pixel_types()) {
            const auto name = syntax + " of " + std::to_string(type.bits_stored) + " bits" +
                              (type.is_signed ? " signed" : "");
            const auto plain = read(three_slices(type));
            const auto unpacked = read(packed(three_slices(type), syntax));
            ASSERT_TRUE(plain) << base::sentence(plain.error());
            ASSERT_TRUE(unpacked) << name << ": " << base::sentence(unpacked.error());
            EXPECT_EQ(unpacked->image.voxels, plain->image.voxels) << name;
            EXPECT_EQ(unpacked->image.world_from_voxel, plain->image.world_from_voxel);
            EXPECT_FALSE(unpacked->is_lossy);
        }
}

/// Another author's encoders: those of DCMTK.
TEST(PackedDicom, FromAnotherEncoderGivesThePixelsOfTheUncompressedFile) {
    const TestFolder folder;
    std::vector<std::filesystem::path> files;
    for (const Dicom& slice : three_slices())
        files.push_back(folder.put("plain" + std::to_string(slice.number), slice.file()));
    const auto plain = read(three_slices());
    ASSERT_TRUE(plain);
    for (const std::string encoder : {"dcmcrle", "dcmcjpeg +e1", "dcmcjpeg +el", "dcmcjpls +el"}) {
        if (std::system((encoder + " --version >/dev/null 2>&1").c_str()) != 0)
            GTEST_SKIP() << encoder << " is not installed (Debian package dcmtk)";
        const auto series = folder / "packed";
        std::filesystem::remove_all(series);
        std::filesystem::create_directory(series);
        for (const auto& file : files) {
            const auto to = series / file.filename();
            ASSERT_EQ(std::system((encoder + " " + file.string() + " " + to.string()).c_str()), 0);
        }
        const auto unpacked = load_scan(series);
        ASSERT_TRUE(unpacked) << encoder << ": " << base::sentence(unpacked.error());
        EXPECT_EQ(unpacked->image.voxels, plain->image.voxels) << encoder;
    }
}

TEST(PackedDicom, MayLieInSeveralFragments) {
    const auto plain = read(three_slices());
    auto slices = packed(three_slices(), jpeg_lossless);
    for (Dicom& slice : slices) {
        const Bytes whole = slice.fragments.front();
        const auto third = static_cast<std::ptrdiff_t>(whole.size() / 6 * 2);
        slice.fragments = {Bytes(whole.begin(), whole.begin() + third),
                           Bytes(whole.begin() + third, whole.begin() + 2 * third),
                           Bytes(whole.begin() + 2 * third, whole.end())};
    }
    const auto unpacked = read(slices);
    ASSERT_TRUE(unpacked) << base::sentence(unpacked.error());
    EXPECT_EQ(unpacked->image.voxels, plain->image.voxels);
}

TEST(PackedDicom, SaysWhenValuesWereLost) {
    const auto is_lossy = [](const std::vector<Dicom>& slices) {
        const auto scan = read(slices);
        EXPECT_TRUE(scan) << base::sentence(scan.error());
        return scan && scan->is_lossy;
    };
    EXPECT_TRUE(is_lossy(packed(three_slices(), jpeg_ls_near)));
    EXPECT_TRUE(is_lossy(packed(three_slices(), jpeg_extended)));
    EXPECT_TRUE(
        is_lossy(packed(three_slices({.bits_allocated = 8, .bits_stored = 8}), jpeg_baseline)));
    EXPECT_TRUE(is_lossy(packed(three_slices(), jpeg_2000_lossy)));
    // JPEG 2000 of the second kind may be lossless, if the file says so; a file once packed with
    // loss stays so.
    EXPECT_FALSE(is_lossy(packed(three_slices({.lossy_flag = "00"}), jpeg_2000_lossy)));
    EXPECT_TRUE(is_lossy(three_slices({.lossy_flag = "01"})));
    EXPECT_FALSE(is_lossy(three_slices({.lossy_flag = "00"})));
}

TEST(PackedDicom, WithLossStaysWithinTheLossItStates) {
    const auto plain = read(three_slices());
    const auto near = read(packed(three_slices(), jpeg_ls_near));
    ASSERT_TRUE(near) << base::sentence(near.error());
    float most = 0;
    for (std::size_t i = 0; i < near->image.voxels.size(); ++i)
        most = std::max(most, std::abs(near->image.voxels[i] - plain->image.voxels[i]));
    EXPECT_GT(most, 0.0f);
    EXPECT_LE(most, static_cast<float>(near_loss));
}

struct Bad {
    const char* name;
    const char* code;
    const char* words;
    std::string syntax;
    std::function<void(Dicom&)> spoil; ///< of the second slice
};
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.name;
}

class BadPackedDicom : public testing::TestWithParam<Bad> {};

TEST_P(BadPackedDicom, IsRefusedWithPlaceValueAndRemedy) {
    auto slices = packed(three_slices(), GetParam().syntax);
    GetParam().spoil(slices[1]);
    expect_refused(read(slices), GetParam().code, GetParam().words);
}

/// Bytes cut out of the middle: only the decoder can tell.
void cut_middle(Dicom& slice) {
    Bytes& frame = slice.fragments.front();
    const auto size = static_cast<std::ptrdiff_t>(frame.size());
    frame.erase(frame.begin() + size / 3, frame.begin() + 2 * size / 3);
}
void cut_end(Dicom& slice) {
    slice.fragments.front().resize(slice.fragments.front().size() / 2);
}
void set_byte(Dicom& slice, std::size_t at, int value) {
    slice.fragments.front().at(at) = static_cast<std::byte>(value);
}
/// A frame of another size.
void swap_frame(Dicom& slice) {
    Dicom other = slice;
    other.rows = 41;
    slice.fragments = packed(other, slice.transfer_syntax).fragments;
}

const std::vector<Bad> bad_slices{
    {"JpegCutShort", "truncated", "without its end mark", jpeg_lossless, cut_end},
    {"JpegLsCutShort", "truncated", "without its end mark", jpeg_ls, cut_end},
    {"Jpeg2000CutShort", "truncated", "without its end mark", jpeg_2000, cut_end},
    {"RleCutShort", "damaged", "decoder of RLE failed: it made 0 of 3840 bytes", rle, cut_end},
    {"JpegWithAHole", "damaged", "slice1 (PixelData): The decoder of JPEG lossless failed",
     jpeg_lossless, cut_middle},
    {"Jpeg2000WithAHole", "damaged", "decoder of JPEG 2000 lossless failed", jpeg_2000, cut_middle},
    {"JpegOfAnotherSize", "dimensions", "frame is 48 × 41 pixels, the slice 48 × 40", jpeg_lossless,
     swap_frame},
    {"JpegLsOfAnotherSize", "dimensions", "48 × 41", jpeg_ls, swap_frame},
    {"Jpeg2000OfAnotherSize", "dimensions", "48 × 41", jpeg_2000, swap_frame},
    {"RleOfAnotherDepth", "format", "does not hold 2 segments", rle,
     [](Dicom& slice) { set_byte(slice, 0, 3); }},
    {"RleSegmentsOutside", "format", "does not hold 2 segments", rle,
     [](Dicom& slice) { set_byte(slice, 11, 0x7F); }},
    {"NotAJpeg", "format", "does not begin as JPEG lossless", jpeg_lossless,
     [](Dicom& slice) { set_byte(slice, 1, 0); }},
    {"AnotherFormat", "format", "does not begin as JPEG 2000", jpeg_lossless,
     [](Dicom& slice) { slice.transfer_syntax = jpeg_2000; }},
    {"EmptyFrame", "format", "hold no frame", jpeg_lossless,
     [](Dicom& slice) { slice.fragments = {Bytes{}}; }},
    {"NotPackedAsSaid", "format", "not written as the transfer syntax says", jpeg_lossless,
     [](Dicom& slice) { slice.fragments.clear(); }},
    {"PackedUnsaid", "format", "not written as the transfer syntax says", jpeg_lossless,
     [](Dicom& slice) { slice.transfer_syntax.clear(); }},
    {"Video", "transfer_syntax", "is a video (1.2.840.10008.1.2.4.102)", jpeg_lossless,
     [](Dicom& slice) { slice.transfer_syntax = "1.2.840.10008.1.2.4.102"; }}};
INSTANTIATE_TEST_SUITE_P(Dicom, BadPackedDicom, testing::ValuesIn(bad_slices),
                         [](const auto& bad) { return bad.param.name; });

TEST(PackedDicom, ThatClaimsMoreThanItsFileCanHoldIsRefused) {
    auto slices = packed(three_slices(), jpeg_2000);
    for (Dicom& slice : slices) {
        slice.rows = slice.columns = 2000;
        Bytes& frame = slice.fragments.front(); // columns and rows of the SIZ marker, big-endian
        for (const std::size_t at : {8u, 12u}) {
            frame[at + 2] = std::byte{2000 >> 8};
            frame[at + 3] = std::byte{2000 & 0xFF};
        }
    }
    expect_refused(read(slices), "bomb", "takes 8000000 bytes unpacked");
}

TEST(PackedDicom, SpoiltIsRefusedOrReadAsAnImageOfItsSize) {
    constexpr int spoilt_per_syntax = 60;
    std::uint64_t stream = 0;
    for (const std::string& syntax : lossless) {
        const auto slices = packed(three_slices(), syntax);
        base::RandomStream random(22, stream++);
        for (int i = 0; i < spoilt_per_syntax; ++i) {
            auto spoilt = slices;
            Bytes& frame = spoilt[1].fragments.front();
            for (int change = 0; change < 3; ++change) {
                const auto at = static_cast<std::size_t>(random.uniform() *
                                                         static_cast<double>(frame.size() - 1));
                frame[at] = static_cast<std::byte>(static_cast<int>(random.uniform() * 256));
            }
            const auto scan = read(spoilt);
            if (scan)
                EXPECT_EQ(scan->image.voxels.size(), 3u * 40 * 48);
            else
                EXPECT_LT(base::sentence(scan.error()).size(), 400u);
        }
    }
}

} // namespace

} // namespace filiform::imaging
