// SPDX-License-Identifier: Apache-2.0
#include "record/clinic.h"

#include "record/choice.h"

namespace filiform::record {

std::span<const std::string_view> words(Practitioner::Profession) {
    static constexpr auto all =
        worded<Practitioner::Profession::Other>("physiotherapist", "chiropractor", "acupuncturist",
                                                "doctor", "osteopath", "nurse", "other");
    return all;
}

void describe(Fields& fields, BookingRules& rules) {
    fields.integer({"bookUntilHours", "Patients ask for a time at least so many hours before it."},
                   rules.book_until_hours, {0, 8760});
    fields.integer({"cancelUntilHours", "Patients give a time back at least so many hours before."},
                   rules.cancel_until_hours, {0, 8760});
    fields.integer({"bookAheadDays", "Patients ask for times no further ahead than this."},
                   rules.book_ahead_days, {1, 1000});
}

void describe(Fields& fields, Clinic& clinic) {
    fields.text(Field{"name", "What the clinic is called."}.required().found_by("name"),
                clinic.name, line_length);
    fields.object({"address", "Where it is."}, clinic.address);
    fields.text({"phone", "Telephone number."}, clinic.phone, code_length);
    fields.text({"email", "Electronic mail."}, clinic.email, line_length);
    fields.text({"website", "Its page."}, clinic.website, line_length);
    fields.text(Field{"timeZone", "What working hours are meant in: \"Europe/Madrid\"."}.required(),
                clinic.time_zone, code_length);
    fields.text({"language", "BCP 47: \"es\"."}, clinic.language, 35);
    fields.objects({"identifiers", "Numbers the clinic is known by."}, clinic.identifiers, 20);
    fields.object({"booking", "When patients may book and cancel by themselves."}, clinic.booking);
    fields.integer({"retentionYears", "How long a record is kept after the last visit."},
                   clinic.retention_years, {1, 100});
    fields.text({"reportingDuty", "Which adverse events have to be reported, and to whom."},
                clinic.reporting_duty, text_length);
    fields.text({"emergencyNote", "What patients are told to do out of hours."},
                clinic.emergency_note, text_length);
    fields.flag({"isDemonstration", "Everybody in this record is invented."},
                clinic.is_demonstration);
}

void describe(Fields& fields, Practitioner& practitioner) {
    fields.text({"title", "\"Dr\"."}, practitioner.title, code_length);
    fields.text(Field{"family", "Family name."}.required().found_by("family"), practitioner.family,
                line_length);
    fields.texts(Field{"given", "Given names."}.found_by("given"), practitioner.given, 10,
                 line_length);
    fields.choice(Field{"profession", "What they are."}.required(), practitioner.profession);
    fields.objects({"registrations", "Registration numbers, each with the body that gave it."},
                   practitioner.registrations, 10);
    fields.texts({"qualifications", "Degrees and courses, of needling among them."},
                 practitioner.qualifications, 50, line_length);
    fields.texts({"languages", "Languages they treat in, BCP 47."}, practitioner.languages, 20, 35);
    fields.text({"phone", "Telephone number."}, practitioner.phone, code_length);
    fields.text({"email", "Electronic mail."}, practitioner.email, line_length);
    fields.flag(Field{"isActive", "Whether they work here now."}.required().found_by("active"),
                practitioner.is_active);
}

void describe(Fields& fields, Room& room) {
    fields.text(Field{"name", "What it is called."}.required().found_by("name"), room.name,
                line_length);
    fields.text({"place", "Where it is."}, room.place, line_length);
    fields.texts({"equipment", "What is in it."}, room.equipment, 50, line_length);
    fields.flag(Field{"isActive", "Whether it can be booked."}.required().found_by("active"),
                room.is_active);
}

} // namespace filiform::record
