// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include <gtest/gtest.h>

#include "imaging/image_expectations.h"
#include "imaging/image_file.h"
#include "imaging/nrrd_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;
using geometry::Vec3;

TEST(NrrdRead, GivesVoxelsAndPlacesOfEveryTypeOrderAndEncoding) {
    struct Type {
        const char* name;
        int datatype;
    };
    for (const auto& [name, datatype] : {Type{"uchar", 2},
                                         {"int8", 256},
                                         {"short", 4},
                                         {"unsigned short", 512},
                                         {"int", 8},
                                         {"uint32_t", 768},
                                         {"long long", 1024},
                                         {"uint64", 1280},
                                         {"float", 16},
                                         {"double", 64}})
        for (const char* endian : {"little", "big"})
            for (const char* encoding : {"raw", "gzip"}) {
                const Nrrd fixture{
                    .type = name, .encoding = encoding, .endian = endian, .datatype = datatype};
                const auto scan = read_scan(fixture.file(), "s.nrrd");
                ASSERT_TRUE(scan) << name << base::sentence(scan.error());
                EXPECT_EQ(scan->image.size, (geometry::Size3{2, 3, 4}));
                EXPECT_EQ(scan->image.at(1, 2, 3), 23.0f) << name << endian << encoding;
                // Stored LPS: (−10 − 1, −20 − 2·2, 30 + 3·3); RAS turns the first two round.
                EXPECT_EQ(scan->image.world_from_voxel * (Vec3{1, 2, 3}), (Vec3{11, 24, 39}));
                const auto labels = read_labels(fixture.file(), "l.nrrd");
                ASSERT_TRUE(labels) << name << base::sentence(labels.error());
                EXPECT_EQ(labels->image.at(1, 2, 3), 23);
            }
}

TEST(NrrdRead, TurnsEveryPatientSpaceToRas) {
    struct Space {
        const char* name;
        Vec3 signs;
    };
    for (const auto& [name, signs] : {Space{"RAS", {1, 1, 1}},
                                      {"right-anterior-superior", {1, 1, 1}},

                                      {"LPS", {-1, -1, 1}},
                                      {"left-posterior-superior", {-1, -1, 1}}}) {
        const Nrrd fixture{.space = std::string("space: ") + name + "\n"};
        const auto scan = read_scan(fixture.file(), "s.nrrd");
        ASSERT_TRUE(scan) << base::sentence(scan.error());
        EXPECT_EQ(scan->image.world_from_voxel.translation,
                  (Vec3{-10 * signs.x, -20 * signs.y, 30 * signs.z}));
    }
}

TEST(NrrdRead, ReadsTheNamesOfSegments) {
    const Nrrd fixture{.more = "Segment0_ID:=Segment_1\nSegment0_LabelValue:=3\n"
                               "Segment0_Layer:=0\nSegment0_Name:=piriformis right\r\n"
                               "Segment12_Name:=psoas\\\\major\nSegment12_LabelValue:=7\n"};
    const auto labels = read_labels(fixture.file(), "l.seg.nrrd");
    ASSERT_TRUE(labels) << base::sentence(labels.error());
    EXPECT_EQ(labels->names,
              (std::map<std::int32_t, std::string>{{3, "piriformis right"}, {7, "psoas\\major"}}));
}

TEST(NrrdRead, AcceptsOneLayerOfSegments) {
    const Nrrd fixture{.dimension = "4",
                       .sizes = "1 2 3 4",
                       .directions = "space directions: none (-1,0,0) (0, -2, 0) (0,0,3)\n"};
    const auto labels = read_labels(fixture.file(), "l.seg.nrrd");
    ASSERT_TRUE(labels) << base::sentence(labels.error());
    EXPECT_EQ(labels->image.at(1, 2, 3), 23);
}

struct Bad {
    const char* name;
    const char* code;
    const char* words;
    std::function<void(Nrrd&)> spoil;
};
void PrintTo(const Bad& bad, std::ostream* out) {
    *out << bad.name;
}

class BadNrrd : public testing::TestWithParam<Bad> {};

TEST_P(BadNrrd, IsRefusedWithPlaceValueAndRemedy) {
    Nrrd fixture;
    GetParam().spoil(fixture);
    expect_refused(read_labels(fixture.file(), "a.nrrd"), GetParam().code, GetParam().words);
}

const std::vector<Bad> bad_headers{
    {"NoSpace", "frame", "(space): The file does not say", [](Nrrd& n) { n.space = ""; }},
    {"SpaceOfAScanner", "frame", "scanner-xyz", [](Nrrd& n) { n.space = "space: scanner-xyz\n"; }},
    {"SpaceThatProgramsMirror", "frame", "mirrors it",
     [](Nrrd& n) { n.space = "space: left-anterior-superior\n"; }},
    {"SpacingsOnly", "affine", "which way the patient lies",
     [](Nrrd& n) { n.directions = "spacings: 1 2 3\n"; }},
    {"NoOrigin", "affine", "(space origin)", [](Nrrd& n) { n.origin = ""; }},
    {"OriginNotANumber", "affine", "not finite",
     [](Nrrd& n) { n.origin = "space origin: (nan,0,0)\n"; }},
    {"TwoAxes", "dimensions", "\"2\" axes", [](Nrrd& n) { n.dimension = "2"; }},
    {"AbsurdAxes", "dimensions", "\"4000000000\" axes",
     [](Nrrd& n) { n.dimension = "4000000000"; }},
    {"MissingSize", "format", "3 readable axes", [](Nrrd& n) { n.sizes = "2 3"; }},
    {"NegativeSize", "dimensions", "2 × -3 × 4", [](Nrrd& n) { n.sizes = "2 -3 4"; }},
    {"OverflowingSize", "dimensions", "99999999999999999999",
     [](Nrrd& n) { n.sizes = "2 99999999999999999999 4"; }},
    {"HugeSize", "too_large", "limit", [](Nrrd& n) { n.sizes = "2000000000 2000000000 4"; }},
    {"SeveralLayers", "dimensions", "Overlapping segments",
     [](Nrrd& n) {
         n.dimension = "4";
         n.sizes = "2 2 3 2";
         n.directions = "space directions: none (1,0,0) (0,1,0) (0,0,1)\n";
     }},
    {"FourAxesInSpace", "dimensions", "Axis 4",
     [](Nrrd& n) {
         n.dimension = "4";
         n.sizes = "2 3 2 2";
         n.directions = "space directions: (1,0,0) (0,1,0) (0,0,1) (0,0,1)\n";
     }},
    {"ZeroDirection", "affine", "axis j is zero",
     [](Nrrd& n) { n.directions = "space directions: (1,0,0) (0,0,0) (0,0,3)\n"; }},
    {"ShearedDirections", "shear", "i and j meet at",
     [](Nrrd& n) { n.directions = "space directions: (1,0,0) (1,1,0) (0,0,3)\n"; }},
    {"SpacingOf50mm", "spacing", "axis k is 50 mm",
     [](Nrrd& n) { n.directions = "space directions: (1,0,0) (0,1,0) (0,0,50)\n"; }},
    {"OtherUnits", "units", "\"um\"",
     [](Nrrd& n) { n.more = "space units: \"um\" \"um\" \"um\"\n"; }},
    {"UnknownType", "format", "\"block\"", [](Nrrd& n) { n.type = "block"; }},
    {"UnknownOrder", "format", "(endian)", [](Nrrd& n) { n.endian = "middle"; }},
    {"OtherEncoding", "format", "\"bzip2\"", [](Nrrd& n) { n.encoding = "bzip2"; }},
    {"DetachedVoxels", "format", "another file", [](Nrrd& n) { n.more = "data file: a.raw\n"; }},
    {"SkippedBytes", "format", "(byte skip)", [](Nrrd& n) { n.more = "byte skip: -1\n"; }},
    {"FieldTwice", "format", "line", [](Nrrd& n) { n.more = "type: short\n"; }},
    {"NoField", "format", "not a NRRD field", [](Nrrd& n) { n.more = "what is this\n"; }},
    {"EndlessHeader", "format", "longer than 1 MiB",
     [](Nrrd& n) { n.more = "content: " + std::string(1'100'000, 'x') + "\n"; }},
    {"Truncated", "truncated", "", [](Nrrd& n) { n.voxels.pop_back(), n.voxels.resize(20); }},
    {"GzipBomb", "bomb", "follow the last voxel",
     [](Nrrd& n) { n.encoding = "gzip", n.voxels.resize(500'000); }},
    {"GzipNoise", "damaged", "contradict",
     [](Nrrd& n) { n.encoding = "gz", n.more = "\nthis is no gzip stream of anything, is it? "; }},
    {"SegmentWithoutValue", "label_table", "Segment 4 has a name but no value",
     [](Nrrd& n) { n.more = "Segment4_Name:=psoas\n"; }},
    {"SegmentValueNoNumber", "label_table", "(Segment4_LabelValue)",
     [](Nrrd& n) { n.more = "Segment4_Name:=psoas\nSegment4_LabelValue:=x\n"; }},
    {"TwoSegmentsOneValue", "label_table", "value 2", [](Nrrd& n) {
         n.more = "Segment1_Name:=a\nSegment1_LabelValue:=2\n"
                  "Segment2_Name:=b\nSegment2_LabelValue:=2\n";
     }}};
INSTANTIATE_TEST_SUITE_P(Nrrd, BadNrrd, testing::ValuesIn(bad_headers),
                         [](const auto& bad) { return bad.param.name; });

TEST(NrrdRead, RefusesEveryTruncation) {
    for (const char* encoding : {"raw", "gzip"}) {
        const Bytes whole = Nrrd{.encoding = encoding}.file();
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto scan = read_scan(std::span(whole).first(size), "a.nrrd");
            ASSERT_FALSE(scan) << encoding << size;
        }
    }
}

} // namespace

} // namespace filiform::imaging
