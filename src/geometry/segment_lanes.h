// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included once per instruction set, after its pragma; see wide_build.h.

#include "geometry/clearance_kernels.h"

namespace filiform::geometry {

/// Segments on their way through a kernel, one per lane: a lane that is through takes the next.
template <class Wide>
struct SegmentLanes {
    using Floats = typename Wide::Floats;
    using Mask = typename Wide::Mask;

    Floats x, y, z, dx, dy, dz, length;
    std::uint32_t id[Wide::width];

    /// The lanes just filled, and from where in the columns.
    struct Taken {
        Mask into;
        std::size_t first;
        unsigned count;
        [[gnu::always_inline]] void fill(Floats& lanes, std::span<const float> column) const {
            lanes = Wide::refill(lanes, into, column.data() + first, count);
        }
    };

    /// Fills the lanes that are not active, as far as segments are left, and moves `next` on.
    [[gnu::always_inline]] Taken take(const SegmentColumns& from, std::size_t& next, Mask active) {
        const std::size_t left = from.x.size() - next;
        const unsigned free = Wide::width - __builtin_popcount(Wide::bits(active));
        const unsigned count = left < free ? static_cast<unsigned>(left) : free;
        const Taken taken{Wide::first_free(active, count), next, count};
        taken.fill(x, from.x);
        taken.fill(y, from.y);
        taken.fill(z, from.z);
        taken.fill(dx, from.dx);
        taken.fill(dy, from.dy);
        taken.fill(dz, from.dz);
        taken.fill(length, from.length_mm);
        for (unsigned bits = Wide::bits(taken.into); bits != 0; bits &= bits - 1)
            id[__builtin_ctz(bits)] = static_cast<std::uint32_t>(next++);
        return taken;
    }
};

} // namespace filiform::geometry
