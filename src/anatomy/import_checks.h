// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "anatomy/labelled_structure.h"

namespace filiform::anatomy {

/// What the labels alone say about their own orientation and completeness.
struct Findings {
    base::Problems problems;
    std::vector<chart::Warning> warnings;
};
/// Adds more of them.
void append(Findings& all, Findings more);

/// Which way the body lies, by what everybody has on one side: right parts right of left parts,
/// liver right of spleen, bladder in front of the sacrum, L1 above L5.
///
/// Right against left speaks in two voices. Named sides ("kidney_right") tell whether sides were
/// swapped; organs without a twin (liver, spleen, stomach, aorta against vena cava, heart) tell
/// whether the volume was mirrored. Both wrong: a mirrored volume. Only the second wrong: mirrored
/// and relabelled, which the names alone cannot show (or the rare mirrored person).
/// Problems: body.sides_swapped, body.mirrored, body.mirrored_relabelled, body.front_back,
///           body.head_foot.
/// Warnings: body.side_unproven.
[[nodiscard]] Findings check_orientation(std::span<const LabelledStructure> structures);

/// Whether each vertebra is there once, in order, at a plausible pitch.
/// Problems: body.level_missing, body.level_repeated, body.level_order, body.level_gap.
/// Warnings: body.transitional, body.levels_proposed.
[[nodiscard]] Findings check_levels(std::span<const LabelledStructure> structures,
                                    std::span<const LabelInput> maps);

/// Whether whole structures have a volume that such a structure can have.
/// Problems: body.implausible.
[[nodiscard]] Findings check_volumes(std::span<const LabelledStructure> structures);

/// Whether the labels end in a cut inside their map (half of the work missing).
/// Problems: body.labels_stop.
[[nodiscard]] Findings check_extent(const LabelInput& input);

/// All of these. When the labels make no sense as they are named but make sense by another scheme
/// that is known, that is the one problem: body.scheme_version.
[[nodiscard]] Findings check_labels(const LabelReading& reading, std::span<const LabelInput> maps);

} // namespace filiform::anatomy
