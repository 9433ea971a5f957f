// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <string>

#include <benchmark/benchmark.h>

#include "base/parallel.h"
#include "geometry/clearance.h"
#include "geometry/instruction_set.h"
#include "synthetic_body.h"

namespace filiform::bench {
namespace {

using geometry::InstructionSet;

void threshold(benchmark::State& state, const Needles& needles) {
    const geometry::DistanceField& field = synthetic_body().field;
    std::vector<std::uint8_t> below(needles.size());
    std::atomic<std::size_t> count = 0;
    for (auto _ : state) {
        count = 0;
        base::parallel_chunks(below.size(), Needles::chunk, [&](std::size_t from, std::size_t to) {
            count += geometry::count_below(field, needles.view(from, to),
                                           std::span(below).subspan(from, to - from));
        });
    }
    const auto total = static_cast<std::int64_t>(needles.size());
    state.SetItemsProcessed(state.iterations() * total);
    state.counters["below_percent"] =
        100 * static_cast<double>(count) / static_cast<double>(needles.size());
}

void least(benchmark::State& state, const Needles& needles) {
    constexpr double tolerance_mm = 0.25;
    const geometry::DistanceField& field = synthetic_body().field;
    std::vector<float> mm(needles.size());
    std::vector<float> at(needles.size());
    for (auto _ : state)
        base::parallel_chunks(mm.size(), Needles::chunk, [&](std::size_t from, std::size_t to) {
            geometry::least_distances(
                field, needles.view(from, to), tolerance_mm,
                {std::span(mm).subspan(from, to - from), std::span(at).subspan(from, to - from)});
        });
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(needles.size()));
}

void threshold_monte_carlo(benchmark::State& state) {
    threshold(state, monte_carlo_needles());
}
void threshold_sorted(benchmark::State& state) {
    threshold(state, sorted_needles());
}
void threshold_scattered(benchmark::State& state) {
    threshold(state, scattered_needles());
}
void least_monte_carlo(benchmark::State& state) {
    least(state, monte_carlo_needles());
}
void least_sorted(benchmark::State& state) {
    least(state, sorted_needles());
}

BENCHMARK(threshold_monte_carlo)
    ->Name("threshold/monte_carlo")
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(threshold_sorted)->Name("threshold/sorted")->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(threshold_scattered)->Name("threshold/scattered")->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(least_monte_carlo)->Name("least/monte_carlo")->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(least_sorted)->Name("least/sorted")->MeasureProcessCPUTime()->UseRealTime();

/// What machines without the widest instruction set get.
void threshold_with(benchmark::State& state, InstructionSet set) {
    const InstructionSet before = geometry::instruction_set();
    geometry::set_instruction_set(set);
    threshold(state, monte_carlo_needles());
    geometry::set_instruction_set(before);
}

const bool narrower_sets = [] {
    for (const InstructionSet set : geometry::usable_instruction_sets()) {
        if (set == geometry::instruction_set())
            continue;
        const std::string name = set == InstructionSet::avx2 ? "avx2" : "plain";
        benchmark::RegisterBenchmark(("threshold/monte_carlo_" + name).c_str(),
                                     [set](benchmark::State& state) { threshold_with(state, set); })
            ->MeasureProcessCPUTime()
            ->UseRealTime();
    }
    return true;
}();

} // namespace
} // namespace filiform::bench
