// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "geometry/lattice.h"
#include "geometry/mesh.h"

namespace filiform::atlas {

/// A block of the endless lattice whose points are whole multiples of the spacing, so that any two
/// blocks of one spacing share their points, and x = 0 is one of them.
struct Window {
    std::array<int, 3> low{0, 0, 0}; ///< multiples of the spacing
    geometry::Size3 size;

    [[nodiscard]] bool is_empty() const { return size.x <= 0 || size.y <= 0 || size.z <= 0; }
    [[nodiscard]] std::array<int, 3> end() const {
        return {low[0] + size.x, low[1] + size.y, low[2] + size.z};
    }
    friend bool operator==(const Window&, const Window&) = default;
};

/// The smallest window that holds a box.
[[nodiscard]] Window window_around(const geometry::Box& box, double spacing_mm);
/// What both hold; empty when nothing.
[[nodiscard]] Window common(const Window& a, const Window& b);
[[nodiscard]] geometry::Lattice lattice_of(const Window& window, double spacing_mm);

/// One value per lattice point of a window, x fastest.
struct Levels {
    Window window;
    std::vector<float> mm;

    [[nodiscard]] float at(int i, int j, int k) const {
        return mm[window.size.index(i - window.low[0], j - window.low[1], k - window.low[2])];
    }
};

/// How far around a surface distances are worked out.
struct Bands {
    double near_mm = 0; ///< around every triangle
    double far_mm = 0;  ///< around those marked in `is_wide`; the value where nothing is near
    std::vector<bool> is_wide; ///< one per triangle; none: no triangle is
};

/// Signed distance to a closed surface, exact within its band of it and ±`far_mm` farther off.
///
/// Sign:     negative inside: where the surface winds around, so a surface that runs through itself
///           has no holes.
/// Accuracy: single precision. Beside edges sharper than a right angle, values beyond one spacing
///           may belong to a farther part of the surface.
/// Determinism: a point's value depends on the surface and the bands alone, not on the window or
///           the threads.
/// Cost:     linear in the points of the band.
[[nodiscard]] Levels levels_of(const geometry::Mesh& surface, double spacing_mm,
                               const Window& window, const Bands& bands);

/// The same, joined in `window` to what `all` holds: the least of both, run into each other where
/// they differ by less than `blend_mm`. `all` holds the window.
void join_levels(Levels& all, const geometry::Mesh& surface, double spacing_mm,
                 const Window& window, const Bands& bands, double blend_mm);

} // namespace filiform::atlas
