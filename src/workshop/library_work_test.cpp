// SPDX-License-Identifier: Apache-2.0
#include "server/api_document.h"
#include "workshop/workshop_fixture.h"

#include "care/make_plan.h"
#include "knowledge/library_json.h"
#include "knowledge/statement.h"
#include "knowledge/question.h"

namespace filiform::workshop {
namespace {

using server::body_of;

/// A server with the library that the program carries.
class LibraryWork : public WorkingClinic {
  protected:
    LibraryWork() {
        put_noun("p2", grown_woman());
        patient = as(record::Role::Patient, "p1");
        document = std::make_unique<server::ApiDocument>(
            ask({server::Method::Get, "/api/v1/openapi.json", "", {}}).body);
    }
    const server::Route& route(const std::string& name) {
        for (const server::Route& one : server_->routes())
            if (server::name_of(one) == name)
                return one;
        throw std::runtime_error("no route " + name);
    }
    /// The answer, which has to be as the description says.
    json::object described(const std::string& name, const server::Answer& answer) {
        EXPECT_EQ(answer.status, 200) << answer.body.substr(0, 1000);
        EXPECT_EQ(document->misfit(route(name), answer), "") << name;
        return body_of(answer);
    }
    json::object shelf(const Login& who, const std::string& name) {
        const std::string address = "/api/v1/library/" + name;
        return described("GET " + address, get(who, address));
    }
    json::array items(const Login& who, const std::string& name) {
        return shelf(who, name).at("items").as_array();
    }
    json::object weighed(const Login& who, const json::object& body) {
        return described("POST /api/v1/consultations",
                         post(who, "/api/v1/consultations", json::serialize(body)));
    }
    static json::object answers_of(const record::Assessment& assessment) {
        return json::parse(record::write_noun(assessment)).at("answers").as_object();
    }
    /// Everything answered, by somebody well with a sore muscle.
    static json::object all_answered() {
        return {{"patient", "p1"},
                {"on", "2026-11-25"},
                {"heightCm", 168},
                {"weightKg", 74},
                {"answers", answers_of(well_but_sore())}};
    }
    static json::object with_answer(json::object consultation, const char* finding,
                                    const json::value& answer) {
        consultation["answers"].as_object()[finding] = answer;
        return consultation;
    }
    static std::string find_by_id(const json::object& shelf, const std::string& id,
                                  const std::string& member) {
        for (const json::value& one : shelf.at("items").as_array())
            if (one.at("id") == json::string(id))
                return std::string(one.at(member).as_string());
        return "no " + id;
    }

    Login patient;
    std::unique_ptr<server::ApiDocument> document;
};

TEST_F(LibraryWork, SaysWhatCanBeMeasuredOfABodyAndHowAScanMayBeLabelled) {
    const json::object shelf_of_measures = shelf(doctor, "measures");
    const auto has = [&](const char* list, const char* id) {
        const auto& all = shelf_of_measures.at(list).as_array();
        return std::any_of(all.begin(), all.end(),
                           [&](const json::value& one) { return one.at("id") == id; });
    };
    EXPECT_TRUE(has("items", "hip_girth"));
    EXPECT_TRUE(has("items", "skin_to_piriformis_centre"));
    EXPECT_TRUE(has("schemes", "totalsegmentator-v2"));
    EXPECT_EQ(get(patient, "/api/v1/library/measures").status, 403);
}

TEST_F(LibraryWork, what_happens_in_a_session_has_the_record_s_word_for_it) {
    const auto words = record::words(record::AdverseEvent::Type{});
    std::set<std::string> filed;
    for (const json::value& one : items(doctor, "advice"))
        if (const json::value* type = one.as_object().if_contains("eventType"))
            filed.emplace(type->as_string());
    EXPECT_GE(filed.size(), 8U);
    for (const std::string& type : filed)
        EXPECT_NE(std::find(words.begin(), words.end(), type), words.end()) << type;
}

TEST_F(LibraryWork, signs_are_graded_as_the_record_has_them_and_asked_for_by_its_words) {
    using record::NeuroSign;
    const json::object asked = shelf(doctor, "questions");
    std::map<std::string, json::object> gradings;
    for (const json::value& one : asked.at("signs").as_array())
        gradings[std::string(one.at("test").as_string())] = one.as_object();
    const auto tests = record::words(NeuroSign::Test{});
    const auto levels = record::words(NeuroSign::Level{});
    ASSERT_EQ(gradings.size(), tests.size());
    for (std::size_t i = 0; i < tests.size(); ++i) {
        EXPECT_EQ(gradings.at(std::string(tests[i])).at("highest"),
                  record::highest_grade(static_cast<NeuroSign::Test>(i)));
    }
    std::set<std::pair<std::string, std::string>> places;
    for (const json::value& one : asked.at("questions").as_array())
        if (const json::value* sign = one.as_object().if_contains("sign")) {
            const std::string level(sign->at("level").as_string());
            EXPECT_NE(std::find(levels.begin(), levels.end(), level), levels.end()) << level;
            EXPECT_TRUE(places.emplace(sign->at("test").as_string(), level).second) << level;
        }
    EXPECT_EQ(places.size(), 13U); // five of power, six of feeling, two reflexes
    EXPECT_FALSE(shelf(patient, "questions").contains("signs"));
}

TEST_F(LibraryWork, every_shelf_is_as_it_is_described_and_has_something_on_it) {
    for (const char* name : {"rules", "causes", "care", "targets", "claims", "sources", "advice",
                             "regions", "needles"})
        EXPECT_GT(items(doctor, name).size(), 5U) << name;
    for (const char* name : {"care", "advice", "sources"})
        EXPECT_GT(items(patient, name).size(), 5U) << name;
}

TEST_F(LibraryWork, the_shelves_have_what_the_library_has) {
    const knowledge::Library& library = *knowledge::library();
    EXPECT_EQ(items(doctor, "rules").size(), library.screening.size());
    EXPECT_EQ(items(doctor, "causes").size(), library.causes.size());
    EXPECT_EQ(items(doctor, "advice").size(), library.advice.size());
    EXPECT_EQ(items(doctor, "sources").size(), knowledge::known_sources().size());
    EXPECT_EQ(shelf(doctor, "rules").at("knowledge"), json::string(care::knowledge_digest()));
    const knowledge::ScreeningRule& first = library.screening.front();
    EXPECT_EQ(find_by_id(shelf(doctor, "rules"), first.id.text(), "because"), first.because);
    EXPECT_EQ(find_by_id(shelf(doctor, "rules"), first.id.text(), "digest"),
              knowledge::find_statement(library, first.id.text())->digest);
}

TEST_F(LibraryWork, a_word_of_the_clinic_that_is_no_stricter_than_the_library_is_refused) {
    const knowledge::Library& library = *knowledge::library();
    const auto& rules = library.screening;
    const auto emergency = std::find_if(rules.begin(), rules.end(), [](const auto& rule) {
        return rule.level == knowledge::Level::EmergencyToday;
    });
    const auto mild = std::find_if(rules.begin(), rules.end(), [](const auto& rule) {
        return rule.level == knowledge::Level::Caution;
    });
    ASSERT_NE(emergency, rules.end());
    ASSERT_NE(mild, rules.end());
    const Login lead = as(record::Role::Lead, "d1");
    const auto reviewed = [&](const knowledge::ScreeningRule& rule, const char* level) {
        const std::string& id = rule.id.text();
        return post(
            lead, "/api/v1/rule-reviews",
            json::serialize(json::object{
                {"body", json::object{{"rule", id},
                                      {"text", knowledge::find_statement(library, id)->digest},
                                      {"verdict", "stricter"},
                                      {"level", level},
                                      {"reason", "As our hospital wants it."},
                                      {"practitioner", "d1"},
                                      {"on", "2026-11-25"}}}}));
    };
    const server::Answer laxer = reviewed(*emergency, "caution");
    EXPECT_EQ(laxer.status, 422) << laxer.body;
    EXPECT_NE(laxer.body.find("nothing would change"), std::string::npos) << laxer.body;
    EXPECT_NE(laxer.body.find("/level"), std::string::npos) << laxer.body;
    EXPECT_EQ(reviewed(*mild, "caution").status, 422);
    const server::Answer stricter = reviewed(*mild, "refer_urgent");
    EXPECT_EQ(stricter.status, 201) << stricter.body;
}

TEST_F(LibraryWork, questions_stand_in_the_order_of_a_consultation) {
    const json::array questions = shelf(doctor, "questions").at("questions").as_array();
    const auto order = knowledge::questions_of(*knowledge::library());
    ASSERT_EQ(questions.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        EXPECT_EQ(questions[i].at("id"), json::string(order[i].finding->id.text()));
    EXPECT_EQ(questions[0].at("part"), "particulars");
    bool has_examination = false;
    for (const json::value& one : questions)
        has_examination |= one.at("part") == "examination";
    EXPECT_TRUE(has_examination);
}

TEST_F(LibraryWork, a_patient_is_asked_and_not_examined_and_sees_no_note_to_the_clinician) {
    const json::object asked = shelf(patient, "questions");
    std::size_t emergencies = 0;
    for (const json::value& one : asked.at("questions").as_array()) {
        EXPECT_TRUE(one.as_object().contains("ask")) << json::serialize(one);
        EXPECT_FALSE(one.as_object().contains("examine")) << json::serialize(one);
        EXPECT_FALSE(one.as_object().contains("neededBy")) << json::serialize(one);
        emergencies += one.at("isEmergency") == true ? 1U : 0U;
    }
    EXPECT_GT(emergencies, 4U);
    for (const json::value& one : items(patient, "care"))
        EXPECT_FALSE(one.as_object().contains("whatToDo")) << json::serialize(one);
    for (const json::value& one : items(patient, "advice"))
        for (const char* part : {"dose", "before", "skin", "during", "after", "event"})
            EXPECT_NE(one.at("part"), json::string(part)) << json::serialize(one);
}

TEST_F(LibraryWork, a_consultation_that_begins_asks_and_one_that_is_complete_decides) {
    const json::object begun = weighed(doctor, {{"answers", json::object()}});
    EXPECT_EQ(begun.at("screening").at("decision"), "ask");
    EXPECT_EQ(begun.at("tally").at("answered"), 0);
    EXPECT_EQ(begun.at("tally").at("asked"), knowledge::questions_of(*knowledge::library()).size());
    EXPECT_GT(begun.at("next").as_array().size(), 3U);
    const json::object whole = weighed(doctor, all_answered());
    // Somebody well has no number of weeks and the like: a few questions stay open.
    constexpr int few = 5;
    EXPECT_LE(whole.at("tally").at("open").to_number<int>(), few)
        << json::serialize(whole.at("tally"));
    EXPECT_EQ(whole.at("screening").at("mayNeedle"), true);
    EXPECT_EQ(whole.at("targets").as_array()[0].at("target"), "gluteus_medius.right");
    EXPECT_EQ(whole.at("targets").as_array()[0].at("found"), "yes");
    bool offers_needling = false;
    for (const json::value& one : whole.at("care").as_array())
        offers_needling |= one.at("isNeedling") == true;
    EXPECT_TRUE(offers_needling);
}

TEST_F(LibraryWork, what_is_spared_and_counted_adds_up) {
    for (const json::object& body : {json::object{{"answers", json::object()}}, all_answered()}) {
        const json::object tally = weighed(doctor, body).at("tally").as_object();
        EXPECT_EQ(tally.at("asked").to_number<int>(), tally.at("answered").to_number<int>() +
                                                          tally.at("spared").to_number<int>() +
                                                          tally.at("open").to_number<int>());
    }
}

TEST_F(LibraryWork, an_emergency_ends_what_is_put_forward_and_is_told_to_the_patient) {
    const json::object body = with_answer(all_answered(), "bladder_change", true);
    const json::object told = weighed(doctor, body);
    EXPECT_EQ(told.at("screening").at("decision"), "emergency_today");
    EXPECT_EQ(told.at("screening").at("mayNeedle"), false);
    EXPECT_TRUE(told.at("care").as_array().empty());
    const json::object own = weighed(patient, body);
    EXPECT_EQ(own.at("isEmergency"), true);
    const json::array& tell = own.at("tell").as_array();
    ASSERT_FALSE(tell.empty());
    EXPECT_EQ(tell[0].at("ruleId"), "red_flag.bladder");
    EXPECT_NE(tell[0].at("text").as_string().find("emergency department now"), json::string::npos);
    EXPECT_FALSE(own.contains("causes"));
    EXPECT_EQ(weighed(patient, all_answered()).at("isEmergency"), false);
}

TEST_F(LibraryWork, needling_is_not_among_the_care_while_a_question_that_locks_is_open) {
    json::object body = all_answered();
    body.at("answers").as_object().erase("saddle_numbness");
    const json::object told = weighed(doctor, body);
    EXPECT_EQ(told.at("screening").at("decision"), "ask");
    EXPECT_FALSE(told.at("care").as_array().empty());
    for (const json::value& one : told.at("care").as_array())
        EXPECT_EQ(one.at("isNeedling"), false) << one.at("id");
}

TEST_F(LibraryWork, an_answer_that_cannot_be_is_named) {
    const auto pointer = [&](const json::object& body) {
        const server::Answer answer = post(doctor, "/api/v1/consultations", json::serialize(body));
        EXPECT_EQ(answer.status, 422) << answer.body;
        EXPECT_EQ(document->misfit(route("POST /api/v1/consultations"), answer), "");
        return std::string(body_of(answer).at("pointer").as_string());
    };
    const json::object body = all_answered();
    EXPECT_EQ(pointer(with_answer(body, "no_such_finding", true)), "/answers/no_such_finding");
    EXPECT_EQ(pointer(with_answer(body, "bladder_change", 5)), "/answers/bladder_change");
    EXPECT_EQ(pointer(with_answer(body, "leg_pain_now", 11)), "/answers/leg_pain_now");
    json::object tall = body;
    tall["heightCm"] = 255; // the record keeps it, and no rule is made for it
    EXPECT_EQ(pointer(tall), "/heightCm");
    json::object unborn = body;
    unborn["particulars"] = {{"birthDate", "2030-01-01"}};
    EXPECT_EQ(pointer(unborn), "/particulars/birthDate");
    json::object cleared = body;
    cleared["clearances"] =
        json::array{{{"rule", "no.such.rule"}, {"by", "Ada"}, {"reason", "why"}}};
    EXPECT_EQ(pointer(cleared), "/clearances/0/rule");
}

TEST_F(LibraryWork, what_an_assessment_keeps_is_what_a_plan_of_it_decides) {
    json::object body = json::parse(record::write_noun(well_but_sore())).as_object();
    const server::Answer made =
        post(doctor, "/api/v1/assessments", json::serialize(json::object{{"body", body}}));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(document->misfit(route("POST /api/v1/assessments"), made), "");
    const json::object kept = body_of(made).at("body").as_object();
    EXPECT_EQ(kept.at("screening").at("mayNeedle"), true);
    EXPECT_EQ(kept.at("causes").as_array().size(), knowledge::library()->causes.size());
    const json::object job = done({{"kind", "plan"}, {"assessment", body_of(made).at("id")}});
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const json::object plan =
        body_of(
            get(doctor, "/api/v1/plans/" + std::string(job.at("result").at("plan").as_string())))
            .at("body")
            .as_object();
    EXPECT_EQ(plan.at("decision"), kept.at("screening").at("decision"));
    EXPECT_EQ(plan.at("provenance").at("inputs"), kept.at("screening").at("inputs"));
    EXPECT_EQ(plan.at("provenance").at("knowledge"), kept.at("screening").at("knowledge"));
    // And what the consultation said before it was kept.
    const json::object told = weighed(doctor, all_answered());
    EXPECT_EQ(told.at("screening").at("decision"), kept.at("screening").at("decision"));
    EXPECT_EQ(told.at("causes").as_array()[0].at("id"), kept.at("causes").as_array()[0].at("id"));
}

TEST_F(LibraryWork, a_draft_is_kept_whatever_is_not_known_of_the_patient) {
    const auto kept = [&](const std::string& id, record::Patient whose) {
        put_noun(id, whose);
        put_noun("e-" + id, record::read_noun(record::Kind::Episode,
                                              R"({"patient":")" + id +
                                                  R"(","status":"active","began":"2026-11-01"})",
                                              "")
                                .value());
        record::Assessment assessment = well_but_sore();
        assessment.patient = record::EntryId(id);
        assessment.episode = record::EntryId("e-" + id);
        assessment.height_cm = 255; // no rule is made for so tall a body
        const server::Answer answer = post(doctor, "/api/v1/assessments",
                                           R"({"body":)" + record::write_noun(assessment) + "}");
        EXPECT_EQ(answer.status, 201) << answer.body;
        return body_of(answer);
    };
    record::Patient unborn = grown_woman();
    unborn.birth_date = base::read_date("2030-01-01").value();
    record::Patient nameless;
    nameless.family = "Invented";
    for (const auto& [id, whose] : {std::pair{"unborn", unborn}, std::pair{"nameless", nameless}}) {
        const json::object screening = kept(id, whose).at("body").at("screening").as_object();
        EXPECT_EQ(screening.at("mayNeedle"), false) << id;
        const json::array& open = screening.at("toAsk").as_array();
        EXPECT_TRUE(std::any_of(open.begin(), open.end(), [](const json::value& one) {
            return one == "age_years";
        })) << json::serialize(screening);
    }
}

} // namespace
} // namespace filiform::workshop
