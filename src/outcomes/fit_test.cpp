// SPDX-License-Identifier: Apache-2.0
#include "outcomes/fit.h"

#include <array>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "outcomes/forecast.h"

namespace filiform::outcomes {

namespace {

struct MeanAndSd {
    double mean = 0;
    double sd = 0;
};

MeanAndSd over_draws(const Posterior& posterior, const std::function<double(const Draw&)>& value) {
    double sum = 0;
    double squares = 0;
    for (const Draw& draw : posterior.draws) {
        sum += value(draw);
        squares += value(draw) * value(draw);
    }
    const auto count = static_cast<double>(posterior.draws.size());
    const double mean = sum / count;
    return {mean, std::sqrt(squares / count - mean * mean)};
}

/// A course of diary entries whose paces and spreads are known, so that all is normal but for ends
/// and steps.
CoursePlan known_paces() {
    CoursePlan plan;
    plan.prior = beliefs().prior;
    for (Component* one : {&plan.prior.recovery_days, &plan.prior.needle_half_life_days,
                           &plan.prior.noise, &plan.prior.wander})
        one->sd = 0;
    plan.duration = Duration::Chronic;
    plan.sessions = {{2.2, 1}, {9.2, 1}};
    for (const double day : {0.0, 1.0, 2.5, 3.0, 6.0, 9.5, 10.0, 15.0})
        plan.readings.push_back({day, Period::Day});
    plan.asked = {4, 15, 30};
    plan.step = 1e-4;
    return plan;
}

/// The textbook filter for the same: five constant numbers, wander, good day, and a copy of the
/// wander on the first day asked, which makes the filter a smoother for it.
class Kalman {
  public:
    static constexpr std::size_t size = 8;
    static constexpr std::size_t wander = 5;
    static constexpr std::size_t good_day = 6;
    static constexpr std::size_t copied = 7;

    explicit Kalman(const CoursePlan& plan) : plan_(plan) {
        const Prior& prior = plan.prior;
        const std::array components{prior.start, prior.natural_of(plan.duration), prior.context,
                                    prior.needle, prior.soreness};
        for (std::size_t c = 0; c < components.size(); ++c) {
            mean[c] = components[c].centre;
            at(c, c) = components[c].sd * components[c].sd;
        }
        at(wander, wander) = prior.wander.centre * prior.wander.centre;
        at(good_day, good_day) = day_variance();
    }

    void go_to(double day) {
        const double kept_wander = std::exp((day_ - day) / plan_.prior.wander_days);
        const double kept_day = std::exp((day_ - day) / plan_.prior.day_days);
        scale(wander, kept_wander);
        scale(good_day, kept_day);
        at(wander, wander) +=
            plan_.prior.wander.centre * plan_.prior.wander.centre * (1 - kept_wander * kept_wander);
        at(good_day, good_day) += day_variance() * (1 - kept_day * kept_day);
        day_ = day;
    }

    void copy_wander() {
        mean[copied] = mean[wander];
        for (std::size_t i = 0; i < size; ++i)
            at(copied, i) = at(i, copied) = at(wander, i);
        at(copied, copied) = at(wander, wander);
    }

    void see(const std::array<double, size>& row, double reading) {
        std::array<double, size> gain{};
        double variance =
            plan_.prior.noise.centre * plan_.prior.noise.centre * (1 - plan_.prior.day_share);
        double off = reading;
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < size; ++j)
                gain[i] += at(i, j) * row[j];
            off -= row[i] * mean[i];
        }
        for (std::size_t i = 0; i < size; ++i)
            variance += row[i] * gain[i];
        for (std::size_t i = 0; i < size; ++i) {
            mean[i] += gain[i] * off / variance;
            for (std::size_t j = 0; j < size; ++j)
                at(i, j) -= gain[i] * gain[j] / variance;
        }
    }

    [[nodiscard]] MeanAndSd of(const std::array<double, size>& row) const {
        MeanAndSd result;
        double variance = 0;
        for (std::size_t i = 0; i < size; ++i) {
            result.mean += row[i] * mean[i];
            for (std::size_t j = 0; j < size; ++j)
                variance += row[i] * row[j] * covariance[i * size + j];
        }
        result.sd = std::sqrt(variance);
        return result;
    }

    std::array<double, size> mean{};

  private:
    double& at(std::size_t i, std::size_t j) { return covariance[i * size + j]; }
    [[nodiscard]] double day_variance() const {
        return plan_.prior.noise.centre * plan_.prior.noise.centre * plan_.prior.day_share;
    }
    void scale(std::size_t i, double factor) {
        mean[i] *= factor;
        for (std::size_t j = 0; j < size; ++j) {
            at(i, j) *= factor;
            at(j, i) *= factor;
        }
    }

    const CoursePlan& plan_;
    double day_ = 0;
    std::array<double, size * size> covariance{};
};

Person with_known_paces(const Prior& prior) {
    Person person;
    person.recovery_days = prior.recovery_days.centre;
    person.half_life_days = prior.needle_half_life_days.centre;
    return person;
}

std::array<double, Kalman::size> level_row(const CoursePlan& plan, double day, bool is_copy) {
    const Shares shares = shares_at(plan.prior, plan.sessions, with_known_paces(plan.prior), day);
    return {1, shares.natural,     shares.context, shares.needle, 0, is_copy ? 0.0 : 1.0,
            0, is_copy ? 1.0 : 0.0};
}

TEST(Fit, WhereAllIsNormalItIsTheKalmanSmoother) {
    const CoursePlan plan = known_paces();
    const std::vector<double> answers{6.2, 5.1, 6.9, 7.4, 4.3, 6.0, 5.2, 3.9};
    FitOrder order;
    order.groups = 1;
    order.particles = 64;
    order.draws = 20000;
    const Posterior posterior = fit(plan, answers, order);

    Kalman kalman(plan);
    bool is_copied = false;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const double day = plan.readings[i].day;
        if (!is_copied && day > plan.asked[0]) {
            kalman.go_to(plan.asked[0]);
            kalman.copy_wander();
            is_copied = true;
        }
        kalman.go_to(day);
        auto row = level_row(plan, day, false);
        row[4] = shares_at(plan.prior, plan.sessions, with_known_paces(plan.prior), day).soreness;
        row[Kalman::good_day] = 1;
        kalman.see(row, answers[i]);
    }
    // 20,000 draws: a mean is known to 0.007 SD, an SD to 0.5 %.
    const auto expect_same = [&](const MeanAndSd& ours, const MeanAndSd& textbook) {
        EXPECT_NEAR(ours.mean, textbook.mean, 0.03 * textbook.sd);
        EXPECT_NEAR(ours.sd, textbook.sd, 0.02 * textbook.sd);
    };
    using Row = std::array<double, Kalman::size>;
    expect_same(over_draws(posterior, [](const Draw& d) { return d.person.start; }),
                kalman.of(Row{1}));
    expect_same(over_draws(posterior, [](const Draw& d) { return d.person.natural; }),
                kalman.of(Row{0, 1}));
    expect_same(over_draws(posterior, [](const Draw& d) { return d.person.context; }),
                kalman.of(Row{0, 0, 1}));
    expect_same(over_draws(posterior, [](const Draw& d) { return d.person.needle; }),
                kalman.of(Row{0, 0, 0, 1}));
    expect_same(over_draws(posterior, [](const Draw& d) { return d.person.soreness; }),
                kalman.of(Row{0, 0, 0, 0, 1}));
    const auto level = [&](std::size_t asked) {
        return over_draws(posterior, [&](const Draw& d) { return posterior.level(d, asked); });
    };
    expect_same(level(0), kalman.of(level_row(plan, plan.asked[0], true))); // in the past
    expect_same(level(1), kalman.of(level_row(plan, plan.asked[1], false)));
    kalman.go_to(plan.asked[2]);
    expect_same(level(2), kalman.of(level_row(plan, plan.asked[2], false)));
}

/// The posterior by its definition: patients are drawn from the prior and lived through, and those
/// are kept who give the very answers.
std::vector<Simulated> who_answer(const CoursePlan& plan, const std::vector<double>& answers,
                                  std::uint64_t people) {
    std::vector<Simulated> kept;
    base::RandomStream stream(77, 1);
    for (std::uint64_t k = 0; k < people; ++k) {
        Simulated one = simulate(plan, stream);
        if (one.answers == answers)
            kept.push_back(std::move(one));
    }
    return kept;
}

MeanAndSd over_kept(const std::vector<Simulated>& kept,
                    const std::function<double(const Simulated&)>& value) {
    double sum = 0;
    double squares = 0;
    for (const Simulated& one : kept) {
        sum += value(one);
        squares += value(one) * value(one);
    }
    const auto count = static_cast<double>(kept.size());
    return {sum / count, std::sqrt(squares / count - sum / count * sum / count)};
}

void expect_same_as_brute_force(const CoursePlan& plan, const std::vector<double>& answers,
                                std::uint64_t people, std::size_t least) {
    const std::vector<Simulated> kept = who_answer(plan, answers, people);
    ASSERT_GE(kept.size(), least);
    FitOrder order;
    order.groups = 1024;
    order.particles = 4;
    order.draws = 4096;
    const Posterior posterior = fit(plan, answers, order);
    const auto expect_same = [&](const char* what, const MeanAndSd& ours, const MeanAndSd& brute) {
        // Four standard errors of the smaller of the two samples.
        const double slack = 4 / std::sqrt(static_cast<double>(kept.size())) + 0.02;
        EXPECT_NEAR(ours.mean, brute.mean, slack * brute.sd) << what;
        EXPECT_NEAR(ours.sd, brute.sd, slack * brute.sd) << what;
    };
    using D = const Draw&;
    using S = const Simulated&;
    expect_same("start", over_draws(posterior, [](D d) { return d.person.start; }),
                over_kept(kept, [](S s) { return s.person.start; }));
    expect_same("natural", over_draws(posterior, [](D d) { return d.person.natural; }),
                over_kept(kept, [](S s) { return s.person.natural; }));
    expect_same("context", over_draws(posterior, [](D d) { return d.person.context; }),
                over_kept(kept, [](S s) { return s.person.context; }));
    expect_same("needle", over_draws(posterior, [](D d) { return d.person.needle; }),
                over_kept(kept, [](S s) { return s.person.needle; }));
    expect_same("soreness", over_draws(posterior, [](D d) { return d.person.soreness; }),
                over_kept(kept, [](S s) { return s.person.soreness; }));
    expect_same("noise", over_draws(posterior, [](D d) { return d.person.noise; }),
                over_kept(kept, [](S s) { return s.person.noise; }));
    expect_same("wander", over_draws(posterior, [](D d) { return d.person.wander; }),
                over_kept(kept, [](S s) { return s.person.wander; }));
    for (std::size_t asked = 0; asked < plan.asked.size(); ++asked)
        expect_same("level", over_draws(posterior, [&](D d) { return posterior.level(d, asked); }),
                    over_kept(kept, [&](S s) { return s.level[asked]; }));
}

CoursePlan four_readings() {
    CoursePlan plan;
    plan.prior = beliefs().prior;
    plan.duration = Duration::Recent;
    plan.sessions = {{1.1, 1}, {8, 1}};
    plan.readings = {{0, Period::Week}, {2, Period::Day}, {2.5, Period::Day}, {20, Period::Week}};
    plan.asked = {0, 10, 20, 40};
    return plan;
}

TEST(Fit, InTheMiddleOfTheScaleItAgreesWithBruteForce) {
    expect_same_as_brute_force(four_readings(), {6, 6, 5, 4}, 400000, 500);
}

TEST(Fit, AtTheFloorItAgreesWithBruteForce) {
    expect_same_as_brute_force(four_readings(), {3, 1, 0, 0}, 400000, 200);
}

TEST(Fit, AtTheCeilingItAgreesWithBruteForce) {
    expect_same_as_brute_force(four_readings(), {10, 10, 10, 8}, 400000, 100);
}

TEST(Fit, WithoutReadingsThePriorIsLeft) {
    CoursePlan plan = four_readings();
    plan.readings.clear();
    FitOrder order;
    order.draws = 20000;
    const Posterior posterior = fit(plan, {}, order);
    const MeanAndSd needle = over_draws(posterior, [](const Draw& d) { return d.person.needle; });
    EXPECT_NEAR(needle.mean, -0.4, 0.02);
    EXPECT_NEAR(needle.sd, 0.5, 0.01);
}

TEST(Fit, TheSameSeedGivesTheSameDraws) {
    const CoursePlan plan = four_readings();
    const std::vector<double> answers{6, 6, 5, 4};
    const Posterior one = fit(plan, answers, {});
    const Posterior two = fit(plan, answers, {});
    FitOrder other;
    other.seed = 2;
    const Posterior three = fit(plan, answers, other);
    ASSERT_EQ(one.draws.size(), two.draws.size());
    for (std::size_t k = 0; k < one.draws.size(); ++k) {
        EXPECT_EQ(one.draws[k].person.needle, two.draws[k].person.needle);
        EXPECT_EQ(one.draws[k].wander, two.draws[k].wander);
    }
    EXPECT_NE(one.draws[0].person.needle, three.draws[0].person.needle);
}

TEST(Fit, OfTooManyReadingsFirstAndLastAreAmongThoseKept) {
    EXPECT_EQ(thinned(3), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(thinned(1), (std::vector<std::size_t>{0}));
    const auto kept = thinned(1000);
    EXPECT_EQ(kept.size(), most_fitted);
    EXPECT_EQ(kept.front(), 0U);
    EXPECT_EQ(kept.back(), 999U);
    for (std::size_t k = 1; k < kept.size(); ++k)
        EXPECT_LT(kept[k - 1], kept[k]);
}

} // namespace

} // namespace filiform::outcomes
