// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace filiform::atlas {

/// How the residuals of parameters go together, built up one parameter after the other.
class Correlations {
  public:
    /// Adds a parameter that follows earlier ones by those standardised partial coefficients, and
    /// answers what part of its variance it then shares with them: above 1 there is no such thing.
    double add(const std::map<std::size_t, double>& follows);

    [[nodiscard]] double at(std::size_t i, std::size_t j) const {
        return i >= j ? rows_[i][j] : rows_[j][i];
    }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }

  private:
    std::vector<std::vector<double>> rows_; ///< lower triangle with its diagonal
};

} // namespace filiform::atlas
