// SPDX-License-Identifier: Apache-2.0
// What a clinician waits for while a needle is dragged in the browser: all that the server does but
// HTTP and its store. The person is that of data/examples/consultation.json, the needle one for
// gluteus medius.
#include <benchmark/benchmark.h>

#include "base/date.h"
#include "knowledge/library.h"
#include "knowledge/well.h"
#include "workshop/workshop.h"

namespace filiform::bench {
namespace {

server::NeedleWanted wanted_needle() {
    server::NeedleWanted wanted;
    wanted.who.assessment.on = base::read_date("2026-11-25").value();
    wanted.who.assessment.height_cm = 168;
    wanted.who.assessment.weight_kg = 74;
    wanted.who.patient.sex = record::Patient::Sex::Female;
    wanted.who.patient.birth_date = base::read_date("1980-05-02").value();
    wanted.entry = "greater_trochanter.right cranial=60mm";
    wanted.direction = "perpendicular";
    wanted.depth_mm = 35;
    wanted.needle = "0.30x60";
    wanted.target = "gluteus_medius.right";
    return wanted;
}

void rejudge(benchmark::State& state) {
    static const server::Workshop shop =
        workshop::open_workshop({.program = "filiform bench"}).value();
    server::NeedleWanted wanted = wanted_needle();
    server::JobProgress progress;
    if (!shop.make_body(wanted.who, progress)) {
        state.SkipWithError("no body to judge on");
        return;
    }
    for (auto _ : state) {
        wanted.depth_mm = *wanted.depth_mm > 40 ? 35 : *wanted.depth_mm + 0.5; // dragged
        const auto judged = shop.judge_needle(wanted);
        if (!judged) {
            state.SkipWithError(judged.error().front().what.c_str());
            return;
        }
        benchmark::DoNotOptimize(*judged);
    }
}

/// A consultation half way: half of the questions answered, as by somebody well.
void weigh(benchmark::State& state) {
    static const server::Workshop shop =
        workshop::open_workshop({.program = "filiform bench"}).value();
    server::WeighWanted wanted;
    wanted.who = wanted_needle().who;
    std::size_t place = 0;
    for (const knowledge::Finding& finding : knowledge::library()->findings) {
        const auto answer = knowledge::answer_of_somebody_well(finding);
        if (finding.is_given || !answer || ++place % 2 == 0)
            continue;
        for (const char* side : {".right", ".left"})
            wanted.who.assessment.answers[finding.id.text() + (finding.has_sides ? side : "")] =
                *answer;
    }
    for (auto _ : state) {
        const auto weighed = shop.weigh(wanted);
        if (!weighed) {
            state.SkipWithError(weighed.error().front().what.c_str());
            return;
        }
        benchmark::DoNotOptimize(*weighed);
    }
}

BENCHMARK(weigh)
    ->Name("workshop/weigh")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

BENCHMARK(rejudge)
    ->Name("workshop/rejudge")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
