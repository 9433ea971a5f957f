// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "geometry/lattice.h"

namespace filiform::geometry {

/// Signed distance to the surface of one shape, sampled on a lattice and read by trilinear
/// interpolation.
///
/// Units, frame: millimetres, in the frame of the lattice.
/// Sign:         negative inside the shape, positive outside.
/// Storage:      steps of 1/64 mm, from -511.98 to +511.98 mm (values beyond are clipped).
/// Outside the lattice: a lower bound of the true distance: the distance to `bounds`, the tight box
///               around the shape, or the value at the nearest point of the lattice less the way
///               there, whichever is larger. So a field may be cropped to the surroundings of its
///               shape without ever overstating a clearance, and does not jump at its border.
/// Accuracy:     exact at lattice points up to 1/128 mm plus the error of its maker; between them
///               trilinear, off by at most about half a voxel diagonal near edges thinner than a
///               voxel, far less on smooth surfaces.
/// Thread safety: safe once built.
class DistanceField {
  public:
    DistanceField() = default;
    /// `mm`: one signed distance per lattice point, x fastest. `bounds` of the shape is found from
    /// the values: every voxel of the lattice that touches the shape, to sub-voxel precision.
    DistanceField(const Lattice& lattice, std::span<const float> mm);
    /// As stored: `steps` are 64ths of a millimetre.
    DistanceField(const Lattice& lattice, std::vector<std::int16_t> steps, const Box& bounds);

    static constexpr double steps_per_mm = 64;
    /// Entries added past the end of the values: `steps` with room for them are taken over as they
    /// lie, without a copy.
    static constexpr std::size_t padding = 2;

    [[nodiscard]] const Lattice& lattice() const { return lattice_; }
    /// The tight box around the shape; empty when the shape is.
    [[nodiscard]] const Box& bounds() const { return bounds_; }
    [[nodiscard]] bool is_empty() const { return bounds_.is_empty(); }
    /// One value per lattice point, x fastest; `padded()` adds entries past the end so that a
    /// kernel may read one 32-bit word at every index.
    [[nodiscard]] std::span<const std::int16_t> steps() const;
    [[nodiscard]] const std::int16_t* padded() const { return steps_.data(); }

    /// Signed distance at a point. An empty field answers +511 mm everywhere.
    [[nodiscard]] double at(const Vec3& p) const; // see field_at.h
    /// Unit vector of steepest ascent (away from the shape), by central differences of one voxel;
    /// zero where the field is flat.
    [[nodiscard]] Vec3 gradient(const Vec3& p) const;
    /// How far from a point that reads `value_mm` everything certainly reads more than zero;
    /// negative when that cannot be told. Allows for interpolation, which is off by half a voxel's
    /// diagonal at either end, and for the border, where readings fall along it and outwards.
    [[nodiscard]] double surely_free_mm(double value_mm) const {
        return (value_mm - interpolation_mm_) / steepest_outside;
    }

  private:
    static constexpr double steepest_outside = 1.4143; ///< mm per mm: the root of 2
    /// At fractional voxel coordinates within the lattice.
    [[nodiscard]] double between(const Vec3& voxel) const;
    /// At fractional voxel coordinates beyond the lattice.
    [[nodiscard]] double beyond(const Vec3& p, const Vec3& voxel) const;
    void prepare();

    Lattice lattice_;
    Box bounds_;
    std::vector<std::int16_t> steps_;
    // For at(), which the search spends its time in: no divisions, no products of sizes.
    Vec3 voxels_per_mm_;
    Vec3 last_{-1, -1, -1};       ///< voxel coordinates of the last point; no point lies before it
                                  ///< in an empty field
    Size3 last_low_;              ///< where the last cell starts
    double interpolation_mm_ = 0; ///< a voxel's diagonal and the rounding
    Size3 step_; ///< entries from a voxel to the next along each axis, 0 where there is none
};

/// Samples a signed distance function on a lattice.
[[nodiscard]] DistanceField sample_field(const Lattice& lattice,
                                         const std::function<double(const Vec3&)>& distance_mm);

/// Exact signed Euclidean distance, in mm, from every lattice point to the surface between voxels
/// where `inside` is not zero and voxels where it is zero.
///
/// Sign:        negative where `inside`.
/// Surface:     the points half-way between neighbouring voxel centres of different kind. Slanted
///              planes are met where they are, which a staircase of voxel faces is not.
/// Edge cases:  an empty mask gives +large everywhere, a full one -large; the outside of the
///              lattice is neither.
/// Cost:        near linear in voxels; runs on all threads; spacing may differ by axis. Memory: the
///              result and as much again.
/// Source:      Saito and Toriwaki, "New algorithms for Euclidean distance transformation of an
///              n-dimensional digitized picture", Pattern Recognition 1994. Differs: see
///              distance_transform.cpp.
[[nodiscard]] std::vector<float> signed_distance(const Lattice& lattice,
                                                 std::span<const std::uint8_t> inside);

/// The same, with the surface where the smooth function `level` crosses zero (negative inside).
/// Used to turn any level set (a smoothed label, a union) into distances; only its zero matters.
///
/// Accuracy:   a twentieth of a spacing for shapes wider than ten spacings, a tenth for those of a
///             few; more where the level has a kink at the surface. Never changes a sign; zero
///             counts as outside.
/// Edge cases: a level of one sign is far, or deep, everywhere.
/// Cost:       linear in voxels, three times that of signed_distance, and some 2 µs for each voxel
///             within four spacings of the surface; all threads.
[[nodiscard]] std::vector<float> redistance(const Lattice& lattice, std::span<const float> level);

/// The part of a field within `margin_mm` of its shape.
[[nodiscard]] DistanceField crop(const DistanceField& field, double margin_mm);

} // namespace filiform::geometry

#include "geometry/field_at.h"
