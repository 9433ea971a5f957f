// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <array>

#include <gtest/gtest.h>

#include "base/data_files.h"

namespace filiform::base {
namespace {

TEST(Digest, AgreesWithThePublishedVector) {
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, OfTheFastKindAgreesWithAnotherImplementation) {
    // hashlib.blake2b(b"abc", digest_size=32) of Python, whose code is another's.
    const std::array<std::byte, 3> abc{std::byte{'a'}, std::byte{'b'}, std::byte{'c'}};
    EXPECT_EQ(blake2b(abc), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    EXPECT_EQ(blake2b({}), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(DataFiles, TheProgramCarriesItsDataByPath) {
    const auto schema = find_data_file("schemas/plan.json");
    ASSERT_TRUE(schema.has_value());
    EXPECT_EQ(schema->front(), '{');
    EXPECT_FALSE(find_data_file("schemas/none.json").has_value());
}

} // namespace
} // namespace filiform::base
