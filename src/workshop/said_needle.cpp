// SPDX-License-Identifier: Apache-2.0
#include "workshop/said_needle.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

#include "anatomy/landmark_expression.h"
#include "care/make_plan.h"
#include "chart/case.h"

namespace filiform::workshop {

namespace {

tl::unexpected<base::Problem> wrong(std::string code, std::string where, std::string what,
                                    std::string hint) {
    return tl::unexpected(
        base::Problem{std::move(code), std::move(where), std::move(what), std::move(hint)});
}

/// A problem of an expression, at the field that holds it.
tl::unexpected<base::Problem> at_field(base::Problem problem, const char* field) {
    problem.where += field;
    return tl::unexpected(std::move(problem));
}

/// A number that can be typed again.
std::string shown(double value, int decimals = 1) {
    std::array<char, 64> digits{};
    std::snprintf(digits.data(), digits.size(), "%.*f", decimals, value);
    return digits.data();
}

base::Result<geometry::Vec3> entry_of(const std::string& text, const anatomy::Body& body) {
    const auto entry = anatomy::find_entry(body, text);
    if (!entry)
        return at_field(entry.error(), "#/entry");
    const bool is_plain_point = std::none_of(text.begin(), text.end(),
                                             [](unsigned char c) { return std::isalpha(c) != 0; });
    const auto point = anatomy::find_point(body, text);
    if (!is_plain_point || !point)
        return entry;
    constexpr double most_off_skin_mm = 5; // more is a slip of the pen, not a rounded number
    const double off_mm = geometry::distance(*point, *entry);
    if (off_mm > most_off_skin_mm)
        return wrong("usage.entry", "#/entry",
                     "This point lies " + shown(off_mm, 0) + " mm off the skin.",
                     "The nearest skin is at " + shown(entry->x) + "," + shown(entry->y) + "," +
                         shown(entry->z) + ".");
    return entry;
}

base::Result<double> depth_of(const SaidNeedle& said, const anatomy::Body& body,
                              const AskedNeedle& asked) {
    if (said.depth_mm)
        return *said.depth_mm;
    const auto stop = anatomy::read_stop(said.stop);
    if (!stop)
        return at_field(stop.error(), "#/stop");
    const chart::NeedlePath& path = asked.path;
    auto depth =
        anatomy::stop_depth_mm(body, *stop, {path.entry, path.direction, path.needle.length_mm},
                               asked.target ? asked.target->structure : chart::StructureId());
    if (!depth)
        return at_field(depth.error(), "#/stop");
    return depth;
}

chart::StopRule stop_rule(const std::string& stop) {
    if (stop == bone_or_depth || stop.find("first_bone") != std::string::npos)
        return chart::StopRule::BoneOrDepth;
    return stop.starts_with("hub") ? chart::StopRule::Hub : chart::StopRule::Depth;
}

} // namespace

base::Result<chart::TargetRequest> read_said_target(const std::string& text,
                                                    const needle::Rules& rules) {
    const auto target = chart::read_target(text);
    if (!target)
        return wrong("usage.target", "#/target", "This is no target.",
                     "Write it like piriformis.right or multifidus.left@l4.");
    if (const auto problems = care::check_targets(rules, {*target}); !problems.empty())
        return tl::unexpected(problems.front());
    return *target;
}

base::Result<chart::NeedleProduct> find_product(const std::string& id, const needle::Rules& rules) {
    if (const chart::NeedleProduct* product = rules.drawer.find(id))
        return *product;
    return wrong("usage.needle", "#/needle", "The drawer holds no such needle.",
                 "It holds " + care::stocked(rules.drawer) + ".");
}

base::Result<AskedNeedle> find_needle(const SaidNeedle& said, const anatomy::Body& body,
                                      const needle::Rules& rules) {
    AskedNeedle asked;
    if (!said.target.empty()) {
        const auto target = read_said_target(said.target, rules);
        if (!target)
            return tl::unexpected(target.error());
        asked.target = *target;
    }
    const auto product = find_product(said.needle, rules);
    if (!product)
        return tl::unexpected(product.error());
    asked.path.needle = *product;
    const auto entry = entry_of(said.entry, body);
    if (!entry)
        return tl::unexpected(entry.error());
    asked.path.entry = *entry;
    const auto direction = anatomy::find_direction(
        body, *entry, said.direction.empty() ? "perpendicular" : said.direction);
    if (!direction)
        return at_field(direction.error(), "#/direction");
    asked.path.direction = *direction;
    const auto depth = depth_of(said, body, asked);
    if (!depth)
        return tl::unexpected(depth.error());
    const double length = asked.path.needle.length_mm;
    const char* const where = said.depth_mm ? "#/depthMm" : "#/stop";
    if (!(*depth > 0))
        return wrong("usage.depth", where, "A needle goes in by more than 0 mm.",
                     "Say how deep from the skin, in mm: 1 to " + shown(length, 0) + ".");
    if (*depth > length)
        return wrong("usage.depth", where,
                     "The needle is " + shown(length, 0) + " mm long and cannot go " +
                         shown(*depth) + " mm deep.",
                     "Ask for less, or choose a longer needle.");
    asked.path.depth_mm = *depth;
    asked.path.stop = stop_rule(said.stop);
    return asked;
}

} // namespace filiform::workshop
