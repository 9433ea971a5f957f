// SPDX-License-Identifier: Apache-2.0
#include "knowledge/statement.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "knowledge/carried_library.h"
#include "knowledge/fixture.h"
#include "knowledge/screen.h"
#include "knowledge/well.h"

namespace filiform::knowledge {
namespace {

using chart::FindingId;
using chart::RuleId;
using Words = std::vector<std::string>;

TEST(Statement, OfEveryShelfIsFoundByItsId) {
    const Library& all = carried();
    EXPECT_TRUE(find_statement(all, "contra.warfarin")->is_rule);
    for (const std::string& id :
         {all.causes.front().id, all.care.front().id, all.targets.front().id, all.advice.front().id,
          all.coverage.front().claims.front().id}) {
        const auto found = find_statement(all, id);
        ASSERT_TRUE(found) << id;
        EXPECT_FALSE(found->is_rule) << id;
        EXPECT_EQ(found->digest.size(), 64U) << id;
    }
    EXPECT_FALSE(find_statement(all, "contra.nothing"));
    EXPECT_FALSE(find_statement(all, ""));
}

/// The digest of the one rule of a file.
std::string digest_of_rule(const std::string& text) {
    const auto rules = read_screening_rules(text, "test.yaml", findings_of(), {"calf"});
    EXPECT_TRUE(rules) << (rules ? "" : base::sentence(rules.error().front()));
    return rules ? rules->front().digest : "";
}

TEST(Statement, ChangesWithItsWordsAndNotWithItsLayout) {
    const std::string as_it_was = R"(rules:
  - {id: a.b, what: "W", when: {fever: yes}, level: caution, needling: stop, because: "B", do: "D", sources: [X], mark: seen})";
    const std::string laid_out = R"(# A comment.
rules:
  - id: a.b
    what: W
    when:
      fever: yes # since yesterday
    level: caution
    needling: stop
    because: "B"
    do: "D"
    sources:
      - X
    mark: seen
    status: signed)";
    EXPECT_EQ(digest_of_rule(laid_out), digest_of_rule(as_it_was));
    for (const auto& [was, is] :
         {std::pair("\"B\"", "\"C\""), std::pair("level: caution", "level: refer_urgent"),
          std::pair("{fever: yes}", "{numb_saddle: yes}"), std::pair("[X]", "[X, Y]")}) {
        std::string changed = as_it_was;
        changed.replace(changed.find(was), std::string(was).size(), is);
        EXPECT_NE(digest_of_rule(changed), digest_of_rule(as_it_was)) << is;
    }
}

const ScreeningRule& rule(const std::vector<ScreeningRule>& rules, const char* id) {
    return *std::find_if(rules.begin(), rules.end(),
                         [&](const ScreeningRule& one) { return one.id.text() == id; });
}

TEST(Stricter, RaisesWhatIsNamedAndNothingElse) {
    const auto rules = made_stricter(carried().screening,
                                     {{RuleId("precaution.antiplatelet"), "refer_urgent", "stop"}});
    EXPECT_EQ(rule(rules, "precaution.antiplatelet").level, Level::ReferUrgent);
    EXPECT_EQ(rule(rules, "precaution.antiplatelet").needling, Needling::Stop);
    for (const ScreeningRule& one : rules)
        if (one.id.text() != "precaution.antiplatelet") {
            EXPECT_EQ(one.level, rule(carried().screening, one.id.text().c_str()).level);
            EXPECT_EQ(one.needling, rule(carried().screening, one.id.text().c_str()).needling);
        }
}

TEST(Stricter, IsNeverLaxerThanTheLibrary) {
    const auto rules =
        made_stricter(carried().screening, {{RuleId("red_flag.saddle"), "caution", "clear"},
                                            {RuleId("red_flag.bowel"), "", ""},
                                            {RuleId("red_flag.bladder"), "nonsense", "nonsense"},
                                            {RuleId("of.no.library"), "emergency_today", "stop"}});
    for (std::size_t i = 0; i < rules.size(); ++i) {
        EXPECT_EQ(rules[i].level, carried().screening[i].level) << rules[i].id;
        EXPECT_EQ(rules[i].needling, carried().screening[i].needling) << rules[i].id;
    }
}

TEST(Stricter, AsksForAClearanceByTheLeadWhereTheLibraryAsksForNone) {
    const auto rules =
        made_stricter(carried().screening, {{RuleId("precaution.antiplatelet"), "", "clear"}});
    EXPECT_EQ(rule(rules, "precaution.antiplatelet").cleared_by, "the clinic's lead");
    EXPECT_EQ(rule(made_stricter(carried().screening, {{RuleId("contra.warfarin"), "", "clear"}}),
                   "contra.warfarin")
                  .cleared_by,
              "the prescriber");
}

} // namespace
} // namespace filiform::knowledge
