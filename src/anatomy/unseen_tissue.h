// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geometry/distance_field.h"

namespace filiform::anatomy {

/// The part of what lies outside a scan that may be body: negative inside it.
///
/// Rule:     a point outside belongs to it when the nearest place of the scan's border lies in the
///           body or near its skin (unseen.near_skin of data/anatomy/import.yaml). Where the border
///           runs through air, what lies beyond is taken for air as well.
/// Safe side: distances are shortened by half a step of `outside`'s lattice, so that its coarse
///           steps never overstate a clearance.
/// Empty:    when the body nowhere comes near the border of the scan.
/// `outside`: negative outside the scan (outside_of). `skin`: negative inside the body.
[[nodiscard]] geometry::DistanceField unseen_tissue(const geometry::DistanceField& outside,
                                                    const geometry::DistanceField& skin);

} // namespace filiform::anatomy
