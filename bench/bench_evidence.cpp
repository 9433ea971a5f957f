// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdlib>
#include <vector>

#include <benchmark/benchmark.h>

#include "base/random.h"
#include "evidence/pool.h"

namespace filiform::bench {
namespace {

std::vector<evidence::Effect> drawn_studies(std::size_t count) {
    base::RandomStream random(1, count);
    std::vector<evidence::Effect> studies;
    for (std::size_t i = 0; i < count; ++i) {
        const double variance = 0.01 + 0.3 * random.uniform();
        studies.push_back({0.4 + (0.5 + std::sqrt(variance)) * random.normal(), variance});
    }
    return studies;
}

/// The whole of a pooled line: REML, Hartung–Knapp, the Q-profile, prediction.
void pool_by_reml(benchmark::State& state) {
    const std::vector<evidence::Effect> studies = drawn_studies(1000);
    for (auto _ : state) {
        const evidence::Pooled pooled = evidence::pool(studies, {});
        if (!(pooled.model.heterogeneity.tau2 > 0))
            std::abort();
        benchmark::DoNotOptimize(pooled);
    }
}

BENCHMARK(pool_by_reml)
    ->Name("evidence/reml")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
