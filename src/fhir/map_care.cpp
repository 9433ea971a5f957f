// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"
#include "fhir/maps.h"

namespace filiform::fhir {

namespace {

using record::AdverseEvent;
using record::Consent;
using record::State;

constexpr std::string_view patient_consent = "59284-0"; // LOINC, recalled

std::string_view consent_status(State state, std::optional<Consent::Answer> answer) {
    switch (state) {
    case State::Open:
        return "draft";
    case State::Signed:
        return answer == Consent::Answer::Refused ? "rejected" : "active";
    case State::Mistaken:
        return "entered-in-error";
    case State::Superseded:
    case State::Withdrawn:
    case State::Erased:
        break;
    }
    return "inactive";
}

/// The status tells what was answered only while the consent stands.
void map_consent_status(Elements& elements, Consent& consent, Envelope& envelope,
                        CarriedFields& carried) {
    std::string status;
    if (elements.is_writing())
        status = consent_status(*envelope.state, consent.answer);
    elements.text("status", status);
    if (!envelope.state)
        for (const State one : {State::Open, State::Signed, State::Mistaken, State::Withdrawn})
            if (status == consent_status(one, Consent::Answer::Given) ||
                status == consent_status(one, Consent::Answer::Refused)) {
                envelope.state = one;
                break;
            }
    if (!envelope.state)
        return elements.refuse("status", "The record does not keep this status of a consent.",
                               "Send draft, active, rejected or inactive.");
    if (*envelope.state != State::Signed)
        return;
    consent.answer = status == "rejected" ? Consent::Answer::Refused : Consent::Answer::Given;
    carried.push_back({"answer", "status"});
}

} // namespace

CarriedFields map_noun(Elements& elements, Consent& consent, Envelope& envelope) {
    CarriedFields carried{
        {"patient", "patient"},
        {"plan", "provision.data[0].reference"},
        {"at", "dateTime"},
        {"textVersion", "policyRule.text"},
    };
    if (consent.answer || !elements.is_writing())
        map_consent_status(elements, consent, envelope, carried);
    else
        elements.fixed("status", consent_status(*envelope.state, consent.answer));
    elements.fixed("scope.coding[].system", hl7_system("consentscope"));
    elements.fixed("scope.coding[].code", "treatment");
    elements.fixed("category[].coding[].system", "http://loinc.org");
    elements.fixed("category[].coding[].code", patient_consent);
    elements.reference("patient", ResourceType::Patient, consent.patient);
    elements.moment("dateTime", consent.at);
    elements.text("policyRule.text", consent.text_version);
    elements.reference("provision.data[].reference", ResourceType::CarePlan, consent.plan);
    if (!consent.plan.is_empty())
        elements.derived("provision.data[].meaning", "related");
    elements.rest_of("", "consent", consent, carried);
    if (!elements.is_writing() && envelope.state) {
        std::string status(consent_status(*envelope.state, consent.answer));
        elements.derived("status", status);
    }
    return carried;
}

namespace {

void map_adverse_course(Elements& elements, AdverseEvent& event) {
    static constexpr auto outcomes = record::worded<AdverseEvent::Outcome::Unknown>(
        "resolved", "recovering", "ongoing", "resolvedWithSequelae", "fatal", "unknown");
    elements.choice("severity.coding[].code", event.severity, words(AdverseEvent::Severity{}));
    if (event.severity)
        elements.derived("severity.coding[].system", hl7_system("adverse-event-severity"));
    elements.choice("outcome.coding[].code", event.outcome, outcomes);
    if (event.outcome)
        elements.derived("outcome.coding[].system", hl7_system("adverse-event-outcome"));
}

/// What follows from the fields that were read by now.
void map_adverse_consequences(Elements& elements, AdverseEvent& event) {
    const bool is_serious = !event.serious.empty() || event.grade == AdverseEvent::Grade::Serious;
    elements.derived("seriousness.coding[].system", hl7_system("adverse-event-seriousness"));
    elements.derived("seriousness.coding[].code", is_serious ? "Serious" : "Non-serious");
    std::vector<record::EntryId> suspects;
    if (event.needle && !event.session.is_empty())
        suspects.emplace_back(event.session.text() + ".n" + std::to_string(*event.needle + 1));
    map_derived_references(elements, "suspectEntity", "instance", ResourceType::Procedure,
                           suspects);
}

} // namespace

CarriedFields map_noun(Elements& elements, AdverseEvent& event, Envelope&) {
    const CarriedFields carried{
        {"patient", "subject"},  {"session", "encounter"}, {"practitioner", "recorder"},
        {"type", "event"},       {"what", "event.text"},   {"began", "date"},
        {"noticed", "detected"}, {"severity", "severity"}, {"outcome", "outcome"},
    };
    elements.fixed("actuality", "actual");
    elements.coded_choice("event", event.type, "adverse-event-type");
    elements.text("event.text", event.what);
    elements.reference("subject", ResourceType::Patient, event.patient);
    elements.reference("encounter", ResourceType::Encounter, event.session);
    elements.moment("date", event.began);
    elements.moment("detected", event.noticed);
    elements.reference("recorder", ResourceType::Practitioner, event.practitioner);
    map_adverse_course(elements, event);
    elements.rest_of("", "adverse-event", event, carried);
    map_adverse_consequences(elements, event);
    return carried;
}

} // namespace filiform::fhir
