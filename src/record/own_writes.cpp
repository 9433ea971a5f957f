// SPDX-License-Identifier: Apache-2.0
#include "record/own_writes.h"

#include "base/expects.h"
#include "record/complaints.h"

namespace filiform::record {

namespace {

using Self = OwnWriting;

/// Whether there was nothing before. (Compared with one that stays, since compilers take the parts
/// of a passing one for uninitialised.)
template <class One>
bool was_nothing(const One& before) {
    static const One nothing{};
    return before == nothing;
}

void check_own(Complaints& complaints, const Self&, const Patient& before, const Patient& after) {
    Patient allowed = before;
    allowed.preferred_name = after.preferred_name;
    allowed.gender = after.gender;
    allowed.phone = after.phone;
    allowed.email = after.email;
    allowed.address = after.address;
    allowed.language = after.language;
    allowed.needs_interpreter = after.needs_interpreter;
    allowed.emergency_contact = after.emergency_contact;
    allowed.general_practitioner = after.general_practitioner;
    allowed.may_be_phoned = after.may_be_phoned;
    allowed.may_be_texted = after.may_be_texted;
    allowed.may_be_emailed = after.may_be_emailed;
    allowed.may_be_posted = after.may_be_posted;
    complaints.unless(allowed == after && !was_nothing(before), "",
                      "Patients change how they are reached, and nothing else.",
                      "Ask the clinic to correct the rest.");
}

void check_own(Complaints& complaints, const Self& self, const Outcome& before,
               const Outcome& after) {
    complaints.unless(after.patient == self.self, "/patient", "This is somebody else's.");
    complaints.unless(was_nothing(before), "", "What was answered is not changed.");
    complaints.unless(after.given_by == Outcome::Giver::Patient, "/givenBy",
                      "It is the patient who answers.");
}

/// Where in an answer's own member a problem lies.
std::string place_of_answer(const std::string& finding) {
    return "/answers/" + finding;
}

void check_own(Complaints& complaints, const Self& self, const Assessment& before,
               const Assessment& after) {
    complaints.unless(after.patient == self.self, "/patient", "This is somebody else's.");
    complaints.unless(after.on == self.today, "/on", "Patients write of today.",
                      "Write " + base::text(self.today) + ".");
    Assessment allowed = before;
    if (was_nothing(before)) { // what it is about is said once
        allowed.patient = after.patient;
        allowed.episode = after.episode;
        allowed.practitioner = after.practitioner;
        allowed.checks = after.checks;
    }
    allowed.on = after.on;
    allowed.answers = after.answers;
    allowed.chart = after.chart;
    allowed.pain = after.pain;
    allowed.medicines = after.medicines;
    allowed.height_cm = after.height_cm;
    allowed.weight_kg = after.weight_kg;
    allowed.screening = after.screening;
    allowed.causes = after.causes;
    complaints.unless(allowed == after, "",
                      "Patients answer what is asked, draw where it hurts, and say what they take "
                      "and how tall and heavy they are.",
                      "What is examined and decided, the clinic writes.");
    for (const auto& [finding, answer] : after.answers) {
        const auto known = before.answers.find(finding);
        const bool is_kept = known != before.answers.end() && known->second == answer;
        complaints.unless(is_kept || (self.is_asked && self.is_asked(finding)),
                          place_of_answer(finding), "This is examined, not asked.",
                          "Leave it to the clinic.");
    }
}

void check_own(Complaints& complaints, const Self& self, const Appointment& before,
               const Appointment& after) {
    using Status = Appointment::Status;
    complaints.unless(after.patient == self.self, "/patient", "This is somebody else's.");
    const bool is_new = was_nothing(before);
    complaints.unless(after.status == (is_new ? Status::Proposed : Status::Cancelled), "/status",
                      "Patients ask for a time and cancel it.");
}

void check_own(Complaints& complaints, const Self& self, const WaitingEntry& before,
               const WaitingEntry& after) {
    using Status = WaitingEntry::Status;
    complaints.unless(after.patient == self.self, "/patient", "This is somebody else's.");
    complaints.unless(after.status == Status::Waiting || after.status == Status::GivenUp, "/status",
                      "Patients wait and give up; the rest is the clinic's.");
    complaints.unless(after.is_urgent == before.is_urgent, "/isUrgent",
                      "How urgent it is, the clinic says.");
    complaints.unless(after.appointment == before.appointment, "/appointment",
                      "What is offered, the clinic says.");
}

void check_own(Complaints& complaints, const Self& self, const Message& before,
               const Message& after) {
    complaints.unless(after.patient == self.self, "/patient", "This is somebody else's.");
    if (was_nothing(before)) {
        complaints.unless(after.from == self.self, "/from", "Patients write in their own name.");
        complaints.unless(!after.read_at, "/readAt", "Nobody has read it yet.");
        return;
    }
    Message read = before;
    read.read_at = after.read_at;
    complaints.unless(before.to == self.self && read == after, "/readAt",
                      "Patients mark what was written to them as read.");
}

} // namespace

base::Problems forbidden_to_patient(const OwnWriting& writing, const Noun& before,
                                    const Noun& after) {
    base::expects(before.index() == after.index(), "a noun is followed by one of its kind");
    Complaints complaints;
    std::visit(
        [&](const auto& one) {
            using One = std::decay_t<decltype(one)>;
            if constexpr (requires { check_own(complaints, Self{}, one, one); })
                check_own(complaints, writing, std::get<One>(before), one);
            else
                complaints.unless(false, "", "Patients do not write this.");
        },
        after);
    return complaints.take();
}

} // namespace filiform::record
