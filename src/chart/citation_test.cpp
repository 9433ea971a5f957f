// SPDX-License-Identifier: Apache-2.0
#include "chart/citation.h"

#include <gtest/gtest.h>

namespace filiform::chart {
namespace {

TEST(Citation, AKeyOfTheRegisterIsFoundWithItsReference) {
    const Citation* found = find_citation(SourceId("PAR11"));
    ASSERT_NE(found, nullptr);
    EXPECT_NE(found->reference.find("Korean J Pain 2011"), std::string::npos);
    EXPECT_EQ(found->doi, "10.3344/kjp.2011.24.2.87");
    EXPECT_EQ(found->pmid, "21716616");
    EXPECT_EQ(find_citation(SourceId("NOBODY99")), nullptr);
}

TEST(Citation, EveryRoomsRegisterIsSearched) {
    EXPECT_NE(find_citation(SourceId("WAS23")), nullptr); // anatomy_import.yaml
    EXPECT_NE(find_citation(SourceId("CLO23")), nullptr); // anatomy.yaml
}

TEST(Citation, AMisspeltMemberIsAProblemWithItsLine) {
    const auto read = read_citations("sources:\n  - {key: A, referense: B}\n", "mine.yaml");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().front().where.substr(0, 10), "mine.yaml:");
}

} // namespace
} // namespace filiform::chart
