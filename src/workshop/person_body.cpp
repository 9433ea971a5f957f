// SPDX-License-Identifier: Apache-2.0
#include "workshop/person_body.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "atlas/person_body.h"
#include "base/expects.h"

namespace filiform::workshop {

namespace {

constexpr double mm_per_cm = 10;
constexpr std::array<std::string_view, 6> girth_names{"hip",         "waist", "thigh",
                                                      "lower_thigh", "calf",  "ankle"};

/// A particular of the patient, as the rules read it.
std::optional<double> particular(const knowledge::Answers& answers, const char* id) {
    const auto found = answers.find(chart::FindingId(id));
    if (found == answers.end())
        return std::nullopt;
    const auto* number = std::get_if<double>(&found->second);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

base::Checked<atlas::Person> atlas_person(const chart::BodyPerson& wanted) {
    atlas::Person person;
    person.sex = wanted.is_male ? atlas::Sex::Male : atlas::Sex::Female;
    person.age_years = wanted.age_years;
    person.height_cm = wanted.height_cm;
    person.weight_kg = wanted.weight_kg;
    for (const auto& [word, lying] : atlas::lying_words())
        if (word == wanted.posture)
            person.lying = lying;
    base::expects(atlas::text(person.lying) == wanted.posture, "a case's postures are the body's");
    person.ancestry = wanted.ancestry;
    person.may_extrapolate = wanted.may_extrapolate;
    base::Problems problems;
    for (const auto& [name, cm] : wanted.girths_cm) {
        auto girth = girth_of(name, cm);
        if (girth)
            person.measured.push_back(*girth);
        else
            problems.push_back(girth.error());
    }
    for (const auto& [id, measured] : wanted.measured)
        person.measured.push_back({id, measured.mm, measured.sd_mm});
    if (!problems.empty())
        return tl::unexpected(problems);
    return person;
}

} // namespace

base::Result<chart::BodyPerson> person_of(const chart::Patient& patient,
                                          const knowledge::Answers& answers) {
    const std::optional<bool> is_male = patient.is_male;
    const auto age_years = particular(answers, "age_years");
    const auto height_cm = particular(answers, "height_cm");
    const auto weight_kg = particular(answers, "weight_kg");
    std::string missing;
    for (const auto& [is_known, word] :
         {std::pair{is_male.has_value(), "sex"}, std::pair{age_years.has_value(), "age"},
          std::pair{height_cm.has_value(), "height"}, std::pair{weight_kg.has_value(), "weight"}})
        if (!is_known)
            missing += (missing.empty() ? "" : ", ") + std::string(word);
    if (!missing.empty())
        return tl::unexpected(base::Problem{"plan.person", "/consultation/patient",
                                            "Of the patient this is not known: " + missing + ".",
                                            "Measure it, or plan on a scan."});
    chart::BodyPerson person;
    person.is_male = *is_male;
    person.age_years = *age_years;
    person.height_cm = *height_cm;
    person.weight_kg = *weight_kg;
    return person;
}

std::optional<base::Problem> beyond_the_measured(const base::Problems& problems) {
    if (problems.front().code != "person.range")
        return std::nullopt;
    return base::Problem{
        problems.front().code, "", problems.front().what,
        "A scan, or body.person with extrapolate in the case, which widens and says so."};
}

base::Checked<anatomy::Body> make_body(const chart::BodyPerson& wanted, anatomy::Stated& stated) {
    auto person = atlas_person(wanted);
    if (!person)
        return tl::unexpected(person.error());
    const auto is_of_both = [](const auto& one) {
        return chart::side_of(one.first) == chart::Side::None;
    };
    std::copy_if(stated.begin(), stated.end(),
                 std::inserter(person->variants, person->variants.end()), is_of_both);
    std::erase_if(stated, is_of_both);
    atlas::BodyOrder order;
    order.spacing_mm = wanted.grid_mm;
    return atlas::make_person_body(*person, std::nullopt, order);
}

std::string all_girths() {
    std::string all;
    for (const std::string_view name : girth_names)
        all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
}

base::Result<atlas::Measured> girth_of(const std::string& name, double cm) {
    for (const std::string_view known : girth_names)
        if (known == name)
            return atlas::Measured{name + "_girth", cm * mm_per_cm, 0};
    return tl::unexpected(base::Problem{"usage.girth", "girth",
                                        "There is no girth called \"" + name + "\".",
                                        "Known are " + all_girths() + "."});
}

} // namespace filiform::workshop
