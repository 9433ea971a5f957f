// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included once per instruction set, after its pragma; see wide_build.h.

#include "geometry/field_view.h"

namespace filiform::geometry {

/// What the field says, as DistanceField::at does, in the precision of the kernels. `Wide` is one
/// of the sets of operations in wide_*.h; p is `Wide::width` points.
template <class Wide>
struct FieldReader {
    using Floats = typename Wide::Floats;
    using Ints = typename Wide::Ints;
    using Mask = typename Wide::Mask;

    struct Place {
        Ints low;
        Floats part;
        Floats beyond; ///< voxels outside the lattice
        Mask is_within;
    };
    [[gnu::always_inline]] static Place place(const FieldView::Axis& axis, Floats p) {
        const Floats v =
            Wide::mul(Wide::sub(p, Wide::splat(axis.origin)), Wide::splat(axis.voxels_per_mm));
        // In this order a NaN becomes voxel 0 and reads nothing it should not.
        const Floats within =
            Wide::least(Wide::greatest(v, Wide::splat(0)), Wide::splat(axis.last));
        const Ints low = Wide::least(Wide::truncated(within), Wide::splat_int(axis.last_low));
        return {low, Wide::sub(within, Wide::floats(low)), Wide::sub(v, within),
                Wide::equal(v, within)};
    }

    [[gnu::always_inline]] static Floats beyond_box(const FieldView::Axis& axis, Floats p) {
        return Wide::greatest(Wide::greatest(Wide::sub(Wide::splat(axis.box_low), p),
                                             Wide::sub(p, Wide::splat(axis.box_high))),
                              Wide::splat(0));
    }

    [[gnu::always_inline]] static Floats beyond_edge(const FieldView::Axis& axis,
                                                     const Place& place) {
        return Wide::mul(place.beyond, Wide::splat(axis.mm_per_voxel));
    }

    [[gnu::always_inline]] static Floats length(Floats x, Floats y, Floats z) {
        return Wide::root(Wide::add(Wide::mul(x, x), Wide::add(Wide::mul(y, y), Wide::mul(z, z))));
    }

    [[gnu::always_inline]] static Floats mix(Floats a, Floats b, Floats t) {
        return Wide::add(a, Wide::mul(t, Wide::sub(b, a)));
    }

    // Lambdas would lose the pragma of the including file, so this is a function.
    [[gnu::always_inline]] static Floats along_x(const std::int16_t* steps, Ints at, Floats part) {
        Floats low;
        Floats high;
        Wide::gather_pair(steps, at, low, high);
        return mix(low, high, part);
    }

    [[gnu::always_inline]] static Floats read(const FieldView& field, Floats px, Floats py,
                                              Floats pz) {
        const Place x = place(field.x, px);
        const Place y = place(field.y, py);
        const Place z = place(field.z, pz);
        const Ints at = Wide::add_int(
            x.low, Wide::add_int(Wide::mul_int(y.low, Wide::splat_int(field.y.stride)),
                                 Wide::mul_int(z.low, Wide::splat_int(field.z.stride))));
        const std::int32_t dy = field.y.stride;
        const std::int32_t dz = field.z.stride;
        const Floats near =
            mix(along_x(field.steps, at, x.part), along_x(field.steps + dy, at, x.part), y.part);
        const Floats far = mix(along_x(field.steps + dz, at, x.part),
                               along_x(field.steps + dz + dy, at, x.part), y.part);
        Floats mm = Wide::mul(mix(near, far, z.part), Wide::splat(1.0F / 64));
        const Mask inside = Wide::both(x.is_within, Wide::both(y.is_within, z.is_within));
        if (!Wide::all(inside)) {
            const Floats to_box =
                length(beyond_box(field.x, px), beyond_box(field.y, py), beyond_box(field.z, pz));
            const Floats to_edge =
                length(beyond_edge(field.x, x), beyond_edge(field.y, y), beyond_edge(field.z, z));
            mm = Wide::blend(inside, mm, Wide::greatest(Wide::sub(mm, to_edge), to_box));
        }
        return mm;
    }
};

} // namespace filiform::geometry
