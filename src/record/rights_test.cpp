// SPDX-License-Identifier: Apache-2.0
#include "record/rights.h"

#include <gtest/gtest.h>

#include "record/choice.h"
#include "record/noun.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

constexpr std::array roles{Role::Clinician, Role::Reception, Role::Lead, Role::Patient,
                           Role::Integrator};
constexpr std::array actions{Action::See, Action::Create, Action::Change, Action::Sign,
                             Action::Erase};
constexpr std::array states{State::Open,      State::Signed,   State::Superseded,
                            State::Withdrawn, State::Mistaken, State::Erased};

bool is_clinical(Kind kind) {
    switch (kind) {
    case Kind::Episode:
    case Kind::Assessment:
    case Kind::Plan:
    case Kind::Consent:
    case Kind::Session:
    case Kind::AdverseEvent:
    case Kind::Instrument:
    case Kind::Outcome:
    case Kind::Task:
    case Kind::Message:
    case Kind::Letter:
        return true;
    default:
        return false;
    }
}

TEST(Rights, reception_does_nothing_with_what_is_clinical) {
    for (const Kind kind : every_kind())
        for (const Action action : actions)
            if (is_clinical(kind)) {
                EXPECT_EQ(carried_rights().reach(Role::Reception, kind, action), Reach::None)
                    << text(kind);
            }
}

TEST(Rights, reception_books_and_knows_who_comes) {
    for (const Kind kind : {Kind::Patient, Kind::Appointment, Kind::WaitingEntry})
        for (const Action action : {Action::See, Action::Create, Action::Change})
            EXPECT_EQ(carried_rights().reach(Role::Reception, kind, action), Reach::Any);
}

TEST(Rights, a_patient_gets_at_nothing_of_another_patient) {
    for (const Noun& noun : fixture::one_of_each()) {
        if (patient_of(noun).is_empty() && kind_of(noun) != Kind::Patient)
            continue; // the clinic's
        for (const Action action : actions)
            for (const State state : states)
                for (const bool is_their_writing : {false, true})
                    EXPECT_FALSE(carried_rights().allow(Role::Patient, kind_of(noun), action,
                                                        {Whose::Others, state, is_their_writing}))
                        << text(kind_of(noun));
    }
}

TEST(Rights, a_patient_sees_a_note_once_it_is_signed_and_not_when_it_was_a_mistake) {
    for (const Kind kind : {Kind::Assessment, Kind::Plan, Kind::Session, Kind::Letter}) {
        const auto sees = [&](State state) {
            return carried_rights().allow(Role::Patient, kind, Action::See, {Whose::Own, state});
        };
        EXPECT_FALSE(sees(State::Open));
        EXPECT_TRUE(sees(State::Signed));
        EXPECT_TRUE(sees(State::Superseded));
        EXPECT_FALSE(sees(State::Mistaken));
    }
}

TEST(Rights, a_patient_writes_answers_messages_bookings_and_how_they_are_reached) {
    for (const Kind kind : every_kind()) {
        const bool creates =
            carried_rights().reach(Role::Patient, kind, Action::Create) != Reach::None;
        EXPECT_EQ(creates, kind == Kind::Outcome || kind == Kind::Message ||
                               kind == Kind::Appointment || kind == Kind::WaitingEntry ||
                               kind == Kind::Assessment)
            << text(kind);
        EXPECT_EQ(carried_rights().reach(Role::Patient, kind, Action::Sign), Reach::None);
    }
    EXPECT_EQ(carried_rights().reach(Role::Patient, Kind::Patient, Action::Change), Reach::Own);
}

TEST(Rights, a_patient_sees_and_changes_an_assessment_that_they_began_until_the_clinic_goes_on) {
    const auto may = [](Action action, State state, bool is_their_writing) {
        return carried_rights().allow(Role::Patient, Kind::Assessment, action,
                                      {Whose::Own, state, is_their_writing});
    };
    EXPECT_TRUE(may(Action::See, State::Open, true));
    EXPECT_TRUE(may(Action::Change, State::Open, true));
    EXPECT_FALSE(may(Action::See, State::Open, false));
    EXPECT_FALSE(may(Action::Change, State::Open, false));
    for (const bool is_their_writing : {false, true}) {
        EXPECT_TRUE(may(Action::See, State::Signed, is_their_writing));
        EXPECT_FALSE(may(Action::Change, State::Signed, is_their_writing));
        EXPECT_FALSE(may(Action::See, State::Mistaken, is_their_writing));
        EXPECT_FALSE(may(Action::Sign, State::Open, is_their_writing));
    }
}

TEST(Rights, only_a_lead_makes_a_patient_anonymous) {
    for (const Role role : roles)
        for (const Kind kind : every_kind())
            EXPECT_EQ(carried_rights().reach(role, kind, Action::Erase) != Reach::None,
                      role == Role::Lead && kind == Kind::Patient);
}

TEST(Rights, a_lead_may_all_that_a_clinician_may) {
    for (const Kind kind : every_kind())
        for (const Action action : actions)
            EXPECT_GE(carried_rights().reach(Role::Lead, kind, action),
                      carried_rights().reach(Role::Clinician, kind, action));
}

TEST(Rights, nobody_writes_what_they_may_not_see) {
    for (const Role role : roles)
        for (const Kind kind : every_kind())
            for (const Action action : {Action::Create, Action::Change, Action::Sign}) {
                const bool writes = carried_rights().reach(role, kind, action) != Reach::None;
                EXPECT_TRUE(!writes ||
                            carried_rights().reach(role, kind, Action::See) != Reach::None)
                    << text(role) << " " << text(kind);
            }
}

TEST(Rights, a_program_signs_nothing) {
    for (const Kind kind : every_kind())
        EXPECT_EQ(carried_rights().reach(Role::Integrator, kind, Action::Sign), Reach::None);
}

TEST(Rights, a_table_with_a_wrong_word_or_a_missing_kind_is_refused) {
    const auto wrong = read_rights("rights:\n  patient:\n    lead: {see: all}\n", "r.yaml");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error()[0].code, "rights.word");
    EXPECT_EQ(wrong.error()[0].where, "r.yaml:3");
    EXPECT_EQ(wrong.error().size(), every_kind().size()); // the word, and all kinds but one
}

TEST(BreakGlass, a_restricted_patient_is_opened_with_a_reason_by_those_who_do_not_treat_them) {
    Patient patient = fixture::patient();
    const std::vector episodes{fixture::episode()};
    const EntryId theirs("practitioner-1");
    const EntryId another("practitioner-2");
    EXPECT_FALSE(needs_reason(Role::Clinician, another, patient, episodes));
    patient.is_restricted = true;
    EXPECT_TRUE(needs_reason(Role::Clinician, another, patient, episodes));
    EXPECT_TRUE(needs_reason(Role::Lead, another, patient, episodes));
    EXPECT_TRUE(needs_reason(Role::Clinician, EntryId(), patient, {}));
    EXPECT_FALSE(needs_reason(Role::Clinician, theirs, patient, episodes));
    EXPECT_FALSE(needs_reason(Role::Reception, EntryId(), patient, episodes));
}

TEST(BreakGlass, an_episode_that_is_over_opens_nothing_any_more) {
    Patient patient = fixture::patient();
    patient.is_restricted = true;
    Episode over = fixture::episode();
    over.status = Episode::Status::Finished;
    EXPECT_TRUE(needs_reason(Role::Clinician, EntryId("practitioner-1"), patient, {&over, 1}));
}

} // namespace
} // namespace filiform::record
