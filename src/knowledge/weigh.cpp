// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "knowledge/cause.h"

namespace filiform::knowledge {

namespace {

constexpr double ends_of_95 = 1.959964; // standard deviations

/// A normal variable on the scale of logarithms.
struct Logged {
    double mean = 0;
    double variance = 0;
};

double log_odds(double probability) {
    return std::log(probability / (1 - probability));
}

double probability_of(double log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

/// The spread that the interval's two ends say, halved between them.
double variance_of(double low, double high) {
    const double sd = (high - low) / (2 * ends_of_95);
    return sd * sd;
}

Logged logged(const Ranged& ratio) {
    return {std::log(ratio.value), variance_of(std::log(ratio.low), std::log(ratio.high))};
}

Ranged probability_range(const Logged& odds) {
    const double sd = std::sqrt(odds.variance);
    return {probability_of(odds.mean), probability_of(odds.mean - ends_of_95 * sd),
            probability_of(odds.mean + ends_of_95 * sd)};
}

/// The ratio that an item adds as the answers stand; nothing when it says nothing or is not known.
std::optional<Ranged> ratio_of(const Evidence& evidence, Truth truth) {
    switch (truth) {
    case Truth::Yes:
        return evidence.if_so;
    case Truth::No:
        return evidence.otherwise;
    case Truth::NotKnown:
        return std::nullopt;
    }
    return std::nullopt;
}

double strength(const Ranged& ratio) {
    return std::abs(std::log(ratio.value));
}

/// Log odds of a cause as some answers stand; `counted` is told which items counted.
template <class Counted>
Logged odds_of(const Cause& cause, const Answers& answers, const Counted& counted) {
    struct Best {
        const Evidence* evidence;
        Ranged ratio;
    };
    std::vector<Best> best;
    for (const EvidenceGroup& group : cause.groups) {
        const Best* strongest = nullptr;
        std::vector<Best> known;
        for (const Evidence& item : group.items)
            if (const auto ratio = ratio_of(item, truth_of(item.when, answers)))
                known.push_back({&item, *ratio});
        for (const Best& one : known)
            if (strongest == nullptr || strength(one.ratio) > strength(strongest->ratio))
                strongest = &one;
        if (strongest != nullptr)
            best.push_back(*strongest);
    }
    std::stable_sort(best.begin(), best.end(), [](const Best& a, const Best& b) {
        return strength(a.ratio) > strength(b.ratio);
    });
    if (best.size() > most_groups)
        best.resize(most_groups);
    Logged told;
    for (const Best& one : best) {
        const Logged ratio = logged(one.ratio);
        told.mean += ratio.mean;
        told.variance += ratio.variance;
        counted(*one.evidence);
    }
    const double most = std::log(cause.ceiling);
    told.mean = std::clamp(told.mean, -most, most);
    return {log_odds(cause.start.value) + told.mean,
            variance_of(log_odds(cause.start.low), log_odds(cause.start.high)) + told.variance};
}

double probability_with(const Cause& cause, const Answers& answers, const Evidence& item,
                        bool holds) {
    // The cause's own groups, with this one item decided.
    Cause decided = cause;
    for (std::size_t g = 0; g < cause.groups.size(); ++g)
        for (std::size_t i = 0; i < cause.groups[g].items.size(); ++i)
            if (&cause.groups[g].items[i] == &item) {
                Evidence& one = decided.groups[g].items[i];
                one.when = Condition{}; // always
                if (!holds) {
                    one.if_so = item.otherwise.value_or(Ranged{1, 1, 1});
                }
            }
    return probability_range(odds_of(decided, answers, [](const Evidence&) {})).value;
}

/// How likely the item holds, from what its two ratios say of sensitivity and specificity; even
/// where one of them is not known.
double chance_of(const Evidence& item, double probability) {
    constexpr double not_known = 0.5;
    if (!item.otherwise)
        return not_known;
    const double positive = item.if_so.value;
    const double negative = item.otherwise->value;
    if (positive == negative)
        return not_known;
    const double sensitivity =
        std::clamp(positive * (1 - negative) / (positive - negative), 0., 1.);
    const double false_alarm = std::clamp((1 - negative) / (positive - negative), 0., 1.);
    return probability * sensitivity + (1 - probability) * false_alarm;
}

void add_evidence(const Cause& cause, const Answers& answers,
                  const std::vector<const Evidence*>& counted, WeighedCause& weighed) {
    for (const EvidenceGroup& group : cause.groups)
        for (const Evidence& item : group.items) {
            const Truth truth = truth_of(item.when, answers);
            if (const auto ratio = ratio_of(item, truth)) {
                const bool counts =
                    std::find(counted.begin(), counted.end(), &item) != counted.end();
                std::vector<chart::FindingId> given = answers_for(item.when, answers);
                if (given.empty())
                    for (const chart::FindingId& id : findings_in(item.when))
                        given.push_back(id);
                weighed.evidence.push_back({&item, *ratio, truth == Truth::Yes, ratio->value > 1,
                                            counts, std::move(given)});
            } else if (truth == Truth::NotKnown) {
                weighed.not_tested.push_back({&item, missing_for(item.when, answers), 0, false});
            }
        }
    std::stable_sort(
        weighed.evidence.begin(), weighed.evidence.end(),
        [](const Weighed& a, const Weighed& b) { return strength(a.ratio) > strength(b.ratio); });
}

bool goes_before(const WeighedCause& a, const WeighedCause& b) {
    const bool a_leads = a.may_lead == Truth::Yes;
    const bool b_leads = b.may_lead == Truth::Yes;
    if (a_leads != b_leads)
        return a_leads;
    return a.probability.value > b.probability.value;
}

/// What each open item would change, once all causes are weighed.
void add_value(std::vector<WeighedCause>& all, const Answers& answers) {
    const double lead = all.front().probability.value;
    const double second = all.size() > 1 ? all[1].probability.value : 0;
    for (WeighedCause& weighed : all) {
        const bool is_lead = &weighed == &all.front();
        const double now = weighed.probability.value;
        for (Untested& open : weighed.not_tested) {
            const double if_so = probability_with(*weighed.cause, answers, *open.evidence, true);
            const double if_not = probability_with(*weighed.cause, answers, *open.evidence, false);
            const double chance = chance_of(*open.evidence, now);
            open.expected_change =
                chance * std::abs(if_so - now) + (1 - chance) * std::abs(if_not - now);
            const auto changes = [&](double then) {
                return is_lead ? then < second : weighed.may_lead == Truth::Yes && then > lead;
            };
            open.could_change_lead = changes(if_so) || changes(if_not);
        }
        std::stable_sort(weighed.not_tested.begin(), weighed.not_tested.end(),
                         [](const Untested& a, const Untested& b) {
                             if (a.could_change_lead != b.could_change_lead)
                                 return a.could_change_lead;
                             return a.expected_change > b.expected_change;
                         });
    }
}

} // namespace

std::vector<WeighedCause> weigh(const std::vector<Cause>& causes, const Answers& answers) {
    std::vector<WeighedCause> all;
    for (const Cause& cause : causes) {
        WeighedCause weighed;
        weighed.cause = &cause;
        std::vector<const Evidence*> counted;
        weighed.probability = probability_range(
            odds_of(cause, answers, [&](const Evidence& item) { counted.push_back(&item); }));
        weighed.may_lead = truth_of(cause.leads_if, answers);
        add_evidence(cause, answers, counted, weighed);
        all.push_back(std::move(weighed));
    }
    std::stable_sort(all.begin(), all.end(), goes_before);
    if (!all.empty())
        add_value(all, answers);
    return all;
}

std::vector<NextStep> next_steps(const std::vector<WeighedCause>& causes) {
    std::map<std::vector<chart::FindingId>, NextStep> steps;
    std::map<std::vector<chart::FindingId>, double> most;
    for (const WeighedCause& weighed : causes)
        for (const Untested& open : weighed.not_tested) {
            NextStep& step = steps[open.missing];
            step.missing = open.missing;
            step.expected_change += open.expected_change;
            step.could_change_lead |= open.could_change_lead;
            double& best = most[open.missing];
            if (step.evidence != nullptr && open.expected_change <= best)
                continue;
            best = open.expected_change;
            step.evidence = open.evidence;
            step.cause = weighed.cause;
        }
    std::vector<NextStep> all;
    for (auto& [missing, step] : steps)
        all.push_back(std::move(step));
    std::stable_sort(all.begin(), all.end(), [](const NextStep& a, const NextStep& b) {
        if (a.could_change_lead != b.could_change_lead)
            return a.could_change_lead;
        return a.expected_change > b.expected_change;
    });
    return all;
}

} // namespace filiform::knowledge
