// SPDX-License-Identifier: Apache-2.0
#include "atlas/formula.h"

#include <gtest/gtest.h>

namespace filiform::atlas {
namespace {

const std::vector<std::string> names{"a", "b_2", "psis.x"};

double value_of(std::string_view text) {
    const std::vector<double> values{2, 3, 44};
    return Formula::read(text, names).value().value(values);
}

TEST(Formula, Calculates) {
    EXPECT_EQ(value_of("0.5 * a + b_2"), 4);
    EXPECT_EQ(value_of("max(a, b_2) ^ 2"), 9);
    EXPECT_EQ(value_of("psis.x - 4"), 40);
}

TEST(Formula, TakesAnglesInDegrees) {
    EXPECT_NEAR(value_of("sin_deg(30)"), 0.5, 1e-15);
    EXPECT_NEAR(value_of("atan2_deg(1, 1)"), 45, 1e-12);
}

TEST(Formula, Chooses) {
    EXPECT_EQ(value_of("a > 1 ? 10 : 20"), 10);
    EXPECT_EQ(value_of("a > 2 ? 10 : 20"), 20);
}

TEST(Formula, SaysWhatItUses) {
    const auto formula = Formula::read("b_2 + b_2 * 2", names);
    ASSERT_TRUE(formula);
    EXPECT_EQ(formula->used(), std::vector<std::size_t>{1});
}

TEST(Formula, RefusesAnUnknownName) {
    const auto formula = Formula::read("a + c", names);
    ASSERT_FALSE(formula);
    EXPECT_EQ(formula.error().code, "formula.unknown_name");
    EXPECT_NE(formula.error().what.find("\"c\""), std::string::npos);
}

TEST(Formula, RefusesWhatIsNotArithmetic) {
    for (const char* text : {"", "a +", "(a", "a b_2", "1 ? 2", "min()"}) {
        const auto formula = Formula::read(text, names);
        ASSERT_FALSE(formula) << text;
        EXPECT_EQ(formula.error().code, "formula.syntax") << text;
    }
}

} // namespace
} // namespace filiform::atlas
