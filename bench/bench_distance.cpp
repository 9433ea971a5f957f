// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include "geometry/distance_field.h"
#include "geometry/mesh.h"
#include "synthetic_body.h"

namespace filiform::bench {
namespace {

void count_voxels(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() *
                            static_cast<std::int64_t>(synthetic_body().lattice.size.voxels()));
}

void signed_distance(benchmark::State& state) {
    const SyntheticBody& body = synthetic_body();
    for (auto _ : state)
        benchmark::DoNotOptimize(geometry::signed_distance(body.lattice, body.obstacles));
    count_voxels(state);
}
BENCHMARK(signed_distance)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond)
    ->MinTime(2);

void redistance(benchmark::State& state) {
    const SyntheticBody& body = synthetic_body();
    const auto level = geometry::signed_distance(body.lattice, body.obstacles);
    for (auto _ : state)
        benchmark::DoNotOptimize(geometry::redistance(body.lattice, level));
    count_voxels(state);
}
BENCHMARK(redistance)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond)
    ->MinTime(2);

void store_field(benchmark::State& state) {
    const SyntheticBody& body = synthetic_body();
    const auto mm = geometry::signed_distance(body.lattice, body.obstacles);
    for (auto _ : state)
        benchmark::DoNotOptimize(geometry::DistanceField(body.lattice, mm));
    count_voxels(state);
}
BENCHMARK(store_field)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);

void make_surface(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(geometry::make_surface(synthetic_body().field));
    count_voxels(state);
}
BENCHMARK(make_surface)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
