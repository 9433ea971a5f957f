// SPDX-License-Identifier: Apache-2.0
#include "evidence/weighted_fit.h"

#include <cmath>

#include <Eigen/Dense>

#include "base/expects.h"

namespace filiform::evidence {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Rows = Eigen::Map<const Matrix>;

Rows rows_of(const Design& design) {
    return {design.values.data(), static_cast<Eigen::Index>(design.rows),
            static_cast<Eigen::Index>(design.columns)};
}

Eigen::Map<const Matrix> square(const std::vector<double>& values, std::size_t size) {
    return {values.data(), static_cast<Eigen::Index>(size), static_cast<Eigen::Index>(size)};
}

/// X' D X for a diagonal D, a row of X at a time.
template <class Diagonal>
Matrix crossed(const Design& design, const Diagonal& diagonal) {
    const auto p = static_cast<Eigen::Index>(design.columns);
    Matrix sum = Matrix::Zero(p, p);
    for (std::size_t i = 0; i < design.rows; ++i) {
        const double* row = design.values.data() + i * design.columns;
        const double d = diagonal(i);
        for (Eigen::Index j = 0; j < p; ++j)
            for (Eigen::Index k = 0; k < p; ++k)
                sum(j, k) += d * row[j] * row[k];
    }
    return sum;
}

} // namespace

Design Design::without(std::size_t i) const {
    Design fewer{rows - 1, columns, values};
    const auto first = fewer.values.begin() + static_cast<std::ptrdiff_t>(i * columns);
    fewer.values.erase(first, first + static_cast<std::ptrdiff_t>(columns));
    return fewer;
}

Design intercept_only(std::size_t rows) {
    return {rows, 1, std::vector<double>(rows, 1)};
}

bool is_redundant(const Design& design) {
    if (design.rows < design.columns)
        return true;
    Matrix x = rows_of(design);
    for (Eigen::Index column = 0; column < x.cols(); ++column) {
        const double length = x.col(column).norm();
        if (!(length > 0))
            return true;
        x.col(column) /= length;
    }
    Eigen::ColPivHouseholderQR<Matrix> qr(x);
    constexpr double same = 1e-9;
    qr.setThreshold(same);
    return qr.rank() < x.cols();
}

double WeightedFit::spread_at(std::span<const double> row) const {
    const std::size_t p = row.size();
    double sum = 0;
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j)
            sum += row[i] * covariance[i * p + j] * row[j];
    return sum;
}

double WeightedFit::predicted_at(std::span<const double> row) const {
    double sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        sum += row[i] * beta[i];
    return sum;
}

WeightedFit fit_weighted(std::span<const double> y, const Design& design,
                         std::span<const double> weights) {
    base::expects(y.size() == design.rows && weights.size() == design.rows, "one row per study");
    const auto p = static_cast<Eigen::Index>(design.columns);
    // Columns scaled to one length, so that a year or a sample size as a predictor loses no digits.
    const Matrix information = crossed(design, [&](std::size_t i) { return weights[i]; });
    const Eigen::VectorXd scale = information.diagonal().cwiseSqrt().cwiseInverse();
    const Matrix scaled = scale.asDiagonal() * information * scale.asDiagonal();
    const Eigen::LDLT<Eigen::MatrixXd> solver{Eigen::MatrixXd(scaled)};
    const Eigen::MatrixXd inverse =
        scale.asDiagonal() * solver.solve(Eigen::MatrixXd::Identity(p, p)) * scale.asDiagonal();
    Eigen::VectorXd beta = Eigen::VectorXd::Zero(p);
    WeightedFit fit;
    fit.residuals.assign(y.begin(), y.end());
    for (int round = 0; round < 2; ++round) { // the second refines the first
        Eigen::VectorXd rest = Eigen::VectorXd::Zero(p);
        for (std::size_t i = 0; i < design.rows; ++i) {
            const double* row = design.values.data() + i * design.columns;
            for (Eigen::Index j = 0; j < p; ++j)
                rest(j) += weights[i] * fit.residuals[i] * row[j];
        }
        beta += inverse * rest;
        for (std::size_t i = 0; i < design.rows; ++i) {
            const double* row = design.values.data() + i * design.columns;
            fit.residuals[i] = y[i];
            for (Eigen::Index j = 0; j < p; ++j)
                fit.residuals[i] -= beta(j) * row[j];
        }
    }
    for (std::size_t i = 0; i < design.rows; ++i)
        fit.q += weights[i] * fit.residuals[i] * fit.residuals[i];
    fit.beta.assign(beta.data(), beta.data() + beta.size());
    const Matrix covariance = (inverse + inverse.transpose()) / 2;
    fit.covariance.assign(covariance.data(), covariance.data() + covariance.size());
    fit.log_determinant =
        solver.vectorD().array().abs().log().sum() - 2 * scale.array().log().sum();
    return fit;
}

double trace(const WeightedFit& fit, const Design& design, std::span<const double> weights,
             std::span<const double> a) {
    double sum = 0;
    for (std::size_t i = 0; i < design.rows; ++i)
        sum += a[i] * weights[i] * (1 - weights[i] * fit.spread_at(design.row(i)));
    return sum;
}

double trace(const WeightedFit& fit, const Design& design, std::span<const double> weights,
             std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < design.rows; ++i)
        sum += a[i] * b[i] * weights[i] * weights[i] *
               (1 - 2 * weights[i] * fit.spread_at(design.row(i)));
    const auto covariance = square(fit.covariance, design.columns);
    const auto squares = [&](std::span<const double> factor) {
        return crossed(design, [&](std::size_t i) { return factor[i] * weights[i] * weights[i]; });
    };
    return sum + (squares(a) * covariance * squares(b) * covariance).trace();
}

} // namespace filiform::evidence
