// SPDX-License-Identifier: Apache-2.0
#include "knowledge/cause.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "knowledge/fixture.h"
#include "knowledge/library.h"

namespace filiform::knowledge {
namespace {

using std::string;

/// A ratio with an interval of a factor `spread` to either side.
string ratio(double value, double spread = 2) {
    return "{value: " + std::to_string(value) + ", low: " + std::to_string(value / spread) +
           ", high: " + std::to_string(value * spread) + "}";
}

/// One row of a group; a nought says that its absence tells nothing.
string item(const string& when, double if_so, double otherwise = 0, double spread = 2) {
    return "          - {when: " + when + ", what: w, if_so: " + ratio(if_so, spread) +
           (otherwise > 0 ? ", otherwise: " + ratio(otherwise, spread) : "") +
           ", source: S, mark: seen}\n";
}

string group(const string& id, const string& items) {
    return "      - id: " + id + "\n        what: g\n        items:\n" + items;
}

/// A cause that starts at 20 percent, odds 1 to 4, unless told otherwise.
string cause(const string& id, const string& groups, double ceiling = 900,
             const string& leads_if = "", double start = 0.2) {
    return "  - id: " + id + "\n    name: n\n    plain: p\n    start: {probability: {value: " +
           std::to_string(start) + ", low: " + std::to_string(start * 0.9) +
           ", high: " + std::to_string(start * 1.1) +
           "}, source: S, mark: seen}\n    ceiling: " + std::to_string(ceiling) +
           "\n    groups:\n" + groups +
           (leads_if.empty() ? "" : "    leads_if: " + leads_if + "\n    leads_why: w\n") +
           "    next: n\n    sources: [S]\n";
}

std::vector<Cause> causes(const string& rows) {
    const auto read = read_causes("causes:\n" + rows, "c.yaml", findings_of());
    EXPECT_TRUE(read) << (read ? "" : base::sentence(read.error().front()));
    return read ? *read : std::vector<Cause>{};
}

/// The one cause of such rows, weighed; the rows outlive what points into them.
struct Weighing {
    std::vector<Cause> read;
    std::vector<WeighedCause> all;

    Weighing(const string& rows, const Answers& answers)
        : read(causes(rows)), all(weigh(read, answers)) {}
    [[nodiscard]] const WeighedCause& first() const { return all.at(0); }
};

constexpr double rounding = 1e-5; // six decimals in the text of the fixture

TEST(Weigh, MultipliesTheOddsByTheRatio) {
    // 1/4 times 8 is 2, two to one.
    const Weighing one(cause("a", group("g", item("{fever: yes}", 8))), answers({{"fever", true}}));
    EXPECT_NEAR(one.first().probability.value, 2. / 3, rounding);
}

TEST(Weigh, TakesTheOtherRatioWhenTheConditionIsKnownNotToHold) {
    // 1/4 times 1/2 is 1/8, one to eight.
    const Weighing one(cause("a", group("g", item("{fever: yes}", 8, 0.5))),
                       answers({{"fever", false}}));
    EXPECT_NEAR(one.first().probability.value, 1. / 9, rounding);
    ASSERT_EQ(one.first().evidence.size(), 1u);
    EXPECT_FALSE(one.first().evidence.front().is_for);
}

TEST(Weigh, CountsNothingForWhatIsNotKnownAndSaysSo) {
    const Weighing one(cause("a", group("g", item("{fever: yes}", 8, 0.5))), {});
    EXPECT_NEAR(one.first().probability.value, 0.2, rounding);
    EXPECT_TRUE(one.first().evidence.empty());
    ASSERT_EQ(one.first().not_tested.size(), 1u);
    EXPECT_EQ(one.first().not_tested.front().missing.front().text(), "fever");
}

TEST(Weigh, CountsOnlyTheStrongestOfAGroup) {
    // 2 and 1/8: the eighth is the stronger. 1/4 times 1/8 is 1/32.
    const string items = item("{fever: yes}", 2) + item("{numb_saddle: yes}", 3, 0.125);
    const Weighing one(cause("a", group("g", items)),
                       answers({{"fever", true}, {"numb_saddle", false}}));
    EXPECT_NEAR(one.first().probability.value, 1. / 33, rounding);
    ASSERT_EQ(one.first().evidence.size(), 2U); // both are shown
    EXPECT_TRUE(one.first().evidence[0].counts);
    EXPECT_FALSE(one.first().evidence[1].counts);
}

TEST(Weigh, MultipliesThreeGroupsAndNoMore) {
    // 4 times 3 times 2 is 24; the fourth, 1.5, is left out. 24/4 is 6, six to one.
    const string groups =
        group("g1", item("{fever: yes}", 1.5)) + group("g2", item("{numb_saddle: yes}", 2)) +
        group("g3", item("{male: yes}", 3)) + group("g4", item("{drugs: [aspirin]}", 4));
    const Weighing one(cause("a", groups), answers({{"fever", true},
                                                    {"numb_saddle", true},
                                                    {"male", true},
                                                    {"drugs", string("aspirin")}}));
    EXPECT_NEAR(one.first().probability.value, 6. / 7, rounding);
}

TEST(Weigh, StaysWithinTheCeilingBothWays) {
    // Held to 4: 1/4 times 4 is 1; divided by 4 it is 1/16.
    const string groups = group("g", item("{fever: yes}", 100, 0.01));
    const Weighing up(cause("a", groups, 4), answers({{"fever", true}}));
    EXPECT_NEAR(up.first().probability.value, 0.5, rounding);
    const Weighing down(cause("a", groups, 4), answers({{"fever", false}}));
    EXPECT_NEAR(down.first().probability.value, 1. / 17, rounding);
}

TEST(Weigh, AddsTheVariancesOfTheLogarithms) {
    const Answers yes = answers({{"fever", true}});
    const auto width = [&](double spread) {
        const Weighing one(cause("a", group("g", item("{fever: yes}", 4, 0, spread))), yes);
        const Ranged p = one.first().probability;
        return std::log(p.high / (1 - p.high)) - std::log(p.low / (1 - p.low));
    };
    // A factor of 2 and one of 4: half widths ln 2 and ln 4, joined with the start's own.
    const double of_start = (std::log(0.22 / 0.78) - std::log(0.18 / 0.82)) / 2;
    EXPECT_NEAR(width(2), 2 * std::hypot(of_start, std::log(2.)), 1e-4);
    EXPECT_NEAR(width(4), 2 * std::hypot(of_start, std::log(4.)), 1e-4);
    EXPECT_GT(width(4), width(2));
}

TEST(Weigh, PutsFirstWhatWouldTellMost) {
    const string groups = group("g1", item("{fever: yes}", 2, 0.5)) +
                          group("g2", item("{numb_saddle: yes}", 10, 0.1));
    const Weighing one(cause("a", groups), {});
    const auto& open = one.first().not_tested;
    ASSERT_EQ(open.size(), 2U);
    EXPECT_EQ(open[0].missing.front().text(), "numb_saddle");
    // 10 and 0.1: sensitivity 10/11, false alarms 1/11. It holds in 0.2*10/11 + 0.8/11 = 2.8/11;
    // then 10/4 to 1 is 5/7; else 1/40 is 1/41.
    const double chance = 2.8 / 11;
    EXPECT_NEAR(open[0].expected_change, chance * (5. / 7 - 0.2) + (1 - chance) * (0.2 - 1. / 41),
                rounding);
    // 2 and 0.5: sensitivity 2/3, false alarms 1/3. It holds in 0.4; then 1/3, else 1/9.
    EXPECT_NEAR(open[1].expected_change, 0.4 * (1. / 3 - 0.2) + 0.6 * (0.2 - 1. / 9), rounding);
}

TEST(Weigh, LetsACauseLeadOnlyWhenItsConditionIsKnownToHold) {
    const string rows =
        cause("bold", group("g", item("{fever: yes}", 2)), 900, "{numb_saddle: yes}", 0.8) +
        cause("shy", group("g", item("{fever: yes}", 2)));
    const Weighing open(rows, {});
    EXPECT_EQ(open.first().cause->id, "shy"); // 0.2 before 0.8
    EXPECT_EQ(open.all[1].may_lead, Truth::NotKnown);
    const Weighing no(rows, answers({{"numb_saddle", false}}));
    EXPECT_EQ(no.first().cause->id, "shy");
    const Weighing yes(rows, answers({{"numb_saddle", true}}));
    EXPECT_EQ(yes.first().cause->id, "bold");
}

TEST(Weigh, MarksWhatCouldPutAnotherCauseFirst) {
    // shy stands at 0.2; with fever at 8 times it is 2/3 and passes 0.5.
    const string rows =
        cause("first", group("g", item("{male: yes}", 1.1)), 900, "", 0.5) +
        cause("shy", group("g", item("{fever: yes}", 8) + item("{numb_saddle: yes}", 2)));
    const Weighing one(rows, {});
    ASSERT_EQ(one.first().cause->id, "first");
    const auto& open = one.all[1].not_tested;
    ASSERT_EQ(open.size(), 2U);
    EXPECT_TRUE(open[0].could_change_lead);
    EXPECT_EQ(open[0].missing.front().text(), "fever");
    EXPECT_FALSE(open[1].could_change_lead); // 1/4 times 2 is one to two
}

TEST(NextSteps, AreWhatCouldPutAnotherCauseFirstThenWhatMovesMost) {
    // Fever bears on two causes and lifts shy over first; the saddle moves first a little, male
    // less.
    const string rows =
        cause("first",
              group("g", item("{male: yes}", 1.1)) + group("h", item("{numb_saddle: yes}", 2)), 900,
              "", 0.5) +
        cause("shy", group("g", item("{fever: yes}", 8))) +
        cause("third", group("g", item("{fever: yes}", 1.5)));
    const Weighing one(rows, {});
    const std::vector<NextStep> steps = next_steps(one.all);
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].missing.front().text(), "fever");
    EXPECT_EQ(steps[0].cause->id, "shy");
    EXPECT_TRUE(steps[0].could_change_lead);
    EXPECT_EQ(steps[1].missing.front().text(), "numb_saddle");
    EXPECT_GT(steps[1].expected_change, steps[2].expected_change);
    EXPECT_TRUE(next_steps({}).empty());
}

} // namespace
} // namespace filiform::knowledge
