// SPDX-License-Identifier: Apache-2.0
#include "fhir/resource.h"

#include <algorithm>
#include <array>
#include <string>

#include <gtest/gtest.h>

#include "fhir/codes.h"
#include "fhir/tree.h"

namespace {

using namespace filiform;
using fhir::ResourceType;

record::Entry entry_of(record::Kind kind, record::State state = record::State::Open) {
    record::Entry entry;
    entry.id = record::EntryId("e1");
    entry.kind = kind;
    entry.version = 3;
    entry.state = state;
    entry.at = *base::read_instant("2026-11-29T15:37:23.120Z");
    return entry;
}

std::string all_of(const base::Problems& problems) {
    std::string text;
    for (const base::Problem& problem : problems)
        text += base::sentence(problem) + "\n";
    return text;
}

fhir::Resource only(const record::Noun& noun, ResourceType type,
                    record::State state = record::State::Open) {
    const auto all = fhir::resources_of(entry_of(record::kind_of(noun), state), noun, {}, type);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? fhir::Resource{} : all.front();
}

class RoundTrip : public testing::TestWithParam<ResourceType> {};

/// The nouns that are written as this type: an outcome is a response with answers, a score without.
bool is_written_so(const record::Noun& noun, ResourceType type) {
    const auto* outcome = std::get_if<record::Outcome>(&noun);
    return outcome == nullptr || outcome->answers.empty() == (type == ResourceType::Observation);
}

TEST_P(RoundTrip, a_noun_comes_back_as_it_was) {
    const ResourceType type = GetParam();
    const record::Kind kind = *fhir::facts(type).written_as;
    base::RandomStream random(7, static_cast<std::uint64_t>(type));
    int tried = 0;
    for (int i = 0; i < 400; ++i) {
        const record::Noun noun = record::drawn_noun(kind, random);
        if (!is_written_so(noun, type))
            continue;
        ++tried;
        const record::State state =
            i % 3 == 0 ? record::State::Signed
                       : (i % 7 == 0 ? record::State::Mistaken : record::State::Open);
        const fhir::Resource resource = only(noun, type, state);
        const auto read = fhir::read_resource(resource.json, {});
        ASSERT_TRUE(read.has_value()) << all_of(read.error()) << resource.json;
        EXPECT_EQ(read->type, type);
        EXPECT_EQ(read->id, "e1");
        EXPECT_EQ(read->version, 3);
        EXPECT_EQ(read->state, state);
        ASSERT_EQ(record::write_noun(read->noun), record::write_noun(noun)) << resource.json;
    }
    EXPECT_GT(tried, 20);
}

std::vector<ResourceType> written_types() {
    std::vector<ResourceType> all;
    for (const fhir::TypeFacts& one : fhir::every_type())
        if (one.written_as)
            all.push_back(one.type);
    return all;
}

INSTANTIATE_TEST_SUITE_P(Fhir, RoundTrip, testing::ValuesIn(written_types()),
                         [](const auto& given) { return std::string(fhir::text(given.param)); });

TEST(FhirResource, a_code_that_two_words_share_is_read_only_beside_our_own) {
    base::RandomStream random(2, 2);
    record::Noun noun = record::drawn_noun(record::Kind::Outcome, random);
    auto& outcome = std::get<record::Outcome>(noun);
    outcome.answers.clear();
    outcome.code = "nprs_leg";
    std::string json = only(noun, ResourceType::Observation).json;
    EXPECT_NE(json.find("72514-3"), std::string::npos);
    const auto read = fhir::read_resource(json, {});
    ASSERT_TRUE(read.has_value()) << all_of(read.error());
    EXPECT_EQ(std::get<record::Outcome>(read->noun).code, "nprs_leg");
    const std::string own = R"({"system":"https://filiform.example/fhir/CodeSystem/instrument",)"
                            R"("code":"nprs_leg","display":"Leg pain, 0 to 10"},)";
    ASSERT_NE(json.find(own), std::string::npos) << json;
    json.erase(json.find(own), own.size());
    const auto refused = fhir::read_resource(json, {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().front().code, "fhir.code");
}

TEST(FhirResource, every_word_with_codes_is_a_word_of_the_record) {
    const auto is_word = [](auto all, const std::string& word) {
        return std::find(all.begin(), all.end(), word) != all.end();
    };
    for (const fhir::CodeSet& set : fhir::carried_codes())
        for (const fhir::CodeSet::Word& one : set.words) {
            std::span<const std::string_view> all;
            if (set.name == "adverse-event-type")
                all = words(record::AdverseEvent::Type{});
            else if (set.name == "profession")
                all = words(record::Practitioner::Profession{});
            else if (set.name == "side")
                all = words(record::Side{});
            EXPECT_TRUE(all.empty() || is_word(all, one.word)) << set.name << " " << one.word;
        }
}

TEST(FhirResource, nothing_that_is_served_has_anything_empty_in_it) {
    base::RandomStream random(11, 0);
    std::size_t made = 0;
    for (const record::Kind kind : record::every_kind())
        for (int i = 0; i < 60; ++i) {
            const record::Noun noun = record::drawn_noun(kind, random);
            for (const fhir::Resource& one : fhir::resources_of(entry_of(kind), noun, {})) {
                const auto tree = fhir::read_tree(one.json, "Resource");
                ASSERT_TRUE(tree.has_value()) << all_of(tree.error()) << one.json;
                ++made;
            }
        }
    EXPECT_GT(made, 1000U);
}

} // namespace
