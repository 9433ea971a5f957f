// SPDX-License-Identifier: Apache-2.0
// The main job on a real CT: what is proposed must hold for whoever looks at the labels again.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "anatomy/body_file.h"
#include "anatomy/import.h"
#include "anatomy/skin_walk.h"
#include "atlas/hybrid.h"
#include "care/make_plan.h"
#include "chart/case.h"
#include "needle/perturbation.h"
#include "needle/plan_target.h"
#include "needle/rules.h"
#include "scan_turns.h"
#include "story.h"

namespace filiform::story {
namespace {

using geometry::Vec3;

struct Job {
    imaging::LabelMap labels;
    imaging::Scan scan;
    anatomy::Body body;
    care::PlanWork work;
};

care::PlanOrder order_of(const std::vector<std::string>& targets) {
    care::PlanOrder order;
    for (const std::string& target : targets) {
        const auto request = chart::read_target(target);
        EXPECT_TRUE(request.has_value()) << target;
        order.targets.push_back(*request);
    }
    order.seed = 1;
    return order;
}

base::Checked<anatomy::Body> body_of(const imaging::LabelMap& labels, const imaging::Scan& scan,
                                     double spacing_mm) {
    anatomy::ImportRequest request;
    request.name = "real";
    request.labels.push_back({"labels", "totalsegmentator-v2", labels});
    request.scan = anatomy::ScanInput{"ct", scan};
    request.spacing_mm = spacing_mm;
    auto body = anatomy::import_body(request);
    if (body)
        atlas::add_hybrid(*body);
    return body;
}

const std::vector<std::string> all_targets = [] {
    std::vector<std::string> targets;
    for (const std::string side : {"right", "left"})
        for (const std::string muscle :
             {"gluteus_medius.", "gluteus_maximus.", "gluteus_minimus.", "piriformis.",
              "erector_spinae.", "multifidus.", "quadratus_lumborum."}) {
            const bool has_level = muscle == "erector_spinae." || muscle == "multifidus.";
            for (const std::string level : {"@l4", "@l2"})
                if (has_level || level == "@l4")
                    targets.push_back(muscle + side + (has_level ? level : ""));
        }
    return targets;
}();

/// Read, imported and planned once for all tests of this file.
const Job* the_job() {
    static const std::unique_ptr<Job> job = [] {
        const RealScan files = real_scan();
        if (files.labels.empty())
            return std::unique_ptr<Job>();
        auto made = std::make_unique<Job>();
        made->labels = imaging::load_labels(files.labels).value();
        made->scan = imaging::load_scan(files.image).value();
        made->body = body_of(made->labels, made->scan, 1.5).value();
        made->work =
            care::make_plan(made->body, needle::load_rules().value(), order_of(all_targets))
                .value();
        return made;
    }();
    return job.get();
}

class RealCt : public testing::Test {
  protected:
    void SetUp() override {
        job = the_job();
        if (job == nullptr)
            GTEST_SKIP() << "this machine has no shared CT";
    }
    const Job* job = nullptr;
};

const std::vector<chart::PlannedPath>* paths_of(const chart::Proposal& proposal) {
    return std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
}

/// The label at a point, by the nearest voxel: plainer than any distance field.
int label_at(const imaging::LabelMap& labels, const Vec3& p) {
    const Vec3 v = geometry::inverse(labels.image.world_from_voxel) * p;
    const int i = static_cast<int>(std::lround(v.x));
    const int j = static_cast<int>(std::lround(v.y));
    const int k = static_cast<int>(std::lround(v.z));
    const geometry::Size3& size = labels.image.size;
    if (i < 0 || j < 0 || k < 0 || i >= size.x || j >= size.y || k >= size.z)
        return -1;
    return labels.image.at(i, j, k);
}

TEST_F(RealCt, EveryTargetOfBothSidesHasAPathOrAReason) {
    ASSERT_EQ(job->work.plan.proposals.size(), all_targets.size());
    std::size_t with_paths = 0;
    for (const chart::Proposal& proposal : job->work.plan.proposals) {
        if (paths_of(proposal) != nullptr) {
            ++with_paths;
            continue;
        }
        const auto& none = std::get<chart::NoPath>(proposal.paths);
        EXPECT_FALSE(none.because.empty()) << proposal.target.id();
        EXPECT_FALSE(none.would_help.empty()) << proposal.target.id();
    }
    // All but those that metal or the edge of the scan may forbid.
    EXPECT_GE(with_paths, 14U);
}

TEST_F(RealCt, NothingIsProposedThroughWhatMustNotBeTouched) {
    // Kidneys, bowel, great vessels, cord, lungs, bladder: the file's own numbers, looked up
    // voxel by voxel along the needle down to its tip.
    const std::set<int> forbidden{2,  3,  6,  10, 11, 12, 13, 14, 18, 19,
                                  20, 21, 52, 63, 64, 65, 66, 67, 68, 79};
    for (const chart::Proposal& proposal : job->work.plan.proposals) {
        if (paths_of(proposal) == nullptr)
            continue;
        for (const chart::PlannedPath& planned : *paths_of(proposal))
            for (double at = 0; at <= planned.path.depth_mm; at += 0.25) {
                const Vec3 p = planned.path.entry + planned.path.direction * at;
                EXPECT_FALSE(forbidden.contains(label_at(job->labels, p)))
                    << proposal.target.id() << " at " << at << " mm";
            }
    }
}

TEST_F(RealCt, EveryProposalKeepsItsDistanceFromInferredNervesAndTheCanal) {
    for (const chart::Proposal& proposal : job->work.plan.proposals) {
        if (paths_of(proposal) == nullptr)
            continue;
        for (const chart::PlannedPath& planned : *paths_of(proposal)) {
            EXPECT_TRUE(planned.judgement.verdict == chart::Verdict::Safe ||
                        planned.judgement.verdict == chart::Verdict::Caution);
            for (const chart::Clearance& clearance : planned.clearances)
                EXPECT_GE(clearance.min_mm, 0)
                    << proposal.target.id() << " " << clearance.structure.text();
        }
    }
}

TEST_F(RealCt, TheTipEndsInTheMuscle) {
    for (const chart::Proposal& proposal : job->work.plan.proposals) {
        if (paths_of(proposal) == nullptr)
            continue;
        const auto* target = anatomy::find_structure(job->body, proposal.target.structure);
        ASSERT_NE(target, nullptr);
        for (const chart::PlannedPath& planned : *paths_of(proposal)) {
            EXPECT_LE(target->field.at(planned.path.tip()), 1.0) << proposal.target.id();
            EXPECT_GT(planned.bite_mm, 0) << proposal.target.id();
        }
    }
}

TEST_F(RealCt, TheMetalOnTheLeftIsSaid) {
    const auto says_metal = [](const chart::Warning& warning) {
        return warning.code == "body.metal" && warning.what.find("left") != std::string::npos;
    };
    const auto& warnings = job->work.plan.warnings;
    EXPECT_TRUE(std::any_of(warnings.begin(), warnings.end(), says_metal));
}

TEST_F(RealCt, AFlippedScanIsRefused) {
    for (const int axis : {0, 1, 2}) {
        const auto flipped =
            body_of(flipped_voxels(job->labels, axis), flipped_voxels(job->scan, axis), 3);
        EXPECT_FALSE(flipped.has_value()) << "axis " << axis;
    }
}

/// For each target the entries of its paths, by the target's id.
std::map<std::string, std::vector<chart::PlannedPath>> by_target(const care::PlanWork& work) {
    std::map<std::string, std::vector<chart::PlannedPath>> all;
    for (const chart::Proposal& proposal : work.plan.proposals)
        if (paths_of(proposal) != nullptr)
            all[proposal.target.id()] = *paths_of(proposal);
    return all;
}

constexpr double voxel_mm = 1.5; // of the working grid

const std::vector<std::string> few_targets{"gluteus_medius.right", "multifidus.right@l4",
                                           "piriformis.right"};

care::PlanWork plan_few(const anatomy::Body& body, const std::vector<std::string>& targets) {
    return care::make_plan(body, needle::load_rules().value(), order_of(targets)).value();
}

using Turn = std::function<Vec3(const Vec3&)>;

/// The first proposal must be the same one to a voxel; every further one that both plans hold too,
/// to `further_mm`. A proposal near the line below which it is not worth showing may be in one plan
/// and not in the other.
void expect_same(const std::string& target, const std::vector<chart::PlannedPath>& here,
                 const std::vector<chart::PlannedPath>& there, double further_mm,
                 const Turn& turn) {
    ASSERT_FALSE(there.empty()) << target;
    EXPECT_LE(std::max(here.size(), there.size()) - std::min(here.size(), there.size()), 1U)
        << target;
    for (std::size_t i = 0; i < std::min(here.size(), there.size()); ++i) {
        double nearest = 1e9;
        for (const chart::PlannedPath& other : there)
            nearest =
                std::min(nearest, std::max(distance(here[i].path.entry, turn(other.path.entry)),
                                           distance(here[i].path.tip(), turn(other.path.tip()))));
        EXPECT_LT(nearest, further_mm) << target << ", proposal " << i + 1;
    }
    EXPECT_LT(distance(here[0].path.entry, turn(there[0].path.entry)), voxel_mm) << target;
    EXPECT_LT(distance(here[0].path.tip(), turn(there[0].path.tip())), voxel_mm) << target;
    EXPECT_EQ(here[0].judgement.verdict, there[0].judgement.verdict) << target;
}

TEST_F(RealCt, AScanStoredAlongOtherAxesGivesTheSameBodyAndSoTheSamePlan) {
    const auto turned =
        body_of(reordered_axes(job->labels), reordered_axes(job->scan), voxel_mm).value();
    EXPECT_EQ(anatomy::body_digest(turned), anatomy::body_digest(job->body));
}

TEST_F(RealCt, TheMirroredPatientGetsTheMirroredPlan) {
    // A body with the liver on the left is refused on purpose; so the organs that tell the sides
    // apart are taken out of both before they are compared.
    const auto labels = without_side_organs(job->labels);
    const auto plain = body_of(labels, job->scan, voxel_mm).value();
    const auto mirror =
        body_of(mirrored_patient(labels), mirrored_patient(job->scan), voxel_mm).value();
    std::vector<std::string> other_side;
    for (const std::string& target : few_targets) {
        chart::TargetRequest request = chart::read_target(target).value();
        request.structure = chart::StructureId(chart::mirrored(request.structure.text()));
        other_side.push_back(request.id());
    }
    const auto here = by_target(plan_few(plain, few_targets));
    auto there = by_target(plan_few(mirror, other_side));
    ASSERT_EQ(here.size(), few_targets.size());
    for (std::size_t t = 0; t < few_targets.size(); ++t)
        expect_same(few_targets[t], here.at(few_targets[t]), there[other_side[t]], voxel_mm,
                    [](const Vec3& p) {
                        return Vec3{-p.x, p.y, p.z};
                    });
}

/// The same needle judged in another rendering of the same patient finds the same room around it.
void expect_same_room(const chart::PlannedPath& here, const chart::TargetRequest& request,
                      const anatomy::Body& body, double within_mm) {
    const needle::Rules rules = needle::load_rules().value();
    const needle::PerturbationTable table(1, 256, body, rules.limits);
    chart::NeedlePath path = here.path;
    path.entry = anatomy::nearest_skin(body, path.entry);
    EXPECT_LT(distance(path.entry, here.path.entry), within_mm) << request.id();
    const chart::PlannedPath there = needle::judge_needle(body, rules, path, request, table);
    const auto* target = anatomy::find_structure(body, request.structure);
    ASSERT_NE(target, nullptr) << request.id();
    EXPECT_LT(target->field.at(path.tip()), within_mm) << request.id();
    constexpr double near_mm = 25; // what lies farther decides nothing
    for (const chart::Clearance& one : here.clearances) {
        if (one.min_mm > near_mm || one.is_at_least)
            continue;
        const auto other =
            std::find_if(there.clearances.begin(), there.clearances.end(),
                         [&](const auto& c) { return c.structure == one.structure; });
        ASSERT_NE(other, there.clearances.end()) << one.structure;
        EXPECT_NEAR(other->min_mm, one.min_mm, within_mm) << request.id() << ", " << one.structure;
    }
}

/// ... and so does every proposal for every target, and no target is lost or won.
void expect_same_rooms(const care::PlanWork& work, const anatomy::Body& body, double within_mm) {
    for (const chart::Proposal& proposal : work.plan.proposals)
        if (paths_of(proposal) != nullptr)
            for (const chart::PlannedPath& path : *paths_of(proposal))
                expect_same_room(path, proposal.target, body, within_mm);
}

TEST_F(RealCt, ThinnerSlicesOfTheSameScanGiveTheSameRoomAroundEveryNeedle) {
    const auto body =
        body_of(halved_slices(job->labels), halved_slices(job->scan), voxel_mm).value();
    expect_same_rooms(job->work, body, voxel_mm);
}

TEST_F(RealCt, ACoarserWorkingGridGivesTheSameRoomAroundEveryNeedle) {
    constexpr double coarser_mm = 2;
    const auto body = body_of(job->labels, job->scan, coarser_mm).value();
    expect_same_rooms(job->work, body, coarser_mm);
}

} // namespace
} // namespace filiform::story
