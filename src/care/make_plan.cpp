// SPDX-License-Identifier: Apache-2.0
#include "care/make_plan.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/data_files.h"
#include "base/digest.h"
#include "base/spelling.h"
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
        problems.push_back({"plan.needle", id, "The drawer holds no such needle.",
                            "It holds " + stocked(rules.drawer) + "."});
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

/// Both sides of every muscle that has a needling rule.
std::vector<std::string> known_targets(const needle::Rules& rules) {
    std::vector<std::string> known;
    for (const needle::TargetRule& rule : rules.targets)
        for (const char* side : {".left", ".right"})
            known.push_back(rule.muscle + side);
    return known;
}

/// What to write instead of `word`, which is none of the known targets.
std::string target_hint(const needle::Rules& rules, const std::vector<std::string>& known,
                        const std::string& word) {
    if (std::find(known.begin(), known.end(), word + ".left") != known.end())
        return "Say the side: " + word + ".left or " + word + ".right.";
    if (const std::string name = base::nearest_name(known, word); !name.empty())
        return "Did you mean " + name + "?";
    std::string muscles;
    for (const needle::TargetRule& rule : rules.targets)
        muscles += (muscles.empty() ? "" : ", ") + rule.muscle;
    return "Known are, each with .left or .right: " + muscles + ".";
}

} // namespace

std::string stocked(const needle::Drawer& drawer) {
    std::string all;
    for (const chart::NeedleProduct& product : drawer.needles)
        all += (all.empty() ? "" : ", ") + product.id;
    return all;
}

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
        const std::vector<std::string> known = known_targets(rules);
        const std::string& id = target.structure.text();
        if (std::find(known.begin(), known.end(), id) == known.end())
            problems.push_back({"plan.target", target.id(), "There is no such muscle to needle.",
                                target_hint(rules, known, id)});
        if (!target.level.empty() && !is_level(target.level))
            problems.push_back({"plan.target", target.id(),
                                "'" + target.level + "' is no level of the back.",
                                "Write t11, t12, l1 to l5 or s1 after the @."});
    }
    return problems;
}

} // namespace filiform::care
