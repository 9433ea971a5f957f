// SPDX-License-Identifier: Apache-2.0
#include "record/kept_screening.h"

#include <algorithm>

#include "base/expects.h"
#include "record/choice.h"

namespace filiform::record {

ScreeningResult kept_screening(const chart::Screening& screening) {
    ScreeningResult kept;
    kept.decision = find_choice<ScreeningDecision>(screening.decision);
    base::expects(kept.decision.has_value(), "the record knows every decision of a screening");
    kept.may_needle = screening.may_needle;
    for (const chart::ScreeningNote& note : screening.notes) {
        kept.rules.push_back({note.rule.text(), note.level, note.needling, note.is_known});
        if (note.is_known || note.level != "emergency_today")
            continue;
        auto& open = kept.unanswered_emergency;
        for (const chart::FindingId& finding : note.missing)
            if (std::find(open.begin(), open.end(), finding.text()) == open.end())
                open.push_back(finding.text());
    }
    for (const chart::Screening::Question& question : screening.to_ask)
        kept.to_ask.push_back(question.finding.text());
    for (const chart::Screening::HeldBack& held : screening.restraint)
        kept.restraint.push_back(held.text);
    return kept;
}

} // namespace filiform::record
