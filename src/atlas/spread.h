// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "anatomy/body.h"
#include "atlas/distribution.h"
#include "atlas/figure.h"

namespace filiform::atlas {

/// How far one person's figure may be from the mean one: the spread of the parameters carried
/// through the formulas of points.yaml, to first order around the mean body.
///
/// Cost: 2 figures per parameter, some 5 ms.
class Spread {
  public:
    explicit Spread(const Distribution& distribution);

    /// Standard deviation of a number, in its unit. Names as for Figure::number.
    [[nodiscard]] double number_sd(std::string_view id) const;
    /// Standard deviation of the difference of two numbers.
    [[nodiscard]] double difference_sd(std::string_view a, std::string_view b) const;
    /// Standard deviation per axis of a point in the body frame, with its rule_sd_mm; bare id.
    [[nodiscard]] geometry::Vec3 point_sd_mm(std::string_view id) const;
    /// positionSdMm of a structure by data/atlas/spread.yaml: per axis, seen from the landmark that
    /// an entry is measured from and from the skin. Ids with or without their side.
    [[nodiscard]] double structure_sd_mm(std::string_view id) const;

  private:
    /// Row i: derivative of number i times the square root of the parameters' covariance.
    std::vector<std::vector<double>> rows_;
};

/// Writes what the spread says into position_sd_mm of the structures and sd_mm of the landmarks of
/// a reference body. Skin, fat, fascia and the body's own ends keep what they have.
void mark_spread(anatomy::Body& body, const Spread& spread);

} // namespace filiform::atlas
