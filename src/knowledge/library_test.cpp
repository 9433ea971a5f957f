// SPDX-License-Identifier: Apache-2.0
#include "knowledge/library.h"

#include "knowledge/fixture.h"

namespace filiform::knowledge {
namespace {

/// A library of one rule on `fever`, with one finding more.
base::Problems problems_with(const std::string& finding) {
    const std::string findings =
        "findings:\n  - {id: fever, group: serious, ask: \"Fever?\", type: yes_no}\n  - " + finding;
    const auto read = read_library(
        {{"library.yaml", "unfinished: \"\""},
         {"regions.yaml", "regions: {calf: calf}"},
         {"muscles.yaml", "muscles: {soleus: [calf]}"},
         {"signs.yaml",
          "signs:\n  - {test: reflex, normal: 1, highest: 1, answers: [gone, there]}"},
         {"findings/a.yaml", findings},
         {"screening/a.yaml",
          "rules:\n  - {id: flag.fever, what: w, when: {fever: yes}, level: refer_urgent, "
          "needling: stop, because: b, do: d, sources: [S], mark: seen}"},
         {"causes/a.yaml", "causes: []"},
         {"care/a.yaml",
          "care:\n  - {id: care.wait, name: n, plain: p, for_all: true, certainty: low, "
          "certainty_why: w, burden: 0, because: b, do: d, sources: [S], mark: seen}"},
         {"targets/a.yaml", "targets: []"},
         {"advice/a.yaml", "advice: []"},
         {"coverage/a.yaml", "{section: s, claims: []}"}},
        {"S"});
    return read ? base::Problems{} : read.error();
}

TEST(Library, RefusesAQuestionThatNothingSpeaksOf) {
    const base::Problems problems =
        problems_with("{id: hobby, group: g, ask: \"What do you like?\", type: yes_no}");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems.front().code, "knowledge.unused");
    EXPECT_EQ(problems.front().where, "findings/a.yaml:3");
}

TEST(Library, TakesAParticularThatNothingSpeaksOf) {
    const base::Problems problems = problems_with(
        "{id: bmi, group: g, given: true, type: number, unit: kg/m2, low: 8, high: 100}");
    EXPECT_TRUE(problems.empty()) << base::sentence(problems.front());
}

TEST(Library, WantsAFindingAnsweredAsItsSignIsGraded) {
    const std::string start = "{id: knee, group: g, examine: \"Tap.\", sign: ";
    const std::string kind = ", type: choice, sides: true, choices: ";
    const auto codes = [&](const std::string& rest) {
        std::set<std::string> all;
        for (const base::Problem& problem : problems_with(start + rest))
            all.insert(problem.code);
        return all;
    };
    const std::set<std::string> unused{"knowledge.unused"};
    const std::set<std::string> wrong{"knowledge.unused", "knowledge.sign"};
    EXPECT_EQ(codes("{test: reflex, level: l4}" + kind + "{gone: g, there: t, brisk: b}}"), unused);
    EXPECT_EQ(codes("{test: reflex, level: l4}" + kind + "{gone: g, brisk: b}}"), wrong);
    EXPECT_EQ(codes("{test: power, level: l4}" + kind + "{gone: g, there: t}}"), wrong);
    EXPECT_EQ(codes("{test: reflex, level: l4}, type: choice, choices: {gone: g, there: t}}"),
              wrong);
}

TEST(Library, GradesASignFromNoughtWithOneAnswerEach) {
    const auto code = [](const std::string& signs) {
        const auto read = read_signs("signs:\n" + signs, "signs.yaml");
        return read ? std::string() : read.error().front().code + " " + read.error().front().where;
    };
    EXPECT_EQ(code("  - {test: a, normal: 5, highest: 5}"), "");
    EXPECT_EQ(code("  - {test: a, normal: 1, highest: 2, answers: [x, y, z]}"), "");
    EXPECT_EQ(code("  - {test: a, normal: 6, highest: 5}"), "knowledge.range signs.yaml:2");
    EXPECT_EQ(code("  - {test: a, normal: 1, highest: 2, answers: [x, y]}"),
              "knowledge.range signs.yaml:2");
    EXPECT_EQ(code("  - {test: a, normal: 1, highest: 1}\n  - {test: a, normal: 1, highest: 1}"),
              "knowledge.repeated signs.yaml:3");
}

} // namespace
} // namespace filiform::knowledge
