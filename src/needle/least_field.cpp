// SPDX-License-Identifier: Apache-2.0
#include "needle/least_field.h"

#include "base/expects.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace filiform::needle {

namespace {

using geometry::Box;
using geometry::Lattice;
using geometry::Size3;
using geometry::Vec3;

constexpr Size3 tile_size{LeastField::tile_points, LeastField::tile_points,
                          LeastField::tile_points};

/// Where `mine` starts in voxels of `theirs`, if the two share their points.
bool find_start(const Lattice& mine, const Lattice& theirs, Size3& start) {
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
    : lattice_(geometry::part_around(whole, box).lattice), most_mm_(most_mm) {
    const auto tiles = [](int points) { return std::max(points - 2, 0) / tile_cells + 1; };
    tiles_ = {tiles(lattice_.size.x), tiles(lattice_.size.y), tiles(lattice_.size.z)};
    filled_ = std::vector<std::atomic<Tile*>>(tiles_.voxels());
}

LeastField::~LeastField() {
    for (const std::atomic<Tile*>& tile : filled_)
        delete tile.load();
}

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
    const auto touched =
        geometry::part_around(lattice_, field.bounds().grown(offset_mm + most_mm_));
    const Size3& first = touched.first;
    const Size3& size = touched.lattice.size;
    Shape shape{&field,
                static_cast<float>(offset_mm),
                static_cast<std::uint8_t>(index),
                first,
                {first.x + size.x, first.y + size.y, first.z + size.z},
                false,
                {}};
    shape.is_shared = find_start(lattice_, field.lattice(), shape.start);
    shapes_.push_back(shape);
}

/// Points [from, to) of a row that are not among the shape's own samples.
void LeastField::ask(Tile& tile, const Size3& first, const Shape& shape, int from, int to, int j,
                     int k) const {
    const Box& bounds = shape.field->bounds();
    for (int i = from; i < to; ++i) {
        const std::size_t at = tile_size.index(i - first.x, j - first.y, k - first.z);
        const Vec3 p = lattice_.point(i, j, k);
        // Outside its samples a field answers no less than the way to its shape's box.
        if (shape.is_shared &&
            static_cast<float>(geometry::distance_to_box(p, bounds)) - shape.offset_mm >=
                tile.least[at])
            continue;
        const float room = static_cast<float>(shape.field->at(p)) - shape.offset_mm;
        if (room >= tile.least[at])
            continue;
        tile.least[at] = room;
        tile.whose[at] = shape.index;
    }
}

void LeastField::lower(Tile& tile, const Size3& first, const Shape& shape) const {
    const Size3 low{std::max(first.x, shape.first.x), std::max(first.y, shape.first.y),
                    std::max(first.z, shape.first.z)};
    const Size3 end{std::min(first.x + tile_points, shape.end.x),
                    std::min(first.y + tile_points, shape.end.y),
                    std::min(first.z + tile_points, shape.end.z)};
    if (low.x >= end.x)
        return;
    const Size3& theirs = shape.field->lattice().size;
    const auto is_within = [](int v, int n) { return v >= 0 && v < n; };
    // Of a row, the part that the shape's own samples cover.
    const int from = std::clamp(-shape.start.x, low.x, end.x);
    const int to = std::clamp(theirs.x - shape.start.x, from, end.x);
    for (int k = low.z; k < end.z; ++k)
        for (int j = low.y; j < end.y; ++j) {
            const int y = shape.start.y + j;
            const int z = shape.start.z + k;
            if (!shape.is_shared || !is_within(y, theirs.y) || !is_within(z, theirs.z)) {
                ask(tile, first, shape, low.x, end.x, j, k);
                continue;
            }
            ask(tile, first, shape, low.x, from, j, k);
            const std::size_t at = tile_size.index(from - first.x, j - first.y, k - first.z);
            if (from < to)
                lower_row(shape.field->steps().data() + theirs.index(shape.start.x + from, y, z),
                          static_cast<std::size_t>(to - from), shape.offset_mm, shape.index,
                          tile.least.data() + at, tile.whose.data() + at);
            ask(tile, first, shape, to, end.x, j, k);
        }
}

const LeastField::Tile& LeastField::fill(std::size_t tile, const Size3& first) const {
    auto made = std::make_unique<Tile>();
    made->least.fill(static_cast<float>(most_mm_));
    made->whose.fill(static_cast<std::uint8_t>(nobody));
    for (const Shape& shape : shapes_)
        lower(*made, first, shape);
    // Two threads may fill one tile at a time, alike; the first to be done keeps it.
    Tile* known = nullptr;
    return filled_[tile].compare_exchange_strong(known, made.get()) ? *made.release() : *known;
}

LeastField::Entry LeastField::entry(int i, int j, int k) const {
    const auto tile_of = [](int v, int tiles) { return std::min(v / tile_cells, tiles - 1); };
    const Size3 which{tile_of(i, tiles_.x), tile_of(j, tiles_.y), tile_of(k, tiles_.z)};
    const Size3 first{which.x * tile_cells, which.y * tile_cells, which.z * tile_cells};
    const std::size_t tile = tiles_.index(which.x, which.y, which.z);
    const Tile* known = filled_[tile].load(std::memory_order_acquire);
    return {known != nullptr ? known : &fill(tile, first),
            tile_size.index(i - first.x, j - first.y, k - first.z)};
}

double LeastField::at(const Vec3& p) const {
    const Vec3 v = lattice_.voxel(p);
    const Size3& size = lattice_.size;
    const int i = std::clamp(static_cast<int>(v.x), 0, std::max(size.x - 2, 0));
    const int j = std::clamp(static_cast<int>(v.y), 0, std::max(size.y - 2, 0));
    const int k = std::clamp(static_cast<int>(v.z), 0, std::max(size.z - 2, 0));
    const auto a = static_cast<float>(v.x - i);
    const auto b = static_cast<float>(v.y - j);
    const auto c = static_cast<float>(v.z - k);
    const std::size_t dx = size.x > 1 ? 1 : 0;
    const std::size_t dy = size.y > 1 ? tile_size.index(0, 1, 0) : 0;
    const std::size_t dz = size.z > 1 ? tile_size.index(0, 0, 1) : 0;
    const Entry low_corner = entry(i, j, k);
    const float* s = low_corner.tile->least.data() + low_corner.at;
    const auto mix = [](float low, float high, float t) { return low + t * (high - low); };
    const float low = mix(mix(s[0], s[dx], a), mix(s[dy], s[dy + dx], a), b);
    const float high = mix(mix(s[dz], s[dz + dx], a), mix(s[dz + dy], s[dz + dy + dx], a), b);
    return mix(low, high, c);
}

int LeastField::whose(const Vec3& p) const {
    const Vec3 v = lattice_.voxel(p);
    const Size3& size = lattice_.size;
    const auto nearest = [](double value, int n) {
        return std::clamp(static_cast<int>(std::lround(value)), 0, n - 1);
    };
    const Entry of = entry(nearest(v.x, size.x), nearest(v.y, size.y), nearest(v.z, size.z));
    return of.tile->whose[of.at];
}

} // namespace filiform::needle
