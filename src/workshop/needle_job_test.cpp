// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>

#include "anatomy/body_file.h"
#include "base/base64.h"
#include "chart/plan_json.h"
#include "needle/add_points.h"
#include "needle/plan_target.h"
#include "workshop/person_body.h"
#include "workshop/said_needle.h"
#include "workshop/workshop_fixture.h"

namespace filiform::workshop {
namespace {

using server::body_of;
using server::code_of;

/// What `filiform needle` says of a needle on the body of `filiform body make`, made anew.
std::string by_the_command(const SaidNeedle& said, std::uint64_t seed) {
    chart::BodyPerson person;
    person.age_years = 46; // on 25 November 2026, born on 2 May 1980
    person.height_cm = 168;
    person.weight_kg = 74;
    person.grid_mm = coarse_mm;
    anatomy::Stated nothing;
    anatomy::Body body = make_body(person, nothing).value();
    const needle::Rules rules = needle::load_rules().value();
    if (const auto target = chart::read_target(said.target))
        needle::add_points(body, rules, {&*target, 1});
    const auto asked = find_needle(said, body, rules);
    EXPECT_TRUE(asked) << (asked ? "" : base::sentence(asked.error()));
    const needle::PerturbationTable table(seed, judged_samples, body, rules.limits);
    return chart::write_path_json(
        needle::judge_needle(body, rules, asked->path, asked->target, table));
}

TEST_F(WorkingClinic, JudgesANeedleAsTheCommandDoes) {
    EXPECT_EQ(done({{"kind", "body"}, {"assessment", "a1"}}).at("state"), "done");
    const server::Answer answer = judged({{"assessment", "a1"},
                                          {"entry", "psis.right lateral=30mm"},
                                          {"direction", "medial=5deg"},
                                          {"depthMm", 35},
                                          {"needle", "0.30x60"},
                                          {"target", "gluteus_maximus.right"},
                                          {"seed", 3}});
    EXPECT_EQ(answer.status, 200);
    SaidNeedle said{"psis.right lateral=30mm", "medial=5deg", "", "0.30x60", 35.0,
                    "gluteus_maximus.right"};
    EXPECT_EQ(answer.body, by_the_command(said, 3));
    // An acupuncture point is put into a body of its own for the one who means it, by a map of it.
    const json::object point{{"assessment", "a1"},
                             {"entry", "gb30.right"},
                             {"stop", "target_centre"},
                             {"needle", "0.30x75"},
                             {"target", "gb30.right"}};
    EXPECT_EQ(code_of(judged(point)), "body.not_ready");
    EXPECT_EQ(done({{"kind", "map"}, {"assessment", "a1"}, {"target", "gb30.right"}}).at("state"),
              "done");
    EXPECT_EQ(judged(point).body,
              by_the_command({"gb30.right", "", "target_centre", "0.30x75", {}, "gb30.right"}, 1));
    json::object without = point;
    without.erase("target");
    EXPECT_EQ(body_of(judged(without)).at("pointer"), "/entry"); // whoever means none has none
}

TEST_F(WorkingClinic, JudgesTheNeedleOfAPlanAgainOnThatPlansBody) {
    const json::object job = done({{"kind", "plan"}, {"assessment", "a1"}, {"seed", 5}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const std::string id(job.at("result").at("plan").as_string());
    const json::object plan = body_of(get(doctor, "/api/v1/plans/" + id)).at("body").as_object();
    const json::object& path = plan.at("targets").as_array()[0].at("path").as_object();
    std::array<char, 32> product{};
    std::snprintf(product.data(), product.size(), "%.2fx%.0f",
                  path.at("diameterMm").to_number<double>(),
                  path.at("lengthMm").to_number<double>());
    json::object needle{{"plan", id},
                        {"target", "gluteus_medius.right"},
                        {"entry", path.at("entryMm")},
                        {"direction", path.at("direction")},
                        {"depthMm", path.at("depthMm")},
                        {"needle", product.data()}};
    if (path.at("stop") == "bone_or_depth")
        needle["stop"] = "bone_or_depth";
    const server::Answer answer = judged(needle);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(body_of(answer).at("judgement").at("verdict"), path.at("verdict"));
    EXPECT_NEAR(body_of(answer).at("depthMm").to_number<double>(),
                path.at("depthMm").to_number<double>(), 0.001);
}

TEST_F(BareClinic, SaysThatABodyIsNotAtHandUntilAJobHasMadeIt) {
    const json::object needle{
        {"assessment", "a1"}, {"entry", "psis.right"}, {"depthMm", 20}, {"needle", "0.30x40"}};
    const server::Answer early = judged(needle);
    EXPECT_EQ(early.status, 409);
    EXPECT_EQ(code_of(early), "body.not_ready");
    const json::object job = done({{"kind", "body"}, {"assessment", "a1"}});
    EXPECT_EQ(job.at("result").at("digest").as_string().size(), 64U);
    EXPECT_EQ(judged(needle).status, 200);
}

TEST_F(WorkingClinic, RefusesANeedleThatIsNone) {
    ASSERT_EQ(done({{"kind", "body"}, {"assessment", "a1"}}).at("state"), "done");
    struct Slip {
        const char* member;
        json::value value;
        const char* pointer;
    };
    const std::vector<Slip> slips{
        {"entry", "psis.rihgt", "/entry"},
        {"entry", json::object{{"x", 0}, {"y", 0}, {"z", 1000}}, "/entry"},
        {"entry", json::object{{"x", 0}, {"y", 0}}, "/entry/z"},
        {"direction", "medial=95deg", "/direction"},
        {"depthMm", 0, "/depthMm"},
        {"depthMm", 41, "/depthMm"},
        {"depthMm", "deep", "/depthMm"},
        {"stop", "hub", "/depthMm"}, // said twice
        {"needle", "9x9", "/needle"},
        {"target", "piriformus.right", "/target"},
        {"target", "piriformis", "/target"},
        {"plan", "x", "/assessment"}, // both
        {"depht", 3, "/depht"}};
    for (const Slip& slip : slips) {
        json::object needle{
            {"assessment", "a1"}, {"entry", "psis.right"}, {"depthMm", 20}, {"needle", "0.30x40"}};
        needle[slip.member] = slip.value;
        const server::Answer answer = judged(needle);
        EXPECT_TRUE(answer.status == 422 || answer.status == 400) << slip.member << answer.body;
        EXPECT_EQ(body_of(answer).at("pointer"), slip.pointer) << answer.body;
        EXPECT_FALSE(body_of(answer).at("hint").as_string().empty()) << answer.body;
    }
}

TEST_F(WorkingClinic, JudgesNoNeedleForSomebodyWhoMayNotSeeThePatient) {
    record::Patient patient = grown_woman();
    patient.is_restricted = true;
    put_noun("p2", patient);
    put(record::Kind::Episode, "e2",
        R"({"patient":"p2","status":"active","began":"2026-11-01","practitioner":"d1"})");
    record::Assessment assessment = well_but_sore();
    assessment.patient = record::EntryId("p2");
    assessment.episode = record::EntryId("e2");
    put_noun("a2", assessment);
    ASSERT_EQ(done({{"kind", "body"}, {"assessment", "a1"}}).at("state"), "done"); // the same body
    const std::string needle =
        R"({"assessment":"a2","entry":"psis.right","depthMm":20,"needle":"0.30x40"})";
    const Login other = as(record::Role::Clinician, "d2");
    EXPECT_EQ(code_of(post(other, "/api/v1/needle", needle)), "request.restricted");
    EXPECT_EQ(code_of(post(other, "/api/v1/jobs", R"({"kind":"body","assessment":"a2"})")),
              "request.restricted");
    EXPECT_EQ(
        post(other, "/api/v1/needle", needle, {{"x-break-glass", "emergency, she fainted"}}).status,
        200);
    for (const record::Role role : {record::Role::Reception, record::Role::Patient})
        EXPECT_EQ(post(as(role, "p1"), "/api/v1/needle", needle).status, 403);
    EXPECT_EQ(code_of(judged({{"assessment", "nobody"},
                              {"entry", "psis.right"},
                              {"depthMm", 20},
                              {"needle", "0.30x40"}})),
              "record.missing");
}

TEST_F(WorkingClinic, DrawsASafeEntryMap) {
    const json::object job =
        done({{"kind", "map"}, {"assessment", "a1"}, {"target", "gluteus_medius.right"}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const json::object& result = job.at("result").as_object();
    const json::object& counts = result.at("counts").as_object();
    EXPECT_EQ(counts.at("points").to_number<std::size_t>(),
              result.at("map").at("points").as_array().size());
    EXPECT_GT(counts.at("safe").to_number<int>() + counts.at("caution").to_number<int>(), 0);
    EXPECT_EQ(result.at("map").at("schema"), "filiform.map/1");
    const auto png = base::from_base64(std::string(result.at("picture").at("base64").as_string()));
    ASSERT_TRUE(png);
    EXPECT_EQ(png->substr(1, 3), "PNG");
    EXPECT_EQ(done({{"kind", "map"}, {"assessment", "a1"}, {"target", "femur.right"}})
                  .at("problems")
                  .as_array()[0]
                  .at("pointer"),
              "/target");
}

constexpr const char* small_study = R"(study: test
title: a test
population:
  men: 0.5
  age_years: {mean: 50, sd: 10}
  height_cm: {mean: 170, sd: 8}
  bmi: {mean: 25, sd: 3}
spacing_mm: 4
needler: {palpation: exact}
arms:
  - id: fat
    outcomes:
      - {id: fat, measure: number, value: buttock_fat}
)";

TEST_F(WorkingClinic, RunsASmallStudyAndRefusesALargeOne) {
    const json::object job = done({{"kind", "study"}, {"study", small_study}, {"bodies", 4}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    EXPECT_EQ(job.at("result").at("schema"), "filiform.study/1");
    EXPECT_EQ(job.at("result").at("bodies").to_number<int>(), 4);
    const json::object large = done({{"kind", "study"}, {"study", small_study}});
    const json::object& problem = large.at("problems").as_array()[0].as_object();
    EXPECT_EQ(problem.at("code"), "study.many");
    EXPECT_EQ(problem.at("detail"), "A server draws 2 to 4 bodies, not 1000.");
    const json::object wrong = done({{"kind", "study"}, {"study", "study: test\n"}});
    EXPECT_EQ(wrong.at("state"), "failed");
}

TEST(StudyJob, ThatIsCancelledEnds) {
    const auto shop = open_workshop(coarse());
    server::JobProgress progress;
    progress.cancel();
    EXPECT_EQ(shop->run_study({small_study, 2, {}}, progress).error().front().code,
              "study.cancelled");
}

TEST(StudyJob, ThatTakesTooLongEndsWithWhatWasDone) {
    Options options = coarse();
    options.longest_study = std::chrono::seconds(-1);
    const auto shop = open_workshop(options);
    server::JobProgress progress;
    const auto made = shop->run_study({small_study, 2, {}}, progress);
    EXPECT_EQ(made.error().front().code, "study.long");
    EXPECT_NE(made.error().front().what.find("0 of 2"), std::string::npos);
}

} // namespace
} // namespace filiform::workshop
