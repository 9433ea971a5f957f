// SPDX-License-Identifier: Apache-2.0
// Two validators that know nothing of us read everything the record is shown as in FHIR, and the
// cards of CDS Hooks are held against the rules of their specification (tests/fhir).
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <unistd.h>

#include "fhir/resource.h"

namespace {

using namespace filiform;
namespace fs = std::filesystem;
namespace json = boost::json;

/// What the validators said of documents, one a line.
json::object judged(const std::vector<std::string>& documents) {
    const fs::path stem =
        fs::temp_directory_path() / ("filiform_fhir_" + std::to_string(::getpid()));
    const std::string in = stem.string() + ".in";
    const std::string out = stem.string() + ".out";
    {
        std::ofstream file(in);
        for (const std::string& one : documents)
            file << one << '\n';
    }
    const std::string command =
        std::string("node ") + FILIFORM_VALIDATORS + "/validate.mjs <" + in + " >" + out;
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::ifstream file(out);
    std::stringstream said;
    said << file.rdbuf();
    fs::remove(in);
    fs::remove(out);
    json::error_code error;
    json::value value = json::parse(said.str(), error);
    EXPECT_FALSE(error.failed()) << said.str();
    return value.is_object() ? value.get_object() : json::object();
}

/// Each failure once by what it says, with the first document it is about.
std::string told(const json::object& said, const std::vector<std::string>& documents) {
    std::string text;
    std::set<std::string> seen;
    for (const json::value& value : said.at("failures").as_array()) {
        const json::object& failure = value.as_object();
        const std::string what = json::serialize(failure.at("by")) +
                                 json::serialize(failure.at("type")) +
                                 json::serialize(failure.at("what"));
        if (seen.size() < 40 && seen.insert(what).second)
            text += what + "\n   " +
                    documents[static_cast<std::size_t>(failure.at("line").as_int64()) - 1].substr(
                        0, 3000) +
                    "\n";
    }
    return text;
}

record::Entry entry_of(record::Kind kind, record::State state) {
    record::Entry entry;
    entry.id = record::EntryId("e1");
    entry.kind = kind;
    entry.version = 2;
    entry.state = state;
    entry.at = *base::read_instant("2026-11-29T15:37:23.120Z");
    entry.by = "someone";
    return entry;
}

TEST(FhirValidators, pass_every_resource_made_from_drawn_nouns) {
    base::RandomStream random(3, 1);
    const fhir::Context context{
        "https://clinic.example/fhir/R4", record::EntryId("c1"), true, {}, {}, {}};
    std::vector<std::string> documents;
    for (const record::Kind kind : record::every_kind())
        for (int i = 0; i < 24; ++i) {
            const auto state = static_cast<record::State>(i % 6);
            const record::Noun noun = record::drawn_noun(kind, random);
            std::map<fhir::ResourceType, int> made;
            for (const fhir::Resource& one :
                 fhir::resources_of(entry_of(kind, state), noun, context))
                if (++made[one.type] <= 4) // a session has many needles
                    documents.push_back(one.json);
        }
    const json::object said = judged(documents);
    ASSERT_TRUE(said.contains("failures"));
    EXPECT_TRUE(said.at("failures").as_array().empty()) << told(said, documents);
    EXPECT_EQ(said.at("checked").as_int64(), static_cast<std::int64_t>(documents.size()));
    for (const fhir::TypeFacts& one : fhir::every_type())
        EXPECT_EQ(said.at("byType").as_object().contains(one.name), !one.kinds.empty()) << one.name;
}

TEST(FhirValidators, do_not_pass_what_is_wrong) {
    const std::vector<std::string> documents{
        R"({"resourceType":"Patient","gender":"xx"})",
        R"({"resourceType":"Patient","birthDate":"1980-13-45"})",
        R"({"resourceType":"Procedure","status":"completed"})",
        R"({"resourceType":"Patient","surname":"A"})",
        R"({"cards":[{"summary":"a","indicator":"blue","source":{"label":"x"}}]})",
        R"({"cards":[{"summary":"a","indicator":"info","source":{"label":"x"},"detail":null}]})"};
    const json::object said = judged(documents);
    std::set<std::int64_t> lines;
    for (const json::value& one : said.at("failures").as_array())
        lines.insert(one.as_object().at("line").as_int64());
    EXPECT_EQ(lines, (std::set<std::int64_t>{1, 2, 3, 4, 5, 6}));
}

} // namespace
