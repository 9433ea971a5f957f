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

#include "chart/citation.h"
#include "fhir/bundle.h"
#include "fhir/capability.h"
#include "fhir/cds_hooks.h"
#include "fhir/cds_table.h"
#include "fhir/codes.h"
#include "fhir/measures.h"
#include "fhir/outcome.h"
#include "fhir/trail.h"
#include "knowledge/carried_library.h"
#include "knowledge/finding.h"
#include "knowledge/screening_notes.h"

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

std::vector<std::string> resources() {
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
    return documents;
}

/// A month of one measure: a share, one of too few, and one in parts.
fhir::ReportFact reported(const fhir::MeasureFacts& measure) {
    fhir::ReportFact fact;
    fact.measure = &measure;
    fact.from = *base::read_date("2026-11-01");
    fact.to = *base::read_date("2026-11-30");
    fact.made = *base::read_instant("2026-12-01T09:00:00Z");
    fact.is_not_for = "Not for ranking.";
    fact.groups = {{"bruise", "bruise", {3, 40, 0.075, 0.0157, 0.2039, {}}, {}},
                   {"moderate_or_worse", "moderate or worse", {0, 0, {}, 0, 1, {}}, {}},
                   {"nprs_leg",
                    "nprs_leg",
                    {15, 30, 0.5, 0.33, 0.67, 34},
                    {{"cause", {{"disc_herniation", {9, 20, 0.45, 0.26, 0.66, 21}}}}}}};
    return fact;
}

/// What is served around the resources, made from a session and what happened to it.
std::vector<std::string> frames() {
    base::RandomStream random(4, 2);
    const fhir::Context context{
        "https://clinic.example/fhir/R4", record::EntryId("c1"), false, {}, {}, {}};
    const record::Entry entry = entry_of(record::Kind::Session, record::State::Signed);
    const auto all =
        fhir::resources_of(entry, record::drawn_noun(record::Kind::Session, random), context);
    fhir::FoundPage page;
    page.found.assign(all.begin(), all.begin() + 1);
    page.included.assign(all.begin() + 1, all.end());
    page.total = 1;
    page.self = context.base + "/Encounter?_id=e1";
    page.outcome = fhir::operation_outcome(
        {{"fhir.search_parameter", "colour", "Not known.", "Leave it out."}},
        fhir::Severity::Warning);
    const fhir::Agent clinician{"u1", fhir::ResourceType::Practitioner, record::EntryId("d1")};
    fhir::AuditFact fact{7,
                         entry.at,
                         clinician,
                         "read",
                         record::Kind::Session,
                         entry.id,
                         record::EntryId("p1"),
                         "done",
                         "asked",
                         "127.0.0.1"};
    fhir::AuditFact nobody{8,  entry.at, {"nobody", {}, {}}, "log_in", {},
                           {}, {},       "refused",          "",       ""};
    fhir::FoundPage empty;
    std::vector<std::string> documents{
        fhir::write_searchset(page, context),
        fhir::write_searchset(empty, context),
        page.outcome,
        fhir::write_history({{all[0], 2, entry.at, true}, {all[0], 1, entry.at, false}},
                            context.base + "/Encounter/e1/_history", context),
        fhir::write_answers(
            true, {{"201 Created", "Encounter/e1/_history/1", 1, entry.at, all[0].json, ""},
                   {"204 No Content", "", {}, {}, "", page.outcome}}),
        fhir::capability_statement({"0.1.0", entry.at}, context),
        fhir::provenance_of(entry, all, clinician, context).json,
        fhir::audit_event_of(fact, context).json,
        fhir::audit_event_of(nobody, {}).json,
        fhir::slot_of({record::EntryId("h1"), entry.at, entry.at + std::chrono::minutes(30)},
                      context)
            .json,
        fhir::binary_of({std::string(64, 'a'), "application/pdf", "%PDF", record::Kind::Letter,
                         record::EntryId("l1")})
            .json};
    for (const fhir::MeasureFacts& measure : fhir::every_measure()) {
        documents.push_back(fhir::measure_of(measure).json);
        documents.push_back(fhir::measure_report_of(reported(measure), context).json);
        documents.push_back(fhir::measure_report_of(reported(measure), {}).json);
    }
    return documents;
}

/// A patient's screening as a server would have it, with these answers known.
chart::Screening screened(const std::map<chart::FindingId, chart::Answer>& answers) {
    const knowledge::Library& library = knowledge::carried();
    chart::Consultation consultation;
    consultation.on = *base::read_date("2026-11-29");
    consultation.patient.birth_date = *base::read_date("1950-01-02");
    consultation.answers = answers;
    const auto checked = knowledge::check_answers(library.findings, consultation, "call");
    EXPECT_TRUE(checked.has_value()) << base::sentence(checked.error().front());
    return knowledge::notes_of(library, *checked, knowledge::screen(library.screening, *checked));
}

std::string hook_call(const std::string& hook, const std::string& context) {
    return R"({"hook":")" + hook + R"(","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",)" +
           R"("context":{"userId":"Practitioner/1","patientId":"p1")" + context +
           R"(},"prefetch":{"patient":{"resourceType":"Patient","birthDate":"1950-01-02"},)" +
           R"("conditions":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition",)" +
           R"("id":"c1","code":{"text":"Haemophilia A","coding":[{"system":)" +
           R"("http://hl7.org/fhir/sid/icd-10","code":"D66"}]}}}]},"medications":{"resourceType":)" +
           R"("Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"m1","status":)" +
           R"("active","medicationCodeableConcept":{"text":"Warfarin 5 mg","coding":[{"system":)" +
           R"("http://www.whocc.no/atc","code":"B01AA03"}]}}}]},"observations":null}})";
}

std::string cards_for(const std::string& service, const std::string& context) {
    const fhir::HookService& called = *fhir::find_hook_service(service);
    const auto request =
        fhir::read_hook_request(called, hook_call(std::string(called.hook), context));
    EXPECT_TRUE(request.has_value()) << base::sentence(request.error().front());
    return fhir::write_cards(*request, {screened({}), screened(fhir::known_answers(*request)),
                                        "https://clinic.example/patients/p1"});
}

std::vector<std::string> cards() {
    const std::string draft =
        R"(,"selections":["ServiceRequest/o1"],"draftOrders":{"resourceType":"Bundle","entry":[)"
        R"({"resource":{"resourceType":"ServiceRequest","id":"o1","code":{"coding":[{"system":)"
        R"("http://www.ama-assn.org/go/cpt","code":"20560"}]}}}]})";
    return {cards_for("needling-safety-view", ""), cards_for("needling-safety-order", draft)};
}

TEST(CdsHooksTable, speaks_only_of_findings_that_the_library_has) {
    const knowledge::Library& library = knowledge::carried();
    for (const fhir::FindingRule& rule : fhir::carried_findings().rules) {
        const knowledge::Finding* finding = knowledge::find_finding(library.findings, rule.finding);
        ASSERT_NE(finding, nullptr) << rule.finding;
        EXPECT_NE(chart::find_citation(chart::SourceId(rule.source)), nullptr) << rule.source;
        const auto kind = rule.choice.empty()      ? knowledge::FindingKind::Number
                          : rule.is_one_of_several ? knowledge::FindingKind::Choices
                                                   : knowledge::FindingKind::Choice;
        EXPECT_EQ(finding->kind, kind) << rule.finding;
        const bool has_choice = std::any_of(finding->choices.begin(), finding->choices.end(),
                                            [&](const auto& one) { return one.id == rule.choice; });
        EXPECT_TRUE(rule.choice.empty() || has_choice) << rule.finding << " " << rule.choice;
        EXPECT_NE(rule.choice, "none");
    }
}

TEST(FhirCodes, cite_sources_that_are_known) {
    for (const fhir::CodeSet& set : fhir::carried_codes())
        for (const fhir::CodeSet::Word& word : set.words)
            for (const fhir::Code& code : word.codes)
                EXPECT_NE(chart::find_citation(chart::SourceId(code.source)), nullptr)
                    << set.name << " " << word.word;
}

/// What every validator has to refuse.
std::vector<std::string> wrong() {
    return {
        R"({"resourceType":"Patient","gender":"xx"})",
        R"({"resourceType":"Patient","birthDate":"1980-13-45"})",
        R"({"resourceType":"Procedure","status":"completed"})",
        R"({"resourceType":"Patient","surname":"A"})",
        R"({"cards":[{"summary":"a","indicator":"blue","source":{"label":"x"}}]})",
        R"({"cards":[{"summary":"a","indicator":"info","source":{"label":"x"},"detail":null}]})"};
}

/// All of it read by one process, which takes seconds to start.
class FhirValidators : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        for (const auto& group : {resources(), frames(), cards(), wrong()}) {
            documents.insert(documents.end(), group.begin(), group.end());
            ends.push_back(documents.size());
        }
        said = judged(documents);
    }
    /// The lines of one group that failed, counted from its first.
    static std::set<std::size_t> failed(std::size_t group) {
        const std::size_t begin = group == 0 ? 0 : ends.at(group - 1);
        std::set<std::size_t> lines;
        for (const json::value& one : said.at("failures").as_array()) {
            const auto line = static_cast<std::size_t>(one.as_object().at("line").as_int64());
            if (line > begin && line <= ends.at(group))
                lines.insert(line - begin);
        }
        return lines;
    }
    static inline std::vector<std::string> documents;
    static inline std::vector<std::size_t> ends;
    static inline json::object said;
};

TEST_F(FhirValidators, read_every_document) {
    ASSERT_TRUE(said.contains("checked"));
    EXPECT_EQ(said.at("checked").as_int64(), static_cast<std::int64_t>(documents.size()));
    for (const fhir::TypeFacts& one : fhir::every_type())
        EXPECT_TRUE(said.at("byType").as_object().contains(one.name)) << one.name;
}

TEST_F(FhirValidators, pass_every_resource_made_from_drawn_nouns) {
    EXPECT_TRUE(failed(0).empty()) << told(said, documents);
}

TEST_F(FhirValidators, pass_bundles_statements_and_what_tells_of_the_history) {
    EXPECT_TRUE(failed(1).empty()) << told(said, documents);
}

TEST_F(FhirValidators, pass_the_cards_for_a_patient_who_bleeds) {
    EXPECT_TRUE(failed(2).empty()) << told(said, documents);
    for (const std::string& one : cards()) {
        EXPECT_NE(one.find("Haemophilia A (Condition/c1)"), std::string::npos) << one;
        EXPECT_NE(one.find("Warfarin 5 mg (MedicationRequest/m1)"), std::string::npos);
        EXPECT_NE(one.find(R"("indicator":"critical")"), std::string::npos);
        EXPECT_NE(one.find("What is not known is not taken for no."), std::string::npos);
    }
}

TEST_F(FhirValidators, do_not_pass_what_is_wrong) {
    EXPECT_EQ(failed(3), (std::set<std::size_t>{1, 2, 3, 4, 5, 6}));
}

} // namespace
