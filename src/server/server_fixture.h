// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/digest.h"
#include "chart/plan_json.h"
#include "record/noun.h"
#include "server/evidence_fixture.h"
#include "server/server.h"
#include "server/target.h"
#include "store/noun_fixture.h"
#include "store/scratch_server.h"
#include "store/store.h"

/// What the tests of this room stand on: a server on a real store, in a folder of its own, with a
/// clock that is set by hand. Everybody in it is invented.
///
/// FILIFORM_TEST_STORE=postgresql in the environment: on a PostgreSQL server of their own.
namespace filiform::server {

namespace json = boost::json;

inline constexpr const char* good_password = "seven grey umbrellas";

inline json::object body_of(const Answer& answer) {
    json::error_code error;
    const auto value = json::parse(answer.body, error);
    return error || !value.is_object() ? json::object() : value.get_object();
}

class Clinic : public testing::Test {
  public:
    /// Somebody logged in: what their requests carry.
    struct Login {
        std::string account;
        std::vector<Named> headers;
    };
    struct Asked {
        Method method = Method::Get;
        std::string target;
        std::string body;
        std::vector<Named> headers;
    };

    explicit Clinic(Workshop shop = workshop()) {
        std::string name = (std::filesystem::temp_directory_path() / "filiform-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("no scratch folder");
        folder_ = name;
        auto opened = store::open_store(place());
        if (!opened)
            throw std::runtime_error(base::sentence(opened.error()));
        store_ = std::move(*opened);
        ServerOptions options;
        options.listener.port = 0;
        options.people.cost = {1, 8U << 10U};
        options.people.login_rate = {1000, 1000};
        options.gate.address_rate = options.gate.account_rate = {100000, 100000};
        options.log = &log_;
        options.workshop = std::move(shop);
        options.pages = pages();
        options.task_pause = std::chrono::milliseconds(0); // asked for, so that tests are alone
        options.clock = [this] { return now_; };
        auto server = Server::open(*store_, options);
        if (!server)
            throw std::runtime_error(base::sentence(server.error()));
        server_ = std::move(*server);
    }
    ~Clinic() override {
        server_.reset();
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

    static base::Problems not_ready() {
        return {{"body.not_ready", "#/assessment", "Not at hand.", "Ask."}};
    }
    /// All needles enter at the PSIS; "far" is on a body that is not at hand.
    static std::optional<base::Problems> refused_needle(const NeedleWanted& wanted) {
        if (wanted.entry == "psis.right")
            return std::nullopt;
        if (wanted.entry == "far")
            return not_ready();
        return base::Problems{
            {"needle.entry", "#/entry", "This is no point on the skin.", "Move it."}};
    }

    /// Stands in for the planner, which this room does not link: its plans are of one target.
    static Workshop workshop() {
        Workshop shop;
        shop.make_plan = [](const PlanWanted& wanted,
                            JobProgress& progress) -> base::Checked<PlanMade> {
            progress.say("Planning", 0.5);
            PlanMade made;
            made.plan.decision = record::ScreeningDecision::Ask;
            made.plan.needling_allowed = false;
            made.plan.note = wanted.who.patient.family + ", " + std::to_string(wanted.seed);
            return made;
        };
        shop.judge_needle = [](const NeedleWanted& wanted) -> base::Checked<std::string> {
            if (auto wrong = refused_needle(wanted))
                return tl::unexpected(*std::move(wrong));
            chart::PlannedPath path;
            path.instruction = wanted.who.patient.family + ", " + std::to_string(wanted.seed);
            path.stop_rule = wanted.direction;
            path.path.needle = {wanted.needle, 0.3, 60};
            path.judgement.verdict = chart::Verdict::Safe;
            return chart::write_path_json(path);
        };
        shop.draw_section = [](const SectionWanted& wanted) -> base::Checked<std::string> {
            if (auto wrong = refused_needle(wanted.needle))
                return tl::unexpected(*std::move(wrong));
            return "picture of " + std::to_string(wanted.width_px) +
                   (wanted.is_dark ? " in the dark" : "");
        };
        shop.describe_body = [](const Examined& who) -> base::Checked<std::string> {
            if (who.patient.family == "Bodiless")
                return tl::unexpected(not_ready());
            return R"({"schema":"filiform.body_view/1","key":"k","digest":"d","name":")" +
                   who.patient.family +
                   R"(","origin":"reference","bounds":{"min":{"x":0,"y":0,"z":0},)"
                   R"("max":{"x":1,"y":1,"z":1}},"structures":[],"landmarks":[],"points":[],)"
                   R"("missing":[],"warnings":[]})";
        };
        shop.body_scene =
            [](const Examined& who) -> base::Checked<std::shared_ptr<const BodyScene>> {
            if (who.patient.family == "Bodiless")
                return tl::unexpected(not_ready());
            return std::make_shared<const BodyScene>(BodyScene{"digest", "glTF of a body"});
        };
        // A needle that is said to call for caution does; one on another body is refused.
        shop.judge_path = [](const PathWanted& wanted) -> base::Checked<PathMade> {
            if (auto wrong = refused_needle(wanted.needle))
                return tl::unexpected(*std::move(wrong));
            PathMade made;
            made.path.entry = record::BodyVector{1, 2, 3};
            made.path.direction = record::BodyVector{0, 1, 0};
            made.path.depth_mm = wanted.needle.depth_mm.value_or(20);
            made.path.diameter_mm = 0.3;
            made.path.length_mm = 60;
            made.path.instruction =
                wanted.needle.target + ", " + std::to_string(wanted.needle.seed);
            made.path.verdict = "safe";
            if (wanted.needle.direction == "careful") {
                if (wanted.reason.empty())
                    return tl::unexpected(
                        base::Problems{{"path.reason", "#/reason", "No reason.", "Say why."}});
                made.path.verdict = "caution";
                made.override_rule = "needle.caution." + wanted.needle.target;
            }
            const std::string picture = "picture";
            made.documents.push_back({"figures/" + wanted.needle.target + "-along.png", "image/png",
                                      base::sha256(picture), 7});
            made.blobs.push_back({"image/png", picture});
            return made;
        };
        // Its one statement, as the fixtures' review has it.
        shop.find_statement = [](std::string_view id) -> std::optional<Workshop::Statement> {
            if (id != "contra.warfarin")
                return std::nullopt;
            return Workshop::Statement{std::string(64, 'a'), true};
        };
        // Its one rule: who takes a blood thinner waits.
        shop.screen =
            [](const chart::Consultation& consultation) -> base::Checked<chart::Screening> {
            chart::Screening screening;
            screening.decision = "ask";
            screening.to_ask.push_back({chart::FindingId("bleeding"), "Do you bleed easily?"});
            if (!consultation.answers.empty()) {
                chart::ScreeningNote note;
                note.rule = chart::RuleId("test.thinner");
                note.what = "blood thinner";
                note.needling = "stop";
                note.answers = {consultation.answers.begin()->first};
                screening.notes.push_back(note);
            }
            return screening;
        };
        shop.evidence = invented_evidence();
        shop.read_shelf = read_shelf;
        shop.weigh = weigh;
        shop.review = review;
        return shop;
    }
    /// Stands in for the review, and says what it was given.
    static base::Checked<std::string> review(const ReviewWanted& wanted) {
        if (wanted.outcomes.empty())
            return tl::unexpected(
                base::Problems{{"review.no_score", "", "Nothing was scored.", "Score."}});
        std::string given = std::to_string(wanted.outcomes.size()) + " scores, " +
                            std::to_string(wanted.care.sessions.size()) + " sessions, " +
                            wanted.follow;
        if (wanted.goal)
            given += ", " + std::to_string(std::lround(*wanted.goal)) + " by " + wanted.goal_on;
        for (const auto& [finding, is_so] : wanted.findings)
            given += ", " + finding + (is_so ? " yes" : " no");
        if (wanted.form == ReviewWanted::Form::Course)
            return R"({"schema":"filiform.course/1","asOf":"2026-11-03","readings":[)"
                   R"({"instrument":"nprs_leg","at":"2026-11-03","value":3}]})";
        if (wanted.form != ReviewWanted::Form::Progress)
            return given;
        json::value none = {{"low", 0}, {"middle", 0}, {"high", 0}};
        json::value chance = {{"value", 0}, {"low", 0}, {"high", 0}};
        json::object parts;
        for (const char* part :
             {"change", "expectedAnyway", "nature", "context", "unexplained", "needle"})
            parts[part] = none;
        return json::serialize(json::object{
            {"schema", "filiform.progress/1"},
            {"asOf", "2026-11-03"},
            {"careBegan", "2026-11-01"},
            {"instrument", "nprs_leg"},
            {"duration", "recent"},
            {"scores", 1},
            {"fitted", 1},
            {"sessionsDone", 0},
            {"instruments", json::array()},
            {"remeasured", {{"first", 0}, {"expected", 0}, {"mean", 0}, {"reliability", 0}}},
            {"tooLittle", given},
            {"summary", json::array()},
            {"timeline",
             {{"now", 1}, {"horizon", 2}, {"scores", json::array()}, {"sessions", json::array()}}},
            {"forecast",
             {{"start", none},
              {"now", none},
              {"parts", parts},
              {"important", chance},
              {"worse", chance},
              {"ahead", {{"on", "2026-12-01"}, {"level", none}, {"withoutNeedle", none}}},
              {"needle",
               {{"isCredited", false}, {"creditProbability", 0}, {"scoresSayLittle", true}}},
              {"otherBeliefs", json::array()},
              {"course", json::array()}}},
            {"advice",
             {{"step", "go_on"},
              {"words", "go on"},
              {"rules", json::array()},
              {"waiting", json::array()},
              {"shown", json::array()},
              {"toAsk", json::array()},
              {"answered", json::array()}}},
            {"beliefs", json::array()},
            {"provenance",
             {{"program", "p"}, {"courseSha256", std::string(64, 'a')}, {"seed", 1}}}});
    }
    /// Stands in for the library: a shelf with nothing on it, but whom it is for.
    static base::Checked<std::string> read_shelf(const std::string& name, Reader reader) {
        json::object shelf{{"schema", "filiform.library/1"}, {"knowledge", base::sha256("none")}};
        shelf[name == "questions" ? "questions" : "items"] = json::array();
        if (name == "measures")
            shelf["schemes"] = json::array();
        if (name == "sources")
            shelf["items"] =
                json::array{{{"id", "FOR"},
                             {"reference", reader == Reader::Patient ? "patient" : "clinician"}}};
        return json::serialize(shelf);
    }
    /// Says back what it was asked, in what a screening has room for.
    static base::Checked<std::string> weigh(const WeighWanted& wanted) {
        const record::Assessment& assessment = wanted.who.assessment;
        if (assessment.answers.contains("no_such_finding"))
            return tl::unexpected(base::Problems{{"case.finding", "#/answers/no_such_finding",
                                                  "Nothing of this name is asked.", "Ask less."}});
        const json::object tally{{"asked", 1}, {"answered", 0}, {"spared", 0}, {"open", 1}};
        if (wanted.reader == Reader::Patient)
            return json::serialize(json::object{{"isEmergency", !assessment.answers.empty()},
                                                {"tell", json::array()},
                                                {"spared", json::array()},
                                                {"tally", tally}});
        json::array answered;
        const auto add = [&](const std::string& finding, const std::string& answer) {
            if (!answer.empty())
                answered.push_back({{"finding", finding}, {"group", "test"}, {"answer", answer}});
        };
        const record::Patient& patient = wanted.who.patient;
        add("born", patient.birth_date ? base::text(*patient.birth_date) : "");
        add("sex", patient.sex ? (*patient.sex == record::Patient::Sex::Male ? "m" : "f") : "");
        add("age", wanted.age_years ? std::to_string(*wanted.age_years) : "");
        add("on", base::text(*assessment.on));
        add("height", assessment.height_cm ? std::to_string(*assessment.height_cm) : "");
        for (const auto& [finding, answer] : assessment.answers)
            add(finding, std::to_string(answer.index()));
        for (const record::RuleDecision& one : assessment.overrides)
            add(one.rule, one.reason);
        const json::array none;
        return json::serialize(json::object{{"screening",
                                             {{"schema", "filiform.screening/1"},
                                              {"decision", "ask"},
                                              {"mayNeedle", false},
                                              {"toAsk", none},
                                              {"notAsked", none},
                                              {"restraint", none},
                                              {"answered", answered},
                                              {"findings", none}}},
                                            {"spared", none},
                                            {"tally", tally},
                                            {"causes", none},
                                            {"next", none},
                                            {"care", none},
                                            {"targets", none},
                                            {"restraint", none}});
    }

    /// Pages of three files.
    static Pages pages() {
        Pages all;
        const std::string script = "document.title = 'invented'; // " + std::string(600, '-');
        all["index.html"] =
            content_of("text/html; charset=utf-8", "<title>Invented</title>", "no-cache");
        for (const char* name : {"app.js", "assets/app.js"})
            all[name] =
                content_of(CarriedPage{name, script, gzipped(script), base::sha256(script)});
        return all;
    }

    Answer ask(const Asked& asked) {
        const auto target = read_target(asked.target);
        if (!target)
            throw std::runtime_error("no target: " + asked.target);
        Request request;
        request.method = asked.method;
        request.path = target->path;
        request.query = target->query;
        request.headers = asked.headers;
        request.body = asked.body;
        if (!asked.body.empty())
            request.headers.push_back({"content-type", "application/json"});
        request.from = "127.0.0.1";
        request.id = "test";
        return server_->answer(std::move(request));
    }
    Answer get(const Login& who, const std::string& target, std::vector<Named> more = {}) {
        more.insert(more.end(), who.headers.begin(), who.headers.end());
        return ask({Method::Get, target, "", std::move(more)});
    }
    Answer send(const Login& who, Method method, const std::string& target, const std::string& body,
                std::vector<Named> more = {}) {
        more.insert(more.end(), who.headers.begin(), who.headers.end());
        return ask({method, target, body, std::move(more)});
    }
    Answer post(const Login& who, const std::string& target, const std::string& body,
                std::vector<Named> more = {}) {
        return send(who, Method::Post, target, body, std::move(more));
    }

    /// An account with the password above.
    std::string account(const std::string& login, record::Role role,
                        const std::string& person = "") {
        auto told =
            server_->people().invite({login, role, record::EntryId(person)}, "system", now_);
        if (!told)
            throw std::runtime_error(base::sentence(told.error()));
        auto chosen = server_->people().choose_password(told->secret, good_password, now_);
        if (!chosen)
            throw std::runtime_error(base::sentence(chosen.error()));
        return chosen->id;
    }
    Answer try_log_in(const std::string& login, const std::string& password,
                      const std::string& code = "") {
        json::object body{{"login", login}, {"password", password}};
        if (!code.empty())
            body["code"] = code;
        return ask({Method::Post, "/api/v1/login", json::serialize(body), {}});
    }
    Login log_in(const std::string& login, const std::string& password = good_password) {
        const Answer answer = try_log_in(login, password);
        const json::object body = body_of(answer);
        if (answer.status != 200)
            throw std::runtime_error("cannot log in: " + answer.body);
        std::string cookie;
        for (const Named& header : answer.headers)
            if (header.name == "set-cookie")
                cookie = header.value.substr(0, header.value.find(';'));
        return {
            std::string(body.at("account").as_string()),
            {{"cookie", cookie}, {"x-csrf-token", std::string(body.at("csrfToken").as_string())}}};
    }
    Login as(record::Role role, const std::string& person = "") {
        const std::string login = "user" + std::to_string(++count_);
        account(login, role, person);
        return log_in(login);
    }
    Login with_token(const std::string& scopes) {
        const std::string id =
            account("program" + std::to_string(++count_), record::Role::Integrator);
        const auto token = server_->people().make_token({id, scopes, "test", 1}, "system", now_);
        if (!token)
            throw std::runtime_error(base::sentence(token.error()));
        return {id, {{"authorization", "Bearer " + token->secret}}};
    }

    /// Straight into the store, past every rule.
    record::Entry put(record::Kind kind, const std::string& id, const std::string& body,
                      record::State state = record::State::Open) {
        const auto noun = record::read_noun(kind, body, id);
        if (!noun)
            throw std::runtime_error(base::sentence(noun.error().front()) + body);
        auto written = store_->write(
            {{"system", "create", "", "", now_}, {store::loose_write_of(id, *noun, state)}, {}});
        if (!written)
            throw std::runtime_error(base::sentence(written.error()));
        return written->front();
    }
    record::Entry put_noun(const std::string& id, const record::Noun& noun,
                           record::State state = record::State::Open) {
        return put(record::kind_of(noun), id, record::write_noun(noun), state);
    }
    record::Entry put_patient(const std::string& id, const std::string& family,
                              const std::string& more = "") {
        return put(record::Kind::Patient, id, R"({"family":")" + family + R"(")" + more + "}");
    }

  protected:
    static bool is_on_postgresql() {
        const char* store = std::getenv("FILIFORM_TEST_STORE");
        return store != nullptr && std::string(store) == "postgresql";
    }

    std::filesystem::path folder_;
    std::ostringstream log_;
    base::Instant now_ = base::Instant(std::chrono::hours(24 * 20000));
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Server> server_;
    int count_ = 0;

  private:
    [[nodiscard]] std::string place() const {
        if (!is_on_postgresql())
            return "sqlite:" + (folder_ / "record").string();
        static store::ScratchServer server; // of the whole program: it is dear to start
        return server.new_database();
    }
};

/// The last segment of a route's pattern; empty of "/".
inline std::string last_segment(const Route& route) {
    const auto segments = segments_of(route.pattern);
    return segments.empty() ? "" : segments.back();
}

/// The problem's code, or the status when it is none.
inline std::string code_of(const Answer& answer) {
    const json::object body = body_of(answer);
    return body.contains("code") ? std::string(body.at("code").as_string())
                                 : std::to_string(answer.status);
}

inline std::string header_of(const Answer& answer, const std::string& name) {
    for (const Named& one : answer.headers)
        if (one.name == name)
            return one.value;
    return {};
}

} // namespace filiform::server
