// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geometry/lattice.h"

namespace filiform::geometry {

/// Signed distance, mm, to the nearest point where a lattice edge crosses the zero of `level`, the
/// level taken as linear along edges. Negative where the level is.
///
/// Accuracy: exact to the crossings; so never nearer than the surface between them, and farther by
///           at most t²/2d at distance d, where t is how far the surface's nearest point lies from
///           its nearest crossing (less than a voxel).
/// Memory:   the result and as much again.
[[nodiscard]] std::vector<float> distance_to_crossings(const Lattice& lattice,
                                                       std::span<const float> level);

/// The same, unsigned, to the crossings of the edges that join the centres of the lattice's cells,
/// where `level` is given (one fewer along each axis). Together with the above it samples the
/// surface four times as densely.
[[nodiscard]] std::vector<float> distance_to_centre_crossings(const Lattice& lattice,
                                                              std::span<const float> level);

} // namespace filiform::geometry
