// SPDX-License-Identifier: Apache-2.0
#include "record/noun.h"

#include <gtest/gtest.h>

namespace {

using namespace filiform;
using namespace filiform::record;

constexpr std::uint64_t seed = 20261129;
constexpr int drawn_of_each = 500;

std::string all_of(const base::Problems& problems) {
    std::string text;
    for (const base::Problem& problem : problems)
        text += problem.code + " " + problem.where + " " + problem.what + "\n";
    return text;
}

TEST(Nouns, EveryDrawnNounReadsBackAsItWas) {
    for (const Kind kind : every_kind()) {
        base::RandomStream random(seed, static_cast<std::uint64_t>(kind));
        for (int i = 0; i < drawn_of_each; ++i) {
            const Noun noun = drawn_noun(kind, random);
            const std::string text = write_noun(noun);
            const auto again = read_noun(kind, text, "drawn");
            ASSERT_TRUE(again) << text << "\n" << all_of(again.error());
            ASSERT_EQ(*again, noun) << text;
            ASSERT_EQ(write_noun(*again), text);
        }
    }
}

} // namespace
