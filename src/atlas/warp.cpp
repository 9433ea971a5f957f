// SPDX-License-Identifier: Apache-2.0
#include "atlas/warp.h"

#include <array>
#include <cmath>
#include <utility>

#include "base/expects.h"

namespace filiform::atlas {

using geometry::Vec3;

namespace {

/// Rows of a linear system with three right-hand sides.
struct System {
    std::size_t n;
    std::vector<double> a;
    std::vector<Vec3> b;

    explicit System(std::size_t count) : n(count), a(count * count), b(count) {}
    double& at(std::size_t row, std::size_t column) { return a[row * n + column]; }
};

/// Gauss with partial pivots; false when the system has no single answer.
bool solve(System& s) {
    for (std::size_t k = 0; k < s.n; ++k) {
        std::size_t best = k;
        for (std::size_t i = k + 1; i < s.n; ++i)
            if (std::abs(s.at(i, k)) > std::abs(s.at(best, k)))
                best = i;
        if (std::abs(s.at(best, k)) < 1e-9)
            return false;
        if (best != k) {
            for (std::size_t j = 0; j < s.n; ++j)
                std::swap(s.at(k, j), s.at(best, j));
            std::swap(s.b[k], s.b[best]);
        }
        for (std::size_t i = k + 1; i < s.n; ++i) {
            const double f = s.at(i, k) / s.at(k, k);
            if (f == 0)
                continue;
            for (std::size_t j = k; j < s.n; ++j)
                s.at(i, j) -= f * s.at(k, j);
            s.b[i] = s.b[i] - s.b[k] * f;
        }
    }
    for (std::size_t k = s.n; k-- > 0;) {
        for (std::size_t j = k + 1; j < s.n; ++j)
            s.b[k] = s.b[k] - s.b[j] * s.at(k, j);
        s.b[k] = s.b[k] / s.at(k, k);
    }
    return true;
}

std::array<double, 4> monomials(const Vec3& p) {
    return {1, p.x, p.y, p.z};
}

System spline_system(std::span<const Carried> points, std::size_t terms) {
    const std::size_t n = points.size();
    System s(n + terms);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            s.at(i, j) = distance(points[i].from, points[j].from);
            base::expects(i == j || s.at(i, j) > 1e-6, "a warp's points differ");
        }
        const auto m = monomials(points[i].from);
        for (std::size_t t = 0; t < terms; ++t)
            s.at(i, n + t) = s.at(n + t, i) = m[t];
        s.b[i] = points[i].to - points[i].from;
    }
    return s;
}

} // namespace

Warp::Warp(std::span<const Carried> points) {
    if (points.empty())
        return;
    System s = spline_system(points, 4);
    if (points.size() < 4 || !solve(s)) {
        s = spline_system(points, 1);
        base::expects(solve(s), "a warp with a shift alone has an answer");
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        centres_.push_back(points[i].from);
        weights_.push_back(s.b[i]);
    }
    polynomial_.assign(s.b.begin() + static_cast<std::ptrdiff_t>(points.size()), s.b.end());
}

Vec3 Warp::operator()(const Vec3& p) const {
    Vec3 moved = p;
    const auto m = monomials(p);
    for (std::size_t t = 0; t < polynomial_.size(); ++t)
        moved = moved + polynomial_[t] * m[t];
    for (std::size_t i = 0; i < centres_.size(); ++i)
        moved = moved + weights_[i] * distance(p, centres_[i]);
    return moved;
}

} // namespace filiform::atlas
