// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "anatomy/body.h"
#include "base/result.h"
#include "geometry/shapes.h"

namespace filiform::anatomy {

/// The point a person means by a few words, on the bone (or wherever the landmark lies).
///
/// Text:     `psis.right` · `between(psis.right, ischial_tuberosity.right, 0.31)` (0 is the first
///           place, 1 the second, nothing beyond; places may nest) · `12.5, -40, 103` (body frame,
///           mm).
/// Problems: expression.syntax (what was expected, at which character), expression.unknown_landmark
///           (with the nearest names), expression.landmark_missing, expression.number,
///           expression.too_long, expression.too_deep. Any text at all is answered, never crashes.
/// Where:    Problem::where is "expression:CHARACTER", counted from 1.
[[nodiscard]] base::Result<geometry::Vec3> find_point(const Body& body, std::string_view text);

/// The skin point a person means: a place as above, then offsets along the skin.
///
/// Text:     `psis.right lateral=34mm caudal=12mm`: names are lateral, medial, left, right,
/// cranial,
///           caudal, anterior, posterior; values carry `mm` or `cm` and may be negative.
/// Rule:     the place is projected to the nearest skin; from there one walks straight along the
///           skin, as a ruler is laid, in the direction the offsets add up to, for the length
///           they add up to.
/// Lateral:  away from the midline on the side of the named landmark. Where no side is named
///           (spinous_process_l4 lateral=20mm) the expression must say left or right instead;
///           for a plain `x,y,z`, likewise.
/// Problems: as find_point, and expression.side, expression.unit, expression.off_skin (no skin
///           near, or the walk would leave the skin), expression.not_along_skin.
[[nodiscard]] base::Result<geometry::Vec3> find_entry(const Body& body, std::string_view text);

/// The unit vector into the body that a person means at a skin point.
///
/// Text:     `perpendicular` (against the skin's normal, averaged over a fingertip) · tilts from
///           there, `medial=15deg caudal=10deg` (the tip moves medially and caudally by those
///           angles; optionally after the word perpendicular) · `towards(asis.right)` (a place
///           as in find_point) · `0.1, 0.9, -0.2` (any length but 0).
/// Side:     of `entry`: right of the midline (x of the spinous processes) is right.
/// Problems: expression.syntax, expression.number, expression.unit, expression.direction (tilted by
///           90 degrees or more, to two opposite sides, a zero vector, no skin, or a place to point
///           at that is the entry itself); those of find_point.
[[nodiscard]] base::Result<geometry::Vec3>
find_direction(const Body& body, const geometry::Vec3& entry, std::string_view text);

/// What ends an insertion, as written in a study or a case.
struct StopAt {
    enum class What { Depth, FirstBone, Hub, TargetCentre, NearBorder, FarBorder, TargetMet };
    What what = What::Depth;
    double depth_mm = 0;  ///< of Depth; 0 when the text was the bare word `depth`
    double offset_mm = 0; ///< added to where the rest says: `far_border - 5mm` has -5
    friend bool operator==(const StopAt&, const StopAt&) = default;
};

/// Text: `depth` · `45mm` · `first_bone` · `hub` · `target_centre` · `near_border + 5mm` ·
///       `far_border - 5mm` · `target_met`; each word may carry `+ N mm` or `- N mm`.
/// Met:  what the tip itself meets on its way, where the borders are measured beforehand along the
///       path that is meant; on one path the same as near_border.
/// Problems: expression.syntax, expression.number, expression.unit.
[[nodiscard]] base::Result<StopAt> read_stop(std::string_view text);

/// How deep a needle goes along `path` (start on the skin, its length the needle's) under a stop
/// rule. `target` may be empty when the rule does not speak of it.
///
/// Answer:   mm along the path, within 0 and its length. `first_bone` with no bone on the way ends
///           at the path's end; a bare `depth` too.
/// Problems: expression.target_missing, expression.target_not_met.
[[nodiscard]] base::Result<double> stop_depth_mm(const Body& body, const StopAt& stop,
                                                 const geometry::Segment& path,
                                                 const chart::StructureId& target);

/// A skin point said from a landmark: walk from the landmark's skin point so far in these two
/// directions at once. Negative: the other way.
struct SkinOffset {
    double lateral_mm = 0;
    double cranial_mm = 0;
    double posterior_mm =
        0; ///< used instead of lateral on the flank, where lateral leaves the skin
    bool is_on_flank = false;
};

/// The inverse of `find_entry` for one landmark: the offsets that lead to `skin_point`, or nothing
/// when no straight walk along the skin does (to 1 mm).
///
/// Lateral:  away from the midline on the side where `skin_point` lies, when the landmark has no
///           side of its own.
[[nodiscard]] std::optional<SkinOffset> offset_from(const Body& body, const Landmark& landmark,
                                                    const geometry::Vec3& skin_point);

} // namespace filiform::anatomy
