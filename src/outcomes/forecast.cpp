// SPDX-License-Identifier: Apache-2.0
#include "outcomes/forecast.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"

namespace filiform::outcomes {

namespace {

double on_scale(double level) {
    return std::clamp(level, scale_low, scale_high);
}

/// One draw at one moment, on the scale.
struct Seen {
    double level = 0;
    double without_needle = 0;
    double with_context = 0; ///< nature and context
    double nature = 0;
};

Seen seen(const Draw& draw, const Shares& shares, double wander) {
    const Person& person = draw.person;
    const double level = expected_level(person, shares) + wander;
    const double nature = person.start + person.natural * shares.natural;
    return {on_scale(level), on_scale(level - person.needle * shares.needle),
            on_scale(nature + person.context * shares.context), on_scale(nature)};
}

std::size_t index_of(const std::vector<double>& days, double day) {
    const auto found = std::lower_bound(days.begin(), days.end(), day);
    base::expects(found != days.end() && *found == day, "the day is among those asked");
    return static_cast<std::size_t>(found - days.begin());
}

double share_of(std::size_t count, std::size_t of) {
    return static_cast<double>(count) / static_cast<double>(of);
}

double sd_of(const std::vector<double>& values) {
    double mean = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size()));
}

Moment moment_of(const CoursePlan& plan, const Posterior& posterior, std::size_t asked) {
    std::vector<double> level;
    std::vector<double> without;
    std::vector<double> nature;
    for (const Draw& draw : posterior.draws) {
        const Seen one = seen(draw, posterior.shares[draw.group][asked], draw.wander[asked]);
        level.push_back(one.level);
        without.push_back(one.without_needle);
        nature.push_back(one.nature);
    }
    Moment moment;
    moment.day = plan.asked[asked];
    moment.level = interval_of(level);
    moment.half = {quantile_of(level, 0.25), moment.level.middle, quantile_of(level, 0.75)};
    moment.without_needle = interval_of(std::move(without));
    moment.nature = interval_of(std::move(nature));
    return moment;
}

/// The change from the start to one moment, part by part, of every draw.
struct Changes {
    std::vector<double> start, now, change, nature, context, unexplained, needle, anyway;
};

Changes changes_of(const Posterior& posterior, std::size_t now) {
    Changes all;
    for (const Draw& draw : posterior.draws) {
        const Seen one = seen(draw, posterior.shares[draw.group][now], draw.wander[now]);
        // Care's own parts begin at the start, so that there only the wander is beside the level.
        const double start = on_scale(draw.person.start + draw.wander.front());
        const double bare_start = on_scale(draw.person.start);
        all.start.push_back(start);
        all.now.push_back(one.level);
        all.change.push_back(one.level - start);
        all.nature.push_back(one.nature - bare_start);
        all.context.push_back(one.with_context - one.nature);
        all.needle.push_back(one.level - one.without_needle);
        all.anyway.push_back(one.without_needle - start);
        all.unexplained.push_back(all.anyway.back() - all.nature.back() - all.context.back());
    }
    return all;
}

void add_chances(Forecast& forecast, const Changes& changes, const Question& question,
                 double credit_points) {
    std::size_t important = 0;
    std::size_t worse = 0;
    std::size_t better = 0;
    std::size_t credit = 0;
    for (std::size_t k = 0; k < changes.change.size(); ++k) {
        const double change = changes.change[k];
        const double needed = std::max(question.important_points,
                                       question.important_percent / 100 * changes.start[k]);
        important += -change >= needed ? 1 : 0;
        worse += change >= question.worse_points ? 1 : 0;
        better += change < 0 ? 1 : 0;
        credit += -changes.needle[k] >= credit_points ? 1 : 0;
    }
    const std::size_t of = changes.change.size();
    forecast.important = share_of(important, of);
    forecast.worse = share_of(worse, of);
    forecast.any_better = share_of(better, of);
    forecast.credit = share_of(credit, of);
}

GoalChance chance_of_goal(const Posterior& posterior, std::size_t asked, double goal, double day) {
    std::size_t with = 0;
    std::size_t without = 0;
    for (const Draw& draw : posterior.draws) {
        const Seen one = seen(draw, posterior.shares[draw.group][asked], draw.wander[asked]);
        with += one.level <= goal ? 1 : 0;
        without += one.without_needle <= goal ? 1 : 0;
    }
    const std::size_t of = posterior.draws.size();
    return {day, share_of(with, of), share_of(without, of)};
}

} // namespace

double quantile_of(std::vector<double>& values, double p) {
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = static_cast<std::ptrdiff_t>(std::lround(p * last));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

Interval interval_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double p) {
        return values[static_cast<std::size_t>(
            std::lround(p * static_cast<double>(values.size() - 1)))];
    };
    return {at(0.05), at(0.5), at(0.95)};
}

std::vector<double> days_to_ask(const Question& question) {
    constexpr int steps = 20; // on either side of now: a line on paper shows no more
    std::vector<double> days{0, question.now, question.horizon};
    for (int k = 1; k < steps; ++k) {
        days.push_back(question.now * k / steps);
        days.push_back(question.now + (question.horizon - question.now) * k / steps);
    }
    days.insert(days.end(), question.goal_days.begin(), question.goal_days.end());
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

Forecast sum_up(const CoursePlan& plan, const Posterior& posterior, const Question& question) {
    Forecast forecast;
    for (std::size_t asked = 0; asked < plan.asked.size(); ++asked)
        forecast.moments.push_back(moment_of(plan, posterior, asked));
    const std::size_t now = index_of(plan.asked, question.now);
    const Moment& horizon = forecast.moments[index_of(plan.asked, question.horizon)];
    forecast.at_horizon = horizon.level;
    forecast.at_horizon_without_needle = horizon.without_needle;
    const Changes changes = changes_of(posterior, now);
    forecast.start = interval_of(changes.start);
    forecast.now = interval_of(changes.now);
    forecast.parts = {interval_of(changes.change),  interval_of(changes.nature),
                      interval_of(changes.context), interval_of(changes.unexplained),
                      interval_of(changes.needle),  interval_of(changes.anyway)};
    add_chances(forecast, changes, question, plan.prior.rules.credit_points);
    if (question.goal)
        for (const double day : question.goal_days)
            forecast.goal.push_back(
                chance_of_goal(posterior, index_of(plan.asked, day), *question.goal, day));
    forecast.change_sd = sd_of(changes.change);
    std::vector<double> needle;
    for (const Draw& draw : posterior.draws)
        needle.push_back(draw.person.needle);
    forecast.needle_sd = sd_of(needle);
    forecast.effective = posterior.effective;
    return forecast;
}

Forecast forecast(CoursePlan plan, std::span<const double> answers, const Question& question,
                  const FitOrder& order) {
    plan.asked = days_to_ask(question);
    return sum_up(plan, fit(plan, answers, order), question);
}

Remeasured remeasured(const Prior& prior, double answer) {
    const double between = prior.start.sd * prior.start.sd;
    const double within = prior.noise.centre * prior.noise.centre;
    Remeasured line{prior.start.centre, between / (between + within), 0};
    line.expected = line.mean + line.reliability * (answer - line.mean);
    return line;
}

} // namespace filiform::outcomes
