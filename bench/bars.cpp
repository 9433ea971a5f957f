// SPDX-License-Identifier: Apache-2.0
#include "bars.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <thread>

namespace filiform::bench {

namespace {

std::string short_number(double value) {
    std::ostringstream text;
    text << std::setprecision(value < 10 ? 2 : 3) << value;
    return text.str();
}

double figure(const Bar& bar, const Measured& measured) {
    return bar.unit == Bar::Unit::seconds ? measured.seconds : measured.items_per_second / 1e6;
}

std::string verdict(const Bar& bar, double value) {
    const bool is_time = bar.unit == Bar::Unit::seconds;
    const auto reaches = [&](double limit) { return is_time ? value <= limit : value >= limit; };
    if (reaches(bar.aim))
        return "aim reached";
    return reaches(bar.hold) ? "held" : "MISSED";
}

/// The part of all processors that the needle judgements got, which keep every thread busy.
double processor_share(const Results& results) {
    double wanted = 0;
    double had = 0;
    for (const Bar& bar : bars()) {
        const auto found = results.find(bar.benchmark);
        if (found == results.end() || bar.unit == Bar::Unit::seconds)
            continue;
        wanted += found->second.seconds * std::max(1U, std::thread::hardware_concurrency());
        had += found->second.processor_seconds;
    }
    return wanted > 0 ? had / wanted : 1;
}

/// What an idle machine would have shown, if every thread was kept busy.
Results as_if_alone(Results results) {
    const double threads = std::max(1U, std::thread::hardware_concurrency());
    for (auto& [name, one] : results) {
        const double alone = one.processor_seconds / threads;
        if (alone <= 0)
            continue;
        one.items_per_second *= one.seconds / alone;
        one.seconds = alone;
    }
    return results;
}

} // namespace

const std::vector<Bar>& bars() {
    using enum Bar::Unit;
    static const std::vector<Bar> all{
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
    return all;
}

void print_table(std::ostream& out, const Results& measured) {
    const double share = processor_share(measured);
    const bool is_busy = share < 0.85;
    const Results results = is_busy ? as_if_alone(measured) : measured;
    out << '\n'
        << std::left << std::setw(44) << "work" << std::right << std::setw(12) << "measured"
        << std::setw(8) << "hold" << std::setw(8) << "aim"
        << "  verdict      against peers in this run\n";
    for (const Bar& bar : bars()) {
        const auto found = results.find(bar.benchmark);
        if (found == results.end())
            continue;
        const double value = figure(bar, found->second);
        const bool is_time = bar.unit == Bar::Unit::seconds;
        out << std::left << std::setw(44) << bar.work << std::right << std::setw(10)
            << short_number(value) << (is_time ? " s" : " M") << std::setw(8)
            << short_number(bar.hold) << std::setw(8) << short_number(bar.aim) << "  " << std::left
            << std::setw(13) << verdict(bar, value);
        for (const std::string& peer : bar.peers) {
            const auto other = results.find(peer);
            if (other == results.end())
                continue;
            const double theirs = figure(bar, other->second);
            out << short_number(is_time ? theirs / value : value / theirs) << " x " << peer << "  ";
        }
        out << '\n';
    }
    if (is_busy)
        out << "This machine was busy (" << std::lround(100 * share)
            << " % of its processors were had): figures and ratios are estimates from processor "
               "time.\n";
    out << "M: million needles of 60 mm a second; all on all threads of this machine.\n";
}

} // namespace filiform::bench
