// SPDX-License-Identifier: Apache-2.0
#include "chart/plan_json.h"
#include "needle/plan_target.h"
#include "workshop/said_needle.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

tl::unexpected<base::Problems> refused(base::Problem problem) {
    if (problem.where.find('#') == std::string::npos) // the name of a target that is none
        problem.where = "#/target";
    return tl::unexpected(base::Problems{std::move(problem)});
}

/// Whether it is said, and said once, how deep the needle goes.
base::Result<void> check_end(const server::NeedleWanted& wanted) {
    const bool is_both = wanted.stop == bone_or_depth;
    if (is_both ? wanted.depth_mm.has_value() : wanted.stop.empty() == wanted.depth_mm.has_value())
        return {};
    return tl::unexpected(base::Problem{
        "usage.depth", "#/depthMm",
        is_both ? "The depth is missing." : "Exactly one of depthMm and stop is expected.",
        "Say how deep, or what stops the needle; both only with bone_or_depth."});
}

} // namespace

base::Problem body_not_ready() {
    return {"body.not_ready", "#/assessment", "This person's body is not at hand.",
            "Begin a job of the kind body for the assessment, or of an acupuncture point the kind "
            "map, and ask again when it is done."};
}

base::Checked<FoundNeedle> find_wanted(Tools& tools, const server::NeedleWanted& wanted) {
    if (const auto checked = check_end(wanted); !checked)
        return refused(checked.error());
    std::vector<chart::TargetRequest> targets;
    if (!wanted.target.empty()) {
        const auto target = read_said_target(wanted.target, tools.rules);
        if (!target)
            return refused(target.error());
        targets.push_back(*target);
    }
    const auto whose = whose_body(tools, wanted.who);
    if (!whose)
        return tl::unexpected(whose.error());
    const auto body = find_body(tools, *whose, targets);
    if (!body)
        return tl::unexpected(base::Problems{body_not_ready()});
    auto asked = find_needle({wanted.entry, wanted.direction, wanted.stop, wanted.needle,
                              wanted.depth_mm, wanted.target},
                             body->body(), tools.rules);
    if (!asked)
        return refused(asked.error());
    return FoundNeedle{body, *std::move(asked)};
}

chart::PlannedPath FoundNeedle::judged(const Tools& tools, std::uint64_t seed) const {
    return needle::judge_needle(body->body(), tools.rules, asked.path, asked.target,
                                *body->table(seed));
}

base::Checked<std::string> judge_needle(Tools& tools, const server::NeedleWanted& wanted) {
    const auto found = find_wanted(tools, wanted);
    if (!found)
        return tl::unexpected(found.error());
    return chart::write_path_json(found->judged(tools, wanted.seed));
}

} // namespace filiform::workshop
