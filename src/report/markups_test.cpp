// SPDX-License-Identifier: Apache-2.0
#include "report/markups.h"

#include <cstring>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "report/report_fixtures.h"

namespace filiform::report {
namespace {

TEST(Markups, ALineRunsFromEntryToTipInLps) {
    chart::Plan plan = fixtures::small_plan();
    auto& path = std::get<std::vector<chart::PlannedPath>>(plan.proposals[0].paths)[0];
    path.path.entry = {10, -40, 5};
    const auto read = boost::json::parse(markups_json(plan));
    const auto& lines = read.at("markups").as_array();
    ASSERT_EQ(lines.size(), 1U); // the target without a path has none
    EXPECT_EQ(lines[0].at("type").as_string(), "Line");
    EXPECT_EQ(lines[0].at("coordinateSystem").as_string(), "LPS");
    EXPECT_EQ(lines[0].at("name").as_string(), "right piriformis 1");
    const auto& points = lines[0].at("controlPoints").as_array();
    ASSERT_EQ(points.size(), 2U);
    const auto at = [&](std::size_t point, std::size_t axis) {
        return points[point].at("position").as_array()[axis].to_number<double>();
    };
    // RAS (10, −40, 5) is LPS (−10, 40, 5); the tip lies 40 mm on along +y: (10, 0, 5).
    EXPECT_EQ(at(0, 0), -10);
    EXPECT_EQ(at(0, 1), 40);
    EXPECT_EQ(at(0, 2), 5);
    EXPECT_EQ(at(1, 0), -10);
    EXPECT_EQ(at(1, 1), 0);
    EXPECT_EQ(at(1, 2), 5);
}

TEST(Markups, AnStlHoldsFiftyBytesATriangle) {
    geometry::Mesh mesh;
    mesh.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    mesh.normals = {{0, 0, 1}, {0, 0, 1}, {0, 0, 1}};
    mesh.triangles = {{0, 1, 2}};
    const std::string bytes = stl(mesh);
    ASSERT_EQ(bytes.size(), 80U + 4 + 50);
    EXPECT_NE(bytes.find("SPACE=RAS"), std::string::npos);
    float normal_z = 0;
    std::memcpy(&normal_z, &bytes[84 + 8], sizeof normal_z);
    EXPECT_EQ(normal_z, 1);
}

} // namespace
} // namespace filiform::report
