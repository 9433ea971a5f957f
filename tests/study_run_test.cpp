// SPDX-License-Identifier: Apache-2.0
// A needling experiment on the command line.
#include "story.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/digest.h"
#include "schema_check.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;

const std::string people = R"(study: story
title: A story
population:
  men: 0.5
  age_years: {mean: 50, sd: 10}
  height_cm: {mean: 170, sd: 8}
  bmi: {mean: 25, sd: 3}
spacing_mm: 4
)";

const std::string needles = people + R"(arms:
  - id: middle
    entry: between(psis, greater_trochanter, 0.5)
    needle: 0.30x75
    stop: first_bone
    outcomes:
      - {id: hit, measure: pierced, of: gluteus_maximus, published: {count: 3, of: 4, source: KEA18, mark: seen}}
      - {id: depth, measure: tip_depth, on: [bmi], published: {r2: 0.3, of: 10, source: KEA18, mark: seen}}
      - {id: sac, measure: touched, of: kind.metal}
)";

const std::string numbers = people + R"(arms:
  - id: fat
    outcomes:
      - {id: fat, measure: number, value: buttock_fat, published: {mean: 40, sd: 15, of: 20, source: FRA19, mark: seen}}
)";

class Study : public Folder {
  protected:
    fs::path write(const std::string& text) const {
        const fs::path path = folder / "story.yaml";
        std::ofstream(path) << text;
        return path;
    }
    /// Runs it into a folder of that name and returns study.json.
    std::string result(const std::vector<std::string>& more, const std::string& name) const {
        std::vector<std::string> words{"study", (folder / "story.yaml").string(), "--out",
                                       (folder / name).string()};
        words.insert(words.end(), more.begin(), more.end());
        const Said said = run(words);
        EXPECT_EQ(said.exit_code, 0) << said.err;
        return bytes_of(folder / name / "study.json");
    }
};

TEST_F(Study, WritesDataThatFitItsSchemaAPageAndAFigure) {
    write(needles);
    const std::string json = result({"--bodies", "3"}, "out");
    EXPECT_EQ(schema_errors("study", json), "");
    EXPECT_NE(bytes_of(folder / "out" / "study.md").find("of 4 (75 %"), std::string::npos);
    EXPECT_NE(bytes_of(folder / "out" / "study.svg").find("<svg"), std::string::npos);
    const auto journals = std::count_if(
        fs::directory_iterator(folder / "out"), fs::directory_iterator(),
        [](const auto& entry) { return entry.path().filename().string().starts_with("journal"); });
    EXPECT_EQ(journals, 0);
}

TEST_F(Study, SaysFileLineAndRemedyOfASlip) {
    const std::string text = needles;
    write(std::string(text).replace(text.find("first_bone"), 10, "first_bean"));
    const Said said =
        run({"study", (folder / "story.yaml").string(), "--out", (folder / "out").string()});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("story.yaml:13: "), std::string::npos) << said.err;
    EXPECT_FALSE(fs::exists(folder / "out"));
}

TEST_F(Study, IsTheSameBytesOnEveryThreadCount) {
    write(needles);
    const std::string alone = result({"--bodies", "4", "--threads", "1"}, "alone");
    EXPECT_TRUE(alone == result({"--bodies", "4", "--threads", "3"}, "three"));
    EXPECT_FALSE(alone == result({"--bodies", "4", "--seed", "2"}, "seed"));
}

std::size_t lines_of(const fs::path& path) {
    std::ifstream file(path);
    return static_cast<std::size_t>(
        std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n'));
}

TEST_F(Study, KilledHalfWayGoesOnToTheSameBytes) {
    write(needles);
    const std::string whole = result({"--bodies", "8"}, "whole");
    const std::string file = (folder / "story.yaml").string();
    const std::string out = (folder / "killed").string();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const bool is_quiet = std::freopen("/dev/null", "w", stdout) != nullptr;
        ::execl(FILIFORM_PROGRAM, FILIFORM_PROGRAM, "--threads", "1", "study", file.c_str(),
                "--bodies", "8", "--out", out.c_str(), nullptr);
        ::_exit(is_quiet ? 127 : 126);
    }
    const fs::path journal = fs::path(out) / "journal-0";
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
    while (lines_of(journal) < 3 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it was finished before it could be killed";
    EXPECT_GE(lines_of(journal), 3u);
    EXPECT_FALSE(fs::exists(fs::path(out) / "study.json"));
    EXPECT_TRUE(whole == result({"--bodies", "8"}, "killed"));
}

TEST_F(Study, SharedByProcessesGivesTheSameBytes) {
    if (std::system("command -v mpirun >/dev/null") != 0)
        GTEST_SKIP() << "no mpirun here";
    write(numbers);
    const std::string alone = result({"--bodies", "50"}, "alone");
    const std::string command = "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun "
                                "--oversubscribe -n 3 " FILIFORM_PROGRAM " --threads 1 study " +
                                (folder / "story.yaml").string() + " --bodies 50 --out " +
                                (folder / "three").string() + " >/dev/null 2>" +
                                (folder / "err").string();
    ASSERT_EQ(std::system(command.c_str()), 0) << bytes_of(folder / "err");
    EXPECT_TRUE(alone == bytes_of(folder / "three" / "study.json"));
}

TEST_F(Study, HasItsResultsInThePublishedPage) {
    const fs::path root = FILIFORM_SOURCE_DIR;
    const std::string page = bytes_of(root / "docs" / "validation" / "studies.md");
    for (const auto& entry : fs::directory_iterator(root / "data" / "studies")) {
        const std::string digest = base::sha256(bytes_of(entry.path())).substr(0, 12);
        EXPECT_NE(page.find("protocol " + digest), std::string::npos)
            << entry.path() << " was changed: write the page anew with tools/studies.sh";
    }
}

} // namespace
} // namespace filiform::story
