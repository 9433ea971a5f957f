// SPDX-License-Identifier: Apache-2.0
#include "base/percent.h"

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(Percent, LettersDigitsAndFourSignsStandAsTheyAre) {
    EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
}

TEST(Percent, EveryOtherByteIsEncoded) {
    EXPECT_EQ(percent_encoded("a b/%?\xC3\xA9\n"), "a%20b%2F%25%3F%C3%A9%0A");
    EXPECT_EQ(percent_encoded(std::string_view("\0", 1)), "%00");
}

} // namespace
} // namespace filiform::base
