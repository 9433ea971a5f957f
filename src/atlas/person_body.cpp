// SPDX-License-Identifier: Apache-2.0
#include "atlas/person_body.h"

#include <cmath>

#include "atlas/distribution.h"
#include "atlas/figure.h"
#include "atlas/population.h"
#include "atlas/spread.h"

namespace filiform::atlas {

namespace {

std::string whole(double value) {
    return std::to_string(std::lround(value));
}

std::string name_of(const Person& person) {
    return "reference body of a " + std::string(person.sex == Sex::Male ? "man" : "woman") + ", " +
           whole(person.age_years) + " years, " + whole(person.height_cm) + " cm, " +
           whole(person.weight_kg) + " kg";
}

/// In how many of a hundred people the nerve lies elsewhere than drawn.
std::string sciatic_doubt(const Person& person) {
    for (const Variant& variant : population().variants) {
        if (variant.id != "sciatic_type")
            continue;
        const std::vector<double>& shares = variant.shares(person.sex, person.ancestry);
        return "The sciatic nerve is drawn below the piriformis; in " +
               whole(100 * (1 - shares.front())) +
               " of 100 people a part of it, or all, passes through the muscle or above it.";
    }
    return "";
}

void warn(anatomy::Body& body, const Traits& traits, const std::optional<Drawn>& drawn) {
    const Person& person = traits.person;
    const auto add = [&](const char* code, std::string what) {
        body.warnings.push_back({code, std::move(what)});
    };
    add("body.reference", "Nobody looked inside this person: the body is worked out from sex, age, "
                          "height, weight and what was measured.");
    // Until a plan counts these, it is for study. docs/atlas.md lists what is missing.
    add("body.reference_draft",
        "This reference body is unfinished: whatever is not known of this person's variants is "
        "drawn as most people have it and is not part of the risks, and lying on the side or the "
        "back moves little in it. Do not needle by it.");
    if (!drawn && !person.variants.contains("sciatic_type"))
        add("body.sciatic_type", sciatic_doubt(person));
    if (!is_fitted(person))
        add("body.extrapolated",
            "Nobody like this person was measured: the body goes on from others "
            "and its uncertainty is widened.");
    if (drawn)
        add("body.drawn", "This is one body drawn from those the person may have (seed " +
                              std::to_string(drawn->seed) + ", number " +
                              std::to_string(drawn->index) + "), not the likeliest one.");
    const std::string& transitional = traits.variants.at("transitional_vertebra");
    if (transitional != "none")
        add("body.transitional", "The lowest lumbar vertebra is drawn as usual although this body "
                                 "has a transitional one (" +
                                     transitional + "): levels may be miscounted by one.");
    if (!person.measured.empty())
        add(
            "body.measured", "Measured on the person: " + [&] {
                std::string list;
                for (const Measured& measured : person.measured)
                    list += (list.empty() ? "" : ", ") + measured.id + " " + whole(measured.value) +
                            " mm";
                return list;
            }() + ".");
}

} // namespace

base::Checked<anatomy::Body>
make_person_body(const Person& person, const std::optional<Drawn>& drawn, const BodyOrder& order) {
    const auto distribution = distribution_of(person);
    if (!distribution)
        return tl::unexpected(distribution.error());
    const Traits traits = drawn ? sample_traits(*distribution, drawn->seed, drawn->index)
                                : mean_traits(*distribution);
    anatomy::Body body = make_reference_body(Figure(traits), order);
    body.name = name_of(person);
    mark_spread(body, Spread(*distribution));
    warn(body, traits, drawn);
    return body;
}

} // namespace filiform::atlas
