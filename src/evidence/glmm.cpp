// SPDX-License-Identifier: Apache-2.0
#include "evidence/glmm.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include <Eigen/Dense>

#include "evidence/distributions.h"

namespace filiform::evidence {

namespace {

/// Nodes and weights for the integral of exp(-x²) f(x), of the Golub–Welsch matrix; `weights` times
/// exp(x²), so that they fit a whole integrand.
struct Quadrature {
    std::vector<double> nodes;
    std::vector<double> weights;
};

Quadrature gauss_hermite(int points) {
    Eigen::MatrixXd jacobi = Eigen::MatrixXd::Zero(points, points);
    for (int i = 1; i < points; ++i)
        jacobi(i, i - 1) = jacobi(i - 1, i) = std::sqrt(i / 2.0);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(jacobi);
    Quadrature rule;
    for (int i = 0; i < points; ++i) {
        const double node = solver.eigenvalues()(i);
        const double first = solver.eigenvectors()(0, i);
        rule.nodes.push_back(node);
        rule.weights.push_back(std::sqrt(std::numbers::pi) * first * first * std::exp(node * node));
    }
    return rule;
}

double log1p_exp(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}
double inverse_logit(double x) {
    return 1 / (1 + std::exp(-x));
}

double log_choose(const Count& count) {
    return std::lgamma(count.n + 1) - std::lgamma(count.events + 1) -
           std::lgamma(count.n - count.events + 1);
}

double log_binomial(const Count& count, double logit) {
    return log_choose(count) + count.events * logit - count.n * log1p_exp(logit);
}

/// The standardised random effect u at which binomial times normal is highest.
double mode_of(const Count& count, double mu, double tau) {
    double u = 0;
    constexpr int most_rounds = 100;
    for (int round = 0; round < most_rounds; ++round) {
        const double p = inverse_logit(mu + tau * u);
        const double slope = tau * (count.events - count.n * p) - u;
        const double curvature = tau * tau * count.n * p * (1 - p) + 1;
        const double step = std::clamp(slope / curvature, -2.0, 2.0);
        u += step;
        constexpr double near = 1e-13;
        if (std::abs(step) < near)
            break;
    }
    return u;
}

/// The log-likelihood of mu and tau (its sign does not matter).
double log_likelihood_at(std::span<const Count> studies, double mu, double tau,
                         const Quadrature& rule) {
    double sum = 0;
    for (const Count& count : studies) {
        const double mode = mode_of(count, mu, tau);
        const double p = inverse_logit(mu + tau * mode);
        const double scale = std::sqrt(2 / (tau * tau * count.n * p * (1 - p) + 1));
        const auto height = [&](double u) { return log_binomial(count, mu + tau * u) - u * u / 2; };
        const double top = height(mode);
        double area = 0;
        for (std::size_t i = 0; i < rule.nodes.size(); ++i)
            area += rule.weights[i] * std::exp(height(mode + scale * rule.nodes[i]) - top);
        sum += top + std::log(scale * area / std::sqrt(2 * std::numbers::pi));
    }
    return sum;
}

struct Place {
    double mu = 0;
    double tau = 0;
};

/// Slopes and curvatures by central differences.
struct Shape {
    Eigen::Vector2d slope;
    Eigen::Matrix2d curvature;
};
template <class Height>
Shape shape_at(const Height& height, const Place& at) {
    constexpr double h = 1e-4;
    const auto f = [&](double i, double j) { return height(Place{at.mu + i * h, at.tau + j * h}); };
    const double mid = f(0, 0);
    const double right = f(1, 0);
    const double left = f(-1, 0);
    const double up = f(0, 1);
    const double down = f(0, -1);
    Shape shape;
    shape.slope = {(right - left) / (2 * h), (up - down) / (2 * h)};
    shape.curvature(0, 0) = (right - 2 * mid + left) / (h * h);
    shape.curvature(1, 1) = (up - 2 * mid + down) / (h * h);
    shape.curvature(0, 1) = shape.curvature(1, 0) =
        (f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / (4 * h * h);
    return shape;
}

/// Newton's method that only ever climbs: curvatures that do not bend down are made to.
template <class Height>
Place climb(const Height& height, Place at) {
    constexpr int most_rounds = 200;
    double here = height(at);
    for (int round = 0; round < most_rounds; ++round) {
        const Shape shape = shape_at(height, at);
        Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> solver(-shape.curvature);
        const Eigen::Vector2d bends = solver.eigenvalues().cwiseAbs().cwiseMax(1e-3);
        const Eigen::Vector2d step = solver.eigenvectors() * bends.cwiseInverse().asDiagonal() *
                                     solver.eigenvectors().transpose() * shape.slope;
        double share = std::min(1.0, 2 / std::max(step.norm(), 1e-300));
        Place next{at.mu + share * step(0), at.tau + share * step(1)};
        double there = height(next);
        while (!(there >= here) && share > 1e-10) {
            share /= 2;
            next = {at.mu + share * step(0), at.tau + share * step(1)};
            there = height(next);
        }
        if (!(there >= here))
            return at;
        const double moved = share * step.norm();
        at = next;
        here = there;
        constexpr double near = 1e-9;
        if (moved < near)
            return at;
    }
    return at;
}

struct Total {
    Count all;
    double logit = 0;
    double log_likelihood = 0; ///< of one common proportion
    double saturated = 0;      ///< of a proportion for each study
};
Total total_of(std::span<const Count> studies) {
    Total total;
    for (const Count& count : studies) {
        total.all.events += count.events;
        total.all.n += count.n;
        const double no = count.n - count.events;
        total.saturated +=
            log_choose(count) +
            (count.events > 0 ? count.events * std::log(count.events / count.n) : 0) +
            (no > 0 ? no * std::log(no / count.n) : 0);
    }
    total.logit = std::log(total.all.events / (total.all.n - total.all.events));
    for (const Count& count : studies)
        total.log_likelihood += log_binomial(count, total.logit);
    return total;
}

} // namespace

base::Result<PooledLogit> pool_logits(std::span<const Count> studies, double level, int points) {
    const Total total = total_of(studies);
    if (!(total.all.events > 0 && total.all.events < total.all.n))
        return tl::unexpected(base::Problem{
            "evidence.no_events", "events",
            "No study has an event, or every study has nothing else: a logit would be infinite.",
            "Give an exact interval of the sum instead."});
    const Quadrature rule = gauss_hermite(points);
    const auto height = [&](const Place& at) {
        return log_likelihood_at(studies, at.mu, at.tau, rule);
    };
    Place best{total.logit, 0};
    double highest = total.log_likelihood;
    if (studies.size() > 1)
        for (const double start : {0.1, 0.5, 1.5, 4.0}) {
            const Place found = climb(height, {total.logit, start});
            const double there = height(found);
            constexpr double gain = 1e-10; // less is rounding
            if (there > highest + gain) {
                highest = there;
                best = {found.mu, std::abs(found.tau)};
            }
        }
    PooledLogit pooled;
    pooled.tau2 = best.tau * best.tau;
    pooled.log_likelihood = highest;
    double variance = 1 / (total.all.events * (1 - total.all.events / total.all.n));
    constexpr double at_boundary = 1e-4;
    if (best.tau > at_boundary)
        variance = (-shape_at(height, best).curvature).inverse()(0, 0);
    pooled.logit = coefficient_of(best.mu, std::sqrt(variance), std::nullopt, level);
    pooled.likelihood_ratio = std::max(0.0, 2 * (total.saturated - total.log_likelihood));
    pooled.df = static_cast<double>(studies.size()) - 1;
    pooled.p = pooled.df > 0 ? chi_square_above(pooled.likelihood_ratio, pooled.df) : 1;
    return pooled;
}

} // namespace filiform::evidence
