// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// Structures nobody drew in this scan, placed by published rules, and what could not be placed.
struct Inferred {
    std::vector<Structure> structures; ///< sorted by id; origin Inferred, with SD, note and sources
    std::vector<Missing> missing;      ///< sorted by id
    std::vector<chart::Warning> warnings;
};

/// Fits what a segmentation leaves out from bony landmarks and the structures that are there.
///
/// Made where absent, on both sides: piriformis, sciatic_nerve, superior_gluteal_bundle,
///          inferior_gluteal_bundle, pudendal_bundle, posterior_femoral_cutaneous_nerve,
///          quadratus_lumborum, tensor_fasciae_latae, multifidus and erector_spinae (from
///          "autochthon.SIDE"), lumbar_root_l1..l5 (from the vertebrae).
/// Courses: where the sciatic nerve is inferred, sciatic_nerve_type_b and type_c are drawn besides,
///          each with its share of people; a segmented nerve has one course.
/// Never:   over a structure that the body already has.
/// Clip:    an inferred muscle never enters bone, a segmented structure or an inferred muscle made
///          before it; nerves are not clipped.
/// SD:      `position_sd_mm` per axis, from the spread the source gives and the landmarks' own SD.
/// Rules:   every number is in data/anatomy/inferred.yaml with its source.
/// Edge cases: without a needed landmark the structure is Missing (NotFitted), with the reason.
///          Without the ischial tuberosity the sciatic nerve is placed by its distance from the
///          trochanter and the ischial spine, with a larger SD.
/// Needs:   landmarks found and sorted; skin; structures sorted.
/// Cost:    below a second at 1.5 mm.
[[nodiscard]] Inferred infer_structures(const Body& body);

} // namespace filiform::anatomy
