// SPDX-License-Identifier: Apache-2.0
// The search parameters of every type: a table.
#include <algorithm>
#include <array>

#include "fhir/search.h"

namespace filiform::fhir {

namespace {

using enum SearchFacts::Kind;

constexpr SearchFacts id{"_id", Token, "id", "", "", "The resource's own id."};
constexpr SearchFacts last_updated{
    "_lastUpdated", Date, "meta.lastUpdated", "", "", "When it was last written."};
constexpr SearchFacts tag{"_tag", Token, "meta.tag", "", "", "A tag: its state, or \"invented\"."};

constexpr std::string_view every_patient_term =
    "episode=patient|assessment=patient|plan=patient|consent=patient|session=patient|"
    "adverseEvent=patient|outcome=patient|task=patient|appointment=patient|letter=patient";
constexpr SearchFacts patient_in_subject{"patient",          Reference, "subject",
                                         every_patient_term, "",        "Whose it is."};
constexpr SearchFacts subject{"subject",          Reference, "subject",
                              every_patient_term, "",        "Whose it is."};
// "@" is the entry itself.
constexpr std::string_view every_visit_term =
    "assessment=@|session=@|outcome=session|plan=assessment|adverseEvent=session";
constexpr SearchFacts encounter{"encounter",      Reference, "encounter",
                                every_visit_term, "",        "At which visit."};
constexpr SearchFacts status{"status", Token, "status", "", "", "How it stands."};

constexpr std::array patients{
    SearchFacts{"name", Text, "name.family|name.given|name.text", "patient=name", "",
                "Any part of the name."},
    SearchFacts{"family", Text, "name.family", "patient=family", "", "Family name."},
    SearchFacts{"given", Text, "name.given", "patient=given", "", "Given name."},
    SearchFacts{"birthdate", Date, "birthDate", "patient=birthdate", "", "Day of birth."},
    SearchFacts{"gender", Token, "gender", "", "", "Sex of the body."},
    SearchFacts{"identifier", Token, "identifier", "patient=identifier", "",
                "A number the patient is known by."},
    SearchFacts{"email", Token, "telecom[system=email].value", "patient=email", "",
                "Electronic mail."},
    SearchFacts{"phone", Token, "telecom[system=phone].value", "", "", "Telephone number."},
    SearchFacts{"language", Token, "communication.language", "", "", "Language."},
    SearchFacts{"active", Token, "active", "", "", "Whether it goes on."},
    SearchFacts{"link", Reference, "link.other", "patient=merged_into", "",
                "What it was merged into."},
};
constexpr std::array practitioners{
    SearchFacts{"name", Text, "name.family|name.given", "practitioner=name", "",
                "Any part of the name."},
    SearchFacts{"family", Text, "name.family", "practitioner=family", "", "Family name."},
    SearchFacts{"given", Text, "name.given", "practitioner=given", "", "Given name."},
    SearchFacts{"identifier", Token, "identifier", "practitioner=identifier", "",
                "A registration number."},
    SearchFacts{"active", Token, "active", "practitioner=active", "", "Works here now."},
    SearchFacts{"communication", Token, "communication", "", "", "Language."},
};
constexpr std::array roles{
    SearchFacts{"practitioner", Reference, "practitioner", "practitioner=@", "",
                "Whose role it is."},
    SearchFacts{"organization", Reference, "organization", "", "", "The clinic."},
    SearchFacts{"role", Token, "code", "", "", "Profession."},
    SearchFacts{"active", Token, "active", "practitioner=active", "", "Works here now."},
};
constexpr std::array organizations{
    SearchFacts{"name", Text, "name", "clinic=name", "", "What it is called."},
    SearchFacts{"identifier", Token, "identifier", "", "", "A number it is known by."},
};
constexpr std::array locations{
    SearchFacts{"name", Text, "name", "room=name", "", "What it is called."}, status};
constexpr std::array episodes{
    SearchFacts{"patient", Reference, "patient", every_patient_term, "", "Whose it is."},
    SearchFacts{"care-manager", Reference, "careManager", "episode=practitioner", "",
                "Who answers for it."},
    SearchFacts{"organization", Reference, "managingOrganization", "", "", "The clinic."},
    SearchFacts{"status", Token, "status", "episode=status",
                "planned=planned|active=active|onhold=on_hold|finished=finished|"
                "cancelled=cancelled",
                "How far it has come."},
    SearchFacts{"date", Date, "period", "", "", "From the first day to the last."},
};
constexpr std::array encounters{
    patient_in_subject,
    subject,
    status,
    SearchFacts{"date", Date, "period", "assessment=date|session=date~", "", "When it was."},
    SearchFacts{"participant", Reference, "participant.individual",
                "assessment=practitioner|session=practitioner", "", "Who saw the patient."},
    SearchFacts{"practitioner", Reference, "participant.individual",
                "assessment=practitioner|session=practitioner", "", "Who saw the patient."},
    SearchFacts{"episode-of-care", Reference, "episodeOfCare", "assessment=episode|session=episode",
                "", "What it belongs to."},
    SearchFacts{"appointment", Reference, "appointment", "", "", "The booking it was."},
    SearchFacts{"location", Reference, "location.location", "", "", "Where."},
    SearchFacts{"class", Token, "class", "", "", "Always ambulatory."},
    SearchFacts{"type", Token, "type", "", "", "Assessment or session."},
};
constexpr std::array conditions{
    patient_in_subject,
    subject,
    encounter,
    SearchFacts{"code", Token, "code", "", "", "What it is."},
    SearchFacts{"clinical-status", Token, "clinicalStatus", "", "", "Whether it is active."},
    SearchFacts{"verification-status", Token, "verificationStatus", "", "", "How sure it is."},
    SearchFacts{"recorded-date", Date, "recordedDate", "", "", "When it was written down."},
};
constexpr std::array observations{
    patient_in_subject,
    subject,
    encounter,
    status,
    SearchFacts{"code", Token, "code", "", "", "What was measured."},
    SearchFacts{"category", Token, "category", "", "", "Survey, exam or vital signs."},
    SearchFacts{"date", Date, "effectiveDateTime", "outcome=date|assessment=date|session=date~", "",
                "When."},
};
constexpr std::array questionnaires{
    SearchFacts{"url", Uri, "url", "", "", "Its canonical address."},
    SearchFacts{"identifier", Token, "identifier", "", "", "Its code."},
    SearchFacts{"title", Text, "title", "instrument=title", "", "What it is called."},
    SearchFacts{"version", Token, "version", "", "", "Its version."},
    status,
};
constexpr std::array responses{
    patient_in_subject,
    subject,
    encounter,
    status,
    SearchFacts{"questionnaire", Uri, "questionnaire", "", "", "What was filled in."},
    SearchFacts{"authored", Date, "authored", "outcome=date", "", "When."},
    SearchFacts{"source", Reference, "source", "", "", "Who answered."},
};
constexpr std::array risks{
    patient_in_subject,
    subject,
    encounter,
    SearchFacts{"date", Date, "occurrenceDateTime", "", "", "When it was decided."},
};
constexpr std::array consents{
    SearchFacts{"patient", Reference, "patient", every_patient_term, "", "Whose it is."},
    SearchFacts{"date", Date, "dateTime", "consent=date", "", "When."},
    SearchFacts{"category", Token, "category", "", "", "What kind."},
    SearchFacts{"data", Reference, "provision.data.reference", "consent=plan", "",
                "The plan consented to."},
    status,
};
constexpr std::array plans{
    patient_in_subject,
    subject,
    encounter,
    status,
    SearchFacts{"intent", Token, "intent", "", "", "Always a plan."},
    SearchFacts{"replaces", Reference, "replaces", "plan=replaces", "", "The plan before."},
    SearchFacts{"activity-reference", Reference, "activity.reference", "", "", "What is planned."},
};
constexpr std::array requests{
    patient_in_subject,
    subject,
    encounter,
    status,
    SearchFacts{"authored", Date, "authoredOn", "plan=date", "", "When it was planned."},
    SearchFacts{"based-on", Reference, "basedOn", "plan=@", "", "The plan."},
    SearchFacts{"code", Token, "code", "", "", "What is asked for."},
    SearchFacts{"body-site", Token, "bodySite", "", "", "Where."},
    SearchFacts{"requester", Reference, "requester", "plan=practitioner", "", "Who planned it."},
};
constexpr std::array procedures{
    patient_in_subject,
    subject,
    encounter,
    status,
    SearchFacts{"date", Date, "performedPeriod", "session=date~", "", "From in to out."},
    SearchFacts{"code", Token, "code", "", "", "What was done."},
    SearchFacts{"performer", Reference, "performer.actor", "session=practitioner", "",
                "Who needled."},
    SearchFacts{"based-on", Reference, "basedOn", "", "", "What was asked for."},
};
constexpr std::array adverse_events{
    patient_in_subject,
    subject,
    SearchFacts{"date", Date, "date", "adverseEvent=date", "", "When it began."},
    SearchFacts{"event", Token, "event", "", "", "What happened."},
    SearchFacts{"severity", Token, "severity", "", "", "How bad it is."},
    SearchFacts{"seriousness", Token, "seriousness", "", "", "Whether it is serious."},
    SearchFacts{"recorder", Reference, "recorder", "adverseEvent=practitioner", "",
                "Who wrote it."},
};
constexpr std::array devices{
    SearchFacts{"device-name", Text, "deviceName.name", "stock=product", "", "The product."},
    SearchFacts{"manufacturer", Text, "manufacturer", "", "", "Who made it."},
    SearchFacts{"udi-carrier", Text, "udiCarrier.carrierHRF", "stock=device_id", "",
                "The UDI as printed."},
    status,
};
constexpr std::array appointments{
    SearchFacts{"patient", Reference, "participant.actor#Patient", every_patient_term, "",
                "Who comes."},
    SearchFacts{"practitioner", Reference, "participant.actor#Practitioner",
                "appointment=practitioner", "", "Whom they see."},
    SearchFacts{"location", Reference, "participant.actor#Location", "appointment=room", "",
                "Where."},
    SearchFacts{"actor", Reference, "participant.actor", "", "", "Anybody or anything booked."},
    SearchFacts{"date", Date, "start", "appointment=date", "", "When it begins."},
    SearchFacts{"status", Token, "status", "appointment=status",
                "proposed=proposed|booked=booked|arrived=arrived|fulfilled=done|"
                "cancelled=cancelled|noshow=no_show",
                "How far it has come."},
    SearchFacts{"appointment-type", Token, "appointmentType", "", "", "What it is for."},
};
constexpr std::array schedules{
    SearchFacts{"actor", Reference, "actor", "", "", "Whose hours they are."},
    SearchFacts{"active", Token, "active", "", "", "Whether anything can be booked then."},
    SearchFacts{"date", Date, "planningHorizon", "", "", "The days it is for."},
};
constexpr std::array slots{
    SearchFacts{"schedule", Reference, "schedule", "", "", "The hours it lies in."},
    SearchFacts{"start", Date, "start", "", "", "When it begins."},
    status,
};
constexpr std::array tasks{
    SearchFacts{"patient", Reference, "for", every_patient_term, "", "Whom it is about."},
    SearchFacts{"subject", Reference, "for", every_patient_term, "", "Whom it is about."},
    SearchFacts{"owner", Reference, "owner", "task=assigned_to", "", "Who is to do it."},
    SearchFacts{"status", Token, "status", "task=status",
                "requested=waiting|in-progress=in_progress|completed=done|cancelled=cancelled",
                "How far it has come."},
    SearchFacts{"code", Token, "code", "", "", "What is to be done."},
    SearchFacts{"focus", Reference, "focus", "task=about", "", "What brought it up."},
    SearchFacts{"priority", Token, "priority", "", "", "How much it presses."},
    SearchFacts{"intent", Token, "intent", "", "", "Always an order."},
};
constexpr std::array documents{
    patient_in_subject,
    subject,
    status,
    SearchFacts{"type", Token, "type", "", "", "What it is."},
    SearchFacts{"date", Date, "date", "letter=date|plan=date", "", "When it left or was made."},
    SearchFacts{"author", Reference, "author", "letter=practitioner|plan=practitioner", "",
                "Who signs it."},
};
constexpr std::array provenances{
    SearchFacts{"target", Reference, "target", "", "", "What was written."},
    SearchFacts{"patient", Reference, "target#Patient", "", "",
                "Which patient's own entry was written."},
    SearchFacts{"agent", Reference, "agent.who", "", "", "Who wrote it."},
    SearchFacts{"recorded", Date, "recorded", "", "", "When."},
};
constexpr std::array audits{
    SearchFacts{"patient", Reference, "entity.what#Patient", "", "", "Whose record."},
    SearchFacts{"entity", Reference, "entity.what", "", "", "What was seen or done."},
    SearchFacts{"agent", Reference, "agent.who", "", "", "Who."},
    SearchFacts{"date", Date, "recorded", "", "", "When."},
    SearchFacts{"action", Token, "action", "", "", "C, R, U, D or E."},
    SearchFacts{"outcome", Token, "outcome", "", "", "0 done, 4 refused, 8 failed."},
};
constexpr std::array measures{
    SearchFacts{"url", Uri, "url", "", "", "Its canonical address."},
    SearchFacts{"name", Text, "name", "", "", "Its name for programs."},
    SearchFacts{"title", Text, "title", "", "", "What it is called."},
    status,
};
constexpr std::array reports{
    SearchFacts{"period", Date, "period", "", "", "From the first day to the last."},
    SearchFacts{"measure", Uri, "measure", "", "", "The canonical address of what was counted."},
    SearchFacts{"date", Date, "date", "", "", "When it was made: now."},
    SearchFacts{"reporter", Reference, "reporter", "", "", "The clinic."},
    status,
};

} // namespace

std::span<const SearchFacts> search_parameters(ResourceType type) {
    static const std::array<std::span<const SearchFacts>, 28> all{
        patients,   practitioners,  roles,      organizations, locations,
        episodes,   encounters,     conditions, observations,  questionnaires,
        responses,  risks,          consents,   plans,         requests,
        procedures, adverse_events, devices,    appointments,  schedules,
        slots,      tasks,          documents,  provenances,   audits,
        measures,   reports,        {}};
    return all.at(static_cast<std::size_t>(type));
}

const SearchFacts* find_parameter(ResourceType type, std::string_view name) {
    for (const SearchFacts* const one : {&id, &last_updated, &tag})
        if (one->name == name)
            return one;
    const auto own = search_parameters(type);
    const auto found = std::find_if(own.begin(), own.end(),
                                    [&](const SearchFacts& one) { return one.name == name; });
    return found == own.end() ? nullptr : &*found;
}

} // namespace filiform::fhir
