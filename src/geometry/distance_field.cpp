// SPDX-License-Identifier: Apache-2.0
#include "geometry/distance_field.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/expects.h"
#include "base/parallel.h"
#include "geometry/lattice_part.h"

namespace filiform::geometry {

namespace {

constexpr double farthest_mm = 511.984375; // 32767 / 64

/// To the nearest step, halves away from zero.
std::int16_t to_steps(float mm) {
    constexpr auto farthest = static_cast<float>(farthest_mm);
    const float steps = std::clamp(mm, -farthest, farthest) * 64.0F;
    return static_cast<std::int16_t>(steps + (steps < 0 ? -0.5F : 0.5F));
}

/// Fills `steps` and answers the box of the voxels at or below zero in slices [from, to).
Box store_slices(const Lattice& lattice, std::span<const float> mm, std::int16_t* steps, int from,
                 int to) {
    Box box;
    const Size3& size = lattice.size;
    for (int k = from; k < to; ++k)
        for (int j = 0; j < size.y; ++j) {
            const std::size_t row = size.index(0, j, k);
            int inside = 0;
            for (int i = 0; i < size.x; ++i) {
                steps[row + i] = to_steps(mm[row + i]);
                inside += mm[row + i] <= 0 ? 1 : 0;
            }
            if (inside == 0)
                continue;
            for (int i = 0; i < size.x; ++i)
                if (mm[row + i] <= 0)
                    box.add(lattice.point(i, j, k));
        }
    return box;
}

} // namespace

DistanceField::DistanceField(const Lattice& lattice, std::span<const float> mm)
    : lattice_(lattice) {
    base::expects(mm.size() == lattice.size.voxels(), "one distance per lattice point");
    steps_.resize(mm.size() + padding);
    constexpr std::size_t grain = 8;
    const auto slices = static_cast<std::size_t>(lattice.size.z);
    std::vector<Box> boxes((slices + grain - 1) / grain);
    base::parallel_chunks(slices, grain, [&](std::size_t from, std::size_t to) {
        boxes[from / grain] =
            store_slices(lattice, mm, steps_.data(), static_cast<int>(from), static_cast<int>(to));
    });
    for (const Box& box : boxes) {
        if (box.is_empty())
            continue;
        // Beyond its outermost voxels the shape ends before the next ones.
        bounds_.add(box.low - lattice.spacing);
        bounds_.add(box.high + lattice.spacing);
    }
    prepare();
}

DistanceField::DistanceField(const Lattice& lattice, std::vector<std::int16_t> steps,
                             const Box& bounds)
    : lattice_(lattice), bounds_(bounds), steps_(std::move(steps)) {
    base::expects(steps_.size() == lattice.size.voxels(), "one step value per lattice point");
    steps_.resize(steps_.size() + padding);
    prepare();
}

std::span<const std::int16_t> DistanceField::steps() const {
    return {steps_.data(), steps_.empty() ? 0 : steps_.size() - padding};
}

double DistanceField::beyond(const Vec3& p, const Vec3& v) const {
    if (is_empty())
        return farthest_mm;
    const Vec3 edge{std::clamp(v.x, 0.0, last_.x), std::clamp(v.y, 0.0, last_.y),
                    std::clamp(v.z, 0.0, last_.z)};
    const Vec3 away{(v.x - edge.x) * lattice_.spacing.x, (v.y - edge.y) * lattice_.spacing.y,
                    (v.z - edge.z) * lattice_.spacing.z};
    return std::max(distance_to_box(p, bounds_), between(edge) - length(away));
}

void DistanceField::prepare() {
    const Size3& size = lattice_.size;
    voxels_per_mm_ = {1 / lattice_.spacing.x, 1 / lattice_.spacing.y, 1 / lattice_.spacing.z};
    interpolation_mm_ = length(lattice_.spacing) + 2 / steps_per_mm;
    if (!is_empty())
        last_ = {static_cast<double>(size.x - 1), static_cast<double>(size.y - 1),
                 static_cast<double>(size.z - 1)};
    last_low_ = {std::max(size.x - 2, 0), std::max(size.y - 2, 0), std::max(size.z - 2, 0)};
    step_ = {size.x > 1 ? 1 : 0, size.y > 1 ? size.x : 0, size.z > 1 ? size.x * size.y : 0};
}

Vec3 DistanceField::gradient(const Vec3& p) const {
    const Vec3& h = lattice_.spacing;
    const Vec3 slope{(at(p + Vec3{h.x, 0, 0}) - at(p - Vec3{h.x, 0, 0})) / (2 * h.x),
                     (at(p + Vec3{0, h.y, 0}) - at(p - Vec3{0, h.y, 0})) / (2 * h.y),
                     (at(p + Vec3{0, 0, h.z}) - at(p - Vec3{0, 0, h.z})) / (2 * h.z)};
    return normalized(slope);
}

DistanceField sample_field(const Lattice& lattice,
                           const std::function<double(const Vec3&)>& distance_mm) {
    std::vector<float> mm(lattice.size.voxels());
    const Size3& size = lattice.size;
    base::parallel_chunks(static_cast<std::size_t>(size.z), 1, [&](std::size_t z0, std::size_t z1) {
        for (int k = static_cast<int>(z0); k < static_cast<int>(z1); ++k)
            for (int j = 0; j < size.y; ++j)
                for (int i = 0; i < size.x; ++i)
                    mm[size.index(i, j, k)] =
                        static_cast<float>(distance_mm(lattice.point(i, j, k)));
    });
    return {lattice, mm};
}

DistanceField crop(const DistanceField& field, double margin_mm) {
    if (field.is_empty())
        return {};
    const Lattice& whole = field.lattice();
    const auto [first, part] = part_around(whole, field.bounds().grown(margin_mm));
    std::vector<std::int16_t> steps;
    steps.reserve(part.size.voxels());
    for (int k = 0; k < part.size.z; ++k)
        for (int j = 0; j < part.size.y; ++j) {
            const auto row =
                field.steps().subspan(whole.size.index(first.x, first.y + j, first.z + k),
                                      static_cast<std::size_t>(part.size.x));
            steps.insert(steps.end(), row.begin(), row.end());
        }
    return {part, std::move(steps), field.bounds()};
}

} // namespace filiform::geometry
