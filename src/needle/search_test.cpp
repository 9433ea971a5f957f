// SPDX-License-Identifier: Apache-2.0
#include "needle/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>

#include "base/random.h"
#include "needle/approach.h"
#include "needle/search_cell.h"
#include "needle/slack_field.h"
#include "needle/test_bodies.h"

namespace filiform::needle {
namespace {

using geometry::Vec3;
using namespace test;

/// A small lump of muscle under fat, with three balls of artery about it, some in the way; a plate
/// of bone behind it.
AnalyticBody lump(std::uint64_t seed) {
    base::RandomStream random(seed, 3);
    AnalyticBody description;
    description.name = "lump";
    description.lattice = {{46, 36, 46}, {-45, -10, -45}, {2, 2, 2}};
    description.skin_mm = [](const Vec3& p) { return -p.y; };
    description.structures.push_back(ball("gluteus_maximus.right", Kind::Muscle, {0, 26, 0}, 11));
    description.structures.push_back(slab("hip.right", Kind::Bone, 38, 60));
    for (const char* id : {"artery_a", "artery_b", "artery_c"})
        description.structures.push_back(ball(
            id, Kind::Vessel,
            {50 * random.uniform() - 25, 4 + 20 * random.uniform(), 50 * random.uniform() - 25},
            2 + 2 * random.uniform()));
    return description;
}

Rules lump_rules(chart::StopRule stop) {
    Rules rules = plain_rules();
    rules.drawer.needles.resize(3); // 25, 40 and 50 mm
    rules.targets[0].max_tilt_rad = 0.35;
    rules.targets[0].stop = stop;
    rules.limits.kinds[0].hub = HubRule::Block;
    return rules;
}

class SearchOnLumps : public testing::TestWithParam<int> {};

TEST_P(SearchOnLumps, FindsANeedleFromAPatchExactlyWhenTryingEverythingDoes) {
    const anatomy::Body body = anatomy::make_body(lump(static_cast<std::uint64_t>(GetParam())));
    const Rules rules =
        lump_rules(GetParam() % 2 == 0 ? chart::StopRule::Depth : chart::StopRule::BoneOrDepth);
    const Scene scene = *make_scene(body, rules, maximus());
    const SearchResult found = find_candidates(scene);
    int with = 0;
    int without = 0;
    for (std::size_t i = 0; i < found.cells.size(); i += 9) { // every ninth patch is enough
        const SkinCell& cell = found.cells[i].cell;
        bool is_any = false;
        for (const Vec3& direction : search_directions(scene, cell)) {
            if (is_any)
                break;
            for (const double depth : search_depths(scene, cell.point, direction)) {
                is_any = is_acceptable(scene, search_path(scene, cell.point, direction, depth));
                if (is_any)
                    break;
            }
        }
        EXPECT_EQ(found.cells[i].best.has_value(), is_any) << cell.point.x << " " << cell.point.z;
        (is_any ? with : without) += 1;
    }
    EXPECT_GT(with, 0);
    EXPECT_GT(without, 0);
}

TEST_P(SearchOnLumps, EveryNeedleItFindsIsAcceptable) {
    const anatomy::Body body = anatomy::make_body(lump(static_cast<std::uint64_t>(GetParam())));
    const Rules rules = lump_rules(chart::StopRule::Depth);
    const Scene scene = *make_scene(body, rules, maximus());
    for (const CellResult& cell : find_candidates(scene).cells)
        if (cell.best) {
            EXPECT_TRUE(is_acceptable(scene, cell.best->path));
        }
}

TEST_P(SearchOnLumps, TheMostPromisingDirectionFirstFindsWhatAllDirectionsInTurnFind) {
    const anatomy::Body body = anatomy::make_body(lump(static_cast<std::uint64_t>(GetParam())));
    for (const auto stop : {chart::StopRule::Depth, chart::StopRule::BoneOrDepth}) {
        const Rules rules = lump_rules(stop);
        const Scene scene = *make_scene(body, rules, maximus());
        const auto cells = find_skin_cells(scene);
        const SearchField field(scene, cells);
        CellSearch search(field);
        int with = 0;
        int without = 0;
        for (const SkinCell& cell : cells) {
            Tally quick;
            Tally plain;
            const CellResult found = search.find_best(cell, quick);
            const CellResult judge = search.try_all(cell, plain);
            ASSERT_EQ(found.best.has_value(), judge.best.has_value());
            EXPECT_EQ(found.reaches, judge.reaches);
            EXPECT_EQ(found.blocker, judge.blocker);
            EXPECT_EQ(found.is_only_unknown, judge.is_only_unknown);
            if (!found.best) {
                ++without;
                EXPECT_EQ(quick.needles, plain.needles);
                EXPECT_EQ(quick.blocked, plain.blocked);
                continue;
            }
            ++with;
            EXPECT_EQ(found.best->merit, judge.best->merit);
            EXPECT_EQ(found.best->room_mm, judge.best->room_mm);
            EXPECT_EQ(found.best->path.direction, judge.best->path.direction);
            EXPECT_EQ(found.best->path.depth_mm, judge.best->path.depth_mm);
        }
        EXPECT_GT(with, 0);
        EXPECT_GT(without, 0);
    }
}

TEST_P(SearchOnLumps, AGlanceNeverUndervaluesWhatFollowingTheRayFinds) {
    const anatomy::Body body = anatomy::make_body(lump(static_cast<std::uint64_t>(GetParam())));
    std::size_t empty = 0;
    std::size_t marked = 0;
    for (const chart::StopRule stop : {chart::StopRule::Depth, chart::StopRule::BoneOrDepth})
        for (const BackstopNeed need : {BackstopNeed::Preferred, BackstopNeed::Contact}) {
            Rules rules = lump_rules(stop);
            rules.targets[0].backstop = need;
            const Scene scene = *make_scene(body, rules, maximus());
            const auto cells = find_skin_cells(scene);
            const SearchField field(scene, cells);
            const Rates& rates = rules.planning.rates;
            const auto worth = [&](const Mark& mark) {
                return rates.room_per_inside_mm * mark.inside_mm -
                       rates.room_per_depth_mm * mark.depth_mm;
            };
            for (std::size_t i = 0; i < cells.size(); i += 4)
                for (const Vec3& direction : search_directions(scene, cells[i])) {
                    Ray ray{cells[i].point, direction, 0, 0};
                    if (!clip_to_target(field, ray))
                        continue;
                    const auto most = glance(field, ray);
                    std::vector<Mark> marks;
                    find_marks(field, ray, marks);
                    ++(most ? marked : empty);
                    if (!most) {
                        EXPECT_TRUE(marks.empty());
                    } else {
                        for (const Mark& mark : marks)
                            EXPECT_GE(worth(*most), worth(mark) - 1e-6);
                    }
                }
        }
    EXPECT_GT(empty, 100U);
    EXPECT_GT(marked, 100U);
}

TEST_P(SearchOnLumps, APatchThatMayNotReachTheMuscleHasNoMarkInAnyDirection) {
    const anatomy::Body body = anatomy::make_body(lump(static_cast<std::uint64_t>(GetParam())));
    std::size_t near = 0;
    std::size_t far = 0;
    for (const chart::StopRule stop : {chart::StopRule::Depth, chart::StopRule::BoneOrDepth})
        for (const double tilt_deg : {5.0, 30.0}) {
            Rules rules = lump_rules(stop);
            rules.targets[0].max_tilt_rad = tilt_deg * std::numbers::pi / 180;
            const Scene scene = *make_scene(body, rules, maximus());
            const auto cells = find_skin_cells(scene);
            const SearchField field(scene, cells);
            for (const SkinCell& cell : cells) {
                ++(may_reach(field, cell) ? near : far);
                if (may_reach(field, cell))
                    continue;
                for (const Vec3& direction : search_directions(scene, cell)) {
                    Ray ray{cell.point, direction, 0, 0};
                    std::vector<Mark> marks;
                    if (clip_to_target(field, ray))
                        find_marks(field, ray, marks);
                    EXPECT_TRUE(marks.empty()) << cell.point.x << " " << cell.point.z;
                }
            }
        }
    EXPECT_GT(near, 100U);
    EXPECT_GT(far, 100U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SearchOnLumps, testing::Range(0, 3));

TEST(SkinCells, NoSkinWithinReachIsFarFromACell) {
    const anatomy::Body body = anatomy::make_body(lump(1));
    const Rules rules = lump_rules(chart::StopRule::Depth);
    const Scene scene = *make_scene(body, rules, maximus());
    const auto cells = find_skin_cells(scene);
    for (double x = -20; x <= 20; x += 1.7)
        for (double z = -20; z <= 20; z += 1.7) {
            double nearest = 1e9;
            for (const SkinCell& cell : cells)
                nearest = std::min(nearest, geometry::distance(cell.point, {x, 0, z}));
            EXPECT_LT(nearest, 3.5);
        }
}

TEST(SkinCells, SkinThatDoesNotFaceTheHandIsLeftOut) {
    AnalyticBody description = lump(1);
    description.skin_mm = [](const Vec3& p) { return geometry::distance(p, {0, 26, 0}) - 24; };
    const anatomy::Body body = anatomy::make_body(description);
    const Rules rules = lump_rules(chart::StopRule::Depth);
    const Scene scene = *make_scene(body, rules, maximus());
    const auto cells = find_skin_cells(scene);
    ASSERT_FALSE(cells.empty());
    for (const SkinCell& cell : cells) // within 60 degrees of backwards
        EXPECT_LE(cell.normal.y, -0.49);
}

TEST(SlackField, LiesBelowTheExactLeastButNotFarBelow) {
    const anatomy::Body body = anatomy::make_body(lump(2));
    const Rules rules = lump_rules(chart::StopRule::Depth);
    const Scene scene = *make_scene(body, rules, maximus());
    const SlackField slack(scene, {{-30, 0, -30}, {30, 50, 30}});
    base::RandomStream random(4, 0);
    for (int i = 0; i < 2000; ++i) {
        const Vec3 p{60 * random.uniform() - 30, 50 * random.uniform(), 60 * random.uniform() - 30};
        const double exact = slack.exact_at(p);
        EXPECT_LE(slack.at(p), exact + 1e-3);
        EXPECT_GE(slack.at(p), std::min(exact, SlackField::most_mm) - slack.most_below_mm());
    }
}

} // namespace
} // namespace filiform::needle
