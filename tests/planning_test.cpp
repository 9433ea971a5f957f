// SPDX-License-Identifier: Apache-2.0
// The planner on reference bodies: every target is answered, deeper in the heavier, alike on both
// sides. The whole matrix is docs/validation/planning.md.
#include "planning_matrix.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "anatomy/landmark_expression.h"
#include "atlas/person_body.h"
#include "needle/add_points.h"
#include "report/gallery.h"

namespace filiform::story {
namespace {

constexpr double coarse_mm = 3; // quick; the page is made on a finer grid

atlas::Person woman(double height_cm, double bmi) {
    atlas::Person person;
    person.sex = atlas::Sex::Female;
    person.age_years = 45;
    person.height_cm = height_cm;
    person.weight_kg = bmi * height_cm * height_cm / 1e4;
    return person;
}

chart::TargetRequest target(const std::string& id, const std::string& level = "") {
    return {chart::StructureId(id), level};
}

TEST(Planning, TheMatrixCoversBothSexesAllBuildsAndEveryRule) {
    std::set<std::pair<atlas::Sex, int>> builds; // tenths of BMI
    for (const atlas::Person& person : matrix_people())
        builds.emplace(person.sex, static_cast<int>(std::lround(10 * body_mass_index(person))));
    for (const atlas::Sex sex : {atlas::Sex::Female, atlas::Sex::Male})
        for (const int tenths : {185, 250, 330, 400})
            EXPECT_TRUE(builds.contains({sex, tenths})) << tenths;
    std::set<std::string> muscles;
    for (const chart::TargetRequest& one : matrix_targets("right"))
        muscles.insert(chart::without_side(one.structure.text()));
    const needle::Rules rules = needle::load_rules().value();
    for (const needle::TargetRule& rule : rules.targets)
        EXPECT_TRUE(muscles.contains(rule.muscle)) << rule.muscle;
}

TEST(Planning, TheGalleryShowsAndPeelsWhatTheReferenceBodyHas) {
    atlas::BodyOrder order;
    order.spacing_mm = 5;
    const auto body = atlas::make_person_body(woman(165, 25), std::nullopt, order);
    ASSERT_TRUE(body.has_value());
    const report::GalleryPlan& plan = report::gallery_plan();
    for (const report::GallerySection& section : plan.sections)
        EXPECT_TRUE(anatomy::find_point(*body, section.at).has_value()) << section.at;
    std::set<std::string> drawn{"skin"};
    for (const anatomy::Structure& structure : body->structures)
        drawn.insert(chart::without_side(structure.id.text()));
    for (const report::GalleryLayer& layer : plan.layers)
        for (const std::string& id : layer.without)
            EXPECT_TRUE(drawn.contains(id)) << id;
    for (const auto& [group, part] : plan.part_of_group)
        EXPECT_TRUE(drawn.contains(group) && drawn.contains(part)) << group;
}

TEST(Planning, EveryTargetOfABodyIsAPathOrAnHonestNo) {
    auto targets = matrix_targets("left");
    std::erase_if(targets, [](const auto& one) { return !one.level.empty() && one.level != "l4"; });
    const MatrixBody body = plan_for(woman(165, 25), targets, coarse_mm);
    ASSERT_EQ(body.plan.proposals.size(), targets.size());
    int paths = 0;
    for (const chart::Proposal& proposal : body.plan.proposals) {
        const chart::PlannedPath* path = first_path(proposal);
        if (path == nullptr) {
            const auto& none = std::get<chart::NoPath>(proposal.paths);
            EXPECT_FALSE(none.because.empty()) << proposal.target.id();
            EXPECT_FALSE(none.would_help.empty()) << proposal.target.id();
            EXPECT_NE(none.reason_code, "target_missing") << proposal.target.id() << none.because;
            continue;
        }
        ++paths;
        EXPECT_NE(path->judgement.verdict, chart::Verdict::Refused) << proposal.target.id();
        EXPECT_LE(path->path.depth_mm, path->path.needle.length_mm * 0.75 + 1e-9)
            << proposal.target.id(); // a quarter of the shaft stays outside
    }
    EXPECT_GE(paths, 25);
}

TEST(Planning, AHeavierPersonNeedsADeeperNeedle) {
    const std::vector<chart::TargetRequest> targets{
        target("gluteus_maximus.right"), target("gluteus_medius.right"),
        target("multifidus.right", "l4"), target("gastrocnemius_medial.right")};
    const MatrixBody slim = plan_for(woman(165, 20), targets, coarse_mm);
    const MatrixBody heavy = plan_for(woman(165, 38), targets, coarse_mm);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const chart::PlannedPath* in_slim = first_path(slim.plan.proposals.at(i));
        const chart::PlannedPath* in_heavy = first_path(heavy.plan.proposals.at(i));
        ASSERT_NE(in_slim, nullptr) << targets[i].id();
        ASSERT_NE(in_heavy, nullptr) << targets[i].id();
        EXPECT_GT(in_heavy->path.depth_mm, in_slim->path.depth_mm) << targets[i].id();
    }
}

/// The skin of points and the bony landmarks they are measured from.
class PointsOnABody : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        atlas::BodyOrder order;
        order.spacing_mm = coarse_mm;
        body =
            new anatomy::Body(atlas::make_person_body(woman(165, 25), std::nullopt, order).value());
        std::vector<chart::TargetRequest> points;
        for (const char* point :
             {"gb29", "gb30", "gb31", "bl54", "st36", "bl23", "bl25", "bl40", "bl60"})
            for (const char* side : {".right", ".left"})
                points.push_back(target(std::string(point) + side));
        needle::add_points(*body, needle::load_rules().value(), points);
    }
    static void TearDownTestSuite() {
        delete body;
        body = nullptr;
    }
    static geometry::Vec3 at(const std::string& landmark) {
        const auto* found = anatomy::find_landmark(*body, chart::LandmarkId(landmark));
        EXPECT_NE(found, nullptr) << landmark;
        return found == nullptr ? geometry::Vec3{} : found->point;
    }
    static anatomy::Body* body;
};
anatomy::Body* PointsOnABody::body = nullptr;

TEST_F(PointsOnABody, TheyLieOnTheSkinAndAlikeOnBothSides) {
    for (const char* point :
         {"gb29", "gb30", "gb31", "bl54", "st36", "bl23", "bl25", "bl40", "bl60"}) {
        const geometry::Vec3 right = at(std::string(point) + ".right");
        const geometry::Vec3 left = at(std::string(point) + ".left");
        EXPECT_NEAR(body->skin.at(right), 0, 0.2) << point;
        EXPECT_NEAR(right.x, -left.x, 0.5) << point;
        EXPECT_NEAR(right.y, left.y, 1) << point;
        EXPECT_NEAR(right.z, left.z, 0.5) << point;
    }
}

TEST_F(PointsOnABody, TheButtocksPointsDivideTheirLinesAsTheTextSays) {
    const geometry::Vec3 trochanter = at("greater_trochanter.right");
    const geometry::Vec3 hiatus = at("sacral_hiatus");
    // GB30: two thirds of the way from the hiatus; it is moved out to the back alone.
    EXPECT_NEAR(at("gb30.right").x, hiatus.x + (trochanter.x - hiatus.x) * 2 / 3, 0.1);
    EXPECT_NEAR(at("gb30.right").z, hiatus.z + (trochanter.z - hiatus.z) * 2 / 3, 0.1);
    // GB29: half way to the front; it is moved out sideways alone.
    const geometry::Vec3 spine = at("asis.right");
    EXPECT_NEAR(at("gb29.right").y, (spine.y + trochanter.y) / 2, 0.1);
    EXPECT_NEAR(at("gb29.right").z, (spine.z + trochanter.z) / 2, 0.1);
    // BL54: level with S4 as BL25 with L4's lower edge, three cun of 23 mm beside the midline.
    EXPECT_NEAR(at("bl54.right").z, at("spinous_process_s4").z, 0.1);
    EXPECT_NEAR(at("bl54.right").x, 69, 0.1);
}

TEST_F(PointsOnABody, ThePointsOfTheBackLieOneAndAHalfCunBesideTheLowerEdgeOfTheProcess) {
    EXPECT_NEAR(at("bl23.right").x, 34.5, 0.1);
    EXPECT_LT(at("bl23.right").z, at("spinous_process_l2").z);
    EXPECT_GT(at("bl23.right").z, at("spinous_process_l3").z);
    EXPECT_LT(at("bl25.right").z, at("spinous_process_l4").z);
    EXPECT_GT(at("bl25.right").z, at("spinous_process_l5").z);
}

TEST_F(PointsOnABody, ThePointsOfTheLegDivideTheirSegmentsByCun) {
    // Three cun of the sixteen between knee and outer ankle.
    const double knee = at("lateral_knee_eye.right").z;
    const double leg = knee - at("ankle_front.right").z;
    EXPECT_NEAR(knee - at("st36.right").z, leg * 3 / 16, 0.1);
    // Eight cun of the nineteen between knee crease and trochanter, to a third of a cun.
    const double crease = at("knee_crease.right").z;
    const double thigh = at("greater_trochanter.right").z - crease;
    EXPECT_NEAR((at("gb31.right").z - crease) / (thigh / 19), 8, 0.34);
    EXPECT_NEAR(at("bl40.right").z, crease, 0.1);
    EXPECT_NEAR(at("bl40.right").x, at("knee_crease.right").x, 0.1);
    // Between the outer ankle and the tendon behind it.
    EXPECT_LT(at("bl60.right").y, at("lateral_malleolus.right").y);
    EXPECT_GT(at("bl60.right").y, at("calcaneal_tendon.right").y);
}

TEST(Planning, TheBackOfTheKneeIsNoPlaceForANeedle) {
    const MatrixBody body = plan_for(woman(165, 25), {target("bl40.right")}, coarse_mm);
    const auto* none = std::get_if<chart::NoPath>(&body.plan.proposals.at(0).paths);
    ASSERT_NE(none, nullptr);
    EXPECT_EQ(none->reason_code, "blocked") << none->because;
}

} // namespace
} // namespace filiform::story
