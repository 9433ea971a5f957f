// SPDX-License-Identifier: Apache-2.0
#include "record/states.h"

namespace filiform::record {

bool is_signable(Kind kind) {
    switch (kind) {
    case Kind::Assessment:
    case Kind::Plan:
    case Kind::Consent:
    case Kind::Session:
    case Kind::AdverseEvent:
    case Kind::Instrument:
    case Kind::Outcome:
    case Kind::Letter:
    case Kind::RuleReview:
    case Kind::TrialAddition:
    case Kind::ProgressReview:
        return true;
    case Kind::Clinic:
    case Kind::Practitioner:
    case Kind::Patient:
    case Kind::Episode:
    case Kind::Task:
    case Kind::Room:
    case Kind::Hours:
    case Kind::Appointment:
    case Kind::WaitingEntry:
    case Kind::Message:
    case Kind::Stock:
        return false;
    }
    return false;
}

bool may_become(Kind kind, State from, State to) {
    const bool can_be_booked = kind == Kind::Appointment || kind == Kind::WaitingEntry;
    switch (to) {
    case State::Open:
        return from == State::Open;
    case State::Signed:
        return from == State::Open && is_signable(kind);
    case State::Superseded:
        return from == State::Signed && kind != Kind::Consent;
    case State::Withdrawn:
        return (from == State::Signed && kind == Kind::Consent) ||
               (from == State::Open && can_be_booked);
    case State::Mistaken:
        return from != State::Mistaken && from != State::Erased && kind != Kind::Clinic;
    case State::Erased:
        return false;
    }
    return false;
}

} // namespace filiform::record
