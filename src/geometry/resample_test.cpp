// SPDX-License-Identifier: Apache-2.0
#include "geometry/resample.h"

#include <gtest/gtest.h>

namespace filiform::geometry {
namespace {

/// 2 × 3 × 4 voxels numbered as they lie in memory, the file's axes those of the world.
Image<int> numbered() {
    Image<int> image;
    image.size = {2, 3, 4};
    image.world_from_voxel.columns = {Vec3{1, 0, 0}, Vec3{0, 2, 0}, Vec3{0, 0, 3}};
    image.world_from_voxel.translation = {10, 20, 30};
    for (int n = 0; n < 24; ++n)
        image.voxels.push_back(n);
    return image;
}

/// The same stored with z first and backwards, then x, then y backwards.
Image<int> stored_otherwise(const Image<int>& image) {
    Image<int> other = image;
    other.size = {image.size.z, image.size.x, image.size.y};
    const auto& m = image.world_from_voxel;
    other.world_from_voxel.columns = {-m.columns[2], m.columns[0], -m.columns[1]};
    other.world_from_voxel.translation = m * Vec3{0, image.size.y - 1.0, image.size.z - 1.0};
    for (int k = 0; k < image.size.z; ++k)
        for (int j = 0; j < image.size.y; ++j)
            for (int i = 0; i < image.size.x; ++i)
                other.at(image.size.z - 1 - k, i, image.size.y - 1 - j) = image.at(i, j, k);
    return other;
}

TEST(Resample, AnImageInWorldOrderStaysAsItIs) {
    const Image<int> ordered = in_world_order(numbered());
    EXPECT_EQ(ordered.voxels, numbered().voxels);
    EXPECT_EQ(ordered.world_from_voxel, numbered().world_from_voxel);
}

TEST(Resample, AnImageStoredAlongOtherAxesBecomesTheSame) {
    const Image<int> ordered = in_world_order(stored_otherwise(numbered()));
    EXPECT_EQ(ordered.size, numbered().size);
    EXPECT_EQ(ordered.voxels, numbered().voxels);
    EXPECT_EQ(ordered.world_from_voxel, numbered().world_from_voxel);
}

TEST(Resample, AnImageTurnedByHalfARightAngleIsLeftAlone) {
    Image<int> image = numbered();
    image.world_from_voxel.columns = {Vec3{1, 0, 0}, Vec3{1, 0, 0.5}, Vec3{0, 0, 1}};
    EXPECT_EQ(in_world_order(image).world_from_voxel, image.world_from_voxel);
}

TEST(Resample, ALinearFunctionIsReadExactlyBetweenVoxels) {
    const Image<int> image = numbered(); // i + 2 j + 6 k
    EXPECT_DOUBLE_EQ(trilinear(image.voxels.data(), image.size, {0.5, 1.25, 2.75}),
                     0.5 + 2 * 1.25 + 6 * 2.75);
    EXPECT_DOUBLE_EQ(trilinear(image.voxels.data(), image.size, {-3, 9, 0}), 2 * 2); // clamped
}

TEST(Resample, SmoothingKeepsTheSumAwayFromTheEdge) {
    std::vector<float> values(1000, 0.0F);
    values[555] = 1;
    smooth(values, {10, 10, 10}, {0.4F, 0.2F, 0.1F});
    float sum = 0;
    for (const float value : values)
        sum += value;
    EXPECT_NEAR(sum, 1, 1e-5);
    EXPECT_NEAR(values[555], 0.4F * 0.4F * 0.4F, 1e-6);
}

} // namespace
} // namespace filiform::geometry
