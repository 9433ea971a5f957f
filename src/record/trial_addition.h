// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/parts.h"

namespace filiform::record {

/// Trials that the clinic's lead adds to those the library carries, once they sign it.
///
/// Signed, they are pooled with the library's in this clinic, and nowhere else. They are taken back
/// by being superseded, or by being marked as a mistake.
struct TrialAddition {
    std::string rows;   ///< CSV as docs/evidence.md has it, with `id`, `question` and `source`
    std::string reason; ///< where they were found, and why they belong there
    EntryId practitioner;
    Day on;
    friend bool operator==(const TrialAddition&, const TrialAddition&) = default;
};
void describe(Fields& fields, TrialAddition& addition);

} // namespace filiform::record
