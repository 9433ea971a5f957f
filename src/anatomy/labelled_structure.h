// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "anatomy/import.h"
#include "anatomy/label_scheme.h"

namespace filiform::anatomy {

/// Voxel indices, inclusive. Empty until something is added.
struct IndexBox {
    std::array<int, 3> low{1 << 30, 1 << 30, 1 << 30};
    std::array<int, 3> high{-1, -1, -1};

    [[nodiscard]] bool is_empty() const { return high[0] < low[0]; }
    void add(const IndexBox& other);
};

/// Where some labels lie in their map.
struct Region {
    std::size_t voxels = 0;
    std::array<double, 3> index_sum{}; ///< of voxel indices: centroid times voxels
    IndexBox box;
    /// Voxels on each face of the grid: low and high of the first axis, then the others.
    std::array<std::size_t, 6> on_border{};
    /// Faces to voxels of another label, per axis.
    std::array<std::size_t, 3> faces{};

    void add(const Region& other);
};

/// One structure as labelled: the values of one map that make it.
struct LabelledStructure {
    chart::StructureId id;
    chart::Kind kind = chart::Kind::Unknown;
    chart::Role role = chart::Role::Hazard;
    double dice = 0;
    const LabelScheme* scheme = nullptr;
    std::size_t map = 0; ///< index into the request's labels
    std::vector<std::int32_t> values;
    Region region;
    geometry::Vec3 centroid; ///< world, mm
    double volume_mm3 = 0;
    double surface_mm2 = 0; ///< estimated from voxel faces

    [[nodiscard]] bool touches_border() const;
};

/// What the label maps hold, sorted by id.
struct LabelReading {
    std::vector<LabelledStructure> structures;
    std::vector<chart::Warning> warnings;
};

/// Reads the numbers of all maps by their schemes. A label table in the file is believed over the
/// numbers, unless it speaks for another scheme than the one named.
/// Problems: body.scheme_unknown, body.scheme_names, body.scheme_version, body.number_unknown,
///           body.empty.
[[nodiscard]] base::Checked<LabelReading> read_structures(std::span<const LabelInput> maps);

/// The same for one map read by `scheme`, without any table: for asking what another scheme would
/// make of it. Numbers the scheme does not know are left out and counted in `unknown_voxels`.
struct NumberReading {
    std::vector<LabelledStructure> structures;
    std::vector<std::int32_t> unknown_numbers;
};
[[nodiscard]] NumberReading read_numbers(const imaging::LabelMap& map, const LabelScheme& scheme);

[[nodiscard]] const LabelledStructure* find_labelled(std::span<const LabelledStructure> all,
                                                     std::string_view id);

} // namespace filiform::anatomy
