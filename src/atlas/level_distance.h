// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geometry/lattice.h"

namespace filiform::atlas {

/// Signed distance, mm, to the zero of `level`, which is itself nearly that distance: exact near a
/// smooth piece of the surface, too small near edges where pieces meet, cut off at ±`band_mm`.
///
/// Accuracy: that of the level where it is exact, and up to 0.35 spacings short of the distance
///           beside edges; elsewhere the way to the nearest crossing of a lattice edge, at most
///           t²/2d too long at distance d, where t is below a spacing. Never changes a sign.
/// Cost:     linear in the points; a third of geometry::redistance and no walk.
[[nodiscard]] std::vector<float> level_distance(const geometry::Lattice& lattice,
                                                std::span<const float> level, double band_mm);

} // namespace filiform::atlas
