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
    const json::object& proposal = plan.at("proposals").as_array()[0].as_object();
    EXPECT_NE(proposal.at("because").as_string().find("familiar pain"), json::string::npos);
    EXPECT_EQ(proposal.at("certainty").as_string(), "very_low");
    EXPECT_FALSE(proposal.at("guidelines").as_array().empty());
    EXPECT_FALSE(proposal.at("dose").as_array().empty());
    EXPECT_TRUE(proposal.at("technique").as_object().contains("position"));
    EXPECT_EQ(bytes_of(out() / "patient.pdf").substr(0, 5), "%PDF-");
}

TEST_F(PatientPlan, OfTheExampleHasAPathForEveryMuscleThatWasFound) {
    const fs::path file = fs::path(FILIFORM_SOURCE_DIR) / "data/examples/consultation.json";
    EXPECT_EQ(schema_errors("case", bytes_of(file)), "");
    const Said said = run({"plan", file.string(), "--out", out().string()});
    ASSERT_EQ(said.exit_code, 0) << said.out << said.err;
    const json::object plan = json::parse(bytes_of(out() / "plan.json")).as_object();
    const json::array& proposals = plan.at("proposals").as_array();
    ASSERT_EQ(proposals.size(), 4U);
    for (const json::value& proposal : proposals)
        EXPECT_TRUE(proposal.as_object().contains("paths")) << proposal.at("target");
    EXPECT_EQ(plan.at("body").at("origin").as_string(), "reference");
    EXPECT_EQ(plan.at("session").at("needles").as_array().size(), 4U);
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

TEST_F(PatientPlan, OfSomebodyWhoseBodyCannotBeMadeIsAllButPaths) {
    const auto plan_of = [&](json::object patient) {
        const fs::path file = folder / "case.json";
        std::ofstream(file) << json::serialize(patient);
        const Said said = run({"plan", file.string(), "--out", out().string()});
        EXPECT_EQ(said.exit_code, 3) << said.out << said.err;
        const std::string text = bytes_of(out() / "plan.json");
        EXPECT_EQ(schema_errors("plan", text), "");
        return json::parse(text).as_object();
    };
    json::object heavy = well_but_sore();
    heavy.at("consultation").at("patient").as_object()["weightKg"] = 135; // 47.8 kg/m2
    const json::object far = plan_of(heavy);
    const json::value& none = far.at("proposals").as_array()[0].at("noPath");
    EXPECT_EQ(none.at("reason").as_string(), "body");
    EXPECT_NE(none.at("because").as_string().find("47.8"), json::string::npos);
    for (const json::value& care : far.at("alternatives").as_array())
        EXPECT_FALSE(care.at("needling").as_bool()) << care.at("id");
    EXPECT_TRUE(far.at("risks").as_array().empty());
    EXPECT_FALSE(far.at("causes").as_array().empty());

    json::object unweighed = well_but_sore();
    unweighed.at("consultation").at("patient").as_object().erase("sex");
    const json::object open = plan_of(unweighed);
    EXPECT_NE(open.at("proposals").as_array()[0].at("noPath").at("because").as_string().find("sex"),
              json::string::npos);
}

TEST_F(PatientPlan, WrongInputIsRefusedWithPlaceValueAndRemedy) {
    struct Slip {
        const char* what;
        json::object more;
        std::vector<const char*> said;
    };
    const auto findings = [](const char* id, json::value value) {
        return json::object{{"findings", {{id, std::move(value)}}}};
    };
    const auto patient = [](const char* key, json::value value) {
        return json::object{{"patient", {{key, std::move(value)}}}};
    };
    const std::vector<Slip> slips{
        {"an unknown finding",
         findings("sadle_numbness", true),
         {"#/consultation/findings/sadle_numbness: ", "Did you mean saddle_numbness?"}},
        {"a height in inches", patient("heightCm", 66), {"heightCm", "66", "cm"}},
        {"a height in feet", patient("heightCm", "5'6\""), {"heightCm", "number"}},
        {"a weight in stones", patient("weightKg", 11), {"weightKg", "11", "kg"}},
        {"a blood pressure where a number is",
         findings("leg_pain_now", "120/80"),
         {"#/consultation/findings/leg_pain_now: ", "number"}},
        {"an age nobody has", patient("ageYears", 178), {"ageYears", "178", "years"}},
        {"no side where there is one",
         findings("slr_pain", true),
         {"#/consultation/findings/slr_pain: ", "slr_pain.right"}},
        {"a side where there is none",
         findings("saddle_numbness.left", true),
         {"#/consultation/findings/saddle_numbness.left: ", "side"}},
        {"two sides at once",
         findings("leg_pain_side", json::array{"right", "left"}),
         {"#/consultation/findings/leg_pain_side: ", "one"}},
        {"a birth date to come",
         patient("birthDate", "2031-05-02"),
         {"#/consultation/patient/birthDate: ", "This day has not come yet.", "1980-05-02"}},
        {"no day of the calendar", patient("birthDate", "1980-02-30"), {"birthDate", "1980-02-30"}},
        {"none and something",
         findings("general_signs", json::array{"none", "weight_loss"}),
         {"none"}},
        {"an older schema", {{"schema", "filiform.case/0"}}, {"#/schema: ", "filiform.case/1"}},
    };
    for (const Slip& slip : slips) {
        json::object wanted = well_but_sore();
        for (const auto& [key, value] : slip.more) {
            json::object& place = key == "schema" ? wanted
                                  : key == "findings"
                                      ? wanted.at("consultation").at(key).as_object()
                                      : wanted.at("consultation").as_object();
            if (key == "findings") {
                for (const auto& [id, answer] : value.as_object())
                    place[id] = answer;
            } else if (key == "patient") {
                json::object& who = place.at("patient").as_object();
                for (const auto& [id, answer] : value.as_object()) {
                    if (id == "ageYears")
                        who.erase("birthDate");
                    who[id] = answer;
                }
            } else {
                place[key] = value;
            }
        }
        const fs::path file = folder / "case.json";
        std::ofstream(file) << json::serialize(wanted);
        const Said said = run({"plan", file.string(), "--out", out().string()});
        EXPECT_EQ(said.exit_code, 2) << slip.what << '\n' << said.out << said.err;
        for (const char* words : slip.said)
            EXPECT_NE(said.err.find(words), std::string::npos)
                << slip.what << ", not said: " << words << '\n'
                << said.err;
        EXPECT_FALSE(fs::exists(out())) << slip.what;
    }
}

/// The sentences of a document that no source stands beside: within their object or one around it.
void find_unsourced(const json::value& value, const std::string& at, bool is_sourced,
                    std::vector<std::string>& found) {
    if (const json::object* object = value.if_object()) {
        for (const char* key : {"sources", "source", "ruleId", "rules", "finding", "code"})
            is_sourced |= object->contains(key);
        for (const auto& [key, member] : *object)
            if (key != "name") // of a body or a program
                find_unsourced(member, at + "/" + std::string(key), is_sourced, found);
    } else if (const json::array* list = value.if_array()) {
        for (const json::value& entry : *list)
            find_unsourced(entry, at, is_sourced, found);
    } else if (const json::string* text = value.if_string()) {
        const bool is_sentence = std::count(text->begin(), text->end(), ' ') >= 3;
        if (is_sentence && !is_sourced && std::find(found.begin(), found.end(), at) == found.end())
            found.push_back(at);
    }
}

TEST_F(PatientPlan, EverySentenceHasItsRuleAndSource) {
    const fs::path file = folder / "case.json";
    json::object patient = well_but_sore({{"medicines", json::array{"aspirin"}}});
    patient["body"] = {{"phantom", true}};
    std::ofstream(file) << json::serialize(patient);
    const Said said = run({"plan", file.string(), "--out", out().string()});
    const json::value plan = json::parse(bytes_of(out() / "plan.json"));
    std::vector<std::string> found;
    find_unsourced(plan, "", false, found);
    EXPECT_EQ(found, std::vector<std::string>{}) << said.out << said.err;
    const Said refused =
        run({"plan", write_case(R"("bladder_change": true)").string(), "--out", out().string()});
    found.clear();
    find_unsourced(json::parse(bytes_of(out() / "plan.json")), "", false, found);
    EXPECT_EQ(found, std::vector<std::string>{}) << refused.out << refused.err;
}

} // namespace
} // namespace filiform::story
