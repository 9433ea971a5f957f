// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/entry_map.h"
#include "chart/plan.h"

namespace filiform::report {

/// A body with the needles of a plan as one glTF 2.0 binary.
///
/// Units, frame: metres, y up, the patient facing +z: (x, y, z) = (−right, head, front) / 1000 of
///               the body frame. A turn, no mirror.
/// Nodes:        "skin" (translucent), one per structure named by its id, "landmark:ID" (spheres),
///               "needle:TARGET#N" (cylinders of true length and diameter, N from 1; the first
///               proposal of each target is solid, the others translucent), "entry_map:TARGET"
///               (coloured points).
/// Surfaces:     sampled at 3 mm, thin structures at the field's own spacing.
/// Determinism:  equal arguments give equal bytes.
struct SceneOptions {
    double surface_spacing_mm = 3;
    double skin_spacing_mm = 4;
};

[[nodiscard]] std::vector<std::byte> scene_glb(const anatomy::Body& body, const chart::Plan& plan,
                                               const std::vector<chart::EntryMap>& maps = {},
                                               const SceneOptions& options = {});

/// Problems: file.write.
[[nodiscard]] base::Result<void> save_scene_glb(const std::filesystem::path& path,
                                                const anatomy::Body& body, const chart::Plan& plan,
                                                const std::vector<chart::EntryMap>& maps = {},
                                                const SceneOptions& options = {});

} // namespace filiform::report
