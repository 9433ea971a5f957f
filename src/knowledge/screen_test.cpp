// SPDX-License-Identifier: Apache-2.0
#include "knowledge/screen.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.h"
#include "knowledge/fixture.h"
#include "knowledge/library.h"

namespace filiform::knowledge {
namespace {

using std::string;
using Words = std::vector<string>;

const char* small_rules = R"(rules:
  - {id: flag.saddle, what: Numb saddle, when: {numb_saddle: yes}, level: emergency_today, needling: stop, because: b, do: d, sources: [S], mark: seen}
  - {id: flag.fever, what: Fever, when: {fever: yes}, level: refer_urgent, needling: stop, because: b, do: d, sources: [S], mark: seen}
  - {id: contra.warfarin, what: Warfarin, when: {drugs: [warfarin]}, level: caution, needling: clear, cleared_by: the prescriber, restraint: {bar: [deep], compress_s: 180}, because: b, do: d, sources: [S], mark: proposal}
  - {id: contra.inr, what: High INR, when: {inr: {above: 3}}, level: refer_routine, needling: stop, because: b, do: d, sources: [S], mark: proposal}
  - {id: care.aspirin, what: Aspirin, when: {drugs: [aspirin]}, level: caution, needling: modify, restraint: {compress_s: 60, most_needles: 6}, because: b, do: d, sources: [S], mark: proposal}
  - {id: care.skin, what: Bad skin, when: {bad_skin: [calf, lumbar]}, level: caution, needling: modify, restrained_by: bad_skin, because: b, do: d, sources: [S], mark: seen}
  - {id: care.old, what: Old, when: {age_years: {at_least: 80}}, level: caution, needling: modify, restraint: {most_needles: 4}, because: b, do: d, sources: [S], mark: seen}
)";

std::vector<ScreeningRule> rules_of(const string& text = small_rules) {
    const auto rules = read_screening_rules(text, "r.yaml", findings_of(),
                                            {"calf", "lumbar", "deep", "compressible"});
    EXPECT_TRUE(rules) << (rules ? "" : base::sentence(rules.error().front()));
    return rules ? *rules : std::vector<ScreeningRule>{};
}

/// Everything asked, and all well.
Answers well() {
    return answers({{"numb_saddle", false},
                    {"fever", false},
                    {"drugs", Words{"none"}},
                    {"inr", 1.0},
                    {"bad_skin", Words{"none"}},
                    {"age_years", 40.0}});
}

Answers with(Answers all, const char* id, chart::Answer answer) {
    all[chart::FindingId(id)] = std::move(answer);
    return all;
}

const std::vector<ScreeningRule>& rules() {
    static const std::vector<ScreeningRule> read = rules_of();
    return read;
}

chart::Decision decided(const char* rule) {
    return {chart::RuleId(rule), "Dr A", base::read_date("2026-11-20").value(), "agreed"};
}

TEST(Screen, OfSomebodyWellIsGo) {
    const Screening screening = screen(rules(), well());
    EXPECT_EQ(screening.level, Level::Go);
    EXPECT_TRUE(screening.findings.empty());
    ASSERT_TRUE(screening.cleared);
    EXPECT_TRUE(screening.cleared->restraint().is_empty());
}

TEST(Screen, WithNothingAskedAsksAndClearsNobody) {
    const Screening screening = screen(rules(), {});
    EXPECT_EQ(screening.level, Level::Ask);
    EXPECT_FALSE(screening.cleared);
    // What must be known, the strictest first; age is only worth asking.
    EXPECT_EQ(screening.to_ask.front().text(), "numb_saddle");
    EXPECT_EQ(screening.to_ask.size(), 4u);    // saddle, fever, drugs, inr
    EXPECT_EQ(screening.not_asked.size(), 2u); // skin, age: drugs are asked already
}

TEST(Screen, OfAnEmergencyLocksWhateverElseIsWell) {
    const Screening screening = screen(rules(), with(well(), "numb_saddle", true));
    EXPECT_EQ(screening.level, Level::EmergencyToday);
    EXPECT_FALSE(screening.cleared);
    EXPECT_EQ(screening.findings.front().rule->id.text(), "flag.saddle");
    EXPECT_EQ(screening.findings.front().answers.front().text(), "numb_saddle");
}

TEST(Screen, ALesserAnswerThatIsMissingIsCautionAndNoLock) {
    Answers known = well();
    known.erase(chart::FindingId("age_years"));
    const Screening screening = screen(rules(), known);
    EXPECT_EQ(screening.level, Level::Caution);
    EXPECT_TRUE(screening.cleared);
    EXPECT_EQ(screening.not_asked.front().text(), "age_years");
}

TEST(Screen, AClearanceOpensTheLockAndKeepsTheRestraint) {
    const Answers on_warfarin = with(well(), "drugs", Words{"warfarin"});
    const Screening locked = screen(rules(), on_warfarin);
    EXPECT_EQ(locked.level, Level::ReferRoutine);
    EXPECT_FALSE(locked.cleared);
    const std::vector<chart::Decision> clearances{decided("contra.warfarin")};
    const Screening opened = screen(rules(), on_warfarin, clearances);
    EXPECT_EQ(opened.level, Level::Caution);
    ASSERT_TRUE(opened.cleared);
    EXPECT_EQ(opened.cleared->restraint().barred, std::set<string>{"deep"});
    EXPECT_EQ(opened.cleared->restraint().compress_s, 180);
    EXPECT_EQ(opened.findings.front().decision->by, "Dr A");
}

TEST(Screen, RestraintsAddUpToTheStricter) {
    const Screening screening =
        screen(rules(), with(with(with(well(), "drugs", Words{"aspirin"}), "age_years", 85.0),
                             "bad_skin", Words{"calf"}));
    ASSERT_TRUE(screening.cleared);
    const Restraint& restraint = screening.cleared->restraint();
    EXPECT_EQ(restraint.most_needles, 4);
    EXPECT_EQ(restraint.compress_s, 60);
    EXPECT_EQ(restraint.barred, std::set<string>{"calf"});
}

TEST(Screen, AnOverrideEndsARestraintAndStaysToBeSeen) {
    const Answers aspirin = with(well(), "drugs", Words{"aspirin"});
    const std::vector<chart::Decision> overrides{decided("care.aspirin")};
    const Screening screening = screen(rules(), aspirin, {}, overrides);
    EXPECT_EQ(screening.level, Level::Caution);
    ASSERT_TRUE(screening.cleared);
    EXPECT_TRUE(screening.cleared->restraint().is_empty());
    EXPECT_EQ(screening.findings.front().decision->reason, "agreed");
    // What stops is not overridden.
    const std::vector<chart::Decision> wrong{decided("flag.saddle")};
    EXPECT_FALSE(screen(rules(), with(well(), "numb_saddle", true), wrong, wrong).cleared);
}

TEST(Screen, OfAnUnfinishedLibraryClearsNobody) {
    const Screening screening = withheld(screen(rules(), well()));
    EXPECT_EQ(screening.level, Level::Ask);
    EXPECT_FALSE(screening.cleared);
    EXPECT_EQ(withheld(screen(rules(), with(well(), "numb_saddle", true))).level,
              Level::EmergencyToday);
}

TEST(Screen, DecisionsOfRulesNobodyMayDecideAreRefused) {
    chart::Consultation consultation;
    consultation.clearances = {decided("contra.warfarin"), decided("flag.saddle"),
                               decided("contra.warfarine")};
    consultation.overrides = {decided("care.old"), decided("contra.warfarin")};
    const base::Problems problems = check_decisions(rules(), consultation, "c");
    ASSERT_EQ(problems.size(), 3u);
    EXPECT_EQ(problems[0].code, "case.clearance");
    EXPECT_EQ(problems[1].hint, "Did you mean contra.warfarin?");
    EXPECT_EQ(problems[2].code, "case.override");
    EXPECT_EQ(problems[2].where, "c/overrides/1/rule");
}

/// Lymph trouble bars what is named, and is asked before anybody is needled.
const char* asked_rules = R"(rules:
  - {id: contra.lymph, what: Lymph, when: {drugs: [aspirin], bad_skin: [calf, lumbar]}, level: caution, needling: modify, must_ask: true, restrained_by: bad_skin, because: b, do: d, sources: [S], mark: seen}
  - {id: care.old, what: Old, when: {age_years: {at_least: 80}}, level: caution, needling: modify, restraint: {most_needles: 4}, because: b, do: d, sources: [S], mark: seen}
)";

TEST(Screen, WhatMustBeAskedLocksWhileItIsOpenAndOnlyBarsAfterwards) {
    const std::vector<ScreeningRule> asked = rules_of(asked_rules);
    Answers known = with(well(), "drugs", Words{"aspirin"});
    known.erase(chart::FindingId("bad_skin"));
    const Screening open = screen(asked, known);
    EXPECT_EQ(open.level, Level::Ask);
    EXPECT_FALSE(open.cleared);
    ASSERT_EQ(open.to_ask.size(), 1u);
    EXPECT_EQ(open.to_ask.front().text(), "bad_skin");

    const Screening told = screen(asked, with(known, "bad_skin", Words{"calf"}));
    EXPECT_EQ(told.level, Level::Caution);
    ASSERT_TRUE(told.cleared);
    EXPECT_EQ(told.cleared->restraint().barred, std::set<string>{"calf"});
    EXPECT_EQ(told.findings.front().restraint.barred, std::set<string>{"calf"});
}

TEST(Screen, WhatMustBeAskedIsNotOverridden) {
    const std::vector<ScreeningRule> asked = rules_of(asked_rules);
    const Answers known = with(with(well(), "drugs", Words{"aspirin"}), "bad_skin", Words{"calf"});
    chart::Consultation consultation;
    consultation.overrides = {decided("contra.lymph"), decided("care.old")};
    const Screening screening = screen(asked, known, {}, consultation.overrides);
    ASSERT_TRUE(screening.cleared);
    EXPECT_EQ(screening.cleared->restraint().barred, std::set<string>{"calf"});
    const base::Problems problems = check_decisions(asked, consultation, "c");
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].code, "case.override");
    EXPECT_EQ(problems[0].hint, "What it bars stays barred.");
}

TEST(ScreeningRules, ThatAFurtherSignCouldEndAreRefused) {
    const auto problem_of = [](string text, const string& from, const string& to) {
        text.replace(text.find(from), from.size(), to);
        const auto read = read_screening_rules(text, "r.yaml", findings_of(),
                                               {"calf", "lumbar", "deep", "compressible"});
        EXPECT_FALSE(read) << to;
        return read ? base::Problem{} : read.error().front();
    };
    EXPECT_EQ(problem_of(small_rules, "{numb_saddle: yes}", "{numb_saddle: no}").code,
              "knowledge.laxer");
    EXPECT_EQ(problem_of(small_rules, "cleared_by: the prescriber, ", "").code,
              "knowledge.clearance");
    EXPECT_EQ(problem_of(small_rules, "restraint: {most_needles: 4}, ", "").code,
              "knowledge.restraint");
    EXPECT_EQ(problem_of(small_rules, "bar: [deep]", "bar: [depe]").code, "knowledge.region");
    EXPECT_EQ(problem_of(small_rules, "emergency_today", "emergency").code, "knowledge.word");
    EXPECT_EQ(problem_of(small_rules, "flag.fever", "flag.saddle").where, "r.yaml:3");
}

/// One answer a finding may have, drawn; nothing half of the time.
std::optional<chart::Answer> drawn(const Finding& finding, base::RandomStream& random) {
    if (random.uniform() < 0.5)
        return std::nullopt;
    const auto below = [&](std::size_t n) {
        return std::min(n - 1, static_cast<std::size_t>(random.uniform() * static_cast<double>(n)));
    };
    switch (finding.kind) {
    case FindingKind::YesNo:
        return random.uniform() < 0.5;
    case FindingKind::Number:
        return finding.low + random.uniform() * (finding.high - finding.low);
    case FindingKind::Choice:
    case FindingKind::Choices:
        return Words{finding.choices[below(finding.choices.size())].id};
    }
    return std::nullopt;
}

Answers random_case(const Findings& findings, base::RandomStream& random) {
    Answers all;
    for (const Finding& finding : findings)
        for (const chart::FindingId& id : sides_of(finding))
            if (auto answer = drawn(finding, random))
                all[id] = std::move(*answer);
    return all;
}

/// A sign more never makes a decision milder, over many random cases of a library.
void expect_stricter(const Findings& findings, const std::vector<ScreeningRule>& screening,
                     int cases) {
    for (int n = 0; n < cases; ++n) {
        base::RandomStream random(17, static_cast<std::uint64_t>(n));
        const Answers before = random_case(findings, random);
        const Screening first = screen(screening, before);
        for (const auto& [sign, after] : with_one_sign_more(findings, before)) {
            const Screening second = screen(screening, after);
            ASSERT_GE(second.level, first.level) << "case " << n;
            ASSERT_LE(second.cleared.has_value(), first.cleared.has_value()) << "case " << n;
            if (!second.cleared)
                continue;
            ASSERT_TRUE(second.cleared->restraint().is_no_laxer_than(first.cleared->restraint()))
                << "case " << n;
        }
    }
}

TEST(Screen, GrowsStricterWithEverySign) {
    expect_stricter(findings_of(), rules(), 3000);
}

} // namespace
} // namespace filiform::knowledge
