// SPDX-License-Identifier: Apache-2.0
#include "outcomes/calibration.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "outcomes/normal.h"
#include "outcomes/sayable.h"

namespace filiform::outcomes {

namespace {

constexpr double half_low = 0.25;
constexpr double half_high = 0.75;
constexpr double ninety_low = 0.05;
constexpr double ninety_high = 0.95;

/// What one patient adds to a tally.
struct PatientResult {
    std::array<double, quantities> place{}; ///< share of the posterior below the truth
    std::array<double, quantities> bias{};
    double important = 0;
    bool is_important = false;
    bool is_credited = false;
    bool would_credit = false;
    bool fell = false;
    bool is_too_little = false;
    double needle_said = 0;
    double needle_was = 0;
    double ahead_said = 0;
    double ahead_was = 0;
    double last_answer = 0;
    double effective = 0;
};

/// Where a day stands among those asked.
struct Places {
    std::size_t now = 0;
    std::size_t ahead = 0;
};

double value_of(Quantity quantity, const Person& person, double level_start, double level_now,
                double level_ahead) {
    switch (quantity) {
    case Quantity::Start:
        return person.start;
    case Quantity::Natural:
        return person.natural;
    case Quantity::Context:
        return person.context;
    case Quantity::Needle:
        return person.needle;
    case Quantity::Soreness:
        return person.soreness;
    case Quantity::Noise:
        return person.noise;
    case Quantity::Now:
        return level_now;
    case Quantity::Change:
        return level_now - level_start;
    case Quantity::Ahead:
        return level_ahead;
    }
    return 0;
}

/// Ranks the truth among draws that are apart from one another, ties by halves.
void rank_truth(PatientResult& result, const Posterior& posterior, const Simulated& truth,
                const Places& places) {
    for (std::size_t q = 0; q < quantities; ++q) {
        const auto quantity = static_cast<Quantity>(q);
        const double true_value = value_of(quantity, truth.person, truth.level.front(),
                                           truth.level[places.now], truth.level[places.ahead]);
        double below = 0;
        double sum = 0;
        for (const Draw& draw : posterior.draws) {
            const double value =
                value_of(quantity, draw.person, posterior.level(draw, 0),
                         posterior.level(draw, places.now), posterior.level(draw, places.ahead));
            below += value < true_value ? 1 : 0;
            below += value == true_value ? 0.5 : 0;
            sum += value;
        }
        const auto count = static_cast<double>(posterior.draws.size());
        result.place[q] = below / count;
        result.bias[q] = sum / count - true_value;
    }
}

double on_the_scale(double level) {
    return std::clamp(level, scale_low, scale_high);
}

Question question_of(const Cohort& cohort) {
    Question question;
    question.now = cohort.now;
    question.horizon = cohort.now + cohort.horizon;
    return question;
}

Places places_of(const std::vector<double>& asked, const Question& question) {
    const auto at = [&](double day) {
        return static_cast<std::size_t>(std::lower_bound(asked.begin(), asked.end(), day) -
                                        asked.begin());
    };
    return {at(question.now), at(question.horizon)};
}

PatientResult try_patient(const Cohort& cohort, const Beliefs& beliefs, const TrialOrder& order,
                          std::uint64_t index, double prior_change_sd) {
    const Question question = question_of(cohort);
    CoursePlan plan = cohort.plan;
    plan.asked = {0, question.now, question.horizon};
    const Places places = places_of(plan.asked, question);
    const Simulated truth = draw_patient(cohort, plan.asked, order.seed, index);
    FitOrder fit_order = order.fit;
    fit_order.seed = base::seed_for(order.seed + index, "fit of " + cohort.id);

    PatientResult result;
    const Posterior posterior = fit(plan, truth.answers, fit_order);
    rank_truth(result, posterior, truth, places);
    const Forecast believed = sum_up(plan, posterior, question);
    plan.prior = beliefs.find_variant("neutral")->prior;
    const Forecast neutral = sum_up(plan, fit(plan, truth.answers, fit_order), question);

    const SayingRules& rules = beliefs.prior.rules;
    const Shares shares = shares_at(plan.prior, plan.sessions, truth.person, question.now);
    const double start = on_the_scale(truth.level.front());
    const double now = on_the_scale(truth.level[places.now]);
    result.important = believed.important;
    result.is_important = start - now >= std::max(question.important_points,
                                                  question.important_percent / 100 * start);
    result.is_credited = neutral.credit >= rules.credit_probability;
    result.would_credit = believed.credit >= rules.credit_probability;
    result.fell = truth.answers.front() - truth.answers.back() >= question.important_points;
    result.is_too_little =
        is_too_little(rules, cohort.plan.readings, believed.change_sd, prior_change_sd);
    result.needle_said = believed.parts.needle.middle;
    result.needle_was =
        now - on_the_scale(truth.level[places.now] - truth.person.needle * shares.needle);
    result.ahead_said = believed.at_horizon.middle;
    result.ahead_was = on_the_scale(truth.level[places.ahead]);
    result.last_answer = truth.answers.back();
    result.effective = posterior.effective;
    return result;
}

void count(Tally& tally, const PatientResult& result, double prior_ahead) {
    for (std::size_t q = 0; q < quantities; ++q) {
        Ranked& ranked = tally.ranked[q];
        const double place = result.place[q];
        const auto bin = static_cast<std::size_t>(place * static_cast<double>(rank_bins));
        ranked.bins[std::min(bin, rank_bins - 1)] += 1;
        ranked.in_half += place >= half_low && place <= half_high ? 1 : 0;
        ranked.in_ninety += place >= ninety_low && place <= ninety_high ? 1 : 0;
        ranked.bias += result.bias[q];
    }
    const auto bin =
        static_cast<std::size_t>(result.important * static_cast<double>(tally.important.size()));
    Believed& believed = tally.important[std::min(bin, tally.important.size() - 1)];
    believed.patients += 1;
    believed.said += result.important;
    believed.was_so += result.is_important ? 1 : 0;
    tally.credited += result.is_credited ? 1 : 0;
    tally.would_credit += result.would_credit ? 1 : 0;
    tally.naive_credit += result.fell ? 1 : 0;
    tally.too_little += result.is_too_little ? 1 : 0;
    tally.needle_said += result.needle_said;
    tally.needle_was += result.needle_was;
    const auto square = [](double x) { return x * x; };
    tally.error_ahead += square(result.ahead_said - result.ahead_was);
    tally.error_last_answer += square(result.last_answer - result.ahead_was);
    tally.error_prior += square(prior_ahead - result.ahead_was);
    tally.least_effective = std::min(tally.least_effective, result.effective);
}

void take_means(Tally& tally) {
    const auto of = static_cast<double>(tally.patients);
    for (Ranked& ranked : tally.ranked)
        ranked.bias /= of;
    for (Believed& believed : tally.important)
        if (believed.patients > 0)
            believed.said /= static_cast<double>(believed.patients);
    tally.needle_said /= of;
    tally.needle_was /= of;
    for (double* error : {&tally.error_ahead, &tally.error_last_answer, &tally.error_prior})
        *error = std::sqrt(*error / of);
}

} // namespace

std::string_view text(Quantity quantity) {
    constexpr std::array<std::string_view, quantities> words{
        "start", "natural change", "context", "needle effect", "soreness",
        "noise", "level now",      "change",  "level ahead"};
    return words[static_cast<std::size_t>(quantity)];
}

Evenness evenness(const std::array<std::size_t, rank_bins>& bins) {
    double all = 0;
    for (const std::size_t bin : bins)
        all += static_cast<double>(bin);
    const double expected = all / static_cast<double>(rank_bins);
    Evenness even{0, 1};
    if (all == 0)
        return even;
    for (const std::size_t bin : bins) {
        const double off = static_cast<double>(bin) - expected;
        even.chi_square += off * off / expected;
    }
    constexpr double freedom = rank_bins - 1;
    constexpr double ninth = 2 / (9 * freedom);
    const double z = (std::cbrt(even.chi_square / freedom) - (1 - ninth)) / std::sqrt(ninth);
    even.probability = normal_below(-z);
    return even;
}

Tally try_out(const Cohort& cohort, const Beliefs& beliefs, const TrialOrder& order) {
    if (order.progress)
        order.progress(cohort.id);
    const Question question = question_of(cohort);
    CoursePlan blank = cohort.plan;
    blank.readings.clear();
    const Forecast before = forecast(blank, {}, question, order.fit);
    std::vector<PatientResult> results(order.patients);
    base::parallel_chunks(order.patients, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t index = begin; index < end; ++index)
            results[index] = try_patient(cohort, beliefs, order, index, before.change_sd);
    });
    Tally tally;
    tally.cohort = &cohort;
    tally.patients = order.patients;
    tally.least_effective = 1e300;
    for (const PatientResult& result : results)
        count(tally, result, before.at_horizon.middle);
    take_means(tally);
    return tally;
}

} // namespace filiform::outcomes
