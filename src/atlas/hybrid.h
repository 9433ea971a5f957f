// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "atlas/distribution.h"
#include "atlas/soft_warp.h"
#include "atlas/warp_grid.h"
#include "base/result.h"

namespace filiform::atlas {

/// What pulls the reference body into a scan.
enum class PulledBy {
    AffineLandmarks, ///< landmarks, by an affine map: the plain way that others are measured
                     ///< against
    Landmarks,       ///< landmarks, softly
    Surfaces,        ///< besides, the surfaces of bones, skin and fascia
};

/// What is asked of the reference body.
struct HybridOrder {
    std::vector<std::string> structures;    ///< by full id, "gluteus_maximus.right"
    std::vector<std::string> without_bones; ///< bones whose landmarks and surfaces shall not pull
    PulledBy by = PulledBy::Surfaces;
};

/// The reference body of whoever lies in a scan, pulled into place by what the scan shows.
///
/// Frame:    structures come in the scan's frame, on its working grid.
/// Person:   sex, height, weight and traits as the scan's landmarks and skin make them likeliest
///           (seen_person.h).
/// Problems: hybrid.landmarks: fewer than data/atlas/hybrid.yaml asks for.
/// Mirror:   a mirrored scan gives the mirrored structures, but for rounding.
/// Cost:     some seconds for a pelvis.
class ReferenceInScan {
  public:
    [[nodiscard]] static base::Result<ReferenceInScan> make(const anatomy::Body& scan,
                                                            const HybridOrder& order);

    [[nodiscard]] const Distribution& person() const { return person_; }
    [[nodiscard]] int landmarks() const { return landmarks_; }
    [[nodiscard]] int surface_points() const { return surface_points_; }
    /// From the scan to the reference body.
    [[nodiscard]] const SoftWarp& warp() const { return *warp_; }
    /// The reference body, in its own frame.
    [[nodiscard]] const anatomy::Body& reference() const { return reference_; }

    /// A reference structure in the scan: origin Inferred, its SD that of the warp and of the
    /// reference together, cut by `clips` (fields of the scan it may not enter).
    ///
    /// Nothing: where none of it comes to lie in the scan, or where too much of it is too far from
    ///          all that pulls to say.
    struct Answer {
        std::optional<anatomy::Structure> structure;
        bool is_too_far = false;
    };
    [[nodiscard]] Answer structure(const anatomy::Structure& of_reference,
                                   const std::vector<const geometry::DistanceField*>& clips) const;

  private:
    ReferenceInScan() = default;
    void pull_surfaces(const anatomy::Body& scan, const HybridOrder& order,
                       const std::vector<Pull>& landmarks);
    /// Nearly the distance to the structure in the scan, cut, within the band.
    [[nodiscard]] std::vector<float>
    level_of(const geometry::DistanceField& drawn, const geometry::Box& core,
             const geometry::Lattice& part, double band_mm,
             const std::vector<const geometry::DistanceField*>& clips) const;
    /// Mean SD of the map along the structure; whether too much of it is beyond what pulls.
    [[nodiscard]] double doubt_mm(const geometry::DistanceField& field, bool& is_too_far) const;

    Distribution person_;
    anatomy::Body reference_;
    geometry::Lattice lattice_; ///< the scan's
    std::optional<SoftWarp> warp_;
    WarpGrid grid_;
    int landmarks_ = 0;
    int surface_points_ = 0;
};

/// Whether a structure came into its body so.
[[nodiscard]] bool is_pulled(const anatomy::Structure& structure);

/// Adds to an imported body what its scan does not label and no rule placed, out of the reference
/// body (data/atlas/hybrid.yaml). Never touches what is there.
///
/// Clip:     a muscle never enters bone, a segmented structure, fat under the skin, or a muscle
/// that
///           is there or was added before it; nerves and vessels are not clipped.
/// Missing:  what comes to lie beyond what pulls stays Missing, with the reason.
/// Warnings: hybrid.not_seen, when anything was added.
void add_hybrid(anatomy::Body& body);

} // namespace filiform::atlas
