// SPDX-License-Identifier: Apache-2.0
#include "server/api_document.h"
#include "workshop/workshop_fixture.h"

#include "evidence/living.h"
#include "workshop/evidence_links.h"

namespace filiform::workshop {
namespace {

using record::State;
using server::body_of;

constexpr const char* root = "/api/v1/library/evidence";
const std::string sham_leg_pain = "evidence.acupuncture_or_sham_leg_pain";

std::string new_trial(const std::string& id = "N1", const std::string& effect = "-4,-10,2") {
    return "id,first_author,year,outcome,construct,unit,effect,low,high,question,source\n" + id +
           ",New,2027,leg pain VAS,leg pain,0-100 mm," + effect + "," + sham_leg_pain +
           ",doi:10.1/n1\n";
}

/// A server with the trials that the program carries.
class EvidenceWork : public WorkingClinic {
  protected:
    EvidenceWork() {
        lead = as(record::Role::Lead, "d1");
        document = std::make_unique<server::ApiDocument>(
            ask({server::Method::Get, "/api/v1/openapi.json", "", {}}).body);
    }
    /// The answer, which has to be as the description says.
    json::object described(const std::string& name, const server::Answer& answer) {
        EXPECT_EQ(answer.status, 200) << answer.body.substr(0, 1000);
        for (const server::Route& one : server_->routes())
            if (server::name_of(one) == name) {
                EXPECT_EQ(document->misfit(one, answer), "") << name;
            }
        return body_of(answer);
    }
    json::object question(const std::string& id) {
        const json::object shelf = described(std::string("GET ") + root, get(lead, root));
        for (const json::value& one : shelf.at("questions").as_array())
            if (one.at("id") == json::string(id))
                return one.as_object();
        throw std::runtime_error("no question " + id);
    }
    server::Answer preview(const std::string& rows) {
        return post(lead, std::string(root) + "/trials/preview",
                    json::serialize(json::object{{"rows", rows}}));
    }
    server::Answer pool(const json::object& order) {
        return post(lead, std::string(root) + "/pool", json::serialize(order));
    }
    void add_signed(const std::string& id, const std::string& rows) {
        record::TrialAddition addition;
        addition.rows = rows;
        addition.reason = "Found in a search.";
        addition.on = base::read_date("2026-11-02").value();
        addition.practitioner = record::EntryId("d1");
        put(record::Kind::TrialAddition, id, record::write_noun(addition), State::Signed);
    }

    Login lead;
    std::unique_ptr<server::ApiDocument> document;
};

TEST_F(EvidenceWork, every_question_says_what_it_gives_or_why_nothing) {
    const json::object shelf = described(std::string("GET ") + root, get(lead, root));
    const json::array& questions = shelf.at("questions").as_array();
    EXPECT_EQ(questions.size(), evidence::living_evidence()->questions.size());
    for (const json::value& one : questions) {
        const json::object& each = one.as_object();
        EXPECT_TRUE(each.contains("result") != each.contains("nothingPooled")) << each.at("id");
        EXPECT_FALSE(each.at("isChanged").as_bool()) << each.at("id");
        const std::string address =
            std::string(root) + '/' + std::string(each.at("id").as_string());
        described(std::string("GET ") + root + "/{question}", get(lead, address));
        const server::Answer forest = get(lead, address + "/forest.svg?look=dark");
        EXPECT_EQ(forest.status, each.contains("result") ? 200 : 404) << each.at("id");
        EXPECT_EQ(forest.body.find("nan"), std::string::npos);
    }
    const json::object known = question(sham_leg_pain);
    EXPECT_NEAR(known.at("result").at("estimate").to_number<double>(), -16, 0.01);
}

TEST_F(EvidenceWork, a_new_trial_shows_before_and_after_and_writes_nothing) {
    const json::object told =
        described(std::string("POST ") + root + "/trials/preview", preview(new_trial()));
    const json::object& change = told.at("changes").as_array().front().as_object();
    EXPECT_EQ(change.at("question"), json::string(sham_leg_pain));
    EXPECT_EQ(change.at("before").at("result").at("studies"), 1);
    EXPECT_EQ(change.at("after").at("result").at("studies"), 2);
    EXPECT_TRUE(change.at("isChanged").as_bool());
    EXPECT_EQ(question(sham_leg_pain).at("result").at("studies"), 1);
}

TEST_F(EvidenceWork, every_slip_of_new_rows_has_line_column_and_remedy) {
    const server::Answer refused =
        preview("id,n1,mean1,sd1,n2,mean2,sd2,question,source\n"
                "N1,12.5,1,-2,10,2,1,evidence.acupuncture_or_sham_leg_pain,x\n");
    EXPECT_EQ(refused.status, 422);
    const json::object told = body_of(refused);
    EXPECT_EQ(told.at("problems").as_array().size(), 2U) << refused.body;
    for (const json::value& one : told.at("problems").as_array()) {
        EXPECT_EQ(one.at("pointer"), "/rows");
        EXPECT_FALSE(one.at("hint").as_string().empty());
    }
    EXPECT_NE(refused.body.find("Line 2, column n1"), std::string::npos) << refused.body;
    const server::Answer unknown = preview("id,effect,low,high,question,source\n"
                                           "AC01a,1,0,2,evidence.acupuncture_or_sham_legpain,\n");
    EXPECT_NE(unknown.body.find("Line 2, column source"), std::string::npos) << unknown.body;
    EXPECT_NE(unknown.body.find("is no new id"), std::string::npos);
    EXPECT_NE(unknown.body.find("Did you mean " + sham_leg_pain), std::string::npos);
    EXPECT_EQ(preview("").status, 400);
}

TEST_F(EvidenceWork, the_clinics_signed_trials_are_pooled_and_named_as_its_own) {
    const std::string before(question(sham_leg_pain).at("digest").as_string());
    add_signed("add-1", new_trial());
    const json::object now = question(sham_leg_pain);
    EXPECT_EQ(now.at("result").at("studies"), 2);
    EXPECT_TRUE(now.at("isChanged").as_bool()) << "the certainty was put down for another result";
    EXPECT_NE(now.at("digest"), json::string(before)) << "what was signed has lapsed";
    EXPECT_EQ(now.at("putDownFor").at("studies"), 1);
    EXPECT_EQ(now.at("rows").as_array().back().at("addition"), "add-1");
    // The same row once more fits no more, and is said.
    add_signed("add-2", new_trial());
    const json::object shelf = described(std::string("GET ") + root, get(lead, root));
    EXPECT_EQ(shelf.at("setAside").as_array().size(), 1U);
    EXPECT_EQ(question(sham_leg_pain).at("result").at("studies"), 2);
}

TEST_F(EvidenceWork, a_table_of_ones_own_is_pooled_with_its_figures) {
    const std::string name = std::string("POST ") + root + "/pool";
    const std::string table = "id,outcome,effect,low,high\na,pain,-4,-9,1\nb,pain,-2,-5,1\n"
                              "c,pain,-6,-12,0\nd,walking,1,0,2\n";
    const json::object refused = described(name, pool({{"table", table}}));
    EXPECT_EQ(refused.at("pool").at("answer"), "refused") << "two outcomes are two questions";
    EXPECT_FALSE(refused.contains("forest"));
    const json::object told =
        described(name, pool({{"table", table}, {"where", json::array{"outcome=pain"}}}));
    EXPECT_EQ(told.at("pool").at("studies").as_array().size(), 3U);
    EXPECT_EQ(told.at("forest").as_string().find("nan"), json::string::npos);
    EXPECT_TRUE(told.contains("funnel"));
    EXPECT_EQ(
        body_of(pool({{"table", table}, {"where", json::array{"outcom=pain"}}})).at("pointer"),
        "/where");
    EXPECT_EQ(body_of(pool({{"table", table}, {"model", "magic"}})).at("pointer"), "/model");
    EXPECT_EQ(body_of(pool({{"table", "id,effect\na,x"}})).at("pointer"), "/table");
    EXPECT_EQ(pool({{"table", table},
                    {"by", "nothing"},
                    {"measure", "generic"},
                    {"together", json::array{"outcome"}}})
                  .status,
              422);
    std::string many = "id,effect,low,high\n";
    for (int i = 0; i < 301; ++i)
        many += "t" + std::to_string(i) + ",1,0,2\n";
    EXPECT_NE(pool({{"table", many}}).body.find("301 rows"), std::string::npos);
}

TEST(EvidenceLinks, TheLibraryAndItsTrialsNameEachOther) {
    const auto problems =
        evidence_links(knowledge::library().value(), evidence::living_evidence().value());
    for (const base::Problem& one : problems)
        ADD_FAILURE() << base::sentence(one);
}

TEST(EvidenceLinks, AreMissedFromEitherSide) {
    knowledge::Library library = knowledge::library().value();
    evidence::LivingEvidence trials = evidence::living_evidence().value();
    for (knowledge::CareOption& care : library.care)
        if (care.id == "care.acupressure")
            care.evidence = {"evidence.acupressure_sciatic"};
    trials.questions.front().informs = {"care.needle"};
    std::string said;
    for (const base::Problem& one : evidence_links(library, trials))
        said += base::sentence(one) + '\n';
    EXPECT_NE(said.find("Did you mean evidence.acupressure_sciatica?"), std::string::npos) << said;
    EXPECT_NE(said.find("evidence.acupressure_sciatica informs care.acupressure, which does not"),
              std::string::npos)
        << said;
    EXPECT_NE(said.find("'care.needle' is no kind of care"), std::string::npos) << said;
    EXPECT_NE(said.find("which does not inform it"), std::string::npos) << said;
}

} // namespace
} // namespace filiform::workshop
