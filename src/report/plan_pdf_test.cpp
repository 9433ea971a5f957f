// SPDX-License-Identifier: Apache-2.0
#include "report/plan_pdf.h"

#include <algorithm>
#include <cstring>

#include <gtest/gtest.h>

#include "report/drawing_expectations.h"
#include "report/report_fixtures.h"

namespace filiform::report {
namespace {

using fixtures::colliding_texts;
using fixtures::escaping_texts;
using fixtures::says;

const PlanPdfOptions options{{5, 0.05, 2.5}};

std::vector<Drawing> pages_of(const chart::Plan& plan) {
    return draw_plan(plan, fixtures::small_body(), {fixtures::ringed_map()}, options);
}

TEST(PlanPdf, HasOnePagePerTargetAfterOneThatListsThemAll) {
    const auto pages = pages_of(fixtures::small_plan());
    ASSERT_EQ(pages.size(), 3U);
    EXPECT_TRUE(says(pages[0], "Right piriformis"));
    EXPECT_TRUE(says(pages[0], "Left multifidus at L4"));
    EXPECT_TRUE(says(pages[1], "page 2 of 3"));
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
          "soft tissue, not segmented", "This body is made up.", "DER14", "Right sciatic nerve"})
        EXPECT_TRUE(says(page, words)) << words;
}

TEST(PlanPdf, ATargetWithoutAPathSaysWhyAndWhatWouldHelp) {
    const Drawing page = pages_of(fixtures::small_plan())[2];
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

TEST(PlanPdf, LongTextsAreCountedRatherThanSpilt) {
    chart::Plan plan = fixtures::small_plan();
    auto& path = std::get<std::vector<chart::PlannedPath>>(plan.proposals[0].paths)[0];
    const std::string long_sentence =
        "What is said here is longer than a line, as sentences about bodies are apt to be, and it "
        "comes with numbers such as 12.3 mm and with advice on what to do about it.";
    for (int i = 0; i < 30; ++i) {
        plan.warnings.push_back({"body.long", long_sentence});
        plan.proposals[0].notes.push_back(long_sentence);
        path.instruction += i < 3 ? long_sentence : "";
        path.judgement.reasons.push_back({"needle.long", {}, long_sentence});
        path.clearances.push_back(path.clearances[0]);
        path.layers.push_back(path.layers[0]);
    }
    const auto pages = pages_of(plan);
    EXPECT_TRUE(says(pages[1], "more in plan.json"));
    EXPECT_TRUE(says(pages[1], "more on page 1"));
    EXPECT_TRUE(says(pages[1], "more, farther away"));
    for (const Drawing& page : pages) {
        EXPECT_EQ(colliding_texts(page), std::vector<std::string>{});
        EXPECT_EQ(escaping_texts(page), std::vector<std::string>{});
    }
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
