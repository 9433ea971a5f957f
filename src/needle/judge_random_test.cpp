// SPDX-License-Identifier: Apache-2.0
// The judge held against brute force and against itself, on bodies and needles drawn at random.
#include "needle/judge.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "needle/approach.h"
#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using chart::Verdict;
using geometry::Vec3;
using namespace test;

/// Three balls at random in a thick muscle, with random uncertainty.
AnalyticBody random_body(std::uint64_t seed) {
    base::RandomStream random(seed, 0);
    AnalyticBody description = flat_skin();
    description.structures.push_back(slab("gluteus_maximus.right", Kind::Muscle, 10, 90));
    for (const char* id : {"artery_a", "artery_b", "artery_c"}) {
        const Vec3 centre{80 * random.uniform() - 40, 20 + 60 * random.uniform(),
                          80 * random.uniform() - 40};
        description.structures.push_back(ball(id, Kind::Vessel, centre, 2 + 8 * random.uniform()));
        description.structures.back().position_sd_mm = 3 * random.uniform();
    }
    return description;
}

TEST(Judge, AgreesWithDenseSamplingOnRandomBodies) {
    Rules rules = plain_rules();
    rules.limits.block_sd = 1;
    rules.limits.cone_block_rad = 0.03;
    base::RandomStream random(7, 1);
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        const anatomy::Body body = anatomy::make_body(random_body(seed));
        const Scene scene = *make_scene(body, rules, maximus());
        for (int trial = 0; trial < 20; ++trial) {
            const chart::NeedlePath path = random_path(random, rules);
            double least = 1e9;
            for (const Hazard& hazard : scene.hazards)
                for (double at = 0; at <= path.depth_mm; at += 0.04)
                    least = std::min(least,
                                     hazard.structure->field.at(path.entry + path.direction * at) -
                                         std::tan(0.03) * at - 0.15 - hazard.block_need_mm);
            EXPECT_NEAR(least_room(scene, path).slack_mm, least, 0.06);
            EXPECT_EQ(least_room(scene, path, 3).slack_mm < 3, least < 3 - 0.06 || least < 3);
        }
    }
}

TEST(Judge, GrowingAHazardOrItsUncertaintyNeverMakesAVerdictBetter) {
    Rules rules = plain_rules();
    rules.limits.block_sd = 1;
    rules.limits.warn_sd = 1;
    rules.limits.block_sd_cap_mm = 3;
    base::RandomStream random(11, 1);
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        AnalyticBody description = random_body(seed);
        const anatomy::Body body = anatomy::make_body(description);
        for (auto& structure : description.structures) {
            if (structure.kind != Kind::Vessel)
                continue;
            const auto smaller = structure.distance_mm;
            structure.distance_mm = [smaller](const Vec3& p) { return smaller(p) - 3; };
            structure.position_sd_mm += 2;
        }
        const anatomy::Body worse = anatomy::make_body(description);
        const Scene before = *make_scene(body, rules, maximus());
        const Scene after = *make_scene(worse, rules, maximus());
        for (int trial = 0; trial < 60; ++trial) {
            const chart::NeedlePath path = random_path(random, rules);
            EXPECT_GE(judge(after, path).judgement.verdict, judge(before, path).judgement.verdict);
            // Fields are cropped 40 mm from their shapes: beyond, room is a lower bound only.
            constexpr double told_apart_mm = 30;
            EXPECT_LE(std::min(least_room(after, path).slack_mm, told_apart_mm),
                      least_room(before, path).slack_mm + 0.06);
        }
    }
}

TEST(Judge, TheQuickAnswerIsTheVerdict) {
    const anatomy::Body body = anatomy::make_body(random_body(3));
    const Rules rules = plain_rules();
    const Scene scene = *make_scene(body, rules, maximus());
    base::RandomStream random(5, 1);
    int accepted = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const chart::NeedlePath path = random_path(random, rules);
        const Verdict verdict = judge(scene, path).judgement.verdict;
        const bool is_good = verdict == Verdict::Safe || verdict == Verdict::Caution;
        EXPECT_EQ(is_acceptable(scene, path), is_good);
        accepted += is_good ? 1 : 0;
    }
    EXPECT_GT(accepted, 20);
    EXPECT_LT(accepted, 180);
}

} // namespace
} // namespace filiform::needle
