// SPDX-License-Identifier: Apache-2.0
#include "record/noun.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "record/record_fixture.h"

namespace filiform::record {
namespace {

constexpr std::uint64_t seed = 20261129;
constexpr int drawn_of_each = 500;

/// The codes and places of problems, one a line.
std::string places(const base::Problems& problems) {
    std::string text;
    for (const base::Problem& problem : problems)
        text += problem.code + " " + problem.where + "\n";
    return text;
}

std::string problems_of(Kind kind, std::string_view json) {
    const auto noun = read_noun(kind, json, "in");
    return noun ? "" : places(noun.error());
}

TEST(Nouns, every_drawn_noun_reads_back_as_it_was) {
    for (const Kind kind : every_kind()) {
        base::RandomStream random(seed, static_cast<std::uint64_t>(kind));
        for (int i = 0; i < drawn_of_each; ++i) {
            const Noun noun = drawn_noun(kind, random);
            const std::string text = write_noun(noun);
            const auto again = read_noun(kind, text, "drawn");
            ASSERT_TRUE(again) << text << "\n" << places(again.error());
            ASSERT_EQ(kind_of(*again), kind);
            ASSERT_TRUE(*again == noun) << text;
            ASSERT_EQ(write_noun(*again), text);
        }
    }
}

TEST(Nouns, the_fixtures_read_back_and_contradict_nothing) {
    for (const Noun& noun : fixture::one_of_each()) {
        const std::string json = write_noun(noun);
        const auto again = read_noun(kind_of(noun), json, "in");
        ASSERT_TRUE(again) << json << "\n" << places(again.error());
        EXPECT_TRUE(*again == noun) << json;
        EXPECT_EQ(places(contradictions(noun)), "") << json;
    }
}

TEST(Nouns, there_is_a_fixture_of_every_kind) {
    const auto nouns = fixture::one_of_each();
    ASSERT_EQ(nouns.size(), every_kind().size());
    for (std::size_t i = 0; i < nouns.size(); ++i)
        EXPECT_EQ(kind_of(nouns[i]), every_kind()[i]);
}

TEST(Nouns, a_room_is_written_in_the_order_of_its_fields_without_a_blank) {
    EXPECT_EQ(write_noun(Room{"Blue", "", {"couch", "heater"}, true}),
              R"({"name":"Blue","equipment":["couch","heater"],"isActive":true})");
}

TEST(Nouns, a_zero_is_written_without_a_sign) {
    Session session;
    session.pain_before = Pain{-0.0, 0.1};
    EXPECT_EQ(write_noun(session), R"({"painBefore":{"leg":0,"back":0.1}})");
}

TEST(Reading, every_problem_is_found_and_has_its_place) {
    EXPECT_EQ(problems_of(Kind::Room, R"({"name":7,"equipment":["a","",3],"extra/it":1})"),
              "record.type in#/name\n"
              "record.value in#/equipment/1\n"
              "record.type in#/equipment/2\n"
              "record.missing in#/isActive\n"
              "record.unknown_field in#/extra~1it\n");
}

TEST(Reading, a_problem_in_a_part_of_a_list_names_the_part) {
    const std::string json = R"({"patient":"p","plan":"l","practitioner":"d","textVersion":"1",)"
                             R"("language":"en","points":[{"id":"a","version":"1"},{"id":"b",)"
                             R"("wrong":1}],"answer":"given","givenBy":"patient",)"
                             R"("way":"spoken","at":"2026-11-29T15:00:00Z"})";
    EXPECT_EQ(problems_of(Kind::Consent, json), "record.missing in#/points/1/version\n"
                                                "record.unknown_field in#/points/1/wrong\n");
}

TEST(Reading, a_word_that_is_none_of_the_list_is_told_the_list) {
    const auto noun = read_noun(Kind::Patient, R"({"family":"Roe","sex":"other"})", "in");
    ASSERT_FALSE(noun);
    EXPECT_EQ(noun.error()[0].what, "One of these words is expected here: female, male.");
}

TEST(Reading, no_problem_quotes_what_was_written) {
    const auto noun = read_noun(
        Kind::Patient, R"({"family":7,"birthDate":"secret","sex":"secret","phone":"\u0007secret"})",
        "in");
    ASSERT_FALSE(noun);
    EXPECT_EQ(noun.error().size(), 4U);
    for (const base::Problem& problem : noun.error())
        EXPECT_EQ(base::sentence(problem).find("secret"), std::string::npos);
}

TEST(Reading, what_is_empty_has_to_be_left_out) {
    EXPECT_EQ(problems_of(Kind::Room, R"({"name":"A","isActive":true,"place":null})"),
              "record.type in#/place\n");
    EXPECT_EQ(problems_of(Kind::Room, R"({"name":"A","isActive":true,"place":""})"),
              "record.value in#/place\n");
    EXPECT_EQ(problems_of(Kind::Room, R"({"name":" \n ","isActive":true})"),
              "record.value in#/name\n");
    EXPECT_EQ(problems_of(Kind::Room, R"({"name":"A","isActive":true,"equipment":[]})"),
              "record.type in#/equipment\n");
}

TEST(Reading, a_text_is_as_long_as_its_characters_not_its_bytes) {
    const auto room = [](const std::string& letter, int times) {
        std::string name;
        for (int i = 0; i < times; ++i)
            name += letter;
        return problems_of(Kind::Room, R"({"isActive":true,"name":")" + name + "\"}");
    };
    EXPECT_EQ(room("é", 200), "");
    EXPECT_EQ(room("é", 201), "record.value in#/name\n");
}

TEST(Reading, the_ends_of_a_range_belong_to_it) {
    const auto pain = [](const char* leg) {
        auto session = write_noun(fixture::session());
        const std::string old = R"("painBefore":{"leg":6)";
        return session.replace(session.find(old), old.size(),
                               std::string(R"("painBefore":{"leg":)") + leg);
    };
    EXPECT_EQ(problems_of(Kind::Session, pain("0")), "");
    EXPECT_EQ(problems_of(Kind::Session, pain("10")), "");
    EXPECT_EQ(problems_of(Kind::Session, pain("10.01")), "record.value in#/painBefore/leg\n");
    EXPECT_EQ(problems_of(Kind::Session, pain("-1e-9")), "record.value in#/painBefore/leg\n");
    EXPECT_EQ(problems_of(Kind::Session, pain("1e999")), "record.value in#/painBefore/leg\n");
    EXPECT_EQ(problems_of(Kind::Session, pain("\"6\"")), "record.type in#/painBefore/leg\n");
}

TEST(Reading, a_whole_number_may_be_written_with_a_point_but_not_be_a_fraction) {
    const auto minute = [](const char* from) {
        return problems_of(Kind::Hours,
                           std::string(R"({"fromMinute":)") + from + R"(,"toMinute":600})");
    };
    EXPECT_EQ(minute("540"), "");
    EXPECT_EQ(minute("540.0"), "");
    EXPECT_EQ(minute("540.5"), "record.value in#/fromMinute\n");
}

TEST(Reading, two_fields_of_one_name_are_refused_wherever_they_are) {
    EXPECT_EQ(problems_of(Kind::Room, R"({"name":"A","isActive":true,"name":"B"})"),
              "record.repeated_field in#/name\n");
    EXPECT_EQ(problems_of(Kind::Clinic,
                          R"({"name":"A","timeZone":"UTC","address":{"city":"X","city":"Y"}})"),
              "record.repeated_field in#/address/city\n");
}

TEST(Reading, what_is_not_json_too_large_or_too_deep_is_refused_at_once) {
    EXPECT_EQ(problems_of(Kind::Room, "{"), "record.syntax in#\n");
    EXPECT_EQ(problems_of(Kind::Room, ""), "record.syntax in#\n");
    EXPECT_EQ(problems_of(Kind::Room, "\"\xff\""), "record.syntax in#\n");
    EXPECT_EQ(problems_of(Kind::Room, "[]"), "record.type in#\n");
    EXPECT_EQ(problems_of(Kind::Room, std::string((1U << 20U) + 1, ' ')), "record.too_large in#\n");
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_EQ(problems_of(Kind::Room, deep), "record.too_deep in#\n");
}

TEST(Reading, a_word_of_a_list_stands_in_it_once) {
    auto json = write_noun(fixture::assessment());
    const std::string old = R"("qualities":["burning"])";
    ASSERT_NE(json.find(old), std::string::npos);
    json.replace(json.find(old), old.size(), R"("qualities":["burning","dull","burning"])");
    EXPECT_EQ(problems_of(Kind::Assessment, json), "record.value in#/chart/0/qualities/2\n");
}

TEST(Reading, fractions_are_read_to_the_last_bit) {
    for (const double number : {0.1 + 0.2, 435.17635696647443, 8.466023258771e-5}) {
        Assessment assessment = fixture::assessment();
        assessment.causes = {{"cause", 0.5, 0.0, 1.0}};
        assessment.answers["x"] = number;
        const auto again = read_noun(Kind::Assessment, write_noun(assessment), "in");
        ASSERT_TRUE(again);
        EXPECT_EQ(std::get<double>(std::get<Assessment>(*again).answers.at("x")), number);
    }
}

TEST(Reading, an_answer_is_a_flag_a_number_a_word_or_words) {
    auto json = write_noun(fixture::assessment());
    const std::string old = R"("saddle_numbness":false)";
    ASSERT_NE(json.find(old), std::string::npos);
    const auto with = [&](const std::string& answer) {
        auto changed = json;
        return changed.replace(changed.find(old), old.size(), R"("saddle_numbness":)" + answer);
    };
    for (const char* good : {"true", "3", "\"yes\"", R"(["a","b"])"})
        EXPECT_EQ(problems_of(Kind::Assessment, with(good)), "") << good;
    for (const char* bad : {"null", "{}", "[]", "[1]", R"([["a"]])"})
        EXPECT_EQ(problems_of(Kind::Assessment, with(bad)),
                  "record.type in#/answers/saddle_numbness\n")
            << bad;
}

TEST(Owners, whatever_is_about_a_patient_says_whose_it_is) {
    EXPECT_EQ(patient_of(fixture::session()), EntryId("patient-1"));
    EXPECT_EQ(patient_of(fixture::patient()), EntryId());
    EXPECT_EQ(patient_of(fixture::stock()), EntryId());
}

} // namespace
} // namespace filiform::record
