// SPDX-License-Identifier: Apache-2.0
#include "evidence/clinic_evidence.h"

#include <gtest/gtest.h>

#include "evidence/order_words.h"

namespace filiform::evidence {
namespace {

const LivingEvidence& one_question() {
    static const LivingEvidence evidence =
        read_living_evidence(
            "id,first_author,year,outcome,effect,low,high,source\n"
            "a,Ash,2001,pain,-16.0,-21.3,-10.6,TU24\n",
            "t.csv",
            "questions:\n"
            "  - id: evidence.x\n"
            "    asks: \"Does it help?\"\n"
            "    rows: [a]\n"
            "    measure: md\n"
            "    pooled: {studies: 1, estimate: -16.0, low: -21.35, high: -10.65}\n"
            "    certainty: low\n"
            "    certainty_why: \"One trial.\"\n"
            "    informs: [care.acupuncture]\n"
            "    sources: [TU24]\n"
            "    mark: proposal\n",
            "q.yaml")
            .value();
    return evidence;
}

std::string new_row(const std::string& id, const std::string& effect = "-2.0,-7.0,3.0") {
    return "id,first_author,year,outcome,effect,low,high,question,source\n" + id +
           ",Beech,2027,pain," + effect + ",evidence.x,doi:10.1/b\n";
}

std::string digest_now(const ClinicEvidence& clinic) {
    const Question& question = clinic.evidence.questions.front();
    return digest_of(question, answer(question, clinic.evidence.trials).value());
}

TEST(ClinicEvidence, PoolsTheClinicsOwnTrialsWithTheLibrarys) {
    const ClinicEvidence clinic = with_own_trials(one_question(), {{"add-1", new_row("b")}});
    ASSERT_TRUE(clinic.set_aside.empty());
    EXPECT_EQ(clinic.added_by.at("b"), "add-1");
    const Question& question = clinic.evidence.questions.front();
    const auto today = answer(question, clinic.evidence.trials);
    ASSERT_TRUE(today);
    EXPECT_EQ(today->selection.studies.size(), 2U);
    EXPECT_TRUE(change_of(question, *today)) << "the certainty was put down for one study";
}

TEST(ClinicEvidence, SetsAsideWhatDoesNotFitAndTakesTheRest) {
    const ClinicEvidence clinic = with_own_trials(
        one_question(), {{"add-1", new_row("a")}, {"add-2", new_row("c")}, {"add-3", "id\n"}});
    ASSERT_EQ(clinic.set_aside.size(), 2U);
    EXPECT_EQ(clinic.set_aside.front().id, "add-1");
    EXPECT_EQ(clinic.added_by.size(), 1U);
}

TEST(ClinicEvidence, HasAnotherDigestOnceAnythingThatIsSignedIsAnother) {
    const std::string carried = digest_now(with_own_trials(one_question(), {}));
    EXPECT_EQ(digest_now(with_own_trials(one_question(), {})), carried) << "and the same else";
    EXPECT_NE(digest_now(with_own_trials(one_question(), {{"add-1", new_row("b")}})), carried);
    const std::string refused = "id,first_author,year,outcome,effect,low,high,question,source,"
                                "pooling\nb,Beech,2027,pain,-2.0,-7.0,3.0,evidence.x,doi,refuse\n";
    EXPECT_NE(digest_now(with_own_trials(one_question(), {{"add-1", refused}})), carried)
        << "a trial that is not pooled bears on the certainty as well";
    LivingEvidence other = one_question();
    other.questions.front().certainty = "moderate";
    EXPECT_NE(digest_now(with_own_trials(other, {})), carried);
}

TEST(ClinicEvidence, WritesATableThatReadsBackAsItWas) {
    const auto table = read_trials("id;yi;vi;slab\r\nx;1,5\r\n", "t.csv");
    ASSERT_FALSE(table); // a row with too few cells
    const auto right = read_trials("id\tyi\tvi\tslab\r\nx\t1.5\t0.2\t\"Ash, 2001\"\r\n", "t.csv");
    ASSERT_TRUE(right);
    const std::string written = write_trials(*right);
    EXPECT_EQ(written, "id,effect,variance,trial\nx,1.5,0.2,\"Ash, 2001\"\n");
    EXPECT_EQ(write_trials(read_trials(written, "t.csv").value()), written);
}

TEST(OrderWords, AreTheCommandsWithItsUsualWays) {
    const auto table = read_trials("id,effect,low,high\na,1,0,2\n", "t.csv");
    ASSERT_TRUE(table);
    const auto usual = read_order({}, *table);
    ASSERT_TRUE(usual);
    EXPECT_EQ(usual->choice.measure, Measure::Generic);
    EXPECT_EQ(usual->model.estimator, Estimator::Reml);
    EXPECT_EQ(usual->model.adjustment, Adjustment::HartungKnapp);
    OrderWords words;
    words.model = "Mantel-Haenszel";
    words.measure = "OR";
    words.where = {"outcome=leg pain"};
    const auto said = read_order(words, *table);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->method, Method::MantelHaenszel);
    EXPECT_EQ(said->model.adjustment, Adjustment::None);
    EXPECT_EQ(said->choice.where.front(),
              std::pair(std::string("outcome"), std::string("leg pain")));
}

TEST(OrderWords, ThatMeanNothingAreAllNamedWithTheirMember) {
    OrderWords words;
    words.model = "magic";
    words.measure = "cm";
    words.where = {"=x", "outcome"};
    words.together = {"everything"};
    words.level = 2;
    const base::Problems problems = order_faults(words);
    std::vector<std::string> where;
    for (const base::Problem& one : problems) {
        where.push_back(one.where);
        EXPECT_FALSE(one.hint.empty()) << one.what;
    }
    EXPECT_EQ(where, (std::vector<std::string>{"measure", "model", "together", "where", "where",
                                               "level"}));
}

} // namespace
} // namespace filiform::evidence
