// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "evidence/model.h"

namespace filiform::evidence {

/// Something that may explain why studies differ: a number per study.
struct Moderator {
    std::string name;
    std::vector<double> values;
};
/// Words as moderators: one of 0 and 1 for each word but the first (in order of appearance), named
/// "column: word".
[[nodiscard]] std::vector<Moderator> moderators_of_words(const std::string& column,
                                                         std::span<const std::string> words);

struct Regression {
    std::vector<std::string> names; ///< "intercept" and the moderators, as the coefficients are
    Fitted model;
    OmnibusTest moderators; ///< of all but the intercept
    /// How much of tau² the moderators take away, of the same estimator without them; none for
    /// fixed effects and where there was nothing to take.
    std::optional<double> r2_percent;
};

/// Meta-regression: effects on an intercept and moderators.
///
/// Problems: evidence.regression (fewer than p + 1 studies for p coefficients; a moderator that
/// does
///           not vary, or that the others already say).
[[nodiscard]] base::Result<Regression> regress(std::span<const Effect> effects,
                                               std::span<const Moderator> moderators,
                                               const ModelOrder& order);

/// The studies of one group, pooled by themselves.
struct Group {
    std::string name;
    std::vector<std::size_t> members;
    Fitted model;
};
/// Groups pooled each with a tau² of its own, and the test of whether they differ: the pooled
/// effects as so many studies with their model standard errors (without adjustment), fixed effect;
/// chi-square with one degree of freedom less than groups.
/// Source: Borenstein et al., Introduction to Meta-Analysis 2009, chapter 19.
struct Subgroups {
    std::vector<Group> groups; ///< in order of appearance
    double q_between = 0;
    double df = 0;
    double p = 1;
};
/// Precondition: as many names as effects, at least one.
[[nodiscard]] Subgroups subgroups(std::span<const Effect> effects,
                                  std::span<const std::string> names, const ModelOrder& order);

/// What each study does to a model without moderators.
struct Influence {
    double rstudent = 0;         ///< deleted residual over its standard error
    double dffits = 0;           ///< how many SE its own fit moves without it
    double cook_distance = 0;    ///< how far the estimate moves without it, in its variance
    double covariance_ratio = 0; ///< variance without it over variance with it
    double tau2_without = 0;
    double q_without = 0;
    double hat = 0; ///< leverage; sums to 1
    /// Beyond |dffits| > 3 sqrt(1/(k - 1)), a Cook's distance whose chi-square (1 df) is beyond
    /// half, or a hat above 3/k.
    bool is_influential = false;
};
/// Source: Viechtbauer and Cheung, Res Synth Methods 2010;1:112. Precondition: three effects.
[[nodiscard]] std::vector<Influence> influence(std::span<const Effect> effects,
                                               const ModelOrder& order);

} // namespace filiform::evidence
