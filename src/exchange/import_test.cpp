// SPDX-License-Identifier: Apache-2.0
#include "exchange/exchange_fixture.h"

namespace filiform::exchange {

namespace {

class Import : public Exchange {};
class ImportTable : public Exchange {
  protected:
    base::Checked<Imported> bring(store::Store& store, const std::string& csv,
                                  DateOrder dates = DateOrder::YearFirst) {
        return import_patients(store, csv, "p.csv", dates, plainly());
    }
    static record::Patient only(store::Store& store) {
        store::Query query;
        query.kind = record::Kind::Patient;
        const auto page = store.search(query).value();
        if (page.entries.size() != 1)
            throw std::runtime_error(std::to_string(page.entries.size()) + " patients");
        return std::get<record::Patient>(
            record::read_noun(record::Kind::Patient, page.entries[0].body, "").value());
    }
};

std::string bundle_of(const std::string& entries, const std::string& type = "transaction") {
    return R"({"resourceType":"Bundle","type":")" + type + R"(","entry":[)" + entries + "]}";
}

constexpr const char* foreign_patient =
    R"({"fullUrl":"urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a","resource":{"resourceType":"Patient",)"
    R"("identifier":[{"system":"urn:other","value":"77"}],"name":[{"family":"Elsewhere","given":["Eve"]}],)"
    R"("gender":"female","birthDate":"1970-01-01"},"request":{"method":"POST","url":"Patient"}})";
constexpr const char* foreign_episode =
    R"({"fullUrl":"urn:uuid:0a","resource":{"resourceType":"EpisodeOfCare","status":"active",)"
    R"("patient":{"reference":"urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a"},)"
    R"("period":{"start":"2026-11-01"}},"request":{"method":"POST","url":"EpisodeOfCare"}})";

} // namespace

TEST_F(Import, brings_back_every_entry_that_was_exported) {
    const auto store = open("record");
    fill(*store);
    const auto other = open("other");
    const auto imported = import_fhir(*other, exported(*store), plainly());
    ASSERT_TRUE(imported) << all_of(imported.error());
    EXPECT_EQ(imported->created, 19);
    EXPECT_EQ(imported->documents, 1);
    EXPECT_GT(imported->shown, 10);
    EXPECT_EQ(contents(*other), contents(*store));
    EXPECT_TRUE(other->find_blob(base::sha256("%PDF invented")));
}

TEST_F(Import, of_the_same_bundle_brings_nothing_the_second_time) {
    const auto store = open("record");
    fill(*store);
    const std::string bundle = exported(*store);
    const auto other = open("other");
    ASSERT_TRUE(import_fhir(*other, bundle, plainly()));
    const auto again = import_fhir(*other, bundle, plainly());
    ASSERT_TRUE(again) << all_of(again.error());
    EXPECT_EQ(again->created, 0);
    EXPECT_EQ(again->there, 19);
    EXPECT_EQ(other->find(record::EntryId("patient-1")).value().version, 1);
}

TEST_F(Import, is_noted_in_the_audit_as_the_operators) {
    const auto store = open("record");
    ASSERT_TRUE(import_fhir(*store, bundle_of(foreign_patient), plainly()));
    store::AuditQuery query;
    query.action = "import";
    const auto rows = store->audit().find(query).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].by, "console");
    EXPECT_EQ(rows[0].kind, "patient");
}

TEST_F(Import, resolves_what_another_system_calls_by_addresses_of_its_own) {
    const auto store = open("record");
    const std::string bundle = bundle_of(std::string(foreign_episode) + "," + foreign_patient);
    const auto imported = import_fhir(*store, bundle, plainly());
    ASSERT_TRUE(imported) << all_of(imported.error());
    EXPECT_EQ(imported->created, 2);
    const auto episode = store->find(record::EntryId("0a"));
    ASSERT_TRUE(episode);
    EXPECT_EQ(episode->patient.text(), "61ebe359-bfdc-4613-8bf2-c5e300945f0a");
    EXPECT_EQ(import_fhir(*store, bundle, plainly()).value().there, 2);
}

TEST_F(Import, takes_a_patient_with_a_known_number_for_the_one_it_knows) {
    const auto store = open("record");
    record::Patient known;
    known.family = "Elsewhere";
    known.given = {"Eve"};
    known.sex = record::Patient::Sex::Female;
    known.birth_date = record::fixture::day("1970-01-01");
    known.identifiers = {{"urn:other", "77"}};
    put(*store, "known", known);
    const auto imported = import_fhir(
        *store, bundle_of(std::string(foreign_patient) + "," + foreign_episode), plainly());
    ASSERT_TRUE(imported) << all_of(imported.error());
    EXPECT_EQ(imported->there, 1);
    EXPECT_EQ(store->find(record::EntryId("0a")).value().patient.text(), "known");
}

TEST_F(Import, of_what_is_there_and_different_is_refused_or_a_next_version_on_request) {
    const auto store = open("record");
    ASSERT_TRUE(import_fhir(*store, bundle_of(foreign_patient), plainly()));
    std::string changed = foreign_patient;
    changed.replace(changed.find("Eve"), 3, "Eva");
    const auto refused = import_fhir(*store, bundle_of(changed), plainly());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "record.exists");
    EXPECT_TRUE(refused.error().front().where.starts_with("Bundle.entry[0].resource"));
    ImportOrder order = plainly();
    order.existing = Existing::Update;
    const auto updated = import_fhir(*store, bundle_of(changed), order);
    ASSERT_TRUE(updated) << all_of(updated.error());
    EXPECT_EQ(updated->updated, 1);
    EXPECT_EQ(store->find(record::EntryId("61ebe359-bfdc-4613-8bf2-c5e300945f0a")).value().version,
              2);
}

TEST_F(Import, is_all_or_nothing_and_tells_every_problem_with_its_place) {
    const auto store = open("record");
    const auto imported = import_fhir(
        *store,
        bundle_of(
            std::string(foreign_patient) +
                R"(,{"resource":{"resourceType":"Patient","id":"b","name":[{"family":"B"}],)"
                R"("maritalStatus":{"text":"married"}}})"
                R"(,{"resource":{"resourceType":"Encounter","id":"e","status":"finished"}})"
                R"(,{"resource":{"resourceType":"EpisodeOfCare","id":"ep","status":"active",)"
                R"("patient":{"reference":"Patient/nobody"},"period":{"start":"2026-11-01"}}})",
            "collection"),
        plainly());
    ASSERT_FALSE(imported);
    const std::string told = all_of(imported.error());
    EXPECT_NE(told.find("Bundle.entry[1].resource.maritalStatus"), std::string::npos) << told;
    EXPECT_NE(told.find("Bundle.entry[2]"), std::string::npos) << told;
    EXPECT_NE(told.find("--leave-out Encounter"), std::string::npos) << told;
    EXPECT_TRUE(store->happened_after(0, 10).value().empty());
    const auto orphan = import_fhir(
        *store,
        bundle_of(R"({"resource":{"resourceType":"EpisodeOfCare","id":"ep","status":"active",)"
                  R"("patient":{"reference":"Patient/nobody"},"period":{"start":"2026-11-01"}}})",
                  "collection"),
        plainly());
    ASSERT_FALSE(orphan);
    EXPECT_EQ(orphan.error().front().code, "record.orphan");
    EXPECT_EQ(orphan.error().front().where, "Bundle.entry[0].resource.patient");
}

TEST_F(Import, leaves_out_what_it_is_told_to) {
    const auto store = open("record");
    ImportOrder order = plainly();
    order.left_out = {"Encounter"};
    const auto imported = import_fhir(
        *store,
        bundle_of(std::string(foreign_patient) + R"(,{"resource":{"resourceType":"Encounter"}})"),
        order);
    ASSERT_TRUE(imported) << all_of(imported.error());
    EXPECT_EQ(imported->left_out, 1);
}

TEST_F(Import, that_only_checks_writes_nothing) {
    const auto store = open("record");
    ImportOrder order = plainly();
    order.mode = Mode::CheckOnly;
    const auto imported = import_fhir(*store, bundle_of(foreign_patient), order);
    ASSERT_TRUE(imported);
    EXPECT_EQ(imported->created, 1);
    EXPECT_TRUE(store->happened_after(0, 10).value().empty());
}

TEST_F(Import, refuses_a_resource_that_says_something_else_than_its_entry) {
    const auto store = open("record");
    fill(*store);
    std::string bundle = exported(*store);
    // The Location is shown from the room, which came whole.
    const std::size_t at = bundle.find(R"("resourceType":"Location")");
    ASSERT_NE(at, std::string::npos);
    const std::size_t name = bundle.find("Blue room", at);
    bundle.replace(name, 9, "Pink room");
    const auto other = open("other");
    const auto imported = import_fhir(*other, bundle, plainly());
    ASSERT_FALSE(imported);
    EXPECT_EQ(imported.error().front().code, "fhir.disagrees") << all_of(imported.error());
    EXPECT_TRUE(other->happened_after(0, 10).value().empty());
}

TEST_F(Import, refuses_bytes_that_are_others_than_their_name_says) {
    const auto store = open("record");
    fill(*store);
    std::string bundle = exported(*store);
    const std::size_t at = bundle.find("JVBERi"); // "%PDF-like" in base64
    ASSERT_NE(at, std::string::npos);
    bundle[at + 9] = bundle[at + 9] == 'A' ? 'B' : 'A';
    const auto other = open("other");
    ASSERT_FALSE(import_fhir(*other, bundle, plainly()));
    EXPECT_TRUE(other->happened_after(0, 10).value().empty());
}

TEST_F(Import, reads_no_other_text) {
    const auto store = open("record");
    for (const char* text : {"", "{", "[]", "{}", "<Bundle/>", R"({"resourceType":"Patient"})",
                             R"({"resourceType":"Bundle","type":"history","entry":[]})",
                             R"({"resourceType":"Bundle","type":"collection","entry":{}})",
                             R"({"resourceType":"Bundle","type":"collection","entry":[1]})",
                             R"({"resourceType":"Bundle","type":"collection","entry":[{}] )"})
        EXPECT_FALSE(import_fhir(*store, text, plainly())) << text;
    EXPECT_TRUE(import_fhir(*store, R"({"resourceType":"Bundle","entry":[],"type":"collection"})",
                            plainly()));
}

TEST_F(ImportTable, brings_in_patients_from_a_spreadsheet) {
    const auto store = open("record");
    const auto imported = bring(
        *store,
        "family;given;birthDate;sex;phone;identifier;identifierSystem;mayBePhoned;address.city\r\n"
        "de la Cruz;María; 17/05/1980 ;Female;'+34 600;A-17;urn:clinic;yes;Soria\r\n",
        DateOrder::DayFirst);
    ASSERT_TRUE(imported) << all_of(imported.error());
    const record::Patient patient = only(*store);
    EXPECT_EQ(patient.family, "de la Cruz");
    EXPECT_EQ(patient.birth_date, record::fixture::day("1980-05-17"));
    EXPECT_EQ(patient.sex, record::Patient::Sex::Female);
    EXPECT_EQ(patient.phone, "+34 600");
    EXPECT_EQ(patient.identifiers, (std::vector<record::Identifier>{{"urn:clinic", "A-17"}}));
    EXPECT_EQ(patient.may_be_phoned, true);
    EXPECT_EQ(patient.address->city, "Soria");
}

TEST_F(ImportTable, brings_nobody_the_second_time) {
    const auto store = open("record");
    for (const char* csv :
         {"family,given,birthDate\nA,B,1980-05-17\n", "family,identifier\nC,17\n"}) {
        EXPECT_EQ(bring(*store, csv).value().created, 1);
        EXPECT_EQ(bring(*store, csv).value().there, 1);
    }
}

TEST_F(ImportTable, reads_back_the_table_of_an_export) {
    const auto store = open("record");
    record::Patient patient = record::fixture::patient();
    patient.preferred_name = "'=1";
    patient.general_practitioner = record::Contact{"Dr \"X\", MD", "", "", "+1", "", {}};
    put(*store, "patient-1", patient);
    ExportOrder order;
    order.where = file("tables");
    order.now = now_of_test;
    ASSERT_TRUE(export_csv(*store, order));
    const auto other = open("other");
    const auto imported = bring(*other, text_of(order.where / "patients.csv"));
    ASSERT_TRUE(imported) << all_of(imported.error());
    EXPECT_EQ(contents(*other), contents(*store));
}

TEST_F(ImportTable, tells_every_wrong_row_with_its_line_and_column) {
    const auto store = open("record");
    const auto imported = bring(*store, "family,birthDate,mayBePhoned,sex\n"
                                        "A,1980-05-17,yes,female\n"
                                        "B,17/05/1980,yes,female\n"
                                        "C,1980-05-17,perhaps,female\n"
                                        ",1980-05-17,yes,female\n"
                                        "D,1980-05-17,yes,woman\n");
    ASSERT_FALSE(imported);
    const std::string told = all_of(imported.error());
    for (const char* place : {"p.csv:3, column birthDate", "p.csv:4, column mayBePhoned",
                              "p.csv:5, column family", "p.csv:6, column sex"})
        EXPECT_NE(told.find(place), std::string::npos) << place << "\n" << told;
    EXPECT_EQ(imported.error().size(), 4U) << told;
    EXPECT_TRUE(store->happened_after(0, 10).value().empty());
}

TEST_F(ImportTable, refuses_columns_that_it_does_not_know_and_the_same_person_twice) {
    const auto store = open("record");
    EXPECT_EQ(bring(*store, "family,colour\nA,red\n").error().front().where,
              "p.csv:1, column colour");
    EXPECT_EQ(bring(*store, "given\nA\n").error().front().code, "csv.head");
    EXPECT_EQ(bring(*store, "family,family\nA,B\n").error().front().code, "csv.head");
    const auto twice = bring(*store, "family,given\nA,B\na,b\n");
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().front().where, "p.csv:3");
}

TEST_F(ImportTable, takes_no_date_for_another) {
    const auto store = open("record");
    for (const char* date : {"17/05/1980", "05.17.1980", "17/5/80", "1980-13-01", "31/02/1980"})
        EXPECT_FALSE(
            bring(*store, std::string("family,birthDate\nA,") + date + "\n",
                  std::string(date) == "17/05/1980" ? DateOrder::MonthFirst : DateOrder::DayFirst))
            << date;
}

} // namespace filiform::exchange
