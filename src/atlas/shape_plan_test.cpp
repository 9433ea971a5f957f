// SPDX-License-Identifier: Apache-2.0
#include "atlas/shape_plan.h"

#include <gtest/gtest.h>

#include "base/data_files.h"

namespace filiform::atlas {
namespace {

using geometry::Vec3;

Figure mean_woman() {
    Person person;
    person.sex = Sex::Female;
    person.height_cm = 163;
    person.weight_kg = 62;
    return Figure(mean_traits(prior_of(person)));
}

std::string file(const std::string& solids) {
    return "unit: mm\nmark: proposal\ndrawn:\n  psis: [40, 0, 0]\n  asis: [110, 140, -20]\n"
           "solids:\n" +
           solids;
}

base::Checked<ShapePlan> read(const std::string& text) {
    return read_shape_plan({{text, "shapes.yaml"}});
}

const std::string rod = "  - id: rod\n    kind: bone\n    role: bone\n    side: both\n";

TEST(ShapePlan, what_is_drawn_at_a_landmark_follows_it) {
    const auto plan = read(file(rod + "    shapes: [{ball: [40, 0, 0, 5]}]\n"));
    ASSERT_TRUE(plan.has_value());
    const Figure woman = mean_woman();
    const auto solids = make_solids(*plan, woman);
    ASSERT_EQ(solids.size(), 1U);
    EXPECT_LT(distance(std::get<Ball>(solids[0].shapes[0]).centre, woman.point("psis")), 1e-6);
}

TEST(ShapePlan, a_frame_carries_shapes_and_formulas_give_sizes) {
    const auto plan = read(file(rod + "    in: l4\n    let: {half: body_width_l4 / 2}\n"
                                      "    shapes: [{ball: [half, 0, 0, 2 * half]}]\n"));
    ASSERT_TRUE(plan.has_value());
    const Figure woman = mean_woman();
    const auto solids = make_solids(*plan, woman);
    const auto ball = std::get<Ball>(solids[0].shapes[0]);
    const double half = woman.number("body_width_l4") / 2;
    EXPECT_LT(distance(ball.centre, woman.frame("l4").world({half, 0, 0})), 1e-6);
    EXPECT_NEAR(length(ball.a), 2 * half, 1e-6);
}

TEST(ShapePlan, mistakes_are_told_with_their_line) {
    const auto problem_of = [](const std::string& solids) {
        const auto plan = read(file(solids));
        EXPECT_FALSE(plan.has_value()) << solids;
        return plan ? base::Problem{} : plan.error().front();
    };
    EXPECT_EQ(problem_of(rod + "    shapes: [{ball: [1, 2, 3]}]\n").code, "shapes.size");
    EXPECT_EQ(problem_of(rod + "    shapes: [{tube: [[1, 2, 3, 4]]}]\n").code, "shapes.size");
    EXPECT_EQ(problem_of(rod + "    shapes: [{ball: [no_such_number, 0, 0, 1]}]\n").code,
              "formula.unknown_name");
    EXPECT_EQ(problem_of(rod + "    shapes: []\n    cut: [nothing]\n").code, "shapes.limit");
    EXPECT_EQ(problem_of(rod + "    shapes: []\n" + rod + "    shapes: []\n").code,
              "shapes.repeated");
    const base::Problem problem = problem_of(rod + "    of: nothing\n");
    EXPECT_EQ(problem.code, "shapes.word");
    EXPECT_EQ(problem.where, "shapes.yaml:7");
}

TEST(ShapePlan, bones_stands_for_every_bone_above) {
    const auto plan = read(file(rod + "    shapes: [{ball: [0, 0, 0, 1]}]\n"
                                      "  - id: flesh\n    kind: muscle\n    role: target\n"
                                      "    side: both\n    shapes: [{ball: [0, 0, 0, 2]}]\n"
                                      "    cut: [bones]\n"));
    ASSERT_TRUE(plan.has_value());
    ASSERT_EQ(plan->solids[1].solid.cut.size(), 1U);
    EXPECT_EQ(plan->solids[1].solid.cut[0].id, "rod");
}

TEST(ShapePlan, every_source_cited_is_listed) {
    std::string sources;
    for (const base::DataFile& data : base::data_files())
        if (data.path.starts_with("sources/"))
            sources += data.text;
    for (const SolidDraft& draft : shape_plan().solids)
        for (const chart::SourceId& source : draft.solid.sources)
            EXPECT_NE(sources.find("key: " + source.text() + ","), std::string::npos)
                << draft.solid.id << " cites " << source.text();
}

TEST(ShapePlan, the_files_of_the_program_are_read_and_cite_known_points) {
    EXPECT_GT(shape_plan().solids.size(), 60U);
    EXPECT_NO_THROW((void)make_solids(shape_plan(), mean_woman()));
}

} // namespace
} // namespace filiform::atlas
