// SPDX-License-Identifier: Apache-2.0
#include "server/clinic_trials.h"

#include <gtest/gtest.h>

#include "record/record_fixture.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Role;
using record::State;
namespace fixture = record::fixture;

/// A clinic whose library asks one question of trials, evidence.leg_pain.
class EvidenceRoutes : public Clinic {
  public:
    EvidenceRoutes() {
        put_noun("practitioner-1", fixture::practitioner());
        lead_ = as(Role::Lead, "practitioner-1");
    }
    Answer add(const Login& who, const record::TrialAddition& addition,
               const char* state = "open") {
        return post(who, "/api/v1/trial-additions",
                    R"({"id":"add-1","state":")" + std::string(state) + R"(","body":)" +
                        record::write_noun(addition) + "}");
    }
    Answer step(const char* word, int version) {
        return post(lead_, std::string("/api/v1/trial-additions/add-1/") + word,
                    R"({"reason":"as a test asks"})",
                    {{"if-match", '"' + std::to_string(version) + '"'}});
    }
    std::size_t counted() { return body_of(get(lead_, root)).at("additions").as_array().size(); }
    Answer review(char digest) {
        record::RuleReview one;
        one.rule = "evidence.leg_pain";
        one.text = std::string(64, digest);
        one.verdict = record::RuleReview::Verdict::Agreed;
        one.reason = "Read.";
        one.practitioner = record::EntryId("practitioner-1");
        one.on = fixture::day("2026-11-03");
        return post(lead_, "/api/v1/rule-reviews",
                    R"({"state":"signed","body":)" + record::write_noun(one) + "}");
    }

  protected:
    static constexpr const char* root = "/api/v1/library/evidence";
    Login lead_;
};

TEST_F(EvidenceRoutes, own_trials_count_once_they_are_signed_and_until_they_are_superseded) {
    ASSERT_EQ(add(lead_, fixture::trial_addition()).status, 201);
    EXPECT_EQ(counted(), 0U) << "a draft";
    ASSERT_EQ(step("sign", 1).status, 200);
    EXPECT_EQ(counted(), 1U);
    ASSERT_EQ(step("supersede", 2).status, 200);
    EXPECT_EQ(counted(), 0U);
}

TEST_F(EvidenceRoutes, rows_that_are_wrong_are_refused_at_their_member_with_line_and_column) {
    record::TrialAddition addition = fixture::trial_addition();
    addition.rows = "id,n1\nC1,wrong";
    for (const char* state : {"open", "signed"}) {
        const Answer refused = add(lead_, addition, state);
        EXPECT_EQ(refused.status, 422) << refused.body;
        EXPECT_EQ(body_of(refused).at("pointer"), "/body/rows");
        EXPECT_NE(refused.body.find("Line 2, column n1"), std::string::npos) << refused.body;
    }
    EXPECT_EQ(counted(), 0U);
    const Answer preview =
        post(lead_, std::string(root) + "/trials/preview", R"({"rows":"id,n1\nC1,wrong"})");
    EXPECT_EQ(preview.status, 422);
    EXPECT_EQ(body_of(preview).at("pointer"), "/rows");
    EXPECT_FALSE(body_of(preview).at("hint").as_string().empty());
}

TEST_F(EvidenceRoutes, a_draft_that_fits_no_more_is_not_signed) {
    record::TrialAddition addition = fixture::trial_addition();
    addition.rows += "\ntwice";
    ASSERT_EQ(add(lead_, addition).status, 201);
    put_noun("add-2", addition, State::Signed); // the same rows, by somebody else
    EXPECT_EQ(step("sign", 1).status, 422);
}

TEST_F(EvidenceRoutes, a_question_is_signed_with_what_it_gives_and_lapses_with_it) {
    EXPECT_EQ(review('a').status, 201);
    ASSERT_EQ(add(lead_, fixture::trial_addition(), "signed").status, 201);
    const Answer late = review('a');
    EXPECT_EQ(late.status, 422) << "it gives something else now";
    EXPECT_EQ(body_of(late).at("pointer"), "/body/text");
    EXPECT_EQ(review('b').status, 201);
}

TEST_F(EvidenceRoutes, additions_are_the_leads_to_write_and_no_patients_to_read) {
    const Login clinician = as(Role::Clinician, "practitioner-1");
    EXPECT_EQ(add(clinician, fixture::trial_addition()).status, 403);
    EXPECT_EQ(get(clinician, root).status, 200);
    EXPECT_EQ(post(clinician, std::string(root) + "/trials/preview", R"({"rows":"id\nC1"})").status,
              200);
    put_patient("patient-1", "Somebody");
    const Login patient = as(Role::Patient, "patient-1");
    EXPECT_EQ(get(patient, root).status, 403);
    EXPECT_EQ(get(as(Role::Reception), "/api/v1/trial-additions").status, 403);
}

TEST_F(EvidenceRoutes, pictures_are_svg_and_what_there_is_not_is_said) {
    const std::string question = std::string(root) + "/evidence.leg_pain";
    const Answer dark = get(lead_, question + "/forest.svg?look=dark");
    EXPECT_EQ(dark.status, 200);
    EXPECT_EQ(dark.media_type, "image/svg+xml");
    EXPECT_NE(dark.body.find("dark"), std::string::npos);
    EXPECT_EQ(get(lead_, question + "/funnel.svg?look=blue").status, 400);
    EXPECT_EQ(get(lead_, std::string(root) + "/evidence.nothing").status, 404);
    EXPECT_EQ(get(lead_, std::string(root) + "/evidence.nothing/forest.svg").status, 404);
}

TEST_F(EvidenceRoutes, a_table_of_ones_own_is_pooled_or_refused_at_its_members) {
    const std::string pool = std::string(root) + "/pool";
    EXPECT_EQ(post(lead_, pool, R"({"table":"id,effect\na,1","model":"dl"})").status, 200);
    EXPECT_EQ(body_of(post(lead_, pool, R"({"table":"wrong"})")).at("pointer"), "/table");
    EXPECT_EQ(body_of(post(lead_, pool, R"({"table":"x","level":2})")).at("pointer"), "/level");
    EXPECT_EQ(post(lead_, pool, R"({})").status, 400);
}

} // namespace filiform::server
