// SPDX-License-Identifier: Apache-2.0
// What a patient takes home: how long it is, how hard to read, and that it leaves nothing out.
#include "report/patient_sheet.h"

#include <gtest/gtest.h>

#include "knowledge/assess.h"
#include "knowledge/carried_library.h"
#include "knowledge/screening_notes.h"
#include "knowledge/well.h"
#include "reading_level.h"
#include "report/drawing_expectations.h"
#include "report/plan_pages.h"
#include "report/render.h"

namespace filiform::story {
namespace {

using knowledge::Answers;
using knowledge::carried;

using Given = std::vector<std::pair<const char*, chart::Answer>>;

/// Somebody well but for what is given, aged 46.
chart::Plan plan_of(const Given& given) {
    Answers answers{{chart::FindingId("age_years"), 46.0},
                    {chart::FindingId("male"), false},
                    {chart::FindingId("height_cm"), 168.0},
                    {chart::FindingId("weight_kg"), 74.0},
                    {chart::FindingId("bmi"), 26.2}};
    for (const knowledge::Finding& finding : carried().findings)
        if (const auto answer = knowledge::answer_of_somebody_well(finding))
            for (const char* side : {".right", ".left"})
                answers.emplace(finding.id.text() + (finding.has_sides ? side : ""), *answer);
    for (const auto& [id, answer] : given) {
        const auto* word = std::get_if<std::string>(&answer);
        answers[chart::FindingId(id)] =
            word != nullptr ? chart::Answer(std::vector<std::string>{*word}) : answer;
    }
    const knowledge::Screening screening = knowledge::screen(carried().screening, answers, {}, {});
    chart::Plan plan;
    plan.body_name = "invented";
    plan.screening = knowledge::notes_of(carried(), answers, screening);
    if (knowledge::may_go_on(screening))
        plan.assessment = knowledge::assess(carried(), answers, screening);
    if (plan.assessment)
        for (const chart::TargetNote& found : plan.assessment->targets) {
            chart::Proposal& proposal = plan.proposals.emplace_back();
            proposal.target.structure = chart::StructureId(found.target);
            proposal.paths = std::vector<chart::PlannedPath>(1);
        }
    return plan;
}

using Word = std::string;

/// A sore muscle or several, and what goes with typical stories.
const std::vector<std::pair<const char*, Given>>& patients() {
    static const Given sore{{"leg_pain_side", Word("right")},
                            {"trp_piriformis_tender.right", true},
                            {"trp_piriformis_familiar.right", true}};
    static const auto with = [](Given more) {
        Given all = sore;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    static const std::vector<std::pair<const char*, Given>> all{
        {"sore piriformis", sore},
        {"with the signs of a root", with({{"pain_below_knee", true}, {"slr_pain.right", true}})},
        {"walking cut short", with({{"claudication", true}, {"no_pain_seated", true}})},
        {"many sore muscles", with({{"trp_gluteus_medius_tender.right", true},
                                    {"trp_gluteus_medius_familiar.right", true},
                                    {"trp_quadratus_lumborum_tender.right", true},
                                    {"trp_quadratus_lumborum_familiar.right", true},
                                    {"trp_calf_tender.right", true},
                                    {"trp_calf_familiar.right", true}})},
        {"diabetes and a tablet", with({{"medicines", Word("anti_inflammatory")},
                                        {"long_term_conditions", Word("diabetes")},
                                        {"frail", true}})},
        {"nothing sore", {{"leg_pain_side", Word("right")}}}};
    return all;
}

std::string all_text(const std::vector<report::Drawing>& pages) {
    std::string all;
    for (const report::Drawing& page : pages)
        for (const report::TextMark* text : report::fixtures::texts_in(page))
            all += text->text + ' ';
    return all;
}

/// The words of a sentence may stand on several lines.
bool says(const std::string& text, const std::string& sentence) {
    std::string plain;
    for (const char letter : text)
        if (!plain.empty() && plain.back() == ' ' && (letter == ' ' || letter == '\n'))
            continue;
        else
            plain += letter == '\n' ? ' ' : letter;
    return plain.find(sentence) != std::string::npos;
}

TEST(ReadingLevel, CountsSyllablesAsAPersonWould) {
    EXPECT_EQ(syllables_in("make"), 1U);
    EXPECT_EQ(syllables_in("needle"), 2U);
    EXPECT_EQ(syllables_in("operation"), 4U);
    EXPECT_EQ(syllables_in("leg"), 1U);
    // Six words of one syllable in one sentence: 0.39 x 6 + 11.8 - 15.59.
    EXPECT_NEAR(reading_level("The cat sat on the mat.").grade, -1.45, 1e-9);
}

TEST(PatientSheet, IsReadableForPeopleWithLittleSchooling) {
    constexpr double most_grade = 6.5;
    constexpr std::size_t most_words = 25;
    for (const auto& [name, given] : patients()) {
        const ReadingLevel level = reading_level(report::words_of_patient_sheet(plan_of(given)));
        EXPECT_LE(level.grade, most_grade) << name;
        EXPECT_GT(level.grade, 2) << name << ": nothing was counted";
        EXPECT_LE(level.longest_words, most_words) << name << ": " << level.longest_sentence;
    }
}

TEST(PatientSheet, EveryRuleSpeaksPlainlyToThePatient) {
    constexpr double most_grade = 9;
    constexpr std::size_t most_words = 30;
    std::string all;
    for (const knowledge::ScreeningRule& rule : carried().screening) {
        EXPECT_FALSE(rule.tell_patient.empty()) << rule.id.text();
        const ReadingLevel level = reading_level(rule.tell_patient);
        EXPECT_LE(level.longest_words, most_words) << rule.id.text();
        all += rule.tell_patient + '\n';
    }
    EXPECT_LE(reading_level(all).grade, most_grade);
}

TEST(PatientSheet, TheCheckAfterASessionIsAskedInWordsForATwelveYearOld) {
    constexpr double most_grade = 5.5; // eleven to twelve years old, with room
    constexpr std::size_t most_words = 20;
    std::string all;
    for (const knowledge::Finding& finding : carried().findings) {
        if (finding.group != knowledge::after_needling_group)
            continue;
        const ReadingLevel level = reading_level(finding.ask);
        EXPECT_LE(level.longest_words, most_words) << finding.ask;
        all += finding.ask + '\n';
        for (const knowledge::Finding::Choice& choice : finding.choices)
            all += choice.what + '\n';
    }
    EXPECT_LE(reading_level(all).grade, most_grade);
}

TEST(PatientSheet, TakesTwoPagesAndNoTextCollides) {
    report::prepare_to_draw();
    for (const auto& [name, given] : patients()) {
        const chart::Plan plan = plan_of(given);
        ASSERT_TRUE(plan.assessment) << name;
        const std::vector<report::Drawing> pages = report::draw_patient_sheet(plan);
        EXPECT_LE(pages.size(), 2U) << name;
        for (const report::Drawing& page : pages) {
            EXPECT_EQ(report::fixtures::colliding_texts(page), std::vector<std::string>{}) << name;
            EXPECT_EQ(report::fixtures::escaping_texts(page), std::vector<std::string>{}) << name;
        }
    }
}

TEST(PatientSheet, SaysEveryRiskWithItsNumberAndEveryPointOfConsent) {
    report::prepare_to_draw();
    const chart::Plan plan = plan_of(patients().front().second);
    const std::string text = all_text(report::draw_patient_sheet(plan));
    std::size_t numbered = 0;
    for (const chart::AdviceNote& advice : plan.assessment->advice) {
        const std::string first = advice.text.substr(0, advice.text.find('.'));
        const std::string opening = first.substr(0, 30); // within a line
        if (advice.part == "risk" || advice.part == "consent" || advice.part == "emergency") {
            EXPECT_TRUE(says(text, opening.substr(0, opening.rfind(' ')))) << advice.id;
        }
        if (advice.part == "risk" && advice.per_thousand) {
            ++numbered;
            EXPECT_FALSE(advice.counted.empty()) << advice.id;
        }
        EXPECT_FALSE(advice.sources.empty()) << advice.id;
    }
    EXPECT_GE(numbered, 8U);
    EXPECT_TRUE(says(text, "of 1,000 treatments")) << text;
    EXPECT_TRUE(says(text, "Signature"));
}

TEST(PatientSheet, ProposesNoNeedleWhereNoneCanBeLed) {
    report::prepare_to_draw();
    chart::Plan plan = plan_of(patients().front().second);
    EXPECT_TRUE(says(all_text(report::draw_patient_sheet(plan)), "a deep muscle of the buttock"));
    plan.proposals.front().paths = chart::NoPath{};
    EXPECT_FALSE(says(all_text(report::draw_patient_sheet(plan)), "a deep muscle of the buttock"));
}

TEST(CliniciansPages, NameTheRuleAndTheSourcesOfEverySentence) {
    report::prepare_to_draw();
    const chart::Plan plan = plan_of({{"leg_pain_side", Word("right")},
                                      {"medicines", Word("anti_inflammatory")},
                                      {"trp_piriformis_tender.right", true},
                                      {"trp_piriformis_familiar.right", true}});
    const std::string screening = all_text(report::draw_screening_pages(plan));
    const std::string pages = all_text(report::draw_assessment_pages(plan));
    const auto expect_cited = [&](const std::string& text, const std::string& id,
                                  const std::vector<chart::SourceId>& sources,
                                  const std::string& mark) {
        EXPECT_TRUE(says(text, id)) << id;
        for (const chart::SourceId& source : sources)
            EXPECT_TRUE(says(text, source.text())) << id << ": " << source.text();
        if (mark != "seen" && mark != "calc") {
            EXPECT_TRUE(says(text, mark + ", unverified")) << id;
        }
    };
    for (const chart::ScreeningNote& note : plan.screening->notes)
        if (note.is_known)
            expect_cited(screening, note.rule.text(), note.sources, note.mark);
    for (const chart::CareNote& care : plan.assessment->care)
        expect_cited(pages, care.id, care.sources, care.mark);
    for (const chart::TargetNote& target : plan.assessment->targets)
        expect_cited(pages, target.id, target.sources, target.mark);
    for (const chart::AdviceNote& advice : plan.assessment->visit)
        expect_cited(pages, advice.id, advice.sources, advice.mark);
    EXPECT_GE(plan.assessment->visit.size(), 20U);
}

TEST(PatientSheet, KeepsTheCliniciansListToTheClinician) {
    const chart::Plan plan = plan_of(patients().front().second);
    const std::string words = report::words_of_patient_sheet(plan);
    ASSERT_FALSE(plan.assessment->visit.empty());
    for (const chart::AdviceNote& advice : plan.assessment->visit)
        EXPECT_EQ(words.find(advice.text), std::string::npos) << advice.id;
}

TEST(PatientSheet, OfSomebodyWhoIsSentOnSaysSoAndNothingOfNeedling) {
    report::prepare_to_draw();
    const std::vector<report::Drawing> pages =
        report::draw_patient_sheet(plan_of({{"saddle_numbness", true}}));
    ASSERT_EQ(pages.size(), 1U);
    const std::string text = all_text(pages);
    EXPECT_TRUE(says(text, "You need to be seen at a hospital today")) << text;
    EXPECT_TRUE(says(text, "red_flag.saddle")) << text;
    EXPECT_FALSE(says(text, "What may go wrong"));
    EXPECT_TRUE(report::draw_patient_sheet(chart::Plan{}).empty());
}

} // namespace
} // namespace filiform::story
