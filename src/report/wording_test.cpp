// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <numbers>

#include <gtest/gtest.h>

#include "report/report_fixtures.h"

namespace filiform::report {
namespace {

TEST(Wording, NumbersCarryTheirUnit) {
    EXPECT_EQ(in_mm(34.4), "34 mm");
    EXPECT_EQ(in_mm(-1.26, 1), "−1.3 mm");
    EXPECT_EQ(in_degrees(std::numbers::pi / 2), "90°");
    EXPECT_EQ(name_of(chart::NeedleProduct{"0.30x60", 0.3, 60}), "0.30 × 60 mm");
}

TEST(Wording, MinusZeroIsZero) {
    EXPECT_EQ(fixed(-0.01, 1), "0.0");
}

TEST(Wording, ProbabilitiesNeverClaimCertainty) {
    EXPECT_EQ(in_percent(0.0), "< 0.1 %");
    EXPECT_EQ(in_percent(0.0123), "1.2 %");
    EXPECT_EQ(in_percent(0.42), "42 %");
    EXPECT_EQ(in_percent(0.973), "97.3 %");
    EXPECT_EQ(in_percent(1.0), "> 99.9 %");
    EXPECT_EQ(in_percent(chart::Estimate{0.004, 0.002, 0.008}), "0.4 % (0.2–0.8)");
}

TEST(Wording, TheSideIsLeftOutBesideTheSameSide) {
    const chart::StructureId nerve("sciatic_nerve.right");
    EXPECT_EQ(short_name(nerve, "piriformis.right"), "sciatic nerve");
    EXPECT_EQ(short_name(nerve, "piriformis.left"), "right sciatic nerve");
}

TEST(Wording, TheLandmarkTheInstructionNamesFirstIsTheReference) {
    anatomy::Body body = fixtures::small_body();
    body.landmarks.push_back(
        {chart::LandmarkId("sacral_hiatus"), {0, -40, 0}, 2, chart::Origin::Measured, true, ""});
    anatomy::finish(body);
    chart::PlannedPath path = fixtures::straight_path();
    EXPECT_EQ(reference_landmark(body, path)->id.text(), "psis.right");
    path.instruction = "Straight in.";
    EXPECT_EQ(reference_landmark(body, path)->id.text(), "sacral_hiatus"); // the nearest
    body.landmarks.clear();
    EXPECT_EQ(reference_landmark(body, path), nullptr);
}

} // namespace
} // namespace filiform::report
