// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "imaging/image_expectations.h"
#include "imaging/image_file.h"
#include "imaging/nifti_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;
using geometry::Vec3;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void expect_point(const Vec3& got, const Vec3& want, double tolerance = 1e-5) {
    EXPECT_NEAR(got.x, want.x, tolerance);
    EXPECT_NEAR(got.y, want.y, tolerance);
    EXPECT_NEAR(got.z, want.z, tolerance);
}

struct Encoding {
    int version;
    std::endian order;
    int datatype;
    bool is_packed;
};

class EveryNiftiEncoding : public testing::TestWithParam<Encoding> {};

TEST_P(EveryNiftiEncoding, GivesTheSameVoxelsAndPlaces) {
    const auto [version, order, datatype, is_packed] = GetParam();
    const Nifti fixture{.version = version, .order = order, .datatype = datatype};
    const Bytes bytes = is_packed ? gzip(fixture.file()) : fixture.file();
    const auto scan = read_scan(bytes, "scan.nii");
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    EXPECT_EQ(scan->image.size, (geometry::Size3{2, 3, 4}));
    EXPECT_FALSE(scan->is_hounsfield);
    // Voxel (1, 2, 3) has the number 1 + 2·2 + 6·3 = 23 and lies at (10+1, 20+2·2, 30+3·3).
    EXPECT_EQ(scan->image.at(1, 2, 3), 23.0f);
    expect_point(scan->image.world_from_voxel * Vec3{1, 2, 3}, {11, 24, 39});
    const auto labels = read_labels(bytes, "labels.nii");
    ASSERT_TRUE(labels) << base::sentence(labels.error());
    EXPECT_EQ(labels->image.at(1, 2, 3), 23);
    for (std::size_t i = 0; i < 24; ++i) {
        EXPECT_EQ(scan->image.voxels[i], static_cast<float>(i));
        EXPECT_EQ(labels->image.voxels[i], static_cast<int>(i));
    }
}

std::vector<Encoding> every_encoding() {
    std::vector<Encoding> all;
    for (const int version : {1, 2})
        for (const auto order : {std::endian::little, std::endian::big})
            for (const int datatype : {2, 4, 8, 16, 64, 256, 512, 768, 1024, 1280})
                for (const bool is_packed : {false, true})
                    all.push_back({version, order, datatype, is_packed});
    return all;
}
INSTANTIATE_TEST_SUITE_P(Nifti, EveryNiftiEncoding, testing::ValuesIn(every_encoding()));

TEST(NiftiRead, ScalesAScanBySlopeAndIntercept) {
    const auto scan = read_scan(Nifti{.slope = 2, .inter = -1024}.file(), "s");
    ASSERT_TRUE(scan);
    EXPECT_EQ(scan->image.voxels[5], 2 * 5 - 1024);
}

TEST(NiftiRead, TakesSlopeZeroAndNotANumberAsNoScaling) {
    for (const double slope : {0.0, nan}) {
        const auto labels = read_labels(Nifti{.slope = slope, .inter = slope}.file(), "s");
        ASSERT_TRUE(labels) << base::sentence(labels.error());
        EXPECT_EQ(labels->image.voxels[5], 5);
    }
}

TEST(NiftiRead, TakesTheQformWhenThereIsNoSform) {
    // b = c = 0, d = 1: a half turn about z, x → −x, y → −y.
    const Nifti fixture{.qform_code = 1, .sform_code = 0, .quatern = {0, 0, 1}};
    const auto scan = read_scan(fixture.file(), "s");
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    expect_point(scan->image.world_from_voxel * Vec3{1, 2, 3}, {10 - 1, 20 - 4, 30 + 9});
}

TEST(NiftiRead, MirrorsTheThirdAxisWhenPixdim0IsNegative) {
    Nifti fixture{.qform_code = 1, .sform_code = 0};
    fixture.pixdim[0] = -1;
    const auto scan = read_scan(fixture.file(), "s");
    ASSERT_TRUE(scan);
    expect_point(scan->image.world_from_voxel * Vec3{1, 2, 3}, {11, 24, 30 - 9});
}

TEST(NiftiRead, TurnsAQuarterByTheQuaternion) {
    // d = sin 45°: a quarter turn about z, x → y, y → −x.
    const Nifti fixture{.qform_code = 1, .sform_code = 0, .quatern = {0, 0, std::sqrt(0.5)}};
    const auto scan = read_scan(fixture.file(), "s");
    ASSERT_TRUE(scan);
    expect_point(scan->image.world_from_voxel * Vec3{1, 0, 0}, {10, 21, 30}, 1e-4);
    expect_point(scan->image.world_from_voxel * Vec3{0, 1, 0}, {8, 20, 30}, 1e-4);
}

TEST(NiftiRead, PrefersTheSformWhenBothAgree) {
    const auto scan = read_scan(Nifti{.qform_code = 1}.file(), "s");
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    expect_point(scan->image.world_from_voxel * Vec3{1, 2, 3}, {11, 24, 39});
}

TEST(NiftiRead, ConvertsMetresAndMicronsToMillimetres) {
    for (const auto& [code, per_mm] : {std::pair{1, 0.001}, {3, 1000.0}}) {
        Nifti fixture{.xyzt_units = code};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            fixture.pixdim[axis + 1] *= per_mm;
            for (auto& entry : fixture.srow[axis])
                entry *= per_mm;
        }
        const auto scan = read_scan(fixture.file(), "s");
        ASSERT_TRUE(scan) << base::sentence(scan.error());
        expect_point(scan->image.world_from_voxel * Vec3{1, 2, 3}, {11, 24, 39}, 1e-4);
    }
}

TEST(NiftiRead, AcceptsAFourthAxisOfOneVolume) {
    EXPECT_TRUE(read_scan(Nifti{.dim = {4, 2, 3, 4, 1, 1, 1, 1}}.file(), "s"));
}

TEST(NiftiRead, ReadsSeveralGzipMembersAsOneFile) {
    const Bytes plain = Nifti{}.file();
    Bytes packed = gzip(Bytes(plain.begin(), plain.begin() + 200));
    const Bytes rest = gzip(Bytes(plain.begin() + 200, plain.end()));
    packed.insert(packed.end(), rest.begin(), rest.end());
    const auto scan = read_scan(packed, "s");
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    EXPECT_EQ(scan->image.voxels[23], 23);
}

TEST(NiftiRead, FindsNamesInTheCaretTableOfAnExtension) {
    for (const int code : {0, 30}) {
        const Nifti fixture{.extensions = extension(two_labels, code)};
        const auto labels = read_labels(fixture.file(), "l");
        ASSERT_TRUE(labels) << base::sentence(labels.error());
        EXPECT_EQ(labels->names,
                  (std::map<std::int32_t, std::string>{{1, "spleen"}, {77, "hip_left"}}));
    }
}

TEST(NiftiRead, PassesOverExtensionsThatHoldSomethingElse) {
    Bytes extensions = extension("a comment", 6, std::endian::big);
    const Bytes table = extension(two_labels, 0, std::endian::big);
    extensions.insert(extensions.end(), table.begin(), table.end());
    const Nifti fixture{.order = std::endian::big, .extensions = extensions};
    const auto labels = read_labels(fixture.file(), "l");
    ASSERT_TRUE(labels) << base::sentence(labels.error());
    EXPECT_EQ(labels->names.size(), 2u);
}

TEST(NiftiRead, ABrokenLabelTableDoesNotStopAScan) {
    const Nifti fixture{
        .extensions = extension("<CaretExtension><LabelTable><Label Key=\"x\"></LabelTable>")};
    EXPECT_TRUE(read_scan(fixture.file(), "s"));
    expect_refused(read_labels(fixture.file(), "l"), "label_table", "label table");
}

TEST(NiftiRead, ReadsTheNamesOfTheSharedLabels) {
    auto at = std::filesystem::current_path();
    while (at != at.parent_path() && !std::filesystem::exists(at / "shared/data/ct-pelvis"))
        at = at.parent_path();
    const auto folder = at / "shared/data/ct-pelvis";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "the shared CT is not here";
    const auto labels = load_labels(folder / "labels.nii.gz");
    ASSERT_TRUE(labels) << base::sentence(labels.error());
    EXPECT_EQ(labels->names.size(), 117u);
    EXPECT_EQ(labels->names.at(77), "hip_left");
    const auto scan = load_scan(folder / "ct.nii.gz");
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    EXPECT_EQ(scan->image.size, (geometry::Size3{122, 101, 112}));
    EXPECT_EQ(scan->image.size, labels->image.size);
    EXPECT_EQ(scan->image.world_from_voxel, labels->image.world_from_voxel);
}

// --- what is refused ---

struct Bad {
    const char* name;
    const char* code;
    const char* words; ///< that the sentence must hold: the field, the value
    std::function<void(Nifti&)> spoil;
};
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.name;
}

class BadNifti : public testing::TestWithParam<Bad> {};

TEST_P(BadNifti, IsRefusedWithPlaceValueAndRemedy) {
    for (const int version : {1, 2}) {
        Nifti fixture{.version = version};
        GetParam().spoil(fixture);
        expect_refused(read_scan(fixture.file(), "ct.nii"), GetParam().code, GetParam().words);
        expect_refused(read_labels(gzip(fixture.file()), "ct.nii"), GetParam().code,
                       GetParam().words);
    }
}

const std::vector<Bad> bad_headers{
    {"NoAxes", "dimensions", "(dim[0]): The image has 0 axes", [](Nifti& n) { n.dim[0] = 0; }},
    {"TwoHundredAxes", "dimensions", "has 200 axes", [](Nifti& n) { n.dim[0] = 200; }},
    {"MinusOneAxes", "dimensions", "has -1 axes", [](Nifti& n) { n.dim[0] = -1; }},
    {"NegativeCount", "dimensions", "2 × -3 × 4", [](Nifti& n) { n.dim[2] = -3; }},
    {"ZeroCount", "dimensions", "0 × 3 × 4", [](Nifti& n) { n.dim[1] = 0; }},
    {"OneSlice", "dimensions", "2 × 3 × 1", [](Nifti& n) { n.dim[3] = 1; }},
    {"FarTooLarge", "too_large", "30000 × 30000 × 30000",
     [](Nifti& n) { n.dim = {3, 30000, 30000, 30000, 1, 1, 1, 1}; }},
    {"SeveralVolumes", "dimensions", "(dim[4]): The image has 20 volumes",
     [](Nifti& n) { n.dim = {4, 2, 3, 4, 20, 1, 1, 1}; }},
    {"MoreThanTheFileHolds", "truncated", "cannot hold",
     [](Nifti& n) { n.dim = {3, 900, 900, 900, 1, 1, 1, 1}; }},
    {"ComplexVoxels", "format", "type 32", [](Nifti& n) { n.datatype = 32, n.bitpix = 64; }},
    {"WrongBits", "format", "(bitpix)", [](Nifti& n) { n.bitpix = 12; }},
    {"ZeroSpacing", "spacing", "pixdim[2]", [](Nifti& n) { n.pixdim[2] = 0; }},
    {"NegativeSpacing", "spacing", "is -1", [](Nifti& n) { n.pixdim[1] = -1; }},
    {"SpacingNotANumber", "spacing", "is nan", [](Nifti& n) { n.pixdim[3] = nan; }},
    {"SpacingOfAMetre", "spacing", "1000 mm", [](Nifti& n) { n.xyzt_units = 1; }},
    {"UnknownUnit", "units", "code 5", [](Nifti& n) { n.xyzt_units = 5; }},
    {"SformNotANumber", "affine", "(sform)", [](Nifti& n) { n.srow[1][3] = nan; }},
    {"SformInfinite", "affine", "not finite", [](Nifti& n) { n.srow[0][0] = 1.0 / 0.0; }},
    {"SformWithoutAnAxis", "affine", "axis j is zero", [](Nifti& n) { n.srow[1][1] = 0; }},
    {"SformSingular", "shear", "0 degrees",
     [](Nifti& n) {
         n.srow = {{{1, 2, 0, 0}, {0, 0, 0, 0}, {0, 0, 3, 0}}};
     }},
    {"SformSheared", "shear", "i and j meet at", [](Nifti& n) { n.srow[0][1] = 0.01; }},
    {"NoOrientation", "affine", "which way the patient lies", [](Nifti& n) { n.sform_code = 0; }},
    {"FramesAreMirrored", "frame", "(sform, qform)",
     [](Nifti& n) { n.qform_code = 1, n.srow[0][0] = -1; }},
    {"FramesAreShifted", "frame", "1 mm apart",
     [](Nifti& n) { n.qform_code = 1, n.qoffset[0] = 11; }},
    {"SpacingContradictsSform", "frame", "but the sform says 2 mm",
     [](Nifti& n) { n.pixdim[2] = 1.5; }},
    {"QuaternionTooLong", "affine", "quatern",
     [](Nifti& n) {
         n.qform_code = 1, n.sform_code = 0, n.quatern = {1, 1, 0};
     }},
    {"QuaternionNotANumber", "affine", "quatern",
     [](Nifti& n) {
         n.qform_code = 1, n.sform_code = 0, n.quatern = {nan, 0, 0};
     }},
    {"PairMagic", "format", ".hdr/.img",
     [](Nifti& n) {
         n.magic = n.version == 1 ? std::string("ni1\0", 4) : std::string("ni2\0\r\n\x1a\n", 8);
     }},
    {"WrongMagic", "format", "(magic)", [](Nifti& n) { n.magic = "nope"; }},
    {"VoxelsInTheHeader", "extension", "byte 100", [](Nifti& n) { n.vox_offset = 100; }},
    {"VoxelsFarAway", "extension", "byte 1e+09", [](Nifti& n) { n.vox_offset = 1e9; }},
    {"SlopeInfinite", "not_finite", "scl_slope", [](Nifti& n) { n.slope = 1.0 / 0.0; }},
    {"Truncated", "truncated", "after 23 of 24 voxels", [](Nifti& n) {
         n.dim[3] = 4;
         n.extensions = extension(std::string(200, 'x'), 6);
         n.voxels.pop_back();
     }}};
INSTANTIATE_TEST_SUITE_P(Nifti, BadNifti, testing::ValuesIn(bad_headers),
                         [](const auto& bad) { return bad.param.name; });

TEST(BadNiftiFile, RefusesAnExtensionWhoseSizeLies) {
    for (const std::int32_t size : {0, 4, 7, 8, 17, 100, 4096, -16, 0x7fffffff}) {
        Nifti fixture{.extensions = extension("hello", 6)};
        Writer out{std::endian::little, fixture.extensions};
        out.set(0, size);
        fixture.extensions = out.bytes;
        expect_refused(read_scan(fixture.file(), "ct.nii"), "extension",
                       "(esize): A header extension claims " + std::to_string(size));
    }
}

TEST(BadNiftiFile, RefusesVoxelsThatAreNotFinite) {
    for (const int datatype : {16, 64}) {
        Nifti fixture{.datatype = datatype};
        fixture.voxels[23] = nan;
        expect_refused(read_scan(fixture.file(), "ct.nii"), "not_finite",
                       "ct.nii (voxel 1, 2, 3): The value is nan.");
        fixture.voxels[23] = -1.0 / 0.0;
        expect_refused(read_labels(fixture.file(), "l.nii"), "not_finite", "-inf");
    }
    Nifti wide{.datatype = 64};
    wide.voxels[0] = 1e300;
    expect_refused(read_scan(wide.file(), "ct.nii"), "not_finite", "1e+300");
}

TEST(BadNiftiFile, RefusesLabelsThatAreNotWholeScaledOrTooLarge) {
    Nifti fixture{.datatype = 16};
    fixture.voxels[2] = 1.5;
    expect_refused(read_labels(fixture.file(), "l.nii"), "fractional_labels",
                   "l.nii (voxel 0, 1, 0): The label is 1.5.");
    expect_refused(read_labels(Nifti{.slope = 2}.file(), "l.nii"), "scaled_labels", "by 2");
    expect_refused(read_labels(Nifti{.inter = 1}.file(), "l.nii"), "scaled_labels", "by 1");
    for (const int datatype : {64, 768, 1024, 1280}) {
        Nifti large{.datatype = datatype};
        large.voxels[0] = 3e9;
        expect_refused(read_labels(large.file(), "l.nii"), "label_range", "3e+09");
    }
}

TEST(BadNiftiFile, RefusesMoreThanTheHeaderDeclares) {
    Nifti fixture;
    fixture.voxels.resize(24 + 40'000);
    expect_refused(read_scan(fixture.file(), "ct.nii"), "dimensions", "follow the last voxel");
    expect_refused(read_scan(gzip(fixture.file()), "ct.nii"), "bomb", "follow the last voxel");
}

TEST(BadNiftiFile, RefusesDamagedPacking) {
    Bytes packed = gzip(Nifti{}.file());
    packed[packed.size() - 6] ^= std::byte{0xff}; // the checksum
    expect_refused(read_scan(packed, "ct.nii.gz"), "damaged", "contradict");
    packed = gzip(Nifti{}.file());
    packed.resize(packed.size() / 2);
    ASSERT_FALSE(read_scan(packed, "ct.nii.gz"));
}

TEST(BadNiftiFile, RefusesEveryTruncationOfASmallFile) {
    const Bytes plain = Nifti{.extensions = extension(two_labels)}.file();
    for (const Bytes& whole : {plain, gzip(plain)}) {
        for (std::size_t size = 0; size < whole.size(); ++size)
            ASSERT_FALSE(read_scan(std::span(whole).first(size), "ct.nii")) << size;
        EXPECT_TRUE(read_scan(whole, "ct.nii"));
    }
}

/// The three files that a fuzzer of the reference library found in 2026, rebuilt from their
/// description: each asks for harm in its header.
TEST(BadNiftiFile, RefusesTheThreeFilesThatBrokeTheReferenceLibrary) {
    // 377 bytes that ask for some 18 GB.
    Nifti greedy{.datatype = 16, .dim = {3, 2100, 2100, 1024, 1, 1, 1, 1}};
    Bytes bytes = greedy.file();
    bytes.resize(377);
    expect_refused(read_scan(bytes, "greedy.nii"), "too_large", "2100 × 2100 × 1024");
    greedy.dim = {3, 900, 900, 900, 1, 1, 1, 1};
    bytes = greedy.file();
    bytes.resize(377);
    expect_refused(read_scan(bytes, "greedy.nii"), "truncated", "file of 377 bytes");
    // A float no integer can hold, where an offset is converted.
    Nifti offset;
    offset.vox_offset = 3e38;
    expect_refused(read_scan(offset.file(), "offset.nii"), "extension", "e+38");
    // dim[0] = 200 in NIfTI-2 walked over the stack.
    Nifti axes{.version = 2};
    axes.dim[0] = 200;
    expect_refused(read_scan(axes.file(), "axes.nii"), "dimensions", "200 axes");
}

TEST(BadNiftiFile, RefusesWhatIsNoImage) {
    expect_refused(read_scan({}, "empty"), "truncated", "empty");
    Writer text;
    text.add_text("Dear colleague, please find enclosed");
    expect_refused(read_scan(text.bytes, "letter"), "format", "not a NIfTI file");
    expect_refused(load_scan("/nowhere/ct.nii"), "missing", "/nowhere/ct.nii");
    const TestFolder folder;
    expect_refused(load_scan(folder.path()), "format", "0 DICOM files");
    expect_refused(load_labels(folder.path()), "missing", "no mask");
}

TEST(BadNiftiFile, HonoursALowerLimitOfTheCaller) {
    expect_refused(read_scan(Nifti{}.file(), "ct.nii", {.most_voxels = 23}), "too_large",
                   "limit of 23");
    EXPECT_TRUE(read_scan(Nifti{}.file(), "ct.nii", {.most_voxels = 24}));
}

} // namespace

} // namespace filiform::imaging
