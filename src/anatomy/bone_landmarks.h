// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// A landmark that this body should have and does not.
struct MissingLandmark {
    chart::LandmarkId id;
    Missing::Why why = Missing::Why::NotFound;
    std::string what; ///< one sentence
};

/// What the bones of a body say. `warnings` holds one sentence per reason, not one per landmark.
struct Landmarks {
    std::vector<Landmark> found;          ///< sorted by id
    std::vector<MissingLandmark> missing; ///< sorted by id
    std::vector<chart::Warning> warnings;
};

/// Finds the bony landmarks on the bones of a body: "vertebra_t12".."vertebra_l5", "vertebra_s1",
/// "sacrum", "hip.SIDE", "femur.SIDE".
///
/// Found:   spinous_process_t12..s1, transverse_process_t12..l5.SIDE, lamina_t12..l5.SIDE,
///          psis, piis, asis, iliac_crest_top, sacral_edge_s2..s4, ischial_spine,
///          ischial_tuberosity, greater_trochanter, hip_centre (each .SIDE), sacral_hiatus,
///          coccyx_tip.
/// Frame:   body frame; directions such as "most posterior" are taken in a pelvic frame fitted to
///          the bones (or the vertebra's own), so a slightly turned body gives the same points.
/// SD:      per axis: of the picking (data/anatomy/landmarks.yaml) and of the grid together;
///          larger where metal or its artefacts touch the bone.
/// Edge cases: a landmark whose bone reaches the border of the scan within a few millimetres of
///          the extreme found is reported missing: a cut edge is no landmark.
/// Mirror:  the landmarks of a mirrored body are the mirrored landmarks.
/// Cost:    some 150 ms at 1.5 mm on one thread.
/// Needs:   structures sorted (`finish`); "outside_scan" when the body is a scan.
[[nodiscard]] Landmarks find_landmarks(const Body& body);

} // namespace filiform::anatomy
