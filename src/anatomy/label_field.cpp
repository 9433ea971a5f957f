// SPDX-License-Identifier: Apache-2.0
#include "anatomy/label_field.h"

#include <algorithm>
#include <cmath>

#include "anatomy/import_settings.h"
#include "base/parallel.h"
#include "geometry/lattice_part.h"
#include "geometry/resample.h"

namespace filiform::anatomy {

using geometry::Affine;
using geometry::Image;
using geometry::Lattice;
using geometry::Size3;
using geometry::Vec3;

namespace {

/// How far, in voxels, smoothing may move a surface: less than half keeps every voxel centre on
/// its side.
constexpr double most_shift = 0.3;

double least_spacing(const Vec3& spacing) {
    return std::min({spacing.x, spacing.y, spacing.z});
}

/// Part of a label map as its own small grid: `first` is its voxel (0,0,0).
struct LabelPart {
    Lattice lattice; ///< spacing in mm along the map's own axes, origin zero
    std::array<int, 3> first{};
    std::vector<std::uint8_t> inside;
};

LabelPart cut_part(const Image<std::int32_t>& labels, const LabelledStructure& structure) {
    constexpr int pad = 4; // voxels: farther than the smoothing reaches
    const std::array<int, 3> size{labels.size.x, labels.size.y, labels.size.z};
    LabelPart part;
    std::array<int, 3> count{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        part.first[axis] = std::max(structure.region.box.low[axis] - pad, 0);
        count[axis] =
            std::min(structure.region.box.high[axis] + pad, size[axis] - 1) - part.first[axis] + 1;
    }
    const auto& m = labels.world_from_voxel.columns;
    part.lattice = {{count[0], count[1], count[2]},
                    {},
                    {geometry::length(m[0]), geometry::length(m[1]), geometry::length(m[2])}};
    part.inside.resize(part.lattice.size.voxels());
    std::size_t n = 0;
    for (int k = 0; k < count[2]; ++k)
        for (int j = 0; j < count[1]; ++j) {
            const std::int32_t* row =
                &labels.at(part.first[0], part.first[1] + j, part.first[2] + k);
            for (int i = 0; i < count[0]; ++i)
                part.inside[n++] = std::find(structure.values.begin(), structure.values.end(),
                                             row[i]) != structure.values.end()
                                       ? 1
                                       : 0;
        }
    return part;
}

std::vector<float> smooth_level(const LabelPart& part) {
    const std::vector<float> exact = geometry::signed_distance(part.lattice, part.inside);
    // Far values are of no use here and infinite ones would spread.
    const auto h = static_cast<float>(least_spacing(part.lattice.spacing));
    std::vector<float> level(exact.size());
    std::transform(exact.begin(), exact.end(), level.begin(),
                   [&](float d) { return std::clamp(d, -4 * h, 4 * h); });
    const double sd = import_setting("grid.smoothing");
    std::array<float, 3> taps{};
    for (std::size_t n = 0; n < 3; ++n)
        taps[n] = static_cast<float>(std::exp(-0.5 * static_cast<double>(n * n) / (sd * sd)));
    const float sum = taps[0] + 2 * (taps[1] + taps[2]);
    for (float& tap : taps)
        tap /= sum;
    geometry::smooth(level, part.lattice.size, taps);
    const float shift = static_cast<float>(most_shift) * h;
    for (std::size_t n = 0; n < level.size(); ++n)
        level[n] = std::clamp(level[n], std::clamp(exact[n], -4 * h, 4 * h) - shift,
                              std::clamp(exact[n], -4 * h, 4 * h) + shift);
    return level;
}

/// Moves the level so that as many points lie inside as the label has volume: smoothing and
/// interpolation eat the outside of thin things, a vessel of three voxels most of all. Never by
/// more than `most`.
void keep_volume(std::vector<float>& level, double points, float most) {
    const auto wanted = static_cast<std::ptrdiff_t>(std::lround(points));
    std::vector<float> near;
    std::ptrdiff_t surely_in = 0;
    for (const float value : level) {
        if (value < -most)
            ++surely_in;
        else if (value < most)
            near.push_back(value);
    }
    const auto place =
        std::clamp<std::ptrdiff_t>(wanted - surely_in, 0, static_cast<std::ptrdiff_t>(near.size()));
    float shift = place == 0 ? -most : most;
    if (place > 0 && place < static_cast<std::ptrdiff_t>(near.size())) {
        std::nth_element(near.begin(), near.begin() + place, near.end());
        shift = near[static_cast<std::size_t>(place)];
    }
    for (float& value : level)
        value -= shift;
}

geometry::Box world_box(const IndexBox& box, const Affine& world_from_voxel) {
    geometry::Box world;
    for (int corner = 0; corner < 8; ++corner) {
        const auto pick = [&](std::size_t axis, int bit) {
            return (corner & bit) != 0 ? box.high[axis] + 0.5 : box.low[axis] - 0.5;
        };
        world.add(world_from_voxel * Vec3{pick(0, 1), pick(1, 2), pick(2, 4)});
    }
    return world;
}

} // namespace

geometry::DistanceField make_label_field(const Image<std::int32_t>& labels,
                                         const LabelledStructure& structure,
                                         const Lattice& lattice) {
    const LabelPart part = cut_part(labels, structure);
    const std::vector<float> level = smooth_level(part);
    const Affine voxel_from_world = inverse(labels.world_from_voxel);
    const geometry::Box box = world_box(structure.region.box, labels.world_from_voxel);
    const Lattice near =
        geometry::part_around(lattice, box.grown(import_setting("grid.margin"))).lattice;
    const Size3& size = near.size;
    const Size3& part_size = part.lattice.size;
    const Vec3 first{static_cast<double>(part.first[0]), static_cast<double>(part.first[1]),
                     static_cast<double>(part.first[2])};
    const float far = 4 * static_cast<float>(least_spacing(part.lattice.spacing));
    std::vector<float> sampled(size.voxels());
    const Vec3 step = turn(voxel_from_world, Vec3{near.spacing.x, 0, 0});
    base::parallel_chunks(
        static_cast<std::size_t>(size.z), 4, [&](std::size_t begin, std::size_t end) {
            for (int k = static_cast<int>(begin); k < static_cast<int>(end); ++k)
                for (int j = 0; j < size.y; ++j) {
                    const Vec3 start = voxel_from_world * near.point(0, j, k) - first;
                    for (int i = 0; i < size.x; ++i) {
                        const Vec3 v = start + step * i;
                        // Beyond the part but inside the scan there is no label; beyond the scan
                        // the part's edge is the scan's, and the structure goes on.
                        const auto beyond = [&](double at, int count, std::size_t axis, int whole) {
                            return (at < -0.5 && part.first[axis] > 0) ||
                                   (at > count - 0.5 && part.first[axis] + count < whole);
                        };
                        const bool is_far = beyond(v.x, part_size.x, 0, labels.size.x) ||
                                            beyond(v.y, part_size.y, 1, labels.size.y) ||
                                            beyond(v.z, part_size.z, 2, labels.size.z);
                        sampled[size.index(i, j, k)] =
                            is_far ? far
                                   : static_cast<float>(
                                         geometry::trilinear(level.data(), part_size, v));
                    }
                }
        });
    keep_volume(sampled, structure.volume_mm3 / std::pow(near.spacing.x, 3),
                static_cast<float>(most_shift) * far / 4);
    return {near, geometry::redistance(near, sampled)};
}

geometry::Volume<std::int16_t> sample_scan(const Image<float>& image, const Lattice& lattice) {
    geometry::Volume<std::int16_t> sampled(lattice, 0);
    const Affine voxel_from_world = inverse(image.world_from_voxel);
    const Vec3 step = turn(voxel_from_world, Vec3{lattice.spacing.x, 0, 0});
    const Size3& size = lattice.size;
    base::parallel_chunks(
        static_cast<std::size_t>(size.z), 4, [&](std::size_t begin, std::size_t end) {
            for (int k = static_cast<int>(begin); k < static_cast<int>(end); ++k)
                for (int j = 0; j < size.y; ++j) {
                    const Vec3 start = voxel_from_world * lattice.point(0, j, k);
                    for (int i = 0; i < size.x; ++i)
                        sampled.at(i, j, k) = static_cast<std::int16_t>(std::lround(std::clamp(
                            geometry::trilinear(image.voxels.data(), image.size, start + step * i),
                            -32000.0, 32000.0)));
                }
        });
    return sampled;
}

} // namespace filiform::anatomy
