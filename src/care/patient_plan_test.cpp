// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gtest/gtest.h>

#include "anatomy/phantom.h"
#include "care/make_plan.h"
#include "knowledge/fixture.h"

namespace filiform::care {
namespace {

using knowledge::Answers;
using Words = std::vector<std::string>;

/// A library of three rules over the small findings.
knowledge::Library small_library() {
    knowledge::Library library;
    library.regions = {{"gluteal", "buttock"},
                       {"lumbar", "low back"},
                       {"calf", "calf"},
                       {"deep", "deep muscles"},
                       {"compressible", "others"}};
    library.muscles = {{"gluteus_medius", {"gluteal", "compressible"}},
                       {"piriformis", {"gluteal", "deep"}}};
    library.findings = knowledge::findings_of();
    const auto rules = knowledge::read_screening_rules(
        R"(rules:
  - {id: flag.saddle, what: Numb saddle, when: {numb_saddle: yes}, level: emergency_today, needling: stop, because: b, do: d, sources: [S], mark: seen}
  - {id: care.aspirin, what: Aspirin, when: {drugs: [aspirin]}, level: caution, needling: modify, restraint: {bar: [deep], thickest_mm: 0.25, most_needles: 1, compress_s: 60}, because: b, do: d, sources: [S], mark: seen}
  - {id: care.warfarin, what: Warfarin, when: {drugs: [warfarin]}, level: caution, needling: modify, restraint: {imaging: [deep], superficial: [compressible]}, because: b, do: d, sources: [S], mark: seen}
)",
        "r.yaml", library.findings, {"gluteal", "lumbar", "calf", "deep", "compressible"});
    EXPECT_TRUE(rules);
    library.screening = *rules;
    return library;
}

struct Planned {
    knowledge::Library library = small_library();
    Answers answers;
    knowledge::Screening screening;
    PlanWork work;

    explicit Planned(const Words& drugs, bool is_numb = false,
                     anatomy::Body body = anatomy::make_phantom(3)) {
        answers = knowledge::answers({{"drugs", drugs}, {"numb_saddle", is_numb}});
        screening = knowledge::screen(library.screening, answers);
        PlanOrder order;
        order.targets = {{chart::StructureId("gluteus_medius.right"), ""},
                         {chart::StructureId("piriformis.right"), ""}};
        order.seed = 1;
        const auto rules = needle::load_rules();
        EXPECT_TRUE(rules);
        auto made = make_patient_plan(body, *rules, order, {library, answers, screening});
        EXPECT_TRUE(made) << (made ? "" : base::sentence(made.error().front()));
        if (made)
            work = std::move(*made);
    }
    const std::vector<chart::PlannedPath>* paths(std::size_t i) const {
        return std::get_if<std::vector<chart::PlannedPath>>(&work.plan.proposals.at(i).paths);
    }
    const chart::NoPath* none(std::size_t i) const {
        return std::get_if<chart::NoPath>(&work.plan.proposals.at(i).paths);
    }
};

TEST(PatientPlan, OfSomebodyWellIsThePlanOfTheBody) {
    const Planned planned(Words{"none"});
    PlanOrder order;
    order.targets = {{chart::StructureId("gluteus_medius.right"), ""},
                     {chart::StructureId("piriformis.right"), ""}};
    order.seed = 1;
    const auto bare = make_plan(anatomy::make_phantom(3), *needle::load_rules(), order);
    ASSERT_TRUE(bare);
    ASSERT_TRUE(planned.paths(0));
    const chart::NeedlePath& mine = planned.paths(0)->front().path;
    const chart::NeedlePath& theirs =
        std::get<std::vector<chart::PlannedPath>>(bare->plan.proposals[0].paths).front().path;
    EXPECT_EQ(mine.entry, theirs.entry);
    EXPECT_EQ(mine.direction, theirs.direction);
    EXPECT_EQ(mine.depth_mm, theirs.depth_mm);
    EXPECT_EQ(mine.needle.id, theirs.needle.id);
    ASSERT_TRUE(planned.work.plan.screening);
    EXPECT_TRUE(planned.work.plan.screening->may_needle);
}

TEST(PatientPlan, EndsBeforeTheTargetAtWhichItIsNotWantedAnyMore) {
    const knowledge::Library library = small_library();
    const Answers answers = knowledge::answers({{"drugs", Words{"none"}}, {"numb_saddle", false}});
    const knowledge::Screening screening = knowledge::screen(library.screening, answers);
    PlanOrder order;
    order.targets = {{chart::StructureId("gluteus_medius.right"), ""},
                     {chart::StructureId("gluteus_medius.left"), ""},
                     {chart::StructureId("piriformis.right"), ""}};
    int told = 0;
    const auto made =
        make_patient_plan(anatomy::make_phantom(3), *needle::load_rules(), order,
                          {library, answers, screening}, [&](const auto&) { return ++told < 2; });
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().front().code, "plan.cancelled");
    EXPECT_EQ(made.error().front().where, "gluteus_medius.left");
    EXPECT_EQ(told, 2);
}

TEST(PatientPlan, KeepsToWhatARuleAllows) {
    const Planned planned(Words{"aspirin"});
    ASSERT_TRUE(planned.paths(0));
    for (const chart::PlannedPath& path : *planned.paths(0))
        EXPECT_LE(path.path.needle.diameter_mm, 0.25);
    ASSERT_TRUE(planned.none(1));
    EXPECT_EQ(planned.none(1)->reason_code, "screening");
    EXPECT_EQ(planned.none(1)->because, "The screening bars this region: Aspirin.");
    EXPECT_EQ(planned.work.plan.session.most_needles, 1u);
    const auto& notes = planned.work.plan.proposals[0].notes;
    EXPECT_NE(
        std::find(notes.begin(), notes.end(), "Press each site for at least 60 s afterwards."),
        notes.end());
}

TEST(PatientPlan, AsksForAnImageWhereThereIsNone) {
    const Planned on_an_image(Words{"warfarin"}); // a phantom is known like a scan
    ASSERT_TRUE(on_an_image.none(0));
    EXPECT_NE(on_an_image.none(0)->because.find("superficial"), std::string::npos);
    EXPECT_TRUE(on_an_image.paths(1));
    anatomy::Body unseen = anatomy::make_phantom(3);
    unseen.origin = chart::Origin::Reference;
    const Planned without(Words{"warfarin"}, false, unseen);
    ASSERT_TRUE(without.none(1));
    EXPECT_NE(without.none(1)->because.find("imaging of this body first: Warfarin"),
              std::string::npos);
}

TEST(PatientPlan, OfSomebodyNotClearedHasNoProposal) {
    const Planned planned(Words{"none"}, true);
    EXPECT_TRUE(planned.work.plan.proposals.empty());
    EXPECT_TRUE(planned.work.maps.empty());
    ASSERT_TRUE(planned.work.plan.screening);
    EXPECT_EQ(planned.work.plan.screening->decision, "emergency_today");
}

TEST(PatientPlan, OfAMuscleTheLibraryDoesNotPlaceIsBarred) {
    const Planned planned(Words{"none"});
    EXPECT_TRUE(knowledge::bar_of(planned.library, planned.screening, "soleus", true));
}

TEST(PatientPlan, EveryTargetOfThePlannerIsPlacedByTheLibrary) {
    const auto& library = knowledge::library();
    ASSERT_TRUE(library) << base::sentence(library.error().front());
    const auto rules = needle::load_rules();
    ASSERT_TRUE(rules);
    for (const needle::TargetRule& rule : rules->targets) {
        const auto placed = std::count_if(library->muscles.begin(), library->muscles.end(),
                                          [&](const auto& one) { return one.id == rule.muscle; });
        EXPECT_EQ(placed, 1) << rule.muscle;
    }
    for (const knowledge::Muscle& muscle : library->muscles) {
        const bool is_known =
            std::any_of(rules->targets.begin(), rules->targets.end(),
                        [&](const auto& rule) { return rule.muscle == muscle.id; });
        EXPECT_TRUE(is_known) << muscle.id;
    }
}

} // namespace
} // namespace filiform::care
