// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chart/structure.h"
#include "geometry/distance_field.h"
#include "geometry/lattice.h"

namespace filiform::anatomy {

/// One part of a body with the field of its signed distances (body frame, mm, negative inside).
struct Structure {
    chart::StructureId id;
    chart::Kind kind = chart::Kind::Unknown;
    chart::Role role = chart::Role::Hazard;
    chart::Origin origin = chart::Origin::Segmented;
    /// Standard deviation of where the whole structure lies, per axis. Zero when it was seen.
    double position_sd_mm = 0;
    /// Standard deviation of where its surface is drawn: half a voxel of the label grid and the
    /// segmentation's own error.
    double boundary_sd_mm = 0;
    std::string note; ///< how it was found, in words, when that is not plain
    std::vector<chart::SourceId> sources;
    geometry::DistanceField field;
    /// Probability that this course is the patient's, above 0 and at most 1. The courses of one
    /// structure exclude each other (docs/decisions/0006-variants-are-further-structures.md).
    double share = 1;
    /// The structure this is another course of ("sciatic_nerve.right" of "sciatic_nerve_type_b
    /// .right"); empty for the usual course.
    chart::StructureId variant_of = {};
    /// Which kind of which variant it draws, "sciatic_type=b"; empty where all people are alike.
    std::string variant = {};
};

/// The id under which a structure's courses count together: its own, or of what it is another
/// course of.
[[nodiscard]] const chart::StructureId& name_of(const Structure& structure);

/// A point a clinician names. It lies on the bone unless `note` says otherwise.
struct Landmark {
    chart::LandmarkId id;
    geometry::Vec3 point;
    double sd_mm = 0; ///< per axis: of the point found here, not of a finger finding it
    chart::Origin origin = chart::Origin::Measured;
    bool is_palpable = false;
    std::string note;
};

/// A structure that plans care about and this body has no data of. Never counted as clearance. It
/// may be drawn all the same, from a reference body: then needles keep clear of it, and it is not
/// data.
struct Missing {
    enum class Why {
        NotInScheme, ///< the label scheme has no such class
        NotFound,    ///< the class exists, no voxel carries it
        OutsideScan, ///< where it must lie was not scanned
        NotFitted,   ///< it would be inferred, but its landmarks are missing
    };
    chart::StructureId id;
    Why why = Why::NotFound;
    std::string what; ///< one sentence
};

/// How probable it is that the body's names of lumbar levels are one off from those that a finger
/// counts on this patient, because a vertebra between spine and sacrum may be transitional.
struct Miscount {
    double one_too_high = 0; ///< what is counted as L4 lies where the body draws L3
    double one_too_low = 0;  ///< where it draws L5
    [[nodiscard]] double sum() const { return one_too_high + one_too_low; }
};

enum class Posture { Supine, Prone, SideLying, Unknown };

/// "supine", "prone", "side_lying", "unknown". Reading is the exact inverse.
[[nodiscard]] std::string_view text(Posture posture);
[[nodiscard]] std::optional<Posture> posture_of(std::string_view word);

/// A body to plan on. Built by an importer, a phantom or the reference model; not changed after.
///
/// Frame:  RAS+ mm (x to the patient's right, y to the front, z to the head). For a scan, the
///         scan's own world coordinates.
/// Skin:   negative inside the body. Where the scan ends the skin is not drawn; `outside_scan`
///         begins there.
/// Unknown territory: the structure "outside_scan" (kind Unknown), negative where the body goes on
///         beyond what anybody looked at; the air around the body is not part of it.
struct Body {
    std::string name;
    chart::Origin origin = chart::Origin::Segmented;
    Posture posture = Posture::Unknown;
    Miscount miscount;         ///< zero where the vertebrae were counted, or that is not known
    geometry::Lattice lattice; ///< the working grid, isotropic
    geometry::DistanceField skin;
    std::vector<Structure> structures; ///< sorted by id
    std::vector<Landmark> landmarks;   ///< sorted by id
    std::vector<Missing> missing;
    std::vector<chart::Warning> warnings;
    /// Hounsfield units on the working grid, for pictures; absent without an image.
    std::optional<geometry::Volume<std::int16_t>> ct;
    std::map<std::string, std::string> inputs; ///< file name → SHA-256
};

/// The structure of that id, or nothing.
[[nodiscard]] const Structure* find_structure(const Body& body, const chart::StructureId& id);
[[nodiscard]] const Landmark* find_landmark(const Body& body, const chart::LandmarkId& id);

/// Sorts structures and landmarks by id: call once after building.
void finish(Body& body);

/// The point of the skin nearest to `p`, walking down the skin field; `p` itself when there is no
/// skin within 200 mm.
[[nodiscard]] geometry::Vec3 nearest_skin(const Body& body, const geometry::Vec3& p);

/// The first skin met going from `outside` along the unit vector `direction`, within 600 mm.
[[nodiscard]] std::optional<geometry::Vec3>
skin_along(const Body& body, const geometry::Vec3& outside, const geometry::Vec3& direction);

} // namespace filiform::anatomy
