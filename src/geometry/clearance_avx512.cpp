// SPDX-License-Identifier: Apache-2.0
#include "geometry/clearance_kernels.h"
#include "geometry/wide_build.h"

#if FILIFORM_WIDE_BUILD
#include <immintrin.h>

// GCC 12 reports the deliberately unset registers of its own header (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,bmi2,popcnt")

#include "geometry/clearance_kernel.h"
#include "geometry/least_kernel.h"

namespace filiform::geometry {

namespace {

struct Avx512Wide {
    static constexpr int width = 16;
    using Floats = __m512;
    using Ints = __m512i;
    using Mask = __mmask16;

    static Floats splat(float x) { return _mm512_set1_ps(x); }
    static Ints splat_int(std::int32_t x) { return _mm512_set1_epi32(x); }
    static Floats add(Floats a, Floats b) { return _mm512_add_ps(a, b); }
    static Floats sub(Floats a, Floats b) { return _mm512_sub_ps(a, b); }
    static Floats mul(Floats a, Floats b) { return _mm512_mul_ps(a, b); }
    static Floats least(Floats a, Floats b) { return _mm512_min_ps(a, b); }
    static Floats greatest(Floats a, Floats b) { return _mm512_max_ps(a, b); }
    static Floats root(Floats a) { return _mm512_sqrt_ps(a); }
    static Ints least(Ints a, Ints b) { return _mm512_min_epi32(a, b); }
    static Ints add_int(Ints a, Ints b) { return _mm512_add_epi32(a, b); }
    static Ints mul_int(Ints a, Ints b) { return _mm512_mullo_epi32(a, b); }
    static Ints truncated(Floats a) { return _mm512_cvttps_epi32(a); }
    static Floats floats(Ints a) { return _mm512_cvtepi32_ps(a); }

    static Mask none() { return 0; }
    static Mask equal(Floats a, Floats b) { return _mm512_cmp_ps_mask(a, b, _CMP_EQ_OQ); }
    static Mask less(Floats a, Floats b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
    static Mask both(Mask a, Mask b) { return static_cast<Mask>(a & b); }
    static Mask either(Mask a, Mask b) { return static_cast<Mask>(a | b); }
    static Mask but_not(Mask a, Mask b) { return static_cast<Mask>(a & ~b); }
    static bool all(Mask a) { return a == 0xFFFF; }
    static unsigned bits(Mask a) { return a; }
    static Floats blend(Mask mask, Floats yes, Floats no) {
        return _mm512_mask_blend_ps(mask, no, yes);
    }

    static void store(Floats a, float* to) { _mm512_storeu_ps(to, a); }
    static void gather_pair(const std::int16_t* steps, Ints at, Floats& low, Floats& high) {
        const Ints pair = _mm512_i32gather_epi32(at, steps, 2);
        low = floats(_mm512_srai_epi32(_mm512_slli_epi32(pair, 16), 16));
        high = floats(_mm512_srai_epi32(pair, 16));
    }
    static Floats refill(Floats old, Mask into, const float* from, unsigned count) {
        const Mask there = static_cast<Mask>((1U << count) - 1);
        return _mm512_mask_expand_ps(old, into, _mm512_maskz_loadu_ps(there, from));
    }
    static Mask first_free(Mask mask, unsigned count) {
        return static_cast<Mask>(_pdep_u32((1U << count) - 1, ~static_cast<unsigned>(mask)));
    }
};

} // namespace

const ClearanceKernels clearance_avx512{ClearanceKernel<Avx512Wide>::count_below,
                                        LeastKernel<Avx512Wide>::least};

} // namespace filiform::geometry
#endif
