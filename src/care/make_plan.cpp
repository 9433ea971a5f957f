// SPDX-License-Identifier: Apache-2.0
#include "care/make_plan.h"

#include <algorithm>

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
    return work;
}

} // namespace filiform::care
