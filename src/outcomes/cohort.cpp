// SPDX-License-Identifier: Apache-2.0
#include "outcomes/cohort.h"

#include <algorithm>
#include <utility>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "knowledge/words.h"

namespace filiform::outcomes {

namespace {

constexpr const char* cohort_file = "outcomes/cohorts.yaml";

constexpr knowledge::Words<Duration, 3> duration_words{
    {{"recent", Duration::Recent}, {"chronic", Duration::Chronic}, {"unknown", Duration::Unknown}}};

/// The days of something that happens over and over.
std::vector<double> days_of(const base::DataNode& node) {
    node.allow_only({"count", "every_days", "from_day"});
    std::vector<double> days;
    const int count = node.integer("count");
    for (int k = 0; k < std::min(count, static_cast<int>(1000)); ++k)
        days.push_back(node.number_or("from_day", 0) + k * node.number("every_days"));
    if (count < 1 || node.number("every_days") <= 0 || node.number_or("from_day", 0) < 0)
        node.complain("outcomes.cohort", "A count and times above 0 are expected here.");
    return days;
}

Cohort read_cohort(const base::DataNode& node, const Prior& prior) {
    node.allow_only({"id", "about", "duration", "visits", "diary", "sessions", "truth", "first",
                     "now", "horizon"});
    Cohort cohort;
    cohort.id = node.text("id");
    cohort.about = node.text("about");
    cohort.plan.prior = prior;
    cohort.plan.duration = knowledge::value_of(node, "duration", duration_words);
    for (const double day : days_of(node.child("visits")))
        cohort.plan.readings.push_back({day, Period::Week});
    if (node.has("diary"))
        for (const double day : days_of(node.child("diary")))
            cohort.plan.readings.push_back({day, Period::Day});
    std::sort(cohort.plan.readings.begin(), cohort.plan.readings.end(),
              [](const ReadingTime& a, const ReadingTime& b) { return a.day < b.day; });
    for (const double day : days_of(node.child("sessions")))
        cohort.plan.sessions.push_back({day, 1});
    cohort.truth = prior;
    cohort.is_as_believed = !node.has("truth");
    if (node.has("truth"))
        change_components(node.child("truth"), cohort.truth);
    cohort.has_needle_effect = cohort.truth.needle.sd > 0 || cohort.truth.needle.centre != 0;
    if (node.has("first")) {
        node.child("first").allow_only({"at_most", "at_least"});
        if (node.child("first").has("at_most"))
            cohort.first_at_most = node.child("first").number("at_most");
        if (node.child("first").has("at_least"))
            cohort.first_at_least = node.child("first").number("at_least");
    }
    cohort.now = node.number("now");
    cohort.horizon = node.number("horizon");
    if (!cohort.plan.readings.empty() && cohort.plan.readings.back().day > cohort.now)
        node.complain("outcomes.cohort", "A reading comes after 'now'.");
    return cohort;
}

} // namespace

base::Checked<std::vector<Cohort>> read_cohorts(std::string_view text, std::string name,
                                                const Prior& prior) {
    const base::DataDocument document(text, std::move(name));
    document.root().allow_only({"cohorts"});
    std::vector<Cohort> all;
    for (const base::DataNode& node : document.root().child("cohorts").items())
        all.push_back(read_cohort(node, prior));
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return all;
}

const std::vector<Cohort>& cohorts() {
    static const std::vector<Cohort> read = [] {
        auto checked = read_cohorts(base::find_data_file(cohort_file).value_or(""),
                                    std::string("data/") + cohort_file, beliefs().prior);
        base::expects(checked.has_value(),
                      checked ? "" : base::sentence(checked.error().front()).c_str());
        return *std::move(checked);
    }();
    return read;
}

Simulated draw_patient(const Cohort& cohort, const std::vector<double>& asked, std::uint64_t seed,
                       std::uint64_t index) {
    CoursePlan plan = cohort.plan;
    plan.prior = cohort.truth;
    plan.asked = asked;
    base::RandomStream stream(base::seed_for(seed, "patients of " + cohort.id), index);
    constexpr int most_tries = 100000;
    Simulated patient;
    for (int tried = 0; tried < most_tries; ++tried) {
        patient = simulate(plan, stream);
        const double first = patient.answers.front();
        if (first <= cohort.first_at_most.value_or(scale_high) &&
            first >= cohort.first_at_least.value_or(scale_low))
            break;
    }
    return patient;
}

} // namespace filiform::outcomes
