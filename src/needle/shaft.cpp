// SPDX-License-Identifier: Apache-2.0
#include "needle/shaft.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace filiform::needle {

namespace {

/// A stretch of the shaft not yet judged, with the value at both ends.
struct Stretch {
    double from = 0;
    double to = 0;
    double at_from = 0;
    double at_to = 0;
};

/// Halving 1 m forty times ends far below any tolerance.
constexpr std::size_t deepest_halving = 64;

constexpr double usual_tolerance_mm = 0.05;

/// What may be left unlooked at.
struct Thrift {
    double tolerance_mm;
    double enough_mm; ///< a value below this ends the search
    double no_use_mm; ///< values from here on are not told apart
};

Slack find_least(const geometry::DistanceField& field, const geometry::Segment& shaft, double slope,
                 const Thrift& thrift) {
    const double lipschitz = sampled_lipschitz + slope;
    const auto value = [&](double at) { return field.at(shaft.point(at)) - slope * at; };
    Slack best{value(0), 0};
    const auto consider = [&](double mm, double at) {
        if (mm < best.mm)
            best = {mm, at};
    };
    const double first = best.mm;
    if (best.mm < thrift.enough_mm)
        return best;
    const double last = value(shaft.length_mm);
    consider(last, shaft.length_mm);
    std::array<Stretch, deepest_halving> open;
    std::size_t count = 0;
    open[count++] = {0, shaft.length_mm, first, last};
    while (count > 0 && best.mm >= thrift.enough_mm) {
        const Stretch s = open[--count];
        const double bound = (s.at_from + s.at_to - lipschitz * (s.to - s.from)) / 2;
        if (bound >= std::min(best.mm - thrift.tolerance_mm, thrift.no_use_mm) ||
            count + 2 > open.size())
            continue;
        const double middle = (s.from + s.to) / 2;
        const double at_middle = value(middle);
        consider(at_middle, middle);
        open[count++] = {middle, s.to, at_middle, s.at_to};
        open[count++] = {s.from, middle, s.at_from, at_middle};
    }
    return best;
}

} // namespace

Slack least_slack(const geometry::DistanceField& field, const geometry::Segment& shaft,
                  double slope, double tolerance_mm) {
    constexpr double no_limit = 1e300;
    return find_least(field, shaft, slope, {tolerance_mm, -no_limit, no_limit});
}

double least_up_to(const geometry::DistanceField& field, const geometry::Segment& shaft,
                   double tolerance_mm, double most_mm) {
    constexpr double no_limit = 1e300;
    return std::min(find_least(field, shaft, 0, {tolerance_mm, -no_limit, most_mm}).mm, most_mm);
}

bool has_less_slack(const geometry::DistanceField& field, const geometry::Segment& shaft,
                    double slope, double level_mm) {
    return find_least(field, shaft, slope, {usual_tolerance_mm, level_mm, level_mm}).mm < level_mm;
}

double least_by_box(const geometry::DistanceField& field, const geometry::Segment& segment) {
    // Distances along axes average to no less than the box's; a maker may be off by some of a
    // voxel.
    constexpr double makers_error_mm = 0.5;
    const double half = segment.length_mm / 2;
    return geometry::distance_to_box(segment.point(half), field.bounds()) - makers_error_mm -
           sampled_lipschitz * half;
}

double least_by_middle(const geometry::DistanceField& field, const geometry::Segment& segment) {
    const double half = segment.length_mm / 2;
    return field.at(segment.point(half)) - sampled_lipschitz * half;
}

bool is_farther(const geometry::DistanceField& field, const geometry::Segment& segment,
                double needed_mm) {
    return least_by_box(field, segment) > needed_mm || least_by_middle(field, segment) > needed_mm;
}

Passage passage_through(const geometry::DistanceField& field, const geometry::Segment& shaft,
                        double look_mm) {
    constexpr double finest_mm = 0.2;
    Passage passage;
    passage.tip_depth_mm = -field.at(shaft.end());
    passage.is_tip_inside = passage.tip_depth_mm >= 0;
    double at = 0;
    double before = 0;
    double value_before = 0;
    const double end = shaft.length_mm + look_mm;
    for (bool is_first = true;; is_first = false) {
        const double value = field.at(shaft.point(at));
        if (!is_first && (value < 0) != (value_before < 0)) {
            const double crossing = before + (at - before) * value_before / (value_before - value);
            if (value < 0) {
                if (passage.first_mm < 0)
                    passage.first_mm = crossing;
                if (at <= shaft.length_mm)
                    passage.inside_mm += at - crossing;
            } else {
                if (before < shaft.length_mm)
                    passage.inside_mm += std::min(crossing, shaft.length_mm) - before;
                if (passage.is_tip_inside && at > shaft.length_mm) {
                    passage.leaves_at_mm = std::max(crossing, shaft.length_mm);
                    return passage;
                }
            }
        } else if (!is_first && value < 0 && before < shaft.length_mm) {
            passage.inside_mm += std::min(at, shaft.length_mm) - before;
        }
        if (is_first && value < 0)
            passage.first_mm = 0;
        if (at >= end || (at >= shaft.length_mm && !passage.is_tip_inside))
            return passage;
        before = at;
        value_before = value;
        const double ahead = at + std::max(std::abs(value) / sampled_lipschitz, finest_mm);
        // The tip is always a stop, so that what lies before it and beyond it is told apart.
        at = std::min(at < shaft.length_mm ? std::min(ahead, shaft.length_mm) : ahead, end);
    }
}

} // namespace filiform::needle
