// SPDX-License-Identifier: Apache-2.0
#include "needle/slack_field.h"

#include "base/expects.h"
#include "base/parallel.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

using geometry::Box;
using geometry::Lattice;
using geometry::Vec3;

constexpr std::uint8_t nobody = 255;

/// The part of the body's lattice that covers the box.
Lattice part_of(const Lattice& whole, const Box& box) {
    const Vec3 low = whole.voxel(box.low);
    const Vec3 high = whole.voxel(box.high);
    const auto first = [](double v, int n) {
        return static_cast<int>(std::clamp(std::floor(v), 0.0, static_cast<double>(n - 1)));
    };
    const auto last = [](double v, int n) {
        return static_cast<int>(std::clamp(std::ceil(v), 0.0, static_cast<double>(n - 1)));
    };
    const int x = first(low.x, whole.size.x);
    const int y = first(low.y, whole.size.y);
    const int z = first(low.z, whole.size.z);
    return {{last(high.x, whole.size.x) - x + 1, last(high.y, whole.size.y) - y + 1,
             last(high.z, whole.size.z) - z + 1},
            whole.point(x, y, z),
            whole.spacing};
}

/// Where lattice `fine` starts in voxels of `other`, if the two share their points.
bool is_aligned(const Lattice& fine, const Lattice& other, geometry::Size3& start) {
    constexpr double tolerance = 1e-4;
    if (std::abs(fine.spacing.x - other.spacing.x) > tolerance ||
        std::abs(fine.spacing.y - other.spacing.y) > tolerance ||
        std::abs(fine.spacing.z - other.spacing.z) > tolerance)
        return false;
    const Vec3 v = other.voxel(fine.origin);
    start = {static_cast<int>(std::lround(v.x)), static_cast<int>(std::lround(v.y)),
             static_cast<int>(std::lround(v.z))};
    return std::abs(v.x - start.x) < tolerance && std::abs(v.y - start.y) < tolerance &&
           std::abs(v.z - start.z) < tolerance;
}

} // namespace

SlackField::SlackField(const Scene& scene, const Box& box)
    : scene_(&scene), lattice_(part_of(scene.body->lattice, box)),
      slack_(lattice_.size.voxels(), static_cast<float>(most_mm)),
      decides_(lattice_.size.voxels(), nobody) {
    base::expects(scene.hazards.size() < nobody, "fewer than 255 hazards");
    const Box mine = lattice_.bounds();
    for (std::size_t i = 0; i < scene.hazards.size(); ++i) {
        const Hazard& hazard = scene.hazards[i];
        const Box around = hazard.structure->field.bounds().grown(hazard.block_need_mm + most_mm);
        const bool meets = around.low.x <= mine.high.x && around.high.x >= mine.low.x &&
                           around.low.y <= mine.high.y && around.high.y >= mine.low.y &&
                           around.low.z <= mine.high.z && around.high.z >= mine.low.z;
        if (meets)
            add(hazard, static_cast<std::uint8_t>(i));
    }
}

void SlackField::add(const Hazard& hazard, std::uint8_t index) {
    near_.push_back(&hazard);
    const geometry::DistanceField& field = hazard.structure->field;
    const auto need = static_cast<float>(hazard.block_need_mm);
    const Box touched = field.bounds().grown(hazard.block_need_mm + most_mm);
    const geometry::Size3& size = lattice_.size;
    geometry::Size3 start;
    const bool aligned = is_aligned(lattice_, field.lattice(), start);
    const geometry::Size3& theirs = field.lattice().size;
    const auto row_of = [&](int j, int k) { return size.index(0, j, k); };
    base::parallel_chunks(static_cast<std::size_t>(size.z), 4, [&](std::size_t z0, std::size_t z1) {
        for (int k = static_cast<int>(z0); k < static_cast<int>(z1); ++k)
            for (int j = 0; j < size.y; ++j) {
                const Vec3 row_start = lattice_.point(0, j, k);
                if (row_start.y < touched.low.y || row_start.y > touched.high.y ||
                    row_start.z < touched.low.z || row_start.z > touched.high.z)
                    continue;
                const std::size_t row = row_of(j, k);
                const int y = start.y + j;
                const int z = start.z + k;
                const bool row_inside = aligned && y >= 0 && y < theirs.y && z >= 0 && z < theirs.z;
                for (int i = 0; i < size.x; ++i) {
                    const int x = start.x + i;
                    const bool inside = row_inside && x >= 0 && x < theirs.x;
                    const auto distance =
                        inside ? static_cast<float>(field.steps()[theirs.index(x, y, z)]) /
                                     static_cast<float>(geometry::DistanceField::steps_per_mm)
                               : static_cast<float>(field.at(lattice_.point(i, j, k)));
                    const std::size_t at = row + static_cast<std::size_t>(i);
                    if (distance - need >= slack_[at])
                        continue;
                    slack_[at] = distance - need;
                    decides_[at] = index;
                }
            }
    });
}

double SlackField::at(const Vec3& p) const {
    const Vec3 v = lattice_.voxel(p);
    const geometry::Size3& size = lattice_.size;
    if (!(v.x >= 0 && v.y >= 0 && v.z >= 0 && v.x <= size.x - 1 && v.y <= size.y - 1 &&
          v.z <= size.z - 1))
        return exact_at(p);
    const int i = std::min(static_cast<int>(v.x), std::max(size.x - 2, 0));
    const int j = std::min(static_cast<int>(v.y), std::max(size.y - 2, 0));
    const int k = std::min(static_cast<int>(v.z), std::max(size.z - 2, 0));
    const float a = static_cast<float>(v.x - i);
    const float b = static_cast<float>(v.y - j);
    const float c = static_cast<float>(v.z - k);
    const std::size_t dx = size.x > 1 ? 1 : 0;
    const std::size_t dy = size.y > 1 ? static_cast<std::size_t>(size.x) : 0;
    const std::size_t dz = size.z > 1 ? size.index(0, 0, 1) : 0;
    const float* s = slack_.data() + size.index(i, j, k);
    const auto mix = [](float low, float high, float t) { return low + t * (high - low); };
    const float near_low = mix(s[0], s[dx], a);
    const float near_high = mix(s[dy], s[dy + dx], a);
    const float far_low = mix(s[dz], s[dz + dx], a);
    const float far_high = mix(s[dz + dy], s[dz + dy + dx], a);
    return mix(mix(near_low, near_high, b), mix(far_low, far_high, b), c);
}

int SlackField::decides(const Vec3& p) const {
    const Vec3 v = lattice_.voxel(p);
    const geometry::Size3& size = lattice_.size;
    const auto nearest = [](double value, int n) {
        return std::clamp(static_cast<int>(std::lround(value)), 0, n - 1);
    };
    const std::uint8_t index =
        decides_[size.index(nearest(v.x, size.x), nearest(v.y, size.y), nearest(v.z, size.z))];
    return index == nobody ? -1 : index;
}

double SlackField::exact_at(const Vec3& p) const {
    double least = most_mm;
    for (const Hazard* hazard : near_)
        least = std::min(least, hazard->structure->field.at(p) - hazard->block_need_mm);
    return least;
}

} // namespace filiform::needle
