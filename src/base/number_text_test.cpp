// SPDX-License-Identifier: Apache-2.0
#include "base/number_text.h"

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(NumberText, IsTakenAwayAndTheRestIsLeft) {
    std::string_view text = "72.5 kg";
    EXPECT_EQ(take_number(text), 72.5);
    EXPECT_EQ(text, " kg");
}

TEST(NumberText, IsNotFoundInWordsNorInWhatHasNoEnd) {
    for (const std::string_view written : {"", "kg", "+3", "inf", "nan", "1e999"}) {
        std::string_view text = written;
        EXPECT_FALSE(take_number(text)) << written;
        EXPECT_EQ(text, written);
    }
}

} // namespace
} // namespace filiform::base
