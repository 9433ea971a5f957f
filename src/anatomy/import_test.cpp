// SPDX-License-Identifier: Apache-2.0
#include "anatomy/import.h"

#include <algorithm>
#include <iterator>

#include <gtest/gtest.h>

#include "anatomy/import_expectations.h"
#include "anatomy/import_fixture.h"
#include "anatomy/import_settings.h"
#include "anatomy/label_field.h"
#include "anatomy/metal.h"
#include "anatomy/skin.h"

namespace filiform::anatomy {
namespace {

using fixture::codes;
using fixture::number_of;
using fixture::sentences;
using fixture::trunk_body;
using fixture::warns;

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
                              one.mark == "proposal";
        EXPECT_TRUE(is_known) << one.key;
        if (one.mark == "seen" || one.mark == "calc") {
            EXPECT_FALSE(one.sources.empty()) << one.key;
        }
    }
}

} // namespace
} // namespace filiform::anatomy
