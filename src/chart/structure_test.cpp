// SPDX-License-Identifier: Apache-2.0
#include "chart/structure.h"

#include <gtest/gtest.h>

namespace filiform::chart {
namespace {

TEST(Structure, EveryKindHasAWordThatReadsBack) {
    for (int i = 0; i <= static_cast<int>(Kind::Unknown); ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_FALSE(text(kind).empty());
        EXPECT_EQ(kind_of(text(kind)), kind);
    }
    EXPECT_FALSE(kind_of("cartilage").has_value());
}

TEST(Structure, MirroringTwiceGivesTheSameId) {
    EXPECT_EQ(mirrored("psis.right"), "psis.left");
    EXPECT_EQ(mirrored(mirrored("kidney.left")), "kidney.left");
    EXPECT_EQ(mirrored("vertebra_l4"), "vertebra_l4");
}

TEST(Structure, IdsAreSpokenAsAPersonSaysThem) {
    EXPECT_EQ(spoken("piriformis.right"), "right piriformis");
    EXPECT_EQ(spoken("psis.left"), "left PSIS");
    EXPECT_EQ(spoken("sciatic_nerve_type_b.left"), "left sciatic nerve type B");
    EXPECT_EQ(spoken("gb30.right"), "right GB30");
    EXPECT_EQ(without_side("psis.right"), "psis");
    EXPECT_EQ(without_side("vertebra_l4"), "vertebra_l4");
    EXPECT_EQ(of_hundred(0.113), "11");
    EXPECT_EQ(of_hundred(0.017), "1.7");
    EXPECT_EQ(spoken("spinous_process_l4"), "spinous process of L4");
    EXPECT_EQ(spoken("vertebra_t12"), "T12 vertebra");
    EXPECT_EQ(spoken("lumbar_root_l5.right"), "right lumbar root of L5");
}

} // namespace
} // namespace filiform::chart
