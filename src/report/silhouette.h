// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/distance_field.h"
#include "report/projection.h"

namespace filiform::report {

/// The outline of a shape looked at from afar: everything it would hide. Nothing where it lies
/// outside the projection's area. `step_mm` on paper.
///
/// Source: Hart, "Sphere tracing", 1996: the least distance met along each ray.
[[nodiscard]] Outline silhouette(const geometry::DistanceField& field, const Projection& projection,
                                 double step_mm = 0.6);

} // namespace filiform::report
