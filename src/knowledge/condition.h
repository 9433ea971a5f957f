// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/data_document.h"
#include "knowledge/finding.h"

namespace filiform::knowledge {

/// What can be said of a condition while some answers are missing.
enum class Truth { No, NotKnown, Yes };

/// Which side's answer of a two-sided finding a test takes.
enum class WhichSide {
    None, ///< the finding has no sides
    Right,
    Left,
    Same,   ///< that of the leg that hurts; both when both do
    Other,  ///< the opposite of it; not known when both hurt or the side is not known
    Either, ///< at least one
    Both,
};

/// One comparison of one finding.
struct Test {
    chart::FindingId finding; ///< without its side
    WhichSide side = WhichSide::None;
    std::optional<bool> is;                                ///< of a yes or no
    std::optional<double> at_least, above, at_most, below; ///< of a number, in its unit
    std::set<std::string> one_of; ///< of choices: at least one of these was chosen
};

/// When a statement of the library holds. Written in YAML as
///
///     {saddle_numbness: yes}                       a test
///     {age_years: {at_least: 70}, male: no}        all of several tests
///     {all: [...]}, {any: [...]}, {not: {...}}     joined
///     {count: {at_least: 2, of: [...]}}            so many of them
///     {slr.same: yes}                              a finding with sides, see WhichSide
///     {anticoagulant: [warfarin, doac]}            one of these was chosen
struct Condition {
    enum class Kind { All, Any, Not, Count, Test };
    Kind kind = Kind::All;
    std::vector<Condition> parts; ///< of All (empty: always), Any, Not (one), Count
    std::size_t least = 0;        ///< of Count
    Test test;                    ///< of Test
};

/// Problems: noted in the document: knowledge.finding (unknown, the nearest is told),
///           knowledge.condition (a comparison that such a finding does not have, a side missing or
///           too much), knowledge.choice, knowledge.range.
[[nodiscard]] Condition read_condition(const base::DataNode& node, const Findings& findings);

/// Kleene's three-valued logic: what is not known stays so unless the rest decides.
///
/// Sides: "leg_pain_side" (right, left, both, none) says which leg hurts.
[[nodiscard]] Truth truth_of(const Condition& condition, const Answers& answers);

/// The answers that decide a condition which is not known, with their sides, in the order written;
/// empty when it is known.
[[nodiscard]] std::vector<chart::FindingId> missing_for(const Condition& condition,
                                                        const Answers& answers);

/// Of these what to ask first: where several must hold at once only the first that is not known,
/// since its answer may spare the others ("varicose veins?" before "where?").
[[nodiscard]] std::vector<chart::FindingId> first_missing_for(const Condition& condition,
                                                              const Answers& answers);

/// The answers that make a condition hold, as given.
[[nodiscard]] std::vector<chart::FindingId> answers_for(const Condition& condition,
                                                        const Answers& answers);

/// Every finding a condition speaks of, without sides.
[[nodiscard]] std::set<chart::FindingId> findings_in(const Condition& condition);

/// Whether a further sign can only make the condition hold, never end it: it has no `not`, and no
/// test for the answer no.
[[nodiscard]] bool grows_with_signs(const Condition& condition);

} // namespace filiform::knowledge
