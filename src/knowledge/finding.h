// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/consultation.h"
#include "chart/structure.h"
#include "knowledge/sign.h"

namespace filiform::knowledge {

enum class FindingKind { YesNo, Number, Choice, Choices };

/// One thing that can be asked or examined (data/knowledge/findings.yaml).
struct Finding {
    chart::FindingId id; ///< without its side
    std::string group;   ///< what it is asked together with: "cauda_equina"
    std::string ask;     ///< the question, in words for the patient; empty when it is examined
    std::string examine; ///< how it is examined; empty when it is asked
    FindingKind kind = FindingKind::YesNo;
    std::string unit; ///< of Number: "years", "deg", "" for a bare count
    double low = 0;   ///< of Number: nothing below it is possible
    double high = 0;
    struct Choice {
        std::string id;
        std::string what;
    };
    std::vector<Choice> choices; ///< of Choice and Choices; "none" says that none of them applies
    bool has_sides = false;      ///< answered for each side: "slr.right"
    Sign sign;                   ///< the record has a place for the same; nothing in most
    bool is_given = false;       ///< worked out from the patient's particulars, never asked
    std::vector<chart::SourceId> sources;
    std::string where; ///< file:line
};

using Findings = std::vector<Finding>;

/// The group that is asked after a session, and the given finding that says that it is asked.
inline constexpr std::string_view after_needling_group = "after_needling";
inline constexpr std::string_view asked_after_needling = "asked_after_needling";

/// The finding that an id, with or without its side, speaks of; null when there is none.
[[nodiscard]] const Finding* find_finding(const Findings& findings, std::string_view id);

/// An answer as a person reads it: "no", "4 MRC", "warfarin; aspirin" in the words of the choices.
[[nodiscard]] std::string in_words(const Finding& finding, const chart::Answer& answer);

/// Problems: data.* of DataDocument; knowledge.repeated, knowledge.finding (no question and no
///           examination, choices or range missing), knowledge.range.
[[nodiscard]] base::Checked<Findings> read_findings(std::string_view text, std::string name);

/// Answers as the rules read them: those that were given, and what follows from the patient's
/// particulars (age_years, male, height_cm, weight_kg, bmi) and from what the consultation is for
/// (asked_after_needling).
using Answers = std::map<chart::FindingId, chart::Answer>;

/// Checks what was answered against what can be asked, and adds what is given.
///
/// After needling: it is asked how a session went where the consultation says so, and wherever one
///           of those questions was answered all the same, so that no such answer is passed over.
/// `where`:  what problems begin with, a JSON pointer: "case.json#/consultation".
/// Problems: case.finding (nothing of that name; the nearest is told), case.side (a side missing,
/// or
///           one too much), case.type, case.range (with unit and range), case.choice,
///           case.birth_date (in the future, or more than 120 years ago).
[[nodiscard]] base::Checked<Answers> check_answers(const Findings& findings,
                                                   const chart::Consultation& consultation,
                                                   const std::string& where);

} // namespace filiform::knowledge
