// SPDX-License-Identifier: Apache-2.0
#include "geometry/clearance.h"

#include <algorithm>
#include <array>

#include "base/expects.h"
#include "geometry/clearance_kernels.h"
#include "geometry/instruction_set.h"

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

std::size_t judge(const ClearanceKernels& kernels, const DistanceField& field,
                  const SegmentColumns& segments, std::span<std::uint8_t> below) {
    if (!field.is_empty()) {
        std::fill(below.begin(), below.end(), std::uint8_t{0});
        return kernels.count_below(view_of(field), segments, below.data());
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < below.size(); ++i) {
        below[i] = static_cast<double>(segments.clearance_mm[i]) > field.at({}) ? 1 : 0;
        count += below[i];
    }
    return count;
}

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
    const std::array<float, 8> entry{static_cast<float>(segment.start.x),
                                     static_cast<float>(segment.start.y),
                                     static_cast<float>(segment.start.z),
                                     static_cast<float>(segment.direction.x),
                                     static_cast<float>(segment.direction.y),
                                     static_cast<float>(segment.direction.z),
                                     static_cast<float>(segment.length_mm),
                                     static_cast<float>(clearance_mm)};
    const auto column = [&](std::size_t i) { return std::span(&entry[i], 1); };
    std::uint8_t below = 0;
    return judge(clearance_plain, field,
                 {column(0), column(1), column(2), column(3), column(4), column(5), column(6),
                  column(7)},
                 std::span(&below, 1)) == 0;
}

std::size_t count_below(const DistanceField& field, const SegmentColumns& segments,
                        std::span<std::uint8_t> below) {
    base::expects(below.size() == segments.x.size(), "one answer per segment");
    return judge(clearance_kernels_for(instruction_set()), field, segments, below);
}

} // namespace filiform::geometry
