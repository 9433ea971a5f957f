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

constexpr std::string_view transitional = "transitional_vertebra";

std::string whole(double value) {
    return std::to_string(std::lround(value));
}

std::string name_of(const Person& person) {
    return "reference body of a " + std::string(person.sex == Sex::Male ? "man" : "woman") + ", " +
           whole(person.age_years) + " years, " + whole(person.height_cm) + " cm, " +
           whole(person.weight_kg) + " kg";
}

/// How the finger's count may go wrong in people like this one. It counts free vertebrae from the
/// sacrum up: where the fifth lumbar one is joined to that it begins a vertebra too high, where the
/// first sacral one is free too low.
anatomy::Miscount miscount_of(const Person& person) {
    anatomy::Miscount miscount;
    for (const Variant& variant : population().variants) {
        if (variant.id != transitional)
            continue;
        const std::vector<double>& shares = variant.shares(person);
        for (std::size_t k = 0; k < variant.kinds.size(); ++k) {
            if (variant.kinds[k] == "sacralised_l5")
                miscount.one_too_high = shares[k];
            if (variant.kinds[k] == "lumbarised_s1")
                miscount.one_too_low = shares[k];
        }
    }
    return miscount;
}

/// Level names, and how likely they are off by one.
void warn_of_levels(anatomy::Body& body, const Traits& traits, const std::optional<Drawn>& drawn) {
    const std::string& kind = traits.variants.at(std::string(transitional));
    const bool is_known = drawn || traits.person.variants.contains(std::string(transitional));
    if (kind != "none") {
        body.warnings.push_back(
            {"body.transitional",
             kind == "sacralised_l5"
                 ? "The fifth lumbar vertebra is drawn joined to the sacrum: the lowest free one "
                   "is "
                   "called L4 here."
                 : "The first sacral vertebra is drawn free, with an open window below it: the "
                   "lowest free one is called S1 here."});
        return;
    }
    if (is_known)
        return;
    body.miscount = miscount_of(traits.person);
    body.warnings.push_back(
        {"body.transitional",
         "Level names are a proposal: in " + whole(100 * body.miscount.sum()) +
             " of 100 such people the last lumbar vertebra is joined to the sacrum or the first "
             "sacral one is free, and a level that is counted is one off. The risks count that, "
             "besides the finger's own slip of a level. Count on an image where there is one."});
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
                                "experiment comes out on it, and "
                                "what is not published of a posture does not move in it. Do not "
                                "needle by it.");
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
