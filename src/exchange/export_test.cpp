// SPDX-License-Identifier: Apache-2.0
#include "exchange/export.h"

#include <set>

#include <boost/json.hpp>

#include "base/csv.h"
#include "exchange/exchange_fixture.h"

namespace filiform::exchange {

namespace {

namespace json = boost::json;

class Export : public Exchange {};

/// "Patient/patient-1" of every entry.
std::vector<std::string> names_in(const std::string& bundle) {
    std::vector<std::string> names;
    const json::value read = json::parse(bundle);
    for (const json::value& entry : read.at("entry").as_array()) {
        const json::object& resource = entry.at("resource").as_object();
        names.push_back(std::string(resource.at("resourceType").as_string()) + "/" +
                        std::string(resource.at("id").as_string()));
    }
    return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

TEST_F(Export, writes_what_the_server_shows_and_whole_what_no_resource_is_read_as) {
    const auto store = open("record");
    fill(*store);
    const auto names = names_in(exported(*store));
    for (const char* name :
         {"Patient/patient-1", "CarePlan/plan-1", "Basic/plan-1", "Basic/session-1",
          "Basic/message-1", "Basic/waiting-1", "Consent/consent-1", "DocumentReference/letter-1"})
        EXPECT_TRUE(has(names, name)) << name;
    EXPECT_FALSE(has(names, "Basic/patient-1")) << "a Patient is read back as it is";
    EXPECT_TRUE(has(names, "Binary/" + base::sha256("%PDF invented")));
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

TEST_F(Export, of_one_patient_takes_in_their_entries_and_those_that_they_name) {
    const auto store = open("record");
    fill(*store);
    record::Patient other = record::fixture::patient();
    other.family = "Other";
    other.identifiers.clear();
    put(*store, "patient-2", other);
    const auto names = names_in(exported(*store, "patient-1"));
    for (const char* name :
         {"Patient/patient-1", "Procedure/session-1.n1", "Practitioner/practitioner-1",
          "Device/stock-1", "Questionnaire/instrument-1"})
        EXPECT_TRUE(has(names, name)) << name;
    EXPECT_FALSE(has(names, "Patient/patient-2"));
    EXPECT_FALSE(has(names, "Basic/hours-1"));
    ExportOrder order;
    order.where = file("none.json");
    order.patient = record::EntryId("nobody");
    const auto refused = export_fhir(*store, order);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "record.missing");
    EXPECT_FALSE(std::filesystem::exists(order.where));
}

TEST_F(Export, is_noted_in_the_audit) {
    const auto store = open("record");
    fill(*store);
    (void)exported(*store, "patient-1");
    store::AuditQuery query;
    query.action = "export";
    const auto rows = store->audit().find(query);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().by, "console");
    EXPECT_EQ(rows->front().patient, "patient-1");
    EXPECT_FALSE(store->audit().verify().value().broken);
}

TEST_F(Export, leaves_nothing_behind_but_the_file_which_is_its_owners_alone) {
    const auto store = open("record");
    fill(*store);
    const std::filesystem::path place = file("out");
    std::filesystem::create_directory(place);
    ExportOrder order;
    order.where = place / "bundle.json";
    order.now = now_of_test;
    ASSERT_TRUE(export_fhir(*store, order));
    std::vector<std::string> left;
    for (const auto& entry : std::filesystem::directory_iterator(place))
        left.push_back(entry.path().filename());
    EXPECT_EQ(left, std::vector<std::string>{"bundle.json"});
    EXPECT_EQ(std::filesystem::status(order.where).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Export, writes_a_table_for_each_kind_with_a_row_for_each_entry) {
    const auto store = open("record");
    record::Patient patient = record::fixture::patient();
    patient.preferred_name = "=HYPERLINK(\"http://x\")";
    put(*store, "patient-1", patient);
    put(*store, "room-1", record::fixture::room());
    put(*store, "room-2", record::fixture::room(), record::State::Mistaken);
    ExportOrder order;
    order.where = file("tables");
    order.now = now_of_test;
    const auto done = export_csv(*store, order);
    ASSERT_TRUE(done) << base::sentence(done.error());
    EXPECT_EQ(done->entries, 3);
    const std::string patients = text_of(order.where / "patients.csv");
    EXPECT_TRUE(patients.starts_with("entry,entryVersion,entryState,writtenAt,writtenBy,family,"));
    EXPECT_NE(patients.find("'=HYPERLINK"), std::string::npos);
    EXPECT_NE(patients.find("María; José"), std::string::npos);
    EXPECT_NE(patients.find("'+34 600 000 001"), std::string::npos);
    const std::string rooms = text_of(order.where / "rooms.csv");
    EXPECT_NE(rooms.find("room-2,1,mistaken,"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(order.where / "letters.csv"));
    const auto again = export_csv(*store, order);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "file.exists");
}

} // namespace filiform::exchange
