// SPDX-License-Identifier: Apache-2.0
#include "geometry/clearance_kernels.h"
#include "geometry/wide_build.h"

#if FILIFORM_WIDE_BUILD
#include <array>

#include <immintrin.h>

// GCC 12 reports the deliberately unset registers of its own header (its bug 105593).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC target("avx2,popcnt")

#include "geometry/clearance_kernel.h"
#include "geometry/least_kernel.h"

namespace filiform::geometry {

namespace {

/// For each set of free lanes, which of the next numbers goes to which lane.
constexpr auto make_expansions() {
    std::array<std::array<std::uint8_t, 8>, 256> table{};
    for (unsigned bits = 0; bits < 256; ++bits) {
        std::uint8_t next = 0;
        for (unsigned lane = 0; lane < 8; ++lane)
            if ((bits >> lane & 1U) != 0)
                table[bits][lane] = next++;
    }
    return table;
}
constexpr auto expansions = make_expansions();

struct Avx2Wide {
    static constexpr int width = 8;
    using Floats = __m256;
    using Ints = __m256i;
    using Mask = __m256; ///< all bits of a lane, or none

    static Floats splat(float x) { return _mm256_set1_ps(x); }
    static Ints splat_int(std::int32_t x) { return _mm256_set1_epi32(x); }
    static Floats add(Floats a, Floats b) { return _mm256_add_ps(a, b); }
    static Floats sub(Floats a, Floats b) { return _mm256_sub_ps(a, b); }
    static Floats mul(Floats a, Floats b) { return _mm256_mul_ps(a, b); }
    static Floats least(Floats a, Floats b) { return _mm256_min_ps(a, b); }
    static Floats greatest(Floats a, Floats b) { return _mm256_max_ps(a, b); }
    static Floats root(Floats a) { return _mm256_sqrt_ps(a); }
    static Ints least(Ints a, Ints b) { return _mm256_min_epi32(a, b); }
    static Ints add_int(Ints a, Ints b) { return _mm256_add_epi32(a, b); }
    static Ints mul_int(Ints a, Ints b) { return _mm256_mullo_epi32(a, b); }
    static Ints truncated(Floats a) { return _mm256_cvttps_epi32(a); }
    static Floats floats(Ints a) { return _mm256_cvtepi32_ps(a); }

    static Mask none() { return _mm256_setzero_ps(); }
    static Mask equal(Floats a, Floats b) { return _mm256_cmp_ps(a, b, _CMP_EQ_OQ); }
    static Mask less(Floats a, Floats b) { return _mm256_cmp_ps(a, b, _CMP_LT_OQ); }
    static Mask both(Mask a, Mask b) { return _mm256_and_ps(a, b); }
    static Mask either(Mask a, Mask b) { return _mm256_or_ps(a, b); }
    static Mask but_not(Mask a, Mask b) { return _mm256_andnot_ps(b, a); }
    static bool all(Mask a) { return bits(a) == 0xFF; }
    static unsigned bits(Mask a) { return static_cast<unsigned>(_mm256_movemask_ps(a)); }
    static Floats blend(Mask mask, Floats yes, Floats no) {
        return _mm256_blendv_ps(no, yes, mask);
    }

    static void store(Floats a, float* to) { _mm256_storeu_ps(to, a); }
    static void gather_pair(const std::int16_t* steps, Ints at, Floats& low, Floats& high) {
        const Ints pair = _mm256_i32gather_epi32(reinterpret_cast<const int*>(steps), at, 2);
        low = floats(_mm256_srai_epi32(_mm256_slli_epi32(pair, 16), 16));
        high = floats(_mm256_srai_epi32(pair, 16));
    }
    static Mask lanes_of(unsigned lane_bits) {
        const Ints bit = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
        const Ints set = _mm256_and_si256(splat_int(static_cast<int>(lane_bits)), bit);
        return _mm256_castsi256_ps(_mm256_cmpeq_epi32(set, bit));
    }
    static Floats refill(Floats old, Mask into, const float* from, unsigned count) {
        const Ints there = _mm256_castps_si256(lanes_of((1U << count) - 1));
        const auto& lanes = expansions[bits(into)];
        const Ints order =
            _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(lanes.data())));
        return blend(into, _mm256_permutevar8x32_ps(_mm256_maskload_ps(from, there), order), old);
    }
    static Mask first_free(Mask mask, unsigned count) {
        unsigned free = ~bits(mask) & 0xFFU;
        unsigned taken = 0;
        for (; count != 0; --count) {
            taken |= free & (~free + 1);
            free &= free - 1;
        }
        return lanes_of(taken);
    }
};

} // namespace

const ClearanceKernels clearance_avx2{ClearanceKernel<Avx2Wide>::count_below,
                                      LeastKernel<Avx2Wide>::least};

} // namespace filiform::geometry
#endif
