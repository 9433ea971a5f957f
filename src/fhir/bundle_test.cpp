// SPDX-License-Identifier: Apache-2.0
#include "fhir/bundle.h"

#include <gtest/gtest.h>

#include "fhir/resource_type.h"
#include "fhir/trail.h"

namespace {

using namespace filiform;
using fhir::Operation;

std::string transaction(const std::string& entries, const std::string& type = "transaction") {
    return R"({"resourceType":"Bundle","type":")" + type + R"(","entry":[)" + entries + "]}";
}

const std::string new_patient =
    R"({"fullUrl":"urn:uuid:11","resource":{"resourceType":"Patient","name":[{"family":"A"}]},)"
    R"("request":{"method":"POST","url":"Patient","ifNoneExist":"identifier=7"}})";
const std::string new_episode =
    R"({"resource":{"resourceType":"EpisodeOfCare","patient":{"reference":"urn:uuid:11"}},)"
    R"("request":{"method":"POST","url":"EpisodeOfCare"}})";

TEST(FhirBundle, a_transaction_is_carried_out_in_fhirs_order_and_answered_in_its_own) {
    const auto batch = fhir::read_batch(
        transaction(R"({"request":{"method":"GET","url":"Patient?name=a"}},)"
                    R"({"resource":{"resourceType":"Patient"},"request":{"method":"PUT",)"
                    R"("url":"Patient/p2","ifMatch":"W/\"3\""}},)" +
                    new_patient + R"(,{"request":{"method":"DELETE","url":"Task/t1"}})"),
        {});
    ASSERT_TRUE(batch.has_value()) << base::sentence(batch.error().front());
    ASSERT_EQ(batch->operations.size(), 4U);
    EXPECT_EQ(batch->operations[0].place, 3U);
    EXPECT_EQ(batch->operations[0].id, "t1");
    EXPECT_EQ(batch->operations[1].place, 2U);
    EXPECT_EQ(batch->operations[1].if_none_exist, "identifier=7");
    EXPECT_EQ(batch->operations[2].if_match, 3);
    EXPECT_EQ(batch->operations[3].rest, "?name=a");
}

TEST(FhirBundle, references_to_entries_of_the_bundle_become_their_ids) {
    auto batch = fhir::read_batch(transaction(new_episode + "," + new_patient), {});
    ASSERT_TRUE(batch.has_value());
    batch->operations[0].id = "e9";
    batch->operations[1].id = "p9";
    EXPECT_TRUE(fhir::place_references(*batch).empty());
    EXPECT_EQ(batch->operations[0].resource,
              R"({"resourceType":"EpisodeOfCare","patient":{"reference":"Patient/p9"},"id":"e9"})");
}

TEST(FhirBundle, a_reference_to_no_entry_of_the_bundle_is_refused) {
    auto batch = fhir::read_batch(transaction(new_episode), {});
    ASSERT_TRUE(batch.has_value());
    const auto problems = fhir::place_references(*batch);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].where, "Bundle.entry[0].resource.patient.reference");
    // In a batch entries stand for themselves.
    auto alone = fhir::read_batch(transaction(new_patient + "," + new_episode, "batch"), {});
    ASSERT_TRUE(alone.has_value());
    EXPECT_EQ(fhir::place_references(*alone).size(), 1U);
}

TEST(FhirBundle, entries_that_cannot_be_carried_out_are_named) {
    const auto refused = [](const std::string& entry) {
        const auto read = fhir::read_batch(transaction(entry), {});
        return read ? std::string("taken") : read.error().front().where;
    };
    EXPECT_EQ(refused(R"({"request":{"method":"PATCH","url":"Patient/1"}})"),
              "Bundle.entry[0].request.method");
    EXPECT_EQ(refused(R"({"request":{"method":"POST","url":"Patient"}})"), "Bundle.entry[0]");
    EXPECT_EQ(refused(R"({"request":{"method":"GET","url":"Basic/1"}})"), "Bundle.entry[0]");
    EXPECT_EQ(refused(R"({"request":{"method":"DELETE","url":"Patient"}})"), "Bundle.entry[0]");
    EXPECT_EQ(refused(R"({"fullUrl":"urn:uuid:1"})"), "Bundle.entry[0]");
    EXPECT_EQ(refused(new_patient + "," + new_patient), "Bundle.entry[1]");
    EXPECT_EQ(refused(R"({"request":{"method":"PUT","url":"Patient/1","ifMatch":"3"},)"
                      R"("resource":{"resourceType":"Patient"}})"),
              "Bundle.entry[0].request.ifMatch");
    const auto searchset = fhir::read_batch(transaction("", "searchset"), {});
    ASSERT_FALSE(searchset.has_value());
}

TEST(FhirBundle, an_empty_searchset_has_no_list_of_entries) {
    fhir::FoundPage page;
    page.total = 0;
    page.self = "https://c/Patient";
    EXPECT_EQ(fhir::write_searchset(page, {}),
              R"({"resourceType":"Bundle","type":"searchset","total":0,)"
              R"("link":[{"relation":"self","url":"https://c/Patient"}]})");
}

TEST(FhirBundle, a_history_tells_what_was_created_changed_and_withdrawn) {
    const fhir::Resource one{fhir::ResourceType::Task, "t1",
                             R"({"resourceType":"Task","id":"t1"})"};
    const auto at = *base::read_instant("2026-11-29T10:00:00Z");
    const std::string told = fhir::write_history({{one, 2, at, true}, {one, 1, at, false}}, "",
                                                 {"https://c", {}, false, {}, {}, {}});
    EXPECT_EQ(
        told,
        R"({"resourceType":"Bundle","type":"history","total":2,"entry":[{"fullUrl":"https://c/Task/t1",)"
        R"("request":{"method":"DELETE","url":"Task/t1"},"response":{"status":"204 No Content",)"
        R"("etag":"W/\"2\"","lastModified":"2026-11-29T10:00:00.000Z"}},{"fullUrl":"https://c/Task/t1",)"
        R"("resource":{"resourceType":"Task","id":"t1"},"request":{"method":"POST","url":"Task"},)"
        R"("response":{"status":"201 Created","etag":"W/\"1\"","lastModified":"2026-11-29T10:00:00.000Z"}}]})");
}

TEST(FhirIds, a_part_names_its_entry_whose_id_may_have_points_of_its_own) {
    EXPECT_EQ(fhir::resource_id({record::EntryId("s1"), "n2"}), "s1.n2");
    const auto origins = fhir::origins_of("a.b.n2");
    ASSERT_EQ(origins.size(), 2U);
    EXPECT_EQ(origins[0], (fhir::Origin{record::EntryId("a.b.n2"), ""}));
    EXPECT_EQ(origins[1], (fhir::Origin{record::EntryId("a.b"), "n2"}));
    EXPECT_TRUE(fhir::origins_of("a/b").empty());
    EXPECT_TRUE(fhir::origins_of("").empty());
    EXPECT_TRUE(fhir::origins_of(std::string(65, 'a')).empty());
}

TEST(FhirIds, every_kind_of_entry_is_a_type_but_for_four) {
    for (const record::Kind kind : record::every_kind()) {
        const bool is_shown = kind != record::Kind::Outcome && kind != record::Kind::Message &&
                              kind != record::Kind::WaitingEntry &&
                              kind != record::Kind::RuleReview &&
                              kind != record::Kind::TrialAddition;
        EXPECT_EQ(fhir::type_of_kind(kind).has_value(), is_shown) << record::text(kind);
    }
    EXPECT_EQ(fhir::type_of_kind(record::Kind::Practitioner), fhir::ResourceType::Practitioner);
    for (const fhir::TypeFacts& one : fhir::every_type()) {
        EXPECT_EQ(&fhir::facts(one.type), &one) << one.name;
        EXPECT_EQ(fhir::find_type(one.name), one.type);
    }
}

TEST(FhirTrail, a_slot_is_named_by_its_hours_and_its_minute) {
    const fhir::Resource slot =
        fhir::slot_of({record::EntryId("h1"), *base::read_instant("1970-01-01T00:10:00Z"),
                       *base::read_instant("1970-01-01T00:40:00Z"), true},
                      {});
    EXPECT_EQ(slot.id, "h1.s10");
    EXPECT_EQ(
        slot.json,
        R"({"resourceType":"Slot","id":"h1.s10","schedule":{"reference":"Schedule/h1"},)"
        R"("status":"free","start":"1970-01-01T00:10:00.000Z","end":"1970-01-01T00:40:00.000Z"})");
}

} // namespace
