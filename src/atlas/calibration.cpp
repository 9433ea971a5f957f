// SPDX-License-Identifier: Apache-2.0
#include "atlas/calibration.h"

#include <cmath>

#include "atlas/distribution.h"
#include "atlas/figure.h"
#include "base/expects.h"
#include "base/parallel.h"
#include "base/random.h"

namespace filiform::atlas {

namespace {

/// What the calipers of one cohort read on one person: the value, and what it is set against.
struct Readings {
    std::vector<double> value;
    std::vector<double> on;
};

Readings read_person(const Cohort& cohort, const Person& person, std::uint64_t seed,
                     std::uint64_t index) {
    const Figure figure(sample_traits(prior_of(person), seed, index));
    Readings readings;
    for (const Caliper& caliper : cohort.calipers) {
        readings.value.push_back(caliper.value.value(figure.numbers()));
        readings.on.push_back(caliper.on.empty() ? 0 : figure.number(caliper.on));
    }
    return readings;
}

struct Moments {
    double mean = 0;
    double sd = 0;
    double explained = 0; ///< R² of value on on
};

Moments moments_of(const std::vector<Readings>& people, std::size_t k) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    const double n = static_cast<double>(people.size());
    for (const Readings& readings : people) {
        x += readings.on[k] / n;
        y += readings.value[k] / n;
    }
    for (const Readings& readings : people) {
        const double dx = readings.on[k] - x;
        const double dy = readings.value[k] - y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    return {y, std::sqrt(yy / (n - 1)), xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0};
}

/// Half the width of the 95 percent interval of what was published.
double half_interval(const Caliper& caliper) {
    constexpr double normal_95 = 1.96;
    const double n = caliper.n;
    if (caliper.kind == Caliper::Kind::Share)
        return normal_95 * std::sqrt(caliper.published * (1 - caliper.published) / n);
    // Large-sample standard error of R²: 2 r (1 - R²) / sqrt(n).
    return normal_95 * 2 * std::sqrt(caliper.published) * (1 - caliper.published) / std::sqrt(n);
}

Laid judged(const Cohort& cohort, const Caliper& caliper, const Moments& moments) {
    constexpr double inside = 0.5;
    constexpr double near = 1;
    Laid laid{&cohort, &caliper, moments.mean, moments.sd, 0, Verdict::Inside};
    double yardstick = caliper.sd.value_or(moments.sd);
    if (caliper.kind != Caliper::Kind::Mean)
        yardstick = half_interval(caliper);
    if (caliper.kind == Caliper::Kind::Explained)
        laid.mean = moments.explained;
    laid.off = (laid.mean - caliper.published) / yardstick;
    const double size = std::abs(laid.off);
    laid.verdict = size <= inside ? Verdict::Inside
                   : size <= near ? Verdict::Near
                                  : Verdict::Outside;
    return laid;
}

} // namespace

Person draw_person(const Cohort& cohort, std::uint64_t seed, std::uint64_t index) {
    // The person and its traits use different streams: the traits' index is the person's own.
    constexpr std::uint64_t stream_of_persons = 0x706572736f6eULL << 16;
    base::RandomStream random(seed, stream_of_persons + index);
    Person person;
    person.sex = random.uniform() < cohort.men ? Sex::Male : Sex::Female;
    person.lying = cohort.lying;
    constexpr int most_draws = 1000;
    for (int draw = 0; draw < most_draws; ++draw) {
        person.age_years = cohort.age_years.mean + cohort.age_years.sd * random.normal();
        person.height_cm = cohort.height_cm.mean + cohort.height_cm.sd * random.normal();
        const double bmi = cohort.bmi.mean + cohort.bmi.sd * random.normal();
        person.weight_kg = bmi * person.height_cm * person.height_cm / 1e4;
        if (is_fitted(person))
            return person;
    }
    throw base::BrokenContract("broken contract: a cohort is made of people the model knows");
}

std::vector<Laid> calibrate(const std::vector<Cohort>& cohorts, std::uint64_t seed, int people) {
    base::expects(people >= 2, "a cohort has at least two people");
    std::vector<Laid> all;
    for (std::size_t c = 0; c < cohorts.size(); ++c) {
        const Cohort& cohort = cohorts[c];
        std::vector<Readings> readings(static_cast<std::size_t>(people));
        constexpr std::size_t grain = 8;
        base::parallel_chunks(readings.size(), grain, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                readings[i] = read_person(cohort, draw_person(cohort, seed + c, i), seed + c, i);
        });
        for (std::size_t k = 0; k < cohort.calipers.size(); ++k)
            all.push_back(judged(cohort, cohort.calipers[k], moments_of(readings, k)));
    }
    return all;
}

} // namespace filiform::atlas
