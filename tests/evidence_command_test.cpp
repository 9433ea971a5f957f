// SPDX-License-Identifier: Apache-2.0
// Trials pooled from the command line.
#include "story.h"

#include <algorithm>
#include <fstream>

#include "evidence/living.h"
#include "knowledge/library.h"
#include "schema_check.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;

const std::string trials =
    "first_author,year,comparator,outcome,unit,n1,mean1,sd1,n2,mean2,sd2,source\n"
    "Ash,2001,sham,leg pain,mm,20,30,19,21,41,18,\n"
    "Beech,2002,sham,leg pain,mm,45,33,22,40,39,20,\n"
    "Cedar,2009,sham,leg pain,mm,12,28,21,11,43,25,\n"
    "Doubt,2010,sham,leg pain,mm,12,8,2,11,43,2,the labels are ambiguous\n";

class EvidencePool : public Folder {
  protected:
    std::string write(const std::string& text) const {
        const fs::path path = folder / "trials.csv";
        std::ofstream(path) << text;
        return path.string();
    }
};

TEST_F(EvidencePool, PoolsWhatMayBePooledAndSaysWhatNot) {
    const std::string table = write(trials);
    const Said said = run({"evidence", "pool", table, "--out", (folder / "out").string()});
    EXPECT_EQ(said.exit_code, 0) << said.err;
    EXPECT_NE(said.out.find("REML"), std::string::npos);
    EXPECT_NE(said.out.find("Hartung–Knapp"), std::string::npos);
    EXPECT_NE(said.out.find("line 5, Doubt 2010: its note calls its figures ambiguous"),
              std::string::npos)
        << said.out;
    EXPECT_EQ(schema_errors("pool", bytes_of(folder / "out" / "pool.json")), "");
    EXPECT_NE(bytes_of(folder / "out" / "forest.svg").find("<svg"), std::string::npos);
    EXPECT_EQ(bytes_of(folder / "out" / "funnel.pdf").substr(0, 5), "%PDF-");
    const Said json = run({"evidence", "pool", table, "--format", "json", "--by", "year",
                           "--cumulative-by", "year", "--model", "dl", "--adjust", "none"});
    EXPECT_EQ(schema_errors("pool", json.out), "");
}

TEST_F(EvidencePool, RefusesWhatIsNotOneQuestionAndStillSaysWhatItSaw) {
    const std::string table = write(trials + "Elm,2011,sham,disability,mm,12,8,2,11,43,2,\n");
    const Said said = run({"evidence", "pool", table, "--format", "json"});
    EXPECT_EQ(said.exit_code, 3);
    EXPECT_EQ(schema_errors("pool", said.out), "");
    EXPECT_NE(said.out.find("measure different things"), std::string::npos);
    EXPECT_EQ(run({"evidence", "pool", table, "--where", "outcome=leg pain"}).exit_code, 0);
}

TEST_F(EvidencePool, WrongTablesHaveLineColumnAndRemedyAndWriteNothing) {
    const std::string table = write("first_author,n1,mean1,sd1\nAsh,12.5,1,-2\nBeech,x,1,2\n");
    const Said said = run({"evidence", "pool", table, "--out", (folder / "out").string()});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("trials.csv:2, column n1: 12.5 is not a whole number"),
              std::string::npos)
        << said.err;
    EXPECT_NE(said.err.find("trials.csv:2, column sd1: -2 is negative"), std::string::npos);
    EXPECT_NE(said.err.find("trials.csv:3, column n1: 'x' is not a number"), std::string::npos);
    EXPECT_FALSE(fs::exists(folder / "out"));
    EXPECT_EQ(run({"evidence", "pool", table, "--model", "magic"}).exit_code, 2);
    EXPECT_EQ(run({"evidence", "pool", (folder / "none.csv").string()}).exit_code, 2);
}

TEST_F(EvidencePool, TheLibrarysQuestionsAreListedAndChecked) {
    const Said all = run({"evidence"});
    EXPECT_EQ(all.exit_code, 0) << all.err;
    EXPECT_NE(all.out.find("evidence.acupuncture_or_sham_leg_pain\n  Result: -16.00 (-21.35 to "
                           "-10.65), 1 study"),
              std::string::npos)
        << all.out;
    EXPECT_EQ(run({"evidence", "check"}).exit_code, 0);
    const std::string rows =
        write("id,first_author,year,outcome,construct,unit,effect,low,high,question,"
              "source\n"
              "N1,New,2027,leg pain VAS,leg pain,0-100 mm,-4,-10,2,"
              "evidence.acupuncture_or_sham_leg_pain,doi:10.1/n1\n");
    const Said changed = run({"evidence", "add", rows});
    EXPECT_EQ(changed.exit_code, 0) << changed.err;
    EXPECT_NE(changed.out.find("before: -16.00"), std::string::npos);
    EXPECT_NE(changed.out.find("2 studies"), std::string::npos);
    EXPECT_NE(changed.out.find("signs"), std::string::npos);
}

TEST_F(EvidencePool, TheCertaintyOfEveryNeedlingRecommendationRestsOnAQuestion) {
    const auto& library = knowledge::library();
    const auto& evidence = evidence::living_evidence();
    ASSERT_TRUE(library);
    ASSERT_TRUE(evidence);
    const auto rank = [](const std::string& certainty) {
        const std::vector<std::string> from_worst{"no evidence", "very low", "low", "moderate",
                                                  "high"};
        return std::find(from_worst.begin(), from_worst.end(), certainty) - from_worst.begin();
    };
    for (const char* id : {"care.needling", "care.acupuncture", "care.acupressure"}) {
        const auto option =
            std::find_if(library->care.begin(), library->care.end(),
                         [&](const knowledge::CareOption& one) { return one.id == id; });
        ASSERT_NE(option, library->care.end()) << id;
        std::ptrdiff_t best = -1;
        for (const evidence::Question& question : evidence->questions)
            if (std::find(question.informs.begin(), question.informs.end(), id) !=
                question.informs.end())
                best = std::max(best, rank(evidence::certainty_words(question.certainty)));
        EXPECT_GE(best, 0) << id << " rests on no question";
        if (option->certainty != knowledge::Certainty::NotKnown) {
            EXPECT_LE(rank(evidence::certainty_words(std::string(text(option->certainty)))), best)
                << id << " is surer than its evidence";
        }
    }
    for (const evidence::Question& question : evidence->questions)
        for (const std::string& statement : question.informs)
            EXPECT_TRUE(std::any_of(library->care.begin(), library->care.end(),
                                    [&](const auto& one) { return one.id == statement; }))
                << question.id << " bears on " << statement << ", which is not there";
}

} // namespace
} // namespace filiform::story
