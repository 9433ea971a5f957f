// SPDX-License-Identifier: Apache-2.0
#include "atlas/population.h"

#include <gtest/gtest.h>

#include "atlas/figure_plan.h"

namespace filiform::atlas {
namespace {

std::string population_with(const std::string& parameters) {
    return "fitted: {bmi: [17, 42]}\npossible: {bmi: [12, 80]}\nextrapolated_spread: 1.5\n"
           "ancestries: [pooled]\nvariants: []\nparameters:\n" +
           parameters;
}

std::string code_of(const std::string& parameters) {
    const auto people = read_population(population_with(parameters), "people.yaml");
    return people ? "" : people.error().front().code + " at " + people.error().front().where;
}

constexpr const char* girth =
    "  - {id: girth, unit: mm, what: g, both: {mean: 900 + bmi, sd: 20}, mark: calc}\n";

TEST(Population, ReadsAParameter) {
    const auto people = read_population(population_with(girth), "people.yaml");
    ASSERT_TRUE(people);
    ASSERT_EQ(people->parameters.size(), 1u);
    EXPECT_EQ(people->parameters[0].id, "girth");
}

TEST(Population, RefusesALeaderThatStandsBelow) {
    EXPECT_EQ(code_of(std::string("  - {id: a, unit: mm, what: a, both: {mean: 1, sd: 1}, follows: "
                                  "{girth: 0.5}, mark: calc}\n") +
                      girth),
              "population.follows at people.yaml:7");
}

TEST(Population, RefusesAParameterThatSharesMoreThanItsSpread) {
    EXPECT_EQ(code_of(std::string(girth) + "  - {id: a, unit: mm, what: a, both: {mean: 1, sd: 1}, "
                                           "follows: {girth: 1.2}, mark: calc}\n"),
              "population.follows at people.yaml:8");
}

TEST(Population, RefusesAnUnknownMark) {
    EXPECT_EQ(code_of("  - {id: a, unit: mm, what: a, both: {mean: 1, sd: 1}, mark: guessed}\n"),
              "population.mark at people.yaml:7");
}

TEST(Population, RefusesAFormulaOfUnknownNames) {
    EXPECT_EQ(
        code_of("  - {id: a, unit: mm, what: a, both: {mean: shoe_size, sd: 1}, mark: calc}\n"),
        "formula.unknown_name at people.yaml:7");
}

TEST(Population, RefusesSharesThatAreNotAllPeople) {
    const auto people = read_population(
        "fitted: {bmi: [17, 42]}\npossible: {bmi: [12, 80]}\nextrapolated_spread: 1.5\n"
        "ancestries: [pooled]\nparameters: []\nvariants:\n"
        "  - {id: v, what: v, kinds: [a, b], mark: seen, pooled: {shares: {a: 0.5, b: 0.4}}}\n",
        "people.yaml");
    ASSERT_FALSE(people);
    EXPECT_EQ(people.error().front().code, "population.shares");
}

TEST(Population, AKindMayBeWithoutACourseWhenItSaysSoAndIsNotTheUsual) {
    const auto code = [](const std::string& not_drawn) {
        const auto people = read_population(
            "fitted: {bmi: [17, 42]}\npossible: {bmi: [12, 80]}\nextrapolated_spread: 1.5\n"
            "ancestries: [pooled]\nparameters: []\nvariants:\n"
            "  - {id: v, what: v, kinds: [a, b], mark: seen, courses: {structure: rib, ids: {a: "
            "a}, "
            "words: {a: long}, not_drawn: " +
                not_drawn + "}, pooled: {shares: {a: 0.9, b: 0.1}}}\n",
            "people.yaml");
        return people ? "" : people.error().front().code;
    };
    EXPECT_EQ(code("[b]"), "");
    EXPECT_EQ(code("[]"), "population.courses");
    EXPECT_EQ(code("[a, b]"), "population.courses");
}

TEST(Population, RefusesAKindWithoutACourseOrWithTwo) {
    const auto with_courses = [](const std::string& courses) {
        return read_population(
            "fitted: {bmi: [17, 42]}\npossible: {bmi: [12, 80]}\nextrapolated_spread: 1.5\n"
            "ancestries: [pooled]\nparameters: []\nvariants:\n"
            "  - {id: v, what: v, kinds: [a, b], mark: seen, courses: {structure: s, words: {a: x, "
            "b: y}, " +
                courses + "},\n     pooled: {shares: {a: 0.5, b: 0.5}}}\n",
            "people.yaml");
    };
    EXPECT_TRUE(with_courses("ids: {a: type_a, b: type_b}"));
    EXPECT_TRUE(with_courses("ids: {a: type_a}, counted_as: {b: a}"));
    for (const char* wrong : {"ids: {a: type_a}", "ids: {a: x, b: y}, counted_as: {b: a}",
                              "ids: {a: type_a}, counted_as: {b: c}"}) {
        const auto people = with_courses(wrong);
        ASSERT_FALSE(people) << wrong;
        EXPECT_EQ(people.error().front().code, "population.courses");
        EXPECT_EQ(people.error().front().where, "people.yaml:7");
    }
}

TEST(FigurePlan, RefusesAPointBetweenUnknownOnes) {
    const auto plan = read_figure_plan(
        "unit: mm\nsteps:\n  - {point: p, between: [a, b], share: 0.5, sides: both, mark: calc}\n",
        "points.yaml");
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().front().code, "points.unknown");
    EXPECT_EQ(plan.error().front().where, "points.yaml:3");
}

TEST(FigurePlan, RefusesTwoNumbersOfOneName) {
    const auto plan = read_figure_plan("unit: mm\nsteps:\n"
                                       "  - {number: n, is: 1, unit: mm, mark: calc}\n"
                                       "  - {number: n, is: 2, unit: mm, mark: calc}\n",
                                       "points.yaml");
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().front().code, "points.repeated");
}

} // namespace
} // namespace filiform::atlas
