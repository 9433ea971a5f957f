// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "geometry/distance_field.h"
#include "geometry/lattice.h"

namespace filiform::anatomy {

/// Which lattice points belong to a region: 1 or 0.
using Mask = geometry::Volume<std::uint8_t>;

/// Adds the inside of a field whose lattice is a part of the mask's.
void add_inside(Mask& mask, const geometry::DistanceField& field);

/// Takes it away.
void remove_inside(Mask& mask, const geometry::DistanceField& field);
/// How many points of the mask lie inside the field.
[[nodiscard]] std::size_t count_inside(const Mask& mask, const geometry::DistanceField& field);

/// The points within `mm` of the mask. The border of the lattice is no surface: what touches it
/// goes on beyond.
[[nodiscard]] Mask grown(const Mask& mask, double mm);
/// The points of the mask that are farther than `mm` from what is not the mask.
[[nodiscard]] Mask shrunk(const Mask& mask, double mm);
/// Grown, then shrunk: gaps narrower than twice `mm` are closed.
[[nodiscard]] Mask closed(const Mask& mask, double mm);
/// Shrunk, then grown: what is thinner than twice `mm` is gone.
[[nodiscard]] Mask opened(const Mask& mask, double mm);

/// The same on a grid of about 3 mm, brought back smoothly: for radii well above that, at a tenth
/// of the time. Closing never takes a point away, opening never adds one.
[[nodiscard]] Mask closed_coarsely(const Mask& mask, double mm);
[[nodiscard]] Mask opened_coarsely(const Mask& mask, double mm);

/// Calls `see` once per set of points joined by faces, with their indices in ascending order.
void for_each_component(const Mask& mask,
                        const std::function<void(const std::vector<std::size_t>&)>& see);
/// The largest set of points joined by faces; of equal ones the first.
[[nodiscard]] Mask largest_component(const Mask& mask);
/// The mask and every hole that cannot be reached, going by faces, from the four side faces of the
/// lattice (left, right, back, front). The upper and lower face are no way in: lungs that the scan
/// cuts off are holes.
[[nodiscard]] Mask filled_from_sides(const Mask& mask);

/// The same in each axial slice by itself, which also fills what is open towards head or feet.
[[nodiscard]] Mask filled_in_slices(const Mask& mask);

[[nodiscard]] bool is_empty(const Mask& mask);

/// The field of a mask, its stairs smoothed by less than half a voxel, cropped to `margin_mm`
/// around it.
[[nodiscard]] geometry::DistanceField field_of(const Mask& mask, double margin_mm);

} // namespace filiform::anatomy
