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

} // namespace
} // namespace filiform::knowledge
