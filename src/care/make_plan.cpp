// SPDX-License-Identifier: Apache-2.0
#include "care/make_plan.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/data_files.h"
#include "base/digest.h"
#include "needle/plan_target.h"

namespace filiform::care {

namespace {

/// The rules with a drawer of the named needles only.
base::Checked<needle::Rules> narrowed(const needle::Rules& rules,
                                      const std::vector<std::string>& needles) {
    needle::Rules narrow = rules;
    if (needles.empty())
        return narrow;
    base::Problems problems;
    narrow.drawer.needles.clear();
    for (const chart::NeedleProduct& product : rules.drawer.needles)
        if (std::find(needles.begin(), needles.end(), product.id) != needles.end())
            narrow.drawer.needles.push_back(product);
    for (const std::string& id : needles) {
        if (rules.drawer.find(id) != nullptr)
            continue;
        std::string stocked;
        for (const chart::NeedleProduct& product : rules.drawer.needles)
            stocked += (stocked.empty() ? "" : ", ") + product.id;
        problems.push_back(
            {"plan.needle", id, "The drawer holds no such needle.", "It holds " + stocked + "."});
    }
    if (!problems.empty())
        return tl::unexpected(problems);
    return narrow;
}

bool is_level(const std::string& word) {
    constexpr std::array<std::string_view, 8> levels{"t11", "t12", "l1", "l2",
                                                     "l3",  "l4",  "l5", "s1"};
    return std::find(levels.begin(), levels.end(), word) != levels.end();
}

} // namespace

std::string knowledge_digest() {
    std::string all;
    for (const base::DataFile& file : base::data_files())
        all += std::string(file.path) + ' ' + base::sha256(file.text) + '\n';
    return base::sha256(all);
}

base::Checked<PlanWork> make_plan(const anatomy::Body& body, const needle::Rules& rules,
                                  const PlanOrder& order, const OnTarget& on_target) {
    const auto usable = narrowed(rules, order.needles);
    if (!usable)
        return tl::unexpected(usable.error());
    if (auto problems = check_targets(rules, order.targets); !problems.empty())
        return tl::unexpected(std::move(problems));

    PlanWork work;
    work.plan.body_name = body.name;
    work.plan.body_origin = body.origin;
    work.plan.warnings = body.warnings;
    work.plan.provenance = {order.program, knowledge_digest(), order.body_digest, body.inputs,
                            order.seed};
    needle::PlanSettings settings;
    settings.most_paths = static_cast<std::size_t>(order.most_paths);
    const needle::PerturbationTable table(order.seed, settings.risk_samples, body, usable->limits);
    for (const chart::TargetRequest& target : order.targets) {
        if (on_target)
            on_target(target);
        auto [proposal, map] = needle::plan_target_with_map(body, *usable, target, table, settings);
        work.plan.proposals.push_back(std::move(proposal));
        work.maps.push_back(std::move(map));
    }
    work.plan.session = needle::plan_session(work.plan.proposals, usable->session);
    return work;
}

base::Problems check_targets(const needle::Rules& rules,
                             const std::vector<chart::TargetRequest>& targets) {
    base::Problems problems;
    for (const chart::TargetRequest& target : targets) {
        if (needle::find_rule(rules.targets, target.structure) == nullptr) {
            std::string known;
            for (const needle::TargetRule& rule : rules.targets)
                known += (known.empty() ? "" : ", ") + rule.muscle;
            problems.push_back({"plan.target", target.id(),
                                "No needling rule is known for such a muscle.",
                                "Known are, each with .left or .right: " + known + "."});
        } else if (chart::side_of(target.structure.text()) == chart::Side::None) {
            problems.push_back({"plan.target", target.id(), "This target names no side.",
                                "End the muscle in .left or .right."});
        }
        if (!target.level.empty() && !is_level(target.level))
            problems.push_back({"plan.target", target.id(),
                                "'" + target.level + "' is no level of the back.",
                                "Write t11, t12, l1 to l5 or s1 after the @."});
    }
    return problems;
}

} // namespace filiform::care
