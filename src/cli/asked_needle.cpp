// SPDX-License-Identifier: Apache-2.0
#include "cli/asked_needle.h"

#include <algorithm>
#include <cctype>

#include "anatomy/body_file.h"
#include "anatomy/landmark_expression.h"
#include "base/file.h"
#include "care/make_plan.h"
#include "chart/case.h"
#include "chart/plan_reading.h"
#include "cli/console.h"
#include "needle/add_points.h"

namespace filiform::cli {

namespace {

constexpr std::string_view bone_or_depth = "bone_or_depth";

tl::unexpected<base::Problem> wrong(std::string code, std::string where, std::string what,
                                    std::string hint) {
    return tl::unexpected(
        base::Problem{std::move(code), std::move(where), std::move(what), std::move(hint)});
}

/// Which option a problem of an expression belongs to.
tl::unexpected<base::Problem> of_option(base::Problem problem, const std::string& option) {
    problem.where = option + (problem.where.empty() ? "" : " (" + problem.where + ")");
    return tl::unexpected(std::move(problem));
}

base::Result<geometry::Vec3> entry_of(const std::string& text, const anatomy::Body& body) {
    const auto entry = anatomy::find_entry(body, text);
    if (!entry)
        return of_option(entry.error(), "--entry");
    const bool is_plain_point = std::none_of(text.begin(), text.end(),
                                             [](unsigned char c) { return std::isalpha(c) != 0; });
    const auto point = anatomy::find_point(body, text);
    if (!is_plain_point || !point)
        return entry;
    constexpr double most_off_skin_mm = 5; // more is a slip of the pen, not a rounded number
    const double off_mm = geometry::distance(*point, *entry);
    if (off_mm > most_off_skin_mm)
        return wrong("usage.entry", "--entry " + text,
                     "This point lies " + fixed(off_mm, 0) + " mm off the skin.",
                     "The nearest skin is at " + fixed(entry->x) + "," + fixed(entry->y) + "," +
                         fixed(entry->z) + ".");
    return entry;
}

base::Result<double> depth_of(const NeedleWords& words, const anatomy::Body& body,
                              const chart::NeedlePath& path, const chart::StructureId& target) {
    if (words.depth_mm)
        return *words.depth_mm;
    const auto stop = anatomy::read_stop(words.stop);
    if (!stop)
        return of_option(stop.error(), "--stop");
    auto depth = anatomy::stop_depth_mm(
        body, *stop, {path.entry, path.direction, path.needle.length_mm}, target);
    if (!depth)
        return of_option(depth.error(), "--stop");
    return depth;
}

chart::StopRule stop_rule(const std::string& stop) {
    if (stop == bone_or_depth || stop.find("first_bone") != std::string::npos)
        return chart::StopRule::BoneOrDepth;
    return stop.starts_with("hub") ? chart::StopRule::Hub : chart::StopRule::Depth;
}

base::Result<AskedNeedle> needle_in_words(const NeedleWords& words, anatomy::Body& body,
                                          const needle::Rules& rules) {
    AskedNeedle asked;
    if (!words.target.empty()) {
        asked.target = chart::read_target(words.target);
        needle::add_points(body, rules, {&*asked.target, 1});
    }
    asked.path.needle = *rules.drawer.find(words.needle);
    const auto entry = entry_of(words.entry, body);
    if (!entry)
        return tl::unexpected(entry.error());
    asked.path.entry = *entry;
    const auto direction = anatomy::find_direction(
        body, *entry, words.direction.empty() ? "perpendicular" : words.direction);
    if (!direction)
        return of_option(direction.error(), "--direction");
    asked.path.direction = *direction;
    const auto depth = depth_of(words, body, asked.path,
                                asked.target ? asked.target->structure : chart::StructureId());
    if (!depth)
        return tl::unexpected(depth.error());
    const double length = asked.path.needle.length_mm;
    const std::string where = words.depth_mm ? "--depth-mm" : "--stop " + words.stop;
    if (!(*depth > 0))
        return wrong("usage.depth", where, "A needle goes in by more than 0 mm.",
                     "Say how deep from the skin, in mm: 1 to " + fixed(length, 0) + ".");
    if (*depth > length)
        return wrong("usage.depth", where,
                     "The needle is " + fixed(length, 0) + " mm long and cannot go " +
                         fixed(*depth) + " mm deep.",
                     "Ask for less, or choose a longer needle.");
    asked.path.depth_mm = *depth;
    asked.path.stop = stop_rule(words.stop);
    return asked;
}

base::Result<AskedNeedle> needle_of_plan(const NeedleWords& words, anatomy::Body& body,
                                         const needle::Rules& rules) {
    const auto text = base::load_file(words.plan, chart::most_plan_bytes);
    if (!text)
        return tl::unexpected(text.error());
    const auto found =
        chart::read_plan_needle(*text, words.plan, words.target, words.proposal.value_or(1));
    if (!found)
        return tl::unexpected(found.error());
    if (found->body_digest != anatomy::body_digest(body))
        return wrong("usage.body", words.plan, "This plan was made on another body than this one.",
                     "Name the body file that the plan was made with.");
    needle::add_points(body, rules, {&found->target, 1});
    return AskedNeedle{found->path, found->target, found->seed};
}

} // namespace

base::Result<void> check_words(const NeedleWords& words, const needle::Rules& rules) {
    if (!words.target.empty()) {
        const auto target = chart::read_target(words.target);
        if (!target)
            return wrong("usage.target", "--target " + words.target, "This is no target.",
                         "Write it like piriformis.right or multifidus.left@l4.");
        if (const auto problems = care::check_targets(rules, {*target}); !problems.empty())
            return tl::unexpected(problems.front());
    }
    if (!words.plan.empty()) {
        if (!words.entry.empty() || !words.direction.empty() || !words.needle.empty() ||
            !words.stop.empty() || words.depth_mm)
            return wrong("usage.plan", "--plan " + words.plan,
                         "A plan says entry, direction, needle and depth itself.",
                         "Leave them out; choose with --target and --proposal.");
        return {};
    }
    if (words.proposal)
        return wrong("usage.plan", "--proposal", "A proposal is one of a plan.",
                     "Add --plan plan.json.");
    if (words.entry.empty() || words.needle.empty())
        return wrong("usage.needle", "needle", "Entry and needle are missing.",
                     "Give --entry, --needle and --depth-mm or --stop; or --plan plan.json.");
    if (rules.drawer.find(words.needle) == nullptr)
        return wrong("usage.needle", "--needle " + words.needle, "The drawer holds no such needle.",
                     "It holds " + care::stocked(rules.drawer) + ".");
    if (words.stop == bone_or_depth && !words.depth_mm)
        return wrong("usage.depth", "--stop bone_or_depth", "The depth is missing.",
                     "Add --depth-mm.");
    if (words.stop != bone_or_depth && words.stop.empty() == !words.depth_mm.has_value())
        return wrong("usage.depth", "needle", "Exactly one of --depth-mm and --stop is expected.",
                     "Say how deep, or what stops the needle; both only with bone_or_depth.");
    return {};
}

base::Result<AskedNeedle> find_needle(const NeedleWords& words, anatomy::Body& body,
                                      const needle::Rules& rules) {
    auto asked = words.plan.empty() ? needle_in_words(words, body, rules)
                                    : needle_of_plan(words, body, rules);
    if (asked && words.seed)
        asked->seed = *words.seed;
    return asked;
}

} // namespace filiform::cli
