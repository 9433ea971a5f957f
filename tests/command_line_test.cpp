// SPDX-License-Identifier: Apache-2.0
// The program as a user runs it: what it writes, and how it says no.
#include "story.h"

#include <algorithm>
#include <fstream>
#include <thread>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>

#include "anatomy/body_file.h"
#include "anatomy/phantom.h"
#include "schema_check.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;

class CommandLine : public Folder {
  protected:
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
    fs::path write_case(const std::string& targets, const std::string& more = "") const {
        return write("case.json", R"({"schema": "filiform.case/1", "body": {"phantom": true},
            "targets": [)" + targets + "]" +
                                      more + "}");
    }
    fs::path out() const { return folder / "out"; }
    std::string write_phantom(double spacing_mm = 2.0) const {
        const fs::path file = folder / ("phantom-" + std::to_string(spacing_mm) + ".body");
        EXPECT_TRUE(anatomy::save_body(file, anatomy::make_phantom(spacing_mm)).has_value());
        return file;
    }
    /// A plan whose answer is no is written all the same: the reason, what would help, the page.
    static void expect_answered(const fs::path& folder, const std::string& reason) {
        const std::string plan = bytes_of(folder / "plan.json");
        EXPECT_EQ(schema_errors("plan", plan), "");
        EXPECT_NE(plan.find("\"reason\": \"" + reason + '"'), std::string::npos) << plan;
        EXPECT_NE(plan.find("\"wouldHelp\": \""), std::string::npos) << plan;
        EXPECT_EQ(bytes_of(folder / "plan.pdf").substr(0, 5), "%PDF-");
    }
    static void expect_refused(const Said& said, const std::string& sentence) {
        EXPECT_EQ(said.exit_code, 2) << sentence << said.out;
        EXPECT_NE(said.err.find(sentence), std::string::npos) << sentence << " | " << said.err;
    }
};

TEST_F(CommandLine, APlanIsWrittenAsDataPageAndPictures) {
    const Said said =
        run({"plan", write_case("\"gluteus_medius.right\""), "--out", out().string()});
    ASSERT_EQ(said.exit_code, 0) << said.err;
    const std::string plan = bytes_of(out() / "plan.json");
    EXPECT_EQ(schema_errors("plan", plan), "");
    EXPECT_NE(plan.find("phantom"), std::string::npos);
    EXPECT_NE(said.out.find("Together in one session, 1 of at most 10 needles: "
                            "gluteus_medius.right (proposal 1)."),
              std::string::npos)
        << said.out;
    EXPECT_EQ(bytes_of(out() / "plan.pdf").substr(0, 5), "%PDF-");
    EXPECT_EQ(bytes_of(out() / "scene.glb").substr(0, 4), "glTF");
    for (const char* figure : {"skin", "along", "across"}) {
        const fs::path picture =
            out() / "figures" / ("gluteus_medius.right-" + std::string(figure) + ".png");
        EXPECT_EQ(bytes_of(picture).substr(1, 3), "PNG") << picture;
    }
    EXPECT_NE(bytes_of(out() / "needles.mrk.json").find("LPS"), std::string::npos);
}

TEST_F(CommandLine, TheSameCaseGivesTheSameBytesOnEveryThreadCount) {
    const fs::path wanted = write_case("\"gluteus_medius.left\"", ", \"seed\": 5");
    ASSERT_EQ(run({"plan", wanted, "--out", (folder / "a").string()}).exit_code, 0);
    ASSERT_EQ(run({"--threads", "1", "plan", wanted, "--out", (folder / "b").string()}).exit_code,
              0);
    for (const char* file : {"plan.json", "plan.pdf", "scene.glb", "needles.mrk.json"})
        EXPECT_EQ(bytes_of(folder / "a" / file), bytes_of(folder / "b" / file)) << file;
}

TEST_F(CommandLine, ATargetThatIsNotInTheBodyIsAnAnsweredNo) {
    const Said said = run({"plan", write_case("\"soleus.right\""), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3);
    EXPECT_NE(said.out.find("This body has no right soleus"), std::string::npos) << said.out;
    EXPECT_NE(bytes_of(out() / "plan.json").find("\"noPath\""), std::string::npos);
    expect_answered(out(), "target_missing");
}

TEST_F(CommandLine, NeedlesTooShortForEveryPathAreAnAnsweredNo) {
    const Said said = run({"plan", "--body", write_phantom(), "--target", "piriformis.right",
                           "--needle", "0.25x25", "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3) << said.err;
    // A quarter of the shaft stays outside: 25 mm * 0.75 = 18.75 mm.
    EXPECT_NE(said.out.find("The longest needle that was asked for may go 19 mm deep"),
              std::string::npos)
        << said.out;
    EXPECT_NE(said.out.find("What would help: The other needles"), std::string::npos) << said.out;
    expect_answered(out(), "too_deep");
}

TEST_F(CommandLine, ATargetOutsideTheScanIsAnAnsweredNo) {
    anatomy::Body body = anatomy::make_phantom(2.0);
    const chart::StructureId id("piriformis.right");
    std::erase_if(body.structures, [&](const auto& one) { return one.id == id; });
    body.missing.push_back({id, anatomy::Missing::Why::OutsideScan, "The scan ends above it."});
    const fs::path file = folder / "cut.body";
    ASSERT_TRUE(anatomy::save_body(file, body).has_value());
    const Said said =
        run({"plan", "--body", file, "--target", "piriformis.right", "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3) << said.err;
    EXPECT_NE(said.out.find("The right piriformis lies outside the scan. What would help: A scan "
                            "that covers it."),
              std::string::npos)
        << said.out;
    expect_answered(out(), "target_out_of_scan");
}

TEST_F(CommandLine, ALevelWhoseLandmarkTheScanDoesNotShowIsAnAnsweredNo) {
    anatomy::Body body = anatomy::make_phantom(2.0);
    std::erase_if(body.landmarks,
                  [](const auto& one) { return one.id.text() == "spinous_process_l4"; });
    const fs::path file = folder / "cut.body";
    ASSERT_TRUE(anatomy::save_body(file, body).has_value());
    const Said said =
        run({"plan", "--body", file, "--target", "multifidus.right@l4", "--out", out().string()});
    EXPECT_EQ(said.exit_code, 3) << said.err;
    EXPECT_NE(said.out.find("Where to needle the right multifidus at L4 is measured from the "
                            "spinous process of L4, which this body does not show."),
              std::string::npos)
        << said.out;
    expect_answered(out(), "landmark_missing");
}

TEST_F(CommandLine, ANeedleThatTheDrawerLacksIsRefusedWithWhatItHolds) {
    const Said said = run({"plan", "--body", write_phantom(), "--target", "piriformis.right",
                           "--needle", "0.30x61", "--out", out().string()});
    expect_refused(said, "0.30x61: The drawer holds no such needle. It holds 0.30x25");
    EXPECT_FALSE(fs::exists(out()));
}

TEST_F(CommandLine, AMisspeltTargetIsRefusedWithWhatWasMeantAndNothingIsWritten) {
    const std::vector<std::pair<std::string, std::string>> slips{
        {"piriformis.rigth", "Did you mean piriformis.right?"},
        {"multifdus.left@l4", "Did you mean multifidus.left?"},
        {"piriformis", "Say the side: piriformis.left or piriformis.right."},
        {"kidney.right", "Known are, each with .left or .right: gluteus_maximus"},
        {"multifidus.right@l9", "'l9' is no level of the back."}};
    for (const auto& [target, sentence] : slips) {
        const Said said = run({"plan", write_case('"' + target + '"'), "--out", out().string()});
        expect_refused(said, sentence);
        EXPECT_NE(said.err.find(target), std::string::npos) << said.err;
        EXPECT_FALSE(fs::exists(out())) << target;
    }
}

TEST_F(CommandLine, ASecondPlanReplacesTheFirstAndLeavesOtherFilesAlone) {
    const fs::path first = write_case("\"gluteus_medius.right\"");
    ASSERT_EQ(run({"plan", first, "--out", out().string()}).exit_code, 0);
    std::ofstream(out() / "note.txt") << "mine";
    const fs::path second = write_case("\"multifidus.left@l4\"");
    ASSERT_EQ(run({"plan", second, "--out", out().string()}).exit_code, 0);
    EXPECT_FALSE(fs::exists(out() / "figures" / "gluteus_medius.right-skin.png"));
    EXPECT_TRUE(fs::exists(out() / "figures" / "multifidus.left@l4-skin.png"));
    EXPECT_FALSE(fs::exists(out() / "maps" / "gluteus_medius.right.json"));
    EXPECT_EQ(bytes_of(out() / "note.txt"), "mine");
    EXPECT_FALSE(fs::exists(out() / ".unfinished"));
}

TEST_F(CommandLine, AFolderWithOtherPeoplesFiguresIsNoPlaceForAPlan) {
    fs::create_directories(out() / "figures");
    std::ofstream(out() / "figures" / "thesis.png") << "mine";
    const Said said =
        run({"plan", write_case("\"gluteus_medius.right\""), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("no part of an earlier plan"), std::string::npos) << said.err;
    EXPECT_EQ(bytes_of(out() / "figures" / "thesis.png"), "mine");
    EXPECT_FALSE(fs::exists(out() / "plan.json"));
}

TEST_F(CommandLine, AFullDiskLeavesTheEarlierPlanAlone) {
    const std::string wanted = write_case("\"gluteus_medius.right\"");
    ASSERT_EQ(run({"plan", wanted, "--out", out().string()}).exit_code, 0);
    const std::string before = bytes_of(out() / "plan.json");
    const fs::path after = write_case("\"gluteus_medius.left\"");
    const std::string program = FILIFORM_PROGRAM;
    // No file may grow beyond 200 blocks of 512 bytes: plan.json is smaller, the map is not.
    const std::string limited =
        "trap '' XFSZ; ulimit -f 200; '" + program + "' plan '" + after.string() + "' --out '";
    const auto plan_into = [&](const fs::path& folder_) {
        const int status = std::system((limited + folder_.string() + "' >/dev/null 2>&1").c_str());
        return WEXITSTATUS(status);
    };
    EXPECT_EQ(plan_into(out()), 1);
    EXPECT_EQ(bytes_of(out() / "plan.json"), before);
    EXPECT_TRUE(fs::exists(out() / "figures" / "gluteus_medius.right-skin.png"));
    EXPECT_FALSE(fs::exists(out() / ".unfinished"));
    EXPECT_EQ(plan_into(folder / "new"), 1);
    EXPECT_FALSE(fs::exists(folder / "new"));
}

/// The exit code of the program with so many kilobytes of addresses.
int run_within(int kilobytes, const std::string& words, const fs::path& err) {
    const std::string command = "ulimit -v " + std::to_string(kilobytes) + "; '" +
                                FILIFORM_PROGRAM + "' --threads 1 " + words + " >/dev/null 2>'" +
                                err.string() + "'";
    return WEXITSTATUS(std::system(command.c_str()));
}

TEST_F(CommandLine, TooLittleMemoryIsOneSentenceAndLeavesNothing) {
#ifdef FILIFORM_SANITIZE_ADDRESS
    GTEST_SKIP() << "The address sanitizer itself takes terabytes of addresses.";
#endif
    const std::string wrote = " --out '" + out().string() + "'";
    const RealScan scan = real_scan();
    int starts = 40'000; // with less, its libraries do not find room and the loader says so
    while (starts < 1'000'000 && run_within(starts, "--version", "/dev/null") != 0)
        starts += 20'000;
    std::vector<std::string> commands{
        "plan '" + write_case("\"gluteus_medius.right\"").string() + "'" + wrote,
        "map '" + write_phantom() + "' --target piriformis.right" + wrote,
        "body make --sex m --height-cm 175 --weight-kg 75 --grid-mm 2" + wrote};
    if (!scan.labels.empty())
        commands.push_back("body import --scheme totalsegmentator-v2 --labels '" +
                           scan.labels.string() + "' --image '" + scan.image.string() + "'" +
                           wrote);
    for (const std::string& words : commands) {
        bool was_too_little = false;
        // Just started, and well into the work: memory ends at other places.
        for (const int kilobytes : {starts + 20'000, starts + 120'000}) {
            const fs::path err = folder / "err.txt";
            const int code = run_within(kilobytes, words, err);
            if (code == 0)
                break;
            EXPECT_EQ(code, 1) << kilobytes << words;
            const std::string said = bytes_of(err);
            EXPECT_NE(said.find(" MB of memory this program may use are not enough; nothing was "
                                "written. A coarser grid"),
                      std::string::npos)
                << kilobytes << words << ": " << said;
            EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
            EXPECT_FALSE(fs::exists(out())) << kilobytes << words;
            was_too_little = true;
        }
        EXPECT_TRUE(was_too_little) << words;
        fs::remove_all(out());
    }
}

TEST_F(CommandLine, AnInterruptedPlanLeavesNothing) {
    const std::string wanted = write_case("\"gluteus_medius.right\", \"piriformis.left\"");
    const std::string place = out().string();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::execl(FILIFORM_PROGRAM, FILIFORM_PROGRAM, "plan", wanted.c_str(), "--out", place.c_str(),
                nullptr);
        ::_exit(127);
    }
    while (!fs::exists(out() / ".unfinished") && ::waitpid(child, nullptr, WNOHANG) == 0)
        std::this_thread::yield();
    ASSERT_EQ(::kill(child, SIGTERM), 0) << "It ended before it was interrupted.";
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) << status;
    EXPECT_FALSE(fs::exists(out()));
}

TEST_F(CommandLine, ThreadsBeyondReasonAreWrongUsage) {
    EXPECT_EQ(run({"--threads", "99999", "schema", "plan"}).exit_code, 2);
    EXPECT_EQ(run({"schema", "plan", "--threads", "1"}).exit_code, 0);
}

TEST_F(CommandLine, AWrongCaseIsRefusedWithPlaceAndRemedyAndNothingIsWritten) {
    const Said said =
        run({"plan", write_case("\"psoas.left\"", ", \"sede\": 5"), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("case.json#/sede: This key is not known here. Correct its spelling"),
              std::string::npos)
        << said.err;
    EXPECT_FALSE(fs::exists(out()));
}

TEST_F(CommandLine, WrongUsageIsExitCodeTwo) {
    EXPECT_EQ(run({"plan"}).exit_code, 2);
    EXPECT_EQ(run({"plot"}).exit_code, 2);
    EXPECT_EQ(run({"schema", "poem"}).exit_code, 2);
    EXPECT_EQ(run({"plan", (folder / "none.json").string()}).exit_code, 2);
    const Said missing =
        run({"body", "import", "--labels", (folder / "none.nii.gz").string(), "--scheme",
             "totalsegmentator-v2", "--out", (folder / "body").string()});
    EXPECT_EQ(missing.exit_code, 2);
    EXPECT_FALSE(fs::exists(folder / "body"));
}

TEST_F(CommandLine, AnUnknownCommandIsNamedWithWhatWasMeant) {
    expect_refused(run({"plam"}), "filiform: plam: There is no such command. Did you mean plan?");
    expect_refused(run({"body", "sow"}), "filiform: sow: There is no such command. Did you mean "
                                         "show?");
    expect_refused(run({"body"}), "filiform body: What to do is missing. Name one of: import");
}

TEST_F(CommandLine, AFolderThatCannotBeIsRefusedBeforeTheWorkIsDone) {
    const fs::path file = write("notes.txt", "mine");
    for (const fs::path& wrong : {file, file / "plan"}) {
        expect_refused(run({"plan", write_case("\"piriformis.right\""), "--out", wrong.string()}),
                       file.string() + " is a file, where a folder is wanted.");
        // The body is not even looked for.
        expect_refused(
            run({"map", "none.body", "--target", "piriformis.right", "--out", wrong.string()}),
            file.string() + " is a file, where a folder is wanted.");
    }
    EXPECT_EQ(bytes_of(file), "mine");
}

TEST_F(CommandLine, EveryPathOfAPlanIsJudgedAgainAsThePlanJudgedIt) {
    const std::string body = write_phantom();
    std::vector<std::string> words{"plan", "--body", body, "--out", out().string()};
    for (const char* target : {"gluteus_medius.right", "piriformis.right", "multifidus.right@l4",
                               "erector_spinae.left@l4", "quadratus_lumborum.left"})
        words.insert(words.end(), {"--target", target});
    ASSERT_EQ(run(words).exit_code, 0);
    const std::string plan_file = (out() / "plan.json").string();
    const boost::json::value plan = boost::json::parse(bytes_of(plan_file));
    int paths = 0;
    for (const auto& proposal : plan.at("proposals").as_array()) {
        const std::string target(proposal.at("target").as_string());
        int number = 0;
        for (const auto& path : proposal.at("paths").as_array()) {
            const Said said = run({"needle", body, "--plan", plan_file, "--target", target,
                                   "--proposal", std::to_string(++number), "--format", "json"});
            EXPECT_EQ(said.exit_code, 0) << said.err;
            EXPECT_EQ(schema_errors("needle", said.out), "");
            const boost::json::value again = boost::json::parse(said.out);
            EXPECT_EQ(again.at("judgement").at("verdict"), path.at("judgement").at("verdict"))
                << target << " " << number << said.out;
            EXPECT_EQ(again.at("stop"), path.at("stop"));
            EXPECT_EQ(again.at("landmarkInstruction"), path.at("landmarkInstruction"));
            ++paths;
        }
    }
    EXPECT_GE(paths, 8);
}

TEST_F(CommandLine, ANeedleOfAPlanIsTakenFromThatPlansBodyOnly) {
    const std::string body = write_phantom();
    ASSERT_EQ(run({"plan", write_case("\"gluteus_medius.right\", \"piriformis.left\""), "--out",
                   out().string()})
                  .exit_code,
              0);
    const std::string plan = (out() / "plan.json").string();
    const std::string other = write_phantom(4.0);
    const std::vector<std::pair<std::vector<std::string>, std::string>> slips{
        {{other, "--plan", plan, "--target", "gluteus_medius.right"}, "another body"},
        {{body, "--plan", plan}, "say which"},
        {{body, "--plan", plan, "--target", "gluteus_medius.right", "--proposal", "9"}, "1 to "},
        {{body, "--plan", plan, "--target", "gluteus_medius.right", "--depth-mm", "9"}, "itself"},
        {{body, "--plan", body, "--target", "gluteus_medius.right"}, "no JSON"},
        {{body, "--proposal", "1"}, "Add --plan"}};
    for (const auto& [words, sentence] : slips) {
        std::vector<std::string> all{"needle"};
        all.insert(all.end(), words.begin(), words.end());
        expect_refused(run(all), sentence);
    }
}

TEST_F(CommandLine, ANeedleMayStopAtBoneOrAtItsDepth) {
    const std::string body = write_phantom();
    const auto depth_of = [&](std::vector<std::string> end) {
        std::vector<std::string> words{"needle",   body,       "--entry",  "psis.right medial=15mm",
                                       "--needle", "0.30x100", "--format", "json"};
        words.insert(words.end(), end.begin(), end.end());
        const Said said = run(words);
        return boost::json::parse(said.out);
    };
    const auto both = depth_of({"--stop", "bone_or_depth", "--depth-mm", "90"});
    const auto plain = depth_of({"--depth-mm", "90"});
    EXPECT_EQ(both.at("stop"), "bone_or_depth");
    EXPECT_LT(both.at("layers").as_array().back().at("toMm").to_number<double>(), 80);
    EXPECT_EQ(plain.at("layers").as_array().back().at("toMm").to_number<double>(), 90);
    expect_refused(run({"needle", body, "--entry", "psis.right", "--needle", "0.30x60", "--stop",
                        "bone_or_depth"}),
                   "Add --depth-mm");
}

TEST_F(CommandLine, ASlipInTheWordsOfANeedleIsSaidWithItsRemedy) {
    const std::string body = write_phantom();
    const std::vector<std::pair<std::vector<std::string>, std::string>> slips{
        {{"--entry", "psis.right", "--depth-mm", "-5"}, "A needle goes in by more than 0 mm."},
        {{"--entry", "psis.right", "--depth-mm", "0"}, "A needle goes in by more than 0 mm."},
        {{"--entry", "psis.right", "--depth-mm", "nan"}, "'nan' is no number"},
        {{"--entry", "psis.right", "--depth-mm", "61"}, "cannot go 61.0 mm deep"},
        {{"--entry", "psis.right", "--depth-mm", "9", "--seed", "-1"}, "'-1' is no whole number"},
        {{"--entry", "psis.right", "--depth-mm", "9", "--direction", "medial=10deg lateral=10deg"},
         "opposite sides"},
        {{"--entry", "0,0,0", "--depth-mm", "9"}, "mm off the skin"},
        {{"--entry", "psis.right", "--depth-mm", "9", "--target", "piriformis.rigth"},
         "piriformis.right"}};
    for (const auto& [words, sentence] : slips) {
        std::vector<std::string> all{"needle", body, "--needle", "0.30x60"};
        all.insert(all.end(), words.begin(), words.end());
        expect_refused(run(all), sentence);
    }
}

TEST_F(CommandLine, HelpIsEverywhere) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{},
                                                    {"plan"},
                                                    {"body"},
                                                    {"body", "import"},
                                                    {"body", "show"},
                                                    {"body", "measure"},
                                                    {"needle"},
                                                    {"map"},
                                                    {"schema"}}) {
        std::vector<std::string> arguments = command;
        arguments.emplace_back("--help");
        const Said said = run(arguments);
        EXPECT_EQ(said.exit_code, 0);
        EXPECT_NE(said.out.find("Usage"), std::string::npos);
    }
}

TEST_F(CommandLine, WhatAPersonReadsAsATableAProgramReadsAsJson) {
    const std::string body = write_phantom();
    const Said shown = run({"body", "show", body, "--format", "json"});
    EXPECT_EQ(schema_errors("body_summary", shown.out), "") << shown.out;
    const Said measured = run({"body", "measure", body, "--format", "json"});
    EXPECT_EQ(schema_errors("measurements", measured.out), "") << measured.out;
    const Said map = run({"map", body, "--target", "gluteus_medius.right", "--out",
                          (folder / "map").string(), "--format", "json"});
    EXPECT_EQ(map.exit_code, 0) << map.err;
    EXPECT_EQ(schema_errors("map", map.out), "");
    EXPECT_EQ(map.out, bytes_of(folder / "map" / "gluteus_medius.right.json"));
    const Said made =
        run({"body", "make", "--sex", "f", "--height-cm", "165", "--weight-kg", "72", "--grid-mm",
             "5", "--out", (folder / "made.body").string(), "--format", "json"});
    EXPECT_EQ(schema_errors("body_summary", made.out), "") << made.err;
}

TEST_F(CommandLine, APictureThatIsNoPngIsRefused) {
    const fs::path picture = folder / "body.jpg";
    expect_refused(run({"body", "show", write_phantom(), "--out", picture.string()}),
                   "does not end in .png");
    EXPECT_FALSE(fs::exists(picture));
}

TEST_F(CommandLine, AGridOfNoSizeIsRefusedByTheNameThatWasWritten) {
    expect_refused(run({"body", "import", "--labels", "l.nii.gz", "--scheme", "totalsegmentator-v2",
                        "--grid-mm", "nan", "--out", out().string()}),
                   "--grid-mm: A working grid of nan mm is not possible. Choose 0.5 to 5 mm.");
}

TEST_F(CommandLine, NothingIsSaidOnTheSideWhenNobodyWatches) {
    const Said said =
        run({"plan", write_case("\"gluteus_medius.right\""), "--out", out().string()});
    EXPECT_EQ(said.exit_code, 0);
    EXPECT_EQ(said.err.find("Planning"), std::string::npos) << said.err; // a sanitizer may speak
    EXPECT_EQ(said.err.find("Writing"), std::string::npos) << said.err;
}

TEST_F(CommandLine, EverySchemaIsPrintedAndIsJson) {
    for (const char* name :
         {"case", "plan", "screening", "needle", "map", "body_summary", "measurements"}) {
        const Said said = run({"schema", name});
        EXPECT_EQ(said.exit_code, 0);
        EXPECT_EQ(schema_errors(name, ""), "not JSON");
        EXPECT_EQ(said.out.front(), '{');
    }
}

TEST_F(CommandLine, AnExampleCaseFitsItsSchema) {
    const std::string text =
        bytes_of(fs::path(FILIFORM_SOURCE_DIR) / "data" / "examples" / "phantom.json");
    EXPECT_EQ(schema_errors("case", text), "");
    EXPECT_NE(schema_errors("case", R"({"schema": "filiform.case/1"})"), "");
}

} // namespace
} // namespace filiform::story
