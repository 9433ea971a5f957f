// SPDX-License-Identifier: Apache-2.0
#include "report/plan_pdf.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include <gtest/gtest.h>

#include "chart/citation.h"
#include "report/drawing_expectations.h"
#include "report/plan_pages.h"
#include "report/report_fixtures.h"
#include "report/wording.h"

namespace filiform::report {
namespace {

using fixtures::colliding_texts;
using fixtures::escaping_texts;
using fixtures::says;

const PlanPdfOptions options{{5, 0.05, 2.5}};

std::vector<Drawing> pages_of(const chart::Plan& plan) {
    return draw_plan(plan, fixtures::small_body(), {fixtures::ringed_map()}, options);
}

bool some_page_says(const std::vector<Drawing>& pages, const std::string& words) {
    return std::any_of(pages.begin(), pages.end(),
                       [&](const Drawing& page) { return says(page, words); });
}

TEST(PlanPdf, HasAPageForEachTargetBetweenTheirListAndTheAnnex) {
    const auto pages = pages_of(fixtures::small_plan());
    ASSERT_GE(pages.size(), 5U);
    EXPECT_TRUE(says(pages[0], "Right piriformis"));
    EXPECT_TRUE(says(pages[0], "Left multifidus at L4"));
    EXPECT_TRUE(says(pages[1], "page 2 of " + std::to_string(pages.size())));
    EXPECT_TRUE(says(pages[1], "Right piriformis"));
    EXPECT_TRUE(says(pages[2], "Right piriformis: details"));
    EXPECT_TRUE(says(pages[3], "Left multifidus at L4")); // all of it fits: no details
    EXPECT_TRUE(says(pages[4], "Annex"));
    EXPECT_TRUE(says(pages[0], "annex, page 5"));
}

TEST(PlanPdf, TheFirstPageSaysWhoSignsAndWhatNobodyLookedAt) {
    anatomy::Body body = fixtures::small_body();
    body.missing.push_back({chart::StructureId("kidney.right"), anatomy::Missing::Why::NotFound,
                            "No kidney was found."});
    const auto pages = draw_plan(fixtures::small_plan(), body, {}, options);
    for (const char* words : {"DRAFT until signed", "Signature", "Date", "No kidney was found.",
                              "This body is made up.", "L R the patient's left and right"})
        EXPECT_TRUE(says(pages[0], words)) << words;
}

TEST(PlanPdf, EveryKeyIsSpeltOutInTheAnnex) {
    const chart::Plan plan = fixtures::small_plan();
    const auto pages = pages_of(plan);
    EXPECT_TRUE(some_page_says(pages, "PLoS ONE 2014. doi:10.1371/journal.pone.0086637")); // DER14
    for (const chart::SourceId& key : cited_sources(plan, fixtures::small_body())) {
        EXPECT_NE(chart::find_citation(key), nullptr) << key;
        EXPECT_TRUE(some_page_says(pages, citation_text(key))) << key;
    }
    EXPECT_TRUE(some_page_says(pages, "proposal: unverified"));
}

TEST(PlanPdf, EveryPageSaysWhatItIsAndWhoDecides) {
    for (const Drawing& page : pages_of(fixtures::small_plan())) {
        EXPECT_TRUE(says(page, "Draft: a licensed clinician decides"));
        EXPECT_TRUE(says(page, "not a certified medical device"));
        EXPECT_TRUE(says(page, "never a person")); // a phantom
        EXPECT_TRUE(says(page, "filiform 0.1.0"));
        EXPECT_TRUE(says(page, "0123456789"));        // the knowledge digest, short
        EXPECT_FALSE(says(page, "0123456789abcdef")); // not in full
    }
}

TEST(PlanPdf, ThePageOfATargetCarriesInstructionNumbersAndReasons) {
    const Drawing page = pages_of(fixtures::small_plan())[1];
    for (const char* words :
         {"30 mm medial and 20 mm caudal", "Stop at 40 mm.", "Caution", "0.30 × 60 mm", "93 %",
          "The nerve is inferred.", "20.9 mm", "10.0 mm", "0.4 % (0.2–0.8)", "inferred ±6.0",
          "soft tissue, not segmented", "A made-up body", "DER14", "sciatic nerve",
          "Why it is a caution", "Find the muscle and the sciatic nerve with ultrasound"})
        EXPECT_TRUE(says(page, words)) << words;
    EXPECT_TRUE(says(pages_of(fixtures::small_plan())[2], "Right sciatic nerve"));
}

TEST(PlanPdf, ATargetWithoutAPathSaysWhyAndWhatWouldHelp) {
    const Drawing page = pages_of(fixtures::small_plan())[3];
    for (const char* words :
         {"No path", "No needle reaches it.", "Another muscle.", "Vertebral canal", "70 %"})
        EXPECT_TRUE(says(page, words)) << words;
}

TEST(PlanPdf, NoTwoTextsCollideOnAnyPage) {
    for (const Drawing& page : pages_of(fixtures::small_plan())) {
        EXPECT_EQ(colliding_texts(page), std::vector<std::string>{});
        EXPECT_EQ(escaping_texts(page), std::vector<std::string>{});
    }
}

/// A plan with so much to say that no page of a target can hold it; every sentence and number once.
chart::Plan crowded_plan() {
    chart::Plan plan = fixtures::small_plan();
    auto& path = std::get<std::vector<chart::PlannedPath>>(plan.proposals[0].paths)[0];
    const auto long_sentence = [](const std::string& what, int i) {
        return what + " number " + std::to_string(i) +
               " is longer than a line, as sentences about bodies are apt to be, and it comes with "
               "numbers such as 12.3 mm and with advice on what to do about it.";
    };
    for (int i = 0; i < 30; ++i) {
        plan.warnings.push_back({"body.long", long_sentence("Warning", i)});
        plan.proposals[0].notes.push_back(long_sentence("Note", i));
        plan.proposals[1].notes.push_back(long_sentence("Other note", i));
        path.instruction += i < 3 ? long_sentence(" Step", i) : "";
        path.judgement.reasons.push_back({"needle.long", {}, long_sentence("Reason", i)});
        chart::Clearance clearance = path.clearances[0];
        clearance.structure = chart::StructureId("thing_" + std::to_string(i));
        clearance.min_mm = 21 + 3.1 * i;
        clearance.beyond_tip_mm = 20 + 2.9 * i;
        path.clearances.push_back(clearance);
        path.layers.push_back(path.layers[0]);
    }
    auto& paths = std::get<std::vector<chart::PlannedPath>>(plan.proposals[0].paths);
    paths.push_back(path);
    paths[1].instruction = "Another way in, by another landmark.";
    paths[1].strengths = {"least likely to touch anything", "shortest needle"};
    return plan;
}

TEST(PlanPdf, WhatFindsNoRoomStandsOnALaterPageInFull) {
    const chart::Plan plan = crowded_plan();
    const auto pages = pages_of(plan);
    for (const chart::Warning& warning : plan.warnings)
        EXPECT_TRUE(some_page_says(pages, warning.what)) << warning.what;
    for (const chart::Proposal& proposal : plan.proposals)
        for (const std::string& note : proposal.notes)
            EXPECT_TRUE(some_page_says(pages, note)) << note;
    for (const auto& path : std::get<std::vector<chart::PlannedPath>>(plan.proposals[0].paths)) {
        EXPECT_TRUE(some_page_says(pages, path.instruction));
        for (const std::string& strength : path.strengths)
            EXPECT_TRUE(some_page_says(pages, strength));
        for (const chart::Reason& reason : path.judgement.reasons)
            EXPECT_TRUE(some_page_says(pages, reason.what)) << reason.what;
        for (const chart::Clearance& clearance : path.clearances) {
            EXPECT_TRUE(some_page_says(pages, in_mm(clearance.min_mm, 1))) << clearance.structure;
            EXPECT_TRUE(some_page_says(pages, in_mm(clearance.beyond_tip_mm, 1)));
        }
    }
    // And each page says where: the warnings on the second, the target's on the one after its own.
    EXPECT_TRUE(says(pages[0], "more on page 2"));
    const auto own = std::find_if(pages.begin(), pages.end(),
                                  [](const Drawing& page) { return says(page, "What to do"); });
    ASSERT_NE(own, pages.end());
    EXPECT_TRUE(says(*own, "more on page " + std::to_string(own - pages.begin() + 2)));
}

TEST(PlanPdf, NoPageIsEverCutSpiltOrSetTooSmall) {
    for (const chart::Plan& plan : {fixtures::small_plan(), crowded_plan()})
        for (const Drawing& page : pages_of(plan)) {
            EXPECT_EQ(colliding_texts(page), std::vector<std::string>{});
            EXPECT_EQ(escaping_texts(page), std::vector<std::string>{});
            for (const TextMark* text : fixtures::texts_in(page)) {
                EXPECT_EQ(text->text.find("…"), std::string::npos) << text->text;
                EXPECT_EQ(text->text.find("more in plan.json"), std::string::npos) << text->text;
                EXPECT_GE(text->style.size_pt, least_type_pt) << text->text;
            }
        }
}

TEST(PlanPdf, EveryNumberOfAClearanceStandsInOneRow) {
    const auto pages = pages_of(fixtures::small_plan());
    for (const Drawing& page : {pages[1], pages[2]}) {
        // The row of the nerve: all its cells at one height.
        std::map<long, std::vector<std::string>> rows;
        for (const TextMark* text : fixtures::texts_in(page))
            rows[std::lround(100 * text->box.y)].push_back(text->text);
        const std::vector<std::string> row{"sciatic nerve",  "inferred ±6.0", "20.9 mm",
                                           "40 mm",          "20.9 mm",       "10.0 mm",
                                           "0.4 % (0.2–0.8)"};
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const auto& one) {
            return std::search(one.second.begin(), one.second.end(), row.begin(), row.end()) !=
                   one.second.end();
        }));
    }
}

TEST(PlanPdf, FiguresOfTheirOwnAreThoseOfThePages) {
    const PlanBook book = draw_book(fixtures::small_plan(), fixtures::small_body(),
                                    {fixtures::ringed_map()}, options);
    std::vector<std::string> names;
    for (const BookFigure& figure : book.figures) {
        names.push_back(figure.name);
        EXPECT_EQ(colliding_texts(figure.drawing), std::vector<std::string>{}) << figure.name;
        EXPECT_EQ(escaping_texts(figure.drawing), std::vector<std::string>{}) << figure.name;
    }
    EXPECT_EQ(names, (std::vector<std::string>{"piriformis.right-skin", "piriformis.right-along",
                                               "piriformis.right-across", "multifidus.left@l4-skin",
                                               "multifidus.left@l4-section"}));
}

TEST(PlanPdf, EqualPlansGiveEqualBytes) {
    const chart::Plan plan = fixtures::small_plan();
    const anatomy::Body body = fixtures::small_body();
    const auto first = plan_pdf(plan, body, {fixtures::ringed_map()}, options);
    EXPECT_EQ(first, plan_pdf(plan, body, {fixtures::ringed_map()}, options));
    ASSERT_GT(first.size(), 8U);
    EXPECT_EQ(std::memcmp(first.data(), "%PDF-1.5", 8), 0);
}

TEST(PlanPdf, AFolderThatCannotBeMadeIsAProblem) {
    const auto saved =
        save_plan_pdf("/dev/null/no/plan.pdf", fixtures::small_plan(), fixtures::small_body(), {});
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().code, "file.write");
}

} // namespace
} // namespace filiform::report
