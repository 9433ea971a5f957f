// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <cstdio>

#include "chart/citation.h"
#include "outcomes/figures.h"
#include "outcomes/progress.h"

namespace filiform::outcomes {

namespace {

std::string fixed(double value, int decimals) {
    std::array<char, 32> text{};
    // No minus before nought.
    const double scale = std::pow(10, decimals);
    const double rounded = std::round(value * scale) / scale;
    std::snprintf(text.data(), text.size(), "%.*f", decimals, rounded == 0 ? 0.0 : rounded);
    return text.data();
}

std::string plain(double value) {
    return value == std::floor(value) ? fixed(value, 0) : fixed(value, 1);
}

std::string ranged(const Interval& interval) {
    return fixed(interval.middle, 1) + " (" + fixed(interval.low, 1) + " to " +
           fixed(interval.high, 1) + ")";
}

/// "in 8 of 10": what a probability means; never none or all.
std::string chance_words(double value) {
    if (value < 0.01)
        return "less than 1 in 100";
    if (value > 0.99)
        return "more than 99 in 100";
    return std::to_string(std::lround(100 * value)) + " in 100";
}

std::string chance_words(const Chance& chance) {
    std::string text = chance_words(chance.value);
    const long low = std::lround(100 * chance.low);
    const long high = std::lround(100 * chance.high);
    if (low != high)
        text += " (" + std::to_string(low) + " to " + std::to_string(high) + " by other beliefs)";
    return text;
}

void add_line(std::string& text, const std::string& name, const std::string& value) {
    constexpr std::size_t width = 17;
    text += name + std::string(name.size() < width ? width - name.size() : 1, ' ') + value + '\n';
}

const InstrumentProgress& followed(const Progress& progress) {
    for (const InstrumentProgress& one : progress.instruments)
        if (one.instrument == progress.followed)
            return one;
    return progress.instruments.front();
}

std::string threshold_words(const Instrument& instrument) {
    std::string text;
    if (instrument.noise)
        text += "noise " + plain(*instrument.noise_points()) + " (" +
                instrument.thresholds[*instrument.noise].source.text() + ")";
    if (instrument.important) {
        text += (text.empty() ? "matters " : ", matters ") + plain(*instrument.important_points());
        if (instrument.important_percent() > 0)
            text += " and " + plain(instrument.important_percent()) + " %";
        text += " (" + instrument.thresholds[*instrument.important].source.text() + ")";
    }
    return text;
}

void add_scores(std::string& text, const Progress& progress) {
    const Change& change = followed(progress).change;
    const Forecast& forecast = progress.forecast;
    add_line(text, "Start", plain(change.first) + "; behind it " + ranged(forecast.start));
    add_line(text, "Now", plain(change.last) + "; behind it " + ranged(forecast.now));
    if (change.scores > 1)
        add_line(text, "Scores",
                 std::string(words(change.verdict)) + "; " + threshold_words(*progress.followed));
    add_line(text, "Asked again",
             "with nothing changed " + plain(change.first) + " is expected to become " +
                 fixed(progress.remeasured.expected, 1));
}

void add_change(std::string& text, const Progress& progress) {
    const Parts& parts = progress.forecast.parts;
    if (!progress.too_little.empty()) {
        add_line(text, "Too little data", progress.too_little);
        return;
    }
    add_line(text, "Change", ranged(parts.change));
    add_line(text, "Does it matter?", "yes with " + chance_words(progress.important));
    add_line(text, "Expected anyway",
             ranged(parts.expected_anyway) + ": nature " + fixed(parts.nature.middle, 1) +
                 ", context of care " + fixed(parts.context.middle, 1) + ", unexplained " +
                 fixed(parts.unexplained.middle, 1));
    std::string needle = ranged(parts.needle);
    if (progress.is_credited)
        needle += ": more than chance and nature, with " + chance_words(progress.credit);
    else
        needle += ": not shown; this is mostly what was believed beforehand";
    add_line(text, "Left for needle", needle);
}

void add_ahead(std::string& text, const Progress& progress) {
    const Forecast& forecast = progress.forecast;
    add_line(text, "Ahead",
             base::text(date_of(progress, progress.question.horizon)) + ": " +
                 ranged(forecast.at_horizon) + "; without the needle " +
                 ranged(forecast.at_horizon_without_needle));
    for (std::size_t k = 0; k < progress.goal.size(); ++k)
        add_line(text, k == 0 ? "Goal " + plain(*progress.question.goal) : "",
                 base::text(date_of(progress, forecast.goal[k].day)) + ": reached with " +
                     chance_words(progress.goal[k]) + "; without the needle " +
                     chance_words(forecast.goal[k].without_needle));
}

std::string cited(const AdviceRule& rule) {
    std::string text = " [" + base::joined(rule.sources) + "; certainty " + rule.certainty;
    if (!chart::is_verified(rule.mark))
        text += "; unverified";
    if (rule.status != "signed")
        text += "; draft";
    return text + "]";
}

void add_advice(std::string& text, const Progress& progress) {
    const Advised& advised = progress.advised;
    text += '\n';
    std::string headline(words(advised.step));
    if (!advised.to_ask.empty())
        headline = "ask first; as far as is known: " + headline;
    add_line(text, "Advice", headline);
    for (const AdviceRule* rule : reasons_shown(advised))
        if (rule->step == advised.step)
            text += "  - " + rule->because + " " + rule->to_do + cited(*rule) + "\n";
    for (const AdviceRule* rule : reasons_shown(advised))
        if (rule->step != advised.step)
            text += "  - also (" + std::string(words(rule->step)) + "): " + rule->because + " " +
                    rule->to_do + cited(*rule) + "\n";
    for (const chart::FindingId& id : advised.to_ask)
        if (const knowledge::Finding* finding = knowledge::find_finding(figures(), id.text()))
            text += "  ? " + (finding->ask.empty() ? id.text() : finding->ask) + " (" + id.text() +
                    ")\n";
}

void add_others(std::string& text, const Progress& progress) {
    text += "\nWith other beliefs\n";
    for (const OtherBelief& other : progress.others) {
        std::string line = "matters " + chance_words(other.forecast.important) + ", needle " +
                           ranged(other.forecast.parts.needle) + ", ahead " +
                           ranged(other.forecast.at_horizon);
        if (!other.forecast.goal.empty())
            line += ", goal " + chance_words(other.forecast.goal.back().with_needle);
        add_line(text, "  " + other.variant->id, line);
    }
}

void add_instruments(std::string& text, const Progress& progress) {
    bool is_first = true;
    for (const InstrumentProgress& one : progress.instruments) {
        if (one.instrument == progress.followed)
            continue;
        text += is_first ? "\nOther scores\n" : "";
        is_first = false;
        std::string line = plain(one.change.first);
        if (one.change.scores > 1)
            line += " to " + plain(one.change.last);
        line += ": " + std::string(words(one.change.verdict));
        const std::string thresholds = threshold_words(*one.instrument);
        add_line(text, "  " + one.instrument->code,
                 line + (thresholds.empty() ? "" : "; " + thresholds));
    }
}

} // namespace

std::string progress_words(const Progress& progress) {
    const auto day = std::chrono::floor<std::chrono::days>(progress.as_of);
    const long weeks = std::lround(std::floor(progress.question.now / 7)) + 1;
    std::string text = progress.followed->title + ", " + base::text(base::Date(day)) + ": week " +
                       std::to_string(weeks) + " of care, sessions " +
                       std::to_string(progress.sessions_done) + ", scores " +
                       std::to_string(progress.scores.size());
    if (progress.fitted < progress.scores.size())
        text += ", of which " + std::to_string(progress.fitted) + " are fitted";
    text += "\n\n";
    add_scores(text, progress);
    add_change(text, progress);
    add_ahead(text, progress);
    add_advice(text, progress);
    add_others(text, progress);
    add_instruments(text, progress);
    text += "\nRanges hold 90 in 100. The beliefs behind them are proposals that nobody has "
            "signed (unverified);\ndocs/progress.md says what they rest on and how the forecast "
            "was tried. A clinician decides.\n";
    return text;
}

} // namespace filiform::outcomes
