// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>
#include <itkImage.h>
#include <itkImportImageFilter.h>
#include <itkLinearInterpolateImageFunction.h>
#include <itkSignedMaurerDistanceMapImageFilter.h>

#include "base/parallel.h"
#include "reference_body.h"
#include "synthetic_body.h"

namespace filiform::bench {
namespace {

using Mask = itk::Image<unsigned char, 3>;
using Distances = itk::Image<float, 3>;

Distances::Pointer signed_maurer(const geometry::Lattice& lattice,
                                 const std::vector<std::uint8_t>& inside) {
    const geometry::Size3& size = lattice.size;
    auto import = itk::ImportImageFilter<unsigned char, 3>::New();
    Mask::SizeType extent;
    extent[0] = static_cast<itk::SizeValueType>(size.x);
    extent[1] = static_cast<itk::SizeValueType>(size.y);
    extent[2] = static_cast<itk::SizeValueType>(size.z);
    import->SetRegion(Mask::RegionType(Mask::IndexType{}, extent));
    // The filter only reads; its interface does not say so.
    import->SetImportPointer(const_cast<unsigned char*>(inside.data()), inside.size(), false);
    const std::array<double, 3> spacing{lattice.spacing.x, lattice.spacing.y, lattice.spacing.z};
    import->SetSpacing(spacing.data());
    auto filter = itk::SignedMaurerDistanceMapImageFilter<Mask, Distances>::New();
    filter->SetInput(import->GetOutput());
    filter->SquaredDistanceOff();
    filter->UseImageSpacingOn();
    filter->SetBackgroundValue(0);
    filter->Update();
    return filter->GetOutput();
}

Distances::Pointer signed_maurer() {
    return signed_maurer(synthetic_body().lattice, synthetic_body().obstacles);
}

void itk_signed_maurer(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(signed_maurer());
}
BENCHMARK(itk_signed_maurer)
    ->Name("itk/signed_maurer")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(2);

/// The distance map of the reference body's skin alone, from its mask.
void itk_skin(benchmark::State& state) {
    const geometry::DistanceField& skin = reference_body().skin;
    std::vector<std::uint8_t> inside;
    for (const std::int16_t step : skin.steps())
        inside.push_back(step < 0 ? 1 : 0);
    for (auto _ : state)
        benchmark::DoNotOptimize(signed_maurer(skin.lattice(), inside));
}
BENCHMARK(itk_skin)
    ->Name("itk/signed_maurer_of_skin")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

/// The usual way of planning tools: the distance map read every millimetre.
void itk_sampling(benchmark::State& state) {
    const auto map = signed_maurer();
    auto reader = itk::LinearInterpolateImageFunction<Distances, double>::New();
    reader->SetInputImage(map);
    const Needles& needles = monte_carlo_needles();
    constexpr std::size_t count = 40000;
    std::atomic<std::size_t> below = 0;
    const auto least = [&](const geometry::Segment& needle) {
        double best = 1e9;
        for (int mm = 0; mm <= static_cast<int>(needle.length_mm); ++mm) {
            const geometry::Vec3 p = needle.point(mm);
            itk::ContinuousIndex<double, 3> at;
            at[0] = std::clamp(p.x, 0.0, 299.0);
            at[1] = std::clamp(p.y, 0.0, 249.0);
            at[2] = std::clamp(p.z, 0.0, 349.0);
            best = std::min(best, reader->EvaluateAtContinuousIndex(at));
        }
        return best;
    };
    for (auto _ : state)
        base::parallel_chunks(count, 1024, [&](std::size_t from, std::size_t to) {
            std::size_t here = 0;
            for (std::size_t i = from; i < to; ++i)
                here += least(needles.needle(i)) < clearance_mm ? 1 : 0;
            below += here;
        });
    benchmark::DoNotOptimize(below.load());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}
BENCHMARK(itk_sampling)
    ->Name("itk/sampling")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
