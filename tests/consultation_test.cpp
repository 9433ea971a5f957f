// SPDX-License-Identifier: Apache-2.0
// A consultation asked at the terminal, `filiform case new`: what is written, and what is never
// lost.
#include "story.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "chart/case.h"
#include "knowledge/interview.h"
#include "schema_check.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;

constexpr const char* day = "2026-11-25";

/// What a physiotherapist types of somebody whose right leg hurts and who has nothing else.
std::string line_of_somebody_well(const std::string& question) {
    const auto asks = [&](const char* words) { return question.find(words) != std::string::npos; };
    if (asks("How old"))
        return "1980-05-02";
    if (asks("Which sex"))
        return "f";
    if (asks("How tall"))
        return "1.68 m";
    if (asks("weigh?"))
        return "74 kg";
    if (asks("Which leg hurts"))
        return "right";
    if (asks("in MRC"))
        return "5 5";
    if (asks("each y or n"))
        return "n n";
    if (asks("y or n") || asks(" none: "))
        return asks("each one") ? "n n" : "n";
    if (asks(" normal: "))
        return asks("each one") ? "normal normal" : "normal";
    return asks("each") ? "- -" : "?"; // a number that nobody has measured
}

/// All the lines, until nothing is open.
std::vector<std::string> lines_of_somebody_well(chart::Consultation so_far) {
    auto interview = knowledge::Interview::begin(*knowledge::library(), std::move(so_far), "case");
    std::vector<std::string> lines;
    while (interview && !interview->is_over()) {
        const std::string asks = interview->asks();
        lines.push_back(asks.starts_with("No question") ? "" : line_of_somebody_well(asks));
        (void)interview->take(lines.back());
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += lines[i] + '\n';
    return text;
}

class NewCase : public Folder {
  protected:
    [[nodiscard]] fs::path file() const { return folder / "case.json"; }
    [[nodiscard]] Said ask(const std::string& input, const std::vector<std::string>& more = {},
                           const fs::path& out = {}) const {
        std::vector<std::string> words{
            "case", "new", "--out", out.empty() ? file().string() : out.string(), "--on", day};
        words.insert(words.end(), more.begin(), more.end());
        return run_with_input(words, input);
    }
    [[nodiscard]] static chart::Case read(const fs::path& from) {
        const auto wanted = chart::read_case(bytes_of(from), "case.json");
        EXPECT_TRUE(wanted) << (wanted ? "" : base::sentence(wanted.error().front()));
        return wanted ? *wanted : chart::Case{};
    }
    static void expect_refused(const Said& said, const std::string& sentence) {
        EXPECT_EQ(said.exit_code, 2) << said.out;
        EXPECT_NE(said.err.find(sentence), std::string::npos) << said.err;
    }
    static chart::Consultation nobody_asked() {
        chart::Consultation consultation;
        consultation.on = base::read_date(day).value();
        return consultation;
    }
};

TEST_F(NewCase, OfSomebodyWellIsWrittenAndScreenedAsGo) {
    const std::vector<std::string> lines = lines_of_somebody_well(nobody_asked());
    const Said said = ask(joined(lines, lines.size()));
    EXPECT_EQ(said.exit_code, 0) << said.err;
    EXPECT_EQ(said.err, "");
    EXPECT_EQ(said.out.find("The input ended"), std::string::npos);
    EXPECT_EQ(said.out.find('\x1b'), std::string::npos); // the same at a terminal and in a pipe
    EXPECT_NE(said.out.find("Screening now: go."), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("filiform plan " + file().string() + " --out DIR\n"),
              std::string::npos);
    const std::string text = bytes_of(file());
    EXPECT_EQ(schema_errors("case", text), "");
    EXPECT_NE(text.find("\"heightCm\": 168,"), std::string::npos) << text;
    const Said screened = run({"screen", file().string()});
    EXPECT_EQ(screened.exit_code, 0);
    EXPECT_NE(screened.out.find("Decision: go"), std::string::npos) << screened.out;
}

TEST_F(NewCase, OfAnEmergencySaysWhatToDoAndStops) {
    const Said said = ask("46\nf\n168\n74\nright\ny\n\nn\n");
    EXPECT_EQ(said.exit_code, 0) << said.err;
    EXPECT_NE(said.out.find("EMERGENCY TODAY: Changed bladder. [red_flag.bladder]"),
              std::string::npos);
    EXPECT_NE(said.out.find("  Do: Send to the emergency department today"), std::string::npos);
    EXPECT_EQ(said.out.find("lost control of the bowels"), std::string::npos) << "it went on";
    const Said screened = run({"screen", file().string()});
    EXPECT_EQ(screened.exit_code, 3);
    EXPECT_NE(screened.out.find("Decision: emergency_today"), std::string::npos) << screened.out;
}

TEST_F(NewCase, WhoseInputIsCutShortIsGoneOnWithAndEndsAsIfItWereNot) {
    const std::vector<std::string> lines = lines_of_somebody_well(nobody_asked());
    const fs::path whole = folder / "whole.json";
    ASSERT_EQ(ask(joined(lines, lines.size()), {}, whole).exit_code, 0);
    for (const std::size_t cut :
         {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{60}, lines.size() - 1}) {
        const fs::path part = folder / ("cut" + std::to_string(cut) + ".json");
        // The last line has no end: it is an answer all the same.
        std::string input = joined(lines, cut);
        if (!input.empty())
            input.pop_back();
        const Said first = ask(input, {}, part);
        EXPECT_EQ(first.exit_code, 0) << first.err;
        EXPECT_NE(first.out.find("The input ended."), std::string::npos) << cut;
        EXPECT_NE(first.out.find(part.string() + " --continue\n"), std::string::npos) << cut;
        EXPECT_EQ(schema_errors("case", bytes_of(part)), "");
        if (cut == 7) {
            EXPECT_EQ(run({"screen", part.string()}).exit_code, 3); // the rest is not no
        }
        const std::vector<std::string> rest = lines_of_somebody_well(*read(part).consultation);
        EXPECT_EQ(ask(joined(rest, rest.size()), {"--continue"}, part).exit_code, 0);
        EXPECT_EQ(bytes_of(part), bytes_of(whole)) << cut;
    }
}

TEST_F(NewCase, ThatIsKilledHasEveryAnswerGiven) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::dup2(ends[0], STDIN_FILENO);
        ::close(ends[1]);
        if (std::freopen("/dev/null", "w", stdout) == nullptr)
            ::_exit(126);
        ::execl(FILIFORM_PROGRAM, FILIFORM_PROGRAM, "case", "new", "--out", file().c_str(), "--on",
                day, nullptr);
        ::_exit(127);
    }
    const std::string input = "46\nf\n168\n74\nboth\nn\n";
    ASSERT_EQ(::write(ends[1], input.data(), input.size()), static_cast<ssize_t>(input.size()));
    const auto has_last = [&] {
        return fs::exists(file()) &&
               bytes_of(file()).find("\"bladder_change\": false") != std::string::npos;
    };
    while (!has_last() && ::waitpid(child, nullptr, WNOHANG) == 0)
        std::this_thread::yield();
    ASSERT_EQ(::kill(child, SIGKILL), 0) << "It ended before it was killed.";
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    ::close(ends[0]);
    ::close(ends[1]);
    const chart::Consultation kept = *read(file()).consultation;
    EXPECT_EQ(kept.patient.weight_kg, 74);
    EXPECT_EQ(kept.answers.size(), 2U);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator{}), 1);
}

TEST_F(NewCase, NeverOverwritesAFileUnasked) {
    std::ofstream(file()) << "mine";
    expect_refused(ask("46\n"), "This file is there already; nothing was changed. Add --continue");
    EXPECT_EQ(bytes_of(file()), "mine");
    expect_refused(ask("46\n", {"--continue"}), "This is not JSON");
    EXPECT_EQ(bytes_of(file()), "mine");
    const fs::path missing = folder / "missing.json";
    expect_refused(ask("46\n", {"--continue"}, missing), "There is no such case to go on with.");
    EXPECT_FALSE(fs::exists(missing));
}

TEST_F(NewCase, OfAnotherDayIsNotGoneOnWith) {
    ASSERT_EQ(ask("46\n").exit_code, 0);
    const std::string before = bytes_of(file());
    const Said later = run_with_input(
        {"case", "new", "--out", file().string(), "--continue", "--on", "2026-12-02"}, "f\n");
    expect_refused(later,
                   "This consultation was on 2026-11-25, not on 2026-12-02. Begin a new case");
    EXPECT_EQ(bytes_of(file()), before);
    expect_refused(run_with_input({"case", "new", "--out", "x.json", "--on", "tomorrow"}, ""),
                   "--on tomorrow: This is no date. Write year, month and day");
}

TEST_F(NewCase, KeepsTheBodyAndTheTargetsOfACaseItGoesOnWith) {
    std::ofstream(file()) << R"({"schema": "filiform.case/1", "body": {"phantom": true},
        "targets": ["piriformis.right"], "seed": 5, "consultation": {"on": "2026-11-25",
        "patient": {"sex": "f"}, "findings": {"leg_pain_side": "right", "slr_pain.left": false},
        "overrides": [{"rule": "precaution.diabetes", "by": "Dr A", "on": "2026-11-25", "reason": "r"}]}})";
    const Said said = ask("46\n168\n", {"--continue"});
    ASSERT_EQ(said.exit_code, 0) << said.err;
    const chart::Case kept = read(file());
    EXPECT_TRUE(std::holds_alternative<chart::BodyPhantom>(*kept.body));
    EXPECT_EQ(kept.targets.at(0).id(), "piriformis.right");
    EXPECT_EQ(kept.seed, 5U);
    EXPECT_EQ(kept.consultation->overrides.size(), 1U);
    EXPECT_EQ(kept.consultation->patient.age_years, 46);
    EXPECT_EQ(kept.consultation->patient.height_cm, 168); // the sex was known and is not asked
    EXPECT_EQ(kept.consultation->answers.size(), 2U);
}

TEST_F(NewCase, ThatCannotBeWrittenIsSaidBeforeAnythingIsAsked) {
    std::ofstream(folder / "note.txt") << "mine";
    const Said said = ask("46\n", {}, folder / "note.txt" / "case.json");
    EXPECT_EQ(said.exit_code, 1);
    EXPECT_NE(said.err.find("Making its folder failed"), std::string::npos) << said.err;
    EXPECT_EQ(said.out.find("How old"), std::string::npos);
}

TEST_F(NewCase, MayBeAskedWithALibraryFromAFolder) {
    const fs::path library = fs::path(FILIFORM_SOURCE_DIR) / "data" / "knowledge";
    EXPECT_EQ(ask("46\n", {"--knowledge", library.string()}).exit_code, 0);
    expect_refused(ask("46\n", {"--knowledge", folder.string()}, folder / "b.json"), "");
    EXPECT_FALSE(fs::exists(folder / "b.json"));
}

TEST_F(NewCase, NamesWhatIsNextAsAShellTakesIt) {
    const fs::path file_of_ann = folder / "Ann's case.json";
    const Said said = ask("46\n", {}, file_of_ann);
    EXPECT_NE(
        said.out.find("filiform plan '" + folder.string() + "/Ann'\\''s case.json' --out DIR"),
        std::string::npos)
        << said.out;
}

TEST_F(NewCase, HasHelp) {
    const Said said = run({"case", "new", "--help"});
    EXPECT_EQ(said.exit_code, 0);
    EXPECT_NE(said.out.find("--continue"), std::string::npos);
    EXPECT_NE(run({"--help"}).out.find("\n  case "), std::string::npos);
    expect_refused(run({"case"}), "What to do is missing. Name one of: new.");
}

} // namespace
} // namespace filiform::story
