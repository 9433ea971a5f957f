// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "atlas/distribution.h"
#include "atlas/figure.h"

/// For tests only: people to draw.
namespace filiform::atlas::fixture {

inline Person person_of(Sex sex, double height_cm, double weight_kg) {
    Person person;
    person.sex = sex;
    person.height_cm = height_cm;
    person.weight_kg = weight_kg;
    return person;
}

inline Person person_of_bmi(Sex sex, double height_cm, double bmi) {
    return person_of(sex, height_cm, bmi * height_cm * height_cm / 1e4);
}

/// The mean of all people like that.
inline Figure mean_figure(Sex sex, double height_cm, double weight_kg) {
    return Figure(mean_traits(prior_of(person_of(sex, height_cm, weight_kg))));
}

} // namespace filiform::atlas::fixture
