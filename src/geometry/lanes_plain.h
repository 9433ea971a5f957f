// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstring>

namespace filiform::geometry {

/// Four floats abreast with what every compiler offers.
struct PlainLanes {
    static constexpr int width = 4;
    using Vector = float __attribute__((vector_size(16)));
    Vector v;

    static PlainLanes load(const float* p) { return load_any(p); }
    static PlainLanes load_any(const float* p) {
        PlainLanes a;
        std::memcpy(&a.v, p, sizeof a.v);
        return a;
    }
    static PlainLanes splat(float x) { return {Vector{x, x, x, x}}; }
    void store(float* p) const { store_any(p); }
    void store_any(float* p) const { std::memcpy(p, &v, sizeof v); }

    static PlainLanes sum(PlainLanes a, PlainLanes b) { return {a.v + b.v}; }
    static PlainLanes least(PlainLanes a, PlainLanes b) { return {a.v < b.v ? a.v : b.v}; }
    static PlainLanes greatest(PlainLanes a, PlainLanes b) { return {a.v > b.v ? a.v : b.v}; }
    static PlainLanes root(PlainLanes a) {
        PlainLanes root;
        for (int i = 0; i < width; ++i)
            root.v[i] = std::sqrt(a.v[i]);
        return root;
    }
    static bool any_less(PlainLanes a, PlainLanes b) {
        const auto less = a.v < b.v;
        return (less[0] | less[1] | less[2] | less[3]) != 0;
    }
    static float largest(PlainLanes a) {
        const float low = a.v[0] > a.v[1] ? a.v[0] : a.v[1];
        const float high = a.v[2] > a.v[3] ? a.v[2] : a.v[3];
        return low > high ? low : high;
    }
};

} // namespace filiform::geometry
