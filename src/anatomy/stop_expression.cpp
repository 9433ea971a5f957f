// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "anatomy/expression_text.h"
#include "anatomy/landmark_expression.h"
#include "anatomy/skin_walk.h"
#include "geometry/clearance.h"

namespace filiform::anatomy {

using base::Result;
using geometry::Vec3;

namespace {

constexpr std::array<std::pair<std::string_view, StopAt::What>, 7> words{
    {{"depth", StopAt::What::Depth},
     {"first_bone", StopAt::What::FirstBone},
     {"hub", StopAt::What::Hub},
     {"target_centre", StopAt::What::TargetCentre},
     {"near_border", StopAt::What::NearBorder},
     {"far_border", StopAt::What::FarBorder},
     {"target_met", StopAt::What::TargetMet}}};

/// Where a path enters and leaves a structure first.
struct Chord {
    double from_mm = 0;
    double to_mm = 0;
};

std::optional<Chord> first_chord(const geometry::DistanceField& field,
                                 const geometry::Segment& path) {
    const double from = geometry::first_below(field, path, 0);
    if (from < 0)
        return std::nullopt;
    constexpr double step_mm = 0.1;
    double to = from;
    while (to < path.length_mm && field.at(path.point(to + step_mm)) <= 0)
        to += step_mm;
    return Chord{from, std::min(to, path.length_mm)};
}

double first_bone(const Body& body, const geometry::Segment& path) {
    double nearest = path.length_mm;
    for (const Structure& structure : body.structures) {
        if (structure.kind != chart::Kind::Bone)
            continue;
        const double at = geometry::first_below(structure.field, path, 0);
        if (at >= 0)
            nearest = std::min(nearest, at);
    }
    return nearest;
}

Result<double> in_target(const Body& body, const StopAt& stop, const geometry::Segment& path,
                         const chart::StructureId& target) {
    const Structure* structure = find_structure(body, target);
    if (structure == nullptr)
        return tl::unexpected(base::Problem{
            "expression.target_missing", "stop",
            target.is_empty() ? "the stop rule speaks of a target and none is named."
                              : "this body has no " + chart::spoken(target.text()) + ".",
            "Name a target that the body has."});
    const auto chord = first_chord(structure->field, path);
    if (!chord)
        return tl::unexpected(base::Problem{
            "expression.target_not_met", "stop",
            "the needle does not meet the " + chart::spoken(target.text()) + " on its way.",
            "Change the entry or the direction, or stop at a depth."});
    switch (stop.what) {
    case StopAt::What::NearBorder:
    case StopAt::What::TargetMet:
        return chord->from_mm;
    case StopAt::What::FarBorder:
        return chord->to_mm;
    default:
        return (chord->from_mm + chord->to_mm) / 2;
    }
}

} // namespace

Result<StopAt> read_stop(std::string_view text) {
    constexpr const char* forms =
        "Write depth, 45mm, first_bone, hub, target_met, target_centre, near_border + 5mm or "
        "far_border - 5mm.";
    ExpressionText in(text);
    if (text.size() > longest_expression)
        return in.fail("expression.too_long", "the stop rule is too long.", forms);
    StopAt stop;
    if (in.is_at_number()) {
        const auto depth = read_length_mm(in);
        if (!depth)
            return tl::unexpected(depth.error());
        if (*depth <= 0)
            return in.fail("expression.number", "a depth must be more than nothing.", forms);
        stop.depth_mm = *depth;
    } else {
        const ExpressionText before = in;
        const std::string word = in.word();
        const auto found = std::find_if(words.begin(), words.end(),
                                        [&](const auto& entry) { return entry.first == word; });
        if (found == words.end())
            return before.fail("expression.syntax",
                               "a stop rule was expected, not " + before.here() + ".", forms);
        stop.what = found->second;
    }
    if (in.is_at_end())
        return stop;
    const bool is_less = in.take('-');
    if (!is_less && !in.take('+'))
        return in.fail("expression.syntax", "plus or minus was expected, not " + in.here() + ".",
                       forms);
    const auto by = read_length_mm(in);
    if (!by)
        return tl::unexpected(by.error());
    stop.offset_mm = is_less ? -*by : *by;
    if (!in.is_at_end())
        return in.fail("expression.syntax",
                       "nothing more was expected, but there is " + in.here() + ".", forms);
    return stop;
}

Result<double> stop_depth_mm(const Body& body, const StopAt& stop, const geometry::Segment& path,
                             const chart::StructureId& target) {
    double depth = path.length_mm;
    switch (stop.what) {
    case StopAt::What::Depth:
        if (stop.depth_mm > 0)
            depth = stop.depth_mm;
        break;
    case StopAt::What::Hub:
        break;
    case StopAt::What::FirstBone:
        depth = first_bone(body, path);
        break;
    case StopAt::What::TargetCentre:
    case StopAt::What::NearBorder:
    case StopAt::What::FarBorder:
    case StopAt::What::TargetMet: {
        const auto in = in_target(body, stop, path, target);
        if (!in)
            return in;
        depth = *in;
        break;
    }
    }
    return std::clamp(depth + stop.offset_mm, 0.0, path.length_mm);
}

std::optional<SkinOffset> offset_from(const Body& body, const Landmark& landmark,
                                      const Vec3& skin_point) {
    const Vec3 start = nearest_skin(body, landmark.point);
    constexpr double on_skin_mm = 1;
    if (std::abs(body.skin.at(start)) > on_skin_mm)
        return std::nullopt;
    chart::Side side = chart::side_of(landmark.id.text());
    if (side == chart::Side::None)
        side = skin_point.x >= midline_x(body) ? chart::Side::Right : chart::Side::Left;
    const Vec3 lateral{side == chart::Side::Right ? 1.0 : -1.0, 0, 0};
    const Vec3 up{0, 0, 1};
    SkinOffset offset;
    constexpr double flank = 0.7; // the skin looks more sideways than back
    offset.is_on_flank = std::abs(body.skin.gradient(start).x) > flank;
    const Vec3 across = offset.is_on_flank ? Vec3{0, -1, 0} : lateral;
    double a = geometry::dot(skin_point - start, across);
    double b = geometry::dot(skin_point - start, up);
    constexpr int rounds = 30;
    constexpr double good_mm = 0.3;
    constexpr double enough_mm = 1;
    double miss = 1e300;
    for (int i = 0; i < rounds && miss > good_mm; ++i) {
        const Walk walk = walk_on_skin(body, start, across * a + up * b);
        if (walk.how != WalkEnd::Arrived)
            return std::nullopt;
        const Vec3 rest = skin_point - walk.end;
        miss = geometry::length(rest);
        if (miss <= good_mm)
            break;
        // On a slope a step along the skin gains less across than it is long.
        const Vec3 normal = body.skin.gradient(walk.end);
        const auto gain = [&](const Vec3& axis) {
            const Vec3 along = axis - normal * geometry::dot(axis, normal);
            return geometry::dot(rest, geometry::normalized(along));
        };
        a += gain(across);
        b += gain(up);
    }
    if (miss > enough_mm)
        return std::nullopt;
    offset.cranial_mm = b;
    (offset.is_on_flank ? offset.posterior_mm : offset.lateral_mm) = a;
    return offset;
}

} // namespace filiform::anatomy
