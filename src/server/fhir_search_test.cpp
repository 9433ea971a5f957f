// SPDX-License-Identifier: Apache-2.0
#include "server/fhir_fixture.h"

namespace filiform::server {

class FhirSearches : public FhirClinic {
  public:
    FhirSearches() {
        put_five();
        ada_ = as(Role::Clinician);
    }
    /// Every page from here on, one after the other, and how many there were.
    std::string walk(std::string rest, int& pages) {
        std::string all;
        for (pages = 0; !rest.empty() && pages < 20; ++pages) {
            const Answer page = fetch(ada_, rest);
            EXPECT_EQ(page.status, 200) << page.body;
            const std::string found = entries_of(page, "match");
            all += (all.empty() || found.empty() ? "" : " ") + found;
            rest = link_of(page, "next");
        }
        return all;
    }

  protected:
    Login ada_;
};

TEST_F(FhirSearches, pages_follow_each_other_until_all_is_told_once) {
    int pages = 0;
    EXPECT_EQ(walk("/Patient?_sort=birthdate&_count=2", pages),
              "Patient/pA Patient/pB Patient/pC Patient/pD Patient/pE");
    EXPECT_EQ(pages, 3);
    std::string all = walk("/Patient?_count=1", pages);
    EXPECT_EQ(pages, 5);
    for (const char* one : {"pA", "pB", "pC", "pD", "pE"})
        EXPECT_NE(all.find(one), std::string::npos) << all;
}

TEST_F(FhirSearches, an_order_the_store_does_not_know_is_made_here) {
    int pages = 0;
    EXPECT_EQ(walk("/Patient?_sort=-family&_count=2", pages),
              "Patient/pE Patient/pD Patient/pC Patient/pB Patient/pA");
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(walk("/Patient?_sort=-birthdate", pages),
              "Patient/pE Patient/pD Patient/pC Patient/pB Patient/pA");
}

TEST_F(FhirSearches, resources_of_several_kinds_of_entries_are_walked_through) {
    put_visit();
    base::RandomStream random(3, 9);
    for (int i = 0; i < 3; ++i) {
        json::object body =
            json::parse(record::write_noun(record::drawn_noun(Kind::Session, random))).as_object();
        body["patient"] = "pA";
        put(Kind::Session, "s" + std::to_string(i), json::serialize(body));
    }
    int pages = 0;
    const std::string whole = walk("/Encounter?_count=500", pages);
    EXPECT_EQ(pages, 1);
    EXPECT_NE(whole.find("Encounter/a1"), std::string::npos);
    EXPECT_EQ(walk("/Encounter?_count=1", pages), whole);
    EXPECT_EQ(pages, 4);
    const std::string needles = walk("/Procedure?_count=500", pages);
    EXPECT_EQ(walk("/Procedure?_count=2", pages), needles);
    const Answer counted = fetch(ada_, "/Encounter?_summary=count");
    EXPECT_EQ(body_of(counted).at("total"), 4);
}

TEST_F(FhirSearches, parameters_narrow_what_is_found) {
    EXPECT_EQ(entries_of(fetch(ada_, "/Patient?family=c")), "Patient/pC");
    EXPECT_EQ(entries_of(fetch(ada_, "/Patient?birthdate=ge1953-01-01&_sort=birthdate")),
              "Patient/pD Patient/pE");
    EXPECT_EQ(entries_of(fetch(ada_, "/Patient?_id=pA,pB&_sort=birthdate")),
              "Patient/pA Patient/pB");
    EXPECT_EQ(entries_of(fetch(ada_, "/Patient?_lastUpdated=gt2099-01-01")), "");
    const json::object counted = body_of(fetch(ada_, "/Patient?birthdate=lt1952&_total=accurate"));
    EXPECT_EQ(counted.at("total"), 2);
}

TEST_F(FhirSearches, what_is_not_known_is_left_out_and_said_or_refused) {
    const Answer lenient = fetch(ada_, "/Patient?family=A&colour=red");
    EXPECT_EQ(entries_of(lenient, "match"), "Patient/pA");
    EXPECT_EQ(entries_of(lenient, "outcome"), "OperationOutcome");
    EXPECT_EQ(link_of(lenient, "self"), "/Patient?family=A");
    EXPECT_EQ(issue_of(fetch(ada_, "/Patient?colour=red", {{"prefer", "handling=strict"}})),
              "400 not-supported colour");
    EXPECT_EQ(issue_of(fetch(ada_, "/Patient?birthdate=soon")), "400 value birthdate");
    EXPECT_EQ(issue_of(fetch(ada_, "/Patient?_after=nonsense")), "400 value _after");
    EXPECT_EQ(issue_of(fetch(ada_, "/Patient?_after=0~x~nonsense")), "400 value _after");
    EXPECT_EQ(issue_of(fetch(ada_, "/Nonsense")), "404 not-supported");
}

TEST_F(FhirSearches, what_is_named_and_what_names_it_can_come_along) {
    put_visit();
    const Answer named = fetch(ada_, "/Encounter?_include=Encounter:patient");
    EXPECT_EQ(entries_of(named, "match"), "Encounter/a1");
    EXPECT_EQ(entries_of(named, "include"), "Patient/pA");
    const Answer naming = fetch(ada_, "/Patient?family=A&_revinclude=EpisodeOfCare:patient");
    EXPECT_EQ(entries_of(naming, "match"), "Patient/pA");
    EXPECT_EQ(entries_of(naming, "include"), "EpisodeOfCare/e1");
    EXPECT_GE(audited("search", "pA"), 2U);
}

TEST_F(FhirSearches, everything_of_a_patient_begins_with_the_patient) {
    put_visit();
    const Answer all = fetch(ada_, "/Patient/pA/$everything");
    const std::string told = entries_of(all);
    EXPECT_TRUE(told.starts_with("Patient/pA ")) << told;
    EXPECT_NE(told.find("EpisodeOfCare/e1"), std::string::npos);
    EXPECT_NE(told.find("Encounter/a1"), std::string::npos);
    EXPECT_EQ(told.find("pB"), std::string::npos);
    std::string paged, rest = "/Patient/pA/$everything?_count=1";
    while (!rest.empty()) {
        const Answer page = fetch(ada_, rest);
        ASSERT_EQ(page.status, 200) << page.body;
        paged += (paged.empty() ? "" : " ") + entries_of(page);
        rest = link_of(page, "next");
    }
    EXPECT_EQ(paged, told);
    EXPECT_EQ(issue_of(fetch(ada_, "/Patient/pA/$everything?start=2026")),
              "400 not-supported start");
    EXPECT_EQ(issue_of(fetch(ada_, "/Patient/nobody/$everything")), "404 not-found");
}

} // namespace filiform::server
