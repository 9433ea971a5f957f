// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace filiform::evidence {

/// What predicts the studies' effects: k × p, row after row, one row per study.
struct Design {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> values;

    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return std::span(values).subspan(i * columns, columns);
    }
    [[nodiscard]] Design without(std::size_t i) const;
};
/// One column of ones.
[[nodiscard]] Design intercept_only(std::size_t rows);
/// Whether no column can be told from the others: fewer rows than columns, or a column that the
/// others already say (relative tolerance 1e-9).
[[nodiscard]] bool is_redundant(const Design& design);

/// Weighted least squares of y on the design: P = W - W X (X'WX)^-1 X'W.
///
/// Precondition: the design is not redundant, the weights are above zero.
/// Cost:         k p² ; nothing of size k × k is made.
struct WeightedFit {
    std::vector<double> beta;
    std::vector<double> covariance; ///< (X'WX)^-1, p × p
    std::vector<double> residuals;
    double q = 0;               ///< sum of w r², which is y'Py
    double log_determinant = 0; ///< of X'WX

    /// x (X'WX)^-1 x' of a row.
    [[nodiscard]] double spread_at(std::span<const double> row) const;
    [[nodiscard]] double predicted_at(std::span<const double> row) const;
};
[[nodiscard]] WeightedFit fit_weighted(std::span<const double> y, const Design& design,
                                       std::span<const double> weights);

/// tr(A P) and tr(A P B P) for diagonal A and B, given by their diagonals.
[[nodiscard]] double trace(const WeightedFit& fit, const Design& design,
                           std::span<const double> weights, std::span<const double> a);
[[nodiscard]] double trace(const WeightedFit& fit, const Design& design,
                           std::span<const double> weights, std::span<const double> a,
                           std::span<const double> b);

} // namespace filiform::evidence
