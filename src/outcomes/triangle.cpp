// SPDX-License-Identifier: Apache-2.0
#include "outcomes/triangle.h"

#include <cmath>

#include "base/expects.h"

namespace filiform::outcomes {

namespace {

/// Four sums side by side, so that one addition need not wait for the last.
double products(const double* a, const double* b, std::size_t count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        s0 += a[i] * b[i];
        s1 += a[i + 1] * b[i + 1];
        s2 += a[i + 2] * b[i + 2];
        s3 += a[i + 3] * b[i + 3];
    }
    for (; i < count; ++i)
        s0 += a[i] * b[i];
    return (s0 + s1) + (s2 + s3);
}

} // namespace

Triangle::Triangle(std::vector<double> a, std::size_t n) : n_(n), l_(std::move(a)) {
    base::expects(l_.size() == n * n, "the matrix is square");
    for (std::size_t i = 0; i < n; ++i) {
        double* const row = l_.data() + i * n;
        for (std::size_t j = 0; j < i; ++j) {
            const double* const other = l_.data() + j * n;
            row[j] = (row[j] - products(row, other, j)) / other[j];
        }
        const double pivot = row[i] - products(row, row, i);
        base::expects(pivot > 0, "the matrix is definite");
        row[i] = std::sqrt(pivot);
    }
}

double Triangle::before_diagonal(std::size_t i, std::span<const double> x) const {
    return products(l_.data() + i * n_, x.data(), i);
}

void Triangle::solve(std::span<double> b) const {
    for (std::size_t i = 0; i < n_; ++i)
        b[i] = (b[i] - before_diagonal(i, b)) / diagonal(i);
    for (std::size_t i = n_; i-- > 0;) {
        b[i] /= diagonal(i);
        const double* const row = l_.data() + i * n_;
        for (std::size_t j = 0; j < i; ++j)
            b[j] -= row[j] * b[i];
    }
}

} // namespace filiform::outcomes
