// SPDX-License-Identifier: Apache-2.0
#include "atlas/cholesky.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/expects.h"

namespace filiform::atlas {

Cholesky::Cholesky(std::vector<double> a, std::size_t n) : n_(n), l_(std::move(a)) {
    base::expects(l_.size() == n * n, "a square matrix has n rows of n");
    constexpr double least = 1e-13; // of the greatest diagonal entry
    double greatest = 0;
    for (std::size_t i = 0; i < n; ++i)
        greatest = std::max(greatest, l_[i * n + i]);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = l_[i * n + j];
            const double* a_row = l_.data() + i * n;
            const double* b_row = l_.data() + j * n;
            for (std::size_t k = 0; k < j; ++k)
                sum -= a_row[k] * b_row[k];
            if (i != j) {
                l_[i * n + j] = sum / l_[j * n + j];
                continue;
            }
            is_definite_ = is_definite_ && sum > least * greatest;
            l_[i * n + i] = std::sqrt(std::max(sum, least * greatest + 1e-300));
        }
}

std::vector<double> Cholesky::half_solved(std::vector<double> b) const {
    base::expects(b.size() == n_, "a right-hand side is as long as the matrix");
    for (std::size_t i = 0; i < n_; ++i) {
        const double* row = l_.data() + i * n_;
        double sum = b[i];
        for (std::size_t k = 0; k < i; ++k)
            sum -= row[k] * b[k];
        b[i] = sum / row[i];
    }
    return b;
}

std::vector<double> Cholesky::solved(std::vector<double> b) const {
    b = half_solved(std::move(b));
    for (std::size_t i = n_; i-- > 0;) {
        b[i] /= l_[i * n_ + i];
        const double* row = l_.data() + i * n_;
        for (std::size_t k = 0; k < i; ++k)
            b[k] -= row[k] * b[i];
    }
    return b;
}

double Cholesky::log_determinant() const {
    double sum = 0;
    for (std::size_t i = 0; i < n_; ++i)
        sum += 2 * std::log(l_[i * n_ + i]);
    return sum;
}

} // namespace filiform::atlas
