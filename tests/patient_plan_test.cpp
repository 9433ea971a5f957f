// SPDX-License-Identifier: Apache-2.0
// The main job with a patient: screened first, and planned only as far as the screening allows.
#include <algorithm>
#include <fstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "knowledge/library.h"
#include "knowledge/well.h"
#include "schema_check.h"
#include "story.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

class PatientPlan : public Folder {
  protected:
    [[nodiscard]] fs::path write_case(const std::string& findings,
                                      const std::string& rest = "") const {
        const fs::path file = folder / "case.json";
        std::ofstream(file)
            << R"({"schema": "filiform.case/1", "consultation": {"on": "2026-11-25",)"
            << R"( "patient": {"birthDate": "1980-05-02", "sex": "f", "heightCm": 168,)"
            << R"( "weightKg": 74}, "findings": {)" << findings << "}}" << rest << "}";
        return file;
    }
    [[nodiscard]] fs::path out() const { return folder / "out"; }
};

constexpr const char* on_the_phantom =
    R"(, "body": {"phantom": true}, "targets": ["gluteus_medius.right"])";

TEST_F(PatientPlan, OfAnEmergencyIsTheReasonsAndNoNeedle) {
    const fs::path file = write_case(R"("bladder_change": true)", on_the_phantom);
    EXPECT_EQ(schema_errors("case", bytes_of(file)), "");
    const Said said = run({"plan", file.string(), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3) << said.err;
    EXPECT_NE(said.out.find("Decision: emergency_today"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("No needling today."), std::string::npos);
    const std::string plan = bytes_of(out() / "plan.json");
    EXPECT_EQ(schema_errors("plan", plan), "");
    EXPECT_NE(plan.find("\"ruleId\": \"red_flag.bladder\""), std::string::npos);
    EXPECT_EQ(plan.find("\"paths\""), std::string::npos);
    EXPECT_EQ(bytes_of(out() / "plan.pdf").substr(0, 5), "%PDF-");
    EXPECT_FALSE(fs::exists(out() / "scene.glb"));
}

TEST_F(PatientPlan, TakesThePlaceOfAnEarlierOneWholly) {
    const Said bare = run({"plan", (fs::path(FILIFORM_SOURCE_DIR) / "data/examples/phantom.json"),
                           "--out", out().string()});
    ASSERT_EQ(bare.exit_code, 0) << bare.err;
    ASSERT_TRUE(fs::exists(out() / "scene.glb"));
    const fs::path file = write_case(R"("bladder_change": true)", on_the_phantom);
    EXPECT_EQ(run({"plan", file.string(), "--out", out().string()}).exit_code, 3);
    EXPECT_FALSE(fs::exists(out() / "scene.glb")); // nobody must find an old needle there
    EXPECT_FALSE(fs::exists(out() / "figures"));
}

TEST_F(PatientPlan, WithOpenQuestionsAsksThem) {
    const Said said =
        run({"plan", write_case("", on_the_phantom).string(), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3) << said.err;
    EXPECT_NE(said.out.find("Ask or examine before anybody is needled:\n"), std::string::npos);
    EXPECT_NE(said.out.find("  bladder_change: "), std::string::npos);
}

TEST_F(PatientPlan, IsScreenedAloneWithoutABody) {
    const fs::path file = write_case(R"("bladder_change": true)");
    const Said said = run({"screen", file.string(), "--format", "json"});
    EXPECT_EQ(said.exit_code, 3) << said.err;
    EXPECT_EQ(schema_errors("screening", said.out), "") << said.out;
    const Said refused = run({"screen", write_case(R"("blader_change": true)").string()});
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_NE(refused.err.find("case.json#/consultation/findings/blader_change: Nothing of this "
                               "name is asked or examined. Did you mean bladder_change?"),
              std::string::npos)
        << refused.err;
}

TEST_F(PatientPlan, WithoutAnybodyScreenedSaysSo) {
    const Said said =
        run({"screen", (fs::path(FILIFORM_SOURCE_DIR) / "data/examples/phantom.json").string()});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("Nothing was asked of a patient here."), std::string::npos);
}

TEST_F(PatientPlan, RulesAndSourcesAreExplained) {
    const Said rule = run({"explain", "red_flag.bladder"});
    EXPECT_EQ(rule.exit_code, 0);
    EXPECT_NE(rule.out.find("Decision: emergency_today"), std::string::npos);
    EXPECT_NE(rule.out.find("[DIONNE19]"), std::string::npos);
    EXPECT_EQ(run({"explain", "DIONNE19"}).exit_code, 0);
    EXPECT_EQ(run({"explain", "red_flag.blader"}).exit_code, 2);
    EXPECT_EQ(run({"knowledge", "check"}).exit_code, 0);
    const std::string library = (fs::path(FILIFORM_SOURCE_DIR) / "data/knowledge").string();
    EXPECT_EQ(run({"knowledge", "check", library}).exit_code, 0);
    EXPECT_EQ(run({"knowledge", "check", folder.string()}).exit_code, 2);
}

/// Somebody with a sore piriformis and nothing against a needle: every question answered.
json::object well_but_sore(const std::vector<std::pair<std::string, json::value>>& more = {}) {
    json::object findings;
    for (const knowledge::Finding& finding : knowledge::library()->findings) {
        const auto answer = knowledge::answer_of_somebody_well(finding);
        if (finding.is_given || !answer)
            continue;
        json::value value;
        if (const auto* yes = std::get_if<bool>(&*answer))
            value = *yes;
        else if (const auto* number = std::get_if<double>(&*answer))
            value = *number;
        else
            value = finding.kind == knowledge::FindingKind::Choice
                        ? json::value(std::get<std::vector<std::string>>(*answer).front())
                        : json::value_from(std::get<std::vector<std::string>>(*answer));
        for (const char* side : {".right", ".left"})
            findings[finding.id.text() + (finding.has_sides ? side : "")] = value;
    }
    findings["leg_pain_side"] = "right";
    findings["trp_piriformis_tender.right"] = true;
    findings["trp_piriformis_familiar.right"] = true;
    for (const auto& [id, value] : more)
        findings[id] = value;
    return {{"schema", "filiform.case/1"},
            {"consultation",
             {{"on", "2026-11-25"},
              {"patient",
               {{"birthDate", "1980-05-02"}, {"sex", "f"}, {"heightCm", 168}, {"weightKg", 74}}},
              {"findings", findings}}}};
}

TEST_F(PatientPlan, OfSomebodyWithASoreMuscleHasCausesCareAndItsNeedle) {
    const fs::path file = folder / "case.json";
    json::object patient = well_but_sore();
    patient["body"] = {{"phantom", true}};
    std::ofstream(file) << json::serialize(patient);
    const Said said = run({"plan", file.string(), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 0) << said.out << said.err;
    EXPECT_NE(said.out.find("Muscles found: piriformis.right\n"), std::string::npos) << said.out;
    const std::string text = bytes_of(out() / "plan.json");
    EXPECT_EQ(schema_errors("plan", text), "");
    const json::object plan = json::parse(text).as_object();
    ASSERT_EQ(plan.at("proposals").as_array().size(), 1U);
    const json::array& care = plan.at("alternatives").as_array();
    EXPECT_FALSE(care[0].at("needling").as_bool()); // never first
    EXPECT_TRUE(std::any_of(care.begin(), care.end(),
                            [](const json::value& one) { return one.at("needling").as_bool(); }));
    EXPECT_EQ(plan.at("causes").as_array()[0].at("id").as_string(), "cause.root");
    EXPECT_GE(plan.at("consentPoints").as_array().size(), 5U);
    EXPECT_EQ(bytes_of(out() / "patient.pdf").substr(0, 5), "%PDF-");
}

TEST_F(PatientPlan, WithNothingFoundOffersOtherCareAndNoNeedle) {
    const fs::path file = folder / "case.json";
    std::ofstream(file) << json::serialize(
        well_but_sore({{"trp_piriformis_familiar.right", false}}));
    const Said said = run({"plan", file.string(), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3) << said.err;
    const std::string text = bytes_of(out() / "plan.json");
    EXPECT_EQ(schema_errors("plan", text), "");
    const json::object plan = json::parse(text).as_object();
    EXPECT_TRUE(plan.at("proposals").as_array().empty());
    EXPECT_TRUE(plan.at("risks").as_array().empty());
    for (const json::value& care : plan.at("alternatives").as_array())
        EXPECT_FALSE(care.at("needling").as_bool()) << care.at("id");
}

TEST_F(PatientPlan, DoesNotNeedleAMuscleThatWasNotFound) {
    const fs::path file = folder / "case.json";
    json::object patient = well_but_sore();
    patient["body"] = {{"phantom", true}};
    patient["targets"] = {"gluteus_medius.right"};
    std::ofstream(file) << json::serialize(patient);
    const Said said = run({"plan", file.string(), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3) << said.out << said.err;
    EXPECT_NE(said.out.find("Nobody is needled for sciatica alone."), std::string::npos)
        << said.out;
}

} // namespace
} // namespace filiform::story
