// SPDX-License-Identifier: Apache-2.0
// docs/coverage.md: what the five articles say, and what became of it. Every row must point at what
// is there, name tests that are there, and say no more than the library keeps.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

#include "knowledge/carried_library.h"
#include "knowledge/coverage_checks.h"
#include "knowledge/library_pages.h"
#include "story.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;
using knowledge::Answers;
using knowledge::carried;
using knowledge::Claim;
using knowledge::Library;

fs::path of_repository(const std::string& path) {
    return fs::path(FILIFORM_SOURCE_DIR) / path;
}

std::vector<Claim> all_claims() {
    std::vector<Claim> all;
    for (const knowledge::CoverageSection& section : carried().coverage)
        all.insert(all.end(), section.claims.begin(), section.claims.end());
    return all;
}

bool is_case(const std::string& test) {
    return test.starts_with("tests/cases/");
}

/// "knowledge.Screen.OfSomebodyWellIsGo" for each test of the sources; stories begin with "story".
std::set<std::string> tests_of_the_sources() {
    std::set<std::string> all;
    const auto add = [&](const fs::path& folder, const std::string& room) {
        static const std::regex test(R"re(\bTEST(?:_F)?\(\s*(\w+)\s*,\s*(\w+)\s*\))re");
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (!entry.path().string().ends_with("_test.cpp"))
                continue;
            const std::string text = bytes_of(entry.path());
            for (std::sregex_iterator at(text.begin(), text.end(), test), end; at != end; ++at)
                all.insert(room + "." + (*at)[1].str() + "." + (*at)[2].str());
        }
    };
    for (const auto& entry : fs::directory_iterator(of_repository("src")))
        if (entry.is_directory())
            add(entry.path(), entry.path().filename().string());
    add(of_repository("tests"), "story");
    return all;
}

/// Somebody whose muscles are all sore; of the hamstrings and of the calf one each, by number.
Answers all_sore(std::size_t which) {
    Answers answers{{chart::FindingId("leg_pain_side"), std::vector<std::string>{"right"}},
                    {chart::FindingId("sore_level"), std::vector<std::string>{"l4"}}};
    for (const knowledge::Finding& finding : carried().findings) {
        const std::string& id = finding.id.text();
        if (id.starts_with("trp_"))
            answers[chart::FindingId(id + ".right")] = true;
        if (id == "sore_hamstring" || id == "sore_calf")
            answers[chart::FindingId(id + ".right")] =
                std::vector<std::string>{finding.choices.at(which).id};
    }
    return answers;
}

std::set<std::string> advice_care_and_targets() {
    std::set<std::string> all;
    for (const knowledge::Advice& advice : carried().advice)
        all.insert(advice.id);
    for (const knowledge::CareOption& care : carried().care)
        all.insert(care.id);
    for (const knowledge::TargetChoice& target : carried().targets)
        all.insert(target.id);
    return all;
}

/// What a reader meets: on the sheet, on the page of questions, among the care and the muscles.
std::set<std::string> said_or_offered() {
    std::set<std::string> all;
    for (const knowledge::Advice* advice : knowledge::advice_for(carried().advice, {}, true))
        all.insert(advice->id);
    const std::string questions = knowledge::questions_page(carried());
    for (const knowledge::Advice& advice : carried().advice)
        if (questions.find("\n" + advice.text + "\n") != std::string::npos)
            all.insert(advice.id);
    for (const knowledge::Offer& offer : knowledge::offers(carried().care, {}, true))
        all.insert(offer.option->id);
    for (std::size_t which = 0; which < 3; ++which)
        for (const knowledge::ChosenTarget& chosen :
             knowledge::choose_targets(carried().targets, all_sore(which)))
            if (chosen.is_found == knowledge::Truth::Yes)
                all.insert(chosen.choice->id);
    return all;
}

TEST(Coverage, PagesAreWhatTheProgramPrints) {
    const std::string folder = of_repository("data/knowledge").string();
    for (const std::string page : {"coverage", "questions"}) {
        const Said said = run({"knowledge", page, folder});
        ASSERT_EQ(said.exit_code, 0) << said.err;
        EXPECT_TRUE(said.out == bytes_of(of_repository("docs/" + page + ".md")))
            << "Make it again: filiform knowledge " << page << " data/knowledge > docs/" << page
            << ".md";
    }
    EXPECT_EQ(run({"knowledge", "coverage", "no-such-folder"}).exit_code, 2);
}

TEST(Coverage, EveryRowOfTheArticlesIsAnsweredOnce) {
    const fs::path table = of_repository("../shared/reference/source-articles.md");
    if (!fs::exists(table))
        GTEST_SKIP() << "this machine has no table of the articles";
    static const std::regex row(R"re(^\| (SA\d+) \|)re");
    std::vector<std::string> wanted;
    std::istringstream lines(bytes_of(table));
    std::smatch match;
    for (std::string line; std::getline(lines, line);)
        if (std::regex_search(line, match, row))
            wanted.push_back(match[1]);
    std::vector<std::string> answered;
    for (const Claim& claim : all_claims())
        answered.push_back(claim.id);
    std::sort(answered.begin(), answered.end());
    EXPECT_GT(wanted.size(), 200U);
    EXPECT_EQ(answered, wanted);
}

TEST(Coverage, EveryTestItNamesIsThere) {
    const std::set<std::string> tests = tests_of_the_sources();
    EXPECT_TRUE(tests.count("story.Coverage.EveryTestItNamesIsThere"));
    for (const Claim& claim : all_claims())
        for (const std::string& test : claim.tests)
            EXPECT_TRUE(is_case(test) ? fs::exists(of_repository(test)) : tests.count(test) == 1)
                << claim.where << ": " << claim.id << " names " << test;
}

TEST(Coverage, EveryCaseItNamesSpeaksOfTheClaim) {
    for (const Claim& claim : all_claims())
        for (const std::string& test : claim.tests) {
            if (!is_case(test))
                continue;
            const std::string text = bytes_of(of_repository(test));
            EXPECT_TRUE(
                std::any_of(claim.lives_in.begin(), claim.lives_in.end(),
                            [&](const auto& id) { return text.find(id) != std::string::npos; }))
                << claim.where << ": " << test << " has nothing of " << claim.id;
        }
}

TEST(Coverage, EveryPageAndCommandItNamesIsThere) {
    std::set<std::string> commands;
    for (const Claim& claim : all_claims())
        for (const std::string& place : claim.lives_in) {
            if (place.starts_with("filiform "))
                commands.insert(place.substr(9));
            if (place.starts_with("docs/")) {
                EXPECT_TRUE(fs::exists(of_repository(place))) << claim.where << ": " << place;
            }
        }
    EXPECT_FALSE(commands.empty());
    for (const std::string& command : commands)
        EXPECT_EQ(run({command, "--help"}).exit_code, 0) << command;
}

TEST(Coverage, WhatItNamesIsSaidOrOffered) {
    const std::set<std::string> meant = advice_care_and_targets();
    const std::set<std::string> met = said_or_offered();
    std::size_t named = 0;
    for (const Claim& claim : all_claims())
        for (const std::string& id : claim.lives_in)
            if (meant.count(id) == 1) {
                ++named;
                EXPECT_TRUE(met.count(id)) << claim.where << ": nobody meets " << id;
            }
    EXPECT_GT(named, 100U);
}

TEST(Coverage, NoTextSaysWhatAClaimNeverSays) {
    Library library = carried(); // it was read, so nothing of it says any of this
    const std::string before = library.advice.front().text;
    std::size_t checked = 0;
    for (const Claim& claim : all_claims())
        for (const std::string& words : claim.never) {
            ++checked;
            library.advice.front().text = before + " Needling " + words + " for you.";
            const base::Problems problems =
                knowledge::check_coverage(library, knowledge::known_sources());
            EXPECT_TRUE(std::any_of(problems.begin(), problems.end(),
                                    [&](const auto& problem) {
                                        return problem.code == "knowledge.never_said" &&
                                               problem.what.find(claim.id) != std::string::npos;
                                    }))
                << claim.id << ": " << words;
        }
    EXPECT_GT(checked, 30U);
}

TEST(Coverage, ARowIsExplained) {
    const Said said = run({"explain", "SA014"});
    EXPECT_EQ(said.exit_code, 0) << said.err;
    EXPECT_NE(said.out.find("Answer: corrected\n"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("Lives in: red_flag.bladder\n"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("[GIRFT23] "), std::string::npos) << said.out;
}

} // namespace
} // namespace filiform::story
