// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// One station of a tube with a flat, round-edged section: a strap muscle, a nerve, or, with equal
/// halves, a vessel.
struct Station {
    geometry::Vec3 centre;
    geometry::Vec3 flat{1, 0, 0}; ///< unit: along the section's width
    double half_width_mm = 0;     ///< at least the half thickness
    double half_thickness_mm = 0;
};

/// A tube through its stations, straight between them.
class Tube {
  public:
    /// Two stations at least.
    explicit Tube(std::vector<Station> stations);

    /// Signed distance to the surface, mm, negative inside.
    ///
    /// Accuracy: exact for one straight stretch of constant section; where section or direction
    ///           change it is off by the order of that change, and never jumps.
    /// Cost:     one look at every stretch, and the formula for the few that come into question.
    [[nodiscard]] double distance_to(const geometry::Vec3& p) const;
    [[nodiscard]] const geometry::Box& box() const { return box_; }

  private:
    /// A stretch lies within `reach_mm` of its middle.
    struct Stretch {
        geometry::Vec3 middle;
        double reach_mm = 0;
    };
    [[nodiscard]] double distance_to_stretch(const geometry::Vec3& p, std::size_t i) const;

    std::vector<Station> stations_;
    std::vector<Stretch> stretches_;
    geometry::Box box_;
};

/// A tube of round section through these points.
[[nodiscard]] std::vector<Station> round_tube(const std::vector<geometry::Vec3>& points,
                                              double radius_mm);

/// Something a curve must keep off.
struct Obstacle {
    const geometry::DistanceField* field = nullptr;
    double clearance_mm = 0; ///< of the curve itself, beside the tube's half thickness there
};

/// Bends the curve through the tube's centres until every one clears the obstacles by its half
/// thickness, keeping the first and the last in place and the rest as straight as that allows.
///
/// Method: rounds of drawing each station towards its neighbours' middle and pushing it out along
///         the obstacle's field; at last of pushing alone, so that drawing leaves none too near.
///         Deterministic; obstacles on both sides end in the middle.
void bend_around(std::vector<Station>& tube, std::span<const Obstacle> obstacles);

/// The station's centre pushed out along the obstacles' fields until it clears them, for an end
/// that a rule puts where there is no room.
[[nodiscard]] geometry::Vec3 pushed_clear(const Station& station,
                                          std::span<const Obstacle> obstacles);

/// Every `step`-th station and the last: what bending needed and drawing does not.
[[nodiscard]] std::vector<Station> thinned(const std::vector<Station>& tube, std::size_t step);

/// Points along the polyline, `count` of them, evenly spaced by arc length, ends included.
[[nodiscard]] std::vector<geometry::Vec3> resample(const std::vector<geometry::Vec3>& points,
                                                   int count);

} // namespace filiform::anatomy
