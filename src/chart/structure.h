// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/typed_id.h"

namespace filiform::chart {

/// "piriformis.right", "vertebra_l4": a part of the body, with its side where it has one.
using StructureId = base::TypedId<struct StructureTag>;
/// "psis.right", "spinous_process_l4": a point a clinician can name and most often feel.
using LandmarkId = base::TypedId<struct LandmarkTag>;
/// "PAR11": an entry of data/sources.
using SourceId = base::TypedId<struct SourceTag>;

/// What a structure is made of, as far as a needle cares. Limits are given per kind.
enum class Kind {
    Skin,
    Fat,
    Muscle,
    Bone,
    Nerve,
    Vessel,
    Canal, ///< vertebral canal: cord, cauda equina, dura
    Lung,
    Pleura, ///< costodiaphragmatic recess below the lung edge
    Kidney,
    Bowel,
    Organ,    ///< any other organ
    Cavity,   ///< abdominopelvic cavity between the organs
    Metal,    ///< implants, and the hazard of touching one
    Artefact, ///< where metal spoils the image: nothing seen there is to be trusted
    Unknown,  ///< outside the scan
};

/// What a structure means to a plan. One structure may be a target in one plan and passed in the
/// next, so muscles are Target; Role says what it can be, not what it is today.
enum class Role { Target, Hazard, Bone, Envelope };

/// Where the knowledge of a structure's place comes from. Shown wherever the structure is.
enum class Origin {
    Segmented, ///< labelled in the patient's scan
    Measured,  ///< derived from the patient's image values or labels by a rule without a prior
    Inferred,  ///< by a published rule, or a reference pulled into place: never seen here
    Reference, ///< from the population model
    Phantom,   ///< a made-up geometric body
};

/// The words used in files and pages: "segmented", "canal". Reading is the exact inverse.
[[nodiscard]] std::string_view text(Kind kind);
[[nodiscard]] std::string_view text(Role role);
[[nodiscard]] std::string_view text(Origin origin);
[[nodiscard]] std::optional<Kind> kind_of(std::string_view word);
[[nodiscard]] std::optional<Role> role_of(std::string_view word);
[[nodiscard]] std::optional<Origin> origin_of(std::string_view word);

enum class Side { Left, Right, None };

/// The side an id carries: "psis.right" is Right, "vertebra_l4" None.
[[nodiscard]] Side side_of(std::string_view id);
/// The same id on the other side; ids without a side stay as they are.
[[nodiscard]] std::string mirrored(std::string_view id);
/// The id as both sides share it: "psis.right" → "psis"; ids without a side stay as they are.
[[nodiscard]] std::string without_side(std::string_view id);
/// "right piriformis", "spinous process of L4", "L4 vertebra": how a person says it.
[[nodiscard]] std::string spoken(std::string_view id);

/// How many of a hundred people a share is: "11", below ten "1.7".
[[nodiscard]] std::string of_hundred(double share);

/// Something doubtful that must travel with a body into every plan made on it.
struct Warning {
    std::string code; ///< stable: "body.metal"
    std::string what; ///< one sentence
    friend bool operator==(const Warning&, const Warning&) = default;
};

} // namespace filiform::chart
