// SPDX-License-Identifier: Apache-2.0
// What must hold of the library for every patient there may be: drawn ones, a hundred thousand,
// most of them nearly well, so that many are needled and each answer is met on its own.
#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.h"
#include "care/make_plan.h"
#include "knowledge/assess.h"
#include "knowledge/carried_library.h"
#include "knowledge/fixture.h"
#include "knowledge/well.h"

namespace filiform::story {
namespace {

using chart::FindingId;
using knowledge::Answers;
using knowledge::carried;
using knowledge::Finding;
using knowledge::FindingKind;
using knowledge::Level;
using knowledge::Needling;
using knowledge::Screening;
using knowledge::ScreeningRule;
using knowledge::Truth;
using Words = std::vector<std::string>;

std::size_t one_of(std::size_t n, base::RandomStream& random) {
    return std::min(n - 1, static_cast<std::size_t>(random.uniform() * static_cast<double>(n)));
}

chart::Answer any_answer(const Finding& finding, base::RandomStream& random) {
    switch (finding.kind) {
    case FindingKind::YesNo:
        return random.uniform() < 0.7;
    case FindingKind::Number:
        return finding.low + random.uniform() * (finding.high - finding.low);
    case FindingKind::Choice:
    case FindingKind::Choices:
        break;
    }
    return Words{finding.choices[one_of(finding.choices.size(), random)].id};
}

/// Somebody well with sore muscles, of whom a few answers are otherwise, or not known.
Answers nearly_well(base::RandomStream& random) {
    Answers answers{{FindingId("age_years"), 20 + 60 * random.uniform()},
                    {FindingId("male"), random.uniform() < 0.5},
                    {FindingId("height_cm"), 170.0},
                    {FindingId("weight_kg"), 70.0},
                    {FindingId("bmi"), 24.2},
                    {FindingId("leg_pain_side"), Words{"right"}}};
    for (const Finding& finding : carried().findings)
        if (const auto well = knowledge::answer_of_somebody_well(finding))
            for (const FindingId& id : sides_of(finding))
                answers.emplace(id, *well);
    for (const char* muscle : {"piriformis", "gluteus_medius"})
        for (const char* sign : {"tender", "familiar"})
            answers[FindingId("trp_" + std::string(muscle) + "_" + sign + ".right")] = true;
    const std::size_t changes = one_of(5, random);
    for (std::size_t n = 0; n < changes; ++n) {
        const Finding& finding = carried().findings[one_of(carried().findings.size(), random)];
        const std::vector<FindingId> ids = sides_of(finding);
        const FindingId& id = ids[one_of(ids.size(), random)];
        if (random.uniform() < 0.2)
            answers.erase(id);
        else
            answers[id] = any_answer(finding, random);
    }
    return answers;
}

/// Everybody about whom nothing is sure: half of the questions are open.
Answers anybody(base::RandomStream& random) {
    Answers answers;
    for (const Finding& finding : carried().findings)
        for (const FindingId& id : sides_of(finding))
            if (random.uniform() < 0.5)
                answers[id] = any_answer(finding, random);
    return answers;
}

bool offers_needling(const chart::Assessment& assessment) {
    return !assessment.targets.empty() ||
           std::any_of(assessment.care.begin(), assessment.care.end(),
                       [](const chart::CareNote& care) { return care.is_needling; });
}

/// Why nobody may needle this patient: the rule, by name; empty when nothing is against it.
std::string forbidden_by(const Answers& answers) {
    for (const ScreeningRule& rule : carried().screening) {
        const Truth truth = truth_of(rule.when, answers);
        const bool is_serious = rule.level >= Level::ReferUrgent ||
                                rule.needling == Needling::Stop || rule.needling == Needling::Clear;
        if (is_serious && truth != Truth::No)
            return rule.id.text();
        if (rule.must_ask && truth == Truth::NotKnown)
            return rule.id.text();
    }
    return "";
}

TEST(Library, NeedlesNobodyWhomARuleForbidsOrMayForbid) {
    constexpr std::uint64_t cases = 100000;
    std::size_t needled = 0;
    std::size_t forbidden = 0;
    for (std::uint64_t n = 0; n < cases; ++n) {
        base::RandomStream random(18, n);
        const Answers answers = n % 10 == 0 ? anybody(random) : nearly_well(random);
        const Screening screening = screen(carried().screening, answers, {}, {});
        const std::string rule = forbidden_by(answers);
        const bool has_targets = !care::found_targets({carried(), answers, screening}).empty();
        if (!rule.empty()) {
            ++forbidden;
            ASSERT_FALSE(screening.cleared) << "case " << n << ": " << rule;
            ASSERT_FALSE(has_targets) << "case " << n << ": " << rule;
            // Weighing is the dear part; some of them are enough to see that it is asked.
            if (n % 20 == 1) {
                ASSERT_FALSE(offers_needling(knowledge::assess(carried(), answers, screening)))
                    << "case " << n << ": " << rule;
            }
            continue;
        }
        ASSERT_TRUE(screening.cleared) << "case " << n << ": kept from it by no rule";
        needled += has_targets ? 1 : 0;
    }
    // Both kinds must have been met, or nothing was shown.
    EXPECT_GT(needled, cases / 10);
    EXPECT_GT(forbidden, cases / 10);
}

TEST(Library, GrowsStricterWithEverySingleSign) {
    for (std::uint64_t n = 0; n < 300; ++n) {
        base::RandomStream random(17, n);
        const Answers before = n % 3 == 0 ? anybody(random) : nearly_well(random);
        const Screening first = screen(carried().screening, before, {}, {});
        for (const auto& [sign, after] : with_one_sign_more(carried().findings, before)) {
            const Screening second = screen(carried().screening, after, {}, {});
            ASSERT_GE(second.level, first.level) << "case " << n << ", " << sign;
            ASSERT_LE(second.cleared.has_value(), first.cleared.has_value())
                << "case " << n << ", " << sign;
            if (second.cleared) {
                ASSERT_TRUE(
                    second.cleared->restraint().is_no_laxer_than(first.cleared->restraint()))
                    << "case " << n << ", " << sign;
            }
        }
    }
}

TEST(Library, NeverPutsNeedlingFirstAndAlwaysOffersTheSimpleCare) {
    for (std::uint64_t n = 0; n < 300; ++n) {
        base::RandomStream random(19, n);
        const Answers answers = nearly_well(random);
        const Screening screening = screen(carried().screening, answers, {}, {});
        if (!may_go_on(screening))
            continue;
        const chart::Assessment assessment = knowledge::assess(carried(), answers, screening);
        ASSERT_FALSE(assessment.care.empty());
        EXPECT_FALSE(assessment.care.front().is_needling) << "case " << n;
        for (const char* id : {"care.wait", "care.exercise", "care.advice"})
            EXPECT_TRUE(std::any_of(assessment.care.begin(), assessment.care.end(),
                                    [&](const chart::CareNote& care) { return care.id == id; }))
                << "case " << n << ": " << id;
    }
}

} // namespace
} // namespace filiform::story
