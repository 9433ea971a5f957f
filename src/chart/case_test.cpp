// SPDX-License-Identifier: Apache-2.0
#include "chart/case.h"

#include <gtest/gtest.h>

namespace filiform::chart {
namespace {

TEST(Case, ReadsAScanWithItsTargets) {
    const auto wanted = read_case(R"({"schema": "filiform.case/1",
        "body": {"labels": [{"file": "l.nii.gz", "scheme": "totalsegmentator-v2"}],
                 "image": "ct.nii.gz", "gridMm": 2},
        "targets": ["piriformis.right", "multifidus.left@l4"], "seed": 7})",
                                  "case.json");
    ASSERT_TRUE(wanted.has_value());
    const auto& scan = std::get<BodyScan>(*wanted->body);
    EXPECT_EQ(scan.labels.at(0).scheme, "totalsegmentator-v2");
    EXPECT_EQ(scan.grid_mm, 2);
    EXPECT_EQ(wanted->targets.at(1).structure.text(), "multifidus.left");
    EXPECT_EQ(wanted->targets.at(1).level, "l4");
    EXPECT_EQ(wanted->targets.at(1).id(), "multifidus.left@l4");
    EXPECT_EQ(wanted->seed, 7U);
}

TEST(Case, ReadsAPersonWithoutAScan) {
    const auto wanted = read_case(R"({"schema": "filiform.case/1",
        "body": {"person": {"sex": "m", "ageYears": 52, "heightCm": 181, "weightKg": 90.5,
                            "girthsCm": {"hip": 104}, "posture": "prone_pillow",
                            "measured": {"skin_to_piriformis.right": {"mm": 58, "sdMm": 3}},
                            "extrapolate": true}},
        "variants": {"sciatic_type": "b"}, "targets": ["piriformis.right"]})",
                                  "case.json");
    ASSERT_TRUE(wanted.has_value()) << base::sentence(wanted.error().at(0));
    const auto& person = std::get<BodyPerson>(*wanted->body);
    EXPECT_TRUE(person.is_male);
    EXPECT_EQ(person.age_years, 52);
    EXPECT_EQ(person.height_cm, 181);
    EXPECT_EQ(person.weight_kg, 90.5);
    EXPECT_EQ(person.girths_cm.at("hip"), 104);
    EXPECT_EQ(person.measured.at("skin_to_piriformis.right").mm, 58);
    EXPECT_EQ(person.measured.at("skin_to_piriformis.right").sd_mm, 3);
    EXPECT_EQ(person.posture, "prone_pillow");
    EXPECT_EQ(wanted->variants.at("sciatic_type"), "b");
    EXPECT_EQ(person.ancestry, "pooled");
    EXPECT_TRUE(person.may_extrapolate);
}

TEST(Case, EveryMistakeOfAPersonHasItsPlace) {
    const auto wanted = read_case(R"({"schema": "filiform.case/1",
        "body": {"person": {"sex": "x", "heightCm": "168", "weightKg": 74, "girths": {},
                            "girthsCm": {"hip": true}, "measured": {"depth": 3},
                            "posture": "standing", "extrapolate": 1}},
        "targets": ["piriformis.right"]})",
                                  "case.json");
    ASSERT_FALSE(wanted.has_value());
    std::vector<std::string> places;
    for (const auto& problem : wanted.error())
        places.push_back(problem.code + " " + problem.where.substr(problem.where.rfind('/') + 1));
    EXPECT_EQ(places, (std::vector<std::string>{"case.unknown_key girths", "case.value sex",
                                                "case.missing ageYears", "case.value heightCm",
                                                "case.value posture", "case.value hip",
                                                "case.type depth", "case.type extrapolate"}));
}

TEST(Case, EveryMistakeIsReportedWithItsPlace) {
    const auto wanted = read_case(R"({"schema": "filiform.case/2", "body": {"phantom": false},
        "targets": ["Piriformis Right", "psoas.left", "psoas.left"], "gird": 1})",
                                  "case.json");
    ASSERT_FALSE(wanted.has_value());
    std::vector<std::string> codes;
    for (const auto& problem : wanted.error())
        codes.push_back(problem.code + " " + problem.where);
    EXPECT_EQ(codes, (std::vector<std::string>{
                         "case.unknown_key case.json#/gird", "case.schema case.json#/schema",
                         "case.type case.json#/body/phantom", "case.value case.json#/targets/0",
                         "case.repeated case.json#/targets/2"}));
}

TEST(Case, EveryMistakeHasARemedy) {
    for (const char* text :
         {"[]", "{", "{}", R"({"schema": 1, "body": 3, "targets": [3]})",
          R"({"schema": "", "body": {"phantom": true, "file": "f"}, "targets": []})",
          R"({"schema": "filiform.case/1", "body": {"phantom": 1}, "targets": ["a", "a"]})",
          R"({"body": {"labels": [], "image": 3}, "targets": 1, "needles": [1], "seed": -1})",
          R"({"body": {"labels": [1, {}], "gridMm": 9}, "mostPaths": 11, "seed": 1e300})",
          R"({"body": {"person": 3, "gridMm": 9}})",
          R"({"body": {"person": {"measured": 3, "girthsCm": [], "variants": {}}}})"}) {
        const auto wanted = read_case(text, "case.json");
        ASSERT_FALSE(wanted.has_value()) << text;
        for (const base::Problem& problem : wanted.error())
            EXPECT_FALSE(problem.hint.empty()) << base::sentence(problem);
    }
}

TEST(Case, ReadsTheCoursesThatWereSeen) {
    const auto wanted = read_case(R"({"schema": "filiform.case/1", "body": {"phantom": true},
        "targets": ["piriformis.right"], "variants": {"sciatic_type.right": "b"}})",
                                  "case.json");
    ASSERT_TRUE(wanted.has_value());
    EXPECT_EQ(wanted->variants.at("sciatic_type.right"), "b");
    for (const char* wrong : {R"({"Sciatic": "b"})", R"({"sciatic_type": 1})", R"(["b"])",
                              R"({"sciatic_type": "B?"})", R"({".right": "b"})"}) {
        const auto refused = read_case(std::string(R"({"schema": "filiform.case/1",
            "body": {"phantom": true}, "targets": ["a"], "variants": )") +
                                           wrong + "}",
                                       "case.json");
        ASSERT_FALSE(refused.has_value()) << wrong;
        EXPECT_TRUE(refused.error().front().where.starts_with("case.json#/variants")) << wrong;
        EXPECT_FALSE(refused.error().front().hint.empty());
    }
}

TEST(Case, ABodyOfAnotherTypeIsNotCalledMissing) {
    const auto wanted = read_case(R"({"schema": "filiform.case/1", "body": "ct.body",
        "targets": ["psoas.left"]})",
                                  "case.json");
    ASSERT_FALSE(wanted.has_value());
    EXPECT_EQ(wanted.error().at(0).what.find("missing"), std::string::npos);
}

TEST(Case, ATextThatIsNotJsonIsOneProblem) {
    const auto wanted = read_case("{\"schema\": ", "case.json");
    ASSERT_FALSE(wanted.has_value());
    EXPECT_EQ(wanted.error().at(0).code, "case.syntax");
}

TEST(Case, DeepNestingIsRefusedWithoutRecursing) {
    EXPECT_FALSE(read_case(std::string(100000, '['), "case.json").has_value());
}

TEST(Case, AGridFinerThanHalfAMillimetreIsRefused) {
    const auto wanted = read_case(R"({"schema": "filiform.case/1",
        "body": {"labels": [{"file": "l", "scheme": "s"}], "gridMm": 0.1},
        "targets": ["psoas.left"]})",
                                  "case.json");
    ASSERT_FALSE(wanted.has_value());
    EXPECT_EQ(wanted.error().at(0).where, "case.json#/body/gridMm");
}

} // namespace
} // namespace filiform::chart
