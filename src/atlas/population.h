// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/correlations.h"
#include "atlas/formula.h"
#include "atlas/person.h"
#include "base/result.h"
#include "chart/structure.h"

namespace filiform::atlas {

/// How a parameter goes with height, weight, age and sex, and how far people stray from that.
struct Regression {
    Formula mean; ///< in the parameter's unit
    Formula sd;   ///< around it; of the natural logarithm for a parameter with `is_log`
    /// What part of the straying is shared with earlier parameters: index → standardised partial
    /// regression coefficient (one SD of that one's residual moves this by that many of its own).
    std::map<std::size_t, double> follows;
};

/// One number that differs between people.
struct Parameter {
    std::string id;
    std::string unit; ///< "mm", "mm2", "deg", "1"
    std::string what; ///< in words
    std::string mark; ///< seen, calc, recalled, proposal: how far the number may be trusted
    std::vector<chart::SourceId> sources;
    bool is_log = false; ///< Gaussian in its logarithm: never negative, skewed to the right
    Regression men;
    Regression women;

    [[nodiscard]] const Regression& of(Sex sex) const { return sex == Sex::Male ? men : women; }
};

/// Something people have one kind of or another.
struct Variant {
    std::string id; ///< "sciatic_type"
    std::string what;
    std::string mark;
    std::vector<chart::SourceId> sources;
    std::vector<std::string> kinds; ///< in the order written; the first is the usual one
    /// What has another course in some people, where a body may draw those courses beside the
    /// usual: the solid and, per kind, what is added to its id ("b" → "type_b"). Kinds too rare for
    /// a course of their own count as one of those ("d" → "b").
    std::string structure;
    std::string course_side; ///< "left" where only that side has other courses; "" for both
    std::map<std::string, std::string> courses;
    std::map<std::string, std::string> counted_as;
    std::vector<std::string> not_drawn; ///< kinds without a course: people in whom it is not so
    std::map<std::string, std::string> course_words; ///< per kind with a course: how it runs
    /// Shares of the kinds among people like this one, who lie as this one; they add up to one.
    [[nodiscard]] const std::vector<double>& shares(const Person& person) const;
    /// Keyed by ancestry ("pooled" always there).
    std::map<std::string, std::vector<double>> men;
    std::map<std::string, std::vector<double>> women;
    std::vector<double> supine; ///< of both sexes lying on the back, where that is another matter
};

/// What was fitted, and what an adult can be at all.
struct Range {
    double low = 0;
    double high = 0;
    [[nodiscard]] bool holds(double value) const { return value >= low && value <= high; }
};

/// What people are like: data/atlas/population.yaml.
struct Population {
    std::map<std::string, Range> fitted;   ///< age_years, height_cm, bmi
    std::map<std::string, Range> possible; ///< age_years, height_cm, weight_kg, bmi
    double extrapolated_spread = 1;        ///< factor on every spread outside `fitted`
    std::vector<std::string> ancestries;
    std::vector<Parameter> parameters; ///< each may follow earlier ones only
    std::vector<Variant> variants;
    Correlations men; ///< of the parameters' residuals
    Correlations women;

    [[nodiscard]] const Correlations& correlations_of(Sex sex) const {
        return sex == Sex::Male ? men : women;
    }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
};

/// The names a regression's formulas may use besides earlier parameters, and their values.
[[nodiscard]] const std::vector<std::string>& covariate_names();
[[nodiscard]] std::vector<double> covariates_of(const Person& person);

/// Reads a population; `name` is what problems call the file.
///
/// Problems: those of base::DataDocument; population.mark, population.unit, population.follows
///           (unknown, later, or more than all of the spread), population.shares,
///           population.courses, and those of Formula::read.
[[nodiscard]] base::Checked<Population> read_population(std::string_view text, std::string name);

/// The one in data/atlas/population.yaml.
[[nodiscard]] const Population& population();

} // namespace filiform::atlas
