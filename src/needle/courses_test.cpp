// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "needle/course_words.h"
#include "needle/plan_target.h"
#include "needle/recheck.h"
#include "needle/risk.h"
#include "needle/test_bodies.h"

/// What the planner makes of structures that run one way in some people and another way in others.
namespace filiform::needle {
namespace {

using geometry::Vec3;
using namespace test;

constexpr std::size_t samples = 4096;
const StructureId nerve("nerve");
const StructureId other("nerve_other");

/// A muscle, a nerve along z 35 mm deep at x = 20, another course of it at x = `other_x`, and an
/// artery at x = -25. The hand errs in everything.
struct Thigh {
    double usual_share = 0.8;
    double other_share = 0.2;
    double other_x = 4;
    double deep_mm = 35;
    Rules rules = wavering_rules();

    static Rules wavering_rules() {
        Rules rules = plain_rules();
        rules.hand.entry_sd_mm = 4;
        rules.hand.angle_sd_rad = 0.04;
        rules.hand.depth_sd_mm = 2;
        rules.limits.variant_block_share = 0.1;
        rules.limits.variant_warn_share = 0.01;
        return rules;
    }
    [[nodiscard]] anatomy::Body body() const {
        AnalyticBody description = flat_skin();
        description.structures.push_back(slab("gluteus_maximus.right", Kind::Muscle, 10, 60));
        const auto add = [&](const char* id, Kind kind, double x, double sd_mm) {
            auto one = capsule(id, kind, {{x, deep_mm, -200}, {x, deep_mm, 200}, 3});
            one.position_sd_mm = sd_mm;
            one.boundary_sd_mm = sd_mm / 4;
            description.structures.push_back(one);
        };
        add("artery", Kind::Vessel, -25, 4);
        add("nerve", Kind::Nerve, 20, 3);
        add("nerve_other", Kind::Nerve, other_x, 3);
        anatomy::Body made = anatomy::make_body(description);
        for (anatomy::Structure& one : made.structures) {
            if (one.id == nerve) {
                one.share = usual_share;
                one.variant = "course=usual";
            } else if (one.id == other) {
                one.share = other_share;
                one.variant = "course=other";
                one.variant_of = nerve;
            }
        }
        const auto is_absent = [](const anatomy::Structure& one) { return one.share == 0; };
        std::erase_if(made.structures, is_absent);
        return made;
    }
};

struct Trial {
    anatomy::Body body;
    Scene scene;
    RiskEstimate risk;
    chart::Judgement judgement;
};

Trial tried(const Thigh& thigh, const chart::NeedlePath& path) {
    Trial trial{thigh.body(), {}, {}, {}};
    const Scene scene = *make_scene(trial.body, thigh.rules, maximus());
    const PerturbationTable table(3, samples, trial.body, thigh.rules.limits);
    trial.risk = estimate_risk(scene, path, {3, 0, 0, 0}, table, samples);
    trial.judgement = judge_limits(scene, path);
    return trial;
}

double touch_of(const RiskEstimate& risk, const StructureId& id) {
    const auto found = std::find_if(risk.touches.begin(), risk.touches.end(),
                                    [&](const chart::Risk& one) { return one.structure == id; });
    return found == risk.touches.end() ? -1 : found->touch.probability;
}

/// Whether a needle touches a structure that lies elsewhere by its draw, by looking every 0.1 mm.
bool plainly_touches(const geometry::Segment& needle, double radius_mm,
                     const anatomy::Structure& structure, const StructureDraw& draw) {
    const Vec3 shift = Vec3{draw.x, draw.y, draw.z} * structure.position_sd_mm;
    const double clear = radius_mm + structure.boundary_sd_mm * draw.boundary;
    constexpr double step_mm = 0.1;
    for (double at = 0; at <= needle.length_mm; at += step_mm)
        if (structure.field.at(needle.point(at) - shift) < clear)
            return true;
    return false;
}

TEST(Courses, RiskIsTheSumOfSharesTimesTouchesAsAPlainLoopCountsIt) {
    const Thigh thigh;
    const anatomy::Body body = thigh.body();
    const Scene scene = *make_scene(body, thigh.rules, maximus());
    const PerturbationTable table(3, samples, body, thigh.rules.limits);
    const Finding finding{3, 0, 0, 0};
    for (const double x : {-12.0, 6.0, 12.0}) {
        const chart::NeedlePath path = straight_in(thigh.rules, x, 0, 40);
        const RiskEstimate risk = estimate_risk(scene, path, finding, table, samples);
        double of_nerve = 0;
        double of_other = 0;
        double any = 0;
        for (std::size_t i = 0; i < samples; ++i) {
            const geometry::Segment needle = sampled_needle(scene, path, finding, table, i);
            const auto touches = [&](const StructureId& id, const StructureId& name) {
                return plainly_touches(needle, path.needle.diameter_mm / 2,
                                       *anatomy::find_structure(body, id),
                                       table.places(name, chart::Side::Right).draws[i])
                           ? 1.0
                           : 0.0;
            };
            const double by_other = thigh.other_share * touches(other, nerve);
            const double by_nerve = thigh.usual_share * touches(nerve, nerve) + by_other;
            of_other += by_other / samples;
            of_nerve += by_nerve / samples;
            any +=
                (1 - (1 - by_nerve) * (1 - touches(StructureId("artery"), StructureId("artery")))) /
                samples;
        }
        // The loop steps past grazes that the kernel finds: two of the samples at the most.
        constexpr double graze = 2.0 / samples;
        EXPECT_NEAR(touch_of(risk, nerve), of_nerve, graze) << x;
        EXPECT_NEAR(risk.any_touch.probability, any, graze) << x;
        for (const chart::Risk& one : risk.touches) {
            EXPECT_NE(one.structure, other); // counted under its structure's name
            EXPECT_NEAR(one.from_variants, one.structure == nerve ? of_other : 0, graze) << x;
        }
    }
}

TEST(Courses, TheMapsOutlookIsThatOfTheWholeEstimate) {
    const Thigh thigh;
    const anatomy::Body body = thigh.body();
    const Scene scene = *make_scene(body, thigh.rules, maximus());
    const PerturbationTable table(3, samples, body, thigh.rules.limits);
    for (const double x : {-12.0, 6.0, 12.0, 16.0}) {
        const chart::NeedlePath path = straight_in(thigh.rules, x, 0, 40);
        const RiskEstimate risk = estimate_risk(scene, path, {}, table, samples);
        const TouchOutlook outlook = estimate_any_touch(scene, path, {}, table, samples);
        EXPECT_EQ(outlook.any.probability, risk.any_touch.probability);
        const bool is_likely =
            std::any_of(risk.touches.begin(), risk.touches.end(), [](const chart::Risk& one) {
                return one.touch.probability > 0.05;
            }); // warn in the rules
        EXPECT_EQ(outlook.verdict > chart::Verdict::Safe, is_likely) << x;
    }
}

TEST(Courses, ACourseThatEverybodyHasIsAnOrdinaryStructureToTheBit) {
    Thigh alone;
    alone.usual_share = 0;
    alone.other_share = 1;
    anatomy::Body ordinary = alone.body();
    for (anatomy::Structure& one : ordinary.structures) {
        if (one.id != other)
            continue;
        one.id = nerve;
        one.variant_of = {};
        one.variant = "";
    }
    anatomy::finish(ordinary);
    const anatomy::Body course = alone.body();
    const auto plan_on = [&](const anatomy::Body& body) {
        const PerturbationTable table(3, samples, body, alone.rules.limits);
        return judge_needle(body, alone.rules, straight_in(alone.rules, 14, 0, 40), maximus(),
                            table);
    };
    const chart::PlannedPath a = plan_on(course);
    const chart::PlannedPath b = plan_on(ordinary);
    ASSERT_EQ(a.risks.size(), b.risks.size());
    for (std::size_t i = 0; i < a.risks.size(); ++i) {
        EXPECT_EQ(a.risks[i].structure, b.risks[i].structure);
        EXPECT_EQ(a.risks[i].touch.probability, b.risks[i].touch.probability);
        EXPECT_EQ(a.risks[i].touch.high, b.risks[i].touch.high);
    }
    EXPECT_EQ(a.any_touch.probability, b.any_touch.probability);
    EXPECT_EQ(a.judgement.verdict, b.judgement.verdict);
    EXPECT_EQ(a.tolerance.entry_mm, b.tolerance.entry_mm);
    ASSERT_EQ(a.clearances.size(), b.clearances.size());
    for (std::size_t i = 0; i < a.clearances.size(); ++i) {
        EXPECT_EQ(a.clearances[i].min_mm, b.clearances[i].min_mm);
        EXPECT_EQ(a.clearances[i].limit_mm, b.clearances[i].limit_mm);
    }
}

TEST(Courses, ALargerShareNeverLowersARiskOrLoosensAVerdict) {
    struct Seen {
        double touch = 0, any = 0;
        chart::Verdict verdict = chart::Verdict::Safe;
    };
    std::map<double, Seen> before; // by where the needle goes in
    for (const double share : {0.0, 0.001, 0.01, 0.02, 0.09, 0.1, 0.2, 0.5, 1.0}) {
        Thigh thigh;
        thigh.usual_share = 0.5; // held, so that only one share grows
        thigh.other_share = share;
        const anatomy::Body body = thigh.body();
        const PerturbationTable table(3, samples, body, thigh.rules.limits);
        for (const double x : {-8.0, 0.0, 9.0, 12.0}) {
            const chart::PlannedPath planned = judge_needle(
                body, thigh.rules, straight_in(thigh.rules, x, 0, 40), maximus(), table);
            Seen now{0, planned.any_touch.probability, planned.judgement.verdict};
            for (const chart::Risk& one : planned.risks)
                if (one.structure == nerve)
                    now.touch = one.touch.probability;
            EXPECT_GE(now.touch, before[x].touch) << x << ' ' << share;
            EXPECT_GE(now.any, before[x].any) << x << ' ' << share;
            EXPECT_GE(now.verdict, before[x].verdict) << x << ' ' << share;
            before[x] = now;
        }
    }
}

TEST(Courses, AShareOfZeroIsNoCourse) {
    Thigh without;
    without.other_share = 0;
    without.usual_share = 1;
    Thigh never = without;
    never.other_share = 1e-300; // as small as may be written
    const chart::NeedlePath path = straight_in(without.rules, 6, 0, 40);
    const Trial a = tried(without, path);
    const Trial b = tried(never, path);
    EXPECT_EQ(touch_of(a.risk, nerve), touch_of(b.risk, nerve));
    EXPECT_EQ(a.risk.any_touch.probability, b.risk.any_touch.probability);
    EXPECT_EQ(a.judgement.verdict, b.judgement.verdict);
    EXPECT_EQ(a.judgement.reasons.size(), b.judgement.reasons.size());
}

TEST(Courses, ACommonCourseRefusesARarerOneWarnsTheRarestOnlyCounts) {
    // Straight through where the other course lies, 16 mm beside the usual one.
    const auto judged = [](double share) {
        Thigh thigh;
        thigh.other_share = share;
        return tried(thigh, straight_in(thigh.rules, 4, 0, 40));
    };
    const Trial common = judged(0.1);
    EXPECT_EQ(common.judgement.verdict, chart::Verdict::Refused);
    EXPECT_EQ(common.judgement.reasons.front().code, "needle.clearance");
    const Trial rare = judged(0.02);
    EXPECT_EQ(rare.judgement.verdict, chart::Verdict::Caution);
    ASSERT_EQ(rare.judgement.reasons.front().code, "needle.variant");
    EXPECT_EQ(rare.judgement.reasons.front().structure, other);
    EXPECT_NE(rare.judgement.reasons.front().what.find("nerve other (in 2.0 of 100 people)"),
              std::string::npos)
        << rare.judgement.reasons.front().what;
    const Trial rarest = judged(0.005);
    EXPECT_EQ(rarest.judgement.verdict, chart::Verdict::Safe);
    // A third of the 5 in a thousand who have it are touched, and that is part of the nerve's risk.
    const auto of_nerve =
        std::find_if(rarest.risk.touches.begin(), rarest.risk.touches.end(),
                     [](const chart::Risk& one) { return one.structure == nerve; });
    ASSERT_NE(of_nerve, rarest.risk.touches.end());
    EXPECT_GT(of_nerve->from_variants, 0.0015);
    EXPECT_LE(of_nerve->from_variants, 0.005);
}

TEST(Courses, ThePlanSaysHowManyPeopleAreOtherwiseAndWhatToState) {
    Thigh thigh;
    thigh.other_share = 0.02;
    const anatomy::Body body = thigh.body();
    const Scene scene = *make_scene(body, thigh.rules, maximus());
    const PerturbationTable table(3, 256, body, thigh.rules.limits);
    const auto at = [&](double x) {
        return judge_needle(body, thigh.rules, straight_in(thigh.rules, x, 0, 40), maximus(),
                            table);
    };
    EXPECT_EQ(course_notes(scene, {at(4)}),
              (std::vector<std::string>{
                  "In 2.0 of 100 people the nerve takes another course (2.0 other), counted by its "
                  "share. "
                  "If MRI or ultrasound shows the course, plan again with it stated (course)."}));
    EXPECT_TRUE(course_notes(scene, {}).empty());
    EXPECT_NE(course_help(scene, other).find("only 2.0 of 100 people have the one"),
              std::string::npos);
    EXPECT_EQ(course_help(scene, nerve), "");
}

TEST(Courses, ANeedleThroughARareCoursePassesItInNoLayer) {
    Thigh thigh;
    thigh.other_share = 0.02;
    const anatomy::Body body = thigh.body();
    const Scene scene = *make_scene(body, thigh.rules, maximus());
    const chart::PlannedPath planned = judge(scene, straight_in(thigh.rules, 4, 0, 40));
    const auto is_other = [](const auto& one) { return one.structure == other; };
    EXPECT_TRUE(std::none_of(planned.layers.begin(), planned.layers.end(), is_other));
    const auto near = std::find_if(planned.clearances.begin(), planned.clearances.end(), is_other);
    ASSERT_NE(near, planned.clearances.end());
    EXPECT_LT(near->min_mm, 0);
    EXPECT_FALSE(near->is_hard);
    EXPECT_EQ(near->share, 0.02);
    EXPECT_EQ(near->variant_of, nerve);
}

TEST(Courses, WhereLessLikelyTouchesAreBorneSmallerSharesRefuse) {
    Thigh thigh;
    thigh.other_share = 0.04;
    const chart::NeedlePath path = straight_in(thigh.rules, 4, 0, 40);
    EXPECT_EQ(tried(thigh, path).judgement.verdict, chart::Verdict::Caution);
    for (KindLimit& limit : thigh.rules.limits.kinds)
        if (limit.kind == Kind::Nerve)
            limit.touch_refuse = 0.03;
    EXPECT_EQ(tried(thigh, path).judgement.verdict, chart::Verdict::Refused);
}

TEST(Courses, ThePlainSecondLookKeepsClearOfTheSameOnes) {
    for (const double share : {0.005, 0.02, 0.099, 0.1, 0.4}) {
        Thigh thigh;
        thigh.other_share = share;
        const anatomy::Body body = thigh.body();
        const chart::NeedlePath path = straight_in(thigh.rules, 4, 0, 40);
        const Scene scene = *make_scene(body, thigh.rules, maximus());
        EXPECT_EQ(recheck(body, thigh.rules, maximus(), path).has_value(),
                  !is_acceptable(scene, path))
            << share;
    }
}

TEST(Courses, TheSearchGoesRoundACommonCourseAndNotRoundARareOne) {
    // The least room that any needle of the map leaves the other course.
    const auto least_room_beside_other = [](double share) {
        Thigh thigh;
        thigh.other_share = share;
        thigh.deep_mm = 12; // no needle into the muscle ends before it
        const anatomy::Body body = thigh.body();
        const Scene scene = *make_scene(body, thigh.rules, maximus());
        const auto hazard = std::find_if(scene.hazards.begin(), scene.hazards.end(),
                                         [](const Hazard& h) { return h.structure->id == other; });
        PlanSettings settings;
        settings.map_samples = 256;
        const chart::EntryMap map = make_entry_map(body, thigh.rules, maximus(), 1, settings);
        double least = 1e9;
        for (const chart::EntryMapPoint& point : map.points)
            if (point.needle)
                least = std::min(least, room_beside(scene, *hazard,
                                                    {point.point, point.direction, point.depth_mm},
                                                    point.needle->diameter_mm / 2));
        return least;
    };
    EXPECT_GE(least_room_beside_other(0.2), 0);
    EXPECT_LT(least_room_beside_other(0.02), 0);
}

} // namespace
} // namespace filiform::needle
