// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

std::vector<int> visits(std::size_t count, std::size_t grain) {
    std::vector<int> seen(count, 0);
    parallel_chunks(count, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            ++seen[i];
    });
    return seen;
}

TEST(ParallelChunks, EveryIndexIsVisitedOnce) {
    for (const unsigned threads : {0U, 1U, 3U}) {
        set_threads(threads);
        EXPECT_EQ(visits(1000, 7), std::vector<int>(1000, 1));
        EXPECT_EQ(visits(5, 100), std::vector<int>(5, 1));
        EXPECT_TRUE(visits(0, 1).empty());
    }
    set_threads(0);
}

TEST(ParallelChunks, AnExceptionComesBackToTheCaller) {
    EXPECT_THROW(parallel_chunks(10, 1,
                                 [](std::size_t begin, std::size_t) {
                                     if (begin == 4)
                                         throw std::runtime_error("four");
                                 }),
                 std::runtime_error);
}

} // namespace
} // namespace filiform::base
