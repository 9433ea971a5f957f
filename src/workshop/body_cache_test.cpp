// SPDX-License-Identifier: Apache-2.0
#include "workshop/body_cache.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace filiform::workshop {
namespace {

/// A ball in a cube of so many points a side.
BodyCache::Kept ball(int points) {
    anatomy::Body body;
    body.lattice = {{points, points, points}, {0, 0, 0}, {1, 1, 1}};
    body.skin = geometry::sample_field(body.lattice, [](const geometry::Vec3& p) {
        return geometry::distance(p, {0, 0, 0}) - 3;
    });
    return std::make_shared<const ReadyBody>(std::move(body), "digest", needle::Limits());
}

BodyCache::Make making(int points) {
    return [points]() -> base::Checked<BodyCache::Kept> { return ball(points); };
}

TEST(ReadyBody, CountsTwoBytesForEachPointOfItsFieldsAndTheErrorsOfOneSeed) {
    const std::size_t larger = ball(20)->bytes() - ball(10)->bytes();
    EXPECT_EQ(larger, 2U * (20 * 20 * 20 - 10 * 10 * 10));
    EXPECT_GT(ball(10)->bytes(), 4096 * sizeof(needle::HandDraw)); // no structures
}

TEST(ReadyBody, KeepsTheErrorsOfTheLastSeed) {
    const auto body = ball(10);
    const auto one = body->table(1);
    EXPECT_EQ(body->table(1), one);
    EXPECT_NE(body->table(2), one);
    EXPECT_EQ(body->table(2)->samples(), 4096U);
}

TEST(BodyCache, HasWhatWasMadeAndNothingElse) {
    BodyCache cache(1U << 30U);
    EXPECT_EQ(cache.find("a"), nullptr);
    const auto made = cache.get("a", making(10));
    ASSERT_TRUE(made);
    EXPECT_EQ(cache.find("a"), *made);
    EXPECT_EQ(*cache.get("a", [] { return base::Checked<BodyCache::Kept>(nullptr); }), *made);
    EXPECT_EQ(cache.bytes(), (*made)->bytes());
}

TEST(BodyCache, LetsGoWhatWasUsedLongestAgoAndStaysWithinItsBound) {
    const std::size_t one = ball(10)->bytes();
    BodyCache cache(2 * one);
    (void)cache.get("a", making(10));
    (void)cache.get("b", making(10));
    EXPECT_NE(cache.find("a"), nullptr); // b is the older now
    const auto held = cache.find("a");
    (void)cache.get("c", making(10));
    EXPECT_EQ(cache.find("b"), nullptr);
    EXPECT_NE(cache.find("a"), nullptr);
    EXPECT_EQ(cache.bytes(), 2 * one);
    EXPECT_EQ(cache.count(), 2U);
    (void)cache.get("d", making(10));
    (void)cache.get("e", making(10));
    EXPECT_EQ(cache.find("a"), nullptr);
    EXPECT_EQ(held->bytes(), one); // who holds it has it still
}

TEST(BodyCache, HandsOverWhatIsLargerThanAllOfItAndKeepsTheOthers) {
    BodyCache cache(ball(10)->bytes());
    (void)cache.get("small", making(10));
    const auto large = cache.get("large", making(20));
    ASSERT_TRUE(large);
    EXPECT_NE(*large, nullptr);
    EXPECT_EQ(cache.find("large"), nullptr);
    EXPECT_NE(cache.find("small"), nullptr);
}

TEST(BodyCache, MakesOnceWhatEightAskForAtTheSameTime) {
    BodyCache cache(1U << 30U);
    std::atomic<int> made = 0;
    std::atomic<int> waiting = 0;
    const BodyCache::Make make = [&]() -> base::Checked<BodyCache::Kept> {
        ++made;
        while (waiting < 8) // all have come to ask, or are about to
            std::this_thread::yield();
        return ball(10);
    };
    std::vector<BodyCache::Kept> got(8);
    {
        std::vector<std::jthread> askers;
        for (std::size_t i = 0; i < got.size(); ++i)
            askers.emplace_back([&, i] {
                ++waiting;
                got[i] = *cache.get("a", make);
            });
    }
    EXPECT_EQ(made, 1);
    for (const BodyCache::Kept& one : got)
        EXPECT_EQ(one, got.front());
}

TEST(BodyCache, TellsEverybodyWhoWaitedWhyItCouldNotBeMadeAndKeepsNothing) {
    BodyCache cache(1U << 30U);
    std::atomic<int> waiting = 0;
    const BodyCache::Make fail = [&]() -> base::Checked<BodyCache::Kept> {
        while (waiting < 4)
            std::this_thread::yield();
        return tl::unexpected(base::Problems{{"person.range", "", "Nobody is so tall.", ""}});
    };
    std::atomic<int> told = 0;
    {
        std::vector<std::jthread> askers;
        for (int i = 0; i < 4; ++i)
            askers.emplace_back([&] {
                ++waiting;
                const auto got = cache.get("a", fail);
                told += !got && got.error().front().code == "person.range" ? 1 : 0;
            });
    }
    EXPECT_EQ(told, 4);
    EXPECT_EQ(cache.count(), 0U);
    EXPECT_TRUE(cache.get("a", making(10))); // the next asker may have better luck
}

TEST(BodyCache, CanBeAskedAgainAfterAMakingThatThrew) {
    BodyCache cache(1U << 30U);
    const BodyCache::Make broken = []() -> base::Checked<BodyCache::Kept> {
        throw std::runtime_error("no memory");
    };
    EXPECT_THROW((void)cache.get("a", broken), std::runtime_error);
    EXPECT_TRUE(cache.get("a", making(10)));
}

} // namespace
} // namespace filiform::workshop
