// SPDX-License-Identifier: Apache-2.0
// The main job without a scan: a case names a person, the plan is made on the reference body.
#include "story.h"

#include <fstream>

#include "schema_check.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;

class ReferencePlan : public Folder {
  protected:
    Said plan(const std::string& person, const std::string& targets) const {
        const fs::path file = folder / "case.json";
        std::ofstream(file) << R"({"schema": "filiform.case/1", "body": {"person": )" << person
                            << R"(, "gridMm": 4}, "targets": [)" << targets << "]}";
        return run({"plan", file, "--out", out().string()});
    }
    fs::path out() const { return folder / "out"; }
    std::string plan_json() const { return bytes_of(out() / "plan.json"); }
};

TEST_F(ReferencePlan, ACaseNamesAPersonAndGetsPathsOnTheReferenceBody) {
    const Said said = plan(R"({"sex": "f", "ageYears": 46, "heightCm": 168, "weightKg": 74,
                               "girthsCm": {"hip": 105}})",
                           R"("gluteus_medius.right", "gastrocnemius_medial.left")");
    ASSERT_EQ(said.exit_code, 0) << said.err;
    EXPECT_EQ(schema_errors("plan", plan_json()), "");
    EXPECT_NE(plan_json().find("reference body of a woman, 46 years, 168 cm, 74 kg"),
              std::string::npos);
    EXPECT_NE(plan_json().find(R"("origin": "reference")"), std::string::npos);
    EXPECT_NE(said.out.find("Nobody looked inside this person"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("hip_girth 1050 mm"), std::string::npos) << said.out;
}

TEST_F(ReferencePlan, APersonThatNoAdultIsIsRefusedWithItsPlaceAndNothingIsWritten) {
    struct Row {
        const char* person;
        const char* says;
    };
    for (const Row& row : {Row{R"({"sex": "f", "ageYears": 46, "heightCm": 1680, "weightKg": 74})",
                               "case.json#/body/person: height: No adult has a height of 1680 cm."},
                           Row{R"({"sex": "f", "ageYears": 46, "heightCm": 168, "weightKg": 150})",
                               "case.json#/body/person: body mass index: "},
                           Row{R"({"sex": "f", "ageYears": 46, "heightCm": 168})",
                               "case.json#/body/person/weightKg: This number is missing."},
                           Row{R"({"sex": "f", "ageYears": 46, "heightCm": 168, "weightKg": 74,
                  "girthsCm": {"hips": 105}})",
                               "case.json#/body/person: girth: There is no girth called \"hips\"."},
                           Row{R"({"sex": "f", "ageYears": 46, "heightCm": 168, "weightKg": 74,
                  "girthsCm": {"hip": 1050}})",
                               "case.json#/body/person: hip_girth"}}) {
        const Said said = plan(row.person, R"("gluteus_medius.right")");
        EXPECT_EQ(said.exit_code, 2) << row.person;
        EXPECT_NE(said.err.find(row.says), std::string::npos) << row.says << " | " << said.err;
        EXPECT_FALSE(fs::exists(out())) << row.person;
    }
}

TEST_F(ReferencePlan, AVariantThatNobodyHasIsRefusedWithItsPlace) {
    const std::string person = R"({"person": {"sex": "f", "ageYears": 46, "heightCm": 168,
        "weightKg": 74}, "gridMm": 5})";
    const std::string phantom = R"({"phantom": true})";
    struct Row {
        std::string body;
        const char* variants;
        const char* says;
    };
    for (const Row& row :
         {Row{person, R"({"sciatic_type": "z"})", "sciatic_type: There is no kind \"z\""},
          Row{person, R"({"sciatic_type.right": "z"})",
              "sciatic_type.right: This body draws no kind \"z\""},
          Row{person, R"({"sciatic_type": "a", "sciatic_type.right": "b"})",
              "sciatic_type.right: This side is stated twice."},
          Row{phantom, R"({"tail.right": "a"})", "tail.right: This body draws no courses"}}) {
        const fs::path file = folder / "case.json";
        std::ofstream(file) << R"({"schema": "filiform.case/1", "targets": ["gluteus_medius.right"],
            "body": )" << row.body
                            << R"(, "variants": )" << row.variants << "}";
        const Said said = run({"plan", file, "--out", out().string()});
        EXPECT_EQ(said.exit_code, 2) << row.variants;
        EXPECT_NE(said.err.find(std::string("case.json#/variants: ") + row.says), std::string::npos)
            << said.err;
        EXPECT_FALSE(fs::exists(out())) << row.variants;
    }
}

TEST_F(ReferencePlan, ANeedleMayEnterAtAnAcupuncturePoint) {
    const std::string body = (folder / "b.body").string();
    ASSERT_EQ(run({"body", "make", "--sex", "f", "--height-cm", "165", "--weight-kg", "68",
                   "--grid-mm", "4", "--out", body})
                  .exit_code,
              0);
    const Said said = run({"needle", body, "--target", "gb30.right", "--entry", "gb30.right",
                           "--needle", "0.30x75", "--stop", "target_centre"});
    EXPECT_NE(said.exit_code, 2) << said.err;
    EXPECT_NE(said.out.find("Reaches gb30.right"), std::string::npos) << said.out;
}

TEST_F(ReferencePlan, TheExampleThatMakeRunPlansFitsItsSchema) {
    const std::string text =
        bytes_of(fs::path(FILIFORM_SOURCE_DIR) / "data" / "examples" / "reference.json");
    EXPECT_EQ(schema_errors("case", text), "");
}

} // namespace
} // namespace filiform::story
