// SPDX-License-Identifier: Apache-2.0
#include "atlas/hold_out.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "atlas/hybrid_clips.h"
#include "atlas/hybrid_plan.h"
#include "geometry/lattice_part.h"

namespace filiform::atlas {

using anatomy::Body;
using geometry::Box;
using geometry::DistanceField;
using geometry::Lattice;
using geometry::Vec3;

namespace {

std::vector<std::uint8_t> inside_of(const DistanceField& field, const Lattice& part) {
    std::vector<std::uint8_t> inside(part.size.voxels(), 0);
    for (int k = 0; k < part.size.z; ++k)
        for (int j = 0; j < part.size.y; ++j)
            for (int i = 0; i < part.size.x; ++i)
                inside[part.size.index(i, j, k)] = field.at(part.point(i, j, k)) < 0 ? 1 : 0;
    return inside;
}

/// How far the other's surface is, at the voxels along both sides of one's own.
std::vector<float> along_surface(const std::vector<float>& own, const std::vector<float>& other,
                                 double spacing_mm) {
    std::vector<float> mm;
    for (std::size_t i = 0; i < own.size(); ++i)
        if (std::abs(own[i]) < static_cast<float>(spacing_mm))
            mm.push_back(std::abs(other[i]));
    return mm;
}

double sum_of(const std::vector<float>& mm) {
    double sum = 0;
    for (const float one : mm)
        sum += static_cast<double>(one);
    return sum;
}

/// What 95 % stay below.
double nearly_most(std::vector<float>& mm) {
    constexpr double share = 0.95;
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(mm.size() - 1));
    std::nth_element(mm.begin(), mm.begin() + at, mm.end());
    return static_cast<double>(mm[static_cast<std::size_t>(at)]);
}

struct Mean {
    double sum = 0;
    double squares = 0;
    int count = 0;
    void add(double value) {
        sum += value;
        squares += value * value;
        ++count;
    }
    [[nodiscard]] DepthError error() const {
        if (count == 0)
            return {};
        const double mean = sum / count;
        return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
    }
};

struct Crossing {
    double near_mm = 0;
    double far_mm = 0;
};

/// Where a needle straight in from the skin first enters and then leaves a structure.
std::optional<Crossing> crossing_of(const DistanceField& field, const Vec3& entry,
                                    const Vec3& inwards) {
    constexpr double step_mm = 0.5;
    constexpr double longest_mm = 125; // of the needles in the drawer
    std::optional<double> near;
    for (double t = 0; t <= longest_mm; t += step_mm) {
        const bool is_inside = field.at(entry + inwards * t) < 0;
        if (is_inside && !near)
            near = t;
        if (!is_inside && near)
            return Crossing{*near, t};
    }
    return std::nullopt;
}

void measure_needles(const DistanceField& labelled, const DistanceField& predicted,
                     const Body& scan, Likeness& likeness) {
    Mean near;
    Mean far;
    int through = 0;
    const Lattice& lattice = scan.skin.lattice();
    constexpr double apart_mm = 15;
    const int stride = static_cast<int>(std::lround(apart_mm / lattice.spacing.x));
    constexpr double border_mm = 20;
    const Box whole = lattice.bounds().grown(-border_mm);
    for (int k = stride; k < lattice.size.z; k += stride)
        for (int j = stride; j < lattice.size.y; j += stride)
            for (int i = stride; i < lattice.size.x; i += stride) {
                Vec3 entry = lattice.point(i, j, k);
                if (std::abs(scan.skin.at(entry)) > apart_mm / 2 || !whole.contains(entry))
                    continue;
                entry = entry - scan.skin.gradient(entry) * scan.skin.at(entry);
                const Vec3 inwards = -scan.skin.gradient(entry);
                const auto seen = crossing_of(labelled, entry, inwards);
                if (!seen)
                    continue;
                ++through;
                if (const auto drawn = crossing_of(predicted, entry, inwards)) {
                    near.add(drawn->near_mm - seen->near_mm);
                    far.add(drawn->far_mm - seen->far_mm);
                }
            }
    likeness.needles = near.count;
    likeness.near_border = near.error();
    likeness.far_border = far.error();
    likeness.missed = through == 0 ? 0 : 1 - static_cast<double>(near.count) / through;
}

} // namespace

std::optional<Likeness> compare(const DistanceField& labelled, const DistanceField& predicted,
                                const Body& scan) {
    if (labelled.is_empty() || predicted.is_empty())
        return std::nullopt;
    Box box = labelled.bounds();
    box.add(predicted.bounds().low);
    box.add(predicted.bounds().high);
    constexpr double spare_mm = 4;
    const Lattice part = geometry::part_around(scan.lattice, box.grown(spare_mm)).lattice;
    const std::vector<std::uint8_t> a = inside_of(labelled, part);
    const std::vector<std::uint8_t> b = inside_of(predicted, part);
    std::size_t both = 0;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += a[i] & b[i];
        sum += a[i] + b[i];
    }
    Likeness likeness;
    likeness.dice = sum == 0 ? 0 : 2.0 * static_cast<double>(both) / static_cast<double>(sum);
    const std::vector<float> to_a = geometry::signed_distance(part, a);
    const std::vector<float> to_b = geometry::signed_distance(part, b);
    std::vector<float> from_a = along_surface(to_a, to_b, part.spacing.x);
    std::vector<float> from_b = along_surface(to_b, to_a, part.spacing.x);
    if (from_a.empty() || from_b.empty())
        return std::nullopt;
    likeness.mean_distance_mm =
        (sum_of(from_a) + sum_of(from_b)) / static_cast<double>(from_a.size() + from_b.size());
    likeness.most_distance_mm = std::max(nearly_most(from_a), nearly_most(from_b));
    measure_needles(labelled, predicted, scan, likeness);
    return likeness;
}

} // namespace filiform::atlas
