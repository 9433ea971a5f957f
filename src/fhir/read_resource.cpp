// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "fhir/addresses.h"
#include "fhir/element_reader.h"
#include "fhir/maps.h"
#include "fhir/resource.h"

namespace filiform::fhir {

namespace {

base::Problems one_problem(std::string code, std::string where, std::string what,
                           std::string hint) {
    return {{std::move(code), std::move(where), std::move(what), std::move(hint)}};
}

base::Checked<ResourceType> type_of(const json::object& tree) {
    const std::string_view name = text_of(tree, "resourceType");
    const auto type = find_type(name);
    if (!type)
        return tl::unexpected(one_problem("fhir.unknown_type", "resourceType",
                                          name.empty()
                                              ? "The resource does not say what it is."
                                              : "The record keeps no resource of this type.",
                                          "The CapabilityStatement lists those it keeps."));
    if (!facts(*type).written_as)
        return tl::unexpected(
            one_problem("fhir.read_only_type", std::string(name),
                        "A " + std::string(name) + " can be read here, not written.",
                        "The CapabilityStatement says which can be written."));
    return *type;
}

/// The members that every resource has.
struct Frame {
    std::string id;
    std::optional<std::int64_t> version;
    std::optional<record::State> state;
    bool is_invented = false;
};

/// A narrative that was made from the data is not kept: it follows from them.
void take_narrative(const json::object& tree, const std::string& where, Reading& reading) {
    const json::value* narrative = tree.if_contains("text");
    if (narrative == nullptr || !narrative->is_object())
        return;
    if (text_of(narrative->get_object(), "status") == "generated")
        reading.take(*narrative);
    else
        reading.complain("fhir.unholdable", where + ".text",
                         "A narrative that says more than the data is not kept.",
                         "Put what it says into the elements.");
}

Frame read_frame(ElementReader& root, const json::object& tree, const std::string& where,
                 Reading& reading) {
    Frame frame;
    std::string ignored, version, state, invented;
    root.text("resourceType", ignored);
    root.text("id", frame.id);
    root.text("meta.versionId", version);
    root.text("meta.lastUpdated", ignored);
    if (!frame.id.empty() && !is_id(frame.id))
        reading.complain("fhir.value", where + ".id", "This is no id.",
                         "Ids have 1 to 64 letters, digits, \"-\" or \".\".");
    std::int64_t number = 0;
    const auto parsed = std::from_chars(version.data(), version.data() + version.size(), number);
    if (!version.empty() && parsed.ptr == version.data() + version.size())
        frame.version = number;
    root.text("meta.tag[system=" + own_system("state") + "].code", state);
    frame.state = record::state_of_word(state);
    if (!state.empty() && !frame.state)
        reading.complain("fhir.code", where + ".meta.tag", "No state is called \"" + state + "\".",
                         "Leave the tag out.");
    root.text("meta.tag[system=" + own_system("mark") + "].code", invented);
    frame.is_invented = invented == "invented";
    if (!invented.empty() && !frame.is_invented)
        reading.complain("fhir.code", where + ".meta.tag", "No mark is called so.",
                         "Leave the tag out.");
    take_narrative(tree, where, reading);
    return frame;
}

template <class Noun>
CarriedFields fill(record::Noun& noun, Elements& elements, Envelope& envelope) {
    return map_noun(elements, noun.emplace<Noun>(), envelope);
}

CarriedFields fill(ResourceType type, record::Noun& noun, Elements& elements, Envelope& envelope) {
    switch (type) {
    case ResourceType::Patient:
        return fill<record::Patient>(noun, elements, envelope);
    case ResourceType::Practitioner:
        return fill<record::Practitioner>(noun, elements, envelope);
    case ResourceType::EpisodeOfCare:
        return fill<record::Episode>(noun, elements, envelope);
    case ResourceType::Observation:
        return map_score(elements, noun.emplace<record::Outcome>(), envelope);
    case ResourceType::Questionnaire:
        return fill<record::Instrument>(noun, elements, envelope);
    case ResourceType::QuestionnaireResponse:
        return map_response(elements, noun.emplace<record::Outcome>(), envelope);
    case ResourceType::Consent:
        return fill<record::Consent>(noun, elements, envelope);
    case ResourceType::AdverseEvent:
        return fill<record::AdverseEvent>(noun, elements, envelope);
    case ResourceType::Device:
        return fill<record::Stock>(noun, elements, envelope);
    case ResourceType::Appointment:
        return fill<record::Appointment>(noun, elements, envelope);
    case ResourceType::Task:
        return fill<record::Task>(noun, elements, envelope);
    case ResourceType::DocumentReference:
        return fill<record::Letter>(noun, elements, envelope);
    case ResourceType::PractitionerRole:
    case ResourceType::Organization:
    case ResourceType::Location:
    case ResourceType::Encounter:
    case ResourceType::Condition:
    case ResourceType::RiskAssessment:
    case ResourceType::CarePlan:
    case ResourceType::ServiceRequest:
    case ResourceType::Procedure:
    case ResourceType::Schedule:
    case ResourceType::Slot:
    case ResourceType::Provenance:
    case ResourceType::AuditEvent:
    case ResourceType::Measure:
    case ResourceType::MeasureReport:
    case ResourceType::Binary:
        break;
    }
    return {}; // type_of has refused these
}

/// What the record itself says of a noun: what it lacks, and what is too long for it.
base::Checked<record::Noun> checked(const Received& received) {
    auto read =
        record::read_noun(record::kind_of(received.noun), record::write_noun(received.noun), "");
    if (read)
        return read;
    base::Problems problems = read.error();
    for (base::Problem& problem : problems) {
        problem.where = path_in(received, problem.where);
        problem.hint = "See the CapabilityStatement and its documentation.";
    }
    return tl::unexpected(problems);
}

} // namespace

std::string path_in(const Received& received, std::string_view where) {
    const std::size_t hash = where.find('#');
    std::string_view pointer = where.substr(hash == std::string_view::npos ? 0 : hash + 1);
    if (pointer.starts_with('/'))
        pointer.remove_prefix(1);
    const std::string_view field = pointer.substr(0, pointer.find('/'));
    const std::string path(text(received.type));
    if (field.empty())
        return path;
    for (const auto& [name, element] : received.places)
        if (name == field)
            return path + "." + element;
    const std::string owner = owner_of(record::kind_of(received.noun));
    return path + ".extension('" + own_extension(owner) + "-" + std::string(field) + "')";
}

base::Checked<Received> read_resource(std::string_view json, const Context& context) {
    const auto tree = read_tree(json, "Resource");
    if (!tree)
        return tl::unexpected(tree.error());
    const auto type = type_of(*tree);
    if (!type)
        return tl::unexpected(type.error());
    const std::string where(text(*type));
    Reading reading(context);
    ElementReader root(*tree, where, reading);
    const Frame frame = read_frame(root, *tree, where, reading);
    Envelope envelope{context, frame.id, frame.state, frame.is_invented, {}};
    Received received;
    const CarriedFields carried = fill(*type, received.noun, root, envelope);
    for (const auto& [key, value] : *tree)
        reading.note_left(value, where + "." + std::string(key));
    if (!reading.problems.empty())
        return tl::unexpected(reading.problems);
    received.type = *type;
    for (const Carried& one : carried)
        received.places.emplace_back(one.field, one.path);
    auto noun = checked(received);
    if (!noun)
        return tl::unexpected(noun.error());
    received.id = frame.id;
    received.version = frame.version;
    received.noun = std::move(*noun);
    received.state = envelope.state.value_or(record::State::Open);
    received.blobs = std::move(envelope.blobs);
    return received;
}

} // namespace filiform::fhir
