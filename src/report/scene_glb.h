// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/entry_map.h"
#include "chart/plan.h"
#include "report/figures.h"
#include "report/glb_writer.h"

namespace filiform::report {

/// A body with the needles of a plan as one glTF 2.0 binary.
///
/// Units, frame: metres, y up, the patient facing +z: (x, y, z) = (−right, head, front) / 1000 of
///               the body frame. A turn, no mirror.
/// Nodes:        "skin" (translucent), one per structure named by its id, "landmark:ID" (spheres),
///               "needle:TARGET#N" (cylinders of true length and diameter, N from 1; the first
///               proposal of each target is solid, the others translucent), "entry_map:TARGET"
///               (coloured points), and around first proposals "likely:TARGET#1" (translucent: 95 %
///               of needles of a hand that must find the landmark pass within) and
///               "likely_marked:TARGET#1" (of a hand given a mark on the skin), where known.
/// Surfaces:     sampled at 3 mm, thin structures at the field's own spacing, then thinned out to
///               `hazard_tolerance_mm` for what a needle must miss, and `tolerance_mm` for muscles,
///               bones and skin (what that promises: surfaces.h).
/// Determinism:  equal arguments give equal bytes.
struct SceneOptions {
    double surface_spacing_mm = 3;
    double skin_spacing_mm = 4;
    double hazard_tolerance_mm = 0.25;
    double tolerance_mm = 0.5;
    HandError hand_error;             ///< of a hand given a mark; all zero draws none
    Packing packing = Packing::Plain; ///< Packed: without maps
};

/// Whether a structure has a node of its own: wrappings such as skin and fat, and unseen territory,
/// would only hide the scene.
[[nodiscard]] bool is_in_scene(const anatomy::Structure& structure);

[[nodiscard]] std::vector<std::byte> scene_glb(const anatomy::Body& body, const chart::Plan& plan,
                                               const std::vector<chart::EntryMap>& maps = {},
                                               const SceneOptions& options = {});

/// Problems: file.write.
[[nodiscard]] base::Result<void> save_scene_glb(const std::filesystem::path& path,
                                                const anatomy::Body& body, const chart::Plan& plan,
                                                const std::vector<chart::EntryMap>& maps = {},
                                                const SceneOptions& options = {});

} // namespace filiform::report
