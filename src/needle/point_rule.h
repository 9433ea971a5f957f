// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "needle/target_rule.h"

namespace filiform::needle {

/// Where an acupuncture point lies and how deep its tissue is (data/needle/points.yaml). How it may
/// be needled is a rule in targets.yaml, as for a muscle.
struct PointRule {
    std::string point;           ///< "gb30", without its side
    std::string where;           ///< the published location, in words
    std::string at;              ///< place of landmark_expression.h, SIDE standing for the side
    double lateral_mm = 0;       ///< then so far away from the midline
    Axis face = Axis::Posterior; ///< then out to the skin that way
    double from_mm = 0;          ///< depth of the tissue under the skin, straight in
    double to_mm = 0;
    double radius_mm = 0; ///< how far beside that line still counts as the point
    std::string tissue;   ///< what lies there, in words
    std::vector<chart::SourceId> sources;
};

/// The points of the file.
///
/// Problems: data.* of DataDocument, data.range, data.mark; needle.point (a point twice, an unknown
///           face, a depth that ends before it begins).
[[nodiscard]] base::Checked<std::vector<PointRule>> read_point_rules(std::string_view text,
                                                                     std::string name);

/// The rule of "gb30.right", or null when the target is no point.
[[nodiscard]] const PointRule* find_point_rule(const std::vector<PointRule>& rules,
                                               const chart::StructureId& target);

} // namespace filiform::needle
