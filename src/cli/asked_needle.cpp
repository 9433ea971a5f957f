// SPDX-License-Identifier: Apache-2.0
#include "cli/asked_needle.h"

#include <array>
#include <string_view>
#include <tuple>

#include "anatomy/body_file.h"
#include "base/file.h"
#include "chart/case.h"
#include "chart/plan_reading.h"
#include "needle/add_points.h"

namespace filiform::cli {

namespace {

tl::unexpected<base::Problem> wrong(std::string code, std::string where, std::string what,
                                    std::string hint) {
    return tl::unexpected(
        base::Problem{std::move(code), std::move(where), std::move(what), std::move(hint)});
}

/// A problem at a field of what was said, at the option that says it: "expression:3#/entry" is at
/// "--entry (expression:3)", and what was typed is shown where it is wrong as a whole.
base::Problem at_option(base::Problem problem, const workshop::SaidNeedle& said) {
    const std::array<std::tuple<std::string_view, const char*, std::string>, 6> options{
        {{"entry", "--entry", said.entry},
         {"direction", "--direction", said.direction},
         {"stop", "--stop", said.stop},
         {"depthMm", "--depth-mm", ""},
         {"needle", "--needle", said.needle},
         {"target", "--target", said.target}}};
    const std::size_t hash = problem.where.find("#/");
    if (hash == std::string::npos)
        return problem;
    const std::string place = problem.where.substr(0, hash);
    for (const auto& [field, option, typed] : options) {
        if (problem.where.substr(hash + 2) != field)
            continue;
        const bool is_whole = problem.code.starts_with("usage.") && !typed.empty();
        problem.where = option;
        if (is_whole)
            problem.where += " " + typed;
        else if (!place.empty())
            problem.where += " (" + place + ")";
        return problem;
    }
    return problem;
}

base::Result<workshop::AskedNeedle>
needle_in_words(const workshop::SaidNeedle& said, anatomy::Body& body, const needle::Rules& rules) {
    if (const auto target = chart::read_target(said.target))
        needle::add_points(body, rules, {&*target, 1});
    auto asked = workshop::find_needle(said, body, rules);
    if (!asked)
        return tl::unexpected(at_option(asked.error(), said));
    return asked;
}

base::Result<workshop::AskedNeedle> needle_of_plan(const NeedleWords& words, anatomy::Body& body,
                                                   const needle::Rules& rules) {
    const auto text = base::load_file(words.plan, chart::most_plan_bytes);
    if (!text)
        return tl::unexpected(text.error());
    const auto found =
        chart::read_plan_needle(*text, words.plan, words.said.target, words.proposal.value_or(1));
    if (!found)
        return tl::unexpected(found.error());
    if (found->body_digest != anatomy::body_digest(body))
        return wrong("usage.body", words.plan, "This plan was made on another body than this one.",
                     "Name the body file that the plan was made with.");
    needle::add_points(body, rules, {&found->target, 1});
    return workshop::AskedNeedle{found->path, found->target, found->seed};
}

} // namespace

base::Result<void> check_words(const NeedleWords& words, const needle::Rules& rules) {
    const workshop::SaidNeedle& said = words.said;
    if (!said.target.empty())
        if (const auto target = workshop::read_said_target(said.target, rules); !target)
            return tl::unexpected(at_option(target.error(), said));
    if (!words.plan.empty()) {
        if (!said.entry.empty() || !said.direction.empty() || !said.needle.empty() ||
            !said.stop.empty() || said.depth_mm)
            return wrong("usage.plan", "--plan " + words.plan,
                         "A plan says entry, direction, needle and depth itself.",
                         "Leave them out; choose with --target and --proposal.");
        return {};
    }
    if (words.proposal)
        return wrong("usage.plan", "--proposal", "A proposal is one of a plan.",
                     "Add --plan plan.json.");
    if (said.entry.empty() || said.needle.empty())
        return wrong("usage.needle", "needle", "Entry and needle are missing.",
                     "Give --entry, --needle and --depth-mm or --stop; or --plan plan.json.");
    if (const auto product = workshop::find_product(said.needle, rules); !product)
        return tl::unexpected(at_option(product.error(), said));
    if (said.stop == workshop::bone_or_depth && !said.depth_mm)
        return wrong("usage.depth", "--stop bone_or_depth", "The depth is missing.",
                     "Add --depth-mm.");
    if (said.stop != workshop::bone_or_depth && said.stop.empty() == !said.depth_mm.has_value())
        return wrong("usage.depth", "needle", "Exactly one of --depth-mm and --stop is expected.",
                     "Say how deep, or what stops the needle; both only with bone_or_depth.");
    return {};
}

base::Result<workshop::AskedNeedle> find_needle(const NeedleWords& words, anatomy::Body& body,
                                                const needle::Rules& rules) {
    auto asked = words.plan.empty() ? needle_in_words(words.said, body, rules)
                                    : needle_of_plan(words, body, rules);
    if (asked && words.seed)
        asked->seed = *words.seed;
    return asked;
}

} // namespace filiform::cli
