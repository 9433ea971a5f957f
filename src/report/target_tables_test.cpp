// SPDX-License-Identifier: Apache-2.0
#include "report/target_tables.h"

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
