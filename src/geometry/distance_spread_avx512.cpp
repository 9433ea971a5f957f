// SPDX-License-Identifier: Apache-2.0
#include "geometry/distance_spread.h"
#include "geometry/wide_build.h"

#if FILIFORM_WIDE_BUILD
#include <immintrin.h>

// GCC 12 reports the deliberately unset registers of its own header (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl")

#include "geometry/distance_spread_kernel.h"

namespace filiform::geometry {

namespace {

struct Avx512Lanes {
    static constexpr int width = 16;
    __m512 v;

    static Avx512Lanes load(const float* p) { return {_mm512_load_ps(p)}; }
    static Avx512Lanes load_any(const float* p) { return {_mm512_loadu_ps(p)}; }
    static Avx512Lanes splat(float x) { return {_mm512_set1_ps(x)}; }
    void store(float* p) const { _mm512_store_ps(p, v); }
    void store_any(float* p) const { _mm512_storeu_ps(p, v); }

    static Avx512Lanes sum(Avx512Lanes a, Avx512Lanes b) { return {_mm512_add_ps(a.v, b.v)}; }
    static Avx512Lanes least(Avx512Lanes a, Avx512Lanes b) { return {_mm512_min_ps(a.v, b.v)}; }
    static Avx512Lanes greatest(Avx512Lanes a, Avx512Lanes b) { return {_mm512_max_ps(a.v, b.v)}; }
    static Avx512Lanes root(Avx512Lanes a) { return {_mm512_sqrt_ps(a.v)}; }
    static bool any_less(Avx512Lanes a, Avx512Lanes b) {
        return _mm512_cmp_ps_mask(a.v, b.v, _CMP_LT_OQ) != 0;
    }
    static float largest(Avx512Lanes a) { return _mm512_reduce_max_ps(a.v); }
};

} // namespace

const Spread spread_avx512{SpreadKernel<Avx512Lanes>::columns, SpreadKernel<Avx512Lanes>::row,
                           SpreadKernel<Avx512Lanes>::roots};

} // namespace filiform::geometry
#endif
