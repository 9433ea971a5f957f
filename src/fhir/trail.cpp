// SPDX-License-Identifier: Apache-2.0
#include "fhir/trail.h"

#include "base/base64.h"
#include "fhir/addresses.h"
#include "fhir/element_writer.h"
#include "fhir/shelf.h"

namespace filiform::fhir {

namespace {

json::object who(const Agent& agent) {
    if (agent.type && !agent.person.is_empty())
        return reference_to(agent.type, agent.person);
    return {{"identifier", {{"system", own_numbers("account")}, {"value", agent.account}}}};
}

json::object begun(ResourceType type, const std::string& id) {
    return {{"resourceType", text(type)}, {"id", id}};
}

json::object agent_as(std::string_view part) {
    return {
        {"type", concept_with_text(coding(hl7_system("provenance-participant-type"), part), "")}};
}

/// CRUDE, as FHIR has it.
std::string_view letter_of(std::string_view action) {
    if (action == "create" || action == "import")
        return "C";
    if (action == "read" || action == "search" || action == "history" || action == "export" ||
        action == "read_record" || action == "read_figures" || action == "export_cohort")
        return "R";
    if (action == "update" || action == "sign" || action == "withdraw" || action == "supersede" ||
        action == "mistake")
        return "U";
    return action == "erase" ? "D" : "E";
}

std::string_view outcome_of(std::string_view outcome) {
    return outcome == "done" ? "0" : outcome == "refused" ? "4" : "8";
}

json::array entities_of(const AuditFact& fact) {
    json::array entities;
    const auto type = fact.kind ? type_of_kind(*fact.kind) : std::nullopt;
    if (!fact.entry.is_empty())
        entities.push_back(json::object{{"what", reference_to(type, fact.entry)}});
    if (!fact.patient.is_empty() && fact.patient != fact.entry)
        entities.push_back(
            json::object{{"what", reference_to(ResourceType::Patient, fact.patient)},
                         {"role", coding(hl7_system("object-role"), "1", "Patient")}});
    return entities;
}

} // namespace

Resource provenance_of(const record::Entry& entry, const std::vector<Resource>& targets,
                       const Agent& agent, const Context& context) {
    const std::string id = entry.id.text() + ".v" + std::to_string(entry.version);
    json::object made = begun(ResourceType::Provenance, id);
    json::array named;
    for (const Resource& one : targets)
        named.push_back(
            json::object{{"reference", std::string(text(one.type)) + "/" + one.id + "/_history/" +
                                           std::to_string(entry.version)}});
    if (named.empty())
        named.push_back(reference_to(type_of_kind(entry.kind), entry.id));
    made["target"] = std::move(named);
    made["recorded"] = base::text(entry.at);
    if (!entry.reason.empty())
        made["reason"] = json::array{json::object{{"text", entry.reason}}};
    made["activity"] = concept_with_text(
        coding(hl7_system("v3-DataOperation"), entry.version <= 1 ? "CREATE" : "UPDATE"), "");
    json::object by = agent_as(agent.is_program ? "assembler" : "author");
    by["who"] = who(agent);
    if (!context.clinic.is_empty())
        by["onBehalfOf"] = reference_to(ResourceType::Organization, context.clinic);
    json::object program = agent_as("assembler");
    program["who"] = json::object{{"display", "Filiform"}};
    made["agent"] = json::array{std::move(by), std::move(program)};
    return {ResourceType::Provenance, id, write_tree(made)};
}

Resource audit_event_of(const AuditFact& fact, const Context& context) {
    const std::string id = "a" + std::to_string(fact.place);
    json::object made = begun(ResourceType::AuditEvent, id);
    made["type"] = coding(hl7_system("audit-event-type"), "rest", "RESTful Operation");
    if (!fact.action.empty())
        made["subtype"] = json::array{coding(own_system("action"), write_token(fact.action))};
    made["action"] = letter_of(fact.action);
    made["recorded"] = base::text(fact.at);
    made["outcome"] = outcome_of(fact.outcome);
    if (!fact.reason.empty())
        made["purposeOfEvent"] = json::array{json::object{{"text", fact.reason}}};
    json::object agent;
    agent["who"] = who(fact.agent);
    agent["requestor"] = true;
    if (!fact.from.empty())
        agent["network"] = json::object{{"address", fact.from}};
    made["agent"] = json::array{std::move(agent)};
    json::object source;
    source["observer"] = context.clinic.is_empty()
                             ? json::object{{"display", "Filiform"}}
                             : reference_to(ResourceType::Organization, context.clinic);
    made["source"] = std::move(source);
    json::array entities = entities_of(fact);
    if (!entities.empty())
        made["entity"] = std::move(entities);
    return {ResourceType::AuditEvent, id, write_tree(made)};
}

Resource slot_of(const SlotFact& fact, const Context&) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(fact.start.time_since_epoch());
    const std::string id = fact.hours.text() + ".s" + std::to_string(minute.count());
    json::object made = begun(ResourceType::Slot, id);
    made["schedule"] = reference_to(ResourceType::Schedule, fact.hours);
    made["status"] = fact.is_free ? "free" : "busy";
    made["start"] = base::text(fact.start);
    made["end"] = base::text(fact.end);
    return {ResourceType::Slot, id, write_tree(made)};
}

Resource binary_of(const BinaryFact& fact) {
    json::object made = begun(ResourceType::Binary, fact.digest);
    made["contentType"] = fact.media_type;
    if (const auto type = type_of_kind(fact.kind))
        made["securityContext"] = reference_to(type, fact.entry);
    made["data"] = base::to_base64(fact.bytes);
    return {ResourceType::Binary, fact.digest, write_tree(made)};
}

} // namespace filiform::fhir
