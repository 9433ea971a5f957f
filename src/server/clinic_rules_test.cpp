// SPDX-License-Identifier: Apache-2.0
#include "server/clinic_rules.h"

#include <gtest/gtest.h>

#include "record/record_fixture.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;
using record::State;
namespace fixture = record::fixture;

/// A clinic whose library has one rule, contra.warfarin, and one statement that is none.
class RuleReviews : public Clinic {
  public:
    RuleReviews() : Clinic(library()) {
        put_noun("practitioner-1", fixture::practitioner());
        lead_ = as(Role::Lead, "practitioner-1");
    }
    Workshop library() {
        Workshop shop = workshop();
        shop.find_statement = [this](std::string_view id) -> std::optional<Workshop::Statement> {
            if (id == "contra.warfarin" || id == "advice.soreness")
                return Workshop::Statement{text_, id == "contra.warfarin"};
            return std::nullopt;
        };
        shop.screen = [this](const chart::Consultation& consultation) {
            asked_ = consultation;
            return base::Checked<chart::Screening>(chart::Screening{});
        };
        return shop;
    }
    static std::string sent(const record::RuleReview& review, const char* state = "open") {
        return R"({"id":"review-1","state":")" + std::string(state) + R"(","body":)" +
               record::write_noun(review) + "}";
    }
    Answer create(const Login& who, const record::RuleReview& review, const char* state = "open") {
        return post(who, "/api/v1/rule-reviews", sent(review, state));
    }
    Answer step(const char* word, int version) {
        return post(lead_, std::string("/api/v1/rule-reviews/review-1/") + word,
                    R"({"reason":"as a test asks"})",
                    {{"if-match", '"' + std::to_string(version) + '"'}});
    }
    /// "contra.warfarin  stop": what holds in this clinic.
    std::string stricter() {
        std::string out;
        const auto rules = stricter_rules(*store_);
        for (const chart::StricterRule& one : rules.value())
            out += one.rule.text() + " " + one.level + " " + one.needling;
        return out;
    }

  protected:
    std::string text_ = std::string(64, 'a');
    std::optional<chart::Consultation> asked_;
    Login lead_;
};

TEST_F(RuleReviews, count_once_they_are_signed_and_until_they_are_superseded) {
    ASSERT_EQ(create(lead_, fixture::rule_review()).status, 201);
    EXPECT_EQ(stricter(), ""); // a draft
    ASSERT_EQ(step("sign", 1).status, 200);
    EXPECT_EQ(stricter(), "contra.warfarin  stop");
    ASSERT_EQ(step("supersede", 2).status, 200);
    EXPECT_EQ(stricter(), "");
}

TEST_F(RuleReviews, that_agree_or_dispute_make_nothing_stricter) {
    record::RuleReview review = fixture::rule_review();
    review.needling.reset();
    for (const auto verdict :
         {record::RuleReview::Verdict::Agreed, record::RuleReview::Verdict::Disputed}) {
        review.verdict = verdict;
        put_noun("review-" + std::to_string(static_cast<int>(verdict)), review, State::Signed);
    }
    EXPECT_EQ(stricter(), "");
}

TEST_F(RuleReviews, are_the_leads_to_write_and_the_clinicians_to_read) {
    ASSERT_EQ(create(lead_, fixture::rule_review(), "signed").status, 201);
    const Login clinician = as(Role::Clinician, "practitioner-1");
    EXPECT_EQ(get(clinician, "/api/v1/rule-reviews/review-1").status, 200);
    EXPECT_EQ(create(clinician, fixture::rule_review()).status, 403);
    EXPECT_EQ(get(as(Role::Reception), "/api/v1/rule-reviews/review-1").status, 403);
    put_patient("patient-1", "Somebody");
    EXPECT_EQ(get(as(Role::Patient, "patient-1"), "/api/v1/rule-reviews/review-1").status, 403);
}

TEST_F(RuleReviews, of_another_text_is_refused) {
    record::RuleReview review = fixture::rule_review();
    review.text = std::string(64, 'b');
    const Answer refused = create(lead_, review);
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("The text has changed since"), std::string::npos) << refused.body;
    EXPECT_EQ(body_of(refused).at("pointer"), "/body/text");
    // It changes between the draft and its signing.
    ASSERT_EQ(create(lead_, fixture::rule_review()).status, 201);
    text_ = std::string(64, 'c');
    EXPECT_EQ(step("sign", 1).status, 422);
    EXPECT_EQ(stricter(), "");
}

TEST_F(RuleReviews, whose_text_changes_later_still_hold_and_can_be_ended) {
    ASSERT_EQ(create(lead_, fixture::rule_review(), "signed").status, 201);
    text_ = std::string(64, 'c');
    EXPECT_EQ(stricter(), "contra.warfarin  stop");
    EXPECT_EQ(step("supersede", 1).status, 200);
}

TEST_F(RuleReviews, of_what_is_no_statement_or_no_rule_are_refused) {
    record::RuleReview review = fixture::rule_review();
    review.rule = "contra.nothing";
    EXPECT_EQ(body_of(create(lead_, review)).at("pointer"), "/body/rule");
    review.rule = "advice.soreness";
    EXPECT_EQ(body_of(create(lead_, review)).at("pointer"), "/body/verdict");
    review.verdict = record::RuleReview::Verdict::Agreed;
    EXPECT_EQ(body_of(create(lead_, review)).at("pointer"), "/body/verdict"); // and says stop
    review.needling.reset();
    EXPECT_EQ(create(lead_, review).status, 201);
}

TEST_F(RuleReviews, go_with_every_screening_that_the_server_asks_for) {
    ASSERT_EQ(create(lead_, fixture::rule_review(), "signed").status, 201);
    const Answer called =
        post(lead_, "/cds-services/needling-safety-view",
             R"({"hook":"patient-view","hookInstance":"i1","context":{"userId":"Practitioner/1",)"
             R"("patientId":"p1"},"prefetch":{"patient":{"resourceType":"Patient",)"
             R"("birthDate":"1950-01-02"}}})");
    ASSERT_TRUE(asked_) << called.body;
    ASSERT_EQ(asked_->stricter.size(), 1U);
    EXPECT_EQ(asked_->stricter.front().rule.text(), "contra.warfarin");
}

} // namespace filiform::server
