// SPDX-License-Identifier: Apache-2.0
#include "evidence/trial_checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace filiform::evidence {

namespace {

constexpr std::array<std::string_view, 9> counts{
    "n1", "n2", "n", "events1", "events2", "events", "nonevents1", "nonevents2", "nonevents"};
constexpr std::array<std::string_view, 15> others{
    "mean1", "sd1",  "mean2", "sd2",  "effect", "variance",       "se", "low",
    "high",  "low1", "high1", "low2", "high2",  "followup_weeks", "p"};

std::string number_text(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

/// Checks one row; each complaint has its column.
class RowChecks {
  public:
    RowChecks(const TrialTable& table, const TrialRow& row, base::Problems& problems)
        : table_(table), row_(row), problems_(problems) {}

    void check() {
        for (const std::string_view column : counts)
            check_count(column);
        for (const char* arm : {"1", "2", ""})
            check_arm(arm);
        for (const char* column : {"sd1", "sd2"})
            if (row_.number(column).value_or(0) < 0)
                complain(column, "is negative; a standard deviation is not.",
                         "Check the sign, or whether another figure stands there.");
        for (const char* column : {"se", "variance"})
            check_spread(column);
        for (const char* ends : {"", "1", "2"})
            check_interval(ends);
        const auto p = row_.number("p");
        if (p && (*p < 0 || *p > 1))
            complain("p", "is no probability.", "Write 0.05, not 5 %.");
        if (row_.number("followup_weeks").value_or(0) < 0)
            complain("followup_weeks", "lies before the start.", "Count weeks from the start.");
    }

  private:
    void complain(std::string_view column, const std::string& what, const std::string& hint) {
        const auto value = row_.number(column);
        problems_.push_back(
            {"trials.range",
             table_.name + ":" + std::to_string(row_.line) + ", column " + std::string(column),
             (value ? number_text(*value) : std::string("This")) + " " + what, hint});
    }
    void check_count(std::string_view column) {
        const auto value = row_.number(column);
        if (!value)
            return;
        const bool is_size = column.front() == 'n' && !column.starts_with("nonevents");
        if (*value != std::floor(*value))
            complain(column, "is not a whole number of people.",
                     "Give the count, not a percentage.");
        else if (*value < 0 || (is_size && *value < 1))
            complain(column, is_size ? "people are no arm." : "is negative.",
                     "Leave the cell empty where nothing was reported.");
    }
    void check_arm(const std::string& arm) {
        const auto events = row_.number("events" + arm);
        const auto rest = row_.number("nonevents" + arm);
        const auto n = row_.number("n" + arm);
        if (events && n && *events > *n)
            complain("events" + arm,
                     "events are more than the " + number_text(*n) + " people of the arm.",
                     "Check which of the two is wrong.");
        else if (events && rest && n && *events + *rest != *n)
            complain("n" + arm, "is not the sum of events and those without.",
                     "Leave one of the three out.");
    }
    void check_spread(const char* column) {
        const auto value = row_.number(column);
        constexpr double least = 1e-18;
        if (value && !(*value > least))
            complain(column, "is not above zero.",
                     "Leave the cell empty where nothing was reported.");
    }
    void check_interval(const std::string& arm) {
        const auto low = row_.number("low" + arm);
        const auto high = row_.number("high" + arm);
        if (low.has_value() != high.has_value()) {
            complain(low ? "low" + arm : "high" + arm, "has no other end.",
                     "Give both ends of the interval, or none.");
            return;
        }
        if (!low)
            return;
        if (!(*low < *high))
            complain("low" + arm, "is not below " + number_text(*high) + ", the upper end.",
                     "Exchange the two ends.");
        const auto effect = row_.number("effect");
        if (arm.empty() && effect && (*effect < *low || *effect > *high))
            complain("effect",
                     "lies outside its own interval of " + number_text(*low) + " to " +
                         number_text(*high) + ".",
                     "Check the three figures.");
    }

    const TrialTable& table_;
    const TrialRow& row_;
    base::Problems& problems_;
};

} // namespace

bool holds_numbers(std::string_view column) {
    return std::find(counts.begin(), counts.end(), column) != counts.end() ||
           std::find(others.begin(), others.end(), column) != others.end();
}

base::Problems check_trials(const TrialTable& table) {
    base::Problems problems;
    std::map<std::string, std::size_t> ids;
    for (const TrialRow& row : table.rows) {
        RowChecks(table, row, problems).check();
        const std::string id = row.text("id");
        if (id.empty())
            continue;
        const auto [first, is_new] = ids.emplace(id, row.line);
        if (!is_new)
            problems.push_back(
                {"trials.repeated", table.name + ":" + std::to_string(row.line) + ", column id",
                 "'" + id + "' is the id of line " + std::to_string(first->second) + " already.",
                 "Give each row an id of its own."});
    }
    return problems;
}

} // namespace filiform::evidence
