// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/complaints.h"
#include "record/nouns.h"

/// The rules behind `contradictions` (record/noun.h), one for each noun that has any.
namespace filiform::record {

void check(Complaints& complaints, const Clinic& clinic);
void check(Complaints& complaints, const Patient& patient);
void check(Complaints& complaints, const Episode& episode);
void check(Complaints& complaints, const Assessment& assessment);
void check(Complaints& complaints, const Plan& plan);
void check(Complaints& complaints, const Consent& consent);
void check(Complaints& complaints, const Session& session);
void check(Complaints& complaints, const AdverseEvent& event);
void check(Complaints& complaints, const Instrument& instrument);
void check(Complaints& complaints, const Task& task);
void check(Complaints& complaints, const Hours& hours);
void check(Complaints& complaints, const Appointment& booking);
void check(Complaints& complaints, const WaitingEntry& waiting);
void check(Complaints& complaints, const Message& message);
void check(Complaints& complaints, const Letter& letter);
void check(Complaints& complaints, const Stock& stock);
void check(Complaints& complaints, const RuleReview& review);

/// Parts that several of them have; `where` is the part's JSON pointer.
void check_screening(Complaints& complaints, const ScreeningResult& screening,
                     const std::string& where);
void check_neurology(Complaints& complaints, const std::vector<NeuroSign>& signs,
                     const char* where);

/// Decisions after which a needle may be used at all: anything but a question that is open and a
/// patient who has to be seen elsewhere first.
[[nodiscard]] bool leaves_needling_open(ScreeningDecision decision);

} // namespace filiform::record
