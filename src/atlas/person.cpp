// SPDX-License-Identifier: Apache-2.0
#include "atlas/person.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "atlas/population.h"

namespace filiform::atlas {

namespace {

struct Quantity {
    std::string id;
    std::string name; ///< "height"
    std::string unit; ///< with its space: " cm"
    double value = 0;
};

std::string short_text(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.4g", value);
    return buffer;
}

std::string said(const Quantity& quantity, double value) {
    return short_text(value) + quantity.unit;
}

std::string said(const Quantity& quantity, const Range& range) {
    return short_text(range.low) + " to " + short_text(range.high) + quantity.unit;
}

std::string all_of(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : ", ") + name;
    return all;
}

/// Centimetres, and what else people write by mistake.
std::string hint_for(const Quantity& quantity, const Range& possible) {
    if (quantity.id == "height_cm") {
        if (possible.holds(quantity.value / 10))
            return "Give centimetres: " + short_text(quantity.value / 10) + " instead of " +
                   short_text(quantity.value) + " millimetres.";
        if (possible.holds(quantity.value * 100))
            return "Give centimetres: " + short_text(quantity.value * 100) + " instead of " +
                   short_text(quantity.value) + " metres.";
    }
    if (quantity.id == "bmi")
        return "Check that height and weight are not exchanged.";
    return "Adults are " + said(quantity, possible) + ".";
}

void check_variants(const Person& person, base::Problems& problems) {
    std::vector<std::string> ids;
    for (const Variant& variant : population().variants)
        ids.push_back(variant.id);
    for (const auto& [id, kind] : person.variants) {
        const auto at = std::find(ids.begin(), ids.end(), id);
        if (at == ids.end()) {
            problems.push_back({"person.variant", id, "There is no variant \"" + id + "\".",
                                "Known are " + all_of(ids) + "."});
            continue;
        }
        const auto& kinds = population().variants[static_cast<std::size_t>(at - ids.begin())].kinds;
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            problems.push_back({"person.variant", id,
                                "There is no kind \"" + kind + "\" of " + id + ".",
                                "Known are " + all_of(kinds) + "."});
    }
}

} // namespace

double body_mass_index(const Person& person) {
    const double height_m = person.height_cm / 100;
    return person.weight_kg / (height_m * height_m);
}

base::Problems check_person(const Person& person) {
    base::Problems problems;
    const Population& people = population();
    const std::vector<Quantity> quantities{
        {"age_years", "age", " years", person.age_years},
        {"height_cm", "height", " cm", person.height_cm},
        {"weight_kg", "weight", " kg", person.weight_kg},
        {"bmi", "body mass index", " kg/m²", body_mass_index(person)}};
    for (const Quantity& quantity : quantities) {
        const Range& possible = people.possible.at(quantity.id);
        if (!std::isfinite(quantity.value) || !possible.holds(quantity.value)) {
            // A BMI made of an impossible height says nothing new.
            if (quantity.id != "bmi" || problems.empty())
                problems.push_back({"person." + quantity.id, quantity.name,
                                    "No adult has a " + quantity.name + " of " +
                                        said(quantity, quantity.value) + ".",
                                    hint_for(quantity, possible)});
            continue;
        }
        const auto fitted = people.fitted.find(quantity.id);
        if (fitted != people.fitted.end() && !fitted->second.holds(quantity.value) &&
            !person.may_extrapolate)
            problems.push_back(
                {"person.range", quantity.name,
                 "A " + quantity.name + " of " + said(quantity, quantity.value) +
                     " lies outside what the body model was fitted to (" +
                     said(quantity, fitted->second) + ").",
                 "Extrapolate (--extrapolate), which widens and says so, or plan on a scan."});
    }
    if (std::find(people.ancestries.begin(), people.ancestries.end(), person.ancestry) ==
        people.ancestries.end())
        problems.push_back({"person.ancestry", "ancestry",
                            "There are no shares of variants for \"" + person.ancestry + "\".",
                            "Known are " + all_of(people.ancestries) + "."});
    check_variants(person, problems);
    return problems;
}

bool is_fitted(const Person& person) {
    const auto& fitted = population().fitted;
    return fitted.at("age_years").holds(person.age_years) &&
           fitted.at("height_cm").holds(person.height_cm) &&
           fitted.at("bmi").holds(body_mass_index(person));
}

std::string_view text(Sex sex) {
    return sex == Sex::Male ? "male" : "female";
}

const std::vector<std::pair<std::string_view, Lying>>& lying_words() {
    static const std::vector<std::pair<std::string_view, Lying>> words{
        {"prone", Lying::Prone},
        {"prone_pillow", Lying::PronePillow},
        {"side_lying", Lying::SideLying},
        {"supine", Lying::Supine}};
    return words;
}

std::string_view text(Lying lying) {
    for (const auto& [word, known] : lying_words())
        if (known == lying)
            return word;
    return "";
}

} // namespace filiform::atlas
