// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(RandomStream, TheSameSeedAndStreamRepeat) {
    RandomStream a(7, 3);
    RandomStream b(7, 3);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(a.normal(), b.normal());
}

TEST(RandomStream, NeighbouringStreamsDiffer) {
    RandomStream a(7, 3);
    RandomStream b(7, 4);
    RandomStream c(8, 3);
    const double first = a.uniform();
    EXPECT_NE(first, b.uniform());
    EXPECT_NE(first, c.uniform());
}

TEST(RandomStream, NormalsHaveMeanZeroAndVarianceOne) {
    double sum = 0;
    double squares = 0;
    const int n = 100000;
    for (int i = 0; i < n; ++i) {
        RandomStream stream(1, static_cast<std::uint64_t>(i));
        const double x = stream.normal();
        sum += x;
        squares += x * x;
    }
    // Four standard errors of the mean (1/sqrt n) and of the variance (sqrt 2/sqrt n).
    EXPECT_NEAR(sum / n, 0, 4 / std::sqrt(n));
    EXPECT_NEAR(squares / n, 1, 4 * std::sqrt(2.0 / n));
}

TEST(SeedFor, IsThePublishedHashMixedIn) {
    // FNV-1a of no byte and of "a", as its authors list them.
    EXPECT_EQ(seed_for(0, ""), 0xcbf29ce484222325ULL);
    EXPECT_EQ(seed_for(0, "a"), 0xaf63dc4c8601ec8cULL);
    EXPECT_EQ(seed_for(1, "a"), 0xaf63dc4c8601ec8dULL);
}

} // namespace
} // namespace filiform::base
