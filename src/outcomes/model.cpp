// SPDX-License-Identifier: Apache-2.0
#include "outcomes/model.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace filiform::outcomes {

namespace {

constexpr int days_of_week = 7;

Shares& operator+=(Shares& sum, const Shares& one) {
    sum.natural += one.natural;
    sum.context += one.context;
    sum.needle += one.needle;
    sum.soreness += one.soreness;
    return sum;
}

Shares over(const Shares& sum, double count) {
    return {sum.natural / count, sum.context / count, sum.needle / count, sum.soreness / count};
}

double draw(const Component& component, base::RandomStream& stream) {
    const double away = component.sd * stream.normal();
    return component.is_lognormal ? component.centre * std::exp(away) : component.centre + away;
}

} // namespace

Shares shares_at(const Prior& prior, std::span<const Session> sessions, const Person& person,
                 double day) {
    Shares shares;
    shares.natural = std::expm1(-std::max(day, 0.0) / person.recovery_days) /
                     std::expm1(-prior.natural_by_day / person.recovery_days);
    double last = 0;
    for (const Session& session : sessions) {
        const double since = day - session.day;
        if (since < 0)
            break;
        if (&session == &sessions.front())
            shares.context = -std::expm1(-since / prior.context_days);
        const double kept = shares.needle * std::exp2((last - session.day) / person.half_life_days);
        shares.needle = std::min(1.0, kept + 1 / prior.full_after_sessions);
        shares.soreness += session.soreness * std::max(0.0, 1 - since / prior.soreness_days);
        last = session.day;
    }
    if (shares.needle > 0)
        shares.needle *= std::exp2((last - day) / person.half_life_days);
    return shares;
}

Shares shares_of(const Prior& prior, std::span<const Session> sessions, const Person& person,
                 const ReadingTime& time) {
    if (time.period == Period::Day)
        return shares_at(prior, sessions, person, time.day);
    Shares sum;
    for (int back = 0; back < days_of_week; ++back)
        sum += shares_at(prior, sessions, person, time.day - back);
    return over(sum, days_of_week);
}

double expected_level(const Person& person, const Shares& shares) {
    return person.start + person.natural * shares.natural + person.context * shares.context +
           person.needle * shares.needle;
}

Walk walk_of(const CoursePlan& plan) {
    Walk walk;
    std::vector<double> days;
    std::size_t asked = 0;
    const auto add = [&](bool is_asked, std::size_t index, double day) {
        Walk::Step step{is_asked, index, 0, 1};
        if (!days.empty()) {
            step.kept = std::exp((days.back() - day) / plan.prior.wander_days);
            step.fresh = std::sqrt(1 - step.kept * step.kept);
        }
        days.push_back(day);
        walk.steps.push_back(step);
    };
    double last_entry = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < plan.readings.size(); ++i) {
        const ReadingTime& time = plan.readings[i];
        for (; asked < plan.asked.size() && plan.asked[asked] < time.day; ++asked)
            add(true, asked, plan.asked[asked]);
        add(false, i, time.day);
        walk.day_kept.push_back(std::exp((last_entry - time.day) / plan.prior.day_days));
        if (time.period == Period::Day)
            last_entry = time.day;
    }
    for (; asked < plan.asked.size(); ++asked)
        add(true, asked, plan.asked[asked]);
    return walk;
}

Person draw_person(const Prior& prior, Duration duration, base::RandomStream& stream) {
    Person person;
    person.start = draw(prior.start, stream);
    person.natural = draw(prior.natural_of(duration), stream);
    person.context = draw(prior.context, stream);
    person.needle = draw(prior.needle, stream);
    person.soreness = draw(prior.soreness, stream);
    person.recovery_days = draw(prior.recovery_days, stream);
    person.half_life_days = draw(prior.needle_half_life_days, stream);
    person.noise = draw(prior.noise, stream);
    person.wander = draw(prior.wander, stream);
    return person;
}

DrawnCourse draw_course(const CoursePlan& plan, const Walk& walk, const Person& person,
                        std::span<const Shares> shares, base::RandomStream& stream) {
    DrawnCourse course;
    course.unrounded.resize(plan.readings.size());
    course.wander.resize(plan.asked.size());
    const double day_sd = person.noise * std::sqrt(plan.prior.day_share);
    const double error_sd = person.noise * std::sqrt(1 - plan.prior.day_share);
    double wander = 0;
    double good_day = 0;
    for (const Walk::Step& step : walk.steps) {
        wander = step.kept * wander + person.wander * step.fresh * stream.normal();
        if (step.is_asked) {
            course.wander[step.index] = wander;
            continue;
        }
        const Shares& share = shares[step.index];
        double& reading = course.unrounded[step.index];
        reading = expected_level(person, share) + person.soreness * share.soreness + wander;
        if (plan.readings[step.index].period == Period::Week) {
            reading += person.noise * stream.normal();
            continue;
        }
        const double kept = walk.day_kept[step.index];
        good_day = kept * good_day + day_sd * std::sqrt(1 - kept * kept) * stream.normal();
        reading += good_day + error_sd * stream.normal();
    }
    return course;
}

double answer_of(double unrounded, double step) {
    return std::round(std::clamp(unrounded, scale_low, scale_high) / step) * step;
}

Behind behind(double answer, double step) {
    Behind behind;
    if (answer > scale_low)
        behind.low = answer - step / 2;
    if (answer < scale_high)
        behind.high = answer + step / 2;
    return behind;
}

double step_of(std::span<const double> answers) {
    for (const double step : {1.0, 0.5, 0.1}) {
        const bool fits = std::all_of(answers.begin(), answers.end(), [&](double answer) {
            constexpr double slack = 1e-6;
            return std::abs(answer / step - std::round(answer / step)) < slack;
        });
        if (fits)
            return step;
    }
    return 0.01;
}

Simulated simulate(const CoursePlan& plan, const Person& person, base::RandomStream& stream) {
    std::vector<Shares> shares;
    for (const ReadingTime& time : plan.readings)
        shares.push_back(shares_of(plan.prior, plan.sessions, person, time));
    const DrawnCourse course = draw_course(plan, walk_of(plan), person, shares, stream);
    Simulated simulated{person, {}, {}};
    for (const double unrounded : course.unrounded)
        simulated.answers.push_back(answer_of(unrounded, plan.step));
    for (std::size_t i = 0; i < plan.asked.size(); ++i)
        simulated.level.push_back(
            expected_level(person, shares_at(plan.prior, plan.sessions, person, plan.asked[i])) +
            course.wander[i]);
    return simulated;
}

Simulated simulate(const CoursePlan& plan, base::RandomStream& stream) {
    const Person person = draw_person(plan.prior, plan.duration, stream);
    return simulate(plan, person, stream);
}

} // namespace filiform::outcomes
