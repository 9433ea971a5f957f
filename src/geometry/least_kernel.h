// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included once per instruction set, after its pragma; see wide_build.h.

#include "geometry/clearance_kernels.h"
#include "geometry/field_reader.h"
#include "geometry/segment_lanes.h"

namespace filiform::geometry {

/// Between two values a and b that lie w apart, distance cannot fall below (a + b - w) / 2. The
/// kernel goes along the segment from sample to sample; a stretch whose bound could beat the least
/// value so far is split where the bound is attained, the right half waiting on a small stack. A
/// full stack forgets its farthest sample: the stretch there becomes longer, not wrong.
///
/// Source: Piyavskii, "An algorithm for finding the absolute extremum of a function", 1972.
///         Differs: left to right instead of best first, which costs a tenth more look-ups and
///         needs no queue.
template <class Wide>
struct LeastKernel {
    using Floats = typename Wide::Floats;
    using Mask = typename Wide::Mask;

    static constexpr int waiting = 6;
    /// Values are rounded to 1/64 mm, so neighbours 1 mm apart may differ by 1/64 mm more than
    /// distance does; creases are left to the contract.
    static constexpr float steepest = 1.02F;
    static constexpr float shortest = 0.002F; ///< mm: stretches below this are not split
    /// Where to look before splitting, as parts of the length; the first two are the ends.
    static constexpr float ends_first[4] = {0, 1, 2.0F / 3, 1.0F / 3};

    struct Sample {
        Floats at, value;
    };
    struct State : SegmentLanes<Wide> {
        Floats looks; ///< so far
        Floats at;    ///< where to look next
        Sample left, end, best;
        Sample right[waiting]; ///< nearest first; behind the last waits the end
    };

    [[gnu::always_inline]] static void move(Mask mask, Sample& to, const Sample& from) {
        to.at = Wide::blend(mask, from.at, to.at);
        to.value = Wide::blend(mask, from.value, to.value);
    }
    [[gnu::always_inline]] static void push(Mask mask, State& s, const Sample& sample) {
        for (int n = waiting - 1; n > 0; --n)
            move(mask, s.right[n], s.right[n - 1]);
        move(mask, s.right[0], sample);
    }
    [[gnu::always_inline]] static void pop(Mask mask, State& s) {
        move(mask, s.left, s.right[0]);
        for (int n = 0; n + 1 < waiting; ++n)
            move(mask, s.right[n], s.right[n + 1]);
        move(mask, s.right[waiting - 1], s.end);
    }

    [[gnu::always_inline]] static Mask take_next(const SegmentColumns& from, std::size_t& next,
                                                 Mask active, State& s) {
        const Mask into = s.take(from, next, active).into;
        const Floats zero = Wide::splat(0);
        s.looks = Wide::blend(into, zero, s.looks);
        s.at = Wide::blend(into, zero, s.at);
        move(into, s.best, {zero, Wide::splat(1e30F)});
        return Wide::either(active, into);
    }

    /// Files the value just read.
    [[gnu::always_inline]] static void file(State& s, Floats value) {
        const Sample here{s.at, value};
        move(Wide::less(value, s.best.value), s.best, here);
        const Mask first = Wide::less(s.looks, Wide::splat(0.5F));
        const Mask second = Wide::but_not(Wide::less(s.looks, Wide::splat(1.5F)), first);
        move(first, s.left, here);
        move(second, s.end, here);
        for (Sample& sample : s.right)
            move(second, sample, here);
        push(Wide::but_not(Wide::less(Wide::splat(1.5F), s.looks), first), s, here);
        s.looks = Wide::add(s.looks, Wide::splat(1));
    }

    /// Passes the stretches that cannot hold anything lower; answers which lanes are through.
    [[gnu::always_inline]] static Mask pass(State& s, Mask active, Floats tolerance) {
        const Mask settled = Wide::both(active, Wide::less(Wide::splat(3.5F), s.looks));
        for (;;) {
            const Mask through = Wide::but_not(settled, Wide::less(s.left.at, s.length));
            const Floats width = Wide::sub(s.right[0].at, s.left.at);
            const Floats bound = Wide::mul(Wide::sub(Wide::add(s.left.value, s.right[0].value),
                                                     Wide::mul(width, Wide::splat(steepest))),
                                           Wide::splat(0.5F));
            const Mask may_beat = Wide::both(Wide::less(bound, Wide::sub(s.best.value, tolerance)),
                                             Wide::less(Wide::splat(shortest), width));
            const Mask passes = Wide::but_not(Wide::but_not(settled, through), may_beat);
            if (Wide::bits(passes) == 0)
                return through;
            pop(passes, s);
        }
    }

    [[gnu::always_inline]] static void choose(State& s) {
        const Sample& right = s.right[0];
        const Floats width = Wide::sub(right.at, s.left.at);
        const Floats middle = Wide::mul(Wide::add(s.left.at, right.at), Wide::splat(0.5F));
        const Floats lean = Wide::mul(Wide::sub(s.left.value, right.value), Wide::splat(0.45F));
        const Floats edge = Wide::mul(width, Wide::splat(0.1F));
        const Floats split =
            Wide::least(Wide::greatest(Wide::add(middle, lean), Wide::add(s.left.at, edge)),
                        Wide::sub(right.at, edge));
        Floats part = Wide::splat(ends_first[1]);
        part =
            Wide::blend(Wide::less(Wide::splat(1.5F), s.looks), Wide::splat(ends_first[2]), part);
        part =
            Wide::blend(Wide::less(Wide::splat(2.5F), s.looks), Wide::splat(ends_first[3]), part);
        s.at =
            Wide::blend(Wide::less(Wide::splat(3.5F), s.looks), split, Wide::mul(s.length, part));
    }

    static void least(const FieldView& field, const SegmentColumns& from, float tolerance,
                      const NearestColumns& out) {
        State s{};
        Mask active = Wide::none();
        std::size_t next = 0;
        for (;;) {
            if (next < from.x.size() && !Wide::all(active))
                active = take_next(from, next, active, s);
            if (Wide::bits(active) == 0)
                return;
            file(s, FieldReader<Wide>::read(field, Wide::add(s.x, Wide::mul(s.dx, s.at)),
                                            Wide::add(s.y, Wide::mul(s.dy, s.at)),
                                            Wide::add(s.z, Wide::mul(s.dz, s.at))));
            const Mask through = pass(s, active, Wide::splat(tolerance));
            if (Wide::bits(through) != 0)
                write(s, Wide::bits(through), out);
            active = Wide::but_not(active, through);
            choose(s);
        }
    }

    [[gnu::always_inline]] static void write(const State& s, unsigned bits,
                                             const NearestColumns& out) {
        float value[Wide::width];
        float at[Wide::width];
        Wide::store(s.best.value, value);
        Wide::store(s.best.at, at);
        for (; bits != 0; bits &= bits - 1) {
            const int lane = __builtin_ctz(bits);
            out.distance_mm[s.id[lane]] = value[lane];
            out.at_mm[s.id[lane]] = at[lane];
        }
    }
};

} // namespace filiform::geometry
