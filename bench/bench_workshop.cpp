// SPDX-License-Identifier: Apache-2.0
// What a clinician waits for while a needle is dragged in the browser: all that the server does but
// HTTP and its store. The person is that of data/examples/consultation.json, the needle one for
// gluteus medius.
#include <benchmark/benchmark.h>

#include "base/date.h"
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

BENCHMARK(rejudge)
    ->Name("workshop/rejudge")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
