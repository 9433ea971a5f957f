// SPDX-License-Identifier: Apache-2.0
#include "bars.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <thread>

namespace filiform::bench {

namespace {

constexpr const char* missed_bar = "MISSED";

std::string short_number(double value) {
    std::ostringstream text;
    text << std::setprecision(value < 10 ? 2 : 3) << value;
    return text.str();
}

bool is_rate(const Bar& bar) {
    return bar.unit == Bar::Unit::million_per_second || bar.unit == Bar::Unit::thousand_per_second;
}

double scale(const Bar& bar) {
    return bar.unit == Bar::Unit::thousand_per_second ? 1e3 : 1e6;
}

/// The bar that a benchmark is held to, or is a peer of.
const Bar* bar_of(const std::string& benchmark) {
    for (const Bar& bar : bars())
        if (bar.benchmark == benchmark ||
            std::find(bar.peers.begin(), bar.peers.end(), benchmark) != bar.peers.end())
            return &bar;
    return nullptr;
}

double figure(const Bar& bar, const Measured& measured) {
    return is_rate(bar) ? measured.items_per_second / scale(bar) : measured.seconds;
}

/// With its unit: "54 M", "0.42 s", "3.1 ms".
std::string quantity(const Bar& bar, double value) {
    if (is_rate(bar))
        return short_number(value) + (scale(bar) > 1e3 ? " M" : " k");
    constexpr double said_in_ms = 0.1;
    return value < said_in_ms ? short_number(1000 * value) + " ms" : short_number(value) + " s";
}

std::string verdict(const Bar& bar, double value) {
    const auto reaches = [&](double limit) {
        return is_rate(bar) ? value >= limit : value <= limit;
    };
    if (reaches(bar.aim))
        return "aim reached";
    return reaches(bar.hold) ? "held" : missed_bar;
}

/// The part of all processors that the needle judgements got, which keep every thread busy.
double processor_share(const Results& results) {
    double wanted = 0;
    double had = 0;
    for (const Bar& bar : bars()) {
        const auto found = results.find(bar.benchmark);
        if (found == results.end() || bar.unit != Bar::Unit::million_per_second)
            continue;
        wanted += found->second.seconds * std::max(1U, std::thread::hardware_concurrency());
        had += found->second.processor_seconds;
    }
    return wanted > 0 ? had / wanted : 1;
}

/// What an idle machine would have shown: work that keeps every thread busy takes its share of
/// the processor time; of other work it is only known that it takes no longer than all of it.
Results as_if_alone(Results results) {
    const double threads = std::max(1U, std::thread::hardware_concurrency());
    for (auto& [name, one] : results) {
        const Bar* const bar = bar_of(name);
        if (bar != nullptr && bar->unit == Bar::Unit::thousand_per_second)
            continue;
        const bool is_shared_out =
            bar == nullptr || bar->benchmark != name || bar->unit != Bar::Unit::seconds_of_steps;
        const double alone = is_shared_out ? one.processor_seconds / threads
                                           : std::min(one.seconds, one.processor_seconds);
        if (alone <= 0)
            continue;
        one.items_per_second *= one.seconds / alone;
        one.seconds = alone;
    }
    return results;
}

/// The rows of bench_plan.cpp for one body.
void add_plan_bars(const std::string& of, std::vector<Bar>& all) {
    using enum Bar::Unit;
    const auto add = [&](const char* row, const std::string& work, Bar::Unit unit, double hold,
                         double aim) {
        all.push_back({of + "/" + row, work + ", " + of, unit, hold, aim, {}});
    };
    add("map/gluteus_medius", "safe-entry map, gluteus medius", seconds, 0.5, 0.1);
    add("map/piriformis", "safe-entry map, piriformis", seconds, 0.5, 0.1);
    add("rejudge", "one needle judged again with risk", seconds_of_steps, 0.005, 0.001);
    add("plan", "plan with maps, 6 targets", seconds_of_steps, 3, 1);
}

/// The rows of bench_body.cpp. The peer makes one distance map where a body has 170.
void add_body_bars(std::vector<Bar>& all) {
    using enum Bar::Unit;
    const std::vector<std::string> one_map{"itk/signed_maurer_of_skin"};
    const auto add = [&](const char* row, const char* work, double hold, double aim) {
        all.push_back({row, work, seconds, hold, aim, one_map});
    };
    // A part, held to its share of the whole.
    add("reference/envelope", "skin and fat of a reference body", 1, 0.2);
    add("reference/body", "whole reference body, 1.5 mm", 3, 0.5);
    add("command/body_make", "filiform body make, 1.5 mm", 3, 0.5);
    add("command/plan", "filiform plan on it, 6 targets, pages", 3, 1);
    add("command/plan_of_person", "filiform plan of a person, the body made for it", 3, 1);
    // A thousand bodies in ten minutes on two threads.
    all.push_back({"study/body", "one body of a study, 2 arms", seconds_of_steps, 1.2, 0.6, {}});
}

/// The rows of bench_workshop.cpp.
void add_workshop_bars(std::vector<Bar>& all) {
    const auto add = [&](const char* row, const char* work, double hold, double aim) {
        all.push_back(
            {std::string("workshop/") + row, work, Bar::Unit::seconds_of_steps, hold, aim, {}});
    };
    add("weigh", "a consultation weighed, as the server asks", 0.020, 0.005);
    add("rejudge", "one needle judged again, as the server asks", 0.005, 0.001);
    add("needle_request", "the whole request for it, but for the socket", 0.010, 0.005);
    add("section/along", "picture along a needle, 500 px", 0.050, 0.020);
    add("section/across", "picture across its tip, 500 px", 0.050, 0.020);
    add("section/target", "picture through its target, 500 px", 0.050, 0.020);
    add("scene", "scene of a body for a browser", 1.0, 0.5);
}

/// The rows of bench_outcomes.cpp: every number of a course in the time between two key strokes.
void add_outcomes_bars(std::vector<Bar>& all) {
    const auto add = [&](const char* row, const char* work, double hold, double aim) {
        all.push_back({row, work, Bar::Unit::seconds_of_steps, hold, aim, {}});
    };
    add("outcomes/forecast_visits", "forecast of a course, 6 visits", 0.020, 0.005);
    add("outcomes/forecast_diary", "the same with 30 diary entries", 0.020, 0.010);
    add("outcomes/forecast_most", "the same with 114, the most", 0.060, 0.020);
    add("outcomes/review", "whole review, six beliefs", 0.100, 0.030);
}

/// The rows of bench_record.cpp. The peer does no more than insert two rows and commit.
void add_record_bars(std::vector<Bar>& all) {
    using enum Bar::Unit;
    const std::vector<std::string> bare{"record/bare_sqlite"};
    all.push_back({"record/write", "durable writes, one entry and its audit", thousand_per_second,
                   3, 5, bare});
    all.push_back({"record/read", "reads of an entry by its id", thousand_per_second, 15, 30, {}});
}

/// The row of bench_evidence.cpp.
void add_evidence_bars(std::vector<Bar>& all) {
    all.push_back({"evidence/reml",
                   "1,000 studies pooled by REML",
                   Bar::Unit::seconds_of_steps,
                   0.010,
                   0.005,
                   {}});
}

} // namespace

const std::vector<Bar>& bars() {
    using enum Bar::Unit;
    static const std::vector<Bar> all = [] {
        std::vector<Bar> made{
            {"threshold/monte_carlo",
             "clearance >= 2 mm?, Monte Carlo order",
             million_per_second,
             40,
             60,
             {"embree/inflated/monte_carlo", "itk/sampling"}},
            {"threshold/sorted",
             "the same, search order, sorted in space",
             million_per_second,
             20,
             25,
             {"embree/inflated/sorted", "itk/sampling"}},
            {"least/monte_carlo",
             "least clearance and its place, 0.25 mm",
             million_per_second,
             6,
             15,
             {"embree/point_queries", "itk/sampling"}},
            {"signed_distance",
             "exact signed distance field, 26 M voxels",
             seconds,
             1.0,
             0.4,
             {"itk/signed_maurer"}},
        };
        made.push_back({"clinic_figures",
                        "a clinic's figures, 1 M sessions",
                        seconds_of_steps,
                        0.3,
                        0.15,
                        {}});
        add_plan_bars("phantom", made);
        add_plan_bars("reference", made);
        add_plan_bars("patient", made);
        add_body_bars(made);
        add_workshop_bars(made);
        add_outcomes_bars(made);
        add_record_bars(made);
        add_evidence_bars(made);
        return made;
    }();
    return all;
}

void print_table(std::ostream& out, const Results& measured) {
    const double share = processor_share(measured);
    const bool is_busy = share < 0.85;
    const Results results = is_busy ? as_if_alone(measured) : measured;
    out << '\n'
        << std::left << std::setw(44) << "work" << std::right << std::setw(10) << "measured"
        << std::setw(9) << "hold" << std::setw(9) << "aim"
        << "  verdict      against peers in this run\n";
    int missed = 0;
    for (const Bar& bar : bars()) {
        const auto found = results.find(bar.benchmark);
        if (found == results.end())
            continue;
        const double value = figure(bar, found->second);
        const std::string said = verdict(bar, value);
        missed += said == missed_bar ? 1 : 0;
        out << std::left << std::setw(44) << bar.work << std::right << std::setw(10)
            << quantity(bar, value) << std::setw(9) << quantity(bar, bar.hold) << std::setw(9)
            << quantity(bar, bar.aim) << "  " << std::left << std::setw(13) << said;
        for (const std::string& peer : bar.peers) {
            const auto other = results.find(peer);
            if (other == results.end())
                continue;
            const double theirs = figure(bar, other->second);
            out << short_number(is_rate(bar) ? value / theirs : theirs / value) << " x " << peer
                << "  ";
        }
        out << '\n';
    }
    if (is_busy)
        out << "This machine was busy (" << std::lround(100 * share)
            << " % of its processors were had): figures and ratios are estimates from processor "
               "time.\n";
    out << (missed == 0 ? "Every bar measured is held.\n"
                        : std::to_string(missed) + " of the bars measured are missed.\n")
        << "M: million needles of 60 mm a second, k: thousand a second; all on all threads of this "
           "machine.\n";
}

} // namespace filiform::bench
