// SPDX-License-Identifier: Apache-2.0
#include "anatomy/scan_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "anatomy/analytic_body.h"
#include "anatomy/import_settings.h"

namespace filiform::anatomy {

using geometry::Affine;
using geometry::Box;
using geometry::Lattice;
using geometry::Size3;
using geometry::Vec3;

namespace {

std::string rounded(double value) {
    std::array<char, 32> text{};
    (void)std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

std::string text_of(const ScanGrid& grid) {
    const auto& m = grid.world_from_voxel.columns;
    return std::to_string(grid.size.x) + " x " + std::to_string(grid.size.y) + " x " +
           std::to_string(grid.size.z) + " voxels of " + rounded(length(m[0])) + " x " +
           rounded(length(m[1])) + " x " + rounded(length(m[2])) + " mm";
}

std::array<Vec3, 8> corners_of(const ScanGrid& grid, double beyond) {
    std::array<Vec3, 8> corners;
    for (std::size_t n = 0; n < 8; ++n)
        corners[n] =
            grid.world_from_voxel * Vec3{(n & 1) != 0 ? grid.size.x - 1 + beyond : -beyond,
                                         (n & 2) != 0 ? grid.size.y - 1 + beyond : -beyond,
                                         (n & 4) != 0 ? grid.size.z - 1 + beyond : -beyond};
    return corners;
}

bool is_sheared(const Affine& affine) {
    const auto& m = affine.columns;
    const double most = import_setting("grid.shear_cosine");
    const auto slant = [](const Vec3& a, const Vec3& b) {
        return std::abs(dot(normalized(a), normalized(b)));
    };
    return slant(m[0], m[1]) > most || slant(m[1], m[2]) > most || slant(m[2], m[0]) > most;
}

bool is_aligned(const Affine& affine) {
    constexpr double least_cosine = 1 - 1e-6; // 0.08 degrees: 0.3 mm over 200 mm
    return std::all_of(affine.columns.begin(), affine.columns.end(), [](const Vec3& column) {
        const Vec3 u = normalized(column);
        return std::max({std::abs(u.x), std::abs(u.y), std::abs(u.z)}) > least_cosine;
    });
}

/// How far, in mm, the farthest corner of `a` lies from the nearest one of `b`.
double corner_gap(const ScanGrid& a, const ScanGrid& b) {
    double gap = 0;
    for (const Vec3& corner : corners_of(a, 0)) {
        double nearest = 1e300;
        for (const Vec3& other : corners_of(b, 0))
            nearest = std::min(nearest, distance(corner, other));
        gap = std::max(gap, nearest);
    }
    return gap;
}

/// Voxel counts along the axis of the world that each axis follows: the same for a grid stored
/// along other axes.
std::array<int, 3> counts_in_world(const ScanGrid& grid) {
    std::array<int, 3> counts{};
    const std::array<int, 3> size{grid.size.x, grid.size.y, grid.size.z};
    for (std::size_t n = 0; n < 3; ++n) {
        const Vec3 u = grid.world_from_voxel.columns[n];
        const std::array<double, 3> along{std::abs(u.x), std::abs(u.y), std::abs(u.z)};
        counts[static_cast<std::size_t>(std::max_element(along.begin(), along.end()) -
                                        along.begin())] = size[n];
    }
    return counts;
}

struct NamedGrid {
    std::string file;
    ScanGrid grid;
};

void compare(const NamedGrid& one, const NamedGrid& other, base::Problems& problems) {
    const double gap = corner_gap(one.grid, other.grid);
    const auto& m = one.grid.world_from_voxel.columns;
    const double voxel = std::min({length(m[0]), length(m[1]), length(m[2])});
    const bool same_counts = counts_in_world(one.grid) == counts_in_world(other.grid);
    if (same_counts && gap <= import_setting("grid.same_corner") * voxel)
        return;
    std::string what =
        "It has " + text_of(one.grid) + ", " + other.file + " has " + text_of(other.grid);
    if (gap > 0)
        what += "; a corner of one lies " + rounded(gap) + " mm from any of the other";
    problems.push_back({"body.grids", one.file, what + ".",
                        "Use the label map made from this image, or resample it onto the image's "
                        "grid by nearest neighbour."});
}

} // namespace

Box covered_box(const ScanGrid& grid) {
    Box box;
    for (const Vec3& corner : corners_of(grid, 0.5))
        box.add(corner);
    return box;
}

Lattice working_lattice(const ScanGrid& grid, double spacing_mm) {
    const Box box = covered_box(grid);
    const auto points = [&](double low, double high) {
        constexpr double rounding = 1e-6; // voxels: 366 mm at 1.5 mm is 244 steps, not 243
        return std::max(static_cast<int>(std::floor((high - low) / spacing_mm + rounding)) + 1, 2);
    };
    const Size3 size{points(box.low.x, box.high.x), points(box.low.y, box.high.y),
                     points(box.low.z, box.high.z)};
    const Vec3 span{(size.x - 1) * spacing_mm, (size.y - 1) * spacing_mm,
                    (size.z - 1) * spacing_mm};
    return {size, (box.low + box.high - span) / 2, {spacing_mm, spacing_mm, spacing_mm}};
}

geometry::DistanceField outside_of(const ScanGrid& grid) {
    if (is_aligned(grid.world_from_voxel))
        return outside_of(covered_box(grid));
    const auto& m = grid.world_from_voxel.columns;
    const std::array<double, 3> voxel{length(m[0]), length(m[1]), length(m[2])};
    const Vec3 half{grid.size.x * voxel[0] / 2, grid.size.y * voxel[1] / 2,
                    grid.size.z * voxel[2] / 2};
    const Vec3 centre =
        grid.world_from_voxel *
        Vec3{(grid.size.x - 1) / 2.0, (grid.size.y - 1) / 2.0, (grid.size.z - 1) / 2.0};
    const std::array<Vec3, 3> axis{normalized(m[0]), normalized(m[1]), normalized(m[2])};
    const Box own{-half, half};
    // The lattice of the box around the oblique one reaches at least as far.
    const geometry::DistanceField frame = outside_of(covered_box(grid));
    return geometry::sample_field(frame.lattice(), [&](const Vec3& p) {
        const Vec3 d = p - centre;
        const Vec3 q{dot(d, axis[0]), dot(d, axis[1]), dot(d, axis[2])};
        const double inside =
            std::min({half.x - std::abs(q.x), half.y - std::abs(q.y), half.z - std::abs(q.z)});
        return inside > 0 ? inside : -geometry::distance_to_box(q, own);
    });
}

base::Problems check_grids(const ImportRequest& request) {
    base::Problems problems;
    const double least = import_setting("grid.least_spacing");
    const double most = import_setting("grid.most_spacing");
    if (!(request.spacing_mm >= least && request.spacing_mm <= most))
        problems.push_back(
            {"body.spacing", "--grid-mm",
             "A working grid of " + rounded(request.spacing_mm) + " mm is not possible.",
             "Choose " + rounded(least) + " to " + rounded(most) + " mm."});
    std::vector<NamedGrid> grids;
    for (const LabelInput& input : request.labels)
        grids.push_back({input.file, grid_of(input.map.image)});
    if (request.scan)
        grids.push_back({request.scan->file, grid_of(request.scan->scan.image)});
    for (const NamedGrid& one : grids) {
        if (is_sheared(one.grid.world_from_voxel))
            problems.push_back({"body.shear", one.file,
                                "Its voxel axes are not at right angles (a tilted gantry or a "
                                "registration).",
                                "Resample it onto a grid with right angles."});
        if (&one != &grids.back())
            compare(one, grids.back(), problems);
    }
    if (!problems.empty() || grids.empty())
        return problems;
    const Size3 size = working_lattice(grids.front().grid, request.spacing_mm).size;
    if (static_cast<double>(size.voxels()) > import_setting("grid.most_voxels"))
        problems.push_back({"body.too_large", "--grid-mm",
                            "At " + rounded(request.spacing_mm) + " mm this scan has " +
                                std::to_string(size.voxels()) + " voxels.",
                            "Choose a coarser grid or crop the scan."});
    return problems;
}

} // namespace filiform::anatomy
