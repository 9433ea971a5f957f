// SPDX-License-Identifier: Apache-2.0
#include "needle/rules.h"

#include <gtest/gtest.h>

namespace filiform::needle {
namespace {

std::string all(const base::Problems& problems) {
    std::string text;
    for (const auto& problem : problems)
        text += base::sentence(problem) + "\n";
    return text;
}

TEST(Rules, TheDataThatTheProgramCarriesAreSound) {
    const auto rules = load_rules();
    ASSERT_TRUE(rules.has_value()) << all(rules.error());
    EXPECT_GE(rules->targets.size(), 8U);
    EXPECT_GE(rules->drawer.needles.size(), 8U);
}

TEST(Drawer, TakesTheShortestNeedleThatKeepsAQuarterOutside) {
    const auto drawer =
        read_drawer("usable_share: 0.75\nusable_share_source: A\n"
                    "usable_share_mark: seen\nneedles:\n"
                    "  - {diameter_mm: 0.30, length_mm: 60, source: A, mark: seen}\n"
                    "  - {diameter_mm: 0.25, length_mm: 40, source: A, mark: seen}\n",
                    "drawer.yaml");
    ASSERT_TRUE(drawer.has_value()) << all(drawer.error());
    EXPECT_EQ(drawer->shortest_for(30)->id, "0.25x40"); // 40 * 0.75 = 30
    EXPECT_EQ(drawer->shortest_for(30.1)->id, "0.30x60");
    EXPECT_EQ(drawer->shortest_for(45.1), nullptr); // 60 * 0.75 = 45
}

TEST(Drawer, NamesTheLineOfANeedleListedTwice) {
    const auto drawer =
        read_drawer("usable_share: 0.75\nusable_share_source: A\n"
                    "usable_share_mark: seen\nneedles:\n"
                    "  - {diameter_mm: 0.30, length_mm: 60, source: A, mark: seen}\n"
                    "  - {diameter_mm: 0.30, length_mm: 60, source: A, mark: odd}\n",
                    "drawer.yaml");
    ASSERT_FALSE(drawer.has_value());
    ASSERT_EQ(drawer.error().size(), 2U) << all(drawer.error());
    EXPECT_EQ(drawer.error()[0].where, "drawer.yaml:6");
    EXPECT_EQ(drawer.error()[0].code, "data.mark");
    EXPECT_EQ(drawer.error()[1].code, "needle.drawer");
}

TEST(HandModel, BendingGrowsWithTheSquareOfDepthAndOfThinness) {
    HandModel hand;
    hand.bending_at_50_mm = 1;
    EXPECT_NEAR(std::tan(hand.bending_sd_rad(50, 0.30)) * 50, 1.0, 1e-12);
    EXPECT_NEAR(std::tan(hand.bending_sd_rad(100, 0.30)) * 100, 4.0, 1e-12);
    EXPECT_NEAR(std::tan(hand.bending_sd_rad(50, 0.15)) * 50, 4.0, 1e-12);
    EXPECT_EQ(hand.bending_sd_rad(0, 0.30), 0);
}

TEST(Limits, AGraveKindBearsFewerTouchesThanTheRest) {
    const auto rules = load_rules();
    ASSERT_TRUE(rules.has_value());
    for (const KindLimit& limit : rules->limits.kinds) {
        const TouchLimit touch = touch_limit(rules->limits, limit);
        EXPECT_LE(touch.warn, touch.refuse);
        if (limit.kind == chart::Kind::Kidney || limit.kind == chart::Kind::Canal) {
            EXPECT_LT(touch.refuse, rules->limits.touch_refuse);
        }
    }
}

TEST(Planning, EveryMistakeIsReportedWithItsLine) {
    const auto planning =
        read_planning("worth:\n"
                      "  enough_room_mm: 30\n"
                      "  enough_inside_mm: 8\n"
                      "  room_per_inside_mm: 0.5\n"
                      "  room_per_tilt_deg: 0.03\n"
                      "  room_per_depth_mm: 0.02\n"
                      "  source: A\n"
                      "  mark: proposal\n"
                      "aimed: {room_per_inside_mm: 2, room_per_tilt_deg: 0.3,\n"
                      "  room_per_depth_mm: 0.3, source: A, mark: guess}\n"
                      "alternatives: {clearance_sd: 0.25, touch: 0.7,\n"
                      "  ends_in_muscle: 0.05, length_mm: 5, tilt_deg: 3,\n"
                      "  bite_mm: 3, alike_entry_mm: 12, alike_direction_deg: 12,\n"
                      "  least_of_likeliest: 0.5, source: A, mark: proposal}\n"
                      "notes: {inferred_near_mm: 40, near: 1, source: A,\n"
                      "  mark: proposal}\n",
                      "planning.yaml");
    ASSERT_FALSE(planning.has_value());
    ASSERT_EQ(planning.error().size(), 4U) << all(planning.error());
    const std::string said = all(planning.error());
    EXPECT_NE(said.find("enough_room_mm is 30; it must lie between 1 and 20."), std::string::npos)
        << said;
    EXPECT_NE(said.find("touch is 0.7; it must lie between 0 and 0.5."), std::string::npos) << said;
    EXPECT_NE(said.find("The mark 'guess' is not known."), std::string::npos) << said;
    EXPECT_NE(said.find("near"), std::string::npos);
}

TEST(TargetRule, SideAndLevelFillTheirPlaces) {
    EXPECT_EQ(filled("transverse_process_LEVEL.SIDE", chart::Side::Left, "l4"),
              "transverse_process_l4.left");
}

TEST(TargetRule, MedialPointsToTheMidlineFromEitherSide) {
    EXPECT_EQ(unit_vector(Axis::Medial, chart::Side::Right), (geometry::Vec3{-1, 0, 0}));
    EXPECT_EQ(unit_vector(Axis::Medial, chart::Side::Left), (geometry::Vec3{1, 0, 0}));
}

TEST(TargetRule, EveryMistakeIsReportedWithItsLine) {
    const auto rules = read_target_rules("targets:\n  - muscle: psoas\n    position: prone\n"
                                         "    faces: [{axis: upward, within_deg: 60}]\n"
                                         "    max_tilt_deg: 400\n    min_bite_mm: 3\n"
                                         "    far_border_margin_mm: 3\n    stop: never\n"
                                         "    backstop: wanted\n    requires: []\n"
                                         "    sources: [A]\n    mark: seen\n",
                                         "t.yaml");
    ASSERT_FALSE(rules.has_value());
    std::string codes;
    for (const auto& problem : rules.error())
        codes += problem.where + " " + problem.code + "\n";
    EXPECT_EQ(codes, "t.yaml:4 needle.target\nt.yaml:2 data.range\nt.yaml:2 needle.target\n")
        << all(rules.error());
}

} // namespace
} // namespace filiform::needle
