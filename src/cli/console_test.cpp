// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <gtest/gtest.h>

namespace filiform::cli {
namespace {

TEST(Table, NumbersStandRightAndWordsThatBeginWithANumberLeft) {
    EXPECT_EQ(table({{"what", "mm", "published"},
                     {"depth", "7.5", "63.0 (60 patients)"},
                     {"left: one", "-17.5", "5.0 ± 1.0 (8 men)"}}),
              "what       mm     published\n"
              "depth        7.5  63.0 (60 patients)\n"
              "left: one  -17.5  5.0 ± 1.0 (8 men)\n");
}

} // namespace
} // namespace filiform::cli
