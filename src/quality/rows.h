// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/entry.h"
#include "record/nouns.h"

namespace filiform::quality {

/// A place in one of the ledger's tables.
using Slot = std::uint32_t;
inline constexpr Slot no_slot = 0xffffffff;
/// Minutes since 1970, UTC; far enough until the year 6053.
using Minute = std::int32_t;
inline constexpr Minute no_minute = INT32_MIN;
[[nodiscard]] Minute minute_of(base::Instant instant);

/// How an entry stands, in one byte.
enum class Standing : std::uint8_t {
    None, ///< nobody wrote it yet, or it was a mistake, or it was erased: never counted
    Open,
    Signed,
    Superseded,
    Withdrawn
};
[[nodiscard]] Standing standing_of(record::State state);

/// What became of the task to ask how a session went.
enum class Check : std::uint8_t { None, Waiting, Done, Cancelled };

/// What is counted of a session. No name, no words, no id.
struct SessionRow {
    Minute began = no_minute;
    Slot patient = no_slot, episode = no_slot, plan = no_slot, consent = no_slot;
    std::uint32_t muscles = 0; ///< bits: the ledger's muscles, whatever their side
    std::uint16_t clinician = 0;
    std::uint16_t needles_in = 0, needles_out = 0;  ///< as the list of needles has them
    std::int16_t counted_in = -1, counted_out = -1; ///< by the hand; -1: not said
    std::int16_t check_hours = -1;                  ///< from the session to its check, done
    std::uint8_t techniques = 0;                    ///< bits of record::Technique
    std::uint8_t answers = 0;                       ///< assessments that check it
    Standing state = Standing::None;
    Check check = Check::None;
};
static_assert(sizeof(SessionRow) == 40);

struct PatientRow {
    std::int32_t birth_day = INT32_MIN; ///< days since 1970
    Slot merged_into = no_slot;
    std::optional<record::Patient::Sex> sex;
    bool is_gone = false; ///< erased, or a mistake: nothing of theirs is counted
};

struct AssessmentRow {
    Minute at = no_minute;
    Slot patient = no_slot, episode = no_slot;
    Slot checks = no_slot;   ///< the session it asks about
    std::uint16_t cause = 0; ///< the leading one, among the ledger's causes; 0: none
    std::int16_t duration_weeks = -1;
    std::int16_t leg_tenths = -1, back_tenths = -1; ///< pain, tenths of a point
    Standing state = Standing::None;
    std::optional<record::ScreeningDecision> decision;
};

struct PlanRow {
    Slot assessment = no_slot;
    Standing state = Standing::None;
};

struct ConsentRow {
    Minute at = no_minute;
    Minute withdrawn = no_minute;
    Slot plan = no_slot;
    Standing state = Standing::None;
    bool is_given = false;
};

struct EventRow {
    Minute at = no_minute; ///< when it began, else when it was noticed
    Slot patient = no_slot, session = no_slot;
    Standing state = Standing::None;
    record::AdverseEvent::Type type = record::AdverseEvent::Type::Other;
    record::AdverseEvent::Grade grade = record::AdverseEvent::Grade::MildOrNone;
    std::optional<record::AdverseEvent::Severity> severity;
    bool is_unrelated = false; ///< the clinician says it has nothing to do with the needling
};

struct OutcomeRow {
    Minute at = no_minute;
    Slot patient = no_slot, episode = no_slot;
    float score = 0;
    std::uint16_t instrument = 0; ///< among the ledger's codes
    Standing state = Standing::None;
    bool has_score = false;
};

/// Something that answered a red flag: a letter of referral that went out, or a task that was done.
struct ReferralRow {
    Minute at = no_minute; ///< none: not sent, not done
    Slot patient = no_slot;
    Standing state = Standing::None;
};

/// Somebody went on against a rule.
struct OverrideRow {
    std::uint16_t rule = 0;   ///< among the ledger's rules
    std::uint32_t reason = 0; ///< among its reasons; 0: none was given
};

/// What the clinic's instrument says of a change; of several thresholds the most demanding.
struct InstrumentFacts {
    bool is_higher_better = false;
    double important = -1; ///< points; below 0: nobody knows
    double percent = -1;   ///< of the score at the start
    std::string source;
};

} // namespace filiform::quality
