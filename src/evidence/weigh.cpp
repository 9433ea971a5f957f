// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "evidence/distributions.h"
#include "evidence/selection.h"

namespace filiform::evidence {

namespace {

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return text;
}

Weighed nothing(std::string why) {
    return {std::nullopt, std::move(why)};
}

/// "sd1 and sd2 are missing"
std::string missing_of(const TrialRow& row, std::initializer_list<const char*> columns) {
    std::vector<std::string> missing;
    for (const char* column : columns)
        if (!row.number(column))
            missing.emplace_back(column);
    std::string text;
    for (std::size_t i = 0; i < missing.size(); ++i)
        text += (i == 0 ? "" : i + 1 == missing.size() ? " and " : ", ") + missing[i];
    return text + (missing.size() == 1 ? " is missing" : " are missing");
}

Weighed study(const TrialRow& row, const Effect& effect) {
    if (!(effect.variance > 0) || !std::isfinite(effect.estimate) ||
        !std::isfinite(effect.variance))
        return nothing("its variance is zero, so that it cannot be weighed");
    return {StudyEffect{&row, row.label(), effect, std::nullopt, std::nullopt}, ""};
}

/// What a unit of the last printed digit is worth: "−1.5" leaves 0.1.
double unit_of(const std::string& text) {
    const std::size_t point = text.find('.');
    return point == std::string::npos
               ? 1
               : std::pow(10.0, -static_cast<double>(text.size() - point - 1));
}

/// Where an interval and its estimate or its P contradict each other.
std::string contradiction(const TrialRow& row, const Bounds& interval, double estimate, double se,
                          bool is_log) {
    const double half = (interval.high - interval.low) / 2;
    const double off = std::abs(estimate - (interval.low + half));
    constexpr double lopsided = 0.15;
    double rounding = std::max(unit_of(row.text("low")), unit_of(row.text("effect")));
    if (is_log)
        rounding /= std::exp(interval.low);
    if (off > lopsided * half + rounding)
        return "its estimate lies off the middle of its interval: one of the three figures may be "
               "a "
               "misprint";
    const auto p = row.number("p");
    if (!p || *p <= 0 || *p >= 1)
        return "";
    const double of_interval = std::abs(estimate) / se;
    const double of_p = normal_quantile(1 - *p / 2);
    constexpr double far = 0.25;
    if (std::abs(of_interval - of_p) > 0.5 &&
        std::abs(of_interval - of_p) > far * std::max(of_interval, of_p))
        return "its interval and its P do not agree with each other";
    return "";
}

/// From effect with variance, se or an interval; ratios are printed as ratios.
Weighed from_effect(const TrialRow& row, const Choice& choice) {
    const auto effect = row.number("effect");
    if (!effect)
        return nothing("");
    if (is_ratio(choice.measure)) {
        if (!row.has({"low", "high"}))
            return nothing(
                "a ratio needs the ends of its interval (low, high); of a logarithm with "
                "its se, pool --measure generic");
        const Bounds ends{*row.number("low"), *row.number("high")};
        if (!(*effect > 0 && ends.low > 0))
            return nothing("a ratio and its interval lie above zero; logarithms go with --measure "
                           "generic");
        const Bounds logs{std::log(ends.low), std::log(ends.high)};
        const double se = se_of_interval(logs, choice.level);
        const std::string wrong = contradiction(row, logs, std::log(*effect), se, true);
        return wrong.empty() ? study(row, {std::log(*effect), se * se}) : nothing(wrong);
    }
    if (const auto variance = row.number("variance"))
        return study(row, {*effect, *variance});
    if (const auto se = row.number("se"))
        return study(row, {*effect, *se * *se});
    if (!row.has({"low", "high"}))
        return nothing("its variance, se or interval is missing");
    const Bounds ends{*row.number("low"), *row.number("high")};
    const double se = se_of_interval(ends, choice.level);
    const std::string wrong = contradiction(row, ends, *effect, se, false);
    return wrong.empty() ? study(row, {*effect, se * se}) : nothing(wrong);
}

/// The SD of an arm as given, or from the interval of its mean.
std::optional<double> sd_of(const TrialRow& row, const std::string& arm, double level) {
    if (const auto sd = row.number("sd" + arm))
        return sd;
    const auto n = row.number("n" + arm);
    const auto low = row.number("low" + arm);
    const auto high = row.number("high" + arm);
    if (!n || *n < 2 || !low || !high)
        return std::nullopt;
    return sd_of_mean_interval({*low, *high}, *n, level);
}

Weighed from_means(const TrialRow& row, const Choice& choice) {
    const std::string unit = lowered(row.text("unit"));
    const bool is_standard = choice.measure == Measure::StandardisedDifference;
    if (unit == "percent" || unit == "%" ||
        lowered(row.text("outcome")).find("percent change") != std::string::npos)
        return nothing("a percentage of change is neither a change nor a score");
    const auto sd1 = sd_of(row, "1", choice.level);
    const auto sd2 = sd_of(row, "2", choice.level);
    if (row.has({"n1", "mean1", "n2", "mean2"}) && sd1 && sd2) {
        const ArmMeans arms{*row.number("n1"), *row.number("mean1"), *sd1,
                            *row.number("n2"), *row.number("mean2"), *sd2};
        if (arms.n1 < 2 || arms.n2 < 2)
            return nothing("an arm of one person has no spread");
        if (!is_standard)
            return study(row, mean_difference(arms, choice.spread));
        const auto effect = standardised_difference(arms, choice.g_variance);
        return effect ? study(row, *effect) : nothing("its standard deviations are zero");
    }
    if (row.number("effect") && (!is_standard || unit.empty() || unit == "sd" || unit == "smd"))
        return from_effect(row, choice);
    return nothing(missing_of(row, {"n1", "mean1", "sd1", "n2", "mean2", "sd2"}));
}

Weighed from_counts(const TrialRow& row, const Choice& choice) {
    if (!row.has({"events1", "n1", "events2", "n2"})) {
        Weighed weighed = from_effect(row, choice);
        if (!weighed.study && weighed.why_not.empty())
            weighed.why_not = missing_of(row, {"events1", "n1", "events2", "n2"});
        return weighed;
    }
    const ArmCounts arms{*row.number("events1"), *row.number("n1"), *row.number("events2"),
                         *row.number("n2")};
    std::optional<Effect> effect = risk_difference(arms);
    if (is_ratio(choice.measure))
        effect = choice.measure == Measure::OddsRatio ? log_odds_ratio(arms) : log_risk_ratio(arms);
    if (!effect)
        return nothing(arms.events1 == 0
                           ? "no event in either arm tells nothing of a ratio"
                           : "events in everybody of both arms tell nothing of a ratio");
    Weighed weighed = study(row, *effect);
    if (weighed.study)
        weighed.study->counts = arms;
    return weighed;
}

Weighed from_count(const TrialRow& row, const Choice& choice) {
    const char* arm = row.has({"events", "n"}) ? "" : "1";
    const auto events = row.number(std::string("events") + arm);
    const auto n = row.number(std::string("n") + arm);
    if (!events || !n)
        return nothing(missing_of(row, {"events", "n"}));
    if (*arm != 0 && row.number("n2"))
        return nothing("it compares two arms; a proportion is of one (columns events and n)");
    const Count count{*events, *n};
    Weighed weighed = study(row, choice.measure == Measure::FreemanTukey ? freeman_tukey(count)
                                                                         : logit_proportion(count));
    if (weighed.study)
        weighed.study->count = count;
    return weighed;
}

} // namespace

std::optional<std::string> mark_against(const TrialRow& row) {
    const std::string pooling = lowered(row.text("pooling"));
    for (const char* word : {"refuse", "refused", "no", "never", "suspicious", "ambiguous"})
        if (pooling == word) {
            const std::string reason = row.text("pooling_reason");
            return "marked '" + pooling + "'" + (reason.empty() ? "" : ": " + reason);
        }
    static constexpr std::array<std::pair<const char*, const char*>, 9> phrases{{
        {"ambiguous", "its note calls its figures ambiguous"},
        {"do not agree", "its note says that its figures do not agree with each other"},
        {"implausib", "its note calls its effect implausible"},
        {"misprint", "its note suspects a misprint"},
        {"suspicious", "its note calls it suspicious"},
        {"not poolable", "its note says that it cannot be pooled"},
        {"never pool", "its note says never to pool it"},
        {"before pooling", "its note asks for a check before it is pooled"},
        {"retracted", "its note says that it was retracted"},
    }};
    std::string notes;
    for (const char* column : {"source", "status", "note", "notes", "remark"})
        notes += lowered(row.text(column)) + "\n";
    for (const auto& [phrase, why] : phrases)
        if (notes.find(phrase) != std::string::npos)
            return why;
    return std::nullopt;
}

Weighed weigh(const TrialRow& row, const Choice& choice) {
    const std::string comparator = lowered(row.text("comparator"));
    if (!is_proportion(choice.measure) && (comparator.find("single arm") != std::string::npos ||
                                           comparator.find("single-arm") != std::string::npos))
        return nothing("it has one arm: what would have happened without is not known");
    switch (choice.measure) {
    case Measure::MeanDifference:
    case Measure::StandardisedDifference:
        return from_means(row, choice);
    case Measure::OddsRatio:
    case Measure::RiskRatio:
    case Measure::RiskDifference:
        return from_counts(row, choice);
    case Measure::Proportion:
    case Measure::FreemanTukey:
        return from_count(row, choice);
    case Measure::Generic:
        break;
    }
    Weighed weighed = from_effect(row, choice);
    if (!weighed.study && weighed.why_not.empty())
        weighed.why_not = "effect is missing";
    return weighed;
}

} // namespace filiform::evidence
