// SPDX-License-Identifier: Apache-2.0
// Several label maps of one scan, and one scan in several places and grids.
#include "anatomy/import.h"

#include <cmath>

#include <gtest/gtest.h>

#include "anatomy/body_file.h"
#include "anatomy/import_expectations.h"
#include "anatomy/import_fixture.h"

namespace filiform::anatomy {
namespace {

using fixture::trunk_body;
using geometry::Vec3;

Body imported(const ImportRequest& request) {
    auto made = import_body(request);
    EXPECT_TRUE(made.has_value()) << base::sentence(made.error().front());
    return made ? std::move(*made) : Body{};
}

/// A second map of the trunk: `inside` says where its one class of each side lies, seen as on the
/// right.
template <class Inside>
ImportRequest trunk_with(const char* scheme, const std::string& stem, const Inside& inside) {
    ImportRequest request = fixture::trunk();
    LabelInput second{"second.nii", scheme, request.labels.front().map};
    const std::int32_t right = fixture::number_of(stem + "_right", scheme);
    const std::int32_t left = fixture::number_of(stem + "_left", scheme);
    EXPECT_NE(right, 0);
    EXPECT_NE(left, 0);
    auto& image = second.map.image;
    for (int k = 0; k < image.size.z; ++k)
        for (int j = 0; j < image.size.y; ++j)
            for (int i = 0; i < image.size.x; ++i) {
                const Vec3 p = image.world_from_voxel * Vec3{i * 1.0, j * 1.0, k * 1.0};
                image.at(i, j, k) = !inside(Vec3{std::abs(p.x), p.y, p.z}) ? 0
                                    : p.x > 0                              ? right
                                                                           : left;
            }
    request.labels.push_back(std::move(second));
    return request;
}

void expect_seen_on_both_sides(const Body& body, const std::string& stem) {
    for (const char* side : {".right", ".left"}) {
        const Structure* found = find_structure(body, chart::StructureId(stem + side));
        ASSERT_NE(found, nullptr) << stem << side;
        EXPECT_EQ(found->origin, chart::Origin::Segmented) << stem << side;
        EXPECT_EQ(found->position_sd_mm, 0) << stem << side;
        EXPECT_GT(found->boundary_sd_mm, 0) << stem << side;
    }
}

TEST(ImportMaps, AMapOfTheBellysMusclesReplacesWhatWouldBeInferred) {
    const auto loin = [](const Vec3& q) {
        return fixture::in_box(q, {56, -60, 212}, {76, -46, 330});
    };
    expect_seen_on_both_sides(
        imported(trunk_with("totalsegmentator-abdominal-muscles", "quadratus_lumborum", loin)),
        "quadratus_lumborum");
    const auto back = [](const Vec3& q) {
        return fixture::in_box(q, {28, -80, 175}, {55, -45, 430});
    };
    expect_seen_on_both_sides(
        imported(trunk_with("totalsegmentator-abdominal-muscles", "erector_spinae", back)),
        "erector_spinae");
}

TEST(ImportMaps, APiriformisOfTheMuscleMapIsNotInferred) {
    const auto band = [](const Vec3& q) {
        return fixture::in_box(q, {46, -60, 120}, {59, -40, 140});
    };
    expect_seen_on_both_sides(imported(trunk_with("musclemap-v1.4", "piriformis", band)),
                              "piriformis");
}

TEST(ImportMaps, AMovedScanGivesTheMovedBody) {
    const Vec3 moved{12.5, -40.25, 300};
    ImportRequest request = fixture::trunk();
    request.labels.front().map.image.world_from_voxel.translation =
        fixture::world_from_voxel().translation + moved;
    request.scan->scan.image.world_from_voxel.translation =
        fixture::world_from_voxel().translation + moved;
    const Body body = imported(request);
    ASSERT_EQ(body.landmarks.size(), trunk_body().landmarks.size());
    ASSERT_GT(body.landmarks.size(), 10U);
    for (const Landmark& one : trunk_body().landmarks) {
        const Landmark* found = find_landmark(body, one.id);
        ASSERT_NE(found, nullptr) << one.id.text();
        EXPECT_LT(distance(found->point, one.point + moved), 0.01) << one.id.text();
        EXPECT_NEAR(found->sd_mm, one.sd_mm, 1e-9) << one.id.text();
    }
    ASSERT_EQ(body.structures.size(), trunk_body().structures.size());
    for (std::size_t n = 0; n < body.structures.size(); ++n) {
        const auto& there = body.structures[n];
        const auto& here = trunk_body().structures[n];
        EXPECT_EQ(there.id, here.id);
        for (const Vec3& p : {Vec3{20, -60, 200}, Vec3{-70, -30, 300}, Vec3{90, -20, 120}})
            EXPECT_NEAR(there.field.at(p + moved), here.field.at(p), 0.07) << here.id.text();
    }
}

/// At a point on an edge or a ridge both readings are off by up to half a diagonal of their grid,
/// as distance_field.h says; on the whole by far less than half a voxel of the labels.
void expect_the_same_surfaces(const Body& body) {
    const double half_diagonal_mm = trunk_body().lattice.spacing.x * std::sqrt(3.0) / 2;
    std::size_t compared = 0;
    double sum = 0;
    for (const Structure& one : trunk_body().structures) {
        if (one.origin != chart::Origin::Segmented)
            continue;
        const Structure* found = find_structure(body, one.id);
        ASSERT_NE(found, nullptr) << one.id.text();
        const geometry::Box box = one.field.bounds();
        for (int n = 0; n <= 6; ++n) {
            const Vec3 p = geometry::lerp(box.low, box.high, n / 6.0);
            EXPECT_NEAR(found->field.at(p), one.field.at(p), half_diagonal_mm)
                << one.id.text() << " at " << n;
            sum += std::abs(found->field.at(p) - one.field.at(p));
            ++compared;
        }
    }
    ASSERT_GT(compared, 150U);
    EXPECT_LT(sum / static_cast<double>(compared), fixture::voxel_mm / 8);
}

TEST(ImportMaps, AnotherWorkingGridGivesTheSameSurfaces) {
    ImportRequest request = fixture::trunk();
    request.spacing_mm = 4;
    expect_the_same_surfaces(imported(request));
}

/// The file's x is the body's z, backwards, then x, then y backwards; the affine says so.
template <class T>
void store_otherwise(geometry::Image<T>& image) {
    const geometry::Image<T> before = image;
    image.size = {before.size.z, before.size.x, before.size.y};
    const auto& m = before.world_from_voxel;
    image.world_from_voxel.columns = {-m.columns[2], m.columns[0], -m.columns[1]};
    image.world_from_voxel.translation = m * Vec3{0, before.size.y - 1.0, before.size.z - 1.0};
    for (int k = 0; k < before.size.z; ++k)
        for (int j = 0; j < before.size.y; ++j)
            for (int i = 0; i < before.size.x; ++i)
                image.at(before.size.z - 1 - k, i, before.size.y - 1 - j) = before.at(i, j, k);
}

TEST(ImportMaps, AScanStoredAlongOtherAxesGivesTheSameBodyToTheLastBit) {
    ImportRequest request = fixture::trunk();
    store_otherwise(request.labels.front().map.image);
    store_otherwise(request.scan->scan.image);
    EXPECT_EQ(body_digest(imported(request)), body_digest(trunk_body()));
}

/// Each slice twice, half as thick.
template <class T>
void halve_slices(geometry::Image<T>& image) {
    const geometry::Image<T> before = image;
    image.size.z *= 2;
    image.world_from_voxel.columns[2] = before.world_from_voxel.columns[2] / 2;
    image.world_from_voxel.translation = before.world_from_voxel * Vec3{0, 0, -0.25};
    image.voxels.resize(image.size.voxels());
    for (int k = 0; k < image.size.z; ++k)
        for (int j = 0; j < image.size.y; ++j)
            for (int i = 0; i < image.size.x; ++i)
                image.at(i, j, k) = before.at(i, j, k / 2);
}

TEST(ImportMaps, ThinnerSlicesGiveTheSameSurfaces) {
    ImportRequest request = fixture::trunk();
    halve_slices(request.labels.front().map.image);
    halve_slices(request.scan->scan.image);
    expect_the_same_surfaces(imported(request));
}

} // namespace
} // namespace filiform::anatomy
