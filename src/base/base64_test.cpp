// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(Base64, IsAsTheStandardHasIt) { // RFC 4648, section 10
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64("f"), "Zg==");
    EXPECT_EQ(to_base64("fo"), "Zm8=");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, EveryByteComesBack) {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    EXPECT_EQ(from_base64(""), "");
}

TEST(Base64, InAnAddressItHasNoPaddingAndNoSlash) {
    EXPECT_EQ(to_base64("\xFB\xFF\xFE?", Base64::ForAddresses), "-__-Pw");
    EXPECT_EQ(from_base64("-__-Pw", Base64::ForAddresses), "\xFB\xFF\xFE?");
    EXPECT_FALSE(from_base64("-__-Pw==", Base64::ForAddresses));
    EXPECT_FALSE(from_base64("+//+Pw==", Base64::ForAddresses));
}

TEST(Base64, WhatIsNoneIsRefused) {
    for (const char* wrong :
         {"Zg", "Zg=", "TWE", "T*E=", "Z*==", "Zm8=Zm8=", "Zm8=\n", "====", "Zh=="})
        EXPECT_FALSE(from_base64(wrong)) << wrong;
}

TEST(Base64, OnlyWhatIsToldIsSkipped) {
    EXPECT_FALSE(from_base64("Zm\n8="));
    EXPECT_EQ(from_base64("Zm\n8=\n", Base64::Padded, " \r\n\t"), "fo");
}

} // namespace
} // namespace filiform::base
