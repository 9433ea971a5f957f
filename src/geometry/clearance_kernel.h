// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included once per instruction set, after its pragma; see wide_build.h.

#include "geometry/clearance_kernels.h"
#include "geometry/field_reader.h"
#include "geometry/segment_lanes.h"

namespace filiform::geometry {

/// A value of the field at t covers the segment for `room` on both sides of t. The kernel grows a
/// covered beginning [0, a): it looks ahead, about as far as it could see last time. When the ball
/// there does not reach back to a, the gap is remembered as a hole [a, hole_end) to be closed
/// first, and what the ball covered lies between hole_end and `resume`. One hole at a time is
/// enough: gaps inside a hole are simply looked at again.
template <class Wide>
struct ClearanceKernel {
    using Floats = typename Wide::Floats;
    using Mask = typename Wide::Mask;
    static constexpr float least_radius = static_cast<float>(keeps_step_mm) / 2;
    static constexpr float touching = 1e-3F; ///< mm, far more than rounding, far less than matters

    struct Segments : SegmentLanes<Wide> {
        Floats clearance;
    };
    struct Progress {
        Floats covered, hole_end, resume, at;
    };

    [[gnu::always_inline]] static Mask take_next(const SegmentColumns& from, std::size_t& next,
                                                 Mask active, Segments& s, Progress& p) {
        const auto taken = s.take(from, next, active);
        taken.fill(s.clearance, from.clearance_mm);
        const Mask into = taken.into;
        p.covered = Wide::blend(into, Wide::splat(0), p.covered);
        p.hole_end = Wide::blend(into, s.length, p.hole_end);
        p.resume = Wide::blend(into, s.length, p.resume);
        p.at = Wide::blend(into, Wide::mul(s.length, Wide::splat(0.5F)), p.at);
        return Wide::either(active, into);
    }

    /// Where to look next, given the room at the last place.
    [[gnu::always_inline]] static void advance(const Segments& s, Floats room, Progress& p) {
        const Floats radius = Wide::greatest(room, Wide::splat(least_radius));
        const Floats from = Wide::sub(p.at, radius);
        const Floats to = Wide::add(p.at, radius);
        const Mask gap = Wide::less(Wide::add(p.covered, Wide::splat(touching)), from);

        const Mask in_hole = Wide::less(p.hole_end, s.length);
        const Mask opens = Wide::but_not(gap, in_hole);
        const Floats hole_end = Wide::blend(opens, from, p.hole_end);
        const Floats resume = Wide::blend(opens, to, p.resume);
        const Floats half_gap = Wide::greatest(
            Wide::mul(Wide::sub(from, p.covered), Wide::splat(0.5F)), Wide::splat(least_radius));

        Floats covered = Wide::greatest(to, p.covered);
        const Mask open = Wide::less(covered, hole_end);
        covered = Wide::blend(open, covered, Wide::greatest(covered, resume));
        covered = Wide::blend(gap, p.covered, covered);
        const Mask stays = Wide::either(open, gap);
        p.hole_end = Wide::blend(stays, hole_end, s.length);
        p.resume = Wide::blend(stays, resume, s.length);
        const Floats half_left = Wide::mul(Wide::sub(p.hole_end, covered), Wide::splat(0.5F));
        p.at = Wide::add(covered, Wide::blend(gap, half_gap, Wide::least(half_left, radius)));
        p.covered = covered;
    }

    static std::size_t count_below(const FieldView& field, const SegmentColumns& from,
                                   std::uint8_t* below) {
        Segments s{};
        Progress p{};
        Mask active = Wide::none();
        std::size_t next = 0;
        std::size_t count = 0;
        const std::size_t total = from.x.size();
        for (;;) {
            if (next < total && !Wide::all(active))
                active = take_next(from, next, active, s, p);
            if (Wide::bits(active) == 0)
                return count;
            const Floats value = FieldReader<Wide>::read(
                field, Wide::add(s.x, Wide::mul(s.dx, p.at)), Wide::add(s.y, Wide::mul(s.dy, p.at)),
                Wide::add(s.z, Wide::mul(s.dz, p.at)));
            const Floats room = Wide::sub(value, s.clearance);
            const Mask fails = Wide::both(active, Wide::less(room, Wide::splat(0)));
            for (unsigned bits = Wide::bits(fails); bits != 0; bits &= bits - 1) {
                below[s.id[__builtin_ctz(bits)]] = 1;
                ++count;
            }
            advance(s, room, p);
            active = Wide::both(Wide::but_not(active, fails), Wide::less(p.covered, s.length));
        }
    }
};

} // namespace filiform::geometry
