// SPDX-License-Identifier: Apache-2.0
#include "fhir/search.h"

#include <gtest/gtest.h>

namespace {

using namespace filiform;
using fhir::Handling;
using fhir::ResourceType;
using Parameters = std::vector<std::pair<std::string, std::string>>;

const fhir::Resource anna{
    ResourceType::Patient, "p1",
    R"({"resourceType":"Patient","id":"p1","meta":{"lastUpdated":"2026-11-29T15:37:23.120Z",)"
    R"("tag":[{"system":"https://filiform.example/fhir/CodeSystem/mark","code":"invented"}]},)"
    R"("identifier":[{"system":"urn:oid:1.2","value":"77"}],"active":true,)"
    R"("name":[{"use":"official","family":"García Muñoz","given":["Anna","María"]}],)"
    R"("telecom":[{"system":"phone","value":"612"},{"system":"email","value":"a@b.c"}],)"
    R"("gender":"female","birthDate":"1980-05-02"})"};
const fhir::Resource booking{
    ResourceType::Appointment, "b1",
    R"({"resourceType":"Appointment","id":"b1","status":"booked","start":"2026-12-01T09:00:00.000Z",)"
    R"("appointmentType":{"coding":[{"system":"s1","code":"a"},{"system":"s2","code":"b"}]},)"
    R"("participant":[{"actor":{"reference":"Patient/p1"}},{"actor":{"reference":"Practitioner/d1"}}]})"};
const fhir::Resource stay{ResourceType::Encounter, "e1",
                          R"({"resourceType":"Encounter","id":"e1","period":{"start":)"
                          R"("2026-11-29T10:00:00.000Z","end":"2026-11-29T11:00:00.000Z"}})"};

bool finds(const fhir::Resource& resource, const Parameters& asked) {
    const auto search = fhir::read_search(resource.type, asked, Handling::Strict);
    EXPECT_TRUE(search.has_value()) << base::sentence(search.error().front());
    return search && fhir::matches(resource, *search);
}

TEST(FhirSearch, finds_names_by_the_beginning_of_a_word_without_accents) {
    EXPECT_TRUE(finds(anna, {{"family", "garc"}}));
    EXPECT_TRUE(finds(anna, {{"family", "MUNOZ"}}));
    EXPECT_FALSE(finds(anna, {{"family", "arcia"}}));
    EXPECT_TRUE(finds(anna, {{"family:contains", "arcia"}}));
    EXPECT_TRUE(finds(anna, {{"family:exact", "García Muñoz"}}));
    EXPECT_FALSE(finds(anna, {{"family:exact", "garcia munoz"}}));
    EXPECT_TRUE(finds(anna, {{"given", "maria"}}));
    EXPECT_TRUE(finds(anna, {{"name", "anna maria"}}));
    EXPECT_TRUE(finds(anna, {{"given", "peter,anna"}}));
    EXPECT_FALSE(finds(anna, {{"given", "anna"}, {"family", "lopez"}}));
}

TEST(FhirSearch, tokens_match_by_system_and_code_as_they_are_given) {
    EXPECT_TRUE(finds(anna, {{"identifier", "77"}}));
    EXPECT_TRUE(finds(anna, {{"identifier", "urn:oid:1.2|77"}}));
    EXPECT_TRUE(finds(anna, {{"identifier", "urn:oid:1.2|"}}));
    EXPECT_FALSE(finds(anna, {{"identifier", "|77"}}));
    EXPECT_FALSE(finds(anna, {{"identifier", "urn:oid:9|77"}}));
    EXPECT_TRUE(finds(anna, {{"gender", "female"}}));
    EXPECT_FALSE(finds(anna, {{"gender:not", "female"}}));
    EXPECT_TRUE(finds(anna, {{"active", "true"}}));
    EXPECT_TRUE(finds(anna, {{"email", "a@b.c"}}));
    EXPECT_FALSE(finds(anna, {{"phone", "a@b.c"}}));
    EXPECT_TRUE(finds(anna, {{"_tag", "invented"}}));
    EXPECT_TRUE(finds(booking, {{"appointment-type", "s2|b"}}));
    EXPECT_FALSE(finds(booking, {{"appointment-type", "s1|b"}}));
}

TEST(FhirSearch, references_match_by_type_and_place) {
    EXPECT_TRUE(finds(booking, {{"patient", "p1"}}));
    EXPECT_TRUE(finds(booking, {{"patient", "Patient/p1"}}));
    EXPECT_TRUE(finds(booking, {{"patient", "https://clinic.example/fhir/R4/Patient/p1"}}));
    EXPECT_FALSE(finds(booking, {{"patient", "xPatient/p1"}}));
    EXPECT_FALSE(finds(booking, {{"patient", "d1"}}));
    EXPECT_TRUE(finds(booking, {{"actor", "d1"}}));
    EXPECT_TRUE(finds(booking, {{"actor:Practitioner", "d1"}}));
    EXPECT_FALSE(finds(booking, {{"actor:Patient", "d1"}}));
    EXPECT_TRUE(finds(booking, {{"location:missing", "true"}}));
    EXPECT_FALSE(finds(booking, {{"patient:missing", "true"}}));
}

TEST(FhirSearch, dates_are_as_wide_as_they_are_written) {
    EXPECT_TRUE(finds(anna, {{"birthdate", "1980"}}));
    EXPECT_TRUE(finds(anna, {{"birthdate", "1980-05"}}));
    EXPECT_TRUE(finds(anna, {{"birthdate", "eq1980-05-02"}}));
    EXPECT_FALSE(finds(anna, {{"birthdate", "1980-06"}}));
    EXPECT_FALSE(finds(anna, {{"birthdate", "gt1980"}}));
    EXPECT_TRUE(finds(anna, {{"birthdate", "ge1980"}}));
    EXPECT_TRUE(finds(anna, {{"birthdate", "ne1981"}}));
    EXPECT_TRUE(finds(anna, {{"birthdate", "gt1979-12-31"}, {"birthdate", "lt1980-05-03"}}));
    EXPECT_TRUE(finds(booking, {{"date", "2026-12-01T09:00Z"}}));
    EXPECT_TRUE(finds(booking, {{"date", "2026-12-01T10:00:00+01:00"}}));
    EXPECT_FALSE(finds(booking, {{"date", "lt2026-12-01"}}));
    EXPECT_TRUE(finds(anna, {{"_lastUpdated", "sa2026-11-28"}}));
}

TEST(FhirSearch, a_period_is_within_a_day_and_about_an_hour_of_it) {
    EXPECT_TRUE(finds(stay, {{"date", "2026-11-29"}}));
    EXPECT_FALSE(finds(stay, {{"date", "2026-11-29T10:30:00Z"}}));
    EXPECT_TRUE(finds(stay, {{"date", "gt2026-11-29T10:30:00Z"}}));
    EXPECT_TRUE(finds(stay, {{"date", "lt2026-11-29T10:30:00Z"}}));
    EXPECT_FALSE(finds(stay, {{"date", "sa2026-11-29T10:30:00Z"}}));
    EXPECT_FALSE(finds(stay, {{"date", "eb2026-11-29T10:30:00Z"}}));
}

TEST(FhirSearch, what_is_not_known_is_refused_or_left_out_as_the_caller_prefers) {
    const Parameters asked{{"colour", "red"}, {"gender", "female"}};
    const auto strict = fhir::read_search(ResourceType::Patient, asked, Handling::Strict);
    ASSERT_FALSE(strict.has_value());
    EXPECT_EQ(strict.error().front().code, "fhir.search_parameter");
    EXPECT_EQ(strict.error().front().where, "colour");
    const auto lenient = fhir::read_search(ResourceType::Patient, asked, Handling::Lenient);
    ASSERT_TRUE(lenient.has_value());
    EXPECT_EQ(lenient->ignored.size(), 1U);
    EXPECT_EQ(lenient->understood, (Parameters{{"gender", "female"}}));
    EXPECT_TRUE(fhir::matches(anna, *lenient));
}

TEST(FhirSearch, a_value_that_is_none_is_refused_whatever_is_preferred) {
    const auto refused = [](const Parameters& asked) {
        const auto read = fhir::read_search(ResourceType::Patient, asked, Handling::Lenient);
        return read ? std::string() : read.error().front().code;
    };
    EXPECT_EQ(refused({{"birthdate", "spring"}}), "fhir.search_value");
    EXPECT_EQ(refused({{"birthdate", "1980-13"}}), "fhir.search_value");
    EXPECT_EQ(refused({{"_count", "many"}}), "fhir.search_value");
    EXPECT_EQ(refused({{"_count", "-1"}}), "fhir.search_value");
    EXPECT_EQ(refused({{"_id", "a/b"}}), "fhir.search_value");
    EXPECT_EQ(refused({{"name", ""}}), "fhir.search_value");
    EXPECT_EQ(refused({{"name", ","}}), "fhir.search_value");
}

TEST(FhirSearch, reads_how_the_answer_is_wanted) {
    const auto read =
        fhir::read_search(ResourceType::Appointment,
                          Parameters{{"_count", "9999"},
                                     {"_sort", "-date,_lastUpdated"},
                                     {"_include", "Appointment:patient"},
                                     {"_revinclude", "Encounter:appointment:Appointment"},
                                     {"_total", "accurate"}},
                          Handling::Strict);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->count, 500U);
    ASSERT_EQ(read->sort.size(), 2U);
    EXPECT_EQ(read->sort[0].first->name, "date");
    EXPECT_TRUE(read->sort[0].second);
    EXPECT_EQ(read->includes.at(0).parameter, "patient");
    EXPECT_EQ(read->reverse_includes.at(0).from, ResourceType::Encounter);
    EXPECT_TRUE(read->wants_total);
    const auto named = fhir::named_by(booking, read->includes.at(0));
    ASSERT_EQ(named.size(), 1U);
    EXPECT_EQ(named[0], std::pair(ResourceType::Patient, std::string("p1")));
    EXPECT_EQ(fhir::sort_key(booking, *read->sort[0].first), "2026-12-01T09:00:00.000Z");
}

TEST(FhirSearch, tells_the_store_what_it_can_look_for) {
    const auto read = fhir::read_search(ResourceType::Appointment,
                                        Parameters{{"patient", "Patient/p1"},
                                                   {"status", "noshow,booked"},
                                                   {"date", "ge2026-12-01"},
                                                   {"date", "lt2026-12-02T12:00:00Z"},
                                                   {"_sort", "-date"}},
                                        Handling::Strict);
    ASSERT_TRUE(read.has_value());
    const auto queries = fhir::entry_queries(*read);
    ASSERT_EQ(queries.size(), 1U);
    const fhir::EntryQuery& query = queries.front();
    EXPECT_EQ(query.kind, record::Kind::Appointment);
    ASSERT_EQ(query.all.size(), 4U);
    EXPECT_EQ(query.all[0].term, "patient");
    EXPECT_EQ(query.all[0].values, std::vector<std::string>{"p1"});
    EXPECT_EQ(query.all[1].values, (std::vector<std::string>{"no_show", "booked"}));
    EXPECT_EQ(query.all[2].from, "2026-12-01");
    EXPECT_EQ(query.all[3].before, "2026-12-03"); // the day is cut no finer
    EXPECT_FALSE(query.is_exact);
    EXPECT_EQ(query.order_by, "date");
    EXPECT_TRUE(query.is_descending);
    EXPECT_TRUE(query.is_ordered);
}

TEST(FhirSearch, a_visit_is_looked_for_by_its_own_id) {
    const auto read = fhir::read_search(
        ResourceType::Procedure, Parameters{{"encounter", "Encounter/s1"}}, Handling::Strict);
    ASSERT_TRUE(read.has_value());
    const auto queries = fhir::entry_queries(*read);
    ASSERT_EQ(queries.size(), 1U);
    EXPECT_EQ(queries[0].ids, std::vector<record::EntryId>{record::EntryId("s1")});
    EXPECT_FALSE(queries[0].is_exact); // a session has many needles
}

TEST(FhirSearch, a_part_is_looked_for_by_its_entry) {
    const auto read =
        fhir::read_search(ResourceType::Procedure, Parameters{{"_id", "s1.n2"}}, Handling::Strict);
    ASSERT_TRUE(read.has_value());
    const auto queries = fhir::entry_queries(*read);
    EXPECT_EQ(queries.at(0).ids,
              (std::vector<record::EntryId>{record::EntryId("s1.n2"), record::EntryId("s1")}));
}

/// The store's side, done plainly: terms of the index compared as texts.
bool store_finds(const fhir::EntryQuery& query, const record::EntryId& id,
                 const record::Index& index) {
    if (!query.ids.empty() && std::find(query.ids.begin(), query.ids.end(), id) == query.ids.end())
        return false;
    return std::all_of(query.all.begin(), query.all.end(), [&](const auto& condition) {
        return std::any_of(index.terms.begin(), index.terms.end(), [&](const record::Term& term) {
            if (term.name != condition.term)
                return false;
            if (condition.values.empty())
                return term.value >= condition.from &&
                       (condition.before.empty() || term.value < condition.before);
            return std::any_of(condition.values.begin(), condition.values.end(),
                               [&](const std::string& value) {
                                   return condition.is_beginning ? term.value.starts_with(value)
                                                                 : term.value == value;
                               });
        });
    });
}

/// Sessions last less than a day, and their needles lie in them.
void keep_within_a_day(record::Noun& noun) {
    auto* session = std::get_if<record::Session>(&noun);
    if (session == nullptr || !session->began)
        return;
    const auto fit = [&](record::Moment& time) {
        if (time)
            time = std::clamp(*time, *session->began, *session->began + std::chrono::hours(23));
    };
    fit(session->ended);
    for (record::Needle& needle : session->needles) {
        fit(needle.time_in);
        fit(needle.time_out);
    }
}

TEST(FhirSearch, the_store_never_leaves_out_what_matches) {
    base::RandomStream random(5, 9);
    std::size_t matched = 0;
    const std::vector<std::pair<ResourceType, Parameters>> searches{
        {ResourceType::Patient, {{"name", "x"}}},
        {ResourceType::Patient, {{"birthdate", "lt2000-06-15T12:00:00Z"}}},
        {ResourceType::Appointment, {{"date", "ge2000"}}},
        {ResourceType::Appointment, {{"status", "booked,fulfilled"}}},
        {ResourceType::Encounter, {{"date", "le2010-03"}}},
        {ResourceType::Procedure, {{"date", "gt1999-12-31T23:59:59Z"}}},
        {ResourceType::Observation, {{"date", "sa2001-01-01"}}},
        {ResourceType::Task, {{"status", "requested"}}},
        {ResourceType::EpisodeOfCare, {{"status", "onhold,active"}}},
        {ResourceType::Consent, {{"date", "eb2020"}}},
        {ResourceType::DocumentReference, {{"date", "ge1990"}}},
        {ResourceType::Procedure, {{"encounter", "Encounter/e1"}}},
    };
    for (const auto& [type, asked] : searches) {
        const auto search = fhir::read_search(type, asked, Handling::Strict);
        ASSERT_TRUE(search.has_value());
        for (const fhir::EntryQuery& query : fhir::entry_queries(*search))
            for (int i = 0; i < 150; ++i) {
                record::Noun noun = record::drawn_noun(query.kind, random);
                keep_within_a_day(noun);
                record::Entry entry;
                entry.id = record::EntryId("e1");
                entry.version = 1;
                const record::Index index = record::index_of(noun);
                for (const auto& one : fhir::resources_of(entry, noun, {}, type))
                    if (fhir::matches(one, *search)) {
                        ++matched;
                        ASSERT_TRUE(store_finds(query, entry.id, index)) << one.json;
                    } else if (query.is_exact) {
                        ASSERT_FALSE(store_finds(query, entry.id, index)) << one.json;
                    }
            }
    }
    EXPECT_GT(matched, 300U);
}

} // namespace
