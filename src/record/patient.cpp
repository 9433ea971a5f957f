// SPDX-License-Identifier: Apache-2.0
#include "record/patient.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Patient::Sex) {
    static constexpr auto all = worded<Patient::Sex::Male>("female", "male");
    return all;
}

std::span<const std::string_view> words(Episode::Status) {
    static constexpr auto all =
        worded<Episode::Status::Cancelled>("planned", "active", "on_hold", "finished", "cancelled");
    return all;
}

namespace {

void describe_person(Fields& fields, Patient& patient) {
    fields.text(Field{"family", "Family name."}.required().identifying().found_by("family"),
                patient.family, line_length);
    fields.texts(Field{"given", "Given names."}.identifying().found_by("given"), patient.given, 10,
                 line_length);
    fields.text(Field{"preferredName", "How the patient wants to be called."}.identifying(),
                patient.preferred_name, line_length);
    fields.date(Field{"birthDate", "Day of birth."}.identifying().found_by("birthdate"),
                patient.birth_date);
    fields.choice({"sex", "Of the body, for its measures and the limits that depend on it."},
                  patient.sex);
    fields.text(Field{"gender", "In the patient's own words."}.identifying(), patient.gender,
                line_length);
    fields.objects(Field{"identifiers", "Numbers the patient is known by."}.identifying(),
                   patient.identifiers, 20);
}

void describe_ways_to_reach(Fields& fields, Patient& patient) {
    fields.text(Field{"phone", "Telephone number."}.identifying(), patient.phone, code_length);
    fields.text(Field{"email", "Electronic mail."}.identifying().found_by("email"), patient.email,
                line_length);
    fields.object(Field{"address", "Where letters go."}.identifying(), patient.address);
    fields.text({"language", "BCP 47: \"es\"."}, patient.language, 35);
    fields.flag({"needsInterpreter", "Whether an interpreter is to be there."},
                patient.needs_interpreter);
    fields.object(Field{"emergencyContact", "Whom to call."}.identifying(),
                  patient.emergency_contact);
    fields.object(Field{"generalPractitioner", "The family doctor."}.identifying(),
                  patient.general_practitioner);
    fields.flag({"mayBePhoned", "Whether the patient agreed to calls."}, patient.may_be_phoned);
    fields.flag({"mayBeTexted", "Whether the patient agreed to text messages."},
                patient.may_be_texted);
    fields.flag({"mayBeEmailed", "Whether the patient agreed to electronic mail."},
                patient.may_be_emailed);
    fields.flag({"mayBePosted", "Whether the patient agreed to letters."}, patient.may_be_posted);
}

} // namespace

void describe(Fields& fields, Patient& patient) {
    describe_person(fields, patient);
    describe_ways_to_reach(fields, patient);
    fields.date(Field{"deceasedOn", "Day of death."}.identifying(), patient.deceased_on);
    fields.reference(
        Field{"mergedInto", "The entry that goes on for this one, which was a double."}.found_by(
            "merged_into"),
        patient.merged_into, one_of<Kind::Patient>);
    fields.flag({"isRestricted", "Opened by those who do not treat the patient only with a "
                                 "reason."},
                patient.is_restricted);
    fields.flag(Field{"isInvented", "Belongs to a demonstration."}.found_by("invented"),
                patient.is_invented);
}

void describe(Fields& fields, Episode::Diagnosis& diagnosis) {
    fields.text(Field{"code", "ICD-10: \"M54.3\"."}.required().found_by("diagnosis"),
                diagnosis.code, 10);
    fields.text(Field{"words", "The same in words."}.identifying(), diagnosis.words, line_length);
    fields.choice({"side", "Which side."}, diagnosis.side);
    fields.flag({"isCertain", "False while it is a suspicion."}, diagnosis.is_certain);
}

void describe(Fields& fields, Episode::Referral& referral) {
    describe(fields, referral.from);
    fields.date({"on", "Date of the referral."}, referral.on);
    fields.text(Field{"reason", "What is asked for."}.identifying(), referral.reason, text_length);
}

void describe(Fields& fields, Episode& episode) {
    fields.reference(Field{"patient", "Whose it is."}.required().found_by("patient"),
                     episode.patient, one_of<Kind::Patient>);
    fields.reference(Field{"practitioner", "Who answers for it."}.found_by("practitioner"),
                     episode.practitioner, one_of<Kind::Practitioner>);
    fields.choice(Field{"status", "How far it has come."}.required().found_by("status"),
                  episode.status);
    fields.date(Field{"began", "First day."}.required().found_by("began"), episode.began);
    fields.date(Field{"ended", "Last day."}.found_by("ended"), episode.ended);
    fields.text(Field{"reason", "Why the patient came."}.identifying(), episode.reason,
                text_length);
    fields.objects({"diagnoses", "What it is, as far as it is known; the leading one first."},
                   episode.diagnoses, 20);
    fields.object(Field{"referral", "Who sent the patient."}.identifying(), episode.referral);
    fields.texts(Field{"goals", "What the patient wants to be able to do again."}.identifying(),
                 episode.goals, 20, text_length);
    fields.date(Field{"reviewDue", "When progress is to be looked at next."}.found_by("review_due"),
                episode.review_due);
}

} // namespace filiform::record
