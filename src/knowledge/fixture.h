// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "knowledge/screen.h"

/// A library of a few lines, for tests.
namespace filiform::knowledge {

inline const char* small_findings = R"(findings:
  - {id: age_years, group: particulars, given: true, type: number, unit: years, low: 0, high: 120}
  - {id: male, group: particulars, given: true, type: yes_no}
  - {id: height_cm, group: particulars, given: true, type: number, unit: cm, low: 100, high: 230}
  - {id: weight_kg, group: particulars, given: true, type: number, unit: kg, low: 25, high: 300}
  - {id: bmi, group: particulars, given: true, type: number, unit: kg/m2, low: 8, high: 100}
  - {id: leg_pain_side, group: complaint, ask: "Which leg?", type: choice, choices: {right: r, left: l, both: b, none: n}}
  - {id: numb_saddle, group: cauda, ask: "Numb?", type: yes_no}
  - {id: fever, group: serious, ask: "Fever?", type: yes_no}
  - {id: drugs, group: health, ask: "Any of these?", type: choices, choices: {warfarin: w, aspirin: a, none: n}}
  - {id: inr, group: health, ask: "Last INR?", type: number, unit: "", low: 0.5, high: 15}
  - {id: bad_skin, group: site, ask: "Where?", type: choices, choices: {calf: c, lumbar: l, none: n}}
  - {id: power, group: neurology, examine: "Press.", type: number, unit: MRC, low: 0, high: 5, sides: true}
  - {id: slr, group: neurology, examine: "Raise.", type: yes_no, sides: true}
)";

inline Findings findings_of(const char* text = small_findings) {
    auto findings = read_findings(text, "findings.yaml");
    EXPECT_TRUE(findings) << (findings ? "" : base::sentence(findings.error().front()));
    return findings ? *findings : Findings{};
}

/// A condition as YAML has it, on the small findings.
inline Condition condition(const std::string& text) {
    const Findings findings = findings_of();
    const base::DataDocument document("when: " + text, "test.yaml");
    Condition read = read_condition(document.root().child("when"), findings);
    for (const base::Problem& problem : document.problems())
        ADD_FAILURE() << base::sentence(problem);
    return read;
}

/// Answers by id, as a case gives them: {"slr.right", true}.
inline Answers answers(std::initializer_list<std::pair<const char*, chart::Answer>> given) {
    Answers all;
    for (const auto& [id, answer] : given) {
        const auto* word = std::get_if<std::string>(&answer);
        all[chart::FindingId(id)] =
            word != nullptr ? chart::Answer(std::vector<std::string>{*word}) : answer;
    }
    return all;
}

/// The ids under which a finding is answered: one, or one for each side.
inline std::vector<chart::FindingId> sides_of(const Finding& finding) {
    if (!finding.has_sides)
        return {finding.id};
    return {chart::FindingId(finding.id.text() + ".right"),
            chart::FindingId(finding.id.text() + ".left")};
}

/// A case with one sign more, every one there is, by name: a yes, or one choice more where the
/// question was answered. An open question's first answer may end the asking, and so is not meant.
inline std::vector<std::pair<std::string, Answers>> with_one_sign_more(const Findings& findings,
                                                                       const Answers& before) {
    std::vector<std::pair<std::string, Answers>> all;
    const auto add = [&](const chart::FindingId& id, chart::Answer answer, std::string sign) {
        Answers after = before;
        after[id] = std::move(answer);
        all.emplace_back(std::move(sign), std::move(after));
    };
    for (const Finding& finding : findings)
        for (const chart::FindingId& id : sides_of(finding)) {
            const auto found = before.find(id);
            if (finding.kind == FindingKind::YesNo) {
                if (found == before.end() || !std::get<bool>(found->second))
                    add(id, true, id.text());
            } else if (finding.kind == FindingKind::Choices && found != before.end()) {
                for (const Finding::Choice& choice : finding.choices) {
                    auto words = std::get<std::vector<std::string>>(found->second);
                    std::erase(words, "none");
                    if (choice.id == "none" ||
                        std::find(words.begin(), words.end(), choice.id) != words.end())
                        continue;
                    words.push_back(choice.id);
                    add(id, words, id.text() + " " + choice.id);
                }
            }
        }
    return all;
}

} // namespace filiform::knowledge
