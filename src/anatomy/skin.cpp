// SPDX-License-Identifier: Apache-2.0
#include "anatomy/skin.h"

#include <algorithm>

#include "anatomy/import_settings.h"

namespace filiform::anatomy {

geometry::DistanceField find_skin(const geometry::Volume<std::int16_t>& ct, const Mask& labelled) {
    const auto surface_hu = static_cast<float>(import_setting("skin.surface"));
    const double opening_mm = import_setting("skin.opening");
    Mask tissue = labelled;
    for (std::size_t n = 0; n < ct.voxels.size(); ++n)
        if (static_cast<float>(ct.voxels[n]) > surface_hu)
            tissue.voxels[n] = 1;

    // Opening: what survives the shrinking grows back within the tissue. Half a voxel more undoes
    // the rounding of both steps; more than that would take hold of a sheet the body lies on.
    const Mask core = largest_component(shrunk(tissue, opening_mm));
    Mask body = grown(core, opening_mm + 0.5 * ct.lattice.spacing.x);
    for (std::size_t n = 0; n < body.voxels.size(); ++n)
        body.voxels[n] = static_cast<std::uint8_t>(body.voxels[n] & tissue.voxels[n]);
    body = filled_from_sides(body);

    // The image decides where between two voxels the surface lies, the mask on which side a voxel
    // is. Ten per cent of the step from air to skin keeps the crossing off the voxel itself.
    constexpr float least = 50;
    std::vector<float> level(ct.voxels.size());
    for (std::size_t n = 0; n < level.size(); ++n) {
        const float below = surface_hu - static_cast<float>(ct.voxels[n]);
        level[n] = body.voxels[n] != 0 ? std::min(below, -least) : std::max(below, least);
    }
    return {ct.lattice, geometry::redistance(ct.lattice, level)};
}

} // namespace filiform::anatomy
