// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "atlas/cholesky.h"
#include "geometry/vec3.h"

namespace filiform::atlas {

/// One point, where it goes, and how sure that is.
struct Pull {
    geometry::Vec3 from;
    geometry::Vec3 to;
    double sd_mm = 0; ///< per axis; 0: exactly there
};

/// How far a smooth map strays from an affine one before any point is known.
struct Suppleness {
    double stray_mm = 0; ///< standard deviation per axis; 0 leaves the affine map alone
    double reach_mm = 1; ///< over which two places stray alike
};

/// A smooth map of space that points pull to their places, each as strongly as it is sure: an
/// affine map nobody knows beforehand and a Gaussian process (Matérn 5/2) of what that leaves over.
///
/// Exact:      at points with an SD of 0, when the map may stray. Affine pulls give that affine
/// map. Edge cases: points that do not span space (fewer than four, or in a plane) are carried by a
/// shift
///             and the process alone; no point is a broken contract, as are two exact ones in one
///             place and, where the map may not stray, exact ones at all.
/// Mirror:     mirrored points give the mirrored map, but for rounding.
/// Cost:       n³/6 to make, n to use, n²/2 for an SD.
/// Source:     Matheron, "The intrinsic random functions and their applications", 1973 (universal
///             kriging); Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006,
///             sections 2.7 and 4.2.
class SoftWarp {
  public:
    SoftWarp(std::span<const Pull> pulls, const Suppleness& suppleness);

    [[nodiscard]] geometry::Vec3 operator()(const geometry::Vec3& p) const;
    /// Standard deviation per axis of where `p` goes. Grows to stray_mm and the doubt about the
    /// affine map as `p` leaves the points behind.
    [[nodiscard]] double sd_mm(const geometry::Vec3& p) const;

  private:
    [[nodiscard]] double kernel(double r_mm) const;
    [[nodiscard]] std::array<double, 4> monomials(const geometry::Vec3& p) const;
    [[nodiscard]] bool fit(std::span<const Pull> pulls, std::size_t terms);

    Suppleness suppleness_;
    geometry::Vec3 centre_;
    std::vector<geometry::Vec3> points_;
    std::vector<geometry::Vec3> weights_;
    std::vector<geometry::Vec3> trend_;      ///< 1, x, y, z about the centre; or 1 alone
    std::vector<std::vector<double>> basis_; ///< L⁻¹ times each term at the points
    std::shared_ptr<const Cholesky> noise_;  ///< of the points' covariance; shared by copies
    std::shared_ptr<const Cholesky> terms_;  ///< of the trend's precision
};

} // namespace filiform::atlas
