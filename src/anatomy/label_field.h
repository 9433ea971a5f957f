// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "anatomy/labelled_structure.h"
#include "geometry/distance_field.h"
#include "geometry/lattice.h"

namespace filiform::anatomy {

/// The smooth field of one labelled structure on the part of `lattice` around it.
///
/// Method:   exact signed distance on the label's own grid, smoothed by a Gaussian but nowhere by
///           more than 0.3 of a voxel, so that no labelled voxel's centre leaves the structure and
///           no other one enters it; sampled on the lattice between voxel centres; made an exact
///           distance again there.
/// Edge:     a structure that the scan cuts goes on to the lattice's border; no surface is made up
///           where the scan ends.
/// Cost:     linear in the voxels around the structure.
[[nodiscard]] geometry::DistanceField make_label_field(const geometry::Image<std::int32_t>& labels,
                                                       const LabelledStructure& structure,
                                                       const geometry::Lattice& lattice);

/// The image between its voxel centres on every lattice point; beyond its edge the edge goes on.
[[nodiscard]] geometry::Volume<std::int16_t> sample_scan(const geometry::Image<float>& image,
                                                         const geometry::Lattice& lattice);

} // namespace filiform::anatomy
