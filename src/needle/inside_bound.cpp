// SPDX-License-Identifier: Apache-2.0
#include "needle/inside_bound.h"

#include "base/parallel.h"
#include "geometry/lattice_part.h"

namespace filiform::needle {

namespace {

using geometry::DistanceField;
using geometry::Size3;

/// To eighths of a millimetre of depth, never less than the 64ths of distance say.
std::int8_t depth_of(std::int16_t steps, int shallowest, int deepest) {
    constexpr int per_eighth = 8;
    const int rounded_up = (-static_cast<int>(steps) + per_eighth - 1 + 32768) / per_eighth - 4096;
    return static_cast<std::int8_t>(std::clamp(rounded_up, shallowest, deepest));
}

/// The least of four neighbouring rows, entry by entry.
void least_of_rows(const std::int16_t* first, std::size_t y, std::size_t z,
                   std::vector<std::int16_t>& least) {
    for (std::size_t i = 0; i < least.size(); ++i)
        least[i] =
            std::min(std::min(first[i], first[i + y]), std::min(first[i + z], first[i + y + z]));
}

} // namespace

InsideBound::InsideBound(const DistanceField& field) {
    const geometry::LatticePart part =
        geometry::part_around(field.lattice(), field.bounds().grown(farthest_mm));
    lattice_ = part.lattice;
    const Size3& size = lattice_.size;
    last_ = {static_cast<double>(size.x - 1), static_cast<double>(size.y - 1),
             static_cast<double>(size.z - 1)};
    last_low_ = {std::max(size.x - 2, 0), std::max(size.y - 2, 0), std::max(size.z - 2, 0)};
    cells_ = {last_low_.x + 1, last_low_.y + 1, last_low_.z + 1};
    most_.resize(cells_.voxels());
    const Size3& all = field.lattice().size;
    const std::size_t y = size.y > 1 ? all.index(0, 1, 0) : 0;
    const std::size_t z = size.z > 1 ? all.index(0, 0, 1) : 0;
    const std::size_t x = size.x > 1 ? 1 : 0;
    constexpr int shallowest = static_cast<int>(-farthest_mm * steps_per_mm);
    constexpr int deepest = static_cast<int>(deepest_mm * steps_per_mm);
    base::parallel_chunks(
        static_cast<std::size_t>(cells_.z), 4, [&](std::size_t from, std::size_t to) {
            std::vector<std::int16_t> least(static_cast<std::size_t>(size.x));
            for (int k = static_cast<int>(from); k < static_cast<int>(to); ++k)
                for (int j = 0; j < cells_.y; ++j) {
                    least_of_rows(field.steps().data() +
                                      all.index(part.first.x, part.first.y + j, part.first.z + k),
                                  y, z, least);
                    std::int8_t* row = most_.data() + cells_.index(0, j, k);
                    for (std::size_t i = 0; i < static_cast<std::size_t>(cells_.x); ++i)
                        row[i] = depth_of(std::min(least[i], least[i + x]), shallowest, deepest);
                }
        });
}

InsideBound::Walk::Walk(const InsideBound& bound, const geometry::Vec3& start,
                        const geometry::Vec3& step)
    : bound_(&bound), at_(bound.lattice_.voxel(start)) {
    const geometry::Vec3& spacing = bound.lattice_.spacing;
    step_ = {step.x / spacing.x, step.y / spacing.y, step.z / spacing.z};
}

} // namespace filiform::needle
