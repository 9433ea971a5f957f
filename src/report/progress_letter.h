// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/progress_figure.h"

namespace filiform::report {

/// What a letter on a course says, in words already found.
struct ProgressLetter {
    std::string about; ///< "31 March 2026, week 5 of care, four sessions"
    ProgressPicture picture;
    std::vector<std::string> findings; ///< what came of it, most important first
    struct Score {
        std::string name, first, last, verdict, thresholds;
    };
    std::vector<Score> scores;
    std::string step;                 ///< "go on"
    std::vector<std::string> reasons; ///< with their sources
    std::vector<std::string> asks;    ///< what has to be answered first
    std::string notice;               ///< how far to trust it
    std::string provenance;           ///< program, digest, seed
};

/// The letter on A4, for the patient and for their doctor; one page unless there is more to say.
[[nodiscard]] std::vector<Drawing> draw_progress_letter(const ProgressLetter& letter);

} // namespace filiform::report
