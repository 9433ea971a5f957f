// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anatomy/import.h"

namespace filiform::anatomy {

/// The voxels of a scan without their values.
struct ScanGrid {
    geometry::Size3 size;
    geometry::Affine world_from_voxel;
};
template <class T>
[[nodiscard]] ScanGrid grid_of(const geometry::Image<T>& image) {
    return {image.size, image.world_from_voxel};
}

/// The box around everything the voxels cover, mm, world.
[[nodiscard]] geometry::Box covered_box(const ScanGrid& grid);

/// The isotropic lattice inside the covered box, centred in it, so that a mirrored scan gets the
/// mirrored lattice.
[[nodiscard]] geometry::Lattice working_lattice(const ScanGrid& grid, double spacing_mm);

/// Negative outside the scan, the distance to its nearest face inside; an oblique scan is an
/// oblique box. Drawn 24 mm beyond it.
[[nodiscard]] geometry::DistanceField outside_of(const ScanGrid& grid);

/// Whether grids are sound and one: shear, spacing of the working grid, label map against label
/// map, label map against image. One grid stored along other axes is still one grid.
/// Problems: body.shear, body.spacing, body.grids, body.too_large.
[[nodiscard]] base::Problems check_grids(const ImportRequest& request);

} // namespace filiform::anatomy
