// SPDX-License-Identifier: Apache-2.0
#include "atlas/soft_warp.h"

#include <algorithm>
#include <cmath>

#include "atlas/cholesky.h"
#include "base/expects.h"

namespace filiform::atlas {

using geometry::Vec3;

namespace {

constexpr double metre_mm = 100; ///< of the linear terms, so that all terms are of one size

std::array<std::vector<double>, 3> axes_of(std::span<const Vec3> points) {
    std::array<std::vector<double>, 3> axes;
    for (const Vec3& p : points) {
        axes[0].push_back(p.x);
        axes[1].push_back(p.y);
        axes[2].push_back(p.z);
    }
    return axes;
}

} // namespace

double SoftWarp::kernel(double r_mm) const {
    const double t = std::sqrt(5.0) * r_mm / suppleness_.reach_mm;
    return suppleness_.stray_mm * suppleness_.stray_mm * (1 + t + t * t / 3) * std::exp(-t);
}

std::array<double, 4> SoftWarp::monomials(const Vec3& p) const {
    const Vec3 d = (p - centre_) * (1 / metre_mm);
    return {1, d.x, d.y, d.z};
}

SoftWarp::SoftWarp(std::span<const Pull> pulls, const Suppleness& suppleness)
    : suppleness_(suppleness) {
    base::expects(!pulls.empty(), "a warp is pulled by a point at least");
    base::expects(suppleness.stray_mm >= 0 && suppleness.reach_mm > 0,
                  "how far a warp strays is not negative");
    const std::size_t n = pulls.size();
    for (const Pull& pull : pulls) {
        points_.push_back(pull.from);
        centre_ = centre_ + pull.from * (1.0 / static_cast<double>(n));
    }
    std::vector<double> covariance(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j)
            covariance[i * n + j] = covariance[j * n + i] =
                kernel(geometry::distance(points_[i], points_[j]));
        covariance[i * n + i] += pulls[i].sd_mm * pulls[i].sd_mm;
    }
    noise_ = std::make_shared<const Cholesky>(std::move(covariance), n);
    base::expects(noise_->is_definite(), "a warp's exact points differ, and it may stray");
    const bool is_spanned = n >= 4 && fit(pulls, 4);
    if (!is_spanned)
        base::expects(fit(pulls, 1), "a shift always has an answer");
}

bool SoftWarp::fit(std::span<const Pull> pulls, std::size_t terms) {
    const std::size_t n = pulls.size();
    basis_.assign(terms, std::vector<double>(n));
    for (std::size_t i = 0; i < n; ++i) {
        const std::array<double, 4> m = monomials(points_[i]);
        for (std::size_t t = 0; t < terms; ++t)
            basis_[t][i] = m[t];
    }
    const std::vector<std::vector<double>> plain = basis_;
    for (std::vector<double>& column : basis_)
        column = noise_->half_solved(std::move(column));
    std::vector<double> precision(terms * terms);
    for (std::size_t s = 0; s < terms; ++s)
        for (std::size_t t = 0; t < terms; ++t)
            precision[s * terms + t] = dot(basis_[s], basis_[t]);
    terms_ = std::make_shared<const Cholesky>(std::move(precision), terms);
    if (!terms_->is_definite())
        return false;
    std::vector<Vec3> moved;
    for (const Pull& pull : pulls)
        moved.push_back(pull.to - pull.from);
    std::array<std::vector<double>, 3> trend;
    std::array<std::vector<double>, 3> weights = axes_of(moved);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const std::vector<double> half = noise_->half_solved(weights[axis]);
        std::vector<double> right(terms);
        for (std::size_t t = 0; t < terms; ++t)
            right[t] = dot(basis_[t], half);
        trend[axis] = terms_->solved(std::move(right));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t t = 0; t < terms; ++t)
                weights[axis][i] -= trend[axis][t] * plain[t][i];
        weights[axis] = noise_->solved(std::move(weights[axis]));
    }
    trend_.clear();
    weights_.clear();
    for (std::size_t t = 0; t < terms; ++t)
        trend_.push_back({trend[0][t], trend[1][t], trend[2][t]});
    for (std::size_t i = 0; i < n; ++i)
        weights_.push_back({weights[0][i], weights[1][i], weights[2][i]});
    return true;
}

Vec3 SoftWarp::operator()(const Vec3& p) const {
    Vec3 moved = p;
    const std::array<double, 4> m = monomials(p);
    for (std::size_t t = 0; t < trend_.size(); ++t)
        moved = moved + trend_[t] * m[t];
    if (suppleness_.stray_mm > 0)
        for (std::size_t i = 0; i < points_.size(); ++i)
            moved = moved + weights_[i] * kernel(geometry::distance(p, points_[i]));
    return moved;
}

double SoftWarp::sd_mm(const Vec3& p) const {
    std::vector<double> shared;
    for (const Vec3& point : points_)
        shared.push_back(kernel(geometry::distance(p, point)));
    const std::vector<double> half = noise_->half_solved(std::move(shared));
    const std::array<double, 4> m = monomials(p);
    std::vector<double> left(basis_.size());
    for (std::size_t t = 0; t < left.size(); ++t)
        left[t] = m[t] - dot(basis_[t], half);
    const std::vector<double> doubt = terms_->half_solved(std::move(left));
    return std::sqrt(std::max(0.0, kernel(0) - dot(half, half) + dot(doubt, doubt)));
}

} // namespace filiform::atlas
