// SPDX-License-Identifier: Apache-2.0
// The review of a patient's course from the shell, `filiform progress`: what is said, what is
// written, what is refused.
#include "story.h"

#include <fstream>

#include "schema_check.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;

class ProgressStory : public Folder {
  protected:
    static std::string example() {
        return (fs::path(FILIFORM_SOURCE_DIR) / "data/examples/course.json").string();
    }
    [[nodiscard]] std::string file(const std::string& text) const {
        const fs::path path = folder / "course.json";
        std::ofstream(path) << text;
        return path.string();
    }
};

TEST_F(ProgressStory, TheExampleIsReviewedInWordsAndFiles) {
    const Said said = run({"progress", example(), "--out", (folder / "out").string()});
    EXPECT_EQ(said.exit_code, 0) << said.err;
    for (const char* part :
         {"Start ", "Now ", "Expected anyway", "Left for needle", "not shown", "Goal 2",
          "Advice           go on", "OSTELO08", "unverified", "sceptical", "A clinician decides"})
        EXPECT_NE(said.out.find(part), std::string::npos) << part << '\n' << said.out;
    EXPECT_EQ(schema_errors("progress", bytes_of(folder / "out/progress.json")), "");
    EXPECT_TRUE(bytes_of(folder / "out/progress.png").starts_with("\x89PNG"));
    EXPECT_TRUE(bytes_of(folder / "out/progress.pdf").starts_with("%PDF-1.5"));
    EXPECT_NE(bytes_of(folder / "out/progress.svg").find("<svg"), std::string::npos);
}

TEST_F(ProgressStory, TheExampleKeepsToItsOwnSchema) {
    EXPECT_EQ(schema_errors("course", bytes_of(example())), "");
    EXPECT_EQ(run({"schema", "course"}).exit_code, 0);
}

TEST_F(ProgressStory, JsonIsTheFileAndTheSameOnEveryRunAndNumberOfThreads) {
    const Said one = run({"progress", example(), "--format", "json"});
    const Said two = run({"progress", example(), "--format", "json", "--threads", "1"});
    EXPECT_EQ(one.out, two.out);
    EXPECT_EQ(schema_errors("progress", one.out), "");
    EXPECT_NE(one.out, run({"progress", example(), "--format", "json", "--seed", "2"}).out);
}

TEST_F(ProgressStory, AWrongCourseIsRefusedWithPlaceValueAndRemedyAndNothingIsWritten) {
    const std::string wrong =
        file(R"({"schema": "filiform.course/1", "asOf": "2026-03-31", "readings": [)"
             R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 12},)"
             R"({"instrument": "nprs_lge", "at": "2026-04-02", "value": 6}]})");
    const Said said = run({"progress", wrong, "--out", (folder / "out").string()});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(
        said.err.find("course.json#/readings/0/value: 12 is outside the scale. Write a number "
                      "from 0 to 10."),
        std::string::npos)
        << said.err;
    EXPECT_NE(said.err.find("Did you mean nprs_leg?"), std::string::npos) << said.err;
    EXPECT_FALSE(fs::exists(folder / "out"));
    EXPECT_TRUE(said.out.empty());
}

TEST_F(ProgressStory, WithoutACourseOrWithAMissingOneItSaysSo) {
    EXPECT_EQ(run({"progress"}).exit_code, 2);
    EXPECT_EQ(run({"progress", (folder / "none.json").string()}).exit_code, 2);
}

TEST_F(ProgressStory, ASignOfTheCaudaEquinaIsAnEmergencyWhateverThePainDoes) {
    const Said said =
        run({"progress", file(R"({"schema": "filiform.course/1", "asOf": "2026-03-31",)"
                              R"("findings": {"cauda_equina_sign": true}, "readings": [)"
                              R"({"instrument": "nprs_leg", "at": "2026-03-02", "value": 8},)"
                              R"({"instrument": "nprs_leg", "at": "2026-03-16", "value": 4},)"
                              R"({"instrument": "nprs_leg", "at": "2026-03-30", "value": 1}]})")});
    EXPECT_EQ(said.exit_code, 0);
    EXPECT_NE(said.out.find("Advice           emergency today"), std::string::npos) << said.out;
}

TEST_F(ProgressStory, TheTrialWritesItsPageAndFigures) {
    const Said said =
        run({"progress", "calibrate", "--out", (folder / "page").string(), "--patients", "20"});
    EXPECT_EQ(said.exit_code, 0) << said.err;
    const std::string page = bytes_of(folder / "page/forecast.md");
    for (const char* part : {"# Does the forecast mean what it says?", "| acute | needle effect |",
                             "| nature_strong | no |", "forecast-ranks.svg"})
        EXPECT_NE(page.find(part), std::string::npos) << part;
    EXPECT_TRUE(fs::exists(folder / "page/forecast-coverage.svg"));
}

} // namespace
} // namespace filiform::story
