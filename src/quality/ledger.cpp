// SPDX-License-Identifier: Apache-2.0
#include "quality/ledger.h"

#include <algorithm>

namespace filiform::quality {

namespace {

using record::Kind;
using record::State;

/// A check's task is known only by what it says, so a mistaken one is read all the same.
bool is_dropped(const record::Entry& entry) {
    return entry.state == State::Erased ||
           (entry.state == State::Mistaken && entry.kind != Kind::Task);
}

bool is_counted_kind(Kind kind) {
    switch (kind) {
    case Kind::Clinic:
    case Kind::Practitioner:
    case Kind::Patient:
    case Kind::Assessment:
    case Kind::Plan:
    case Kind::Consent:
    case Kind::Session:
    case Kind::AdverseEvent:
    case Kind::Instrument:
    case Kind::Outcome:
    case Kind::Task:
    case Kind::Letter:
        return true;
    case Kind::Episode:
    case Kind::Room:
    case Kind::Hours:
    case Kind::Appointment:
    case Kind::WaitingEntry:
    case Kind::Message:
    case Kind::Stock:
    case Kind::RuleReview:
    case Kind::TrialAddition:
    case Kind::ProgressReview:
        return false;
    }
    return false;
}

} // namespace

Standing standing_of(State state) {
    switch (state) {
    case State::Open:
        return Standing::Open;
    case State::Signed:
        return Standing::Signed;
    case State::Superseded:
        return Standing::Superseded;
    case State::Withdrawn:
        return Standing::Withdrawn;
    case State::Mistaken:
    case State::Erased:
        return Standing::None;
    }
    return Standing::None;
}

Minute minute_of(base::Instant instant) {
    return static_cast<Minute>(
        std::chrono::floor<std::chrono::minutes>(instant).time_since_epoch().count());
}

template <class Row>
Slot Ledger::slot_of(Kind kind, const record::EntryId& id, std::vector<Row>& rows) {
    if (id.is_empty())
        return no_slot;
    const auto fresh = static_cast<Slot>(rows.size());
    const Slot slot = slots_.find_or_add(static_cast<std::uint8_t>(kind), id.text(), fresh);
    if (slot == fresh) {
        if (rows.size() == rows.capacity()) // by a quarter: doubling would leave half of it empty
            rows.reserve(rows.size() + rows.size() / 4 + 64);
        rows.emplace_back();
    }
    return slot;
}

Slot Ledger::episode_slot(const record::EntryId& id) {
    if (id.is_empty())
        return no_slot;
    const Slot slot =
        slots_.find_or_add(static_cast<std::uint8_t>(Kind::Episode), id.text(), episodes_);
    episodes_ += slot == episodes_ ? 1 : 0;
    return slot;
}

void Ledger::fold(const record::Entry& entry) {
    if (!is_counted_kind(entry.kind))
        return;
    if (is_dropped(entry)) {
        drop(entry);
        return;
    }
    const auto noun = record::read_noun(entry.kind, entry.body, "");
    if (noun)
        take(entry, *noun);
    else
        ++unreadable_;
}

void Ledger::take(const record::Entry& entry, const record::Noun& noun) {
    if (is_dropped(entry)) {
        drop(entry);
        return;
    }
    std::visit(
        [&](const auto& one) {
            if constexpr (requires { this->take_one(entry, one); })
                take_one(entry, one);
        },
        noun);
}

/// Empties the row of what is no longer to be counted, and takes back what it did to others.
void Ledger::drop(const record::Entry& entry) {
    const Slot slot = slots_.find(static_cast<std::uint8_t>(entry.kind), entry.id.text());
    if (slot == no_slot && entry.kind != Kind::Patient)
        return;
    if (entry.kind == Kind::Patient)
        patients_[slot_of(Kind::Patient, entry.id, patients_)] = {INT32_MIN, no_slot, {}, true};
    else if (entry.kind == Kind::Session)
        drop_session(slot);
    else if (entry.kind == Kind::Assessment) {
        if (const Slot checked = assessments_[slot].checks; checked != no_slot)
            --sessions_[checked].answers;
        assessments_[slot] = {};
        assessment_overrides_.erase(slot);
    } else if (entry.kind == Kind::Plan) {
        plans_[slot] = {};
        plan_overrides_.erase(slot);
    } else if (entry.kind == Kind::Consent)
        consents_[slot] = {};
    else if (entry.kind == Kind::AdverseEvent)
        events_[slot] = {};
    else if (entry.kind == Kind::Outcome)
        outcomes_[slot] = {};
    else if (entry.kind == Kind::Task || entry.kind == Kind::Letter)
        referrals_[slot] = {};
}

void Ledger::drop_session(Slot slot) {
    SessionRow gone;
    gone.answers = sessions_[slot].answers;
    sessions_[slot] = gone;
    std::erase_if(amended_by_, [&](const auto& one) { return one.second == slot; });
    unsettled_.push_back(slot);
}

void Ledger::settle() {
    if (unsettled_.empty())
        return;
    std::sort(unsettled_.begin(), unsettled_.end());
    unsettled_.erase(std::unique(unsettled_.begin(), unsettled_.end()), unsettled_.end());
    std::vector<bool> is_changed(sessions_.size(), false);
    for (const Slot slot : unsettled_)
        is_changed[slot] = true;
    std::erase_if(in_time_, [&](Slot slot) { return is_changed[slot]; });
    std::erase_if(unsettled_, [&](Slot slot) { return sessions_[slot].began == no_minute; });
    const auto earlier = [&](Slot a, Slot b) {
        return std::pair(sessions_[a].began, a) < std::pair(sessions_[b].began, b);
    };
    std::sort(unsettled_.begin(), unsettled_.end(), earlier);
    const auto middle = static_cast<std::ptrdiff_t>(in_time_.size());
    if (in_time_.capacity() < in_time_.size() + unsettled_.size())
        in_time_.reserve((in_time_.size() + unsettled_.size()) / 4 * 5 + 64);
    in_time_.insert(in_time_.end(), unsettled_.begin(), unsettled_.end());
    std::inplace_merge(in_time_.begin(), in_time_.begin() + middle, in_time_.end(), earlier);
    unsettled_ = {}; // with its memory
}

Slot Ledger::standing(Slot session) const {
    // A note amended again and again; a ring of notes ends somewhere.
    for (int i = 0; i < 100; ++i) {
        const auto later = amended_by_.find(session);
        if (later == amended_by_.end())
            break;
        session = later->second;
    }
    return session;
}

Slot Ledger::person(Slot patient) const {
    for (int i = 0; i < 100 && patient != no_slot; ++i) {
        const PatientRow& row = patients_[patient];
        if (row.is_gone)
            return no_slot;
        if (row.merged_into == no_slot)
            break;
        patient = row.merged_into;
    }
    return patient;
}

bool Ledger::is_treatment(const SessionRow& row) const {
    return row.state == Standing::Signed && row.needles_in > 0 && row.began != no_minute &&
           person(row.patient) != no_slot;
}

std::size_t Ledger::bytes() const {
    const auto of = [](const auto& rows) { return rows.capacity() * sizeof(rows.front()); };
    return slots_.bytes() + of(sessions_) + of(patients_) + of(assessments_) + of(plans_) +
           of(consents_) + of(events_) + of(outcomes_) + of(referrals_) + of(in_time_) +
           of(unsettled_);
}

// The templates below are made here, where their body is.
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<SessionRow>&);
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<PatientRow>&);
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<AssessmentRow>&);
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<PlanRow>&);
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<ConsentRow>&);
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<EventRow>&);
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<OutcomeRow>&);
template Slot Ledger::slot_of(Kind, const record::EntryId&, std::vector<ReferralRow>&);

} // namespace filiform::quality
