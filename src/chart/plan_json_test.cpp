// SPDX-License-Identifier: Apache-2.0
#include "chart/plan_json.h"

#include <gtest/gtest.h>

namespace filiform::chart {
namespace {

std::string map_of(const EntryMapPoint& point) {
    return write_map_json({{StructureId("piriformis.left"), ""}, 4, {point}});
}

TEST(MapJson, APointNamesItsNeedleAndWhatEndsIt) {
    EntryMapPoint point;
    point.reaches = true;
    point.needle = NeedleProduct{"0.30x60", 0.3, 60};
    point.stop = StopRule::BoneOrDepth;
    point.depth_mm = 42;
    const std::string text = map_of(point);
    EXPECT_NE(text.find(R"("id": "0.30x60")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("lengthMm": 60)"), std::string::npos);
    EXPECT_NE(text.find(R"("stop": "bone_or_depth")"), std::string::npos);
    EXPECT_NE(text.find(R"("depthMm": 42)"), std::string::npos);
}

TEST(MapJson, APointWhereEveryNeedleIsForbiddenHasNoFiguresOfOne) {
    EntryMapPoint point;
    point.reaches = true;
    point.blocker = StructureId("sciatic_nerve.left");
    const std::string text = map_of(point);
    for (const char* key : {"needle", "stop", "leastSlackMm", "touch", "direction", "depthMm"})
        EXPECT_EQ(text.find('"' + std::string(key) + '"'), std::string::npos) << key;
    EXPECT_NE(text.find("sciatic_nerve.left"), std::string::npos);
}

TEST(PathJson, AnotherCourseSaysWhoseItIsAndTheRiskWhatItAdds) {
    PlannedPath path;
    Clearance usual;
    usual.structure = StructureId("sciatic_nerve.left");
    Clearance other = usual;
    other.structure = StructureId("sciatic_nerve_type_c.left");
    other.variant_of = usual.structure;
    other.share = 0.017;
    other.is_hard = false;
    path.clearances = {other};
    path.risks = {{usual.structure, {0.02, 0.01, 0.03}, 0.004}};
    const std::string text = write_path_json(path);
    EXPECT_NE(text.find(R"("share": 0.017)"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("variantOf": "sciatic_nerve.left")"), std::string::npos);
    EXPECT_NE(text.find(R"("limitIsHard": false)"), std::string::npos);
    EXPECT_NE(text.find(R"("fromVariants": 0.004)"), std::string::npos);
    // What has one course says nothing of courses.
    path.clearances = {usual};
    path.risks.front().from_variants = 0;
    const std::string plain = write_path_json(path);
    for (const char* key : {"share", "variantOf", "limitIsHard", "fromVariants"})
        EXPECT_EQ(plain.find(key), std::string::npos) << key;
}

} // namespace
} // namespace filiform::chart
