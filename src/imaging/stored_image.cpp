// SPDX-License-Identifier: Apache-2.0
#include "imaging/stored_image.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "imaging/refusal.h"
#include "imaging/tolerances.h"

namespace filiform::imaging {

std::size_t bytes_of(VoxelType type) {
    switch (type) {
    case VoxelType::Int8:
    case VoxelType::UInt8:
        return 1;
    case VoxelType::Int16:
    case VoxelType::UInt16:
        return 2;
    case VoxelType::Int32:
    case VoxelType::UInt32:
    case VoxelType::Float32:
        return 4;
    case VoxelType::Int64:
    case VoxelType::UInt64:
    case VoxelType::Float64:
        return 8;
    }
    return 0;
}

base::Result<geometry::Size3> check_size(const StatedSize& stated, std::string_view file,
                                         const ReadLimits& limits) {
    const auto text = text_of(stated.voxels[0]) + " × " + text_of(stated.voxels[1]) + " × " +
                      text_of(stated.voxels[2]);
    const auto limit = static_cast<std::int64_t>(
        std::min<std::size_t>(limits.most_voxels, std::numeric_limits<std::int64_t>::max()));
    std::int64_t room = limit;
    for (const std::int64_t count : stated.voxels) {
        if (count < 1)
            return refuse({"dimensions", file, stated.field, "The image is " + text + " voxels.",
                           "Every axis needs a positive count; export the scan again."});
        room /= count;
    }
    const bool is_wide = std::ranges::any_of(
        stated.voxels, [](std::int64_t count) { return count > std::numeric_limits<int>::max(); });
    if (room == 0 || is_wide)
        return refuse(
            {"too_large", file, stated.field,
             "The image is " + text + " voxels, more than the limit of " + text_of(limit) + ".",
             "Crop or resample it, or raise the limit if the header is right."});
    if (std::ranges::count(stated.voxels, 1) > 0)
        return refuse({"dimensions", file, stated.field, "The image is " + text + " voxels.",
                       "A single slice is not a volume; give the whole scan."});
    return geometry::Size3{static_cast<int>(stated.voxels[0]), static_cast<int>(stated.voxels[1]),
                           static_cast<int>(stated.voxels[2])};
}

namespace {

bool is_finite(const geometry::Vec3& v) {
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

constexpr std::string_view axis_names = "ijk";

} // namespace

base::Result<geometry::Affine> check_frame(const StatedFrame& stated, std::string_view file,
                                           const ReadLimits& limits) {
    const auto& frame = stated.world_from_voxel;
    const auto is_good = [](const geometry::Vec3& v) { return is_finite(v); };
    if (!std::ranges::all_of(frame.columns, is_good) || !is_finite(frame.translation))
        return refuse({"affine", file, stated.field,
                       "The matrix holds a number that is not finite.",
                       "Export the scan again from its source."});
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double spacing = length(frame.columns[axis]);
        if (spacing == 0)
            return refuse({"affine", file, stated.field,
                           std::string("The column of axis ") + axis_names[axis] + " is zero.",
                           "A scan without orientation cannot be used; export it again."});
        if (!(spacing >= limits.least_spacing_mm && spacing <= limits.most_spacing_mm))
            return refuse({"spacing", file, stated.field,
                           std::string("The spacing along axis ") + axis_names[axis] + " is " +
                               text_of(spacing) + " mm, outside " +
                               text_of(limits.least_spacing_mm) + " to " +
                               text_of(limits.most_spacing_mm) + " mm.",
                           "Check the units of the file."});
    }
    for (std::size_t a = 0; a < 3; ++a) {
        const std::size_t b = (a + 1) % 3;
        const double cosine = dot(normalized(frame.columns[a]), normalized(frame.columns[b]));
        if (std::abs(cosine) > most_axis_cosine) {
            const double deg = std::acos(std::clamp(cosine, -1.0, 1.0)) * 180 / std::acos(-1.0);
            return refuse({"shear", file, stated.field,
                           std::string("The axes ") + axis_names[a] + " and " + axis_names[b] +
                               " meet at " + text_of(std::round(deg * 1000) / 1000) +
                               " degrees instead of 90.",
                           "Resample the scan to a right-angled grid (gantry tilt corrected)."});
        }
    }
    // Three axes in pairs at right angles cannot be singular.
    return frame;
}

base::Result<void> check_room(const ByteStream& stream, std::uint64_t bytes, std::string_view file,
                              const ReadLimits& limits) {
    const double expansion = stream.is_packed() ? limits.most_expansion : 1.0;
    const double most = static_cast<double>(stream.stored_bytes()) * expansion;
    if (static_cast<double>(bytes) <= most)
        return {};
    return refuse({"truncated", file, "",
                   "The header promises " + std::to_string(bytes) + " bytes, the file of " +
                       std::to_string(stream.stored_bytes()) + " bytes cannot hold them.",
                   "Copy the file again from its source."});
}

} // namespace filiform::imaging
