// SPDX-License-Identifier: Apache-2.0
// Images and labels that lie wrong: turned, mirrored, on other grids, half empty.
#include "anatomy/import.h"

#include <gtest/gtest.h>

#include "anatomy/analytic_body.h"
#include "anatomy/check_image.h"
#include "anatomy/import_checks.h"
#include "anatomy/import_expectations.h"
#include "anatomy/import_fixture.h"
#include "anatomy/label_field.h"
#include "anatomy/scan_grid.h"
#include "anatomy/skin.h"

namespace filiform::anatomy {
namespace {

using fixture::codes;
using fixture::number_of;
using fixture::sentences;
using fixture::trunk_body;

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

/// A ball of bone, as if it had been labelled, in a description that has a skin.
Findings skin_findings(AnalyticBody description, const char* bone, const geometry::Vec3& centre,
                       double radius_mm) {
    description.structures.push_back(
        {chart::StructureId(bone), chart::Kind::Bone, chart::Role::Bone,
         [=](const geometry::Vec3& p) { return length(p - centre) - radius_mm; }, 0, 0});
    Body body = make_body(description);
    for (Structure& one : body.structures)
        one.origin = chart::Origin::Segmented;
    return check_skin(body);
}

TEST(Import, ABodyOffCentreIsRefused) {
    AnalyticBody description;
    description.lattice = {{60, 40, 20}, {-150, -100, 0}, {5, 5, 5}};
    description.skin_mm = [](const geometry::Vec3& p) { return std::abs(p.x - 40) - 90; };
    const Findings findings = skin_findings(description, "vertebra_l3", {0, 0, 50}, 20);
    ASSERT_EQ(findings.problems.size(), 1U);
    EXPECT_EQ(findings.problems.front().code, "body.off_centre");
    EXPECT_NE(findings.problems.front().what.find("40 mm from the middle"), std::string::npos)
        << findings.problems.front().what;
}

TEST(Import, LabelsOutsideTheSkinAreRefused) {
    AnalyticBody description;
    description.lattice = {{40, 40, 40}, {-100, -100, 0}, {5, 5, 5}};
    description.skin_mm = [](const geometry::Vec3& p) { return p.x - 20; };
    const Findings findings = skin_findings(description, "hip.right", {40, 0, 100}, 40);
    ASSERT_EQ(findings.problems.size(), 1U);
    EXPECT_EQ(findings.problems.front().code, "body.skin_encloses");
}

} // namespace
} // namespace filiform::anatomy
