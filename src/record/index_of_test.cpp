// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "record/noun.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

std::set<std::string> values_of(const Noun& noun, const std::string& name) {
    std::set<std::string> values;
    for (const Term& term : index_of(noun).terms)
        if (term.name == name)
            values.insert(term.value);
    return values;
}

using Set = std::set<std::string>;

TEST(Indexing, a_family_name_is_found_from_each_of_its_words_on) {
    EXPECT_EQ(values_of(fixture::patient(), "family"), (Set{"de la cruz", "la cruz", "cruz"}));
    EXPECT_EQ(values_of(fixture::patient(), "given"), (Set{"maria", "jose"}));
}

TEST(Indexing, a_whole_name_is_found_either_way_round) {
    const Set names = values_of(fixture::patient(), "name");
    for (const char* name :
         {"maria jose de la cruz", "jose de la cruz", "de la cruz maria jose", "cruz maria jose"})
        EXPECT_TRUE(names.contains(name)) << name;
}

TEST(Indexing, a_telephone_is_found_by_its_digits_and_a_number_with_and_without_its_system) {
    EXPECT_EQ(values_of(fixture::patient(), "phone"), (Set{"34600000001"}));
    EXPECT_EQ(values_of(fixture::patient(), "identifier"), (Set{"a 17", "urn:invented|a 17"}));
}

TEST(Indexing, days_moments_words_and_references_stand_as_they_are) {
    EXPECT_EQ(values_of(fixture::patient(), "birthdate"), (Set{"1980-05-17"}));
    EXPECT_EQ(values_of(fixture::session(), "date"), (Set{"2026-11-02T10:00:00.000Z"}));
    EXPECT_EQ(values_of(fixture::appointment(), "status"), (Set{"booked"}));
    EXPECT_EQ(values_of(fixture::session(), "plan"), (Set{"plan-1"}));
    EXPECT_EQ(values_of(fixture::room(), "active"), (Set{"true"}));
}

TEST(Indexing, no_term_is_there_twice) {
    Patient patient = fixture::patient();
    patient.given = {"Ana", "ANA"};
    const auto terms = index_of(patient).terms;
    for (const Term& term : terms)
        EXPECT_EQ(std::count(terms.begin(), terms.end(), term), 1) << term.name << term.value;
}

TEST(Indexing, a_reference_has_its_place_and_its_kinds) {
    const auto references = index_of(fixture::session()).references;
    const auto found = std::find_if(references.begin(), references.end(), [](const auto& one) {
        return one.field == "/needles/0/stock";
    });
    ASSERT_NE(found, references.end());
    EXPECT_EQ(found->id, EntryId("stock-1"));
    EXPECT_EQ(found->kinds, std::vector{Kind::Stock});
    EXPECT_EQ(references.size(), 6U); // patient, episode, plan, consent, practitioner, stock
}

TEST(Indexing, bytes_spoken_of_are_told_wherever_they_are) {
    const std::string digest(64, 'a');
    Plan plan = fixture::plan();
    plan.documents = {{"plan.pdf", "application/pdf", digest, 10}};
    EXPECT_EQ(index_of(plan).blobs, std::vector{digest});
}

TEST(Claims, a_booking_takes_the_time_of_its_practitioner_and_its_room) {
    const auto claims = index_of(fixture::appointment()).claims;
    ASSERT_EQ(claims.size(), 2U);
    EXPECT_EQ(claims[0].of, EntryId("practitioner-1"));
    EXPECT_EQ(claims[1].of, EntryId("room-1"));
    EXPECT_EQ(claims[1].from, fixture::moment("2026-11-09T09:00:00Z"));
    EXPECT_EQ(claims[1].to, fixture::moment("2026-11-09T09:30:00Z"));
}

TEST(Claims, only_what_is_booked_or_arrived_takes_time) {
    using Status = Appointment::Status;
    for (const auto& [status, claims] :
         {std::pair(Status::Proposed, 0U), std::pair(Status::Booked, 2U),
          std::pair(Status::Arrived, 2U), std::pair(Status::Done, 0U),
          std::pair(Status::Cancelled, 0U), std::pair(Status::NoShow, 0U)}) {
        Appointment booking = fixture::appointment();
        booking.status = status;
        EXPECT_EQ(index_of(booking).claims.size(), claims);
    }
}

TEST(Claims, a_mistaken_booking_takes_no_time) {
    EXPECT_TRUE(index_of(fixture::appointment(), State::Mistaken).claims.empty());
}

TEST(SearchParameters, every_term_that_is_written_can_be_asked_for) {
    for (const Kind kind : every_kind()) {
        Set names;
        for (const SearchParameter& parameter : search_parameters(kind))
            EXPECT_TRUE(names.insert(parameter.name).second) << parameter.name;
        base::RandomStream random(4, static_cast<std::uint64_t>(kind));
        for (int i = 0; i < 50; ++i)
            for (const Term& term : index_of(drawn_noun(kind, random)).terms)
                EXPECT_TRUE(names.contains(term.name)) << text(kind) << " " << term.name;
    }
}

TEST(SearchParameters, everything_about_a_patient_is_found_by_the_patient) {
    for (const Noun& noun : fixture::one_of_each()) {
        if (patient_of(noun).is_empty())
            continue;
        EXPECT_EQ(values_of(noun, "patient"), Set{"patient-1"}) << text(kind_of(noun));
    }
}

} // namespace
} // namespace filiform::record
