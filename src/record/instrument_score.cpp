// SPDX-License-Identifier: Apache-2.0
#include "record/instrument_score.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "record/text_rule.h"

namespace filiform::record {

namespace {

using Type = Instrument::ItemType;

const Instrument::Option* find_option(const Instrument::Item& item, const chart::Answer& answer) {
    const auto* code = std::get_if<std::string>(&answer);
    const auto found =
        std::find_if(item.options.begin(), item.options.end(),
                     [&](const auto& option) { return code != nullptr && option.code == *code; });
    return found == item.options.end() ? nullptr : &*found;
}

/// Why the answer does not fit the item; empty when it does.
std::string fault_of(const Instrument::Item& item, const chart::Answer& answer) {
    switch (item.type.value_or(Type::Line)) {
    case Type::Choice:
        return find_option(item, answer) == nullptr ? "This is none of the options." : "";
    case Type::Figure: {
        const auto* number = std::get_if<double>(&answer);
        if (number != nullptr && *number >= item.low.value_or(*number) &&
            *number <= item.high.value_or(*number))
            return "";
        return "A number from " + short_text(item.low.value_or(0)) + " to " +
               short_text(item.high.value_or(0)) + " is expected here.";
    }
    case Type::Line:
        return std::holds_alternative<std::string>(answer) ? "" : "A text is expected here.";
    case Type::YesNo:
        return std::holds_alternative<bool>(answer) ? "" : "true or false is expected here.";
    }
    return "";
}

void complain(base::Problems& problems, const std::string& where, std::string what) {
    problems.push_back({"record.answer", "#" + where, std::move(what), ""});
}

/// What an answer that fits counts; nothing when it was not given.
std::optional<double> points_of(const Instrument::Item& item, const InstrumentAnswers& answers) {
    const auto given = answers.find(item.link_id);
    if (given == answers.end())
        return std::nullopt;
    if (const auto* number = std::get_if<double>(&given->second))
        return *number;
    const auto* option = find_option(item, given->second);
    return option == nullptr ? std::nullopt : option->points;
}

} // namespace

base::Problems answer_faults(const Instrument& instrument, const InstrumentAnswers& answers) {
    base::Problems problems;
    std::set<std::string> known;
    for (const Instrument::Item& item : instrument.items) {
        known.insert(item.link_id);
        const std::string where = "/answers/" + pointer_step(item.link_id);
        const auto given = answers.find(item.link_id);
        if (given == answers.end()) {
            if (item.is_required.value_or(false))
                complain(problems, where, "This has to be answered.");
            continue;
        }
        if (std::string fault = fault_of(item, given->second); !fault.empty())
            complain(problems, where, std::move(fault));
    }
    for (const auto& [name, answer] : answers)
        if (!known.contains(name))
            complain(problems, "/answers/" + pointer_step(name),
                     "The instrument asks nothing of that name.");
    return problems;
}

std::optional<double> score_of(const Instrument& instrument, const InstrumentAnswers& answers) {
    using Method = Instrument::Method;
    if (!instrument.scoring)
        return std::nullopt;
    const Instrument::Scoring& scoring = *instrument.scoring;
    std::int64_t scored = 0;
    std::int64_t answered = 0;
    double sum = 0;
    for (const Instrument::Item& item : instrument.items) {
        if (!item.is_scored.value_or(false))
            continue;
        ++scored;
        if (const auto points = points_of(item, answers)) {
            ++answered;
            sum += *points;
        }
    }
    const bool has_score = scoring.method && *scoring.method != Method::None;
    if (!has_score || answered == 0 || answered < scoring.least_answered.value_or(scored))
        return std::nullopt;
    const double mean = sum / static_cast<double>(answered);
    const bool is_sum = *scoring.method == Method::Sum;
    const double whole = answered == scored ? sum : mean * static_cast<double>(scored);
    return (is_sum ? whole : mean) * scoring.factor.value_or(1);
}

base::Problems outcome_faults(const Instrument& instrument, const Outcome& outcome) {
    constexpr double rounding = 1e-9; // a sum of fractions in another order
    base::Problems problems = answer_faults(instrument, outcome.answers);
    if (outcome.code != instrument.code)
        complain(problems, "/code", "This is not the code of the instrument.");
    if (outcome.version != instrument.version)
        complain(problems, "/version", "This is not the version of the instrument.");
    const auto score = score_of(instrument, outcome.answers);
    const bool fits = score.has_value() == outcome.score.has_value() &&
                      (!score || std::abs(*score - *outcome.score) <= rounding);
    if (!fits)
        complain(problems, "/score",
                 score ? "These answers score " + short_text(*score) + "."
                       : std::string("These answers have no score."));
    return problems;
}

} // namespace filiform::record
