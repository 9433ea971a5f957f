// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"

namespace filiform::knowledge {

/// What becomes of something that is said of sciatica and needling.
enum class ClaimAnswer {
    Covered,      ///< it holds: the library says or asks it
    Corrected,    ///< better evidence says otherwise, or less: the library says that
    NotSupported, ///< nothing was found to carry it: the library does not say it
    OutOfScope,   ///< not what this program is for, or a record it does not keep yet
};
/// "covered", "not supported": for people.
[[nodiscard]] std::string_view text(ClaimAnswer answer);
/// "covered", "not_supported": as the files of the library write it, and for programs.
[[nodiscard]] std::string_view word(ClaimAnswer answer);

/// One claim, fact, step or question of the articles that the program began with, and where the
/// library meets it (data/knowledge/coverage/*.yaml).
struct Claim {
    std::string id;    ///< "SA014", as the table of the articles has it
    std::string about; ///< in this library's words
    ClaimAnswer answer = ClaimAnswer::Covered;
    /// Ids of the library ("red_flag.bladder", "trp_piriformis_tender", "gb30"), data the program
    /// carries ("data/needle/needles.yaml"), pages ("docs/safety-case.md") and commands
    /// ("filiform plan").
    std::vector<std::string> lives_in;
    std::string why; ///< of all that are not covered
    std::vector<chart::SourceId> sources;
    std::vector<std::string> never; ///< words that no text of the library may say
    /// Names of tests as ctest has them ("story.Cases.AreJudgedAsExpected"), and cases
    /// ("tests/cases/basics/bladder.json").
    std::vector<std::string> tests;
    std::string where;    ///< file:line
    std::string digest{}; ///< of the statement as it stands (words.h)
};

/// Claims under one heading.
struct CoverageSection {
    std::string title;
    std::vector<Claim> claims;
};

/// Problems: data.* of DataDocument; knowledge.word; knowledge.coverage (a claim that is covered or
///           corrected and lives nowhere; one that is not covered and says not why, or cites nobody
///           for it; one without a test, unless it is out of scope).
[[nodiscard]] base::Checked<CoverageSection> read_coverage(std::string_view text, std::string name);

} // namespace filiform::knowledge
