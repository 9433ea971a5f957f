// SPDX-License-Identifier: Apache-2.0
#include "anatomy/packed_voxels.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace filiform::anatomy {
namespace {

using geometry::Size3;
using Voxels = std::vector<std::int16_t>;

Voxels noise(const Size3& size) {
    base::RandomStream random(3, 1);
    Voxels voxels(size.voxels());
    for (auto& value : voxels)
        value = static_cast<std::int16_t>(random.uniform() * 65535 - 32768);
    return voxels;
}

/// 64ths of a millimetre to a ball of 20 mm, on 1.5 mm.
Voxels ball(const Size3& size) {
    Voxels voxels;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i)
                voxels.push_back(static_cast<std::int16_t>(std::lround(
                    64 * (1.5 * std::hypot(i - size.x / 2, j - size.y / 2, k - size.z / 2) - 20))));
    return voxels;
}

TEST(PackedVoxels, EveryValueOfEveryShapeComesBack) {
    for (const Size3& size : {Size3{7, 5, 3}, Size3{1, 1, 1}, Size3{1, 9, 4}, Size3{9, 1, 4},
                              Size3{9, 4, 1}, Size3{0, 3, 3}, Size3{0, 0, 0}, Size3{33, 17, 9}}) {
        for (const Voxels& voxels : {noise(size), ball(size), Voxels(size.voxels(), -32768)}) {
            const auto read = unpack_voxels(pack_voxels(voxels, size), size);
            ASSERT_TRUE(read.has_value()) << size.x << " " << size.y << " " << size.z;
            EXPECT_EQ(*read, voxels);
        }
    }
}

TEST(PackedVoxels, ADistanceFieldTakesLessThanHalfAByteAVoxel) {
    const Size3 size{60, 60, 60};
    EXPECT_LT(pack_voxels(ball(size), size).size(), size.voxels() / 2);
}

TEST(PackedVoxels, NoMoreVoxelsComeOutThanAreAnnounced) {
    const Size3 size{60, 60, 60};
    const auto packed = pack_voxels(Voxels(size.voxels(), 5), size);
    EXPECT_GE(most_packed_voxels(packed.size()), size.voxels());
}

TEST(PackedVoxels, AnotherSizeOrACutIsDamage) {
    const Size3 size{12, 9, 5};
    const auto packed = pack_voxels(noise(size), size);
    EXPECT_FALSE(unpack_voxels(packed, {12, 9, 6}).has_value());
    EXPECT_FALSE(unpack_voxels(packed, {12, 9, 4}).has_value());
    for (std::size_t length = 0; length < packed.size(); ++length)
        EXPECT_FALSE(unpack_voxels(std::span(packed).first(length), size).has_value()) << length;
    auto fewer_large = packed;
    fewer_large[0] = static_cast<std::byte>(static_cast<int>(fewer_large[0]) ^ 1);
    EXPECT_FALSE(unpack_voxels(fewer_large, size).has_value());
}

} // namespace
} // namespace filiform::anatomy
