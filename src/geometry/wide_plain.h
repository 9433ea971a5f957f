// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>

namespace filiform::geometry {

/// One number at a time: the twin of the wide sets, and the judge of what they answer. NaN is
/// handled as the processor's vector instructions do: the second argument wins.
struct PlainWide {
    static constexpr int width = 1;
    using Floats = float;
    using Ints = std::int32_t;
    using Mask = bool;

    static Floats splat(float x) { return x; }
    static Ints splat_int(std::int32_t x) { return x; }
    static Floats add(Floats a, Floats b) { return a + b; }
    static Floats sub(Floats a, Floats b) { return a - b; }
    static Floats mul(Floats a, Floats b) { return a * b; }
    static Floats least(Floats a, Floats b) { return a < b ? a : b; }
    static Floats greatest(Floats a, Floats b) { return a > b ? a : b; }
    static Floats root(Floats a) { return std::sqrt(a); }
    static Ints least(Ints a, Ints b) { return a < b ? a : b; }
    static Ints add_int(Ints a, Ints b) { return a + b; }
    static Ints mul_int(Ints a, Ints b) { return a * b; }
    static Ints truncated(Floats a) { return static_cast<Ints>(a); }
    static Floats floats(Ints a) { return static_cast<Floats>(a); }

    static Mask none() { return false; }
    static Mask equal(Floats a, Floats b) { return a == b; }
    static Mask less(Floats a, Floats b) { return a < b; }
    static Mask both(Mask a, Mask b) { return a && b; }
    static Mask either(Mask a, Mask b) { return a || b; }
    /// a and not b.
    static Mask but_not(Mask a, Mask b) { return a && !b; }
    static bool all(Mask a) { return a; }
    static unsigned bits(Mask a) { return a ? 1 : 0; }
    static Floats blend(Mask mask, Floats yes, Floats no) { return mask ? yes : no; }

    static void store(Floats a, float* to) { *to = a; }
    /// steps[at] and steps[at + 1].
    static void gather_pair(const std::int16_t* steps, Ints at, Floats& low, Floats& high) {
        low = static_cast<Floats>(steps[at]);
        high = static_cast<Floats>(steps[at + 1]);
    }
    /// The lanes of `into` in order, from memory; `count` of them are there, at least one.
    static Floats refill(Floats /*old*/, Mask /*into*/, const float* from, unsigned /*count*/) {
        return *from;
    }
    /// The first `count` of the lanes that are not in `mask`.
    static Mask first_free(Mask mask, unsigned /*count*/) { return !mask; }
};

} // namespace filiform::geometry
