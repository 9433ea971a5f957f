// SPDX-License-Identifier: Apache-2.0
#include "anatomy/flat_tube.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/expects.h"

namespace filiform::anatomy {

using geometry::Vec3;

Tube::Tube(std::vector<Station> stations) : stations_(std::move(stations)) {
    base::expects(stations_.size() >= 2, "a tube has two stations at least");
    const auto half = [](const Station& s) {
        return std::max(s.half_width_mm, s.half_thickness_mm);
    };
    for (std::size_t i = 0; i < stations_.size(); ++i) {
        const Station& a = stations_[i];
        const Vec3 room{half(a), half(a), half(a)};
        box_.add(a.centre - room);
        box_.add(a.centre + room);
        if (i + 1 == stations_.size())
            break;
        const Station& b = stations_[i + 1];
        stretches_.push_back(
            {geometry::lerp(a.centre, b.centre, 0.5),
             geometry::distance(a.centre, b.centre) / 2 + std::max(half(a), half(b))});
    }
}

double Tube::distance_to_stretch(const Vec3& p, std::size_t i) const {
    const Station& a = stations_[i];
    const Station& b = stations_[i + 1];
    const Vec3 along = b.centre - a.centre;
    const double squared = geometry::dot(along, along);
    const double t =
        squared > 0 ? std::clamp(geometry::dot(p - a.centre, along) / squared, 0.0, 1.0) : 0.0;
    const auto mix = [t](double from, double to) { return from + (to - from) * t; };
    const double thick = mix(a.half_thickness_mm, b.half_thickness_mm);
    const double wide = std::max(0.0, mix(a.half_width_mm, b.half_width_mm) - thick);
    const Vec3 flat = geometry::normalized(geometry::lerp(a.flat, b.flat, t));
    const Vec3 away = p - (a.centre + along * t);
    const double aside = std::clamp(geometry::dot(away, flat), -wide, wide);
    return geometry::length(away - flat * aside) - thick;
}

double Tube::distance_to(const Vec3& p) const {
    // The stretch whose ball is nearest is measured first; others only if their ball is nearer
    // than what that gave.
    std::size_t first = 0;
    double nearest = 1e300;
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
        const Vec3 d = p - stretches_[i].middle;
        const double squared = geometry::dot(d, d);
        if (squared >= nearest)
            continue;
        nearest = squared;
        first = i;
    }
    double best = distance_to_stretch(p, first);
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
        if (i == first)
            continue;
        const Vec3 d = p - stretches_[i].middle;
        const double within = best + stretches_[i].reach_mm;
        if (within > 0 && geometry::dot(d, d) < within * within)
            best = std::min(best, distance_to_stretch(p, i));
    }
    return best;
}

std::vector<Station> thinned(const std::vector<Station>& tube, std::size_t step) {
    std::vector<Station> few;
    for (std::size_t i = 0; i < tube.size(); i += step)
        few.push_back(tube[i]);
    if ((tube.size() - 1) % step != 0)
        few.push_back(tube.back());
    return few;
}

std::vector<Station> round_tube(const std::vector<Vec3>& points, double radius_mm) {
    std::vector<Station> tube;
    for (const Vec3& p : points)
        tube.push_back({p, {1, 0, 0}, radius_mm, radius_mm});
    return tube;
}

namespace {

/// One step out of the obstacles that `p`, the centre of this station, lies too near to.
Vec3 push_out(const Vec3& p, const Station& station, std::span<const Obstacle> obstacles) {
    constexpr double longest_push_mm = 4;
    Vec3 push;
    for (const Obstacle& obstacle : obstacles) {
        const double wanted = station.half_thickness_mm + obstacle.clearance_mm;
        const double lacks = wanted - obstacle.field->at(p);
        if (lacks > 0)
            push = push + obstacle.field->gradient(p) * std::min(lacks, longest_push_mm);
    }
    return push;
}

constexpr int settling_rounds = 12;

} // namespace

Vec3 pushed_clear(const Station& station, std::span<const Obstacle> obstacles) {
    Vec3 p = station.centre;
    for (int round = 0; round < settling_rounds; ++round)
        p = p + push_out(p, station, obstacles);
    return p;
}

void bend_around(std::vector<Station>& tube, std::span<const Obstacle> obstacles) {
    constexpr int rounds = 60;
    for (int round = 0; round < rounds; ++round) {
        std::vector<Vec3> next;
        for (const Station& station : tube)
            next.push_back(station.centre);
        for (std::size_t i = 1; i + 1 < tube.size(); ++i) {
            const Vec3 middle = geometry::lerp(tube[i - 1].centre, tube[i + 1].centre, 0.5);
            const Vec3 p = geometry::lerp(tube[i].centre, middle, 0.5);
            next[i] = p + push_out(p, tube[i], obstacles);
        }
        for (std::size_t i = 0; i < tube.size(); ++i)
            tube[i].centre = next[i];
    }
    for (std::size_t i = 1; i + 1 < tube.size(); ++i)
        tube[i].centre = pushed_clear(tube[i], obstacles);
}

std::vector<Vec3> resample(const std::vector<Vec3>& points, int count) {
    base::expects(points.size() >= 2 && count >= 2, "a curve has two points at least");
    std::vector<double> at{0};
    for (std::size_t i = 1; i < points.size(); ++i)
        at.push_back(at.back() + geometry::distance(points[i - 1], points[i]));
    std::vector<Vec3> even;
    std::size_t i = 1;
    for (int n = 0; n < count; ++n) {
        const double wanted = at.back() * n / (count - 1);
        while (i + 1 < points.size() && at[i] < wanted)
            ++i;
        const double stretch = at[i] - at[i - 1];
        const double t = stretch > 0 ? std::clamp((wanted - at[i - 1]) / stretch, 0.0, 1.0) : 0.0;
        even.push_back(geometry::lerp(points[i - 1], points[i], t));
    }
    return even;
}

} // namespace filiform::anatomy
