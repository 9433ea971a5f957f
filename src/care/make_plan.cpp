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
    narrow.drawer.is_narrowed = true;
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

/// What of a restraint is said on every proposal: the planner cannot see to it.
std::vector<std::string> notes_from(const knowledge::Restraint& restraint,
                                    const knowledge::Library& library) {
    knowledge::Restraint said;
    said.no_pistoning = restraint.no_pistoning;
    said.no_current = restraint.no_current;
    said.compress_s = restraint.compress_s;
    said.lying_down = restraint.lying_down;
    said.never_alone = restraint.never_alone;
    return knowledge::sentences_of(library, said);
}

/// The rules as a restraint leaves them: thinner needles, fewer of them.
needle::Rules restrained(needle::Rules rules, const knowledge::Restraint& restraint) {
    if (restraint.thickest_mm) {
        std::erase_if(rules.drawer.needles, [&](const chart::NeedleProduct& product) {
            return product.diameter_mm > *restraint.thickest_mm;
        });
        rules.drawer.is_narrowed = true;
    }
    if (restraint.most_needles)
        rules.session.most_needles =
            std::min(rules.session.most_needles,
                     static_cast<std::size_t>(std::max(0, *restraint.most_needles)));
    return rules;
}

/// Whether a body of that origin was seen, so that what needs an image may be needled.
bool is_imaged(chart::Origin origin) {
    return origin == chart::Origin::Segmented || origin == chart::Origin::Phantom;
}

/// Why a target has no path for this patient, whatever the body; nothing when it may have one.
std::optional<knowledge::Bar> bar_of(const Screened& screened, const chart::TargetRequest& target,
                                     bool has_image) {
    const std::string muscle = chart::without_side(target.structure.text());
    if (auto bar = knowledge::bar_of(screened.library, screened.screening, muscle, has_image))
        return bar;
    if (auto why = knowledge::not_found_because(screened.library, screened.answers, target))
        return knowledge::Bar{*why + " Nobody is needled for sciatica alone.",
                              "Examine it, or choose a muscle that was found, or other care."};
    return std::nullopt;
}

chart::Proposal without_path(const chart::TargetRequest& target, const char* reason,
                             const knowledge::Bar& bar) {
    chart::Proposal proposal;
    proposal.target = target;
    chart::NoPath none;
    none.reason_code = reason;
    none.because = bar.because;
    none.would_help = bar.would_help;
    proposal.paths = none;
    return proposal;
}

base::Checked<PlanWork> plan_held_back(const anatomy::Body& body, const needle::Rules& rules,
                                       const PlanOrder& order, const Screened* screened,
                                       const OnTarget& on_target) {
    auto usable = narrowed(rules, order.needles);
    if (!usable)
        return tl::unexpected(usable.error());
    if (auto problems = check_targets(rules, order.targets); !problems.empty())
        return tl::unexpected(std::move(problems));
    const bool has_image = is_imaged(body.origin);
    std::vector<std::string> notes;
    if (screened != nullptr) {
        const knowledge::Restraint& restraint = screened->screening.cleared->restraint();
        usable = restrained(std::move(*usable), restraint);
        notes = notes_from(restraint, screened->library);
    }

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
        if (on_target && !on_target(target))
            return tl::unexpected(base::Problems{
                {"plan.cancelled", target.id(), "The plan is not wanted any more.", ""}});
        if (screened != nullptr)
            if (const auto bar = bar_of(*screened, target, has_image)) {
                work.plan.proposals.push_back(without_path(target, "screening", *bar));
                chart::EntryMap empty;
                empty.target = target;
                work.maps.push_back(std::move(empty));
                continue;
            }
        auto [proposal, map] = needle::plan_target_with_map(body, *usable, target, table, settings);
        proposal.notes.insert(proposal.notes.end(), notes.begin(), notes.end());
        work.plan.proposals.push_back(std::move(proposal));
        work.maps.push_back(std::move(map));
    }
    work.plan.session = needle::plan_session(work.plan.proposals, usable->session);
    return work;
}

/// What was found of the patient, and what follows, by the proposals that are there.
void add_patient(chart::Plan& plan, const Screened& screened) {
    plan.screening = knowledge::notes_of(screened.library, screened.answers, screened.screening);
    if (knowledge::may_go_on(screened.screening))
        plan.assessment = knowledge::assess(screened.library, screened.answers, screened.screening,
                                            plan.has_path());
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
        if (!file.path.starts_with("server/")) // of the program that keeps plans, not of the plan
            all += std::string(file.path) + ' ' + base::sha256(file.text) + '\n';
    return base::sha256(all);
}

base::Checked<PlanWork> make_plan(const anatomy::Body& body, const needle::Rules& rules,
                                  const PlanOrder& order, const OnTarget& on_target) {
    return plan_held_back(body, rules, order, nullptr, on_target);
}

base::Checked<PlanWork> make_patient_plan(const anatomy::Body& body, const needle::Rules& rules,
                                          const PlanOrder& order, const Screened& screened,
                                          const OnTarget& on_target) {
    if (!screened.screening.cleared)
        return stopped_plan(order, screened);
    PlanOrder whole = order;
    if (whole.targets.empty())
        whole.targets = found_targets(screened);
    auto work = plan_held_back(body, rules, whole, &screened, on_target);
    if (work)
        add_patient(work->plan, screened);
    return work;
}

std::optional<base::Problem> barred(const Screened& screened, const chart::TargetRequest& target,
                                    const chart::NeedleProduct& needle, chart::Origin body_origin) {
    if (!screened.screening.cleared)
        return base::Problem{"path.barred", "#/target",
                             "The screening lets nobody needle this patient.",
                             "See what it found, and answer or clear what it asks for."};
    if (const auto bar = bar_of(screened, target, is_imaged(body_origin)))
        return base::Problem{"path.barred", "#/target", bar->because, bar->would_help};
    const auto& thickest = screened.screening.cleared->restraint().thickest_mm;
    if (!thickest || needle.diameter_mm <= *thickest)
        return std::nullopt;
    std::array<char, 120> what{};
    std::snprintf(what.data(), what.size(),
                  "For this patient no needle thicker than %.2f mm is used, and this one is %.2f.",
                  *thickest, needle.diameter_mm);
    return base::Problem{"path.barred", "#/needle", what.data(), "Choose a thinner needle."};
}

PlanWork plan_without_body(const PlanOrder& order, const Screened& screened,
                           const base::Problem& why) {
    PlanWork work;
    for (const chart::TargetRequest& target :
         order.targets.empty() ? found_targets(screened) : order.targets)
        work.plan.proposals.push_back(without_path(
            target, "body", {"No body of this patient can be made: " + why.what, why.hint}));
    add_patient(work.plan, screened);
    work.plan.body_name = "no body could be made";
    work.plan.body_origin = chart::Origin::Reference;
    work.plan.provenance = {order.program, knowledge_digest(), "", {}, order.seed};
    return work;
}

PlanWork stopped_plan(const PlanOrder& order, const Screened& screened) {
    PlanWork work;
    add_patient(work.plan, screened);
    work.plan.body_name = "no body was needed";
    work.plan.body_origin = chart::Origin::Reference;
    work.plan.provenance = {order.program, knowledge_digest(), "", {}, order.seed};
    return work;
}

std::vector<chart::TargetRequest> found_targets(const Screened& screened) {
    std::vector<chart::TargetRequest> targets;
    if (!screened.screening.cleared)
        return targets;
    for (const knowledge::ChosenTarget& chosen :
         knowledge::choose_targets(screened.library.targets, screened.answers))
        if (chosen.is_found == knowledge::Truth::Yes)
            targets.push_back(chosen.target);
    return targets;
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
