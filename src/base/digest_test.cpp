// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <gtest/gtest.h>

#include "base/data_files.h"

namespace filiform::base {
namespace {

TEST(Digest, AgreesWithThePublishedVector) {
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(DataFiles, TheProgramCarriesItsDataByPath) {
    const auto schema = find_data_file("schemas/plan.json");
    ASSERT_TRUE(schema.has_value());
    EXPECT_EQ(schema->front(), '{');
    EXPECT_FALSE(find_data_file("schemas/none.json").has_value());
}

} // namespace
} // namespace filiform::base
