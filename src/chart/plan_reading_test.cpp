// SPDX-License-Identifier: Apache-2.0
#include "chart/plan_reading.h"

#include <gtest/gtest.h>

#include "chart/plan_json.h"

namespace filiform::chart {
namespace {

Plan two_targets() {
    PlannedPath planned;
    planned.path = {{10, -100, 30}, {0.6, 0.8, 0}, 45.125, {"0.30x60", 0.3, 60}, StopRule::Depth};
    PlannedPath second = planned;
    second.path.stop = StopRule::BoneOrDepth;
    Plan plan;
    plan.proposals.push_back(
        {{StructureId("multifidus.left"), "l4"}, std::vector{planned, second}, {}, {}});
    plan.proposals.push_back({{StructureId("piriformis.left"), ""},
                              NoPath{"blocked", "The nerve is in the way.", "", {}},
                              {},
                              {}});
    plan.provenance.body = "abc";
    plan.provenance.seed = 7;
    return plan;
}

base::Result<PlanNeedle> read(std::string_view target, std::size_t proposal) {
    return read_plan_needle(write_plan_json(two_targets()), "plan.json", target, proposal);
}

TEST(PlanReading, ANeedleIsReadBackAsItWasWritten) {
    const auto needle = read("multifidus.left@l4", 2);
    ASSERT_TRUE(needle.has_value());
    EXPECT_EQ(needle->target.id(), "multifidus.left@l4");
    EXPECT_EQ(needle->path.entry, (geometry::Vec3{10, -100, 30}));
    EXPECT_NEAR(needle->path.direction.x, 0.6, 1e-12);
    EXPECT_EQ(needle->path.depth_mm, 45.125);
    EXPECT_EQ(needle->path.needle, (NeedleProduct{"0.30x60", 0.3, 60}));
    EXPECT_EQ(needle->path.stop, StopRule::BoneOrDepth);
    EXPECT_EQ(needle->body_digest, "abc");
    EXPECT_EQ(needle->seed, 7U);
}

TEST(PlanReading, WhatAPlanLacksIsSaidWithWhatItHas) {
    EXPECT_EQ(read("psoas.left", 1).error().hint,
              "Its targets are multifidus.left@l4, piriformis.left.");
    EXPECT_EQ(read("", 1).error().code, "plan.target");
    EXPECT_EQ(read("multifidus.left@l4", 3).error().hint, "Choose from 1 to 2.");
    EXPECT_EQ(read("multifidus.left@l4", 0).error().code, "plan.proposal");
    EXPECT_EQ(read("piriformis.left", 1).error().hint, "The nerve is in the way.");
}

TEST(PlanReading, OtherTextsAreNoPlans) {
    EXPECT_TRUE(is_plan(write_plan_json(two_targets())));
    for (const char* text : {"", "[]", "{}", R"({"schema": "filiform.case/1"})", "{\"schema\": 3}"})
        EXPECT_FALSE(is_plan(text)) << text;
    EXPECT_EQ(read_plan_needle("[1]", "x", "", 1).error().code, "plan.syntax");
    EXPECT_EQ(read_plan_needle("{}", "x", "", 1).error().code, "plan.schema");
}

TEST(PlanReading, ANeedleDeeperThanItIsLongIsRefused) {
    std::string text = write_plan_json(two_targets());
    const std::string depth = "45.125";
    text.replace(text.find(depth), depth.size(), "61.000");
    EXPECT_EQ(read_plan_needle(text, "plan.json", "multifidus.left@l4", 1).error().code,
              "plan.value");
}

} // namespace
} // namespace filiform::chart
