// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

#include "geometry/distance_field.h"
#include "geometry/lattice_part.h"

namespace filiform::needle {

/// Several distance fields as one: at each point of a part of the body's lattice the least of
/// (distance - offset) over the shapes added, and whose it is.
///
/// Safe side:  between lattice points never above the least of the shapes' own fields, and below it
///             by no more than `most_below_spacings` spacings (where two shapes meet in a voxel).
/// Range:      values above `most_mm` are not told apart.
/// Method:     in tiles, each filled when first read: needles pass through a small part of the box.
/// Thread safety: reading is safe from any number of threads, once all shapes are added.
class LeastField {
  public:
    static constexpr double most_below_spacings = 2.5;
    static constexpr int nobody = 255;

    /// The part of `whole` that covers `box`.
    LeastField(const geometry::Lattice& whole, const geometry::Box& box, double most_mm);
    ~LeastField();
    LeastField(const LeastField&) = delete;
    LeastField& operator=(const LeastField&) = delete;

    /// `field` must outlive this; `index`: 0 to 254. Cost: constant; a tile costs what its voxels
    /// near the shapes do. A shape sampled on the body's lattice is copied, any other interpolated.
    void add(const geometry::DistanceField& field, double offset_mm, int index);

    [[nodiscard]] bool holds(const geometry::Vec3& p) const {
        return lattice_.bounds().contains(p);
    }
    /// `p` must lie in the part covered.
    [[nodiscard]] double at(const geometry::Vec3& p) const;
    /// Whose value is least at the lattice point nearest to `p`, or `nobody`.
    [[nodiscard]] int whose(const geometry::Vec3& p) const;
    /// Whether a shape with that offset could come within range here at all.
    [[nodiscard]] bool is_near(const geometry::DistanceField& field, double offset_mm) const;
    [[nodiscard]] double spacing_mm() const { return lattice_.spacing.x; }

    static constexpr int tile_cells = 16;
    static constexpr int tile_points = tile_cells + 1; ///< the last belong to the next tile too

  private:
    struct Shape {
        const geometry::DistanceField* field;
        float offset_mm;
        std::uint8_t index;
        geometry::Size3 first; ///< of the points it may lower
        geometry::Size3 end;
        bool is_shared;        ///< sampled on points of this lattice
        geometry::Size3 start; ///< then: this lattice's first point in its
    };
    static constexpr std::size_t tile_volume = std::size_t{tile_points} * tile_points * tile_points;
    struct Tile {
        std::array<float, tile_volume> least;
        std::array<std::uint8_t, tile_volume> whose;
    };
    /// Of the points from which a place is read, the lowest: which tile, and where in it.
    struct Entry {
        const Tile* tile;
        std::size_t at;
    };
    [[nodiscard]] Entry entry(int i, int j, int k) const;
    [[nodiscard]] const Tile& fill(std::size_t tile, const geometry::Size3& first) const;
    void lower(Tile& tile, const geometry::Size3& first, const Shape& shape) const;
    void ask(Tile& tile, const geometry::Size3& first, const Shape& shape, int from, int to, int j,
             int k) const;

    geometry::Lattice lattice_;
    double most_mm_;
    std::vector<Shape> shapes_;
    geometry::Size3 tiles_;
    mutable std::vector<std::atomic<Tile*>> filled_; ///< owned; null until read
};

} // namespace filiform::needle
