// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <cstdio>

#include "quality/figures_json.h"

namespace filiform::quality {

namespace {

std::string number(double value, int places) {
    if (!std::isfinite(value))
        return "no limit";
    std::array<char, 64> text{};
    const int size = std::snprintf(text.data(), text.size(), "%.*f", places, value);
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string percent(double share) {
    constexpr double hundred = 100;
    return number(share * hundred, share < 0.01 ? 2 : 1);
}

std::string words_of(const Share& share) {
    const std::string counts =
        std::to_string(share.count.events) + " of " + std::to_string(share.count.of);
    if (share.is_too_few())
        return counts + ": too few to say";
    return counts + ", " +
           percent(static_cast<double>(share.count.events) / static_cast<double>(share.count.of)) +
           " % (" + percent(share.interval.low) + " to " + percent(share.interval.high) + ")";
}

std::string counts_of(const std::vector<std::pair<std::string, std::int64_t>>& counts) {
    std::string line;
    for (const auto& [word, count] : counts)
        if (count > 0)
            line += (line.empty() ? "" : ", ") + word + " " + std::to_string(count);
    return line.empty() ? "nobody" : line;
}

std::string words_of(const ComparisonFigure& one) {
    const PublishedRate& published = *one.published;
    std::string line = "  " + published.what + ": here " +
                       words_of(Share{one.clinic, exact_interval(one.clinic)}) + "; published " +
                       percent(published.share) + " % (" + percent(published.interval.low) +
                       " to " + percent(published.interval.high) + ") of " +
                       (published.per == PublishedRate::Per::Patient ? "patients" : "treatments") +
                       " [" + published.source + ", " + published.mark + "]";
    if (one.comparison)
        line += "\n    " + number(one.comparison->ratio, 2) + " times as often (" +
                number(one.comparison->ratio_interval.low, 2) + " to " +
                number(one.comparison->ratio_interval.high, 2) + "), p " +
                number(one.comparison->p, 3) +
                (one.comparison->is_beyond_chance ? ": beyond chance" : ": within chance");
    return line + "\n    There: " + published.definition + " " + published.population +
           "\n    Differs: " + published.differs + "\n";
}

std::string words_of(const SpreadFigure& one) {
    std::string out = "  " + one.what + ": " + std::to_string(one.units.size()) +
                      " who treat, p of a spread " + number(one.test.p, 3);
    if (!one.test.is_beyond_chance)
        return out + ": no spread beyond chance, so nobody is named\n";
    out += ": beyond chance; by the alphabet, drawn towards what all share\n";
    for (const SpreadFigure::Unit& unit : one.units)
        out += "    " + unit.name + ": " + std::to_string(unit.count.events) + " of " +
               std::to_string(unit.count.of) + ", " + percent(unit.shrunken.share) + " % (" +
               percent(unit.shrunken.interval.low) + " to " + percent(unit.shrunken.interval.high) +
               ")\n";
    return out;
}

std::string words_of(const OutcomeFigure& one) {
    std::string out = "  " + one.instrument + ", " + one.group + ": " +
                      std::to_string(one.courses) + " courses, " + std::to_string(one.no_start) +
                      " without a start, " + std::to_string(one.no_end) + " without an end\n";
    if (!one.improved)
        return out;
    out += "    " + one.threshold + " [" + one.source + "]: " + words_of(*one.improved) + "\n";
    if (!one.improved->is_too_few())
        out += "    had the missing all not, or all: " + percent(one.bounds.low) + " to " +
               percent(one.bounds.high) + " %\n";
    return out;
}

std::string care_words(const CareFigures& care) {
    return "Consent before, of that plan: " + words_of(care.consent) +
           "\nChecks after 48 hours that came back: " + words_of(care.checked) +
           "\n  of tasks done, within 72 hours: " + words_of(care.checked_in_time) +
           "\nNeedle counts that disagree: " + words_of(care.needle_counts) + "; " +
           std::to_string(care.counts_missing) + " not counted; " + std::to_string(care.drafts) +
           " visits not signed, " + std::to_string(care.open_with_needle_in) +
           " of them with a needle not out\n";
}

std::string chart_words(const ChartFigure& one, const base::Zone& zone) {
    std::string out =
        "  " + one.what + ": " + std::to_string(one.signals.size()) + " signals in the period, " +
        std::to_string(one.earlier_signals) + " before; sum " + number(one.sum, 2) + " of " +
        number(one.limit, 2) + " (a false alarm every " + number(one.false_alarm_every, 0) +
        " treatments; doubled odds are found after " + number(one.found_after, 0) + ")\n";
    for (const Minute signal : one.signals)
        out += "    " + base::text(day_of(signal, zone)) + "\n";
    return out;
}

} // namespace

std::string figures_text(const Figures& figures, const base::Zone& zone) {
    std::string out = "From " + base::text(day_of(figures.wanted.from, zone)) + " to " +
                      base::text(day_of(figures.wanted.before - 1, zone)) + ": " +
                      std::to_string(figures.treatments) + " treatments of " +
                      std::to_string(figures.patients) + " patients, " +
                      std::to_string(figures.needles) + " needles\n";
    const CaseMix& mix = figures.case_mix;
    out += "Who: " + std::to_string(mix.courses) + " courses. Age: " + counts_of(mix.age) +
           ". Sex: " + counts_of(mix.sex) + ".\n  Duration: " + counts_of(mix.duration) +
           ". Pain at start: " + counts_of(mix.severity) + ".\n  Cause: " + counts_of(mix.causes) +
           ".\nAdverse events (95 % intervals)\n";
    for (const EventFigure& one : figures.events)
        out += "  " + one.what + ": treatments " + words_of(one.per_treatment) + "; patients " +
               words_of(one.per_patient) + "\n";
    out += "Against published rates\n";
    for (const ComparisonFigure& one : figures.comparisons)
        out += words_of(one);
    out += "Charts of harm\n";
    for (const ChartFigure& one : figures.charts)
        out += chart_words(one, zone);
    out += "Those who treat\n";
    for (const SpreadFigure& one : figures.spreads)
        out += words_of(one);
    out += care_words(figures.care);
    for (const ReferralFigure& one : figures.referrals)
        out += "Found " + one.what +
               ", and a referral or an answer is written: " + words_of(one.answered) +
               (one.median_hours ? "; after " + number(*one.median_hours, 1) + " hours (median)"
                                 : "") +
               "\n";
    for (const OverrideFigure& one : figures.overrides)
        out += "Went on against " + one.rule + ": " + std::to_string(one.times) + " times, " +
               std::to_string(one.without_reason) + " without a reason\n";
    out += "Outcomes\n";
    for (const OutcomeFigure& one : figures.outcomes)
        out += words_of(one);
    out += "What these figures cannot say\n";
    for (const std::string& note : figures.notes)
        out += "  " + note + "\n";
    return out;
}

} // namespace filiform::quality
