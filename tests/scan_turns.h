// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>

#include "imaging/image_file.h"

namespace filiform::story {

/// The same voxels in the reverse order along one axis, the affine left as it was: a scan whose
/// file lies about its orientation.
template <class Held>
[[nodiscard]] Held flipped_voxels(const Held& held, int axis) {
    Held flipped = held;
    const auto& size = held.image.size;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i)
                flipped.image.at(i, j, k) =
                    held.image.at(axis == 0 ? size.x - 1 - i : i, axis == 1 ? size.y - 1 - j : j,
                                  axis == 2 ? size.z - 1 - k : k);
    return flipped;
}

/// The same scan stored along other axes: the file's x is the body's z, backwards, and so on; the
/// affine says so.
template <class Held>
[[nodiscard]] Held reordered_axes(const Held& held) {
    Held turned = held;
    const auto& size = held.image.size;
    turned.image.size = {size.z, size.x, size.y};
    const auto& m = held.image.world_from_voxel;
    turned.image.world_from_voxel.columns = {-m.columns[2], m.columns[0], m.columns[1]};
    turned.image.world_from_voxel.translation = m * geometry::Vec3{0, 0, size.z - 1.0};
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i)
                turned.image.at(size.z - 1 - k, i, j) = held.image.at(i, j, k);
    return turned;
}

/// The same scan in slices half as thick: each voxel becomes two along the file's third axis.
template <class Held>
[[nodiscard]] Held halved_slices(const Held& held) {
    Held halved = held;
    const auto& size = held.image.size;
    halved.image.size = {size.x, size.y, 2 * size.z};
    auto& affine = halved.image.world_from_voxel;
    affine.translation = held.image.world_from_voxel * geometry::Vec3{0, 0, -0.25};
    affine.columns[2] = affine.columns[2] / 2;
    halved.image.voxels.resize(2 * held.image.voxels.size());
    for (int k = 0; k < 2 * size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i)
                halved.image.at(i, j, k) = held.image.at(i, j, k / 2);
    return halved;
}

/// A scan of the mirrored patient: x of the world changes sign.
[[nodiscard]] inline imaging::Scan mirrored_patient(imaging::Scan scan) {
    auto& affine = scan.image.world_from_voxel;
    for (auto& column : affine.columns)
        column.x = -column.x;
    affine.translation.x = -affine.translation.x;
    return scan;
}

/// The same for labels, every class exchanged with that of the other side.
[[nodiscard]] inline imaging::LabelMap mirrored_patient(imaging::LabelMap labels) {
    std::map<std::int32_t, std::int32_t> other;
    for (const auto& [number, name] : labels.names) {
        std::string opposite = name;
        if (const auto left = name.find("left"); left != std::string::npos)
            opposite.replace(left, 4, "right");
        else if (const auto right = name.find("right"); right != std::string::npos)
            opposite.replace(right, 5, "left");
        other[number] = number;
        for (const auto& [partner, partner_name] : labels.names)
            if (partner_name == opposite)
                other[number] = partner;
    }
    auto& affine = labels.image.world_from_voxel;
    for (auto& column : affine.columns)
        column.x = -column.x;
    affine.translation.x = -affine.translation.x;
    for (std::int32_t& value : labels.image.voxels)
        if (other.contains(value))
            value = other.at(value);
    return labels;
}

/// The labels without the organs that lie on one side only.
[[nodiscard]] inline imaging::LabelMap without_side_organs(imaging::LabelMap labels) {
    const std::set<std::string> one_sided{"spleen",
                                          "gallbladder",
                                          "liver",
                                          "stomach",
                                          "pancreas",
                                          "duodenum",
                                          "aorta",
                                          "heart",
                                          "portal_vein_and_splenic_vein",
                                          "inferior_vena_cava"};
    std::set<std::int32_t> dropped;
    for (const auto& [number, name] : labels.names)
        if (one_sided.contains(name))
            dropped.insert(number);
    for (std::int32_t& value : labels.image.voxels)
        if (dropped.contains(value))
            value = 0;
    return labels;
}

} // namespace filiform::story
