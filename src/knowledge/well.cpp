// SPDX-License-Identifier: Apache-2.0
#include "knowledge/well.h"

namespace filiform::knowledge {

std::optional<chart::Answer> answer_of_somebody_well(const Finding& finding) {
    switch (finding.kind) {
    case FindingKind::YesNo:
        return false;
    case FindingKind::Number:
        return finding.unit == "MRC" ? std::optional<chart::Answer>(finding.high) : std::nullopt;
    case FindingKind::Choice:
    case FindingKind::Choices:
        for (const char* word : {"none", "normal", "no"})
            for (const Finding::Choice& choice : finding.choices)
                if (choice.id == word)
                    return std::vector<std::string>{word};
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace filiform::knowledge
