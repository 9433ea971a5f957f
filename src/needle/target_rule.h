// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/data_document.h"
#include "base/result.h"
#include "chart/needle_path.h"

namespace filiform::needle {

/// A direction of the body. Medial and lateral depend on the side.
enum class Axis { Anterior, Posterior, Lateral, Medial, Cranial, Caudal };
[[nodiscard]] std::string_view text(Axis axis);

/// The unit vector of an axis in the body frame. Side::None counts as the right.
[[nodiscard]] geometry::Vec3 unit_vector(Axis axis, chart::Side side);

/// Skin that the position offers to the hand: its outward normal within so much of an axis.
struct Face {
    Axis axis = Axis::Posterior;
    double within_rad = 0;
};

/// The needle may point at most this far above the plane at right angles to `toward`, and lean at
/// most this far that way from the skin's perpendicular.
struct DirectionRule {
    Axis toward = Axis::Cranial;
    double at_most_rad = 0;          ///< negative: must point away
    std::vector<std::string> levels; ///< of the tip ("l1"); empty: all
    std::string because;
    chart::SourceId source;
};

/// Where the entry or the tip must lie, measured along an axis from a landmark.
struct PlaceRule {
    enum class Of { Entry, Tip };
    Of of = Of::Tip;
    std::string from; ///< landmark, with SIDE and LEVEL standing for the target's
    Axis along = Axis::Lateral;
    std::optional<double> at_least_mm;
    std::optional<double> at_most_mm;
    std::vector<std::string> levels;
    std::string because;
    chart::SourceId source;
};

/// Bone behind the target. Contact: there must be some, and the needle ends on it. Wanted: a needle
/// that could reach a hazard is a caution without.
enum class BackstopNeed { Contact, Required, Wanted, Preferred };

/// What is said where the body lacks a structure that is not required.
struct NoteWithout {
    std::string structure; ///< SIDE stands for the target's
    std::string note;
};

/// How one muscle may be needled (data/needle/targets.yaml).
struct TargetRule {
    std::string muscle;   ///< without its side
    std::string position; ///< "prone", "side_lying", "supine"
    std::vector<Face> faces;
    double max_tilt_rad = 0; ///< from the skin's perpendicular
    std::vector<DirectionRule> directions;
    std::vector<PlaceRule> places;
    double min_bite_mm = 0;
    double far_border_margin_mm = 0; ///< of muscle beyond the tip, unless bone follows it
    chart::StopRule stop = chart::StopRule::Depth;
    BackstopNeed backstop = BackstopNeed::Preferred;
    std::vector<chart::Kind> hub_block;
    std::vector<std::string> requires_known; ///< hazards, "a|b" where one is enough
    /// The landmarks that technique measures the entry from, where they are found; SIDE and LEVEL
    /// stand for the target's. Others only where none of these will do.
    std::vector<std::string> landmarks;
    std::vector<std::string> notes;
    std::vector<NoteWithout> notes_without;
    std::vector<chart::SourceId> sources;
};

/// The direction under `key`; notes needle.target when it is none.
[[nodiscard]] Axis read_axis(const base::DataNode& row, std::string_view key);

/// The rule for "piriformis.right", or null.
[[nodiscard]] const TargetRule* find_rule(const std::vector<TargetRule>& rules,
                                          const chart::StructureId& target);

/// `pattern` with SIDE and LEVEL filled in: "psis.SIDE" → "psis.right".
[[nodiscard]] std::string filled(std::string_view pattern, chart::Side side,
                                 std::string_view level);

/// Problems: data.* of DataDocument, data.range, data.mark; needle.target (unknown axis, stop,
///           backstop, kind or place; a muscle twice; a place rule without a bound).
[[nodiscard]] base::Checked<std::vector<TargetRule>> read_target_rules(std::string_view text,
                                                                       std::string name);

} // namespace filiform::needle
