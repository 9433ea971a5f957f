// SPDX-License-Identifier: Apache-2.0
#include "record/care_rules.h"

#include <gtest/gtest.h>

#include "record/own_writes.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

using fixture::day;
using fixture::moment;
using fixture::places;

SessionGround ground() {
    return {{EntryId("plan-1"), State::Signed, fixture::plan()},
            {EntryId("consent-1"), State::Signed, fixture::consent()},
            {{EntryId("stock-1"), {EntryId("stock-1"), State::Open, fixture::stock()}}}};
}

/// What is said of the session when one thing of its ground is changed.
template <class Change>
std::string on_ground(const Change& change) {
    SessionGround changed = ground();
    change(changed);
    return places(session_faults(fixture::session(), changed));
}

TEST(SessionGround, of_the_fixtures_is_firm) {
    EXPECT_EQ(places(session_faults(fixture::session(), ground())), "");
}

TEST(SessionGround, a_plan_that_is_a_draft_or_superseded_is_not_carried_out) {
    for (const State state : {State::Open, State::Superseded, State::Mistaken})
        EXPECT_EQ(on_ground([&](SessionGround& g) { g.plan.state = state; }), "#/plan\n");
    EXPECT_EQ(on_ground([](SessionGround& g) { g.plan.noun.needling_allowed = false; }),
              "#/plan\n");
    EXPECT_EQ(on_ground([](SessionGround& g) { g.plan.noun.patient = EntryId("patient-2"); }),
              "#/plan\n");
}

TEST(SessionGround, nobody_is_needled_without_a_consent_that_holds) {
    EXPECT_EQ(on_ground([](SessionGround& g) { g.consent.state = State::Withdrawn; }),
              "#/consent\n");
    EXPECT_EQ(on_ground([](SessionGround& g) { g.consent.noun.answer = Consent::Answer::Refused; }),
              "#/consent\n");
    EXPECT_EQ(on_ground([](SessionGround& g) { g.consent.noun.plan = EntryId("plan-0"); }),
              "#/consent\n");
    EXPECT_EQ(on_ground([](SessionGround& g) {
                  g.consent.noun.at = moment("2026-11-02T10:05:01Z"); // a second after the needle
              }),
              "#/needles/0/timeIn\n");
}

TEST(SessionGround, an_expired_lot_is_refused_from_the_day_after_on) {
    EXPECT_EQ(on_ground([](SessionGround& g) {
                  g.stock.at(EntryId("stock-1")).noun.expiry = day("2026-11-02");
              }),
              "");
    EXPECT_EQ(on_ground([](SessionGround& g) {
                  g.stock.at(EntryId("stock-1")).noun.expiry = day("2026-11-01");
              }),
              "#/needles/0/stock\n");
}

TEST(SessionGround, a_lot_is_there_in_use_sterile_and_of_the_needles_number_and_size) {
    const auto lot = [](const auto& change) {
        return on_ground([&](SessionGround& g) { change(g.stock.at(EntryId("stock-1")).noun); });
    };
    EXPECT_EQ(on_ground([](SessionGround& g) { g.stock.clear(); }), "#/needles/0/stock\n");
    EXPECT_EQ(lot([](Stock& s) { s.status = Stock::Status::Recalled; }), "#/needles/0/stock\n");
    EXPECT_EQ(lot([](Stock& s) { s.is_sterile = false; }), "#/needles/0/stock\n");
    EXPECT_EQ(lot([](Stock& s) { s.lot = "L78"; }), "#/needles/0/lot\n");
    EXPECT_EQ(lot([](Stock& s) { s.length_mm = 50; }), "#/needles/0/stock\n");
}

TEST(SessionGround, no_more_needles_are_used_than_a_lot_has) {
    const auto used = [](std::int64_t count) {
        return on_ground(
            [&](SessionGround& g) { g.stock.at(EntryId("stock-1")).noun.count_used = count; });
    };
    EXPECT_EQ(used(99), "");
    EXPECT_EQ(used(100), "#/needles\n");
}

TEST(SessionGround, a_planned_needle_has_the_target_it_was_planned_for) {
    Session session = fixture::session();
    session.needles[0].planned_target = 1;
    EXPECT_EQ(places(session_faults(session, ground())), "#/needles/0/plannedTarget\n");
    session.needles[0].planned_target.reset(); // not planned, and it says so
    EXPECT_EQ(places(session_faults(session, ground())), "");
}

TEST(SessionGround, more_needles_than_the_dose_need_a_word_why) {
    Session session = fixture::session();
    session.needles.assign(5, fixture::needle()); // the plan says four
    EXPECT_EQ(places(session_faults(session, ground())), "#/note\n");
    session.note = "one slipped out at once";
    EXPECT_EQ(places(session_faults(session, ground())), "");
}

TEST(Stock, is_used_up_by_the_needles_that_went_in) {
    Session session = fixture::session();
    session.needles.assign(3, fixture::needle());
    session.needles[2].time_in.reset();
    EXPECT_EQ(needles_used(session), (std::map<EntryId, std::int64_t>{{EntryId("stock-1"), 2}}));
}

TEST(PlanGround, a_plan_rests_on_a_signed_assessment_that_decided_so) {
    const auto said = [](const auto& change) {
        Known<Assessment> assessment{EntryId("assessment-1"), State::Signed, fixture::assessment()};
        change(assessment);
        return places(plan_faults(fixture::plan(), assessment));
    };
    EXPECT_EQ(said([](auto&) {}), "");
    EXPECT_EQ(said([](auto& a) { a.state = State::Open; }), "#/assessment\n");
    EXPECT_EQ(said([](auto& a) { a.id = EntryId("assessment-9"); }), "#/assessment\n");
    EXPECT_EQ(said([](auto& a) { a.noun.episode = EntryId("episode-2"); }), "#/assessment\n");
    EXPECT_EQ(said([](auto& a) { a.noun.screening->decision = ScreeningDecision::Caution; }),
              "#/decision\n");
    EXPECT_EQ(said([](auto& a) { a.noun.screening->may_needle = false; }), "#/needlingAllowed\n");
}

TEST(ConsentGround, what_is_consented_to_is_a_signed_plan_of_the_same_patient) {
    const auto said = [](State state, const char* patient) {
        Known<Plan> plan{EntryId("plan-1"), state, fixture::plan()};
        plan.noun.patient = EntryId(patient);
        return places(consent_faults(fixture::consent(), plan));
    };
    EXPECT_EQ(said(State::Signed, "patient-1"), "");
    EXPECT_EQ(said(State::Open, "patient-1"), "#/plan\n");
    EXPECT_EQ(said(State::Signed, "patient-2"), "#/plan\n");
}

/// A patient who writes on 2 November, to whom all but "slr.right" is asked.
OwnWriting writing() {
    return {EntryId("patient-1"), day("2026-11-02"),
            [](std::string_view finding) { return finding != "slr.right"; }};
}

/// What a patient is told who writes this about themselves.
std::string own(const Noun& before, const Noun& after) {
    return places(forbidden_to_patient(writing(), before, after));
}

TEST(OwnWrites, patients_change_how_they_are_reached_and_not_who_they_are) {
    Patient after = fixture::patient();
    after.phone = "+34 600 000 002";
    after.address = Address{{"Calle Menor 4"}, "Soria", "", "42001", "ES"};
    EXPECT_EQ(own(fixture::patient(), after), "");
    after.birth_date = day("1990-01-01");
    EXPECT_EQ(own(fixture::patient(), after), "#\n");
    after = fixture::patient();
    after.is_restricted = false;
    EXPECT_EQ(own(fixture::patient(), after), "#\n");
    EXPECT_EQ(own(Patient(), fixture::patient()), "#\n"); // nobody registers themselves
}

TEST(OwnWrites, patients_answer_for_themselves_and_once) {
    EXPECT_EQ(own(Outcome(), fixture::outcome()), "");
    EXPECT_EQ(own(fixture::outcome(), fixture::outcome()), "#\n");
    Outcome outcome = fixture::outcome();
    outcome.given_by = Outcome::Giver::Clinician;
    EXPECT_EQ(own(Outcome(), outcome), "#/givenBy\n");
    outcome = fixture::outcome();
    outcome.patient = EntryId("patient-2");
    EXPECT_EQ(own(Outcome(), outcome), "#/patient\n");
}

TEST(OwnWrites, patients_propose_and_cancel_a_booking) {
    Appointment booking = fixture::appointment();
    EXPECT_EQ(own(Appointment(), booking), "#/status\n");
    booking.status = Appointment::Status::Proposed;
    EXPECT_EQ(own(Appointment(), booking), "");
    EXPECT_EQ(own(booking, booking), "#/status\n");
    booking.status = Appointment::Status::Cancelled;
    EXPECT_EQ(own(fixture::appointment(), booking), "");
}

TEST(OwnWrites, patients_wait_and_do_not_put_themselves_first) {
    WaitingEntry waiting = fixture::waiting_entry();
    EXPECT_EQ(own(WaitingEntry(), waiting), "");
    waiting.is_urgent = true;
    EXPECT_EQ(own(WaitingEntry(), waiting), "#/isUrgent\n");
    waiting = fixture::waiting_entry();
    waiting.status = WaitingEntry::Status::Booked;
    waiting.appointment = EntryId("appointment-1");
    EXPECT_EQ(own(fixture::waiting_entry(), waiting), "#/status\n#/appointment\n");
}

/// What a patient may write of an assessment.
Assessment begun() {
    Assessment one;
    one.patient = EntryId("patient-1");
    one.episode = EntryId("episode-1");
    one.practitioner = EntryId("practitioner-1");
    one.on = day("2026-11-02");
    one.answers = {{"bladder_change", false}, {"leg_pain_side", std::vector<std::string>{"left"}}};
    one.pain = Pain{6, 3};
    one.medicines = "aspirin";
    one.height_cm = 170;
    one.weight_kg = 70;
    one.chart = fixture::assessment().chart;
    return one;
}

TEST(OwnWrites, patients_begin_an_assessment_and_go_on_with_it) {
    EXPECT_EQ(own(Assessment(), begun()), "");
    Assessment after = begun();
    after.answers["saddle_numbness"] = true;
    after.pain.reset();
    EXPECT_EQ(own(begun(), after), "");
    after.checks = EntryId("session-1"); // what it is about is said once
    EXPECT_EQ(own(begun(), after), "#\n");
    EXPECT_EQ(own(Assessment(), after), "");
    for (const auto& change : std::vector<std::function<void(Assessment&)>>{
             [](Assessment& one) { one.episode = EntryId("episode-2"); },
             [](Assessment& one) { one.practitioner = EntryId("practitioner-2"); }}) {
        after = begun();
        change(after);
        EXPECT_EQ(own(begun(), after), "#\n");
    }
}

TEST(OwnWrites, patients_write_nothing_that_is_examined_or_decided) {
    const Assessment whole = fixture::assessment();
    for (const auto& change : std::vector<std::function<void(Assessment&)>>{
             [&](Assessment& one) { one.neurology = whole.neurology; },
             [](Assessment& one) { one.trigger_points.emplace_back().muscle = "piriformis.right"; },
             [](Assessment& one) {
                 one.clearances = {{"contra.warfarin", "me", "yes", {}}};
             },
             [](Assessment& one) {
                 one.overrides = {{"contra.warfarin", "me", "yes", {}}};
             },
             [](Assessment& one) { one.impression = "Well."; },
             [](Assessment& one) { one.amends = EntryId("assessment-1"); }}) {
        Assessment after = begun();
        change(after);
        ASSERT_FALSE(after == begun());
        EXPECT_EQ(own(Assessment(), after), "#\n");
        EXPECT_EQ(own(begun(), after), "#\n");
    }
    Assessment examined = begun();
    examined.answers["slr.right"] = true;
    EXPECT_EQ(own(Assessment(), examined), "#/answers/slr.right\n");
    EXPECT_EQ(places(forbidden_to_patient({EntryId("patient-1"), day("2026-11-02"), {}},
                                          Assessment(), begun())),
              "#/answers/bladder_change\n#/answers/leg_pain_side\n");
}

TEST(OwnWrites, patients_write_of_themselves_and_of_today) {
    Assessment other = begun();
    other.patient = EntryId("patient-2");
    EXPECT_EQ(own(Assessment(), other), "#/patient\n");
    other = begun();
    other.on = day("2026-11-01");
    EXPECT_EQ(own(Assessment(), other), "#/on\n");
}

TEST(OwnWrites, patients_write_in_their_own_name_and_mark_what_they_read) {
    EXPECT_EQ(own(Message(), fixture::message()), "");
    Message forged = fixture::message();
    forged.from = EntryId("practitioner-1");
    EXPECT_EQ(own(Message(), forged), "#/from\n");
    Message received = fixture::message();
    received.from = EntryId("practitioner-1");
    received.to = EntryId("patient-1");
    Message read = received;
    read.read_at = moment("2026-11-03T09:00:00Z");
    EXPECT_EQ(own(received, read), "");
    read.text = "You are well.";
    EXPECT_EQ(own(received, read), "#/readAt\n");
}

TEST(OwnWrites, patients_write_nothing_else) {
    for (const Noun& noun : fixture::one_of_each()) {
        const Kind kind = kind_of(noun);
        if (kind == Kind::Patient || kind == Kind::Outcome || kind == Kind::Appointment ||
            kind == Kind::WaitingEntry || kind == Kind::Message || kind == Kind::Assessment)
            continue;
        EXPECT_EQ(own(empty_noun(kind), noun), "#\n") << text(kind);
    }
}

} // namespace
} // namespace filiform::record
