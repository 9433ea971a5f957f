// SPDX-License-Identifier: Apache-2.0
#include "study/findings.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "study/report.h"

namespace filiform::study {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Two sides of one arm; a yes or no and a depth regressed on BMI.
Protocol two_sides() {
    const auto protocol = read_protocol(R"(study: test
title: A test
population:
  men: 0.5
  age_years: {mean: 40, sd: 10}
  height_cm: {mean: 170, sd: 8}
  bmi: {mean: 25, sd: 3}
arms:
  - id: arm
    entry: psis
    needle: 0.30x50
    stop: hub
    outcomes:
      - {id: hit, measure: pierced, of: piriformis, published: {count: 3, of: 4, bodies: 2, source: KEA18, mark: seen}}
      - {id: depth, measure: tip_depth, on: [bmi], published: {r2: 0.9, of: 4, bodies: 4, source: KEA18, mark: seen}}
      - {id: sac, measure: touched, of: kind.metal}
)",
                                        "test.yaml");
    EXPECT_TRUE(protocol) << (protocol ? "" : base::sentence(protocol.error().front()));
    return *protocol;
}

/// Row: male; bmi; then for either side: went in, hit, depth, sac.
Row body(double bmi, double hit_right, double hit_left, double depth) {
    return {1, bmi, 1, hit_right, depth, nothing, 1, hit_left, depth, nothing};
}

TEST(Findings, CountInsertionsAndBodies) {
    const Protocol protocol = two_sides();
    const std::vector<Row> rows{body(20, 1, 1, 40), body(25, 1, 0, 45), body(30, 0, 0, 50)};
    const Findings findings = find_out(protocol, rows, 1);
    EXPECT_EQ(findings.bodies, 3u);
    EXPECT_EQ(findings.men, 3u);
    const Answer& hit = findings.arms[0].answers[0];
    EXPECT_EQ(hit.hits, 3u);
    EXPECT_EQ(hit.insertions, 6u);
    EXPECT_EQ(hit.bodies, 3u);
    // Between (1/2 + 0 + 1/2) / 2 = 1/2, within (1/2) / 3 = 1/6: (1/3) / (2/3).
    EXPECT_NEAR(hit.alike, 0.5, 1e-12);
}

TEST(Findings, ExplainADepthThatFollowsBmi) {
    const Protocol protocol = two_sides();
    const std::vector<Row> rows{body(20, 1, 1, 40), body(25, 1, 0, 45), body(30, 0, 0, 50)};
    const Findings findings = find_out(protocol, rows, 1);
    const Answer& depth = findings.arms[0].answers[1];
    EXPECT_NEAR(depth.moments.mean, 45, 1e-12);
    ASSERT_TRUE(depth.explained);
    EXPECT_NEAR(*depth.explained, 1, 1e-12);
}

TEST(Findings, PredictAMeanFromBothSides) {
    const auto read = read_protocol(R"(study: test
title: A test
population: {men: 1, age_years: {mean: 40, sd: 9}, height_cm: {mean: 170, sd: 8}, bmi: {mean: 25, sd: 3}}
arms:
  - id: arm
    entry: psis
    needle: 0.30x50
    stop: hub
    outcomes:
      - {id: depth, measure: tip_depth, published: {mean: 45, of: 10, bodies: 10, source: KEA18, mark: seen}}
)",
                                    "test.yaml");
    ASSERT_TRUE(read);
    // Right 40 and left 50 in everybody: one side each, drawn alternately, means 45.
    const std::vector<Row> rows(50, Row{1, 1, 40, 1, 50});
    const Findings findings = find_out(*read, rows, 1);
    ASSERT_TRUE(findings.arms[0].answers[0].compared);
    EXPECT_EQ(findings.arms[0].answers[0].compared->ninety.low, 45);
    EXPECT_EQ(findings.arms[0].answers[0].compared->verdict, Verdict::InsideHalf);
}

TEST(Findings, LeaveOutInsertionsThatWereNotMade) {
    const Protocol protocol = two_sides();
    std::vector<Row> rows{body(20, 1, 1, 40), body(25, 1, 0, 45)};
    rows[0][6] = 0;
    rows[0][7] = rows[0][8] = nothing;
    const ArmFindings arm = find_out(protocol, rows, 1).arms[0];
    EXPECT_EQ(arm.not_made, 1u);
    EXPECT_EQ(arm.insertions, 3u);
    EXPECT_EQ(arm.answers[0].insertions, 3u);
}

TEST(Findings, GiveNoNumberForWhatIsNotDrawn) {
    const Protocol protocol = two_sides();
    const std::vector<Row> rows{body(20, 1, 1, 40), body(25, 1, 0, 45)};
    const Findings findings = find_out(protocol, rows, 1);
    const Answer& sac = findings.arms[0].answers[2];
    EXPECT_EQ(sac.insertions, 0u);
    EXPECT_EQ(say(sac).model, "–");
    EXPECT_EQ(say(sac).verdict, "cannot be answered yet: kind.metal is not drawn");
}

TEST(Findings, JudgeAPublishedCountByItsPredictedOne) {
    const Protocol protocol = two_sides();
    // Every insertion hits: 4 of 4 is what such a model predicts, not 3.
    const std::vector<Row> sure(1000, body(25, 1, 1, 45));
    EXPECT_EQ(find_out(protocol, sure, 1).arms[0].answers[0].compared->verdict, Verdict::Outside);
    // Half of the bodies hit on one side: 2 of 4 is likeliest, 3 among the central 90 %.
    std::vector<Row> half(1000, body(25, 1, 0, 45));
    const Compared compared = *find_out(protocol, half, 1).arms[0].answers[0].compared;
    EXPECT_EQ(compared.verdict, Verdict::InsideHalf);
    // 1 4 6 4 1 sixteenths.
    EXPECT_EQ(compared.half.low, 1);
    EXPECT_EQ(compared.half.high, 3);
}

TEST(Findings, SayNumbersInWords) {
    const Protocol protocol = two_sides();
    const std::vector<Row> rows{body(20, 1, 1, 40), body(25, 1, 0, 45), body(30, 0, 0, 50)};
    const Findings findings = find_out(protocol, rows, 1);
    EXPECT_EQ(say(findings.arms[0].answers[0]).model, "3 of 6 (50 %, 12 to 88)");
    EXPECT_EQ(say(findings.arms[0].answers[0]).published, "3 of 4 (75 %, 19 to 99)");
    EXPECT_EQ(say(findings.arms[0].answers[1]).model, "R² 1.00");
}

TEST(Findings, AreDrawnWithEveryPublishedOutcomeInWords) {
    const Protocol protocol = two_sides();
    const std::vector<Row> rows{body(20, 1, 1, 40), body(25, 1, 0, 45), body(30, 0, 0, 50)};
    const std::string svg = study_figure(protocol, find_out(protocol, rows, 1));
    EXPECT_NE(svg.find("3 of 4 (75 %, 19 to 99)"), std::string::npos);
    EXPECT_NE(svg.find("R² 0.90 of 4"), std::string::npos);
    EXPECT_EQ(svg.find("nan"), std::string::npos);
}

} // namespace
} // namespace filiform::study
