// SPDX-License-Identifier: Apache-2.0
#include "outcomes/progress.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/expects.h"
#include "base/parallel.h"
#include "outcomes/sayable.h"

namespace filiform::outcomes {

namespace {

using chart::FindingId;

constexpr double ahead_days = 42; // six weeks, the next review of the dossier's cadence
constexpr double sore_too_long_hours = 72;

Duration duration_of(const Course& course, const Prior& prior) {
    if (!course.onset)
        return Duration::Unknown;
    using Days = std::chrono::duration<double, std::ratio<86400>>;
    const double days = Days(course.start() - std::chrono::sys_days(*course.onset)).count();
    return days >= prior.chronic_from_days ? Duration::Chronic : Duration::Recent;
}

std::vector<Session> sessions_of(const Course& course) {
    std::vector<Session> sessions;
    for (const CourseSession& session : course.sessions)
        sessions.push_back(
            {day_of(course, session.at), session.was_sore.value_or(true) ? 1.0 : 0.0});
    for (const base::Instant& at : course.planned)
        sessions.push_back({day_of(course, at), 1});
    return sessions;
}

Question question_of(const Course& course, const Instrument& instrument) {
    Question question;
    question.now = day_of(course, course.as_of);
    question.horizon = question.now + ahead_days;
    question.important_points = instrument.important_points().value_or(question.important_points);
    question.important_percent = instrument.important_percent();
    question.worse_points = instrument.noise_points().value_or(question.worse_points);
    for (const base::Instant& at : course.planned)
        question.horizon = std::max(question.horizon, day_of(course, at));
    if (!course.goal)
        return question;
    question.goal = course.goal->value;
    question.goal_days = {question.now};
    for (const base::Instant& at : course.planned)
        question.goal_days.push_back(day_of(course, at));
    if (course.goal->on) {
        const double on =
            day_of(course, std::chrono::sys_days(*course.goal->on) + std::chrono::hours(12));
        question.goal_days.push_back(on);
        question.horizon = std::max(question.horizon, on);
    }
    question.goal_days.push_back(question.horizon);
    std::sort(question.goal_days.begin(), question.goal_days.end());
    const auto end = std::unique(question.goal_days.begin(), question.goal_days.end());
    question.goal_days.erase(end, question.goal_days.end());
    return question;
}

/// The plan of the readings that are fitted, and what they say.
struct Fitted {
    CoursePlan plan;
    std::vector<double> answers;
};

Fitted fitted_of(const Course& course, const Progress& progress) {
    Fitted fitted;
    fitted.plan.duration = progress.duration;
    fitted.plan.sessions = progress.sessions;
    for (const std::size_t k : thinned(progress.scores.size())) {
        const CourseReading& score = progress.scores[k];
        fitted.plan.readings.push_back({day_of(course, score.at), score.period});
        fitted.answers.push_back(score.value);
    }
    fitted.plan.step = step_of(fitted.answers);
    return fitted;
}

/// The forecast under the prior, without readings, and under each variant, side by side.
std::vector<Forecast> forecasts_of(const Fitted& fitted, const Beliefs& beliefs,
                                   const Question& question, const FitOrder& order) {
    std::vector<Forecast> forecasts(2 + beliefs.variants.size());
    base::parallel_chunks(forecasts.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) {
            CoursePlan plan = fitted.plan;
            plan.prior = k < 2 ? beliefs.prior : beliefs.variants[k - 2].prior;
            std::span<const double> answers = fitted.answers;
            if (k == 1) {
                plan.readings.clear();
                answers = {};
            }
            forecasts[k] = forecast(std::move(plan), answers, question, order);
        }
    });
    return forecasts;
}

Chance chance_of(double value, const std::vector<OtherBelief>& others,
                 const std::function<double(const Forecast&)>& of) {
    Chance chance{value, value, value};
    for (const OtherBelief& other : others) {
        chance.low = std::min(chance.low, of(other.forecast));
        chance.high = std::max(chance.high, of(other.forecast));
    }
    return chance;
}

std::string why_too_little(const SayingRules& rules, const Fitted& fitted, double sd,
                           double prior_sd) {
    const auto& readings = fitted.plan.readings;
    if (!is_too_little(rules, readings, sd, prior_sd))
        return "";
    if (static_cast<double>(readings.size()) < rules.few_readings)
        return "There are fewer than " + std::to_string(std::lround(rules.few_readings)) +
               " scores.";
    if (readings.back().day - readings.front().day < rules.few_days)
        return "The scores span less than " + std::to_string(std::lround(rules.few_days)) +
               " days.";
    return "The scores leave the change nearly as open as it was before them.";
}

void add_instruments(const Course& course, Progress& progress) {
    for (const Instrument& instrument : instruments()) {
        std::vector<double> values;
        for (const CourseReading& reading : course.of(instrument.code))
            values.push_back(reading.value);
        if (!values.empty())
            progress.instruments.push_back({&instrument, judge_change(instrument, values)});
    }
}

/// Whether soreness lasted too long, as far as it was asked.
std::optional<bool> soreness_lasts(const Course& course) {
    bool is_known = true;
    for (const CourseSession& session : course.sessions) {
        if (session.sore_hours.value_or(0) > sore_too_long_hours)
            return true;
        is_known &= session.was_sore == false || session.sore_hours.has_value();
    }
    return is_known ? std::optional(false) : std::nullopt;
}

knowledge::Answers answers_of(const Course& course, const Progress& progress) {
    knowledge::Answers answers;
    const auto set = [&](const char* id, chart::Answer answer) {
        answers[FindingId(id)] = std::move(answer);
    };
    for (const auto& [id, answer] : course.findings)
        set(id.c_str(), answer);
    set("sessions_done", static_cast<double>(progress.sessions_done));
    set("weeks_of_care", progress.question.now / 7);
    set("level_now", progress.forecast.now.middle);
    set("too_little", !progress.too_little.empty());
    if (const auto lasts = soreness_lasts(course))
        set("soreness_lasts", *lasts);
    if (progress.scores.size() > 1) {
        const double first = progress.scores.front().value;
        double best = progress.scores[1].value;
        for (std::size_t k = 1; k < progress.scores.size(); ++k)
            best = std::min(best, progress.scores[k].value);
        set("gain", first - progress.scores.back().value);
        set("best_gain", first - best);
    }
    if (!progress.too_little.empty())
        return answers;
    set("chance_important", progress.important.value);
    set("chance_worse", progress.worse.value);
    if (!progress.goal.empty()) {
        set("chance_at_goal", progress.goal.front().value);
        set("chance_of_goal", progress.goal.back().value);
    }
    return answers;
}

void take_chances(Progress& progress) {
    progress.important = chance_of(progress.forecast.important, progress.others,
                                   [](const Forecast& one) { return one.important; });
    progress.worse = chance_of(progress.forecast.worse, progress.others,
                               [](const Forecast& one) { return one.worse; });
    for (std::size_t k = 0; k < progress.forecast.goal.size(); ++k)
        progress.goal.push_back(
            chance_of(progress.forecast.goal[k].with_needle, progress.others,
                      [&](const Forecast& one) { return one.goal[k].with_needle; }));
}

} // namespace

Progress review(const Course& course, const Beliefs& beliefs, const AdviceRules& rules,
                const FitOrder& order) {
    Progress progress;
    progress.as_of = course.as_of;
    progress.start = course.start();
    progress.followed = find_instrument(course.follow);
    base::expects(progress.followed != nullptr, "the course follows an instrument there is");
    progress.scores = course.of(course.follow);
    base::expects(!progress.scores.empty(), "the followed instrument has a score");
    progress.sessions = sessions_of(course);
    progress.sessions_done = course.sessions.size();
    for (const CourseSession& session : course.sessions)
        progress.sore_hours.push_back(session.sore_hours);
    progress.duration = duration_of(course, beliefs.prior);
    progress.question = question_of(course, *progress.followed);
    progress.remeasured = remeasured(beliefs.prior, progress.scores.front().value);
    progress.beliefs = beliefs.rows;
    progress.seed = order.seed;
    add_instruments(course, progress);

    const Fitted fitted = fitted_of(course, progress);
    progress.fitted = fitted.answers.size();
    std::vector<Forecast> all = forecasts_of(fitted, beliefs, progress.question, order);
    progress.forecast = std::move(all[0]);
    for (std::size_t k = 0; k < beliefs.variants.size(); ++k) {
        all[k + 2].moments.clear();
        progress.others.push_back({&beliefs.variants[k], std::move(all[k + 2])});
        if (beliefs.variants[k].id == "neutral")
            progress.credit = progress.others.back().forecast.credit;
    }
    take_chances(progress);
    const SayingRules& saying = beliefs.prior.rules;
    progress.too_little =
        why_too_little(saying, fitted, progress.forecast.change_sd, all[1].change_sd);
    progress.needle_says_little =
        progress.forecast.needle_sd > saying.needle_barely_narrower * all[1].needle_sd;
    progress.is_credited =
        progress.too_little.empty() && progress.credit >= saying.credit_probability;
    progress.answers = answers_of(course, progress);
    progress.advised = advise(rules, progress.answers);
    return progress;
}

base::Date date_of(const Progress& progress, double day) {
    using Days = std::chrono::duration<double, std::ratio<86400>>;
    const auto at =
        progress.start + std::chrono::duration_cast<std::chrono::milliseconds>(Days(day));
    return base::Date(std::chrono::floor<std::chrono::days>(at));
}

} // namespace filiform::outcomes
