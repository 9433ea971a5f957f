// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"
#include "fhir/shelf.h"
#include "record/choice.h"

namespace filiform::fhir {

namespace {

using Review = record::ProgressReview;

json::object prediction_of(const Review::Chance& chance) {
    json::object made;
    if (chance.of)
        made["outcome"] = concept_of("review-outcome", record::word_of(*chance.of));
    if (chance.probability)
        made["probabilityDecimal"] = *chance.probability;
    if (chance.by)
        made["whenPeriod"] = json::object{{"end", base::text(*chance.by)}};
    return made;
}

std::string lines(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all)
        text += (text.empty() ? "" : "\n") + one;
    return text;
}

} // namespace

void show(Shelf& shelf, const Review& review) {
    if (!shelf.wants(ResourceType::RiskAssessment))
        return;
    json::object made;
    made["status"] = shelf.entry().state == record::State::Mistaken ? "entered-in-error"
                     : shelf.entry().state == record::State::Open   ? "preliminary"
                                                                    : "final";
    if (review.step)
        made["code"] = concept_of("review-step", record::word_of(*review.step));
    set_reference(made, "subject", ResourceType::Patient, review.patient);
    set_moment(made, "occurrenceDateTime", review.on);
    set_reference(made, "performer", ResourceType::Practitioner, review.practitioner);
    json::array predictions;
    for (const Review::Chance& chance : review.chances)
        predictions.push_back(prediction_of(chance));
    if (!predictions.empty())
        made["prediction"] = std::move(predictions);
    set_note(made, lines(review.summary));
    Review copy = review;
    made["extension"] = extensions_of(
        "review", [&](record::Fields& fields) { describe(fields, copy); },
        {{"patient", "subject"},
         {"practitioner", "performer"},
         {"on", "occurrenceDateTime"},
         {"step", "code"},
         {"summary", "note"}},
        shelf.context());
    if (made["extension"].as_array().empty())
        made.erase("extension");
    shelf.put(ResourceType::RiskAssessment, "", std::move(made));
}

} // namespace filiform::fhir
