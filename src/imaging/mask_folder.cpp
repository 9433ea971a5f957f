// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "imaging/folder_files.h"
#include "imaging/image_file.h"
#include "imaging/refusal.h"
#include "imaging/tolerances.h"

namespace filiform::imaging {

namespace {

struct MaskFile {
    std::string name; ///< of the class
    std::filesystem::path path;
};

/// "hip_left" of "hip_left.nii.gz"; nothing for a file that is no image.
std::optional<std::string> class_name(const std::filesystem::path& path) {
    const std::string file = path.filename().string();
    for (const std::string_view ending : {".nii.gz", ".nii", ".nrrd"})
        if (file.ends_with(ending) && file.size() > ending.size())
            return file.substr(0, file.size() - ending.size());
    return {};
}

base::Result<std::vector<MaskFile>> find_masks(const std::filesystem::path& folder) {
    const auto paths = files_of_folder(folder);
    if (!paths)
        return tl::unexpected(paths.error());
    std::vector<MaskFile> masks;
    for (const auto& path : *paths)
        if (const auto name = class_name(path))
            masks.push_back({*name, path});
    if (masks.empty())
        return refuse({"missing", folder.string(), "",
                       "The folder holds no mask (.nii.gz, .nii or .nrrd).",
                       "Give a label map, or a folder with one mask per structure."});
    std::ranges::sort(masks, {}, &MaskFile::name);
    const auto twin = std::ranges::adjacent_find(masks, {}, &MaskFile::name);
    if (twin != masks.end())
        return refuse({"overlap", twin->path.string(), "",
                       "Two files give the mask of " + in_quotes(twin->name) + ".",
                       "Keep one of them."});
    return masks;
}

/// The same size, and every corner within the tolerance of two frames of one file.
bool is_same_grid(const geometry::Image<std::int32_t>& a, const geometry::Image<std::int32_t>& b) {
    if (a.size != b.size)
        return false;
    for (int corner = 0; corner < 8; ++corner) {
        const geometry::Vec3 voxel{corner & 1 ? a.size.x - 1.0 : 0.0,
                                   corner & 2 ? a.size.y - 1.0 : 0.0,
                                   corner & 4 ? a.size.z - 1.0 : 0.0};
        if (distance(a.world_from_voxel * voxel, b.world_from_voxel * voxel) > least_frame_gap_mm)
            return false;
    }
    return true;
}

base::Result<void> merge(const LabelMap& mask, const MaskFile& file, std::int32_t label,
                         LabelMap& all) {
    if (!is_same_grid(mask.image, all.image))
        return refuse({"grid", file.path.string(), "",
                       "The mask lies on another grid than " + in_quotes(all.names.at(1)) + ".",
                       "Resample the masks to one grid."});
    for (std::size_t i = 0; i < mask.image.voxels.size(); ++i) {
        if (mask.image.voxels[i] == 0)
            continue;
        std::int32_t& place = all.image.voxels[i];
        if (place != 0)
            return refuse({"overlap", file.path.string(), "voxel " + std::to_string(i),
                           "The voxel belongs to " + in_quotes(all.names.at(place)) + " already.",
                           "Take one of the two masks out, or cut the overlap."});
        place = label;
    }
    return {};
}

} // namespace

base::Result<LabelMap> load_mask_folder(const std::filesystem::path& folder,
                                        const ReadLimits& limits) {
    const auto masks = find_masks(folder);
    if (!masks)
        return tl::unexpected(masks.error());
    LabelMap all;
    for (const auto& file : *masks) {
        auto mask = load_labels(file.path, limits);
        if (!mask)
            return mask;
        const auto label = static_cast<std::int32_t>(all.names.size() + 1);
        if (label == 1) {
            all.image = mask->image;
            std::ranges::fill(all.image.voxels, 0);
        }
        all.names.emplace(label, file.name);
        if (auto good = merge(*mask, file, label, all); !good)
            return tl::unexpected(good.error());
    }
    return all;
}

} // namespace filiform::imaging
