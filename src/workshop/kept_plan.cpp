// SPDX-License-Identifier: Apache-2.0
#include "workshop/kept_plan.h"

#include <algorithm>
#include <array>
#include <numbers>

#include "base/expects.h"

namespace filiform::workshop {

namespace {

/// Sentences of the library that say when to stop (data/knowledge/advice/session.yaml).
constexpr std::array<std::string_view, 2> stop_rules{"dose.stop", "check.feeling"};

record::BodyVector body_vector(const geometry::Vec3& v) {
    return {v.x, v.y, v.z};
}

/// Which of a proposal's paths the session takes; the best one where it is left out of it.
std::size_t picked(const chart::Plan& plan, std::size_t proposal) {
    for (const chart::Session::Pick& pick : plan.session.picks)
        if (pick.proposal == proposal)
            return pick.path;
    return 0;
}

record::PlannedTarget planned_target(const chart::Plan& plan, std::size_t place) {
    const chart::Proposal& proposal = plan.proposals[place];
    record::PlannedTarget target;
    target.target = proposal.target.structure.text();
    target.level = proposal.target.level;
    if (plan.assessment)
        for (const chart::TargetNote& note : plan.assessment->targets)
            if (note.target == proposal.target.id())
                target.because = note.because;
    if (const auto* none = std::get_if<chart::NoPath>(&proposal.paths)) {
        target.no_path = none->because;
        if (!none->would_help.empty())
            target.no_path += " What would help: " + none->would_help;
        return target;
    }
    const auto& paths = std::get<std::vector<chart::PlannedPath>>(proposal.paths);
    const std::size_t index = picked(plan, place);
    target.path = chosen_path(paths.at(index));
    target.path->index = static_cast<std::int64_t>(index);
    return target;
}

record::ScreeningDecision decision_of(const std::string& word) {
    const auto words = record::words(record::ScreeningDecision{});
    const auto found = std::find(words.begin(), words.end(), word);
    base::expects(found != words.end(), "the record knows every decision of a screening");
    return static_cast<record::ScreeningDecision>(found - words.begin());
}

record::Stop record_stop(chart::StopRule stop) {
    switch (stop) {
    case chart::StopRule::Depth:
        return record::Stop::Depth;
    case chart::StopRule::BoneOrDepth:
        return record::Stop::BoneOrDepth;
    case chart::StopRule::Hub:
        return record::Stop::Hub;
    }
    return record::Stop::Depth;
}

void add_what_follows(const chart::Assessment& assessment, record::Plan& kept) {
    for (const chart::CareNote& care : assessment.care)
        if (!care.is_needling)
            kept.alternatives.push_back(care.id);
    if (!kept.needling_allowed.value_or(false))
        return;
    for (const chart::AdviceNote& advice : assessment.visit)
        if (std::find(stop_rules.begin(), stop_rules.end(), advice.id) != stop_rules.end())
            kept.stop_rules.push_back(advice.text);
}

} // namespace

record::ChosenPath chosen_path(const chart::PlannedPath& planned) {
    constexpr double straight_in_deg = 90;
    record::ChosenPath path;
    path.entry = body_vector(planned.path.entry);
    path.direction = body_vector(planned.path.direction);
    path.depth_mm = planned.path.depth_mm;
    path.angle_to_skin_deg =
        std::clamp(planned.angle_to_skin_rad * 180 / std::numbers::pi, 0.0, straight_in_deg);
    path.diameter_mm = planned.path.needle.diameter_mm;
    path.length_mm = planned.path.needle.length_mm;
    path.instruction = planned.instruction;
    path.stop = record_stop(planned.path.stop);
    path.stop_rule = planned.stop_rule;
    path.verdict = std::string(chart::text(planned.judgement.verdict));
    return path;
}

record::Plan kept_plan(const chart::Plan& plan) {
    base::expects(plan.screening.has_value(), "a plan of the record is of a screened patient");
    record::Plan kept;
    kept.decision = decision_of(plan.screening->decision);
    kept.needling_allowed = plan.screening->may_needle && plan.has_path();
    for (std::size_t i = 0; i < plan.proposals.size(); ++i)
        kept.targets.push_back(planned_target(plan, i));
    if (plan.has_path()) {
        kept.dose.emplace();
        kept.dose->most_needles = static_cast<std::int64_t>(plan.session.most_needles);
    }
    if (plan.assessment)
        add_what_follows(*plan.assessment, kept);
    kept.provenance.emplace();
    kept.provenance->program = plan.provenance.program;
    kept.provenance->knowledge = plan.provenance.knowledge;
    kept.provenance->body = plan.provenance.body;
    kept.provenance->seed = std::to_string(plan.provenance.seed);
    return kept;
}

} // namespace filiform::workshop
