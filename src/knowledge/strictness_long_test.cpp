// SPDX-License-Identifier: Apache-2.0

// Strictness only grows, over many invented patients.

#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.h"
#include "knowledge/carried_library.h"
#include "knowledge/fixture.h"
#include "knowledge/screen.h"
#include "knowledge/statement.h"
#include "knowledge/well.h"

namespace filiform::knowledge {
namespace {

using chart::FindingId;
using Words = std::vector<std::string>;

/// Whoever is nearly well, with some answers otherwise or missing.
Answers somebody(base::RandomStream& random) {
    Answers all{{FindingId("age_years"), 20 + 60 * random.uniform()},
                {FindingId("leg_pain_side"), Words{"right"}}};
    for (const Finding& finding : carried().findings)
        for (const FindingId& id : sides_of(finding)) {
            if (random.uniform() < 0.02)
                continue;
            const auto well = answer_of_somebody_well(finding);
            if (finding.kind == FindingKind::YesNo)
                all.emplace(id, random.uniform() < 0.03);
            else if (finding.kind != FindingKind::Number && random.uniform() < 0.05)
                all.emplace(id, Words{finding.choices.front().id});
            else if (well)
                all.emplace(id, *well);
        }
    return all;
}

/// Every clearance and override that could be given, each by chance.
std::vector<chart::Decision> decided(base::RandomStream& random) {
    std::vector<chart::Decision> all;
    for (const ScreeningRule& one : carried().screening)
        if (random.uniform() < 0.5)
            all.push_back({one.id, "Dr A", {}, "agreed"});
    return all;
}

TEST(Stricter, ScreensNobodyMoreMildly) {
    const Words levels{
        "", "go", "caution", "ask", "refer_routine", "refer_urgent", "emergency_today"};
    const Words needlings{"", "free", "modify", "clear", "stop"};
    std::size_t stricter_levels = 0, fewer_cleared = 0, cleared = 0;
    for (std::uint64_t n = 0; n < 2000; ++n) {
        base::RandomStream random(29, n);
        const auto one_of = [&](const auto& list) {
            return list[std::min(
                list.size() - 1,
                static_cast<std::size_t>(random.uniform() * static_cast<double>(list.size())))];
        };
        std::vector<chart::StricterRule> words;
        for (int i = 0; i < 6; ++i)
            words.push_back({one_of(carried().screening).id, one_of(levels), one_of(needlings)});
        const auto rules = made_stricter(carried().screening, words);
        const Answers answers = somebody(random);
        const auto clearances = decided(random), overrides = decided(random);
        const Screening before = screen(carried().screening, answers, clearances, overrides);
        const Screening after = screen(rules, answers, clearances, overrides);
        ASSERT_GE(after.level, before.level) << n;
        ASSERT_LE(after.cleared.has_value(), before.cleared.has_value()) << n;
        if (after.cleared) {
            ASSERT_TRUE(after.cleared->restraint().is_no_laxer_than(before.cleared->restraint()))
                << n;
        }
        for (const FindingId& id : before.to_ask)
            ASSERT_NE(std::find(after.to_ask.begin(), after.to_ask.end(), id), after.to_ask.end())
                << n << id;
        ASSERT_GE(screen_after_needling(rules, answers).level,
                  screen_after_needling(carried().screening, answers).level)
            << n;
        stricter_levels += after.level > before.level ? 1 : 0;
        fewer_cleared += after.cleared.has_value() < before.cleared.has_value() ? 1 : 0;
        cleared += after.cleared.has_value() ? 1 : 0;
    }
    EXPECT_GT(stricter_levels, 8U); // or nothing was shown
    EXPECT_GT(fewer_cleared, 2U);
    EXPECT_GT(cleared, 50U);
}

TEST(AfterNeedling, GrowsStricterWithEverySign) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        base::RandomStream random(23, n);
        Answers before{{FindingId(std::string(asked_after_needling)), true}};
        for (const Finding& one : carried().findings)
            for (const FindingId& id : sides_of(one))
                if (one.kind == FindingKind::YesNo && random.uniform() < 0.7)
                    before.emplace(id, random.uniform() < 0.1);
        const Screening first = screen_after_needling(carried().screening, before);
        for (const auto& [sign, after] : with_one_sign_more(carried().findings, before))
            ASSERT_GE(screen_after_needling(carried().screening, after).level, first.level)
                << "case " << n << ", " << sign;
    }
}

} // namespace
} // namespace filiform::knowledge
