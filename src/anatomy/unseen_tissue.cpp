// SPDX-License-Identifier: Apache-2.0
#include "anatomy/unseen_tissue.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "anatomy/import_settings.h"
#include "base/parallel.h"

namespace filiform::anatomy {

namespace {

using geometry::DistanceField;
using geometry::Vec3;

/// The place of the scan nearest to a point outside it, just within the border, where the skin is
/// known.
Vec3 just_inside(const DistanceField& outside, const DistanceField& skin, const Vec3& p,
                 double within_mm) {
    const Vec3 at = p + outside.gradient(p) * (within_mm - outside.at(p));
    const geometry::Box known = skin.lattice().bounds();
    return {std::clamp(at.x, known.low.x, known.high.x),
            std::clamp(at.y, known.low.y, known.high.y),
            std::clamp(at.z, known.low.z, known.high.z)};
}

} // namespace

DistanceField unseen_tissue(const DistanceField& outside, const DistanceField& skin) {
    const geometry::Lattice& lattice = outside.lattice();
    const geometry::Size3& size = lattice.size;
    std::vector<std::uint8_t> unseen(size.voxels(), 0);
    const double within_mm = import_setting("unseen.within");
    const double near_skin_mm = import_setting("unseen.near_skin");
    base::parallel_chunks(static_cast<std::size_t>(size.z), 1, [&](std::size_t z0, std::size_t z1) {
        for (int k = static_cast<int>(z0); k < static_cast<int>(z1); ++k)
            for (int j = 0; j < size.y; ++j)
                for (int i = 0; i < size.x; ++i) {
                    const std::size_t at = size.index(i, j, k);
                    if (outside.steps()[at] >= 0)
                        continue;
                    const Vec3 p = lattice.point(i, j, k);
                    if (skin.at(just_inside(outside, skin, p, within_mm)) < near_skin_mm)
                        unseen[at] = 1;
                }
    });
    if (std::find(unseen.begin(), unseen.end(), 1) == unseen.end())
        return {};
    std::vector<float> mm = geometry::signed_distance(lattice, unseen);
    const auto half_step = static_cast<float>(lattice.spacing.x / 2);
    for (float& distance : mm)
        distance -= half_step;
    return {lattice, mm};
}

} // namespace filiform::anatomy
