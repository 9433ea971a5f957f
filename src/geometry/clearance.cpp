// SPDX-License-Identifier: Apache-2.0
#include "geometry/clearance.h"

#include <algorithm>

#include "base/expects.h"

namespace filiform::geometry {

namespace {

/// A stretch of the segment not yet judged, with the field at both ends.
struct Stretch {
    double from;
    double to;
    double at_from;
    double at_to;
};

/// A sampled field rises a little faster than distance itself where its shape has creases.
constexpr double sampled_lipschitz = 1.05;

} // namespace

Nearest least_distance(const DistanceField& field, const Segment& segment, double tolerance_mm) {
    const auto value = [&](double at) { return field.at(segment.point(at)); };
    Nearest best{value(0), 0};
    const auto consider = [&](double distance, double at) {
        if (distance < best.distance_mm)
            best = {distance, at};
    };
    const double last = value(segment.length_mm);
    consider(last, segment.length_mm);
    std::vector<Stretch> open{
        {0, segment.length_mm, best.at_mm == 0 ? best.distance_mm : value(0), last}};
    while (!open.empty()) {
        const Stretch s = open.back();
        open.pop_back();
        const double width = s.to - s.from;
        const double bound = (s.at_from + s.at_to - sampled_lipschitz * width) / 2;
        if (bound >= best.distance_mm - tolerance_mm)
            continue;
        const double middle = (s.from + s.to) / 2;
        const double at_middle = value(middle);
        consider(at_middle, middle);
        open.push_back({middle, s.to, at_middle, s.at_to});
        open.push_back({s.from, middle, s.at_from, at_middle});
    }
    return best;
}

double first_below(const DistanceField& field, const Segment& segment, double level_mm,
                   double tolerance_mm) {
    const auto excess = [&](double at) { return field.at(segment.point(at)) - level_mm; };
    double at = 0;
    double before = 0;
    for (;;) {
        const double room = excess(at);
        if (room < 0)
            break;
        if (at >= segment.length_mm)
            return -1;
        before = at;
        at = std::min(segment.length_mm, at + std::max(room / sampled_lipschitz, tolerance_mm));
    }
    while (at - before > tolerance_mm) {
        const double middle = (before + at) / 2;
        (excess(middle) < 0 ? at : before) = middle;
    }
    return at;
}

bool keeps(const DistanceField& field, const Segment& segment, double clearance_mm) {
    double at = 0;
    for (;;) {
        const double room = field.at(segment.point(at)) - clearance_mm;
        if (room < 0)
            return false;
        if (at >= segment.length_mm)
            return true;
        at = std::min(segment.length_mm, at + std::max(room, keeps_step_mm));
    }
}

std::size_t count_below(const DistanceField& field, const SegmentColumns& s,
                        std::span<std::uint8_t> below) {
    base::expects(below.size() == s.x.size(), "one answer per segment");
    std::size_t count = 0;
    for (std::size_t i = 0; i < below.size(); ++i) {
        const Segment segment{
            {s.x[i], s.y[i], s.z[i]}, {s.dx[i], s.dy[i], s.dz[i]}, s.length_mm[i]};
        below[i] = keeps(field, segment, s.clearance_mm[i]) ? 0 : 1;
        count += below[i];
    }
    return count;
}

} // namespace filiform::geometry
