// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "record/parts.h"

namespace filiform::record {

/// What the clinic's lead says of one statement of the library, once they sign it.
///
/// The clinic may make a rule stricter for its own patients, and never laxer: what it names as
/// level and needling counts only where the library says less. A statement that was changed since
/// is to be read again; until then a stricter word goes on to count, and an agreement does not.
struct RuleReview {
    enum class Verdict { Agreed, Disputed, Stricter };
    enum class Level { Caution, ReferRoutine, ReferUrgent, EmergencyToday };
    enum class Needling { Clear, Stop };
    std::string rule; ///< "contra.warfarin"
    std::string text; ///< digest of the statement as it stood
    std::optional<Verdict> verdict;
    std::optional<Level> level;       ///< of Stricter: at least this
    std::optional<Needling> needling; ///< of Stricter: at least this
    std::string reason;
    EntryId practitioner; ///< who answers for it
    Day on;
    friend bool operator==(const RuleReview&, const RuleReview&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(RuleReview::Verdict);
[[nodiscard]] std::span<const std::string_view> words(RuleReview::Level);
[[nodiscard]] std::span<const std::string_view> words(RuleReview::Needling);
void describe(Fields& fields, RuleReview& review);

} // namespace filiform::record
