// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "quality/period.h"

namespace filiform::quality {

namespace {

struct Tally {
    OutcomeFigure figure;
    std::int64_t both = 0, improved = 0;
    double sum = 0, squares = 0;
};

std::string threshold_words(const InstrumentFacts& facts) {
    const auto number = [](double value) {
        std::string text = std::to_string(std::lround(value * 100));
        while (text.size() < 3)
            text.insert(0, "0");
        text.insert(text.size() - 2, ".");
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
        return text;
    };
    if (facts.important < 0)
        return "";
    std::string words = "better by at least " + number(facts.important) + " points";
    if (facts.percent >= 0)
        words += " and " + number(facts.percent) + " % of the start";
    return words;
}

void add_course(Tally& tally, const Scores& scores, const InstrumentFacts& facts) {
    ++tally.figure.courses;
    if (scores.first == no_minute) {
        ++tally.figure.no_start;
        return;
    }
    if (scores.last == no_minute) {
        ++tally.figure.no_end;
        return;
    }
    const double change = static_cast<double>(facts.is_higher_better ? scores.end - scores.start
                                                                     : scores.start - scores.end);
    ++tally.both;
    tally.sum += change;
    tally.squares += change * change;
    constexpr double hundred = 100;
    constexpr double rounding = 1e-4; // scores are kept as floats
    const bool is_enough = change >= facts.important - rounding;
    const bool is_share_enough =
        change >= facts.percent / hundred * std::abs(static_cast<double>(scores.start)) - rounding;
    tally.improved += is_enough && is_share_enough ? 1 : 0;
}

OutcomeFigure finished(Tally tally, const InstrumentFacts& facts) {
    OutcomeFigure figure = std::move(tally.figure);
    figure.threshold = threshold_words(facts);
    figure.source = facts.source;
    const std::int64_t missing = figure.no_start + figure.no_end;
    if (facts.important >= 0) {
        figure.improved = wilson_share({tally.improved, tally.both});
        figure.bounds = bounds_with_missing({tally.improved, tally.both}, missing);
        figure.with_missing = interval_with_missing({tally.improved, tally.both}, missing);
    }
    const auto n = static_cast<double>(tally.both);
    if (tally.both > 0)
        figure.mean_change = tally.sum / n;
    if (tally.both > 1)
        figure.change_deviation =
            std::sqrt(std::max(0.0, (tally.squares - tally.sum * tally.sum / n) / (n - 1)));
    return figure;
}

} // namespace

ScoreTable course_scores(const Period& period) {
    const Ledger& ledger = period.ledger;
    const std::size_t codes = ledger.instruments().all().size();
    std::vector<bool> is_used(codes, false);
    for (const OutcomeRow& row : ledger.outcomes())
        if (row.state == Standing::Signed && row.has_score)
            is_used[row.instrument] = true;
    std::vector<std::size_t> column(codes, 0);
    ScoreTable table;
    for (std::size_t code = 1; code < codes; ++code)
        if (is_used[code]) {
            column[code] = table.used.size();
            table.used.push_back(code);
        }
    table.scores.resize(period.courses.size() * table.used.size());
    for (const OutcomeRow& row : ledger.outcomes()) {
        if (row.state != Standing::Signed || !row.has_score || row.instrument == 0 ||
            row.episode == no_slot || row.at == no_minute)
            continue;
        const Slot course = period.course_of_episode[row.episode];
        if (course == no_slot || ledger.person(row.patient) == no_slot)
            continue;
        table.scores[course * table.used.size() + column[row.instrument]].take(
            row.at, row.score, period.courses[course].first);
    }
    return table;
}

void add_outcomes(Figures& figures, const Period& period) {
    const Ledger& ledger = period.ledger;
    const auto& codes = ledger.instruments().all();
    const ScoreTable table = course_scores(period);
    std::vector<InstrumentFacts> facts(table.used.size());
    for (std::size_t j = 0; j < table.used.size(); ++j)
        if (const auto found = ledger.instrument_facts().find(codes[table.used[j]]);
            found != ledger.instrument_facts().end())
            facts[j] = found->second;
    std::map<std::string, std::vector<Tally>> groups;
    for (std::size_t i = 0; i < period.courses.size(); ++i) {
        auto& tallies = groups[group_of(period, period.courses[i], period.wanted.grouping)];
        tallies.resize(table.used.size());
        for (std::size_t j = 0; j < table.used.size(); ++j)
            add_course(tallies[j], table.scores[i * table.used.size() + j], facts[j]);
    }
    for (auto& [group, tallies] : groups)
        for (std::size_t j = 0; j < tallies.size(); ++j) {
            tallies[j].figure.instrument = codes[table.used[j]];
            tallies[j].figure.group = group;
            figures.outcomes.push_back(finished(std::move(tallies[j]), facts[j]));
        }
}

} // namespace filiform::quality
