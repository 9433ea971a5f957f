// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "outcomes/progress.h"
#include "report/progress_letter.h"

namespace filiform::workshop {

/// What is printed of a course that was reviewed, in words for the patient and for their doctor;
/// its picture stands in it. `program`: "filiform 0.1.0".
[[nodiscard]] report::ProgressLetter progress_letter(const outcomes::Progress& progress,
                                                     const std::string& program);

} // namespace filiform::workshop
