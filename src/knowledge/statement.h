// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/library.h"

/// What a clinic may say of the library's statements.
namespace filiform::knowledge {

/// Something that a clinic's lead can agree to, dispute or make stricter.
struct KnownStatement {
    std::string digest;   ///< of it as it stands
    bool is_rule = false; ///< a screening rule: only these have something to be stricter about
};
/// By its id: a screening rule, cause, kind of care, choice of a muscle, piece of advice, claim.
[[nodiscard]] std::optional<KnownStatement> find_statement(const Library& library,
                                                           std::string_view id);

/// The rules as a clinic has them: of each named the stricter of both levels and of both words on
/// needling. What names no rule or no word is passed over: it is stricter than nothing. A rule that
/// asks for a clearance only here is cleared by the clinic's lead.
///
/// Never laxer: whatever is answered, decided and said here, a screening by these rules is at least
///              as strict as one by the library's, clears no more and holds back no less.
[[nodiscard]] std::vector<ScreeningRule>
made_stricter(std::vector<ScreeningRule> rules, const std::vector<chart::StricterRule>& stricter);

} // namespace filiform::knowledge
