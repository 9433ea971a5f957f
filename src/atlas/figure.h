// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/distribution.h"
#include "geometry/vec3.h"

namespace filiform::atlas {

/// Directions of a part of the body: a vertebra, the pelvis. Unit vectors, right-handed.
struct Frame {
    geometry::Vec3 origin;
    geometry::Vec3 right{1, 0, 0};
    geometry::Vec3 front{0, 1, 0};
    geometry::Vec3 up{0, 0, 1};

    [[nodiscard]] geometry::Vec3 world(const geometry::Vec3& local) const {
        return origin + right * local.x + front * local.y + up * local.z;
    }
};

/// What a named point of the figure is.
struct PointInfo {
    std::string id; ///< without its side
    bool has_sides = false;
    bool is_landmark = false; ///< goes into the body's landmarks under its id
    bool is_palpable = false;
    /// Spread between people that no parameter carries, per axis, mm.
    double rule_sd_mm = 0;
    std::string off_bone; ///< of a landmark that does not lie on bone: where it lies instead
};

/// A person's measures and named points, worked out from traits by data/atlas/points.yaml: what
/// shapes are drawn from.
///
/// Frame: RAS+ mm; origin midway between the PSIS on bone; the table's axes, so that -z is caudal
///        and +y away from the back. Sides mirror each other: the left point is the right one with
///        x turned round.
/// Cost:  below a millisecond.
class Figure {
  public:
    explicit Figure(const Traits& traits);

    [[nodiscard]] const Traits& traits() const { return traits_; }

    /// Parameter, covariate, derived number, or 0/1 of a variant ("sciatic_type_is_b"), by name.
    /// Broken contract when there is none: data files are checked when they are read.
    [[nodiscard]] double number(std::string_view id) const;
    [[nodiscard]] std::optional<double> find_number(std::string_view id) const;

    /// "psis.right", "psis.left", "spinous_process_l4"; a bare "psis" is the right one.
    [[nodiscard]] geometry::Vec3 point(std::string_view id) const;
    [[nodiscard]] std::optional<geometry::Vec3> find_point(std::string_view id) const;

    /// "pelvis", "l4". A frame serves the right side; mirror what it gives for the left.
    [[nodiscard]] const Frame& frame(std::string_view id) const;

    /// All numbers, in the order of `number_names`: what formulas of shape files are read against.
    [[nodiscard]] const std::vector<double>& numbers() const { return numbers_; }

  private:
    Traits traits_;
    std::vector<double> numbers_;
    std::vector<geometry::Vec3> points_; ///< right or middle ones, in the order of `point_infos`
    std::vector<Frame> frames_;
};

/// Names that formulas in shape files may use: covariates, parameters, variants, derived numbers
/// and the coordinates of right or middle points as `psis.x`, `psis.y`, `psis.z`.
[[nodiscard]] const std::vector<std::string>& number_names();

/// The named points, in the order of the file.
[[nodiscard]] const std::vector<PointInfo>& point_infos();

/// The words of data/atlas/points.yaml for a derived number or depth, for reports and refusals;
/// nothing when the figure derives no number of that id.
[[nodiscard]] std::optional<std::string> number_in_words(std::string_view id);

} // namespace filiform::atlas
