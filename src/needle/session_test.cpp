// SPDX-License-Identifier: Apache-2.0
#include "needle/session.h"

#include <gtest/gtest.h>

namespace filiform::needle {
namespace {

chart::PlannedPath path_at(double x) {
    chart::PlannedPath planned;
    planned.path.entry = {x, 0, 0};
    planned.path.direction = {0, 1, 0};
    planned.path.depth_mm = 30;
    planned.path.needle = {"0.30x40", 0.3, 40};
    return planned;
}

chart::Proposal proposal(const char* id, std::vector<double> entries) {
    chart::Proposal made;
    made.target.structure = chart::StructureId(id);
    std::vector<chart::PlannedPath> paths;
    for (const double x : entries)
        paths.push_back(path_at(x));
    made.paths = std::move(paths);
    return made;
}

TEST(Session, NeedlesTooNearEachOtherConflict) {
    const SessionLimits limits{10, 5, 15};
    EXPECT_TRUE(is_conflict(path_at(0).path, path_at(14).path, limits));
    EXPECT_FALSE(is_conflict(path_at(0).path, path_at(16).path, limits));
}

TEST(Session, ShaftsThatMeetInDepthConflictHoweverFarTheirHandlesAre) {
    chart::NeedlePath leaning = path_at(30).path;
    leaning.direction = geometry::normalized({-1, 1, 0});
    leaning.depth_mm = 42; // meets x = 0 at 30 mm depth
    EXPECT_TRUE(is_conflict(path_at(0).path, leaning, {10, 5, 15}));
}

TEST(Session, TakesTheSecondPathWhereTheFirstIsInTheWay) {
    const std::vector<chart::Proposal> proposals{proposal("a.right", {0, 40}),
                                                 proposal("b.right", {5})};
    const chart::Session session = plan_session(proposals, {10, 5, 15});
    ASSERT_EQ(session.picks.size(), 2U);
    EXPECT_EQ(session.picks[0].path, 1U);
    EXPECT_TRUE(session.left_out.empty());
}

TEST(Session, LimitsOutOfRangeAreRefusedWithTheirLine) {
    const auto limits = read_session_limits("most_needles: 0\nshafts_apart_mm: 5\n"
                                            "handles_apart_mm: 15\nsource: A\nmark: proposal\n",
                                            "session.yaml");
    ASSERT_FALSE(limits.has_value());
    EXPECT_EQ(limits.error()[0].where, "session.yaml:1");
}

TEST(Session, TheDoseIsKeptAndSaid) {
    const std::vector<chart::Proposal> proposals{proposal("a.right", {0}),
                                                 proposal("b.right", {50})};
    const chart::Session session = plan_session(proposals, {1, 5, 15});
    ASSERT_EQ(session.picks.size(), 1U);
    EXPECT_EQ(session.picks[0].proposal, 0U);
    ASSERT_EQ(session.left_out.size(), 1U);
    EXPECT_EQ(session.left_out[0].because, "The dose of this session (1 needle) is used up.");
}

TEST(Session, ATargetWithoutAPathIsLeftOutWithItsReason) {
    std::vector<chart::Proposal> proposals{proposal("a.right", {0}), proposal("b.right", {})};
    proposals[1].paths = chart::NoPath{"blocked", "The kidney is in the way.", "", {}};
    const chart::Session session = plan_session(proposals, {10, 5, 15});
    ASSERT_EQ(session.left_out.size(), 1U);
    EXPECT_EQ(session.left_out[0].because, "The kidney is in the way.");
}

} // namespace
} // namespace filiform::needle
