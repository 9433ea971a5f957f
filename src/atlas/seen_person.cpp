// SPDX-License-Identifier: Apache-2.0
#include "atlas/seen_person.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "atlas/cholesky.h"
#include "atlas/figure.h"
#include "atlas/hybrid_plan.h"
#include "atlas/population.h"
#include "base/parallel.h"

namespace filiform::atlas {

using geometry::Vec3;

namespace {

constexpr std::size_t motions = 6; ///< a shift and a turn
constexpr double shift_sd_mm = 1000;
constexpr double turn_sd = 0.5; ///< radians: nobody lies on their head

/// Parameters and the motion of the whole: what is sought.
struct State {
    std::vector<double> mean;
    std::size_t parameters;

    [[nodiscard]] Vec3 shift() const {
        return {mean[parameters], mean[parameters + 1], mean[parameters + 2]};
    }
    [[nodiscard]] Vec3 turn() const {
        return {mean[parameters + 3], mean[parameters + 4], mean[parameters + 5]};
    }
};

/// About the direction of `turn`, by its length.
/// Source: Rodrigues' formula.
Vec3 turned(const Vec3& p, const Vec3& turn) {
    const double angle = geometry::length(turn);
    if (angle < 1e-12)
        return p + geometry::cross(turn, p);
    const Vec3 axis = turn / angle;
    return p * std::cos(angle) + geometry::cross(axis, p) * std::sin(angle) +
           axis * (geometry::dot(axis, p) * (1 - std::cos(angle)));
}

class Sought {
  public:
    Sought(const Person& person, const Seen& seen) : prior_(prior_of(person)) {
        traits_ = mean_traits(prior_);
        const Figure figure(traits_);
        std::map<std::string, double> rule_sd;
        for (const PointInfo& info : point_infos())
            rule_sd[info.id] = info.rule_sd_mm;
        Vec3 offset;
        for (const SeenPoint& point : seen.points) {
            const auto drawn = figure.find_point(point.id);
            if (!drawn)
                continue;
            points_.push_back(point);
            offset = offset + (point.point - *drawn);
            const double sd = std::hypot(point.sd_mm, rule_sd[chart::without_side(point.id)]);
            errors_.insert(errors_.end(), 3, sd * sd);
        }
        for (const SeenNumber& number : seen.numbers) {
            numbers_.push_back(number);
            errors_.push_back(number.sd * number.sd);
        }
        state_ = {prior_.mean, prior_.mean.size()};
        if (!points_.empty())
            offset = offset / static_cast<double>(points_.size());
        state_.mean.insert(state_.mean.end(), {offset.x, offset.y, offset.z, 0, 0, 0});
        start_ = state_;
    }

    GivenSeen find(int rounds) {
        double log_likelihood = 0;
        std::vector<double> covariance;
        for (int round = 0; round < rounds; ++round)
            log_likelihood = step(covariance);
        const std::size_t n = prior_.mean.size();
        Distribution found{prior_.person, {}, std::vector<double>(n * n)};
        found.mean.assign(state_.mean.begin(),
                          state_.mean.begin() + static_cast<std::ptrdiff_t>(n));
        const std::size_t all = n + motions;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                found.covariance[i * n + j] = covariance[i * all + j];
        return {std::move(found), log_likelihood};
    }

  private:
    [[nodiscard]] std::vector<double> predicted(const State& state) const {
        Traits traits = traits_;
        for (std::size_t i = 0; i < state.parameters; ++i)
            traits.values[i] =
                population().parameters[i].is_log ? std::exp(state.mean[i]) : state.mean[i];
        const Figure figure(traits);
        std::vector<double> values;
        for (const SeenPoint& point : points_) {
            const Vec3 p = turned(figure.point(point.id), state.turn()) + state.shift();
            values.insert(values.end(), {p.x, p.y, p.z});
        }
        for (const SeenNumber& number : numbers_)
            values.push_back(figure.number(number.id));
        return values;
    }

    [[nodiscard]] double prior_covariance(std::size_t i, std::size_t j) const {
        const std::size_t n = state_.parameters;
        if (i < n && j < n)
            return prior_.covariance[i * n + j];
        if (i != j)
            return 0;
        const double sd = i < n + 3 ? shift_sd_mm : turn_sd;
        return sd * sd;
    }

    /// Row per value, column per sought number.
    [[nodiscard]] std::vector<double> slopes() const {
        const std::size_t columns = state_.mean.size();
        const std::size_t rows = errors_.size();
        std::vector<double> jacobian(rows * columns, 0.0);
        for (std::size_t j = 0; j < columns; ++j) {
            const double step =
                0.05 * std::sqrt(prior_covariance(j, j)) * (j < state_.parameters ? 1.0 : 0.01);
            if (step <= 0)
                continue;
            State more = state_;
            State less = state_;
            more.mean[j] += step;
            less.mean[j] -= step;
            const std::vector<double> high = predicted(more);
            const std::vector<double> low = predicted(less);
            for (std::size_t i = 0; i < rows; ++i)
                jacobian[i * columns + j] = (high[i] - low[i]) / (2 * step);
        }
        return jacobian;
    }

    /// How far what was seen lies from what the state and its prior say.
    [[nodiscard]] std::vector<double> left_over(const std::vector<double>& jacobian) const {
        std::vector<double> rest = predicted(state_);
        const std::size_t columns = state_.mean.size();
        for (std::size_t i = 0; i < rest.size(); ++i) {
            const double value = i < 3 * points_.size()
                                     ? std::array{points_[i / 3].point.x, points_[i / 3].point.y,
                                                  points_[i / 3].point.z}[i % 3]
                                     : numbers_[i - 3 * points_.size()].value;
            rest[i] = value - rest[i];
            for (std::size_t j = 0; j < columns; ++j)
                rest[i] -= jacobian[i * columns + j] * (start_.mean[j] - state_.mean[j]);
        }
        return rest;
    }

    /// Jacobian times the prior's covariance; row per value.
    [[nodiscard]] std::vector<double> shared_with(const std::vector<double>& jacobian) const {
        const std::size_t n = state_.mean.size();
        std::vector<double> shared(jacobian.size(), 0.0);
        for (std::size_t i = 0; i < errors_.size(); ++i)
            for (std::size_t k = 0; k < n; ++k) {
                const double slope = jacobian[i * n + k];
                if (slope == 0)
                    continue;
                for (std::size_t j = 0; j < n; ++j)
                    shared[i * n + j] += slope * prior_covariance(k, j);
            }
        return shared;
    }

    /// How far what is seen may stray, its errors counted in; rows and columns per value.
    [[nodiscard]] std::vector<double> spread_of(const std::vector<double>& shared,
                                                const std::vector<double>& jacobian) const {
        const std::size_t n = state_.mean.size();
        const std::size_t m = errors_.size();
        std::vector<double> spread(m * m, 0.0);
        for (std::size_t i = 0; i < m; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                double sum = 0;
                for (std::size_t k = 0; k < n; ++k)
                    sum += shared[i * n + k] * jacobian[j * n + k];
                spread[i * m + j] = spread[j * m + i] = sum;
            }
            spread[i * m + i] += errors_[i];
        }
        return spread;
    }

    /// One round of Gauss and Newton from the prior, linearised at the state.
    double step(std::vector<double>& covariance) {
        const std::size_t n = state_.mean.size();
        const std::size_t m = errors_.size();
        const std::vector<double> jacobian = slopes();
        const std::vector<double> shared = shared_with(jacobian);
        const Cholesky root(spread_of(shared, jacobian), m);
        const std::vector<double> half = root.half_solved(left_over(jacobian));
        std::vector<std::vector<double>> columns(n, std::vector<double>(m));
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t i = 0; i < m; ++i)
                columns[j][i] = shared[i * n + j];
            columns[j] = root.half_solved(std::move(columns[j]));
        }
        covariance.assign(n * n, 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            state_.mean[i] = start_.mean[i] + dot(columns[i], half);
            for (std::size_t j = 0; j < n; ++j)
                covariance[i * n + j] = prior_covariance(i, j) - dot(columns[i], columns[j]);
        }
        return -0.5 * (root.log_determinant() + dot(half, half));
    }

    Distribution prior_;
    Traits traits_;
    State start_{};
    State state_{};
    std::vector<SeenPoint> points_;
    std::vector<SeenNumber> numbers_;
    std::vector<double> errors_; ///< variances of what was seen, three for a point
};

Person person_like(Sex sex, double height_cm, double bmi, const Seen& seen) {
    Person person;
    person.sex = sex;
    person.height_cm = height_cm;
    person.weight_kg = bmi * height_cm * height_cm / 10000;
    person.lying = seen.lying;
    return person;
}

/// Of the logarithm of a Gaussian's density, what differs between values.
double log_density(double value, const Usual& usual) {
    const double off = (value - usual.mean) / usual.sd;
    return -0.5 * off * off - std::log(usual.sd);
}

} // namespace

GivenSeen given_seen(const Person& person, const Seen& seen) {
    constexpr int rounds = 3;
    return Sought(person, seen).find(rounds);
}

Distribution person_seen(const Seen& seen) {
    const HybridPlan& plan = hybrid_plan();
    struct Candidate {
        Person person;
        double bmi = 0;
        double log_weight = 0;
    };
    std::vector<Candidate> candidates;
    constexpr std::array<double, 5> places{-2, -1, 0, 1, 2}; // in SD of the population
    for (const Sex sex : {Sex::Male, Sex::Female})
        for (const double h : places)
            for (const double b : {-1.0, 0.0, 1.0}) {
                const Usual& height = sex == Sex::Male ? plan.height_men : plan.height_women;
                const double bmi = plan.bmi.mean + b * plan.bmi.sd;
                candidates.push_back({person_like(sex, height.mean + h * height.sd, bmi, seen), bmi,
                                      log_density(height.mean + h * height.sd, height) +
                                          log_density(bmi, plan.bmi)});
            }
    base::parallel_chunks(candidates.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            candidates[i].log_weight += Sought(candidates[i].person, seen).find(1).log_likelihood;
    });
    const Candidate& best = *std::max_element(
        candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.log_weight < b.log_weight; });
    double weights = 0;
    double height = 0;
    double bmi = 0;
    for (const Candidate& candidate : candidates) {
        if (candidate.person.sex != best.person.sex)
            continue;
        const double weight = std::exp(candidate.log_weight - best.log_weight);
        weights += weight;
        height += weight * candidate.person.height_cm;
        bmi += weight * candidate.bmi;
    }
    return given_seen(person_like(best.person.sex, height / weights, bmi / weights, seen), seen)
        .distribution;
}

} // namespace filiform::atlas
