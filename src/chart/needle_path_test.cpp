// SPDX-License-Identifier: Apache-2.0
#include "chart/needle_path.h"

#include <gtest/gtest.h>

namespace filiform::chart {
namespace {

Clearance clearance(const char* id, Kind kind, bool is_hard) {
    Clearance made;
    made.structure = StructureId(id);
    made.kind = kind;
    made.is_hard = is_hard;
    return made;
}

std::string nearest(const PlannedPath& path) {
    const Clearance* found = nearest_hazard(path);
    return found == nullptr ? "" : found->structure.text();
}

TEST(Depth, IsSaidToATenthAndNotRoundedToAWholeMillimetre) {
    EXPECT_EQ(depth_in_words(41.5), "41.5 mm");
    EXPECT_EQ(depth_in_words(42), "42 mm");
    EXPECT_EQ(depth_in_words(41.96), "42 mm");
    EXPECT_EQ(depth_in_words(41.94), "41.9 mm");
    EXPECT_EQ(depth_in_words(0.04), "0 mm");
}

TEST(NearestHazard, IsNeitherTheScansEdgeNorWhatFewPeopleHave) {
    PlannedPath path;
    EXPECT_EQ(nearest(path), "");
    path.clearances = {clearance("outside_scan", Kind::Unknown, true)};
    EXPECT_EQ(nearest(path), "");
    path.clearances.push_back(clearance("sciatic_nerve_type_c.right", Kind::Nerve, false));
    EXPECT_EQ(nearest(path), "sciatic_nerve_type_c.right");
    path.clearances.push_back(clearance("sciatic_nerve.right", Kind::Nerve, true));
    EXPECT_EQ(nearest(path), "sciatic_nerve.right");
    path.clearances.push_back(clearance("aorta", Kind::Vessel, true));
    EXPECT_EQ(nearest(path), "sciatic_nerve.right");
}

} // namespace
} // namespace filiform::chart
