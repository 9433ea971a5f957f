// SPDX-License-Identifier: Apache-2.0
#include "outcomes/summary.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace filiform::outcomes {

namespace {

/// "+0.3", with a minus that is none of a dash.
std::string signed_points(double value) {
    const std::string plain = points(std::abs(value));
    if (plain == "0.0")
        return plain;
    return (value < 0 ? "−" : "+") + plain;
}

/// "a fall of 3.4 points (1.9 to 4.7)"; where neither is sure "−0.4 points (−0.9 to +0.3)".
std::string change_words(const Interval& change) {
    if (change.high < 0)
        return "a fall of " + points(-change.middle) + " points (" + points(-change.high) + " to " +
               points(-change.low) + ")";
    if (change.low > 0)
        return "a rise of " + points(change.middle) + " points (" + points(change.low) + " to " +
               points(change.high) + ")";
    return signed_points(change.middle) + " points (" + signed_points(change.low) + " to " +
           signed_points(change.high) + "; less is better)";
}

} // namespace

std::string short_day_words(base::Date date) {
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return std::to_string(static_cast<unsigned>(date.day())) + ' ' +
           months.at(static_cast<unsigned>(date.month()) - 1);
}

std::string day_words(base::Date date) {
    return short_day_words(date) + ' ' + std::to_string(static_cast<int>(date.year()));
}

std::string points(double value) {
    std::array<char, 32> text{};
    const double rounded = std::round(value * 10) / 10;
    std::snprintf(text.data(), text.size(), "%.1f", rounded == 0 ? 0.0 : rounded);
    return text.data();
}

std::string score_words(double value) {
    return value == std::floor(value) ? std::to_string(std::lround(value)) : points(value);
}

std::string chance_words(double value) {
    if (value < 0.01)
        return "less than 1 in 100";
    return value > 0.99 ? "more than 99 in 100"
                        : std::to_string(std::lround(100 * value)) + " in 100";
}

std::vector<std::string> summary(const Progress& progress) {
    const Forecast& forecast = progress.forecast;
    std::vector<std::string> said;
    if (!progress.too_little.empty()) {
        said.push_back("There is too little to say whether it helped. " + progress.too_little);
    } else {
        said.push_back("The pain behind the answers: " + change_words(forecast.parts.change) +
                       " since care began. That this is a change that matters is true with " +
                       chance_words(progress.important.value) + ".");
        said.push_back(
            "To be expected without the needle: " + change_words(forecast.parts.expected_anyway) +
            ". That is nature, attention, and ups and downs.");
        said.push_back("Left for the needle: " + change_words(forecast.parts.needle) + ". " +
                       (progress.is_credited
                            ? "More than nature and chance explain."
                            : "The answers do not show that it was the needle; this figure is "
                              "mostly what was believed beforehand."));
    }
    if (!forecast.goal.empty())
        said.push_back("The goal of " + score_words(*progress.question.goal) + " is reached by " +
                       day_words(date_of(progress, forecast.goal.back().day)) + " with " +
                       chance_words(forecast.goal.back().with_needle) +
                       "; without any effect of the needle with " +
                       chance_words(forecast.goal.back().without_needle) + ".");
    return said;
}

} // namespace filiform::outcomes
