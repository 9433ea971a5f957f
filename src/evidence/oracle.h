// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "evidence/effect.h"
#include "evidence/pool.h"

/// What tests that hold the room to published numbers share.
namespace filiform::evidence {

/// A number as an article prints it, "-0.4303": the value must round to it. `places`: units of the
/// last place more that are allowed where the printed figure comes from a search that was stopped
/// early (docs/validation/pooling.md says which, and has the exact ones).
inline void expect_printed(double value, const std::string& printed, const std::string& what,
                           double places = 0) {
    const std::size_t point = printed.find('.');
    const auto decimals =
        point == std::string::npos ? 0 : static_cast<int>(printed.size() - point - 1);
    const double unit = std::pow(10.0, -decimals);
    EXPECT_NEAR(value, std::stod(printed), (0.5001 + places) * unit) << what;
}

inline void expect_printed(const Bounds& value, const Bounds& printed, int decimals,
                           const std::string& what, double places = 0) {
    const double half = (0.5001 + places) * std::pow(10.0, -decimals);
    EXPECT_NEAR(value.low, printed.low, half) << what << ", lower end";
    EXPECT_NEAR(value.high, printed.high, half) << what << ", upper end";
}

template <class Study, class Measure>
std::vector<Effect> effects_of(const std::vector<Study>& studies, const Measure& measure) {
    std::vector<Effect> all;
    for (const Study& study : studies)
        if (const std::optional<Effect> effect = measure(study))
            all.push_back(*effect);
    return all;
}

inline Pooled pooled_with(const std::vector<Effect>& effects, Estimator estimator,
                          Adjustment adjustment = Adjustment::None,
                          Prediction prediction = Prediction::TOfKLess2) {
    return pool(effects, {estimator, adjustment, 0.95}, prediction);
}

} // namespace filiform::evidence
