// SPDX-License-Identifier: Apache-2.0
#include "imaging/dicom_series.h"

#include <functional>

#include <gtest/gtest.h>

#include "imaging/image_expectations.h"
#include "imaging/dicom_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;
using geometry::Vec3;

std::vector<DicomFile> files_of(const std::vector<Dicom>& slices) {
    std::vector<DicomFile> files;
    for (const auto& slice : slices)
        files.push_back({"slice" + std::to_string(slice.number),
                         [slice]() -> base::Result<Bytes> { return slice.file(); }});
    return files;
}

/// Four slices, 3 mm apart, as a scanner may list them: not in order, numbers running down.
std::vector<Dicom> four_slices() {
    return {{.number = 2, .z_mm = 33},
            {.number = 0, .z_mm = 39},
            {.number = 3, .z_mm = 30},
            {.number = 1, .z_mm = 36}};
}

base::Result<Scan> read(const std::vector<Dicom>& slices) {
    return read_dicom_series(files_of(slices), {});
}

TEST(DicomSeries, SortsByPlaceAndScalesToHounsfield) {
    for (const bool is_implicit : {false, true}) {
        auto slices = four_slices();
        for (auto& slice : slices)
            slice.is_implicit = is_implicit;
        const auto scan = read(slices);
        ASSERT_TRUE(scan) << base::sentence(scan.error());
        EXPECT_EQ(scan->image.size, (geometry::Size3{3, 2, 4}));
        EXPECT_TRUE(scan->is_hounsfield);
        // The lowest slice is number 3; pixel (2, 1) is its sixth: 1024 + 300 + 5 − 1024.
        EXPECT_EQ(scan->image.at(2, 1, 0), 305.0f);
        EXPECT_EQ(scan->image.at(0, 0, 3), 0.0f);
        // Stored LPS (−10, −20, 30), 2 mm along a row, 1.5 mm down: RAS has x and y turned.
        EXPECT_EQ(scan->image.world_from_voxel * (Vec3{0, 0, 0}), (Vec3{10, 20, 30}));
        EXPECT_EQ(scan->image.world_from_voxel * (Vec3{2, 1, 3}), (Vec3{10 - 4, 20 - 1.5, 30 + 9}));
    }
}

TEST(DicomSeries, CoronalSlicesRunAlongTheirOwnNormal) {
    // Rows to the left, columns to the feet: the normal is x × (−z) = +y, to the back in LPS.
    std::vector<Dicom> slices;
    for (int k = 0; k < 3; ++k)
        slices.push_back({.number = k,
                          .orientation = "1\\0\\0\\0\\0\\-1",
                          .position = "0\\" + std::to_string(10 - 2 * k) + "\\0"});
    const auto scan = read(slices);
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    EXPECT_EQ(scan->image.world_from_voxel.columns[2], (Vec3{0, -2, 0}));
    EXPECT_EQ(scan->image.world_from_voxel.translation, (Vec3{0, -6, 0}));
    EXPECT_EQ(scan->image.at(0, 0, 0), 200.0f);
}

TEST(DicomSeries, OnlyCtIsHounsfield) {
    auto slices = four_slices();
    for (auto& slice : slices)
        slice.modality = "MR";
    const auto scan = read(slices);
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    EXPECT_FALSE(scan->is_hounsfield);
}

TEST(DicomSeries, IsReadFromAFolderThatHoldsOtherThings) {
    const TestFolder folder;
    for (const auto& slice : four_slices())
        folder.put("IM" + std::to_string(slice.number), slice.file());
    Writer letter;
    letter.add_text("Dear colleague");
    folder.put("README.TXT", letter.bytes);
    const auto scan = load_scan(folder.path());
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    EXPECT_EQ(scan->image.at(2, 1, 0), 305.0f);
    folder.put(".hidden", {});
    EXPECT_TRUE(load_scan(folder.path()));
    folder.put("IM4", {});
    expect_refused(load_scan(folder.path()), "truncated", "IM4: The file is empty");
    expect_refused(load_scan(folder / "IM0"), "series", "one file of a DICOM series");
    expect_refused(load_labels(folder / "IM0"), "series", "one file of a DICOM series");
    expect_refused(load_labels(folder.path()), "missing", "no mask");
}

struct Bad {
    const char* name;
    const char* code;
    const char* words;
    std::function<void(std::vector<Dicom>&)> spoil;
};
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.name;
}

class BadDicom : public testing::TestWithParam<Bad> {};

TEST_P(BadDicom, IsRefusedWithPlaceValueAndRemedy) {
    auto slices = four_slices();
    GetParam().spoil(slices);
    expect_refused(read(slices), GetParam().code, GetParam().words);
}

using Slices = std::vector<Dicom>;
/// Every slice but in one thing the same.
template <class Value>
auto all(Value Dicom::*field, Value value) {
    return [=](Slices& slices) {
        for (auto& slice : slices)
            slice.*field = value;
    };
}
template <class Value>
auto third(Value Dicom::*field, Value value) {
    return [=](Slices& slices) { slices[2].*field = value; };
}
const std::string none;

const std::vector<Bad> bad_series{
    {"OneSlice", "series", "one slice only", [](Slices& s) { s.resize(1); }},
    {"MissingSlice", "series", "lies 6 mm behind", [](Slices& s) { s.erase(s.begin()); }},
    {"RepeatedSlice", "series", "repeats the place of", [](Slices& s) { s.push_back(s[0]); }},
    {"UnevenSlice", "series", "slice1 (ImagePositionPatient)", [](Slices& s) { s[3].z_mm = 36.4; }},
    {"AllInOnePlace", "series", "repeats the place", all(&Dicom::z_mm, 5.0)},
    {"GantryTilt", "series", "gantry tilt",
     [](Slices& s) {
         for (auto& slice : s)
             slice.position =
                 "0\\" + std::to_string(slice.z_mm / 10) + "\\" + std::to_string(slice.z_mm);
     }},
    {"TwoSeries", "series", "slice3 (SeriesInstanceUID)",
     third(&Dicom::series, std::string("1.2.4"))},
    {"TwoModalities", "series", "slice3 (Modality)", third(&Dicom::modality, std::string("PT"))},
    {"TwoOrientations", "series", "(ImageOrientationPatient)",
     third(&Dicom::orientation, std::string("0\\1\\0\\1\\0\\0"))},
    {"TwoSpacings", "series", "(PixelSpacing)", third(&Dicom::spacing, std::string("1.5\\2.1"))},
    {"TwoSizes", "series", "(Rows, Columns)", third(&Dicom::rows, 3)},
    {"SeveralFrames", "series", "several frames", third(&Dicom::frames, std::string("20"))},
    {"MissingPixels", "truncated", "slice3 (PixelData)", third(&Dicom::missing_pixels, 1)},
    {"ZeroRows", "dimensions", "3 × 0", all(&Dicom::rows, 0)},
    {"ZeroSpacing", "spacing", "(PixelSpacing)", all(&Dicom::spacing, std::string("0\\2"))},
    {"SpacingNoNumber", "format", "(PixelSpacing)", all(&Dicom::spacing, std::string("a\\2"))},
    {"SpacingOfMetres", "spacing", "1500 mm", all(&Dicom::spacing, std::string("1500\\2"))},
    {"OneSpacing", "format", "2 finite numbers", all(&Dicom::spacing, std::string("2"))},
    {"NoOrientation", "format", "(ImageOrientationPatient)", all(&Dicom::orientation, none)},
    {"SkewOrientation", "affine", "right angle",
     all(&Dicom::orientation, std::string("1\\0\\0\\0.6\\0.8\\0"))},
    {"LongOrientation", "affine", "length one",
     all(&Dicom::orientation, std::string("2\\0\\0\\0\\1\\0"))},
    {"PositionNotANumber", "format", "(ImagePositionPatient)",
     third(&Dicom::position, std::string("nan\\0\\0"))},
    {"SlopeZero", "format", "slope is 0", all(&Dicom::slope, std::string("0"))},
    {"SlopeHuge", "not_finite", "(RescaleSlope)", all(&Dicom::slope, std::string("1e300"))},
    {"Inverted", "format", "plain grey", all(&Dicom::photometric, std::string("MONOCHROME1"))},
    {"NotPacked", "format", "not written as the transfer syntax says",
     third(&Dicom::transfer_syntax, std::string("1.2.840.10008.1.2.4.70"))},
    {"BigEndian", "transfer_syntax", "gdcmconv --raw",
     third(&Dicom::transfer_syntax, std::string("1.2.840.10008.1.2.2"))},
    {"Deflated", "transfer_syntax", "1.2.840.10008.1.2.1.99",
     third(&Dicom::transfer_syntax, std::string("1.2.840.10008.1.2.1.99"))}};
INSTANTIATE_TEST_SUITE_P(Dicom, BadDicom, testing::ValuesIn(bad_series),
                         [](const auto& bad) { return bad.param.name; });

TEST(DicomSeries, RefusesEveryTruncationOfASlice) {
    const auto slices = four_slices();
    for (const bool is_implicit : {false, true}) {
        Dicom slice = slices[0];
        slice.is_implicit = is_implicit;
        const Bytes whole = slice.file();
        auto files = files_of(slices);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            files[0].load = [&]() -> base::Result<Bytes> {
                return Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            };
            ASSERT_FALSE(read_dicom_series(files, {})) << size;
        }
    }
}

TEST(DicomSeries, RefusesSequencesNestedWithoutEnd) {
    Writer nest{std::endian::little, Dicom{.has_nested_sequence = false}.file()};
    // Behind the meta group, which ends where (0008,0016) begins.
    const std::array<std::byte, 4> first{std::byte{8}, std::byte{0}, std::byte{0x16}, std::byte{0}};
    const auto at = std::search(nest.bytes.begin(), nest.bytes.end(), first.begin(), first.end()) -
                    nest.bytes.begin();
    nest.bytes.resize(static_cast<std::size_t>(at));
    for (int depth = 0; depth < 100'000; ++depth) {
        nest.add_text(std::string("\x08\x00\x40\x11SQ\x00\x00\xff\xff\xff\xff", 12));
        nest.add_text(std::string("\xfe\xff\x00\xe0\xff\xff\xff\xff", 8));
    }
    const std::vector<DicomFile> files{
        {"nest", [&]() -> base::Result<Bytes> { return nest.bytes; }}};
    expect_refused(read_dicom_series(files, {}), "format", "does not end");
}

} // namespace

} // namespace filiform::imaging
