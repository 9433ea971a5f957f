// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"
#include "fhir/maps.h"

namespace filiform::fhir {

namespace {

constexpr std::string_view confidentiality =
    "meta.security[system=http://terminology.hl7.org/CodeSystem/v3-Confidentiality].code";

void map_names(Elements& elements, record::Patient& patient) {
    elements.text("name[use?=official].family", patient.family);
    elements.texts("name[use?=official].given", patient.given);
    elements.text("name[use=usual].text", patient.preferred_name);
}

void map_emergency_contact(Elements& elements, record::Contact& contact) {
    elements.derived("relationship[].coding[].system", hl7_system("v2-0131"));
    elements.derived("relationship[].coding[].code", "C");
    elements.text("relationship[].text", contact.relation);
    elements.text("name.text", contact.name);
    elements.text("organization.display", contact.organisation);
    map_telecom(elements, contact.phone, contact.email);
    elements.part("address", contact.address, map_address);
}

void map_family_doctor(Elements& elements, record::Contact& contact) {
    elements.text("display", contact.name);
    elements.rest_of("", "contact", contact, {{"name", "display"}});
}

void map_language(Elements& elements, record::Patient& patient) {
    elements.token("communication[].language.coding[].code", patient.language);
    if (patient.language.empty())
        return;
    elements.derived("communication[].language.coding[].system", bcp47);
    elements.derived_flag("communication[].preferred", true);
}

/// Yes is a label of the resource; no is kept beside, and unknown is nothing at all.
void map_restriction(Elements& elements, record::Patient& patient, CarriedFields& carried) {
    std::string code;
    if (elements.is_writing() && patient.is_restricted.value_or(false))
        code = "R";
    elements.text(confidentiality, code);
    if (code == "R") {
        patient.is_restricted = true;
        carried.push_back({"isRestricted", "meta.security"});
    } else if (!code.empty()) {
        elements.refuse("meta.security", "The record knows only the label R.", "Leave others out.");
    }
}

} // namespace

CarriedFields map_noun(Elements& elements, record::Patient& patient, Envelope& envelope) {
    CarriedFields carried{
        {"family", "name.where(use='official').family"},
        {"given", "name.where(use='official').given"},
        {"preferredName", "name.where(use='usual').text"},
        {"birthDate", "birthDate"},
        {"sex", "gender"},
        {"identifiers", "identifier"},
        {"phone", "telecom.where(system='phone').value"},
        {"email", "telecom.where(system='email').value"},
        {"address", "address[0]"},
        {"language", "communication[0].language"},
        {"needsInterpreter",
         "extension('http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired')"},
        {"emergencyContact", "contact[0]"},
        {"generalPractitioner", "generalPractitioner[0]"},
        {"deceasedOn", "deceasedDateTime"},
        {"mergedInto", "link[0].other"},
    };
    map_identifiers(elements, "identifier", patient.identifiers);
    map_names(elements, patient);
    map_telecom(elements, patient.phone, patient.email);
    elements.choice("gender", patient.sex, words(record::Patient::Sex{}));
    elements.day("birthDate", patient.birth_date);
    elements.day("deceasedDateTime", patient.deceased_on);
    elements.part("address[]", patient.address, map_address);
    elements.part("contact[]", patient.emergency_contact, map_emergency_contact);
    map_language(elements, patient);
    elements.part("generalPractitioner[]", patient.general_practitioner, map_family_doctor);
    elements.reference("link[type=replaced-by].other", ResourceType::Patient, patient.merged_into);
    elements.derived_flag("active", patient.merged_into.is_empty());
    if (!envelope.context.clinic.is_empty())
        elements.derived("managingOrganization.reference",
                         "Organization/" + envelope.context.clinic.text());
    elements.flag("extension[url=http://hl7.org/fhir/StructureDefinition/"
                  "patient-interpreterRequired].valueBoolean",
                  patient.needs_interpreter);
    map_restriction(elements, patient, carried);
    if (envelope.is_invented) {
        patient.is_invented = true;
        carried.push_back({"isInvented", "meta.tag"});
    }
    elements.rest_of("", "patient", patient, carried);
    return carried;
}

CarriedFields map_noun(Elements& elements, record::Practitioner& practitioner, Envelope&) {
    const CarriedFields carried{
        {"title", "name[0].prefix"},
        {"family", "name[0].family"},
        {"given", "name[0].given"},
        {"registrations", "identifier"},
        {"qualifications", "qualification.code.text"},
        {"languages", "communication.coding.code"},
        {"phone", "telecom.where(system='phone').value"},
        {"email", "telecom.where(system='email').value"},
        {"isActive", "active"},
    };
    map_identifiers(elements, "identifier", practitioner.registrations);
    elements.flag("active", practitioner.is_active);
    elements.text("name[use?=official].family", practitioner.family);
    elements.texts("name[use?=official].given", practitioner.given);
    elements.text("name[use?=official].prefix[]", practitioner.title);
    map_telecom(elements, practitioner.phone, practitioner.email);
    elements.each("qualification", practitioner.qualifications,
                  [](Elements& inner, std::string& what) { inner.text("code.text", what); });
    elements.each("communication", practitioner.languages,
                  [](Elements& inner, std::string& language) {
                      inner.token("coding[].code", language);
                      inner.derived("coding[].system", bcp47);
                  });
    elements.rest_of("", "practitioner", practitioner, carried);
    return carried;
}

CarriedFields map_noun(Elements& elements, record::Episode& episode, Envelope& envelope) {
    static constexpr auto statuses = record::worded<record::Episode::Status::Cancelled>(
        "planned", "active", "onhold", "finished", "cancelled");
    CarriedFields carried{
        {"patient", "patient"},
        {"practitioner", "careManager"},
        {"began", "period.start"},
        {"ended", "period.end"},
    };
    map_status(elements, "status", episode.status, statuses, envelope, carried);
    elements.reference("patient", ResourceType::Patient, episode.patient);
    elements.reference("careManager", ResourceType::Practitioner, episode.practitioner);
    if (!envelope.context.clinic.is_empty())
        elements.derived("managingOrganization.reference",
                         "Organization/" + envelope.context.clinic.text());
    elements.day("period.start", episode.began);
    elements.day("period.end", episode.ended);
    elements.rest_of("", "episode", episode, carried);
    std::vector<record::EntryId> conditions;
    for (std::size_t i = 1; i <= episode.diagnoses.size(); ++i)
        conditions.emplace_back(envelope.id + ".d" + std::to_string(i));
    map_derived_references(elements, "diagnosis", "condition", ResourceType::Condition, conditions);
    return carried;
}

} // namespace filiform::fhir
