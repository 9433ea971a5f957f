// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/living.h"

namespace filiform::evidence {

/// Trials that a clinic added to the library's and signed.
struct OwnTrials {
    std::string id;   ///< of the record's entry
    std::string rows; ///< CSV, with the column `question`
};

/// The library's evidence with a clinic's own trials among it.
struct ClinicEvidence {
    LivingEvidence evidence;                     ///< the clinic's rows last
    std::map<std::string, std::string> added_by; ///< id of a row: of the OwnTrials it came with
    /// What does not fit any more, since the library changed under it: it counts for nothing.
    struct Aside {
        std::string id;
        base::Problems problems;
    };
    std::vector<Aside> set_aside;
};
/// Adds them in their order; those that do not fit are set aside, whole.
[[nodiscard]] ClinicEvidence with_own_trials(const LivingEvidence& carried,
                                             const std::vector<OwnTrials>& own);

[[nodiscard]] const Question* find_question(const LivingEvidence& evidence, std::string_view id);

/// SHA-256 of a question, its certainty and its rows, and of what they give today as it is shown:
/// what a lead signed is known to have changed when this has.
[[nodiscard]] std::string digest_of(const Question& question, const Analysis& today);

/// Every question with what its trials say today ("filiform.evidence/1", data/schemas).
/// Problems: those of `answer`.
[[nodiscard]] base::Checked<std::string> evidence_json(const ClinicEvidence& clinic,
                                                       const std::string& program);

/// What new rows would change (its definition "preview"); the rows themselves besides, as CSV by
/// our names, with line feeds.
/// Problems: those of add_trials.
[[nodiscard]] base::Checked<std::string>
preview_json(const LivingEvidence& evidence, std::string_view rows, const std::string& name);

/// A table as CSV: its columns by our names, a line feed after each row.
[[nodiscard]] std::string write_trials(const TrialTable& table);

} // namespace filiform::evidence
