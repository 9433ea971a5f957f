// SPDX-License-Identifier: Apache-2.0
// What a person waits for: maps, a needle judged again, whole plans, an import. On the phantom and
// the reference body always; on a patient when FILIFORM_BENCH_BODY names a body file.
// FILIFORM_BENCH_LABELS and FILIFORM_BENCH_IMAGE name a TotalSegmentator label map and its CT to be
// imported.
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "anatomy/body_file.h"
#include "anatomy/import.h"
#include "anatomy/phantom.h"
#include "care/make_plan.h"
#include "chart/case.h"
#include "needle/plan_target.h"
#include "needle/rules.h"
#include "reference_body.h"

namespace filiform::bench {
namespace {

const needle::Rules& rules() {
    static const needle::Rules loaded = needle::load_rules().value();
    return loaded;
}

const anatomy::Body& phantom() {
    static const anatomy::Body made = anatomy::make_phantom(1.5);
    return made;
}

std::string named_by(const char* variable) {
    const char* value = std::getenv(variable);
    return value == nullptr ? "" : value;
}

const anatomy::Body& patient() {
    static const anatomy::Body loaded = anatomy::load_body(named_by("FILIFORM_BENCH_BODY")).value();
    return loaded;
}

using GetBody = const anatomy::Body& (*)();

chart::TargetRequest wanted(const char* target) {
    return chart::read_target(target).value();
}

void draw_map(benchmark::State& state, GetBody body, const char* target) {
    const anatomy::Body& of = body();
    std::size_t points = 0;
    for (auto _ : state) {
        const auto map = needle::make_entry_map(of, rules(), wanted(target), 1);
        points = map.points.size();
        benchmark::DoNotOptimize(points);
    }
    state.counters["patches"] = static_cast<double>(points);
}

/// The first proposal for a muscle, judged as if it had just been dragged there.
void rejudge(benchmark::State& state, GetBody body, const char* target) {
    const anatomy::Body& of = body();
    const auto request = wanted(target);
    const needle::PlanSettings settings;
    const needle::PerturbationTable table(1, settings.risk_samples, of, rules().limits);
    const auto proposal = needle::plan_target(of, rules(), request, table, settings);
    const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
    if (paths == nullptr || paths->empty()) {
        state.SkipWithError("no needle to judge");
        return;
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(
            needle::judge_needle(of, rules(), paths->front().path, request, table));
}

/// Paths and maps of six muscles, as `filiform plan` makes them, before anything is drawn.
void make_plan(benchmark::State& state, GetBody body) {
    const anatomy::Body& of = body();
    care::PlanOrder order;
    order.seed = 1;
    for (const char* target :
         {"gluteus_medius.right", "gluteus_maximus.right", "gluteus_minimus.left",
          "piriformis.left", "multifidus.left@l4", "quadratus_lumborum.right"})
        order.targets.push_back(wanted(target));
    for (auto _ : state)
        benchmark::DoNotOptimize(care::make_plan(of, rules(), order).value());
}

void import_scan(benchmark::State& state) {
    anatomy::ImportFiles files;
    files.labels.push_back({named_by("FILIFORM_BENCH_LABELS"), "totalsegmentator-v2"});
    if (const std::string image = named_by("FILIFORM_BENCH_IMAGE"); !image.empty())
        files.image = image;
    for (auto _ : state)
        benchmark::DoNotOptimize(anatomy::load_and_import(files).value());
}

void add_rows(const std::string& of, GetBody body) {
    const auto add = [&](const std::string& row, auto work) {
        benchmark::RegisterBenchmark((of + "/" + row).c_str(), work)
            ->MeasureProcessCPUTime()
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
    };
    for (const char* muscle : {"gluteus_medius", "piriformis"})
        add(std::string("map/") + muscle, [=](benchmark::State& state) {
            draw_map(state, body, (std::string(muscle) + ".right").c_str());
        });
    add("rejudge", [=](benchmark::State& state) { rejudge(state, body, "gluteus_medius.right"); });
    add("plan", [=](benchmark::State& state) { make_plan(state, body); });
}

/// Rows that depend on the environment are added before main, like all others.
const bool rows_are_added = [] {
    add_rows("phantom", phantom);
    add_rows("reference", reference_body);
    if (!named_by("FILIFORM_BENCH_BODY").empty())
        add_rows("patient", patient);
    if (!named_by("FILIFORM_BENCH_LABELS").empty())
        benchmark::RegisterBenchmark("import", import_scan)
            ->MeasureProcessCPUTime()
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
    return true;
}();

} // namespace
} // namespace filiform::bench
