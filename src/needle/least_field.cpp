// SPDX-License-Identifier: Apache-2.0
#include "needle/least_field.h"

#include "base/expects.h"
#include "base/parallel.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

using geometry::Box;
using geometry::Lattice;
using geometry::Vec3;

Lattice part_of(const Lattice& whole, const Box& box) {
    const Vec3 low = whole.voxel(box.low);
    const Vec3 high = whole.voxel(box.high);
    const auto clip = [](double v, int n) {
        return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(n - 1)));
    };
    const int x = clip(std::floor(low.x), whole.size.x);
    const int y = clip(std::floor(low.y), whole.size.y);
    const int z = clip(std::floor(low.z), whole.size.z);
    return {{clip(std::ceil(high.x), whole.size.x) - x + 1,
             clip(std::ceil(high.y), whole.size.y) - y + 1,
             clip(std::ceil(high.z), whole.size.z) - z + 1},
            whole.point(x, y, z),
            whole.spacing};
}

/// Where `mine` starts in voxels of `theirs`, if the two share their points.
bool find_start(const Lattice& mine, const Lattice& theirs, geometry::Size3& start) {
    constexpr double tolerance = 1e-4;
    const Vec3 v = theirs.voxel(mine.origin);
    start = {static_cast<int>(std::lround(v.x)), static_cast<int>(std::lround(v.y)),
             static_cast<int>(std::lround(v.z))};
    return geometry::distance(mine.spacing, theirs.spacing) < tolerance &&
           geometry::distance(v, {static_cast<double>(start.x), static_cast<double>(start.y),
                                  static_cast<double>(start.z)}) < tolerance;
}

/// One row of a shape's samples against the least so far. Without branches, so that compilers take
/// several at once.
void lower_row(const std::int16_t* steps, std::size_t count, float offset, std::uint8_t index,
               float* least, std::uint8_t* whose) {
    constexpr auto mm_per_step = static_cast<float>(1 / geometry::DistanceField::steps_per_mm);
    for (std::size_t i = 0; i < count; ++i) {
        const float room = mm_per_step * static_cast<float>(steps[i]) - offset;
        const bool is_less = room < least[i];
        least[i] = is_less ? room : least[i];
        whose[i] = is_less ? index : whose[i];
    }
}

} // namespace

LeastField::LeastField(const Lattice& whole, const Box& box, double most_mm)
    : lattice_(part_of(whole, box)), most_mm_(most_mm),
      least_(lattice_.size.voxels(), static_cast<float>(most_mm)),
      whose_(lattice_.size.voxels(), static_cast<std::uint8_t>(nobody)) {}

bool LeastField::is_near(const geometry::DistanceField& field, double offset_mm) const {
    if (field.is_empty())
        return false;
    const Box around = field.bounds().grown(offset_mm + most_mm_);
    const Box mine = lattice_.bounds();
    return around.low.x <= mine.high.x && around.high.x >= mine.low.x &&
           around.low.y <= mine.high.y && around.high.y >= mine.low.y &&
           around.low.z <= mine.high.z && around.high.z >= mine.low.z;
}

void LeastField::add(const geometry::DistanceField& field, double offset_mm, int index) {
    base::expects(index >= 0 && index < nobody, "index below 255");
    if (!is_near(field, offset_mm))
        return;
    const Box touched = field.bounds().grown(offset_mm + most_mm_);
    const Lattice box = part_of(lattice_, touched);
    geometry::Size3 first;
    (void)find_start(box, lattice_, first);
    geometry::Size3 start;
    const bool is_shared = find_start(lattice_, field.lattice(), start);
    const geometry::Size3 theirs = field.lattice().size;
    const auto is_within = [](int v, int n) { return v >= 0 && v < n; };
    // Of a row of this lattice, the part [first.x, last) that may be touched, and of that the part
    // that the shape's own samples cover.
    const int last = first.x + box.size.x;
    const int from = std::clamp(-start.x, first.x, last);
    const int to = std::clamp(theirs.x - start.x, from, last);
    const auto offset = static_cast<float>(offset_mm);
    const auto whose = static_cast<std::uint8_t>(index);
    const auto ask = [&](int i0, int i1, int j, int k) {
        for (int i = i0; i < i1; ++i) {
            const std::size_t at = lattice_.size.index(i, j, k);
            const Vec3 p = lattice_.point(i, j, k);
            // Outside its samples a field answers no less than the way to its shape's box.
            if (!is_shared ||
                static_cast<float>(geometry::distance_to_box(p, field.bounds())) - offset <
                    least_[at])
                lower(at, static_cast<float>(field.at(p)) - offset, whose);
        }
    };
    const auto rows = [&](std::size_t z0, std::size_t z1) {
        for (int k = first.z + static_cast<int>(z0); k < first.z + static_cast<int>(z1); ++k)
            for (int j = first.y; j < first.y + box.size.y; ++j) {
                const int y = start.y + j;
                const int z = start.z + k;
                if (!is_shared || !is_within(y, theirs.y) || !is_within(z, theirs.z)) {
                    ask(first.x, last, j, k);
                    continue;
                }
                ask(first.x, from, j, k);
                const std::size_t at = lattice_.size.index(from, j, k);
                lower_row(field.steps().data() + theirs.index(start.x + from, y, z),
                          static_cast<std::size_t>(to - from), offset, whose, least_.data() + at,
                          whose_.data() + at);
                ask(to, last, j, k);
            }
    };
    base::parallel_chunks(static_cast<std::size_t>(box.size.z), 8, rows);
}

void LeastField::lower(std::size_t at, float room, std::uint8_t index) {
    if (room >= least_[at])
        return;
    least_[at] = room;
    whose_[at] = index;
}

double LeastField::at(const Vec3& p) const {
    const Vec3 v = lattice_.voxel(p);
    const geometry::Size3& size = lattice_.size;
    const int i = std::clamp(static_cast<int>(v.x), 0, std::max(size.x - 2, 0));
    const int j = std::clamp(static_cast<int>(v.y), 0, std::max(size.y - 2, 0));
    const int k = std::clamp(static_cast<int>(v.z), 0, std::max(size.z - 2, 0));
    const auto a = static_cast<float>(v.x - i);
    const auto b = static_cast<float>(v.y - j);
    const auto c = static_cast<float>(v.z - k);
    const std::size_t dx = size.x > 1 ? 1 : 0;
    const std::size_t dy = size.y > 1 ? static_cast<std::size_t>(size.x) : 0;
    const std::size_t dz = size.z > 1 ? size.index(0, 0, 1) : 0;
    const float* s = least_.data() + size.index(i, j, k);
    const auto mix = [](float low, float high, float t) { return low + t * (high - low); };
    const float low = mix(mix(s[0], s[dx], a), mix(s[dy], s[dy + dx], a), b);
    const float high = mix(mix(s[dz], s[dz + dx], a), mix(s[dz + dy], s[dz + dy + dx], a), b);
    return mix(low, high, c);
}

int LeastField::whose(const Vec3& p) const {
    const Vec3 v = lattice_.voxel(p);
    const geometry::Size3& size = lattice_.size;
    const auto nearest = [](double value, int n) {
        return std::clamp(static_cast<int>(std::lround(value)), 0, n - 1);
    };
    return whose_[size.index(nearest(v.x, size.x), nearest(v.y, size.y), nearest(v.z, size.z))];
}

} // namespace filiform::needle
