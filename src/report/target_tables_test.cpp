// SPDX-License-Identifier: Apache-2.0
#include "report/target_tables.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "report/report_fixtures.h"

namespace filiform::report {
namespace {

chart::StructureId nerve(int number) {
    return chart::StructureId("lumbar_root_l" + std::to_string(number) + ".right");
}

/// Nine nerves, 10, 20, … mm away; the seventh is touched in 1 %, the ninth in 2 %, the eighth in
/// one of a hundred thousand.
chart::PlannedPath among_nine_nerves() {
    chart::PlannedPath path = fixtures::straight_path();
    const chart::Clearance first = path.clearances.front();
    path.clearances.clear();
    path.risks.clear();
    for (int i = 1; i <= 9; ++i) {
        path.clearances.push_back(first);
        path.clearances.back().structure = nerve(i);
        path.clearances.back().min_mm = 10 * i;
    }
    path.risks = {{nerve(9), {0.02, 0.01, 0.03}},
                  {nerve(7), {0.01, 0.005, 0.02}},
                  {nerve(8), {0.00001, 0, 0.001}}};
    return path;
}

TEST(MostTelling, AFarHazardThatAHandTouchesComesRightAfterTheNearest) {
    std::vector<chart::StructureId> order;
    for (const chart::Clearance& one : most_telling(among_nine_nerves()))
        order.push_back(one.structure);
    const std::vector<chart::StructureId> expected{nerve(1), nerve(2), nerve(3), nerve(4), nerve(5),
                                                   nerve(6), nerve(9), nerve(7), nerve(8)};
    EXPECT_EQ(order, expected);
}

TEST(ClearanceTable, AnotherCourseSaysHowManyHaveItAndThatItsTouchesCountWithTheUsual) {
    chart::PlannedPath path = among_nine_nerves();
    chart::Clearance& other = path.clearances[1];
    other.structure = chart::StructureId("lumbar_root_l1_type_b.right");
    other.variant_of = nerve(1);
    other.share = 0.017;
    other.is_hard = false;
    path.risks = {{nerve(1), {0.02, 0.01, 0.03}, 0.015}};
    path.target = chart::StructureId("multifidus.right");
    const Table table = clearance_table(path.clearances, path, {}, 190);
    EXPECT_EQ(table.rows[0].cells[0], "lumbar root of L1");
    EXPECT_EQ(table.rows[0].cells[6], "2.0 % (1.0–3.0)");
    EXPECT_EQ(table.rows[1].cells[0], "lumbar root type B of L1, 1.7 in 100");
    EXPECT_EQ(table.rows[1].cells[5], "–"); // too rare for a limit
    EXPECT_EQ(table.rows[1].cells[6], "with the usual");
    // And a far course is listed with the near, since its structure is touched.
    path.clearances[1].min_mm = path.clearances[1].beyond_tip_mm = 100;
    const std::vector<chart::Clearance> near = by_distance(path).near;
    EXPECT_TRUE(std::any_of(near.begin(), near.end(),
                            [&](const chart::Clearance& c) { return c.variant_of == nerve(1); }));
}

TEST(ShortNotes, SayWhatTheKnowledgeOfABodyRestsOn) {
    anatomy::Body body = fixtures::small_body();
    const chart::Proposal proposal = fixtures::small_plan().proposals.front();
    anatomy::Structure& target = body.structures[static_cast<std::size_t>(
        anatomy::find_structure(body, proposal.target.structure) - body.structures.data())];
    target.position_sd_mm = 4;
    const auto says = [&](const std::string& words) {
        const std::vector<std::string> notes = short_notes(body, proposal);
        return std::any_of(notes.begin(), notes.end(),
                           [&](const std::string& note) { return note.starts_with(words); });
    };
    target.origin = chart::Origin::Inferred;
    EXPECT_TRUE(says("Inferred from landmarks, not seen in this body"));
    body.origin = target.origin = chart::Origin::Reference;
    EXPECT_TRUE(says("Worked out from a population, not seen in this person"));
    EXPECT_FALSE(says("Inferred from landmarks"));
}

TEST(ShortNotes, AMuscleMissedMoreOftenThanMetIsSaidFirst) {
    const anatomy::Body body = fixtures::small_body();
    const auto first_note = [&](double reach) {
        chart::Proposal proposal = fixtures::small_plan().proposals.front();
        std::get<std::vector<chart::PlannedPath>>(proposal.paths).front().reach = {reach, 0, 1};
        return short_notes(body, proposal).front();
    };
    EXPECT_EQ(first_note(0.22),
              "Only 22 % of free hands end in the muscle: do not rely on having met it.");
    EXPECT_EQ(first_note(0.5).find("free hands"), std::string::npos);
}

} // namespace
} // namespace filiform::report
