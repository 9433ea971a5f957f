// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "chart/case.h"
#include "needle/rules.h"
#include "server/workshop.h"
#include "workshop/body_cache.h"
#include "workshop/said_needle.h"
#include "workshop/whose_body.h"
#include "workshop/workshop.h"

/// What the kinds of work share; for this room alone.
namespace filiform::workshop {

struct Tools {
    Options options;
    needle::Rules rules;
    BodyCache bodies;
};

/// The kinds of work, as server::Workshop says them.
[[nodiscard]] base::Checked<server::PlanMade>
make_plan(Tools& tools, const server::PlanWanted& wanted, server::JobProgress& progress);
[[nodiscard]] base::Checked<std::string> prepare_body(Tools& tools, const server::Examined& who,
                                                      server::JobProgress& progress);
[[nodiscard]] base::Checked<std::string> make_map(Tools& tools, const server::MapWanted& wanted,
                                                  server::JobProgress& progress);
[[nodiscard]] base::Checked<std::string>
run_study(const Tools& tools, const server::StudyWanted& wanted, server::JobProgress& progress);
[[nodiscard]] base::Checked<std::string> judge_needle(Tools& tools,
                                                      const server::NeedleWanted& wanted);

[[nodiscard]] base::Checked<std::string> read_shelf(const Tools& tools, const std::string& name,
                                                    server::Reader reader);
[[nodiscard]] base::Checked<std::string> weigh_consultation(const server::WeighWanted& wanted);
[[nodiscard]] base::Checked<server::Conclusion> conclude(const server::Examined& who,
                                                         base::Instant at);
[[nodiscard]] base::Checked<record::ScreeningResult>
conclude_visit(const server::Examined& ground, const std::map<std::string, chart::Answer>& today,
               base::Instant at);
[[nodiscard]] base::Checked<std::string> review_course(const Tools& tools,
                                                       const server::ReviewWanted& wanted);
[[nodiscard]] base::Checked<record::ProgressReview>
conclude_review(const Tools& tools, const server::ReviewWanted& wanted);
[[nodiscard]] base::Checked<std::string> describe_body(Tools& tools, const server::Examined& who);
[[nodiscard]] base::Checked<std::shared_ptr<const server::BodyScene>>
body_scene(Tools& tools, const server::Examined& who);
[[nodiscard]] base::Checked<std::string> draw_section(Tools& tools,
                                                      const server::SectionWanted& wanted);
[[nodiscard]] base::Checked<server::PathMade> judge_path(Tools& tools,
                                                         const server::PathWanted& wanted);

/// A needle that was said, found on a body at hand.
struct FoundNeedle {
    BodyCache::Kept body;
    AskedNeedle asked;

    /// Judges it, as filiform needle does.
    [[nodiscard]] chart::PlannedPath judged(const Tools& tools, std::uint64_t seed) const;
};
/// Problems: those that server::Workshop says of judge_needle.
[[nodiscard]] base::Checked<FoundNeedle> find_wanted(Tools& tools,
                                                     const server::NeedleWanted& wanted);
/// That the body of a person is not at hand.
[[nodiscard]] base::Problem body_not_ready();

/// What is missing of a patient before a body can be made, at the assessment.
[[nodiscard]] base::Problem missing_particulars(base::Problem problem);
/// What the body of whoever was examined is made from: their scan where there is one. Problems:
/// plan.person, and those of the particulars.
[[nodiscard]] base::Checked<WhoseBody> whose_body(const Tools& tools, const server::Examined& who);

/// What a body is kept under, with the acupuncture points among these targets: equal for all who
/// would get the same body.
[[nodiscard]] std::string key_of(const Tools& tools, const WhoseBody& whose,
                                 std::span<const chart::TargetRequest> targets);
/// That body: kept, or made now and kept. Problems: those of make_body_of.
[[nodiscard]] base::Checked<BodyCache::Kept>
body_for(Tools& tools, const WhoseBody& whose, std::span<const chart::TargetRequest> targets);
/// The same if it is kept, at once; null when it is not.
[[nodiscard]] BodyCache::Kept find_body(Tools& tools, const WhoseBody& whose,
                                        std::span<const chart::TargetRequest> targets);

} // namespace filiform::workshop
