// SPDX-License-Identifier: Apache-2.0
#include "knowledge/coverage.h"

#include "knowledge/coverage_checks.h"
#include "knowledge/fixture.h"
#include "knowledge/library_pages.h"

namespace filiform::knowledge {
namespace {

base::Checked<CoverageSection> claims(const std::string& rows) {
    return read_coverage("section: Risks\nclaims:\n" + rows, "coverage/risks.yaml");
}

/// One sentence for patients, one for the page of questions, and these claims.
Library library_with(const std::string& rows) {
    Library library;
    auto advice = read_advice(
        R"(advice:
  - {id: advice.sore, part: risk, text: "You may be sore.", sources: [S], mark: seen}
  - {id: advice.ask_sore, part: question, on_sheet: no, ask: "Is it a good sign?", text: "No.", sources: [S], mark: seen}
)",
        "advice/a.yaml", findings_of());
    EXPECT_TRUE(advice) << (advice ? "" : base::sentence(advice.error().front()));
    if (advice)
        library.advice = *advice;
    auto section = claims(rows);
    EXPECT_TRUE(section) << (section ? "" : base::sentence(section.error().front()));
    if (section)
        library.coverage = {*section};
    return library;
}

const std::string sore = "  - {id: SA1, about: Soreness, answer: covered, where: [advice.sore], "
                         "test: [story.A.B]}\n";

std::vector<std::string> codes(const base::Problems& problems) {
    std::vector<std::string> all;
    for (const base::Problem& problem : problems)
        all.push_back(problem.code + " " + problem.where);
    return all;
}
using Codes = std::vector<std::string>;

TEST(Coverage, OfAClaimThatLivesInTheLibraryHasNothingToComplainOf) {
    EXPECT_EQ(codes(check_coverage(library_with(sore), {"S"})), Codes{});
}

TEST(Coverage, IsRefusedWhereItSaysNoPlaceNoReasonNoSourceOrNoTest) {
    const auto refused = [](const std::string& rest) {
        const auto read = claims("  - {id: SA1, about: a, " + rest + "}\n");
        return read ? std::string() : read.error().front().what;
    };
    EXPECT_EQ(refused("answer: covered, test: [t.A.B]"), "SA1 is answered nowhere.");
    EXPECT_EQ(refused("answer: corrected, where: [a], test: [t.A.B]"), "SA1 has no reason.");
    EXPECT_EQ(refused("answer: not_supported, why: w, test: [t.A.B]"),
              "SA1 cites nobody for its reason.");
    EXPECT_EQ(refused("answer: covered, where: [a]"), "SA1 is shown by no test.");
    EXPECT_EQ(refused("answer: out_of_scope, why: w"), "");
    EXPECT_EQ(refused("answer: maybe, where: [a], test: [t.A.B]"),
              "'maybe' is none of the words for this.");
}

TEST(Coverage, NamesOnlyWhatIsThereWithTheNearestNameForASlip) {
    const base::Problems problems = check_coverage(
        library_with("  - {id: SA1, about: a, answer: covered, where: [advice.soar, "
                     "data/needle/needles.yaml, data/needle/nails.yaml, docs/a.md, filiform plan], "
                     "test: [t.A.B]}\n"),
        {"S"});
    ASSERT_EQ(codes(problems), (Codes{"knowledge.coverage coverage/risks.yaml:3",
                                      "knowledge.coverage coverage/risks.yaml:3"}));
    EXPECT_EQ(problems[0].hint, "Did you mean advice.sore?");
    EXPECT_NE(problems[1].what.find("data/needle/nails.yaml"), std::string::npos);
}

TEST(Coverage, AnswersAClaimOnceAndCitesARegister) {
    EXPECT_EQ(codes(check_coverage(
                  library_with(sore + "  - {id: SA1, about: a, answer: not_supported, why: w, "
                                      "sources: [NOBODY], test: [t.A.B]}\n"),
                  {"S"})),
              (Codes{"knowledge.repeated coverage/risks.yaml:4",
                     "knowledge.source coverage/risks.yaml:4"}));
}

TEST(Coverage, RefusesATextThatSaysWhatIsNeverSaid) {
    const auto never = [](const std::string& words) {
        return check_coverage(library_with("  - {id: SA1, about: a, answer: not_supported, why: w, "
                                           "sources: [S], never: [" +
                                           words + "], test: [t.A.B]}\n"),
                              {"S"});
    };
    EXPECT_EQ(codes(never("is a good sign")), Codes{});
    const base::Problems said = never("MAY BE sore");
    ASSERT_EQ(codes(said), Codes{"knowledge.never_said advice/a.yaml:2"});
    EXPECT_EQ(said[0].what, "advice.sore says 'MAY BE sore', which SA1 says is never said.");
}

TEST(Coverage, PageLinksWhatIsInFilesAndCountsTheAnswers) {
    const std::string page = coverage_page(library_with(
        sore + "  - {id: SA2, about: Fees, answer: out_of_scope, why: A clinic's., where: "
               "[filiform plan]}\n"));
    EXPECT_NE(page.find("| covered | 1 |"), std::string::npos) << page;
    EXPECT_NE(page.find("| all | 2 |"), std::string::npos) << page;
    EXPECT_NE(page.find("| SA1 | Soreness | **covered** | "
                        "[`advice.sore`](../data/knowledge/advice/a.yaml) | `story.A.B` |\n"),
              std::string::npos)
        << page;
    EXPECT_NE(page.find("| SA2 | Fees | **out of scope**: A clinic's. | `filiform plan` |  |\n"),
              std::string::npos)
        << page;
}

TEST(Coverage, AQuestionOffTheSheetIsOnThePageOfQuestionsAlone) {
    const Library library = library_with(sore);
    for (const Advice* said : advice_for(library.advice, {}, true))
        EXPECT_NE(said->id, "advice.ask_sore");
    EXPECT_NE(questions_page(library).find("## Is it a good sign?\n\nNo.\n"), std::string::npos);
    EXPECT_FALSE(read_advice("advice:\n  - {id: advice.r, part: risk, on_sheet: no, text: t, "
                             "sources: [S], mark: seen}\n",
                             "a.yaml", findings_of()));
}

} // namespace
} // namespace filiform::knowledge
