// SPDX-License-Identifier: Apache-2.0
#include "atlas/person_body.h"

#include <cmath>

#include "anatomy/courses.h"
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

/// In how many of a hundred people like this one the vertebrae may be counted wrongly.
double transitional_share(const Person& person) {
    for (const Variant& variant : population().variants)
        if (variant.id == "transitional_vertebra")
            return 1 - variant.shares(person.sex, person.ancestry).front();
    return 0;
}

void warn_of_levels(anatomy::Body& body, const Traits& traits, const std::optional<Drawn>& drawn) {
    const std::string& kind = traits.variants.at("transitional_vertebra");
    const bool is_known = drawn || traits.person.variants.contains("transitional_vertebra");
    if (kind != "none")
        body.warnings.push_back(
            {"body.transitional", "The lowest lumbar vertebra is drawn as usual although this body "
                                  "has a transitional one (" +
                                      kind + "): levels may be miscounted by one."});
    else if (!is_known)
        body.warnings.push_back(
            {"body.transitional",
             "In " + whole(100 * transitional_share(traits.person)) +
                 " of 100 such people the last lumbar vertebra is joined to the sacrum or the "
                 "first "
                 "sacral one is free: a level that is named here may then be counted one off. The "
                 "finger's own slip of a level is part of the risks, this is not. Count on an "
                 "image "
                 "where there is one."});
}

void warn(anatomy::Body& body, const Traits& traits, const std::optional<Drawn>& drawn) {
    const Person& person = traits.person;
    const auto add = [&](const char* code, std::string what) {
        body.warnings.push_back({code, std::move(what)});
    };
    add("body.reference", "Nobody looked inside this person: the body is worked out from sex, age, "
                          "height, weight and what was measured.");
    // docs/atlas.md lists what is missing.
    add("body.reference_draft", "This reference body is unfinished: not every published needling "
                                "experiment comes out on it, "
                                "a transitional vertebra and a missing rib are not drawn and not "
                                "part of the risks, and lying "
                                "on the side or the back moves little in it. Do not needle by it.");
    if (!is_fitted(person))
        add("body.extrapolated",
            "Nobody like this person was measured: the body goes on from others "
            "and its uncertainty is widened.");
    if (drawn)
        add("body.drawn", "This is one body drawn from those the person may have (seed " +
                              std::to_string(drawn->seed) + ", number " +
                              std::to_string(drawn->index) + "), not the likeliest one.");
    warn_of_levels(body, traits, drawn);
    if (!person.variants.empty()) {
        std::string list;
        for (const auto& [id, kind] : person.variants)
            list += (list.empty() ? "" : ", ") + id + " " + kind;
        add("body.stated", "Stated of this patient, and not seen here: " + list + ".");
    }
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
    BodyOrder whole = order;
    whole.courses = drawn ? CoursesDrawn::Own : CoursesDrawn::All;
    anatomy::Body body = make_reference_body(Figure(traits), whole);
    body.name = name_of(person);
    mark_spread(body, Spread(*distribution));
    warn(body, traits, drawn);
    anatomy::tell_courses(body);
    return body;
}

} // namespace filiform::atlas
