// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chart/screening.h"
#include "knowledge/library.h"
#include "knowledge/screen.h"

namespace filiform::knowledge {

/// A screening as it is printed and kept: the rules' own words, the questions that are open, and
/// the restraint in sentences, and the answers it rests on.
[[nodiscard]] chart::Screening notes_of(const Library& library, const Answers& answers,
                                        const Screening& screening);

/// A restraint in sentences; none for one that is empty.
[[nodiscard]] std::vector<std::string> sentences_of(const Library& library,
                                                    const Restraint& restraint);

/// Why a muscle must not be needled under a restraint; nothing when it may.
struct Bar {
    std::string because;    ///< one sentence, with the rules by name
    std::string would_help; ///< what would
};
/// `has_image`: the body was seen on a scan. A muscle the library does not place is barred too.
[[nodiscard]] std::optional<Bar> bar_of(const Library& library, const Screening& screening,
                                        const std::string& muscle, bool has_image);

} // namespace filiform::knowledge
