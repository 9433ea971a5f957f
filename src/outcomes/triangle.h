// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace filiform::outcomes {

/// The lower triangle L with L Lᵀ = A of a symmetric, positive definite A.
///
/// Cost: n³/6 multiplications to make, n²/2 for each use.
class Triangle {
  public:
    Triangle() = default;
    /// `a`: row-major n × n; only its lower half is read. It must be definite.
    Triangle(std::vector<double> a, std::size_t n);

    [[nodiscard]] std::size_t size() const { return n_; }
    [[nodiscard]] double diagonal(std::size_t i) const { return l_[i * n_ + i]; }
    /// Entries before the diagonal of row i, times as many of `x`.
    [[nodiscard]] double before_diagonal(std::size_t i, std::span<const double> x) const;
    /// The x with A x = b, in place of b.
    void solve(std::span<double> b) const;

  private:
    std::size_t n_ = 0;
    std::vector<double> l_;
};

} // namespace filiform::outcomes
