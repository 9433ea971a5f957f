// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/distance_field.h"
#include "geometry/shapes.h"

namespace filiform::needle {

/// A sampled field may be steeper than 1 mm per mm where a crease crosses a voxel: steps along it,
/// and bounds taken from it, reckon with this much.
inline constexpr double sampled_lipschitz = 1.05;

/// The least of `distance - slope * depth` along a needle, and the depth where it is.
struct Slack {
    double mm = 0;
    double at_mm = 0;
};

/// How much room a straight needle leaves to a shape when the room it needs grows with depth.
///
/// Units:     mm; `slope` is mm per mm of depth (0 gives the plain least distance).
/// Accuracy:  at most `tolerance_mm` above the least value.
/// Outside the field's lattice: the field's lower bound is used, so never too large there.
/// Method:    the interval bound of geometry::least_distance, for a field minus a ramp.
/// Cost:      about 17 look-ups for 60 mm.
[[nodiscard]] Slack least_slack(const geometry::DistanceField& field,
                                const geometry::Segment& shaft, double slope = 0,
                                double tolerance_mm = 0.05);

/// The least distance, or `most_mm` when it is no less than that: at the same accuracy, but without
/// looking closely at what certainly keeps more.
[[nodiscard]] double least_up_to(const geometry::DistanceField& field,
                                 const geometry::Segment& shaft, double tolerance_mm,
                                 double most_mm);

/// Whether `least_slack` is less than that: at the same accuracy, but what certainly keeps more is
/// passed over and the first reading below ends it. Often two or three look-ups.
[[nodiscard]] bool has_less_slack(const geometry::DistanceField& field,
                                  const geometry::Segment& shaft, double slope, double level_mm);

/// No reading of the field along the segment is below this, by the shape's box alone: nothing is
/// looked up. Often far below the least.
[[nodiscard]] double least_by_box(const geometry::DistanceField& field,
                                  const geometry::Segment& segment);

/// The same by one look at the segment's middle.
[[nodiscard]] double least_by_middle(const geometry::DistanceField& field,
                                     const geometry::Segment& segment);

/// Whether the segment certainly stays farther than that from the shape; at most one look.
[[nodiscard]] bool is_farther(const geometry::DistanceField& field,
                              const geometry::Segment& segment, double needed_mm);

/// How a needle lies in one shape.
struct Passage {
    double inside_mm = 0; ///< length of the needle inside, up to the tip
    double first_mm = -1; ///< where it first enters; negative when it never does
    bool is_tip_inside = false;
    double tip_depth_mm = 0;  ///< how deep the tip lies in the shape; negative outside
    double leaves_at_mm = -1; ///< where the line goes on to leave the shape beyond the tip;
                              ///< negative when the tip is outside, or `look_mm` was too short
};

/// Follows a needle through a shape and `look_mm` beyond its tip, to 0.1 mm. Gaps and slivers
/// thinner than 0.2 mm may be missed.
[[nodiscard]] Passage passage_through(const geometry::DistanceField& field,
                                      const geometry::Segment& shaft, double look_mm);

} // namespace filiform::needle
