// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "needle/risk.h"
#include "needle/scene.h"

namespace filiform::needle {

/// Where to enter, said from a landmark under the finger.
struct EntryWords {
    chart::LandmarkId landmark;
    double lateral_mm = 0;   ///< along the skin; negative: medial
    double cranial_mm = 0;   ///< negative: caudal
    double posterior_mm = 0; ///< instead of lateral, on the flank
    bool is_on_flank = false;
    chart::Side side = chart::Side::None; ///< of the landmark on which the entry lies
    double error_mm = 0;                  ///< SD per axis of an entry found so: landmark and ruler
};

/// The palpable landmark from which the entry is found best and can be measured along the skin: the
/// nearest of those found about as well as the best (errors of the finger, of level slips and of
/// measuring within `HandModel::measuring_alike_mm`), on the side of the target or in the midline,
/// within reach of a ruler. Nothing without one. Some milliseconds.
[[nodiscard]] std::optional<EntryWords> say_entry(const Scene& scene, const geometry::Vec3& entry);

/// "34 mm lateral and 12 mm caudal of the right PSIS", "over the spinous process of L4".
[[nodiscard]] std::string spoken_entry(const EntryWords& words);

/// How an entry said so is found, for the risk. Without words: as from a landmark nobody knows.
[[nodiscard]] Finding finding_of(const Scene& scene, const geometry::Vec3& entry,
                                 const std::optional<EntryWords>& words);
/// The same for the landmark that `say_entry` tries first: about a microsecond.
[[nodiscard]] Finding likely_finding(const Scene& scene, const geometry::Vec3& entry);

/// The needle against the skin's perpendicular, as anatomy::find_direction reads tilts: positive
/// leans the tip laterally, to the head.
struct Tilt {
    double lateral_rad = 0; ///< on the flank (where lateral leaves the skin): posteriorly
    double cranial_rad = 0;
    bool is_on_flank = false;
    double under_skin_rad = 0; ///< between needle and skin: a right angle straight in, negative
                               ///< when it points out
};
[[nodiscard]] Tilt tilt_of(const Scene& scene, const chart::NeedlePath& path);

/// "Patient prone. Enter 34 mm lateral and 12 mm caudal of the right PSIS, straight in, 52 mm deep
/// with the 0.30 x 75 mm needle; stop at bone, at the latest at 55 mm."
///
/// Offsets run along the skin in whole millimetres, angles in whole degrees; a smaller lean than
/// `HandModel::straight_in_rad` is straight in. A needle that hardly enters the skin, or points out
/// of it, leans no way that a hand could follow: that is said instead.
[[nodiscard]] std::string make_instruction(const Scene& scene, const chart::NeedlePath& path,
                                           const std::optional<EntryWords>& words);

/// "Stop at bone, at the latest at 55 mm." alone.
[[nodiscard]] std::string stop_sentence(const Scene& scene, const chart::NeedlePath& path);

} // namespace filiform::needle
