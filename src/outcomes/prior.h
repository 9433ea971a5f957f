// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_document.h"
#include "base/result.h"
#include "chart/structure.h"

namespace filiform::outcomes {

/// How long the pain has been there when care begins.
enum class Duration { Recent, Chronic, Unknown };
[[nodiscard]] std::string_view text(Duration duration);

/// One belief about a patient before any reading (data/outcomes/prior.yaml).
struct Component {
    double centre = 0; ///< mean of a normal, median of a lognormal
    double sd = 0;     ///< of the value, or of its natural logarithm
    bool is_lognormal = false;

    /// The value below which the share `p` in (0, 1) of people lie.
    [[nodiscard]] double quantile(double p) const;
};

/// Where a row comes from, as it is shown beside it.
struct PriorRow {
    std::string id;
    double centre = 0;
    double sd = 0; ///< of constants and rules 0
    std::string unit;
    std::string shape; ///< "normal", "lognormal", "" of constants and rules
    std::vector<chart::SourceId> sources;
    std::string mark;
    std::string about;
};

/// When a figure is worth saying.
struct SayingRules {
    double few_readings = 0;
    double few_days = 0;
    double barely_narrower = 0;
    double needle_barely_narrower = 0;
    double credit_points = 0;
    double credit_probability = 0;
    double false_credit_share = 0;
};

/// What is believed before the patient is asked. Points of a scale from 0 to 10, negative is less
/// pain; days.
struct Prior {
    Component start;
    std::array<Component, 3> natural; ///< by Duration
    Component recovery_days;
    Component context;
    Component needle;
    Component needle_half_life_days;
    Component soreness;
    Component noise;
    Component wander;
    double natural_by_day = 0;
    double chronic_from_days = 0;
    double context_days = 0;
    double full_after_sessions = 0;
    double soreness_days = 0;
    double day_share = 0;
    double day_days = 0;
    double wander_days = 0;
    SayingRules rules;

    [[nodiscard]] const Component& natural_of(Duration duration) const {
        return natural[static_cast<std::size_t>(duration)];
    }
};

/// The prior with one belief changed.
struct PriorVariant {
    std::string id;
    std::string about;
    Prior prior;
};

struct Beliefs {
    Prior prior;
    std::vector<PriorVariant> variants;
    std::vector<PriorRow> rows; ///< components, constants, rules: in the order written

    /// Null when there is none of that id.
    [[nodiscard]] const PriorVariant* find_variant(std::string_view id) const;
};

/// Changes the components of a prior that a map of the file names: {needle: {centre: 0, sd: 0.2}}.
/// "natural" stands for all three of them. Problems: noted in the document: outcomes.prior.
void change_components(const base::DataNode& changes, Prior& prior);

/// Reads a file of beliefs. `sources`: the keys that may be cited are those of data/sources.
/// Problems: data.* of DataDocument; outcomes.prior (an id that is not known, is missing or stands
///           twice; a spread below 0, a share outside 0 to 1), outcomes.source.
[[nodiscard]] base::Checked<Beliefs> read_beliefs(std::string_view text, std::string name);

/// Those the program carries.
[[nodiscard]] const Beliefs& beliefs();

} // namespace filiform::outcomes
