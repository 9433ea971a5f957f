// SPDX-License-Identifier: Apache-2.0
#include "knowledge/interview.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "knowledge/fixture.h"
#include "knowledge/interview_fixture.h"
#include "knowledge/reply.h"

namespace filiform::knowledge {
namespace {

using chart::Consultation;
using chart::FindingId;
using std::string;
using Lines = std::vector<string>;

constexpr const char* rules_at_the_desk = R"(rules:
  - {id: flag.saddle, what: Numb saddle, when: {numb_saddle: yes}, level: emergency_today, needling: stop, because: b, do: Send them., tell: Please go., sources: [S], mark: seen}
  - {id: flag.weak, what: Weak leg, when: {power.either: {at_most: 3}}, level: emergency_today, needling: stop, because: b, do: Call., sources: [S], mark: proposal}
  - {id: flag.fever, what: Fever, when: {fever: yes}, level: refer_urgent, needling: stop, because: b, do: d, sources: [S], mark: seen}
  - {id: contra.inr, what: High INR, when: {drugs: [warfarin], inr: {above: 3}}, level: refer_routine, needling: stop, because: b, do: d, sources: [S], mark: seen}
  - {id: care.aspirin, what: Aspirin, when: {drugs: [aspirin]}, level: caution, needling: modify, restraint: {compress_s: 60}, because: b, do: d, sources: [S], mark: seen}
  - {id: care.skin, what: Bad skin, when: {bad_skin: [calf, lumbar]}, level: caution, needling: modify, restrained_by: bad_skin, because: b, do: d, sources: [S], mark: seen}
)";

/// age, male, height, weight, numb_saddle, power (examined), fever, drugs, inr, leg_pain_side,
/// bad_skin, slr (examined): nothing reads slr but a muscle's choice.
Library desk() {
    Library library;
    library.findings = findings_of();
    auto rules = read_screening_rules(rules_at_the_desk, "r.yaml", library.findings,
                                      {"calf", "lumbar", "deep"});
    EXPECT_TRUE(rules) << (rules ? "" : base::sentence(rules.error().front()));
    library.screening = *rules;
    library.targets =
        *read_target_choices("targets:\n  - {id: target.a, muscle: piriformis, plain: p, when: "
                             "{slr.same: yes}, because: b, "
                             "technique: {position: prone}, sources: [S], mark: seen}\n",
                             "t.yaml", library.findings, {"piriformis"});
    return library;
}

const Library& small() {
    static const Library library = desk();
    return library;
}

/// All that was said to these lines.
string told(Interview& interview, const Lines& lines) {
    string all;
    for (const string& line : lines)
        for (const string& one : interview.take(line).said)
            all += one + '\n';
    return all;
}

const Question& current(const Interview& interview, const Library& library = small()) {
    static std::vector<Question> questions;
    questions = questions_of(library);
    return questions.at(std::stoul(interview.asks()) - 1);
}

string asked(const Interview& interview) {
    return current(interview).finding->id.text();
}

string answer(const Interview& interview, const char* id) {
    return answer_words(*find_finding(small().findings, id), interview.consultation());
}

TEST(Interview, AsksInOrderAndSaysHowFarItIs) {
    Interview interview = begun(small());
    EXPECT_EQ(interview.asks(), "1 of 12 (particulars)\nHow old is the patient?\nAnswer: the day "
                                "of birth, as 1980-05-02, or a number in years from 0 to 120");
    (void)told(interview, {"46", "f", "170", "70"});
    EXPECT_EQ(interview.asks(), "5 of 12 (cauda, emergency question)\nNumb?\nAnswer: y or n");
    (void)told(interview, {"n"});
    EXPECT_EQ(interview.asks(), "6 of 12 (neurology, emergency question)\nExamine: Press.\nAnswer: "
                                "right and left, each a number in MRC from 0 to 5, as \"4 5\"");
    (void)told(interview, {"5 5", "n"});
    EXPECT_EQ(interview.asks(), "8 of 12 (health)\nAny of these?\nAnswer: all that apply, by "
                                "number or name, with commas\n  1  warfarin: w\n  2  aspirin: "
                                "a\n  3  none: n");
}

TEST(Interview, TakesAnEmptyLineForNotKnownAndNeverForNo) {
    Interview interview = begun(small());
    int lines = 0;
    while (!interview.is_over()) {
        EXPECT_LT(lines, 20);
        (void)interview.take(++lines % 2 == 0 ? "?" : "");
        if (interview.asks().starts_with("No question"))
            (void)interview.take("");
    }
    EXPECT_EQ(written(interview.consultation()), written(on_a_day()));
    const Tally tally = interview.tally();
    EXPECT_EQ(tally.asked, 12U);
    EXPECT_EQ(tally.open, 12U);
    EXPECT_EQ(interview.summary().back(),
              "Screening now: ask. Nobody is needled before these are known: numb_saddle, "
              "power.right, power.left, fever, drugs.");
}

TEST(Interview, SaysThatNobodyIsNeedledWhileALockIsOpen) {
    Interview interview = begun(small());
    EXPECT_EQ(told(interview, {"", "", "", ""}), ""); // the particulars lock nothing here
    EXPECT_EQ(told(interview, {""}), "Not known. Nobody is needled while this is open.\n");
    EXPECT_EQ(told(interview, {"r 5"}), "Not known. Nobody is needled while this is open.\n");
    EXPECT_EQ(told(interview, {"skip"}), "Not known. Nobody is needled while this is open.\n");
    EXPECT_EQ(told(interview, {"2"}), "");
    EXPECT_EQ(asked(interview), "leg_pain_side");
    EXPECT_EQ(told(interview, {""}), "");
}

TEST(Interview, AsksAgainAfterAWrongAnswer) {
    Interview interview = begun(small());
    const Interview::Reply reply = interview.take("5'7\"");
    EXPECT_FALSE(reply.has_changed);
    EXPECT_EQ(reply.said,
              (Lines{"'5'7\"' is no answer to this. Write a number in years from 0 to 120."}));
    EXPECT_EQ(asked(interview), "age_years");
    EXPECT_EQ(told(interview, {string(401, 'y')}),
              "This line is too long to be an answer. Write it again.\n");
    EXPECT_EQ(told(interview, {"\x1b[2J\r"}).substr(0, 6), "'[2j' ");
}

TEST(Interview, GoesBackAndShowsWhatWasAnswered) {
    Interview interview = begun(small());
    EXPECT_EQ(told(interview, {"back"}), "This is the first question.\n");
    (void)told(interview, {"46", "", "170", "back"});
    EXPECT_NE(interview.asks().find("So far: 170 cm. Enter keeps this"), string::npos);
    (void)told(interview, {"Back"});
    EXPECT_NE(interview.asks().find("So far: not known."), string::npos) << interview.asks();
    (void)told(interview, {"back", ""}); // kept; then the one that is open
    EXPECT_EQ(asked(interview), "male");
    (void)told(interview, {"f"}); // the height is answered: on to where it was
    EXPECT_EQ(asked(interview), "weight_kg");
    (void)told(interview, {"back", "?"});
    EXPECT_EQ(answer(interview, "height_cm"), "not known");
    EXPECT_EQ(answer(interview, "male"), "f");
}

TEST(Interview, PassesOverWhatWouldDecideNothingAndAsksItWhenThatChanges) {
    Interview interview = begun(small());
    (void)told(interview, {"46", "f", "170", "70", "n", "5 5", "n", "aspirin"});
    EXPECT_EQ(asked(interview), "leg_pain_side");
    EXPECT_EQ(interview.tally().spared, 1U); // inr
    (void)told(interview, {"back"});
    EXPECT_EQ(asked(interview), "drugs");
    (void)told(interview, {"warfarin, aspirin"});
    EXPECT_EQ(asked(interview), "inr");
    EXPECT_EQ(interview.tally().spared, 0U);
}

TEST(Interview, AsksWhatARuleReadsThatHoldsAlready) {
    Library library = desk();
    library.screening = *read_screening_rules(
        "rules:\n  - {id: flag.any, what: Any, when: {any: [{fever: yes}, {numb_saddle: yes}]}, "
        "level: refer_urgent, needling: stop, because: b, do: d, sources: [S], mark: seen}\n",
        "r.yaml", library.findings, {});
    const Answers given = answers({{"numb_saddle", true}});
    EXPECT_FALSE(is_spared(library, *find_finding(library.findings, "fever"), given));
    EXPECT_TRUE(is_spared(library, *find_finding(library.findings, "inr"), given)); // none reads it
}

TEST(Interview, TellsAnEmergencyAtOnceAndStopsWhenNothingElseIsSaid) {
    for (const char* line : {"", "y", "quit"}) {
        Interview interview = begun(small());
        EXPECT_EQ(told(interview, {"46", "f", "170", "70", "y"}),
                  "EMERGENCY TODAY: Numb saddle. [flag.saddle]\n  Found: numb_saddle\n  Because: "
                  "b\n  Do: Send them.\n  Tell the patient: Please go.\n");
        EXPECT_TRUE(interview.asks().starts_with("Stop the questions here?"));
        EXPECT_EQ(told(interview, {"why"}), "Write y to stop here, n to go on asking, or back to "
                                            "correct the answer.\n");
        (void)interview.take(line);
        EXPECT_TRUE(interview.is_over());
        EXPECT_EQ(interview.summary().back(),
                  "Screening now: emergency_today. No needling today: flag.saddle.");
        EXPECT_EQ(answer(interview, "numb_saddle"), "yes");
    }
}

TEST(Interview, GoesOnAfterAnEmergencyWhenToldToAndOffersToStopOnce) {
    Interview interview = begun(small());
    (void)told(interview, {"46", "f", "170", "70", "y"});
    EXPECT_EQ(told(interview, {"n"}), "Nobody is needled today, whatever else is answered.\n");
    EXPECT_EQ(asked(interview), "power");
    const string second = told(interview, {"r 3"});
    EXPECT_NE(second.find("EMERGENCY TODAY: Weak leg."), string::npos) << second;
    EXPECT_NE(second.find("Because: b (proposal, unverified)"), string::npos) << second;
    EXPECT_EQ(second.find("Numb saddle"), string::npos);
    EXPECT_EQ(asked(interview), "fever");
}

TEST(Interview, LetsASlipBeCorrectedThatMadeAnEmergency) {
    Interview interview = begun(small());
    (void)told(interview, {"46", "f", "170", "70", "n", "r 3", "back"});
    EXPECT_EQ(asked(interview), "power"); // though one side of it is open
    (void)told(interview, {"5 5"});
    EXPECT_EQ(asked(interview), "fever");
    const string again = told(interview, {"back", "5 0"});
    EXPECT_NE(again.find("EMERGENCY TODAY"), string::npos);
    EXPECT_TRUE(interview.asks().starts_with("Stop the questions here?"));
    (void)told(interview, {"n"});
    EXPECT_EQ(asked(interview), "fever");
}

TEST(Interview, LetsTheLastAnswerBeCorrectedBeforeItIsOver) {
    Interview interview = begun(small());
    (void)told(interview, {"46", "f", "170", "70", "n", "5 5", "n", "n", "1", "n", "y n"});
    EXPECT_TRUE(interview.asks().starts_with("No question is open."));
    EXPECT_EQ(told(interview, {"yes"}),
              "Everything was asked. Press Enter to finish, or write back.\n");
    (void)told(interview, {"back", "n n", ""});
    EXPECT_TRUE(interview.is_over());
    EXPECT_EQ(answer(interview, "slr"), "right no, left no");
    EXPECT_EQ(interview.summary(),
              (Lines{"Answered 11 of 12; 0 open (not known, never taken for no); 1 decide nothing "
                     "after the other answers.",
                     "Screening now: go. Needling may be planned, held back by what `filiform "
                     "screen` says."}));
}

TEST(Interview, GoesOnWithWhatIsOpen) {
    Consultation so_far = on_a_day();
    so_far.patient.age_years = 46;
    so_far.answers[FindingId("numb_saddle")] = false;
    so_far.answers[FindingId("power.left")] = 5.0;
    so_far.answers[FindingId("drugs")] = string("none"); // as a person may write it
    Interview interview = begun(small(), so_far);
    EXPECT_TRUE(interview.opening().empty());
    EXPECT_EQ(asked(interview), "male");
    (void)told(interview, {"", "", ""});
    EXPECT_EQ(asked(interview), "power");
    EXPECT_NE(interview.asks().find("So far: right not known, left 5 MRC."), string::npos);
    (void)told(interview, {"r 5", "n"});
    EXPECT_EQ(asked(interview), "leg_pain_side");
    EXPECT_EQ(answer(interview, "power"), "right 5 MRC, left 5 MRC");
}

TEST(Interview, ThatBeginsWithAnEmergencySaysSoFirst) {
    Consultation so_far = on_a_day();
    so_far.answers[FindingId("numb_saddle")] = true;
    Interview interview = begun(small(), so_far);
    ASSERT_EQ(interview.opening().size(), 1U);
    EXPECT_TRUE(interview.asks().starts_with("Stop the questions here?"));
    (void)told(interview, {"n"});
    EXPECT_EQ(asked(interview), "age_years");
}

TEST(Interview, RefusesToBeginWithAnswersThatCannotBe) {
    Consultation so_far = on_a_day();
    so_far.answers[FindingId("fevr")] = true;
    so_far.clearances.push_back({chart::RuleId("flag.sadle"), "A", so_far.on, "r"});
    const auto interview = Interview::begin(small(), so_far, "case.json#/consultation");
    ASSERT_FALSE(interview);
    EXPECT_EQ(interview.error().size(), 2U);
    EXPECT_EQ(interview.error().back().where, "case.json#/consultation/findings/fevr");
}

TEST(Interview, SaysWhyAndHelps) {
    Interview interview = begun(small());
    EXPECT_NE(told(interview, {"why"}).find("made from it"), string::npos);
    (void)told(interview, {"46", "f", "170", "70"});
    EXPECT_EQ(told(interview, {"WHY"}),
              "It is needed by:\n  flag.saddle: Numb saddle (emergency_today) [S]\n`filiform "
              "explain NAME` has the words of each, and of a source.\n");
    EXPECT_NE(told(interview, {"help"}).find("back: the question before"), string::npos);
    EXPECT_EQ(asked(interview), "numb_saddle");
}

TEST(Interview, HasNoChoiceThatIsCalledLikeACommand) {
    ASSERT_TRUE(library());
    for (const Finding& finding : library()->findings)
        for (const Finding::Choice& choice : finding.choices)
            for (const char* word : {"back", "why", "help", "quit", "skip", "?", "n", "no", "-"})
                EXPECT_NE(choice.id, word) << finding.id;
}

} // namespace
} // namespace filiform::knowledge
