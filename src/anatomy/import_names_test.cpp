// SPDX-License-Identifier: Apache-2.0
// What the numbers of a label map mean, and whether they can mean that.
#include "anatomy/import.h"

#include <gtest/gtest.h>

#include "anatomy/check_image.h"
#include "anatomy/import_checks.h"
#include "anatomy/import_expectations.h"
#include "anatomy/import_fixture.h"

namespace filiform::anatomy {
namespace {

using fixture::codes;
using fixture::number_of;
using fixture::sentences;

TEST(Import, AnUnknownSchemeIsRefusedWithTheKnownOnes) {
    ImportRequest request = fixture::trunk();
    request.labels.front().scheme = "totalseg";
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.scheme_unknown");
    EXPECT_SAYS(made, "totalsegmentator-v2");
    request.labels.front().scheme = "";
    EXPECT_SAYS(import_body(request), "no named scheme");
}

TEST(Import, ANumberTheSchemeDoesNotKnowIsRefused) {
    ImportRequest request = fixture::trunk();
    request.labels.front().map.image.voxels[5] = 200;
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.number_unknown");
    EXPECT_SAYS(made, "Label 200 (1 voxels)");
}

TEST(Import, AnImageGivenAsALabelMapIsRefusedInFewSentences) {
    ImportRequest request = fixture::trunk();
    for (int n = 0; n < 50; ++n)
        request.labels.front().map.image.voxels[static_cast<std::size_t>(n)] = 200 + n;
    const auto made = import_body(request);
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().size(), 4U);
    EXPECT_SAYS(made, "Nor are 47 more of its numbers.");
}

/// Numbered as version 1 does, and called version 2.
ImportRequest trunk_in_version_one() {
    ImportRequest request = fixture::trunk();
    std::map<std::int32_t, std::int32_t> to_v1;
    for (const LabelClass& one : (*find_scheme("totalsegmentator-v2"))->classes)
        to_v1[one.number] = number_of(one.name, "totalsegmentator-v1");
    fixture::renumber(request, to_v1);
    return request;
}

TEST(Import, VersionOneNumbersReadAsVersionTwoAreRecognised) {
    ImportRequest request = trunk_in_version_one();
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.scheme_version");
    EXPECT_SAYS(made, "--scheme totalsegmentator-v1");
    request.labels.front().scheme = "totalsegmentator-v1";
    const auto reading = read_structures(request.labels);
    ASSERT_TRUE(reading.has_value());
    EXPECT_TRUE(check_labels(*reading, request.labels).problems.empty());
}

TEST(Import, VersionOneNumbersAreRecognisedThoughAVertebraIsMissing) {
    // The hole in the spine is no reason to think of another cause than the version.
    ImportRequest request = trunk_in_version_one();
    fixture::renumber(request, {{number_of("vertebrae_L3", "totalsegmentator-v1"), 0}});
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.scheme_version");
    EXPECT_SAYS(made, "--scheme totalsegmentator-v1");
}

TEST(Import, VersionTwoNumbersReadAsVersionOneAreRecognised) {
    // Rib 12 of the right side is 115, and version 1 ends at 104.
    ImportRequest request = fixture::trunk();
    request.labels.front().scheme = "totalsegmentator-v1";
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.number_unknown");
    EXPECT_SAYS(made, "import with --scheme totalsegmentator-v2");
}

TEST(Import, ALabelTableOfAnotherVersionIsRefused) {
    ImportRequest request = fixture::trunk();
    for (const LabelClass& one : (*find_scheme("totalsegmentator-v2"))->classes)
        request.labels.front().map.names[one.number] = one.name;
    request.labels.front().scheme = "totalsegmentator-v1";
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.scheme_version");
    EXPECT_SAYS(made, "label table inside the file");
}

TEST(Import, ALabelTableIsBelievedOverTheNumbers) {
    // As an editor leaves it that numbers anew: kidney_right is 60 here, but still named.
    ImportRequest request = fixture::trunk();
    fixture::renumber(request, {{2, 60}});
    auto& names = request.labels.front().map.names;
    for (const LabelClass& one : (*find_scheme("totalsegmentator-v2"))->classes)
        names[one.number] = one.name;
    names[60] = "Kidney right";
    const auto reading = read_structures(request.labels);
    ASSERT_TRUE(reading.has_value());
    EXPECT_TRUE(reading->warnings.empty());
    const LabelledStructure* kidney = find_labelled(reading->structures, "kidney.right");
    ASSERT_NE(kidney, nullptr);
    EXPECT_NEAR(kidney->centroid.x, 75, 2); // the ball's centre
    EXPECT_NEAR(kidney->centroid.z, 310, 6);
}

TEST(Import, ANameTheSchemeDoesNotKnowIsRefused) {
    ImportRequest request = fixture::trunk();
    for (const LabelClass& one : (*find_scheme("totalsegmentator-v2"))->classes)
        request.labels.front().map.names[one.number] = one.name;
    request.labels.front().map.names[5] = "lever";
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.scheme_names");
    EXPECT_SAYS(made, "\"lever\"");
}

TEST(Import, AMissingVertebraIsNamed) {
    ImportRequest request = fixture::trunk();
    fixture::renumber(request, {{number_of("vertebrae_L3"), 0}});
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.level_missing");
    EXPECT_SAYS(made, "The L3 vertebra is missing between the L2 vertebra and the L4 vertebra");
}

TEST(Import, AVertebraLabelledTwiceIsRefused) {
    // T11 lies 5 x 36 mm above L4 and carries its number.
    ImportRequest request = fixture::trunk();
    fixture::renumber(request, {{number_of("vertebrae_T11"), number_of("vertebrae_L4")}});
    const auto made = import_body(request);
    EXPECT_NE(codes(made).find("body.level_repeated"), std::string::npos) << codes(made);
    EXPECT_SAYS(made, "180 mm apart in height");
}

TEST(Import, VertebraeOutOfOrderAreRefused) {
    ImportRequest request = fixture::trunk();
    const auto l2 = number_of("vertebrae_L2");
    const auto l3 = number_of("vertebrae_L3");
    fixture::renumber(request, {{l2, l3}, {l3, l2}});
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.level_order");
    EXPECT_SAYS(made, "The L3 vertebra lies above the L2 vertebra");
}

TEST(Import, ASkippedVertebraShowsAsAGap) {
    // L3 gone and everything above renamed: no name is missing, but 72 mm lie where 36 should.
    ImportRequest request = fixture::trunk();
    const auto l3 = number_of("vertebrae_L3");
    const auto l2 = number_of("vertebrae_L2");
    const auto l1 = number_of("vertebrae_L1");
    const auto t12 = number_of("vertebrae_T12");
    const auto t11 = number_of("vertebrae_T11");
    fixture::renumber(request, {{l3, 0}, {l2, l3}, {l1, l2}, {t12, l1}, {t11, t12}});
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.level_gap");
    EXPECT_SAYS(made, "72 mm apart where their neighbours lie 36 mm apart");
}

TEST(Import, AnEmptyMapIsRefused) {
    ImportRequest request = fixture::trunk();
    std::fill(request.labels.front().map.image.voxels.begin(),
              request.labels.front().map.image.voxels.end(), 0);
    EXPECT_EQ(codes(import_body(request)), "body.empty");
}

TEST(Import, WrongVoxelSizeShowsAsImplausibleVolumes) {
    ImportRequest request = fixture::trunk();
    for (auto* affine : {&request.labels.front().map.image.world_from_voxel,
                         &request.scan->scan.image.world_from_voxel})
        for (auto& column : affine->columns)
            column = column * 0.25;
    const auto made = import_body(request);
    EXPECT_NE(codes(made).find("body.implausible"), std::string::npos) << sentences(made);
    EXPECT_SAYS(made, "ml");
}

} // namespace
} // namespace filiform::anatomy
