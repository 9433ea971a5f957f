// SPDX-License-Identifier: Apache-2.0
#include "report/silhouette.h"

#include <algorithm>

#include "report/contour.h"
#include "report/figure_parts.h"

namespace filiform::report {

using geometry::DistanceField;
using geometry::Vec3;

namespace {

struct DepthSpan {
    double from = 1e9;
    double to = -1e9;
};

DepthSpan depths_of(const geometry::Box& box, const Projection& projection) {
    DepthSpan span;
    for (int corner = 0; corner < 8; ++corner) {
        const double depth = projection.depth({(corner & 1) != 0 ? box.high.x : box.low.x,
                                               (corner & 2) != 0 ? box.high.y : box.low.y,
                                               (corner & 4) != 0 ? box.high.z : box.low.z});
        span.from = std::min(span.from, depth);
        span.to = std::max(span.to, depth);
    }
    return span;
}

/// The least distance along a ray, or the first one inside.
double least_along(const DistanceField& field, const Vec3& on_plane, const Vec3& forward,
                   const DepthSpan& span) {
    const double least_step = field.lattice().spacing.x / 2;
    double least = 1e9;
    for (double t = span.from; t <= span.to;) {
        const double mm = field.at(on_plane + forward * t);
        least = std::min(least, mm);
        if (mm < 0)
            break;
        t += std::max(mm, least_step);
    }
    return least;
}

} // namespace

Outline silhouette(const DistanceField& field, const Projection& projection, double step_mm) {
    if (field.is_empty())
        return {};
    const Area wanted =
        common(area_of(field.bounds(), projection).grown(2 * step_mm), projection.area);
    if (wanted.width <= 0 || wanted.height <= 0)
        return {};
    const DepthSpan span = depths_of(field.bounds(), projection);
    return contour(sample_grid(wanted, step_mm, [&](const Spot& spot) {
        return least_along(field, projection.point(spot), projection.gaze.forward, span);
    }));
}

} // namespace filiform::report
