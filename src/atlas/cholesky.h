// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace filiform::atlas {

/// The lower triangle L with L Lᵀ = A of a symmetric, positive definite A, and what is solved by
/// it.
///
/// Cost: n³/6 multiplications to make, n²/2 for each `half_solved`.
class Cholesky {
  public:
    /// `a`: row-major n × n. A pivot below `least` of the greatest diagonal entry makes it
    /// indefinite.
    explicit Cholesky(std::vector<double> a, std::size_t n);

    [[nodiscard]] bool is_definite() const { return is_definite_; }
    [[nodiscard]] std::size_t size() const { return n_; }
    /// The x with L x = b.
    [[nodiscard]] std::vector<double> half_solved(std::vector<double> b) const;
    /// The x with A x = b.
    [[nodiscard]] std::vector<double> solved(std::vector<double> b) const;
    /// The logarithm of the determinant of A.
    [[nodiscard]] double log_determinant() const;

  private:
    std::size_t n_;
    std::vector<double> l_;
    bool is_definite_ = true;
};

/// The sum of products; both of one length.
[[nodiscard]] inline double dot(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

} // namespace filiform::atlas
