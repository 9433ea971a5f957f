// SPDX-License-Identifier: Apache-2.0
#include "anatomy/import.h"

#include <algorithm>
#include <iterator>

#include <gtest/gtest.h>

#include "anatomy/analytic_body.h"
#include "anatomy/check_image.h"
#include "anatomy/import_checks.h"
#include "anatomy/import_fixture.h"
#include "anatomy/import_settings.h"
#include "anatomy/label_field.h"
#include "anatomy/metal.h"
#include "anatomy/scan_grid.h"
#include "anatomy/skin.h"

namespace filiform::anatomy {
namespace {

using fixture::number_of;

/// The codes, comma-separated; empty when the import succeeds.
std::string codes(const base::Checked<Body>& made) {
    std::string text;
    if (made)
        return text;
    for (const base::Problem& problem : made.error())
        text += (text.empty() ? "" : ",") + problem.code;
    return text;
}

/// All sentences a person would read.
std::string sentences(const base::Checked<Body>& made) {
    std::string text;
    if (made)
        return text;
    for (const base::Problem& problem : made.error())
        text += base::sentence(problem) + "\n";
    return text;
}

bool warns(const Body& body, std::string_view code) {
    return std::any_of(body.warnings.begin(), body.warnings.end(),
                       [&](const chart::Warning& w) { return w.code == code; });
}

#define EXPECT_SAYS(made, words)                                                                   \
    EXPECT_NE(sentences(made).find(words), std::string::npos) << sentences(made)

const Body& trunk_body() {
    static const Body body = [] {
        auto made = import_body(fixture::trunk());
        EXPECT_TRUE(made.has_value()) << sentences(made);
        return made ? std::move(*made) : Body{};
    }();
    return body;
}

double at(const Body& body, const char* id, const geometry::Vec3& p) {
    const Structure* found = find_structure(body, chart::StructureId(id));
    return found == nullptr ? 1e9 : found->field.at(p);
}

TEST(Import, ASoundTrunkBecomesABody) {
    const Body& body = trunk_body();
    for (const char* id : {"kidney.right", "vertebra_l4", "sacrum", "lung.left", "outside_scan",
                           "vertebral_canal", "subcutaneous_fat", "abdominopelvic_cavity"})
        EXPECT_NE(find_structure(body, chart::StructureId(id)), nullptr) << id;
    EXPECT_EQ(body.lattice.spacing.x, 5);
    EXPECT_TRUE(body.ct.has_value());
}

TEST(Import, DistancesAreThoseOfTheShapes) {
    // The hip is a box from x = 60 to 100; on voxels of 4 mm its face lies at 60 or 64 - 2.
    const Body& body = trunk_body();
    EXPECT_NEAR(at(body, "hip.right", {30, -20, 130}), 60 - 30, 2.5);
    EXPECT_LT(at(body, "hip.right", {80, -20, 130}), -15);
    EXPECT_NEAR(body.skin.at({130, 0, 250}), 130 - 160, 2);
}

TEST(Import, TheCanalIsASolidColumnThroughTheWindows) {
    const Body& body = trunk_body();
    for (double z = 140; z < 430; z += 5) {
        const double y = z < 172 ? -60 : -48;
        if (z > 165 && z < 185)
            continue; // the step between the sacrum's hole and L5's
        EXPECT_LT(at(body, "vertebral_canal", {0, y, z}), 0) << z;
    }
    // From behind, in the window between L3 (262) and L4 (226), nothing but the canal's back wall
    // lies before the needle.
    EXPECT_LT(at(body, "vertebral_canal", {0, -52, 244}), 0);
    EXPECT_GT(at(body, "vertebral_canal", {0, -75, 244}), 3);
    EXPECT_GT(at(body, "vertebral_canal", {0, -20, 262}), 10);
}

TEST(Import, FatLiesBetweenSkinAndMuscle) {
    const Body& body = trunk_body();
    EXPECT_LT(at(body, "subcutaneous_fat", {0, 98, 250}), 0);
    EXPECT_GT(at(body, "subcutaneous_fat", {0, 50, 240}), 0);
    EXPECT_GT(at(body, "subcutaneous_fat", {75, -25, 310}), 0);
}

TEST(Import, WarningsTravelWithTheBody) {
    const Body& body = trunk_body();
    EXPECT_TRUE(warns(body, "body.supine"));
    EXPECT_TRUE(warns(body, "body.levels_proposed"));
    EXPECT_TRUE(warns(body, "body.coarse_labels"));
    EXPECT_TRUE(warns(body, "body.no_label_table"));
    EXPECT_TRUE(warns(body, "body.cut"));
    EXPECT_FALSE(warns(body, "body.metal"));
    EXPECT_FALSE(warns(body, "body.side_unproven"));
}

TEST(Import, WhatTheScanCutsIsSaidByKindWithBothSidesAsOne) {
    const Body& body = trunk_body();
    const auto cut = std::find_if(body.warnings.begin(), body.warnings.end(),
                                  [](const auto& warning) { return warning.code == "body.cut"; });
    ASSERT_NE(cut, body.warnings.end());
    EXPECT_NE(cut->what.find("bones (femur"), std::string::npos) << cut->what;
    EXPECT_NE(cut->what.find(", both sides"), std::string::npos) << cut->what;
    EXPECT_EQ(cut->what.find("left femur"), std::string::npos) << cut->what;
}

TEST(Import, WhatIsNotThereIsMissingWithItsReason) {
    const Body& body = trunk_body();
    const auto why = [&](const char* id) {
        const auto found = std::find_if(body.missing.begin(), body.missing.end(),
                                        [&](const Missing& m) { return m.id.text() == id; });
        return found == body.missing.end() ? -1 : static_cast<int>(found->why);
    };
    EXPECT_EQ(why("gluteus_minimus.right"), static_cast<int>(Missing::Why::NotFound));
    EXPECT_EQ(why("kidney.right"), -1);
}

TEST(Import, AMirroredVolumeIsRefused) {
    ImportRequest request = fixture::trunk();
    fixture::reverse(request, 0);
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.mirrored");
    EXPECT_SAYS(made, "mirrored left to right");
    EXPECT_SAYS(made, "mm left of that of");
}

TEST(Import, SwappedSideLabelsAreRefused) {
    ImportRequest request = fixture::trunk();
    fixture::swap_sides(request);
    EXPECT_EQ(codes(import_body(request)), "body.sides_swapped");
}

TEST(Import, AMirroredVolumeWithSwappedLabelsIsRefusedByItsOrgans) {
    ImportRequest request = fixture::trunk();
    fixture::reverse(request, 0);
    fixture::swap_sides(request);
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.mirrored_relabelled");
    EXPECT_SAYS(made, "liver");
}

TEST(Import, FrontAndBackExchangedIsRefused) {
    ImportRequest request = fixture::trunk();
    fixture::reverse(request, 1);
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.front_back");
    EXPECT_SAYS(made, "behind that of the");
}

TEST(Import, HeadAndFootExchangedIsRefused) {
    ImportRequest request = fixture::trunk();
    fixture::reverse(request, 2);
    EXPECT_EQ(codes(import_body(request)), "body.head_foot");
}

TEST(Import, AnImageOnAnotherGridIsRefused) {
    ImportRequest request = fixture::trunk();
    request.scan->scan.image.world_from_voxel.translation.z += 8;
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.grids");
    EXPECT_SAYS(made, "90 x 60 x 110 voxels");
    EXPECT_SAYS(made, "8 mm");
}

TEST(Import, OneGridStoredAlongOtherAxesIsOneGrid) {
    ImportRequest request = fixture::trunk();
    auto& image = request.scan->scan.image;
    fixture::reverse(image, 0);
    image.world_from_voxel.columns[0] = -image.world_from_voxel.columns[0];
    image.world_from_voxel.translation.x += fixture::voxel_mm * (fixture::grid.x - 1);
    EXPECT_TRUE(check_grids(request).empty());
    const auto reading = read_structures(request.labels);
    ASSERT_TRUE(reading.has_value());
    EXPECT_TRUE(check_image(*reading, request).problems.empty());
    EXPECT_EQ(sample_scan(image, trunk_body().lattice).voxels, trunk_body().ct->voxels);
}

TEST(Import, AnImageTurnedAgainstItsLabelsIsRefused) {
    ImportRequest request = fixture::trunk();
    fixture::reverse(request.scan->scan.image, 1);
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.image_disagrees");
    EXPECT_SAYS(made, "HU");
}

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

TEST(Import, VersionOneNumbersReadAsVersionTwoAreRecognised) {
    ImportRequest request = fixture::trunk();
    std::map<std::int32_t, std::int32_t> to_v1;
    for (const LabelClass& one : (*find_scheme("totalsegmentator-v2"))->classes)
        to_v1[one.number] = number_of(one.name, "totalsegmentator-v1");
    fixture::renumber(request, to_v1);
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
    ImportRequest request = fixture::trunk();
    std::map<std::int32_t, std::int32_t> to_v1;
    for (const LabelClass& one : (*find_scheme("totalsegmentator-v2"))->classes)
        to_v1[one.number] = number_of(one.name, "totalsegmentator-v1");
    to_v1[number_of("vertebrae_L3")] = 0;
    fixture::renumber(request, to_v1);
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

TEST(Import, AHalfEmptyImageIsRefused) {
    ImportRequest request = fixture::trunk();
    auto& image = request.scan->scan.image;
    std::fill(image.voxels.begin(),
              image.voxels.begin() + static_cast<std::ptrdiff_t>(image.voxels.size() / 2), 0.0F);
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.image_empty");
    EXPECT_SAYS(made, "55 of 110 slices hold the single value 0");
}

TEST(Import, LabelsThatStopHalfWayAreRefused) {
    ImportRequest request = fixture::trunk();
    auto& image = request.labels.front().map.image;
    std::fill(image.voxels.begin() + static_cast<std::ptrdiff_t>(image.voxels.size() / 2),
              image.voxels.end(), 0);
    const auto made = import_body(request);
    EXPECT_NE(codes(made).find("body.labels_stop"), std::string::npos) << sentences(made);
    EXPECT_SAYS(made, "slice 55 of 110");
}

TEST(Import, AShearedGridIsRefused) {
    ImportRequest request = fixture::trunk();
    request.labels.front().map.image.world_from_voxel.columns[2].y = 0.4; // 5.7 degrees
    EXPECT_NE(codes(import_body(request)).find("body.shear"), std::string::npos);
}

TEST(Import, ASpacingOutOfRangeIsRefused) {
    ImportRequest request = fixture::trunk();
    request.spacing_mm = 0.2;
    const auto made = import_body(request);
    EXPECT_EQ(codes(made), "body.spacing");
    EXPECT_SAYS(made, "0.5 to 5 mm");
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

TEST(Import, WithoutImageOrBodyLabelTheSkinIsUnknown) {
    ImportRequest request = fixture::trunk();
    request.scan.reset();
    EXPECT_EQ(codes(import_body(request)), "body.skin_unknown");
}

TEST(Import, ABodyLabelStandsInForTheImage) {
    ImportRequest request = fixture::trunk();
    LabelInput body_map{"body.nii", "totalsegmentator-body", request.labels.front().map};
    const auto& values = request.scan->scan.image.voxels;
    for (std::size_t n = 0; n < values.size(); ++n)
        body_map.map.image.voxels[n] =
            values[n] > -500 || request.labels.front().map.image.voxels[n] != 0 ? 1 : 0;
    request.labels.push_back(std::move(body_map));
    request.scan.reset();
    const auto made = import_body(request);
    ASSERT_TRUE(made.has_value()) << sentences(made);
    EXPECT_TRUE(warns(*made, "body.no_image"));
    EXPECT_NEAR(made->skin.at({120, 0, 250}), -40, 3);
    EXPECT_EQ(find_structure(*made, chart::StructureId("body")), nullptr);
}

TEST(Import, SaysThatTheImageWasCompressedWithLoss) {
    ImportRequest request = fixture::trunk();
    const auto plain = import_body(request);
    request.scan->scan.is_lossy = true;
    const auto lossy = import_body(request);
    ASSERT_TRUE(plain.has_value() && lossy.has_value());
    EXPECT_FALSE(warns(*plain, "body.image_lossy"));
    EXPECT_TRUE(warns(*lossy, "body.image_lossy"));
}

TEST(Import, OfTwoMapsTheOneOfHigherRankIsKept) {
    ImportRequest request = fixture::trunk();
    LabelInput muscles{"muscles.nii", "musclemap-v1.4", request.labels.front().map};
    for (std::int32_t& value : muscles.map.image.voxels)
        value = value == number_of("gluteus_medius_right") ? 6112 : 0;
    request.labels.push_back(std::move(muscles));
    const auto reading = read_structures(request.labels);
    ASSERT_TRUE(reading.has_value());
    const auto* kept = find_labelled(reading->structures, "gluteus_medius.right");
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->scheme->name, "musclemap-v1.4");
    const auto& warnings = reading->warnings;
    EXPECT_TRUE(std::any_of(warnings.begin(), warnings.end(), [](const chart::Warning& w) {
        return w.code == "body.same_structure";
    }));
}

TEST(Import, MetalIsFoundWithItsSideAndItsSpoiltZone) {
    ImportRequest request = fixture::trunk();
    auto& image = request.scan->scan.image;
    // A stem in the left femur with a dark streak to its side.
    for (int k = 2; k < 12; ++k)
        for (int j = 24; j < 29; ++j)
            for (int i = 10; i < 19; ++i)
                image.at(i, j, k) = i < 16 ? -600 : 3000;
    Body body = trunk_body();
    body.ct = sample_scan(image, body.lattice);
    Metal metal = find_metal(body);
    ASSERT_EQ(metal.warnings.size(), 2U);
    EXPECT_EQ(metal.warnings[0].code, "body.metal");
    EXPECT_NE(metal.warnings[0].what.find("on the left"), std::string::npos);
    EXPECT_EQ(metal.warnings[1].code, "body.artefact");
    std::move(metal.structures.begin(), metal.structures.end(),
              std::back_inserter(body.structures));
    finish(body);
    const geometry::Vec3 stem = fixture::world_from_voxel() * geometry::Vec3{17, 26, 7};
    const geometry::Vec3 streak = fixture::world_from_voxel() * geometry::Vec3{13, 26, 7};
    EXPECT_LT(at(body, "metal", stem), 0);
    EXPECT_LT(at(body, "metal_artefact", streak), 0);
    EXPECT_GT(at(body, "metal_artefact", {110, -10, 30}), 40);
}

TEST(Import, TheTableUnderTheBodyIsNotSkin) {
    ImportRequest request = fixture::trunk();
    auto& image = request.scan->scan.image;
    for (int k = 0; k < image.size.z; ++k)
        for (int i = 0; i < image.size.x; ++i)
            image.at(i, 1, k) = 100; // 4 mm thick, 10 mm behind
    const Mask no_labels(trunk_body().lattice, 0);
    const auto skin = find_skin(sample_scan(image, trunk_body().lattice), no_labels);
    EXPECT_GT(skin.at({0, -114, 250}), 5);
    EXPECT_NEAR(skin.at({130, 0, 250}), 130 - 160, 2);
}

TEST(Import, ABodyOffCentreIsRefused) {
    AnalyticBody description;
    description.lattice = {{60, 40, 20}, {-150, -100, 0}, {5, 5, 5}};
    description.skin_mm = [](const geometry::Vec3& p) { return std::abs(p.x - 40) - 90; };
    description.structures.push_back({chart::StructureId("vertebra_l3"), chart::Kind::Bone,
                                      chart::Role::Bone,
                                      [](const geometry::Vec3& p) {
                                          return length(p - geometry::Vec3{0, 0, 50}) - 20;
                                      },
                                      0, 0});
    Body body = make_body(description);
    for (Structure& one : body.structures)
        one.origin = chart::Origin::Segmented;
    const Findings findings = check_skin(body);
    ASSERT_EQ(findings.problems.size(), 1U);
    EXPECT_EQ(findings.problems.front().code, "body.off_centre");
    EXPECT_NE(findings.problems.front().what.find("40 mm from the middle"), std::string::npos)
        << findings.problems.front().what;
}

TEST(Import, LabelsOutsideTheSkinAreRefused) {
    AnalyticBody description;
    description.lattice = {{40, 40, 40}, {-100, -100, 0}, {5, 5, 5}};
    description.skin_mm = [](const geometry::Vec3& p) { return p.x - 20; };
    description.structures.push_back({chart::StructureId("hip.right"), chart::Kind::Bone,
                                      chart::Role::Bone,
                                      [](const geometry::Vec3& p) {
                                          return length(p - geometry::Vec3{40, 0, 100}) - 40;
                                      },
                                      0, 0});
    Body body = make_body(description);
    for (Structure& one : body.structures)
        one.origin = chart::Origin::Segmented;
    const Findings findings = check_skin(body);
    ASSERT_EQ(findings.problems.size(), 1U);
    EXPECT_EQ(findings.problems.front().code, "body.skin_encloses");
}

TEST(Import, TheMirroredPersonGivesTheMirroredBody) {
    // All sided structures; the grid is symmetric about x = 0, so is the working lattice.
    ImportRequest request = fixture::trunk();
    fixture::swap_sides(request);
    fixture::reverse(request, 0);
    // The organs of one side would give the mirror away.
    std::map<std::int32_t, std::int32_t> unpaired;
    for (const char* name : {"liver", "spleen", "stomach", "aorta", "inferior_vena_cava"})
        unpaired[number_of(name)] = 0;
    fixture::renumber(request, unpaired);
    const auto made = import_body(request);
    ASSERT_TRUE(made.has_value()) << sentences(made);
    EXPECT_TRUE(warns(*made, "body.side_unproven"));
    for (const char* id : {"hip.right", "kidney.left", "vertebra_l3", "vertebral_canal",
                           "gluteus_maximus.right", "rib_12.left", "lung.right"})
        for (const double x : {-90.0, -30.0, 5.0, 70.0})
            for (const double z : {60.0, 150.0, 300.0})
                EXPECT_NEAR(at(*made, chart::mirrored(id).c_str(), {-x, -30, z}),
                            at(trunk_body(), id, {x, -30, z}), 0.1)
                    << id;
}

TEST(Import, EverySettingHasItsUnitAndItsReason) {
    for (const ImportSetting& one : import_settings()) {
        EXPECT_FALSE(one.unit.empty()) << one.key;
        EXPECT_GT(one.because.size(), 10U) << one.key;
        const bool is_known = one.mark == "seen" || one.mark == "calc" || one.mark == "recalled" ||
                              one.mark == "proposal" || one.mark == "unverified";
        EXPECT_TRUE(is_known) << one.key;
        if (one.mark == "seen" || one.mark == "calc") {
            EXPECT_FALSE(one.sources.empty()) << one.key;
        }
    }
}

} // namespace
} // namespace filiform::anatomy
