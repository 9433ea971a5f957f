// SPDX-License-Identifier: Apache-2.0
#include "geometry/distance_spread.h"
#include "geometry/wide_build.h"

#if FILIFORM_WIDE_BUILD
#include <immintrin.h>

// GCC 12 reports the deliberately unset registers of its own header (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC target("avx2")

#include "geometry/distance_spread_kernel.h"

namespace filiform::geometry {

namespace {

struct Avx2Lanes {
    static constexpr int width = 8;
    __m256 v;

    static Avx2Lanes load(const float* p) { return {_mm256_load_ps(p)}; }
    static Avx2Lanes load_any(const float* p) { return {_mm256_loadu_ps(p)}; }
    static Avx2Lanes splat(float x) { return {_mm256_set1_ps(x)}; }
    void store(float* p) const { _mm256_store_ps(p, v); }
    void store_any(float* p) const { _mm256_storeu_ps(p, v); }

    static Avx2Lanes sum(Avx2Lanes a, Avx2Lanes b) { return {_mm256_add_ps(a.v, b.v)}; }
    static Avx2Lanes least(Avx2Lanes a, Avx2Lanes b) { return {_mm256_min_ps(a.v, b.v)}; }
    static Avx2Lanes greatest(Avx2Lanes a, Avx2Lanes b) { return {_mm256_max_ps(a.v, b.v)}; }
    static Avx2Lanes root(Avx2Lanes a) { return {_mm256_sqrt_ps(a.v)}; }
    static bool any_less(Avx2Lanes a, Avx2Lanes b) {
        return _mm256_movemask_ps(_mm256_cmp_ps(a.v, b.v, _CMP_LT_OQ)) != 0;
    }
    static float largest(Avx2Lanes a) {
        __m128 m = _mm_max_ps(_mm256_castps256_ps128(a.v), _mm256_extractf128_ps(a.v, 1));
        m = _mm_max_ps(m, _mm_movehl_ps(m, m));
        return _mm_cvtss_f32(_mm_max_ss(m, _mm_shuffle_ps(m, m, 1)));
    }
};

} // namespace

const Spread spread_avx2{SpreadKernel<Avx2Lanes>::columns, SpreadKernel<Avx2Lanes>::row,
                         SpreadKernel<Avx2Lanes>::roots};

} // namespace filiform::geometry
#endif
