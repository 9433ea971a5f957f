// SPDX-License-Identifier: Apache-2.0
// Invented patients as data, tests/cases/*/*.json: what the library must say of each.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "chart/case.h"
#include "knowledge/carried_library.h"
#include "knowledge/interview.h"
#include "knowledge/screening_notes.h"
#include "knowledge/well.h"

namespace filiform {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using knowledge::Answers;
using knowledge::carried;

std::vector<fs::path> case_files() {
    std::vector<fs::path> files;
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(FILIFORM_SOURCE_DIR) / "tests" / "cases"))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

json::object load(const fs::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return json::parse(text.str()).as_object();
}

std::set<std::string> words(const json::value& list) {
    std::set<std::string> all;
    for (const json::value& entry : list.as_array())
        all.emplace(entry.as_string());
    return all;
}

/// `open`: what stays unanswered, with a side or, for both, without.
void add_well(Answers& answers, const std::set<std::string>& open) {
    for (const std::string& id : open)
        if (knowledge::find_finding(carried().findings, id) == nullptr)
            throw std::runtime_error("left open, but never asked: " + id);
    for (const knowledge::Finding& finding : carried().findings) {
        const auto answer = knowledge::answer_of_somebody_well(finding);
        if (!answer || finding.is_given)
            continue;
        for (const char* side : {".right", ".left"}) {
            const chart::FindingId id(finding.id.text() + (finding.has_sides ? side : ""));
            if (open.count(id.text()) + open.count(finding.id.text()) == 0)
                answers.emplace(id, *answer);
        }
    }
}

knowledge::Screening screened(const chart::Consultation& consultation, const Answers& answers) {
    return consultation.is_after_needling
               ? knowledge::screen_after_needling(carried().screening, answers)
               : knowledge::screen(carried().screening, answers, consultation.clearances,
                                   consultation.overrides);
}

/// One case, screened and weighed.
struct Judged {
    chart::Consultation consultation;
    Answers answers;
    knowledge::Screening screening;
};

Judged judged(const json::object& patient) {
    json::object wanted{{"schema", "filiform.case/1"},
                        {"consultation", patient.at("consultation")}};
    const auto read = chart::read_case(json::serialize(wanted), "case");
    if (!read)
        throw std::runtime_error(base::sentence(read.error().front()));
    Judged one;
    one.consultation = *read->consultation;
    const auto answers =
        knowledge::check_answers(carried().findings, one.consultation, "case#/consultation");
    if (!answers)
        throw std::runtime_error(base::sentence(answers.error().front()));
    one.answers = *answers;
    if (patient.contains("base"))
        add_well(one.answers,
                 patient.contains("open") ? words(patient.at("open")) : std::set<std::string>{});
    for (const base::Problem& problem :
         knowledge::check_decisions(carried().screening, one.consultation, "case"))
        throw std::runtime_error(base::sentence(problem));
    one.screening = screened(one.consultation, one.answers);
    return one;
}

void expect_restraint(const json::object& expected, const knowledge::Restraint& restraint) {
    for (const auto& [key, value] : expected) {
        const std::string word(key);
        if (word == "bar" || word == "superficial" || word == "imaging") {
            const std::set<std::string>& regions = word == "bar"           ? restraint.barred
                                                   : word == "superficial" ? restraint.superficial
                                                                           : restraint.needs_image;
            for (const std::string& region : words(value))
                EXPECT_TRUE(regions.count(region)) << word << ": " << region;
        } else if (word == "not_barred") {
            for (const std::string& region : words(value))
                EXPECT_FALSE(restraint.barred.count(region)) << word << ": " << region;
        } else if (word == "most_needles") {
            EXPECT_EQ(restraint.most_needles, value.to_number<int>());
        } else if (word == "compress_s") {
            EXPECT_EQ(restraint.compress_s, value.to_number<int>());
        } else if (word == "thickest_mm") {
            EXPECT_EQ(restraint.thickest_mm, value.to_number<double>());
        } else {
            const std::map<std::string, bool> flags{{"no_pistoning", restraint.no_pistoning},
                                                    {"no_current", restraint.no_current},
                                                    {"lying_down", restraint.lying_down},
                                                    {"never_alone", restraint.never_alone}};
            ASSERT_TRUE(flags.count(word)) << word;
            EXPECT_EQ(flags.at(word), value.as_bool()) << word;
        }
    }
}

void expect_screening(const json::object& expected, const knowledge::Screening& screening) {
    if (const json::value* level = expected.if_contains("level")) {
        EXPECT_EQ(text(screening.level), std::string_view(level->as_string()));
    }
    if (const json::value* needled = expected.if_contains("needled")) {
        EXPECT_EQ(screening.cleared.has_value(), needled->as_bool());
    }
    std::set<std::string> found;
    for (const knowledge::ScreeningFinding& finding : screening.findings)
        if (finding.truth == knowledge::Truth::Yes)
            found.insert(finding.rule->id.text());
    if (const json::value* rules = expected.if_contains("rules")) {
        EXPECT_EQ(found, words(*rules));
    }
    std::set<std::string> asked;
    for (const chart::FindingId& id : screening.to_ask)
        asked.insert(id.text());
    if (const json::value* asks = expected.if_contains("asks"))
        for (const std::string& id : words(*asks)) {
            EXPECT_TRUE(asked.count(id)) << "not asked: " << id;
        }
    if (const json::value* restraint = expected.if_contains("restraint")) {
        ASSERT_TRUE(screening.cleared);
        expect_restraint(restraint->as_object(), screening.cleared->restraint());
    }
}

void expect_causes(const json::object& expected, const Answers& answers) {
    const std::vector<knowledge::WeighedCause> causes = knowledge::weigh(carried().causes, answers);
    if (const json::value* lead = expected.if_contains("lead")) {
        EXPECT_EQ(causes.front().cause->id, std::string_view(lead->as_string()));
    }
    if (const json::value* bounds = expected.if_contains("probability"))
        for (const auto& bound : bounds->as_object()) {
            const std::string_view id = bound.key();
            const json::array& range = bound.value().as_array();
            const auto found = std::find_if(causes.begin(), causes.end(),
                                            [&](const auto& one) { return one.cause->id == id; });
            ASSERT_NE(found, causes.end()) << id;
            EXPECT_GE(found->probability.value, range[0].to_number<double>()) << id;
            EXPECT_LE(found->probability.value, range[1].to_number<double>()) << id;
        }
    if (const json::value* next = expected.if_contains("next_to_examine")) {
        std::set<std::string> first;
        for (const knowledge::WeighedCause& cause : causes)
            for (std::size_t i = 0; i < std::min<std::size_t>(3, cause.not_tested.size()); ++i)
                for (const chart::FindingId& id : cause.not_tested[i].missing)
                    first.insert(id.text());
        for (const std::string& id : words(*next))
            EXPECT_TRUE(first.count(id)) << "not among what to examine next: " << id;
    }
}

TEST(Cases, AreJudgedAsExpected) {
    const std::vector<fs::path> files = case_files();
    ASSERT_FALSE(files.empty());
    for (const fs::path& file : files) {
        const json::object patient = load(file);
        SCOPED_TRACE(file.lexically_relative(FILIFORM_SOURCE_DIR).string() + ": " +
                     std::string(patient.at("about").as_string()));
        const json::object& expected = patient.at("expect").as_object();
        try {
            const Judged one = judged(patient);
            EXPECT_FALSE(expected.contains("refused")) << "it was taken";
            expect_screening(expected, one.screening);
            expect_causes(expected, one.answers);
        } catch (const std::runtime_error& refused) {
            if (const json::value* why = expected.if_contains("refused"))
                EXPECT_NE(std::string(refused.what()).find(why->as_string().c_str()),
                          std::string::npos)
                    << refused.what();
            else
                ADD_FAILURE() << refused.what();
        }
    }
}

/// The answers as they are typed, to one question.
std::string typed(const knowledge::Finding& finding, const Judged& one) {
    const auto value = [&](const char* side) -> std::string {
        const auto found = one.answers.find(chart::FindingId(finding.id.text() + side));
        if (found == one.answers.end())
            return finding.has_sides ? "-" : "?";
        if (const auto* is_so = std::get_if<bool>(&found->second))
            return finding.is_given ? (*is_so ? "m" : "f") : (*is_so ? "y" : "n");
        if (const auto* number = std::get_if<double>(&found->second))
            return std::to_string(*number);
        std::string all;
        for (const std::string& word : std::get<std::vector<std::string>>(found->second))
            all += (all.empty() ? "" : ",") + word;
        return all;
    };
    return finding.has_sides ? value(".right") + " " + value(".left") : value("");
}

/// The patient asked as at the desk: question by question, and on after every emergency.
knowledge::Interview interviewed(const Judged& one) {
    chart::Consultation decided;
    decided.on = one.consultation.on;
    decided.clearances = one.consultation.clearances;
    decided.overrides = one.consultation.overrides;
    decided.is_after_needling = one.consultation.is_after_needling;
    auto interview = knowledge::Interview::begin(carried(), decided, "case");
    const std::vector<knowledge::Question> questions = knowledge::questions_of(carried());
    while (!interview.value().is_over()) {
        const std::string asks = interview->asks();
        const std::string line = asks.starts_with("Stop the questions") ? "n"
                                 : asks.starts_with("No question")
                                     ? ""
                                     : typed(*questions.at(std::stoul(asks) - 1).finding, one);
        (void)interview->take(line);
    }
    return std::move(*interview);
}

TEST(Cases, AreJudgedTheSameWhenTheyAreAskedQuestionByQuestion) {
    std::size_t spared = 0;
    for (const fs::path& file : case_files()) {
        const json::object patient = load(file);
        if (patient.at("expect").as_object().contains("refused"))
            continue;
        SCOPED_TRACE(file.lexically_relative(FILIFORM_SOURCE_DIR).string());
        const Judged one = judged(patient);
        const knowledge::Interview interview = interviewed(one);
        spared += interview.tally().spared;
        const auto answers =
            knowledge::check_answers(carried().findings, interview.consultation(), "case");
        ASSERT_TRUE(answers);
        const knowledge::Screening asked = screened(one.consultation, *answers);
        EXPECT_EQ(asked.level, one.screening.level);
        EXPECT_EQ(asked.cleared.has_value(), one.screening.cleared.has_value());
        EXPECT_EQ(asked.to_ask, one.screening.to_ask);
        const json::object& expected = patient.at("expect").as_object();
        expect_screening(expected, asked);
        expect_causes(expected, *answers);
    }
    EXPECT_GT(spared, 0U);
}

TEST(Cases, MeetEveryScreeningRule) {
    std::set<std::string> met;
    for (const fs::path& file : case_files()) {
        try {
            for (const knowledge::ScreeningFinding& finding : judged(load(file)).screening.findings)
                if (finding.truth == knowledge::Truth::Yes)
                    met.insert(finding.rule->id.text());
        } catch (const std::runtime_error&) {
            continue; // a case that is refused meets none
        }
    }
    for (const knowledge::ScreeningRule& rule : carried().screening)
        EXPECT_TRUE(met.count(rule.id.text())) << "in no case: " << rule.id.text();
}

} // namespace
} // namespace filiform
