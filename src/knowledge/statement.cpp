// SPDX-License-Identifier: Apache-2.0
#include "knowledge/statement.h"

#include <algorithm>
#include <array>

namespace filiform::knowledge {

namespace {

constexpr std::array level_order{Level::Go,           Level::Caution,     Level::Ask,
                                 Level::ReferRoutine, Level::ReferUrgent, Level::EmergencyToday};
constexpr std::array needling_order{Needling::Free, Needling::Modify, Needling::Clear,
                                    Needling::Stop};

/// The stricter of what is and what a word says.
template <class Value, std::size_t n>
Value stricter_of(Value now, const std::array<Value, n>& all, const std::string& word) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](Value value) { return text(value) == word; });
    return found == all.end() ? now : std::max(now, *found);
}

/// The digest of the one of that id among these; nothing when there is none.
template <class Statements>
const std::string* digest_among(const Statements& statements, std::string_view id) {
    for (const auto& one : statements)
        if (one.id == id)
            return &one.digest;
    return nullptr;
}

} // namespace

std::optional<KnownStatement> find_statement(const Library& library, std::string_view id) {
    for (const ScreeningRule& rule : library.screening)
        if (rule.id.text() == id)
            return KnownStatement{rule.digest, true};
    for (const std::string* digest :
         {digest_among(library.causes, id), digest_among(library.care, id),
          digest_among(library.targets, id), digest_among(library.advice, id)})
        if (digest != nullptr)
            return KnownStatement{*digest, false};
    for (const CoverageSection& section : library.coverage)
        if (const std::string* digest = digest_among(section.claims, id))
            return KnownStatement{*digest, false};
    return std::nullopt;
}

std::vector<ScreeningRule> made_stricter(std::vector<ScreeningRule> rules,
                                         const std::vector<chart::StricterRule>& stricter) {
    for (const chart::StricterRule& one : stricter) {
        const auto rule = std::find_if(rules.begin(), rules.end(),
                                       [&](const auto& each) { return each.id == one.rule; });
        if (rule == rules.end())
            continue;
        rule->level = stricter_of(rule->level, level_order, one.level);
        rule->needling = stricter_of(rule->needling, needling_order, one.needling);
        if (rule->needling == Needling::Clear && rule->cleared_by.empty())
            rule->cleared_by = "the clinic's lead";
    }
    return rules;
}

} // namespace filiform::knowledge
