// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "chart/citation.h"
#include "outcomes/figures.h"
#include "outcomes/progress.h"
#include "outcomes/summary.h"

namespace filiform::outcomes {

namespace {

std::string ranged(const Interval& interval) {
    return points(interval.middle) + " (" + points(interval.low) + " to " + points(interval.high) +
           ")";
}

std::string told(const Chance& chance) {
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
        text += "noise " + score_words(*instrument.noise_points()) + " (" +
                instrument.thresholds[*instrument.noise].source.text() + ")";
    if (instrument.important) {
        text += (text.empty() ? "matters " : ", matters ") +
                score_words(*instrument.important_points());
        if (instrument.important_percent() > 0)
            text += " and " + score_words(instrument.important_percent()) + " %";
        text += " (" + instrument.thresholds[*instrument.important].source.text() + ")";
    }
    return text;
}

void add_scores(std::string& text, const Progress& progress) {
    const Change& change = followed(progress).change;
    const Forecast& forecast = progress.forecast;
    add_line(text, "Start", score_words(change.first) + "; behind it " + ranged(forecast.start));
    add_line(text, "Now", score_words(change.last) + "; behind it " + ranged(forecast.now));
    if (change.scores > 1)
        add_line(text, "Scores",
                 std::string(words(change.verdict)) + "; " + threshold_words(*progress.followed));
    add_line(text, "Asked again",
             "with nothing changed " + score_words(change.first) + " is expected to become " +
                 points(progress.remeasured.expected));
}

void add_change(std::string& text, const Progress& progress) {
    const Parts& parts = progress.forecast.parts;
    if (!progress.too_little.empty()) {
        add_line(text, "Too little data", progress.too_little);
        return;
    }
    add_line(text, "Change", ranged(parts.change));
    add_line(text, "Does it matter?", "yes with " + told(progress.important));
    add_line(text, "Expected anyway",
             ranged(parts.expected_anyway) + ": nature " + points(parts.nature.middle) +
                 ", context of care " + points(parts.context.middle) + ", unexplained " +
                 points(parts.unexplained.middle));
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
        add_line(text, k == 0 ? "Goal " + score_words(*progress.question.goal) : "",
                 base::text(date_of(progress, forecast.goal[k].day)) + ": reached with " +
                     told(progress.goal[k]) + "; without the needle " +
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
        std::string line = score_words(one.change.first);
        if (one.change.scores > 1)
            line += " to " + score_words(one.change.last);
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
