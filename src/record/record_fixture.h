// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/noun.h"

/// One invented patient's care, every noun of it right: tests change one thing and look what is
/// said.
namespace filiform::record::fixture {

[[nodiscard]] base::Instant moment(const std::string& text);
[[nodiscard]] base::Date day(const std::string& text);
[[nodiscard]] Clinic clinic();
[[nodiscard]] Practitioner practitioner();
[[nodiscard]] Patient patient();
[[nodiscard]] Episode episode();
[[nodiscard]] ScreeningResult cleared();
[[nodiscard]] Assessment assessment();
[[nodiscard]] Plan plan();
[[nodiscard]] Consent consent();
[[nodiscard]] Needle needle();
[[nodiscard]] Session session();
[[nodiscard]] AdverseEvent adverse_event();
[[nodiscard]] Instrument instrument();
[[nodiscard]] Outcome outcome();
[[nodiscard]] Task task();
[[nodiscard]] Room room();

/// Monday mornings, nine to one, every half hour.
[[nodiscard]] Hours hours();

/// A Monday at ten in Madrid.
[[nodiscard]] Appointment appointment();
[[nodiscard]] WaitingEntry waiting_entry();
[[nodiscard]] Message message();
[[nodiscard]] Letter letter();
[[nodiscard]] Stock stock();
/// Warfarin ends needling in this clinic.
[[nodiscard]] RuleReview rule_review();
[[nodiscard]] TrialAddition trial_addition();
[[nodiscard]] ProgressReview progress_review();
[[nodiscard]] std::vector<Noun> one_of_each();

/// The places of problems, one a line: "#/needles/0/timeOut".
[[nodiscard]] std::string places(const base::Problems& problems);

} // namespace filiform::record::fixture
