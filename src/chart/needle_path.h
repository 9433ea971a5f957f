// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chart/structure.h"
#include "geometry/shapes.h"
#include "geometry/vec3.h"

namespace filiform::chart {

/// A stocked filiform needle. Length is tip to base of the handle; the handle does not enter.
struct NeedleProduct {
    std::string id; ///< "0.30x60": diameter x length in mm
    double diameter_mm = 0;
    double length_mm = 0;
    friend bool operator==(const NeedleProduct&, const NeedleProduct&) = default;
};

/// What ends the insertion.
enum class StopRule {
    Depth,       ///< at the planned depth
    BoneOrDepth, ///< at bone, or at the planned depth if none is felt before
    Hub,         ///< driven in to the handle
};

/// One needle, as it would be put in. Body frame, mm.
struct NeedlePath {
    geometry::Vec3 entry;     ///< on the skin
    geometry::Vec3 direction; ///< unit, into the body
    double depth_mm = 0;      ///< planned, along `direction`
    NeedleProduct needle;
    StopRule stop = StopRule::Depth;

    [[nodiscard]] geometry::Vec3 tip() const { return entry + direction * depth_mm; }
};

/// A depth as it is planned and judged, to a tenth: "41.5 mm", "42 mm". A whole millimetre would
/// often be deeper than what was judged.
[[nodiscard]] std::string depth_in_words(double mm);

/// What the needle passes, in order from the skin. `structure` is empty where nothing is labelled.
struct Layer {
    StructureId structure;
    Kind kind = Kind::Unknown;
    Origin origin = Origin::Measured;
    double from_mm = 0;
    double to_mm = 0;
    std::string name; ///< what to print: "skin", "subcutaneous fat", "soft tissue, not segmented"
};

/// How near one hazard is. Signed distances from the needle's surface to the hazard's surface:
/// negative means the needle is inside it.
struct Clearance {
    StructureId structure;
    Kind kind = Kind::Unknown;
    Origin origin = Origin::Segmented;
    double position_sd_mm = 0; ///< of the hazard's place, boundary included
    double min_mm = 0;         ///< least along the inserted shaft, tip included
    double at_depth_mm = 0;    ///< where that is
    double beyond_tip_mm = 0;  ///< least from the tip to as deep as the needle can go (see judge)
    double limit_mm = 0;       ///< the least clearance the rules ask for
    double in_sd = 0;          ///< min_mm over position_sd_mm
    bool is_at_least = false;  ///< min_mm is a lower bound (the hazard is far)
    /// The structure this is another course of, which `share` of people have; empty for the usual.
    StructureId variant_of = {};
    double share = 1;
    bool is_hard = true; ///< nearer than limit_mm is refused; false for a course too rare for that
};

/// A probability with its 95 % interval.
struct Estimate {
    double probability = 0;
    double low = 0;
    double high = 1;
};

/// Probability that the needle touches one structure when a human hand drives it.
struct Risk {
    StructureId structure; ///< all its courses together, each by its share
    Estimate touch;
    double from_variants =
        0; ///< the part of `touch.probability` that courses other than the usual make
};

/// The largest deviation, one at a time, that keeps every hard limit. Zero when none does.
struct Tolerance {
    double angle_rad = 0;
    double entry_mm = 0;
    double depth_mm = 0;
    bool angle_is_at_least = false; ///< the search stopped at its end without meeting a limit
    bool entry_is_at_least = false;
    bool depth_is_at_least = false;
};

/// How a free hand misses this needle's place: normal errors, standard deviations per axis. The
/// same that the risk is estimated with.
struct HandSpread {
    double entry_mm = 0;   ///< along the skin: finding the landmark, measuring from it, marking
    double angle_rad = 0;  ///< holding the angle, and the needle's bending
    double depth_mm = 0;   ///< along the needle
    double level_slip = 0; ///< probability of starting one vertebra too high or too low
    double level_mm = 0;   ///< how far off that is; zero where no level is counted
};

/// Bone behind the target that stops the needle if it goes on.
struct Backstop {
    StructureId structure;
    double at_mm = 0; ///< from the skin, along the path
};

enum class Verdict {
    Safe,    ///< keeps every limit
    Caution, ///< keeps the hard limits; a soft one is crossed, or an inferred structure decides
    Unknown, ///< could reach territory nobody has seen, or a hazard this body has no data of
    Refused, ///< crosses a hard limit
};
[[nodiscard]] std::string_view text(Verdict verdict);
[[nodiscard]] std::string_view text(StopRule stop);
[[nodiscard]] std::optional<StopRule> stop_rule_of(std::string_view word);

/// A stretch of a needle's axis, from the skin.
struct DepthSpan {
    double from_mm = 0;
    double to_mm = 0;
};

/// Why a verdict is what it is. `structure` may be empty.
struct Reason {
    std::string code; ///< stable: "needle.clearance"
    StructureId structure;
    std::string what; ///< one sentence with the number
};

struct Judgement {
    Verdict verdict = Verdict::Refused;
    std::vector<Reason> reasons;
};

/// A path with all that is to be known of it before a hand picks up the needle.
struct PlannedPath {
    NeedlePath path;
    StructureId target;
    double angle_to_skin_rad = 0; ///< between the needle and the skin surface: π/2 is straight in
    double bite_mm = 0;           ///< length of the needle inside the target
    /// Where the axis first runs in the target, as far as the needle is long: also of a needle that
    /// ends before it. Nothing where it never does, or there is no target.
    std::optional<DepthSpan> target_at;
    std::string entry_words; ///< "34 mm lateral of the right PSIS"; empty where none is near
    std::string instruction; ///< entry from palpable landmarks, direction, depth, stop
    std::string stop_rule;   ///< one sentence
    std::vector<Layer> layers;
    std::vector<Clearance> clearances; ///< nearest first
    std::vector<Risk> risks;           ///< likeliest first
    Estimate any_touch;                ///< of at least one hazard
    Estimate reach;                    ///< the tip ends in the target
    HandSpread hand;                   ///< all zero where nothing is known of the hand
    Tolerance tolerance;
    std::optional<Backstop> backstop;
    Judgement judgement;
    std::vector<std::string> strengths; ///< in what it is better than the other proposals
};

/// The hazard to name first: the nearest that is known and hard, else the nearest that is known (a
/// course that few people have), else null. The edge of what is known is no thing to hit.
[[nodiscard]] const Clearance* nearest_hazard(const PlannedPath& path);

/// No path was found. `blockers`: what stood in the way, most often first.
struct NoPath {
    struct Blocker {
        StructureId structure;
        double share = 0; ///< of the candidate needles
    };
    std::string reason_code; ///< target_missing, target_out_of_scan, too_deep, blocked, unknown
    std::string because;     ///< one sentence
    std::string would_help;  ///< one sentence
    std::vector<Blocker> blockers;
};

} // namespace filiform::chart
