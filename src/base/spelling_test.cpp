// SPDX-License-Identifier: Apache-2.0
#include "base/spelling.h"

#include <array>

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(Spelling, CountsTheLettersThatDiffer) {
    EXPECT_EQ(letters_apart("", ""), 0U);
    EXPECT_EQ(letters_apart("", "psis"), 4U);
    EXPECT_EQ(letters_apart("psis", "asis"), 1U);
    EXPECT_EQ(letters_apart("right", "rigth"), 2U);
    EXPECT_EQ(letters_apart("kitten", "sitting"), 3U); // k→s, e→i, +g
    EXPECT_EQ(letters_apart("sitting", "kitten"), 3U);
}

TEST(Spelling, FindsWhatWasMeantOrNothing) {
    const std::array<std::string, 3> names{"piriformis.left", "piriformis.right", "psoas.right"};
    EXPECT_EQ(nearest_name(names, "piriformis.rigth"), "piriformis.right");
    EXPECT_EQ(nearest_name(names, "piriformis"), "");
    EXPECT_EQ(nearest_name(names, "kidney.right"), "");
}

} // namespace
} // namespace filiform::base
