// SPDX-License-Identifier: Apache-2.0
#include "report/landmark_way.h"

#include <cmath>

#include "anatomy/landmark_expression.h"
#include "report/figure_parts.h"
#include "report/labels.h"
#include "report/wording.h"

namespace filiform::report {

using anatomy::Landmark;
using geometry::Vec3;

namespace {

/// A signed length with the words for both its ways.
struct WayPart {
    double mm = 0;
    const char* forth = "";
    const char* back = "";
};

std::string said(const WayPart& part) {
    constexpr double too_short_mm = 0.5;
    if (std::abs(part.mm) < too_short_mm)
        return "";
    return in_mm(std::abs(part.mm)) + ' ' + (part.mm > 0 ? part.forth : part.back);
}

struct Parts {
    WayPart across;
    WayPart along;
};

/// Beside a landmark of the midline an instruction says right or left, not lateral.
WayPart across_of(const Landmark& from, const Vec3& entry, double lateral_mm) {
    const chart::Side side = chart::side_of(from.id.text());
    if (side != chart::Side::None)
        return {lateral_mm, "lateral", "medial"};
    const bool is_right = entry.x > from.point.x;
    return {is_right ? std::abs(lateral_mm) : -std::abs(lateral_mm), "to the right", "to the left"};
}

Parts parts_from(const anatomy::Body& body, const Landmark& from, const Vec3& entry) {
    if (const auto walk = anatomy::offset_from(body, from, entry)) {
        const WayPart along{walk->cranial_mm, "cranial", "caudal"};
        if (walk->is_on_flank)
            return {{walk->posterior_mm, "posterior", "anterior"}, along};
        return {across_of(from, entry, walk->lateral_mm), along};
    }
    const Vec3 step = entry - from.point;
    const bool is_left = chart::side_of(from.id.text()) == chart::Side::Left;
    return {across_of(from, entry, is_left ? -step.x : step.x), {step.z, "cranial", "caudal"}};
}

std::string with_curve(const WayPart& part, double drawn_mm) {
    constexpr double looks_shorter = 6.0 / 7;
    const std::string words = said(part);
    return !words.empty() && drawn_mm < looks_shorter * std::abs(part.mm)
               ? words + ", round the curve"
               : words;
}

} // namespace

Way way_from(const anatomy::Body& body, const Landmark& from, const Vec3& entry) {
    const Parts parts = parts_from(body, from, entry);
    return {said(parts.across), said(parts.along)};
}

void draw_way(Drawing& drawing, const WayInput& input, std::vector<Area>& taken) {
    const Projection& projection = input.projection;
    const Parts parts = parts_from(input.body, input.from, input.entry);
    // The finger lies on the skin over the landmark: the way begins there.
    const Spot bone = projection.spot(input.from.point);
    const Spot a = projection.spot(anatomy::nearest_skin(input.body, input.from.point));
    const Spot b = projection.spot(input.entry);
    const Spot corner{b.x, a.y};
    drawing.stroke(segment(bone, a), {{1, 1, 1, 0.85}, 0.7});
    drawing.stroke(segment(bone, a), {palette().ink, 0.22, Dash::Dotted});
    drawing.stroke(circle(bone, 0.8), {{1, 1, 1, 0.9}, 0.6});
    drawing.stroke(circle(bone, 0.8), {palette().ink, 0.2});
    constexpr double too_short_mm = 1;
    block_line(taken, a, corner);
    block_line(taken, corner, b);
    const double across = std::abs(corner.x - a.x);
    const double along = std::abs(b.y - corner.y);
    std::string across_words = with_curve(parts.across, across / projection.scale);
    std::string along_words = with_curve(parts.along, along / projection.scale);
    // A part too short to draw is said beside the other.
    if (across <= too_short_mm && along > too_short_mm && !across_words.empty())
        along_words += ", " + said(parts.across);
    if (along <= too_short_mm && across > too_short_mm && !along_words.empty())
        across_words += ", " + said(parts.along);
    if (!across_words.empty() && across > too_short_mm)
        add_dimension(drawing, {a, corner, across_words}, projection.area, taken);
    if (!along_words.empty() && along > too_short_mm)
        add_dimension(drawing, {corner, b, along_words}, projection.area, taken);
}

} // namespace filiform::report
