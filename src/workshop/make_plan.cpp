// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "base/digest.h"
#include "base/parallel.h"
#include "report/render.h"
#include "workshop/consultation.h"
#include "workshop/kept_plan.h"
#include "workshop/person_body.h"
#include "workshop/plan_parts.h"
#include "workshop/said_needle.h"
#include "workshop/screened_case.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

// How much of a plan is done when this begins.
constexpr double share_at_body = 0.05;
constexpr double share_at_targets = 0.3;
constexpr double share_at_pages = 0.8;

/// As many documents as the record keeps with a plan.
constexpr std::size_t most_documents = 50;

tl::unexpected<base::Problems> cancelled() {
    return tl::unexpected(
        base::Problems{{"plan.cancelled", "", "The plan is not wanted any more.", ""}});
}

base::Checked<care::PlanOrder> order_of(const Tools& tools, const server::PlanWanted& wanted) {
    care::PlanOrder order;
    order.seed = wanted.seed;
    order.program = tools.options.program;
    base::Problems problems;
    for (std::size_t i = 0; i < wanted.targets.size(); ++i) {
        auto target = read_said_target(wanted.targets[i], tools.rules);
        if (!target) {
            problems.push_back(target.error());
            problems.back().where = "#/targets/" + std::to_string(i);
        } else if (std::find(order.targets.begin(), order.targets.end(), *target) ==
                   order.targets.end()) {
            order.targets.push_back(*std::move(target));
        }
    }
    if (!problems.empty())
        return tl::unexpected(problems);
    return order;
}

/// The record calls answers what a case calls findings.
base::Problems at_the_assessment(base::Problems problems) {
    constexpr std::string_view of_case = "/findings/";
    for (base::Problem& problem : problems)
        if (const std::size_t at = problem.where.find(of_case); at != std::string::npos)
            problem.where.replace(at, of_case.size(), "/answers/");
    return problems;
}

/// A plan with the body it was made on; none where it ended before one was needed.
struct Work {
    care::PlanWork plan;
    BodyCache::Kept body;
};

base::Checked<Work> planned_on_a_body(Tools& tools, const server::Examined& who,
                                      const ScreenedCase& screened, care::PlanOrder order,
                                      server::JobProgress& progress) {
    if (progress.is_cancelled())
        return cancelled();
    progress.say("Making the body", share_at_body);
    const auto whose = whose_body(tools, who);
    if (!whose)
        return tl::unexpected(whose.error());
    if (order.targets.empty())
        order.targets = care::found_targets(screened_of(screened));
    const auto body = body_for(tools, *whose, order.targets);
    if (!body) {
        auto why = beyond_the_measured(body.error());
        if (!why)
            return tl::unexpected(body.error());
        why->hint = "Add a segmented scan of the patient to the assessment.";
        return Work{care::plan_without_body(order, screened_of(screened), *why), nullptr};
    }
    order.body_digest = (*body)->digest();
    std::size_t begun = 0;
    const auto on_target = [&](const chart::TargetRequest& target) {
        const double share =
            static_cast<double>(begun++) / static_cast<double>(order.targets.size());
        progress.say("Planning " + target.id(),
                     share_at_targets + (share_at_pages - share_at_targets) * share);
        return !progress.is_cancelled();
    };
    auto work = care::make_patient_plan((*body)->body(), tools.rules, order, screened_of(screened),
                                        on_target);
    if (!work)
        return tl::unexpected(work.error());
    (void)(*body)->table(order.seed); // for the needle that is dragged next
    return Work{*std::move(work), *body};
}

/// In which order documents are kept where there are too many: a plan is read without those at the
/// end, which plan.pdf shows too.
std::size_t rank_of(const std::string& name) {
    constexpr std::array<std::string_view, 7> ranks{"plan.json", "plan.pdf",         "patient.pdf",
                                                    "scene.glb", "needles.mrk.json", "-skin.png",
                                                    ".json"};
    const auto* const found = std::find_if(ranks.begin(), ranks.end(),
                                           [&](const auto& end) { return name.ends_with(end); });
    return static_cast<std::size_t>(found - ranks.begin());
}

/// Draws the parts and puts them into the plan as documents.
base::Checked<void> add_documents(std::vector<PlanPart> parts, server::PlanMade& made,
                                  server::JobProgress& progress) {
    std::stable_sort(parts.begin(), parts.end(), [](const PlanPart& a, const PlanPart& b) {
        return rank_of(a.name) < rank_of(b.name);
    });
    parts.resize(std::min(parts.size(), most_documents));
    std::vector<std::vector<std::byte>> drawn(parts.size());
    base::parallel_chunks(parts.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end && !progress.is_cancelled(); ++i)
            drawn[i] = parts[i].bytes();
    });
    if (progress.is_cancelled())
        return cancelled();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (drawn[i].empty())
            continue;
        made.plan.documents.push_back({parts[i].name, parts[i].media_type, base::sha256(drawn[i]),
                                       static_cast<std::int64_t>(drawn[i].size())});
        made.blobs.push_back(
            {parts[i].media_type,
             std::string(reinterpret_cast<const char*>(drawn[i].data()), drawn[i].size())});
    }
    return {};
}

} // namespace

base::Checked<server::PlanMade> make_plan(Tools& tools, const server::PlanWanted& wanted,
                                          server::JobProgress& progress) {
    progress.say("Screening", 0);
    const auto order = order_of(tools, wanted);
    if (!order)
        return tl::unexpected(order.error());
    const auto consultation = consultation_of(wanted.who);
    const auto screened = screen_consultation(consultation, "#/assessment");
    if (!screened)
        return tl::unexpected(at_the_assessment(screened.error()));
    Work work;
    if (auto ended = plan_that_ends(*screened, *order)) {
        work.plan = *std::move(ended);
    } else {
        auto planned = planned_on_a_body(tools, wanted.who, *screened, *order, progress);
        if (!planned)
            return tl::unexpected(planned.error());
        work = *std::move(planned);
    }
    if (progress.is_cancelled())
        return cancelled();
    progress.say("Writing pages and pictures", share_at_pages);
    report::prepare_to_draw();
    server::PlanMade made;
    made.plan = kept_plan(work.plan.plan);
    made.plan.overrides = wanted.who.assessment.overrides;
    for (record::RuleDecision& one : made.plan.overrides)
        one.on = one.on.value_or(consultation.on);
    chart::Case inputs;
    inputs.consultation = consultation;
    made.plan.provenance->inputs = base::sha256(chart::write_case(inputs));
    auto added = add_documents(work.body ? parts_of(work.plan, work.body->body(), tools.rules)
                                         : parts_of_ended(work.plan.plan),
                               made, progress);
    if (!added)
        return tl::unexpected(added.error());
    return made;
}

} // namespace filiform::workshop
