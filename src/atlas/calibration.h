// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/formula.h"
#include "atlas/person.h"
#include "base/result.h"
#include "chart/structure.h"

namespace filiform::atlas {

/// What a paper measured on its people, and how the same is measured on a figure.
struct Caliper {
    enum class Kind {
        Mean,     ///< mean and, where printed, standard deviation between people
        Share,    ///< share of `n` people in whom the value is 1
        Explained ///< R² of a straight line on another number
    };
    /// Whether the model was made from this row. Agreement then proves the machinery only.
    enum class Role { Input, Check };

    std::string what;
    Kind kind = Kind::Mean;
    Role role = Role::Input;
    Formula value;
    std::string on; ///< of Explained
    double published = 0;
    std::optional<double> sd;
    int n = 0; ///< of Share and Explained
    chart::SourceId source;
    std::string mark;
    std::string because; ///< why the model is off, where that is known
};

/// People like those of a paper.
struct Cohort {
    struct Spreading {
        double mean = 0;
        double sd = 0;
    };
    std::string id;
    std::string who;
    double men = 0.5; ///< share
    Spreading age_years;
    Spreading height_cm;
    Spreading bmi;
    Lying lying = Lying::Prone;
    std::vector<std::string> assumed; ///< what the paper does not say
    std::vector<Caliper> calipers;
};

/// Problems: those of base::DataDocument and Formula::read; calipers.word, calipers.mark.
[[nodiscard]] base::Checked<std::vector<Cohort>> read_cohorts(std::string_view text,
                                                              std::string name);
/// Those of data/atlas/calipers.yaml.
[[nodiscard]] const std::vector<Cohort>& cohorts();

/// The `index`-th person like those of the cohort. Draws outside what was fitted are drawn again,
/// so every person is one the model answers for.
[[nodiscard]] Person draw_person(const Cohort& cohort, std::uint64_t seed, std::uint64_t index);

enum class Verdict { Inside, Near, Outside };

/// A caliper laid on drawn people.
struct Laid {
    const Cohort* cohort = nullptr;
    const Caliper* caliper = nullptr;
    double mean = 0; ///< of Share the share, of Explained R²
    double sd = 0;
    /// Model less published in published SD; where the paper prints none, in the model's; of a
    /// share or R² in half widths of its 95 percent interval.
    double off = 0;
    Verdict verdict = Verdict::Inside; ///< within 0.5, within 1, beyond
};

/// Lays every caliper of every cohort on `people` drawn persons each, in the order written.
///
/// Determinism: the same for every thread count.
/// Cost:        0.5 ms per person and cohort on one thread.
[[nodiscard]] std::vector<Laid> calibrate(const std::vector<Cohort>& cohorts, std::uint64_t seed,
                                          int people);

} // namespace filiform::atlas
