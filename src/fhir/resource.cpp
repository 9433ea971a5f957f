// SPDX-License-Identifier: Apache-2.0
#include "fhir/resource.h"

#include "fhir/maps.h"
#include "fhir/shelf.h"

namespace filiform::fhir {

namespace {

template <class Noun>
json::object written(const Noun& noun, const Shelf& shelf, bool is_invented,
                     CarriedFields (*map)(Elements&, Noun&, Envelope&)) {
    json::object made;
    ElementWriter writer(made, shelf.context());
    Envelope envelope{shelf.context(), shelf.entry().id.text(), shelf.entry().state, is_invented};
    Noun copy = noun;
    map(writer, copy, envelope);
    return made;
}

/// Puts every resource that a noun is shown as.
struct Show {
    Shelf& shelf;

    template <class Noun>
    void map(ResourceType type, const Noun& noun, bool is_invented = false) const {
        if (shelf.wants(type))
            shelf.put(type, "", written<Noun>(noun, shelf, is_invented, map_noun));
    }

    void operator()(const record::Clinic& noun) const { show(shelf, noun); }
    void operator()(const record::Room& noun) const { show(shelf, noun); }
    void operator()(const record::Hours& noun) const { show(shelf, noun); }
    void operator()(const record::Assessment& noun) const { show(shelf, noun); }
    void operator()(const record::Session& noun) const { show(shelf, noun); }
    void operator()(const record::Plan& noun) const { show(shelf, noun); }
    void operator()(const record::Message&) const {}
    void operator()(const record::WaitingEntry&) const {}
    void operator()(const record::RuleReview&) const {}
    void operator()(const record::TrialAddition&) const {}
    void operator()(const record::ProgressReview& noun) const { show(shelf, noun); }
    void operator()(const record::Patient& noun) const {
        map(ResourceType::Patient, noun, noun.is_invented.value_or(false));
    }
    void operator()(const record::Practitioner& noun) const {
        map(ResourceType::Practitioner, noun);
        show_role(shelf, noun);
    }
    void operator()(const record::Episode& noun) const {
        map(ResourceType::EpisodeOfCare, noun);
        show_diagnoses(shelf, noun);
    }
    void operator()(const record::Consent& noun) const { map(ResourceType::Consent, noun); }
    void operator()(const record::AdverseEvent& noun) const {
        map(ResourceType::AdverseEvent, noun);
    }
    void operator()(const record::Instrument& noun) const {
        map(ResourceType::Questionnaire, noun);
    }
    void operator()(const record::Task& noun) const { map(ResourceType::Task, noun); }
    void operator()(const record::Appointment& noun) const { map(ResourceType::Appointment, noun); }
    void operator()(const record::Letter& noun) const {
        map(ResourceType::DocumentReference, noun);
    }
    void operator()(const record::Stock& noun) const { map(ResourceType::Device, noun); }
    void operator()(const record::Outcome& noun) const {
        if (!noun.answers.empty() && shelf.wants(ResourceType::QuestionnaireResponse))
            shelf.put(ResourceType::QuestionnaireResponse, "",
                      written<record::Outcome>(noun, shelf, false, map_response));
        if ((noun.answers.empty() || noun.score) && shelf.wants(ResourceType::Observation))
            shelf.put(ResourceType::Observation, "",
                      written<record::Outcome>(noun, shelf, false, map_score));
    }
};

} // namespace

std::vector<Resource> resources_of(const record::Entry& entry, const record::Noun& noun,
                                   const Context& context, std::optional<ResourceType> only) {
    const record::Patient* patient = std::get_if<record::Patient>(&noun);
    const record::Clinic* clinic = std::get_if<record::Clinic>(&noun);
    const bool is_invented = (patient != nullptr && patient->is_invented.value_or(false)) ||
                             (clinic != nullptr && clinic->is_demonstration.value_or(false));
    if (is_invented && !context.is_invented) {
        Context marked = context;
        marked.is_invented = true;
        return resources_of(entry, noun, marked, only);
    }
    Shelf shelf(entry, context, only);
    std::visit(Show{shelf}, noun);
    return shelf.take();
}

} // namespace filiform::fhir
