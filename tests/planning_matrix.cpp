// SPDX-License-Identifier: Apache-2.0
#include "planning_matrix.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <gtest/gtest.h>

#include "atlas/person_body.h"
#include "care/make_plan.h"
#include "needle/add_points.h"
#include "needle/rules.h"

namespace filiform::story {

namespace {

const needle::Rules& rules() {
    static const needle::Rules carried = needle::load_rules().value();
    return carried;
}

std::string name_of(const atlas::Person& person) {
    char text[80];
    std::snprintf(text, sizeof text, "%s %.0f cm, BMI %.4g",
                  person.sex == atlas::Sex::Male ? "man" : "woman", person.height_cm,
                  atlas::body_mass_index(person));
    return text;
}

} // namespace

std::vector<atlas::Person> matrix_people() {
    std::vector<atlas::Person> people;
    const auto add = [&](atlas::Sex sex, double height_cm) {
        for (const double bmi : {18.5, 25.0, 33.0, 40.0}) {
            atlas::Person person;
            person.sex = sex;
            person.age_years = 45;
            person.height_cm = height_cm;
            person.weight_kg = bmi * height_cm * height_cm / 1e4;
            if (atlas::check_person(person).empty())
                people.push_back(person);
        }
    };
    constexpr double man_taller_cm = 15;
    for (const double height_cm : {165, 150, 180}) {
        add(atlas::Sex::Female, height_cm);
        add(atlas::Sex::Male, height_cm + man_taller_cm);
    }
    return people;
}

std::vector<chart::TargetRequest> matrix_targets(const std::string& side) {
    std::vector<chart::TargetRequest> targets;
    for (const needle::TargetRule& rule : rules().targets) {
        std::vector<std::string> levels{""};
        if (rule.muscle == "multifidus")
            levels = {"l1", "l2", "l3", "l4", "l5"};
        if (rule.muscle == "erector_spinae" || rule.muscle == "longissimus")
            levels = {"l2", "l4"};
        for (const std::string& level : levels)
            targets.push_back({chart::StructureId(rule.muscle + "." + side), level});
    }
    return targets;
}

MatrixBody plan_for(const atlas::Person& person, const std::vector<chart::TargetRequest>& targets,
                    double spacing_mm) {
    atlas::BodyOrder order;
    order.spacing_mm = spacing_mm;
    auto body = atlas::make_person_body(person, std::nullopt, order);
    MatrixBody made{person, name_of(person), {}};
    if (!body) {
        ADD_FAILURE() << made.name << ": " << base::sentence(body.error().front());
        return made;
    }
    needle::add_points(*body, rules(), targets);
    care::PlanOrder wanted;
    wanted.targets = targets;
    wanted.most_paths = 1;
    wanted.seed = 1;
    auto work = care::make_plan(*body, rules(), wanted);
    if (!work)
        ADD_FAILURE() << made.name << ": " << base::sentence(work.error().front());
    else
        made.plan = std::move(work->plan);
    return made;
}

const chart::PlannedPath* first_path(const chart::Proposal& proposal) {
    const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
    return paths == nullptr || paths->empty() ? nullptr : &paths->front();
}

bool is_harmless_at_the_hub(const chart::PlannedPath& path) {
    return std::all_of(path.clearances.begin(), path.clearances.end(),
                       [](const chart::Clearance& near) { return near.beyond_tip_mm > 0; });
}

} // namespace filiform::story
