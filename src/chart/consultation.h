// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/typed_id.h"

namespace filiform::chart {

struct FindingTag;
/// What was asked or examined: "saddle_numbness", "slr.right".
using FindingId = base::TypedId<FindingTag>;
struct RuleTag;
/// A statement of the library: "red_flag.saddle_numbness".
using RuleId = base::TypedId<RuleTag>;

/// One answer, as it was given: yes or no, a number in the finding's unit, one choice, or several.
/// What was not asked, or not known, has no answer at all.
using Answer = std::variant<bool, double, std::string, std::vector<std::string>>;

/// Who is treated, as far as the rules ask.
struct Patient {
    std::optional<base::Date> birth_date;
    std::optional<double> age_years; ///< when the birth date was not given
    std::optional<bool> is_male;
    std::optional<double> height_cm;
    std::optional<double> weight_kg;
};

/// Somebody named has answered for a rule that asks for it: the prescriber that a needle may be
/// used, or the clinician why they go on against advice. It is kept and shown.
struct Decision {
    RuleId rule;
    std::string by;
    base::Date on{};
    std::string reason;
};

/// A clinic's own word on a rule of the library, which can only make it stricter.
struct StricterRule {
    RuleId rule;
    std::string level{};    ///< at least this, in the library's words; empty: as it is
    std::string needling{}; ///< likewise
};

/// What the patient reported and the examination found, on one day.
struct Consultation {
    base::Date on{};
    Patient patient;
    std::map<FindingId, Answer> answers;
    std::vector<Decision> clearances;   ///< by whom a rule asks to be cleared
    std::vector<Decision> overrides;    ///< by the treating clinician
    std::vector<StricterRule> stricter; ///< where this clinic is stricter than the library
    bool is_after_needling = false; ///< it asks how a session went, and clears nobody for a needle
};

} // namespace filiform::chart
