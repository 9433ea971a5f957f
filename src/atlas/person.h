// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace filiform::atlas {

enum class Sex { Male, Female };

/// How the person lies. With the pillow under the belly the lumbar spine is flexed.
enum class Lying { Prone, PronePillow, SideLying, Supine };

/// One thing measured on the person: the id of a parameter (hip_girth), or of a number or depth
/// that points.yaml derives (skin_to_piriformis), perhaps with its side.
struct Measured {
    std::string id;
    double value = 0; ///< in the unit of that id, most often mm
    double sd = 0;    ///< error of the measuring itself, same unit; 0: taken as exact
};

/// Who the body is made for.
struct Person {
    Sex sex = Sex::Male;
    double age_years = 40;
    double height_cm = 0;
    double weight_kg = 0;
    std::vector<Measured> measured;
    Lying lying = Lying::Prone;
    /// Which published shares of variants to use: "pooled", "east_asian".
    std::string ancestry = "pooled";
    /// Outside the range the regressions were fitted in: refuse, or widen and say so.
    bool may_extrapolate = false;
    /// What is known of this person's variants: "sciatic_type" → "b". Others are the usual kind, or
    /// drawn by their shares.
    std::map<std::string, std::string> variants;
};

[[nodiscard]] double body_mass_index(const Person& person);

/// Refuses numbers that no adult has, and numbers outside the fitted range unless the person
/// `may_extrapolate` (data/atlas/population.yaml, `possible` and `fitted`). Measured things are
/// checked when a distribution is conditioned on them.
///
/// Problems: person.height_cm, person.weight_kg, person.age_years, person.bmi (impossible),
///           person.range (possible, but nobody like that was measured), person.ancestry,
///           person.variant (no such variant, or no such kind of it).
[[nodiscard]] base::Problems check_person(const Person& person);

/// Whether age, height and BMI all lie within what was fitted.
[[nodiscard]] bool is_fitted(const Person& person);

[[nodiscard]] std::string_view text(Sex sex);
[[nodiscard]] std::string_view text(Lying lying);
/// Every word of a posture, the usual one first: what data, cases and options write.
[[nodiscard]] const std::vector<std::pair<std::string_view, Lying>>& lying_words();

} // namespace filiform::atlas
