// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "atlas/hybrid.h"

namespace filiform::atlas {

/// Mean and standard deviation of what needles would meet.
struct DepthError {
    double mean_mm = 0;
    double sd_mm = 0;
};

/// How like a predicted structure is to the one that was labelled.
struct Likeness {
    double dice = 0;             ///< overlap, 0 to 1
    double mean_distance_mm = 0; ///< from either surface to the other
    double most_distance_mm = 0; ///< what 95 % of either surface stay below, the worse of the two
    int needles = 0;             ///< that met both, straight in from the skin every 15 mm
    DepthError near_border;      ///< predicted less labelled: positive is too deep
    DepthError far_border;
    double missed = 0; ///< share of needles through the label that meet no prediction
};

/// Compares where `scan` was seen. Both fields negative inside; nothing when either is empty there.
/// Source: overlap and surface distances as in Taha and Hanbury, BMC Med Imaging 2015;15:29.
[[nodiscard]] std::optional<Likeness> compare(const geometry::DistanceField& labelled,
                                              const geometry::DistanceField& predicted,
                                              const anatomy::Body& scan);

/// One labelled structure left out of the labels and predicted in several ways.
struct HeldOut {
    std::string id;                        ///< of the label
    std::vector<std::string> predicted_as; ///< of the reference; together they make it up
    std::optional<Likeness> affine;        ///< all landmarks, by an affine map: the plain way
    std::optional<Likeness> landmarks;     ///< landmarks, softly
    std::optional<Likeness> alone;         ///< landmarks and surfaces, cut by nothing
    std::optional<Likeness> hybrid;        ///< the same, cut by what else is labelled
    double position_sd_mm = 0;             ///< that the hybrid says it may be off by, per axis
    bool is_too_far = false;               ///< an import would not predict it
};

/// A structure that no label judges: placed by the reference, and by a rule where one is.
struct Unlabelled {
    std::string id;
    double volume_ml = 0;
    double sd_mm = 0;
    std::optional<double> lean;    ///< share of the muscle that lies on lean tissue of the image
    std::optional<double> in_bone; ///< share of it that lies in bone, uncut
    /// Of what the rule placed, when it did.
    std::optional<double> rule_volume_ml;
    std::optional<double> rule_lean;
    std::optional<Likeness> to_rule; ///< how the two disagree
};

struct HoldOuts {
    std::string person; ///< "a man of 175 cm and 93 kg"
    int landmarks = 0;
    int surface_points = 0;
    std::vector<HeldOut> labelled;
    std::vector<Unlabelled> unlabelled;
};

/// Holds out what data/atlas/hybrid.yaml names and an imported body has as a label; and asks of
/// what has none.
///
/// Bones:    the landmarks and the surface of one held out do not pull it.
/// Lean:     share of a structure's voxels whose image value is muscle's and that no other label
///           has; nothing without an image.
/// Problems: hybrid.not_a_scan, hybrid.landmarks.
/// Cost:     a minute for a pelvis.
[[nodiscard]] base::Result<HoldOuts> hold_out(const anatomy::Body& scan);

} // namespace filiform::atlas
