// SPDX-License-Identifier: Apache-2.0
#include "geometry/clearance.h"

#include <algorithm>
#include <array>

#include "base/expects.h"
#include "geometry/clearance_kernels.h"
#include "geometry/instruction_set.h"

namespace filiform::geometry {

namespace {

/// Stepping forward allows for a sampled field that falls a little faster than distance does.
constexpr double sampled_slope = 1.05;

/// One segment as columns of length one.
class SingleSegment {
  public:
    SingleSegment(const Segment& s, double clearance_mm)
        : entry_{number(s.start.x),     number(s.start.y),     number(s.start.z),
                 number(s.direction.x), number(s.direction.y), number(s.direction.z),
                 number(s.length_mm),   number(clearance_mm)} {}
    [[nodiscard]] SegmentColumns columns() const {
        return {column(0), column(1), column(2), column(3),
                column(4), column(5), column(6), column(7)};
    }

  private:
    static float number(double x) { return static_cast<float>(x); }
    [[nodiscard]] std::span<const float> column(std::size_t i) const { return {&entry_[i], 1}; }
    std::array<float, 8> entry_;
};

std::size_t judge(const ClearanceKernels& kernels, const DistanceField& field,
                  const SegmentColumns& segments, std::span<std::uint8_t> below) {
    if (!field.is_empty()) {
        std::fill(below.begin(), below.end(), std::uint8_t{0});
        return kernels.count_below(view_of(field), segments, below.data());
    }
    const double everywhere = field.at({});
    std::size_t count = 0;
    for (std::size_t i = 0; i < below.size(); ++i) {
        below[i] = static_cast<double>(segments.clearance_mm[i]) > everywhere ? 1 : 0;
        count += below[i];
    }
    return count;
}

void find_least(const ClearanceKernels& kernels, const DistanceField& field,
                const SegmentColumns& segments, double tolerance_mm,
                const NearestColumns& nearest) {
    base::expects(tolerance_mm > 0, "a positive tolerance");
    if (!field.is_empty()) {
        kernels.least(view_of(field), segments, static_cast<float>(tolerance_mm), nearest);
        return;
    }
    std::fill(nearest.distance_mm.begin(), nearest.distance_mm.end(),
              static_cast<float>(field.at({})));
    std::fill(nearest.at_mm.begin(), nearest.at_mm.end(), 0.0F);
}

} // namespace

Nearest least_distance(const DistanceField& field, const Segment& segment, double tolerance_mm) {
    float distance_mm = 0;
    float at_mm = 0;
    find_least(clearance_plain, field, SingleSegment(segment, 0).columns(), tolerance_mm,
               {{&distance_mm, 1}, {&at_mm, 1}});
    return {static_cast<double>(distance_mm), static_cast<double>(at_mm)};
}

double first_below(const DistanceField& field, const Segment& segment, double level_mm,
                   double tolerance_mm) {
    if (keeps(field, segment, level_mm))
        return -1;
    const auto excess = [&](double at) { return field.at(segment.point(at)) - level_mm; };
    double at = 0;
    double before = 0;
    for (;;) {
        const double room = excess(at);
        if (room < 0)
            break;
        if (at >= segment.length_mm) // `keeps` read a dip between the places read here
            return std::max(0.0, least_distance(field, segment, tolerance_mm).at_mm);
        before = at;
        at = std::min(segment.length_mm, at + std::max(room / sampled_slope, tolerance_mm));
    }
    while (at - before > tolerance_mm) {
        const double middle = (before + at) / 2;
        (excess(middle) < 0 ? at : before) = middle;
    }
    return at;
}

bool keeps(const DistanceField& field, const Segment& segment, double clearance_mm) {
    std::uint8_t below = 0;
    return judge(clearance_plain, field, SingleSegment(segment, clearance_mm).columns(),
                 {&below, 1}) == 0;
}

std::size_t count_below(const DistanceField& field, const SegmentColumns& segments,
                        std::span<std::uint8_t> below) {
    base::expects(below.size() == segments.x.size(), "one answer per segment");
    return judge(clearance_kernels_for(instruction_set()), field, segments, below);
}

void least_distances(const DistanceField& field, const SegmentColumns& segments,
                     double tolerance_mm, const NearestColumns& nearest) {
    base::expects(nearest.distance_mm.size() == segments.x.size() &&
                      nearest.at_mm.size() == segments.x.size(),
                  "one answer per segment");
    find_least(clearance_kernels_for(instruction_set()), field, segments, tolerance_mm, nearest);
}

} // namespace filiform::geometry
