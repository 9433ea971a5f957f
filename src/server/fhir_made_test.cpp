// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "base/digest.h"
#include "record/record_fixture.h"
#include "server/fhir_fixture.h"

namespace filiform::server {

namespace fixture = record::fixture;

/// What FHIR shows that is of no entry. practitioner-1 works in Madrid on Mondays from nine to one
/// by half hours, 08:00 to 12:00 UTC, and has a booking on 9 November 2026 at 09:00 UTC.
class FhirMade : public FhirClinic {
  public:
    FhirMade() {
        now_ = fixture::moment("2026-11-02T12:00:00Z");
        put_noun("clinic-1", fixture::clinic());
        put_noun("practitioner-1", fixture::practitioner());
        put_noun("hours-1", fixture::hours());
        put_noun("booking-1", fixture::appointment());
        put_patient("pA", "Alpha");
        ada_ = as(Role::Clinician, "practitioner-1");
    }
    record::Entry put_noun(const std::string& id, const record::Noun& noun,
                           record::State state = record::State::Open) {
        return put(record::kind_of(noun), id, record::write_noun(noun), state);
    }
    static json::object first_of(const Answer& bundle) {
        return body_of(bundle).at("entry").as_array().front().at("resource").as_object();
    }
    static std::size_t count_in(const Answer& bundle) {
        const json::object body = body_of(bundle);
        return body.contains("entry") ? body.at("entry").as_array().size() : 0;
    }

  protected:
    Login ada_;
};

TEST_F(FhirMade, slots_are_the_steps_of_a_schedule_free_or_busy) {
    const std::string week =
        "/Slot?schedule=Schedule/hours-1&start=ge2026-11-09&start=lt2026-11-10";
    EXPECT_EQ(count_in(fetch(ada_, week)), 8U);
    EXPECT_EQ(count_in(fetch(ada_, week + "&status=free")), 7U);
    const Answer busy = fetch(ada_, week + "&status=busy");
    ASSERT_EQ(count_in(busy), 1U);
    const json::object slot = first_of(busy);
    EXPECT_EQ(slot.at("start"), "2026-11-09T09:00:00.000Z");
    EXPECT_EQ(slot.at("end"), "2026-11-09T09:30:00.000Z");
    EXPECT_EQ(slot.at("schedule").at("reference"), "Schedule/hours-1");
    const std::string id(slot.at("id").as_string());
    const Answer read = fetch(ada_, "/Slot/" + id);
    EXPECT_EQ(body_of(read), slot) << read.body;
    EXPECT_EQ(entries_of(fetch(ada_, "/Slot?_id=" + id)), "Slot/" + id);
    EXPECT_EQ(entries_of(fetch(ada_, week + "&status=busy&_include=Slot:schedule")),
              "Slot/" + id + " Schedule/hours-1");
}

TEST_F(FhirMade, slots_are_of_the_next_two_weeks_unless_it_is_said_and_of_a_hundred_days_at_most) {
    EXPECT_EQ(count_in(fetch(ada_, "/Slot")), 16U); // today's are over; the ninth and sixteenth
    EXPECT_EQ(issue_of(fetch(ada_, "/Slot?start=ge2026-11-01&start=lt2027-11-01")),
              "422 too-costly start");
    EXPECT_EQ(count_in(fetch(ada_, "/Slot?start=lt2026-11-01")), 0U);
    EXPECT_EQ(count_in(fetch(ada_, "/Slot?schedule=Schedule/other")), 0U);
}

TEST_F(FhirMade, slots_are_counted_sorted_and_paged) {
    const std::string day = "/Slot?start=2026-11-09";
    EXPECT_EQ(body_of(fetch(ada_, day + "&_summary=count")).at("total"), 8);
    const Answer page = fetch(ada_, day + "&_sort=-start&_count=3&_total=accurate");
    EXPECT_EQ(body_of(page).at("total"), 8);
    EXPECT_EQ(first_of(page).at("start"), "2026-11-09T11:30:00.000Z");
    const Answer second = fetch(ada_, link_of(page, "next"));
    EXPECT_EQ(first_of(second).at("start"), "2026-11-09T10:00:00.000Z");
    const Answer third = fetch(ada_, link_of(second, "next"));
    EXPECT_EQ(count_in(third), 2U);
}

TEST_F(FhirMade, slots_that_are_none_are_not_there) {
    for (const char* id : {"hours-1", "hours-1.s1", "hours-1.sx", "practitioner-1.s29700000",
                           "nowhere.s29700000", "hours-1.s999999999999999"})
        EXPECT_EQ(fetch(ada_, std::string("/Slot/") + id).status, 404) << id;
    EXPECT_EQ(issue_of(fetch(ada_, "/Slot/hours-1.s1/_history")).substr(0, 3), "405");
    EXPECT_EQ(send(ada_, Method::Post, "/fhir/R4/Slot", R"({"resourceType":"Slot"})").status, 405);
}

TEST_F(FhirMade, provenance_tells_who_wrote_each_version_when_and_with_what) {
    const Answer changed =
        send(ada_, Method::Put, "/api/v1/patients/pA",
             R"({"body":{"family":"Beta"},"reason":"married"})", {{"if-match", "\"1\""}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    const Answer found = fetch(ada_, "/Provenance?target=Patient/pA");
    EXPECT_EQ(entries_of(found), "Provenance/pA.v1 Provenance/pA.v2");
    EXPECT_EQ(entries_of(fetch(ada_, "/Provenance?patient=pA")), entries_of(found));
    const json::object made = body_of(fetch(ada_, "/Provenance/pA.v2"));
    EXPECT_EQ(made.at("target").as_array().front().at("reference"), "Patient/pA/_history/2");
    EXPECT_EQ(made.at("reason").as_array().front().at("text"), "married");
    const json::array& agents = made.at("agent").as_array();
    ASSERT_EQ(agents.size(), 2U);
    EXPECT_EQ(agents[0].at("who").at("reference"), "Practitioner/practitioner-1");
    EXPECT_EQ(agents[1].at("who").at("display"), "Filiform");
    EXPECT_EQ(entries_of(fetch(ada_, "/Provenance?target=Patient/pA&agent=practitioner-1")),
              "Provenance/pA.v2");
    EXPECT_EQ(entries_of(fetch(ada_, "/Patient?_id=pA&_revinclude=Provenance:target")),
              "Patient/pA Provenance/pA.v1 Provenance/pA.v2");
    EXPECT_EQ(entries_of(fetch(ada_, "/Provenance?_id=pA.v2&_include=Provenance:target")),
              "Provenance/pA.v2 Patient/pA");
}

TEST_F(FhirMade, provenance_is_of_what_the_caller_may_see) {
    EXPECT_EQ(issue_of(fetch(ada_, "/Provenance")), "422 too-costly");
    put_visit(); // an assessment of pA, which is a draft
    const Login other = as(Role::Patient, "pB");
    EXPECT_EQ(fetch(other, "/Provenance/pA.v1").status, 404);
    EXPECT_EQ(count_in(fetch(other, "/Provenance?target=Patient/pA")), 0U);
    const Login own = as(Role::Patient, "pA");
    EXPECT_EQ(fetch(own, "/Provenance/pA.v1").status, 200);
    EXPECT_EQ(fetch(own, "/Provenance/a1.v1").status, 404);
    EXPECT_EQ(fetch(ada_, "/Provenance/a1.v1").status, 200);
    for (const char* id : {"pA.v2", "pA.v0", "pA.vx", "pA", "nobody.v1"})
        EXPECT_EQ(fetch(ada_, std::string("/Provenance/") + id).status, 404) << id;
}

TEST_F(FhirMade, the_audit_is_read_by_the_lead_alone) {
    ASSERT_EQ(fetch(ada_, "/Patient/pA").status, 200);
    const Login lead = as(Role::Lead);
    const Answer found = fetch(lead, "/AuditEvent?patient=pA&action=R");
    ASSERT_EQ(count_in(found), 1U) << found.body;
    const json::object event = first_of(found);
    EXPECT_EQ(event.at("agent").as_array().front().at("who").at("reference"),
              "Practitioner/practitioner-1");
    EXPECT_EQ(event.at("entity").as_array().front().at("what").at("reference"), "Patient/pA");
    const std::string id(event.at("id").as_string());
    EXPECT_EQ(body_of(fetch(lead, "/AuditEvent/" + id)), event);
    for (const char* search : {"agent=Practitioner/practitioner-1", "entity=Patient/pA",
                               "date=ge2026-11-02", "outcome=0"})
        EXPECT_NE(entries_of(fetch(lead, std::string("/AuditEvent?_count=500&") + search)).find(id),
                  std::string::npos)
            << search;
    for (const char* search : {"agent=Practitioner/other", "entity=Patient/pB", "date=lt2026-11-02",
                               "outcome=8&entity=Patient/pA"})
        EXPECT_EQ(count_in(fetch(lead, std::string("/AuditEvent?") + search)), 0U) << search;
    for (const Login& who :
         {ada_, as(Role::Reception), as(Role::Patient, "pA"), with_token("system/*.cruds")}) {
        EXPECT_EQ(fetch(who, "/AuditEvent").status, 403);
        EXPECT_EQ(fetch(who, "/AuditEvent/" + id).status, 403);
    }
    for (const char* wrong : {"a0", "a999999", "b1", "a01"})
        EXPECT_EQ(fetch(lead, std::string("/AuditEvent/") + wrong).status, 404) << wrong;
}

TEST_F(FhirMade, the_audit_goes_on_page_by_page_and_can_be_turned_round) {
    const Login lead = as(Role::Lead);
    std::vector<std::string> ids;
    std::string next = "/AuditEvent?_count=3&date=ge2026-11-02";
    for (int i = 0; i < 50 && !next.empty(); ++i) {
        const Answer page = fetch(lead, next);
        ASSERT_EQ(page.status, 200) << page.body;
        const json::object bundle = body_of(page);
        for (const json::value& entry : bundle.at("entry").as_array())
            ids.emplace_back(entry.at("resource").at("id").as_string());
        next.clear();
        for (const json::value& link : bundle.at("link").as_array())
            if (link.at("relation") == "next")
                next = link_of(page, "next");
    }
    EXPECT_GT(ids.size(), 6U);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
    EXPECT_EQ(fetch(lead, "/AuditEvent?_sort=-date&_count=1").status, 200);
    EXPECT_EQ(issue_of(fetch(lead, "/AuditEvent?_after=x")), "400 value _after");
}

/// A letter to pA with a page.
class FhirBytes : public FhirMade {
  public:
    FhirBytes() {
        const std::string body =
            R"({"patient":"pA","practitioner":"practitioner-1","type":"patient_sheet","subject":"x",)"
            R"("text":"Dear A","documents":[{"name":"page.pdf","mediaType":"application/pdf",)"
            R"("blob":")" +
            digest_ + R"(","bytes":)" + std::to_string(bytes_.size()) + "}]}";
        const Answer made = post(ada_, "/api/v1/changes",
                                 R"({"writes":[{"kind":"letter","id":"l1","body":)" + body +
                                     R"(}],"blobs":[{"mediaType":"application/pdf","base64":")" +
                                     base::to_base64(bytes_) + R"("}]})");
        EXPECT_EQ(made.status, 200) << made.body;
    }

  protected:
    const std::string bytes_ = "%PDF-1.7 a page";
    const std::string digest_ = base::sha256(bytes_);
};

TEST_F(FhirBytes, what_an_attachment_names_is_handed_over) {
    const json::object letter = body_of(fetch(ada_, "/DocumentReference/l1"));
    std::string url;
    for (const json::value& content : letter.at("content").as_array())
        if (content.at("attachment").as_object().contains("url"))
            url = content.at("attachment").at("url").as_string().c_str();
    ASSERT_EQ(url, "Binary/" + digest_);
    const Answer raw = fetch(ada_, "/" + url);
    EXPECT_EQ(raw.status, 200);
    EXPECT_EQ(raw.media_type, "application/pdf");
    EXPECT_EQ(raw.body, bytes_);
    EXPECT_EQ(header_of(raw, "content-disposition"), "attachment");
    const Answer resource = fetch(ada_, "/" + url, {{"accept", "application/fhir+json"}});
    const json::object binary = body_of(resource);
    EXPECT_EQ(binary.at("contentType"), "application/pdf");
    EXPECT_EQ(binary.at("data"), json::string(base::to_base64(bytes_)));
    EXPECT_EQ(binary.at("securityContext").at("reference"), "DocumentReference/l1");
    EXPECT_EQ(audited("read_document", "pA"), 2U);
}

TEST_F(FhirBytes, bytes_are_seen_with_what_speaks_of_them_and_by_nobody_else) {
    const std::string place = "/Binary/" + digest_;
    const Login own = as(Role::Patient, "pA");
    EXPECT_EQ(fetch(own, place).status, 404); // a draft
    EXPECT_EQ(fetch(as(Role::Patient, "pB"), place).status, 404);
    EXPECT_EQ(fetch(as(Role::Reception), place).status, 404);
    EXPECT_EQ(fetch(with_token("system/Patient.rs"), place).status, 403);
    ASSERT_EQ(post(ada_, "/api/v1/letters/l1/sign", "{}", {{"if-match", "\"1\""}}).status, 200);
    EXPECT_EQ(fetch(own, place).status, 200);
    for (const std::string& id : {std::string(64, '0'), std::string("l1"), digest_.substr(1)})
        EXPECT_EQ(fetch(ada_, "/Binary/" + id).status, 404) << id;
    EXPECT_EQ(fetch(ada_, "/Binary?_id=" + digest_).status, 400);
}

TEST_F(FhirMade, a_search_can_be_sent_as_a_form) {
    const std::vector<Named> form{{"content-type", "application/x-www-form-urlencoded"}};
    const auto search = [&](const std::string& body, const std::string& target) {
        const auto read = read_target(target);
        Request request;
        request.method = Method::Post;
        request.path = read->path;
        request.query = read->query;
        request.headers = form;
        request.headers.insert(request.headers.end(), ada_.headers.begin(), ada_.headers.end());
        request.body = body;
        request.from = "127.0.0.1";
        request.id = "test";
        return server_->answer(std::move(request));
    };
    put_patient("pB", "Beta");
    EXPECT_EQ(entries_of(search("family=alpha&_count=5", "/fhir/R4/Patient/_search")),
              "Patient/pA");
    EXPECT_EQ(entries_of(search("", "/fhir/R4/Patient/_search?family=beta")), "Patient/pB");
    EXPECT_EQ(entries_of(search("family=alpha", "/fhir/R4/Patient/_search?_id=pB")), "");
    EXPECT_EQ(search("family=%zz", "/fhir/R4/Patient/_search").status, 400);
}

TEST_F(FhirMade, what_was_written_of_a_double_is_found_as_the_patients_who_goes_on) {
    put_visit();
    put_patient("pB", "Beta");
    const Answer merged = post(ada_, "/api/v1/patients/pA/merge",
                               R"({"into":"pB","reason":"the same"})", {{"if-match", "\"1\""}});
    ASSERT_EQ(merged.status, 200) << merged.body;
    for (const char* search :
         {"patient=pB", "patient=Patient/pB", "patient=pA", "patient:Patient=pB"})
        EXPECT_EQ(entries_of(fetch(ada_, std::string("/EpisodeOfCare?") + search)),
                  "EpisodeOfCare/e1")
            << search;
    EXPECT_EQ(entries_of(fetch(ada_, "/Encounter?subject=Patient/pB")), "Encounter/a1");
    EXPECT_EQ(body_of(fetch(ada_, "/Encounter?subject=Patient/pB&_summary=count")).at("total"), 1);
    EXPECT_EQ(entries_of(fetch(ada_, "/Encounter?subject=Patient/pC")), "");
    // Whoever finds the double is led to the other.
    const Answer found = fetch(ada_, "/Patient?family=alpha");
    EXPECT_EQ(entries_of(found), "Patient/pA Patient/pB");
    EXPECT_EQ(entries_of(found, "match"), "Patient/pA");
}

TEST_F(FhirMade, the_statement_says_all_of_it) {
    const json::object statement = body_of(ask({Method::Get, "/fhir/R4/metadata", "", {}}));
    std::map<std::string, std::string> told;
    for (const json::value& one :
         statement.at("rest").as_array().front().at("resource").as_array()) {
        std::string interactions;
        for (const json::value& each : one.at("interaction").as_array())
            interactions += std::string(each.at("code").as_string()) + " ";
        told[one.at("type").as_string().c_str()] = interactions;
    }
    for (const char* type : {"Slot", "Provenance", "AuditEvent", "Measure", "MeasureReport"})
        EXPECT_EQ(told[type], "read search-type ") << type;
    EXPECT_EQ(told["Binary"], "read ");
}

} // namespace filiform::server
