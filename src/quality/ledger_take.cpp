// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "quality/ledger.h"

namespace filiform::quality {

namespace {

using record::Kind;

std::int16_t small(record::Whole number) {
    constexpr std::int64_t most = 32767;
    return number ? static_cast<std::int16_t>(std::clamp<std::int64_t>(*number, 0, most))
                  : std::int16_t{-1};
}

std::int16_t tenths(record::Number points) {
    return points ? static_cast<std::int16_t>(std::lround(*points * 10)) : std::int16_t{-1};
}

Minute minute(record::Moment moment) {
    return moment ? minute_of(*moment) : no_minute;
}

std::int32_t days(base::Date date) {
    return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

Check check_of(const record::Entry& entry, const record::Task& task) {
    if (entry.state == record::State::Mistaken || !task.status)
        return Check::None;
    switch (*task.status) {
    case record::Task::Status::Waiting:
    case record::Task::Status::InProgress:
        return Check::Waiting;
    case record::Task::Status::Done:
        return Check::Done;
    case record::Task::Status::Cancelled:
        return Check::Cancelled;
    }
    return Check::None;
}

/// "piriformis.right" is the piriformis.
std::string_view without_side(std::string_view target) {
    return target.substr(0, target.find('.'));
}

} // namespace

void Ledger::take_one(const record::Entry& entry, const record::Session& noun) {
    const Slot slot = slot_of(Kind::Session, entry.id, sessions_);
    SessionRow row = sessions_[slot];
    row.began = minute(noun.began);
    row.patient = slot_of(Kind::Patient, noun.patient, patients_);
    row.episode = episode_slot(noun.episode);
    row.plan = slot_of(Kind::Plan, noun.plan, plans_);
    row.consent = slot_of(Kind::Consent, noun.consent, consents_);
    row.clinician = static_cast<std::uint16_t>(clinicians_.number_of(noun.practitioner.text()));
    row.counted_in = small(noun.counted_in);
    row.counted_out = small(noun.counted_out);
    row.state = standing_of(entry.state);
    row.muscles = 0;
    row.techniques = 0;
    row.needles_in = row.needles_out = 0;
    for (const record::Needle& needle : noun.needles) {
        if (!needle.time_in)
            continue;
        ++row.needles_in;
        row.needles_out = static_cast<std::uint16_t>(row.needles_out + (needle.time_out ? 1 : 0));
        if (const std::size_t muscle = muscles_.number_of(without_side(needle.target)); muscle > 0)
            row.muscles |= 1U << (muscle - 1);
        if (needle.technique)
            row.techniques = static_cast<std::uint8_t>(
                row.techniques | 1U << static_cast<unsigned>(*needle.technique));
    }
    sessions_[slot] = row;
    if (!noun.amends.is_empty()) {
        const Slot amended = slot_of(Kind::Session, noun.amends, sessions_);
        // A draft of an amendment does not stand for anything yet.
        if (entry.state == record::State::Signed && amended != slot)
            amended_by_[amended] = slot;
    }
    unsettled_.push_back(slot);
}

void Ledger::take_one(const record::Entry& entry, const record::Patient& noun) {
    const Slot slot = slot_of(Kind::Patient, entry.id, patients_);
    const Slot into = slot_of(Kind::Patient, noun.merged_into, patients_);
    patients_[slot] = {noun.birth_date ? days(*noun.birth_date) : INT32_MIN,
                       into == slot ? no_slot : into, noun.sex, false};
}

void Ledger::take_one(const record::Entry& entry, const record::Assessment& noun) {
    const Slot slot = slot_of(Kind::Assessment, entry.id, assessments_);
    AssessmentRow row;
    row.at = noun.screening && noun.screening->at ? minute_of(*noun.screening->at)
             : noun.on ? minute_of(base::Instant(std::chrono::sys_days(*noun.on)))
                       : no_minute;
    row.patient = slot_of(Kind::Patient, noun.patient, patients_);
    row.episode = episode_slot(noun.episode);
    row.checks = slot_of(Kind::Session, noun.checks, sessions_);
    row.cause = static_cast<std::uint16_t>(
        noun.causes.empty() ? 0 : causes_.number_of(noun.causes.front().id));
    if (const auto found = noun.answers.find("duration_weeks"); found != noun.answers.end())
        if (const double* weeks = std::get_if<double>(&found->second))
            row.duration_weeks = small(static_cast<std::int64_t>(std::clamp(*weeks, 0.0, 30000.0)));
    if (noun.pain) {
        row.leg_tenths = tenths(noun.pain->leg);
        row.back_tenths = tenths(noun.pain->back);
    }
    row.state = standing_of(entry.state);
    if (noun.screening)
        row.decision = noun.screening->decision;
    if (const Slot before = assessments_[slot].checks; before != row.checks) {
        constexpr std::uint8_t most = 250;
        if (before != no_slot)
            --sessions_[before].answers;
        if (row.checks != no_slot && sessions_[row.checks].answers < most)
            ++sessions_[row.checks].answers;
    }
    assessments_[slot] = row;
    assessment_overrides_.erase(slot);
    if (!noun.overrides.empty())
        assessment_overrides_[slot] = overrides_of(noun.overrides);
}

std::vector<OverrideRow> Ledger::overrides_of(const std::vector<record::RuleDecision>& decisions) {
    std::vector<OverrideRow> rows;
    for (const record::RuleDecision& one : decisions)
        rows.push_back({static_cast<std::uint16_t>(rules_.number_of(one.rule)),
                        static_cast<std::uint32_t>(reasons_.number_of(one.reason))});
    return rows;
}

void Ledger::take_one(const record::Entry& entry, const record::Plan& noun) {
    const Slot slot = slot_of(Kind::Plan, entry.id, plans_);
    const Slot assessment = slot_of(Kind::Assessment, noun.assessment, assessments_);
    plans_[slot] = {assessment, standing_of(entry.state)};
    plan_overrides_.erase(slot);
    if (!noun.overrides.empty())
        plan_overrides_[slot] = overrides_of(noun.overrides);
}

void Ledger::take_one(const record::Entry& entry, const record::Consent& noun) {
    const Slot slot = slot_of(Kind::Consent, entry.id, consents_);
    ConsentRow row;
    row.at = minute(noun.at);
    row.plan = slot_of(Kind::Plan, noun.plan, plans_);
    row.state = standing_of(entry.state);
    row.is_given = noun.answer == record::Consent::Answer::Given;
    if (entry.state == record::State::Withdrawn)
        row.withdrawn = minute_of(entry.at);
    consents_[slot] = row;
}

void Ledger::take_one(const record::Entry& entry, const record::AdverseEvent& noun) {
    const Slot slot = slot_of(Kind::AdverseEvent, entry.id, events_);
    EventRow row;
    row.at = noun.began ? minute_of(*noun.began) : minute(noun.noticed);
    row.patient = slot_of(Kind::Patient, noun.patient, patients_);
    row.session = slot_of(Kind::Session, noun.session, sessions_);
    row.state = standing_of(entry.state);
    row.type = noun.type.value_or(record::AdverseEvent::Type::Other);
    row.grade =
        noun.grade.value_or(record::grade_of(noun.severity, noun.duration, !noun.serious.empty()));
    row.severity = noun.severity;
    row.is_unrelated = noun.cause == record::AdverseEvent::Cause::Unrelated;
    events_[slot] = row;
}

void Ledger::take_one(const record::Entry& entry, const record::Outcome& noun) {
    const Slot slot = slot_of(Kind::Outcome, entry.id, outcomes_);
    OutcomeRow row;
    row.at = minute(noun.on);
    row.patient = slot_of(Kind::Patient, noun.patient, patients_);
    row.episode = episode_slot(noun.episode);
    row.score = static_cast<float>(noun.score.value_or(0));
    row.has_score = noun.score.has_value();
    row.instrument = static_cast<std::uint16_t>(instruments_.number_of(noun.code));
    row.state = standing_of(entry.state);
    outcomes_[slot] = row;
}

void Ledger::take_one(const record::Entry&, const record::Instrument& noun) {
    InstrumentFacts facts;
    facts.is_higher_better =
        noun.scoring && noun.scoring->direction == record::Instrument::Direction::HigherIsBetter;
    for (const record::Instrument::Threshold& one : noun.thresholds) {
        if (one.meaning != record::Instrument::Threshold::Meaning::ImportantChange)
            continue;
        const double value = one.value.value_or(-1);
        if (value < facts.important)
            continue;
        facts.important = value;
        facts.percent = std::max(facts.percent, one.percent.value_or(-1));
        facts.source = one.source;
    }
    instrument_facts_[noun.code] = facts;
}

void Ledger::take_one(const record::Entry& entry, const record::Task& noun) {
    using What = record::Task::What;
    if (noun.what == What::CheckAfterSession) {
        const Slot slot = slot_of(Kind::Session, noun.about, sessions_);
        if (slot == no_slot)
            return;
        SessionRow& session = sessions_[slot];
        session.check = check_of(entry, noun);
        const Minute done = minute(noun.done_at);
        const bool is_timed =
            session.check == Check::Done && done != no_minute && session.began != no_minute;
        session.check_hours =
            is_timed ? small(std::max(0, done - session.began) / 60) : std::int16_t{-1};
        return;
    }
    if (noun.what != What::UrgentAnswer && noun.what != What::EmergencyQuestion)
        return;
    const Slot slot = slot_of(Kind::Task, entry.id, referrals_);
    const bool is_done = noun.status == record::Task::Status::Done;
    const Slot patient = slot_of(Kind::Patient, noun.patient, patients_);
    referrals_[slot] = {is_done ? minute(noun.done_at) : no_minute, patient,
                        standing_of(entry.state)};
}

void Ledger::take_one(const record::Entry& entry, const record::Letter& noun) {
    if (noun.type != record::Letter::Type::Referral)
        return;
    const Slot slot = slot_of(Kind::Letter, entry.id, referrals_);
    // What was signed and bears no other time went out as it was signed.
    const Minute sent = noun.sent_at                           ? minute_of(*noun.sent_at)
                        : entry.state == record::State::Signed ? minute_of(entry.at)
                                                               : no_minute;
    const Slot patient = slot_of(Kind::Patient, noun.patient, patients_);
    referrals_[slot] = {sent, patient, standing_of(entry.state)};
}

void Ledger::take_one(const record::Entry& entry, const record::Practitioner& noun) {
    std::string name = noun.family;
    for (const std::string& given : noun.given)
        name += (&given == &noun.given.front() ? ", " : " ") + given;
    clinician_names_[entry.id.text()] = name;
}

void Ledger::take_one(const record::Entry&, const record::Clinic& noun) {
    time_zone_ = noun.time_zone;
}

} // namespace filiform::quality
