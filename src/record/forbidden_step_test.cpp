// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/noun.h"
#include "record/record_fixture.h"
#include "record/states.h"

namespace filiform::record {
namespace {

using fixture::moment;
using fixture::places;

/// What signing says when one thing of what could be signed is changed.
template <class One, class Change>
std::string signing(One noun, const Change& change) {
    change(noun);
    return places(forbidden_step(noun, State::Open, noun, State::Signed));
}

/// What is said when one thing of an open entry is changed.
template <class One, class Change>
std::string changing(const One& before, const Change& change) {
    One after = before;
    change(after);
    return places(forbidden_step(before, State::Open, after, State::Open));
}

TEST(Signing, the_fixtures_can_be_signed_where_their_kind_is) {
    for (const Noun& noun : fixture::one_of_each())
        EXPECT_EQ(places(forbidden_step(noun, State::Open, noun, State::Signed)),
                  is_signable(kind_of(noun)) ? "" : "#\n")
            << text(kind_of(noun));
}

TEST(Signing, a_session_is_not_closed_with_a_needle_in_the_patient) {
    EXPECT_EQ(signing(fixture::session(), [](Session& s) { s.needles[0].time_out.reset(); }),
              "#/needles/0/timeOut\n");
    EXPECT_EQ(
        signing(fixture::session(),
                [](Session& s) { s.needles[0].complications = {Needle::Complication::LeftIn}; }),
        "#/needles/0/complications\n");
}

TEST(Signing, as_many_needles_come_out_as_went_in_by_the_count_and_by_the_list) {
    EXPECT_EQ(signing(fixture::session(), [](Session& s) { s.counted_out = 0; }), "#/countedOut\n");
    EXPECT_EQ(signing(fixture::session(), [](Session& s) { s.counted_in.reset(); }),
              "#/countedIn\n#/countedOut\n");
    EXPECT_EQ(signing(fixture::session(), [](Session& s) { s.counted_in = s.counted_out = 2; }),
              "#/countedIn\n");
}

TEST(Signing, a_needle_that_was_prepared_only_is_not_counted) {
    EXPECT_EQ(signing(fixture::session(),
                      [](Session& s) {
                          Needle prepared;
                          prepared.target = "gluteus_medius.right";
                          s.needles.push_back(prepared);
                      }),
              "");
}

TEST(Signing, the_least_that_is_written_of_a_needle_is_written) {
    EXPECT_EQ(signing(fixture::session(),
                      [](Session& s) {
                          Needle& needle = s.needles[0];
                          needle.lot.clear();
                          needle.stock = EntryId();
                          needle.diameter_mm.reset();
                          needle.length_mm.reset();
                          needle.depth_mm.reset();
                          needle.entry.clear();
                          needle.planned_target.reset();
                          needle.technique.reset();
                      }),
              "#/needles/0/lot\n#/needles/0/diameterMm\n#/needles/0/lengthMm\n"
              "#/needles/0/depthMm\n#/needles/0/entry\n#/needles/0/technique\n");
}

TEST(Signing, the_least_that_is_written_of_a_session_is_written) {
    EXPECT_EQ(signing(fixture::session(),
                      [](Session& s) {
                          s.ended.reset();
                          s.retention_minutes_planned.reset();
                          s.screening.reset();
                          s.position.reset();
                          s.pain_before.reset();
                          s.tolerance.reset();
                          s.aftercare.reset();
                          s.checklist[0].done = false;
                      }),
              "#/ended\n#/checklist/0/note\n#/retentionMinutesPlanned\n#/screening\n#/position\n"
              "#/painBefore\n#/tolerance\n#/aftercare\n");
}

TEST(Signing, a_session_without_a_needle_says_why) {
    const auto none = [](const char* why) {
        return signing(fixture::session(), [&](Session& s) {
            s.needles.clear();
            s.counted_in = s.counted_out = 0;
            s.screening.reset();
            s.stopped_why = why;
        });
    };
    EXPECT_EQ(none(""), "#/stoppedWhy\n");
    EXPECT_EQ(none("felt faint"), "");
}

TEST(Signing, a_session_whose_screening_did_not_clear_is_not_signed_with_a_needle) {
    EXPECT_EQ(signing(fixture::session(), [](Session& s) { s.screening->may_needle = false; }),
              "#/screening\n");
}

TEST(Signing, an_assessment_has_its_screening_and_a_plan_its_dose_and_where_it_comes_from) {
    EXPECT_EQ(signing(fixture::assessment(), [](Assessment& a) { a.screening.reset(); }),
              "#/screening\n");
    EXPECT_EQ(signing(fixture::plan(), [](Plan& p) { p.dose.reset(); }), "#/dose\n");
    EXPECT_EQ(signing(fixture::plan(), [](Plan& p) { p.provenance.reset(); }), "#/provenance\n");
    EXPECT_EQ(signing(fixture::plan(), [](Plan& p) { p.targets.clear(); }), "#/targets\n");
}

TEST(Signing, an_event_is_over_and_reported_where_it_has_to_be) {
    EXPECT_EQ(signing(fixture::adverse_event(),
                      [](AdverseEvent& e) {
                          e.outcome = AdverseEvent::Outcome::Ongoing;
                          e.resolved_at.reset();
                      }),
              "#/outcome\n");
    EXPECT_EQ(signing(fixture::adverse_event(), [](AdverseEvent& e) { e.must_be_reported = true; }),
              "#/reports\n");
    EXPECT_EQ(
        signing(fixture::adverse_event(), [](AdverseEvent& e) { e.must_be_reported.reset(); }),
        "#/mustBeReported\n");
}

TEST(Steps, what_is_signed_does_not_change) {
    Session after = fixture::session();
    after.note = "one word more";
    const auto problems =
        forbidden_step(fixture::session(), State::Signed, after, State::Superseded);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].what, "What is signed does not change.");
    EXPECT_TRUE(
        forbidden_step(fixture::session(), State::Signed, fixture::session(), State::Superseded)
            .empty());
}

TEST(Steps, an_entry_stays_with_its_patient) {
    EXPECT_EQ(changing(fixture::session(), [](Session& s) { s.patient = EntryId("patient-2"); }),
              "#/patient\n");
    EXPECT_EQ(places(forbidden_step(empty_noun(Kind::Session), State::Open, fixture::session(),
                                    State::Open)),
              "");
}

TEST(Steps, a_task_that_is_over_stays_over) {
    Task done = fixture::task();
    done.status = Task::Status::Done;
    done.done_at = moment("2026-11-04T12:00:00Z");
    EXPECT_EQ(changing(done, [](Task& t) { t.status = Task::Status::Waiting; }), "#/status\n");
    EXPECT_EQ(changing(done, [](Task& t) { t.result = "well after all"; }), "#/status\n");
}

TEST(Steps, a_booking_goes_its_way_and_not_back) {
    using Status = Appointment::Status;
    const auto goes = [](Status from, Status to) {
        Appointment before = fixture::appointment();
        before.status = from;
        Appointment after = before;
        after.status = to;
        return forbidden_step(before, State::Open, after, State::Open).empty();
    };
    EXPECT_TRUE(goes(Status::Proposed, Status::Booked));
    EXPECT_TRUE(goes(Status::Booked, Status::Arrived));
    EXPECT_TRUE(goes(Status::Arrived, Status::Done));
    EXPECT_TRUE(goes(Status::Arrived, Status::Booked)); // the wrong one was clicked
    EXPECT_TRUE(goes(Status::NoShow, Status::Arrived));
    EXPECT_FALSE(goes(Status::Booked, Status::Proposed));
    EXPECT_FALSE(goes(Status::Done, Status::Booked));
    EXPECT_FALSE(goes(Status::Cancelled, Status::Booked));
    EXPECT_FALSE(goes(Status::Booked, Status::Done)); // nobody is done who did not arrive
}

TEST(Steps, a_booking_is_moved_while_it_is_to_come) {
    Appointment booking = fixture::appointment();
    const auto move = [](Appointment& a) {
        a.start = moment("2026-11-09T11:00:00Z");
        a.end = moment("2026-11-09T11:30:00Z");
    };
    EXPECT_EQ(changing(booking, move), "");
    booking.status = Appointment::Status::Arrived;
    EXPECT_EQ(changing(booking, move), "#/start\n");
}

TEST(Steps, a_message_is_read_once_and_not_changed) {
    Message message = fixture::message();
    const auto read = [](Message& m) { m.read_at = moment("2026-11-03T09:00:00Z"); };
    EXPECT_EQ(changing(message, read), "");
    EXPECT_EQ(changing(message, [](Message& m) { m.text = "It is green now."; }), "#/text\n");
    message.read_at = moment("2026-11-03T08:30:00Z");
    EXPECT_EQ(changing(message, read), "#/text\n");
}

TEST(Steps, a_lot_stays_itself_and_does_not_come_back) {
    Stock stock = fixture::stock();
    EXPECT_EQ(changing(stock, [](Stock& s) { s.lot = "L78"; }), "#/lot\n");
    EXPECT_EQ(changing(stock, [](Stock& s) { s.count_used = 41; }), "");
    stock.status = Stock::Status::Recalled;
    EXPECT_EQ(changing(stock, [](Stock& s) { s.status = Stock::Status::InUse; }), "#/status\n");
}

TEST(Steps, a_clinic_does_not_become_a_demonstration) {
    const auto pretend = [](Clinic& c) { c.is_demonstration = true; };
    EXPECT_EQ(changing(fixture::clinic(), pretend), "#/isDemonstration\n");
    Clinic demonstration = fixture::clinic();
    demonstration.is_demonstration = true;
    EXPECT_EQ(changing(demonstration, [](Clinic& c) { c.is_demonstration.reset(); }),
              "#/isDemonstration\n");
    EXPECT_EQ(changing(demonstration, [](Clinic& c) { c.phone = "1"; }), "");
}

TEST(Steps, a_double_is_merged_once_and_an_invented_patient_stays_invented) {
    Patient patient = fixture::patient();
    EXPECT_EQ(changing(patient, [](Patient& p) { p.is_invented = false; }), "#/isInvented\n");
    patient.merged_into = EntryId("patient-2");
    EXPECT_EQ(changing(patient, [](Patient& p) { p.merged_into = EntryId("patient-3"); }),
              "#/mergedInto\n");
}

TEST(States, nothing_comes_back_from_a_mistake_or_becomes_open_again) {
    for (const Kind kind : every_kind())
        for (int from = 0; from < 6; ++from)
            for (int to = 0; to < 6; ++to) {
                const auto was = static_cast<State>(from);
                const auto is = static_cast<State>(to);
                const bool may = may_become(kind, was, is);
                EXPECT_FALSE(may && is == State::Open && was != State::Open);
                EXPECT_FALSE(may && (was == State::Mistaken || was == State::Erased));
                EXPECT_FALSE(may && is == State::Erased);
                EXPECT_FALSE(may && is == State::Signed && !is_signable(kind));
            }
}

TEST(States, a_consent_is_withdrawn_a_plan_superseded_and_the_clinic_is_no_mistake) {
    EXPECT_TRUE(may_become(Kind::Consent, State::Signed, State::Withdrawn));
    EXPECT_FALSE(may_become(Kind::Consent, State::Open, State::Withdrawn));
    EXPECT_FALSE(may_become(Kind::Plan, State::Signed, State::Withdrawn));
    EXPECT_TRUE(may_become(Kind::Plan, State::Signed, State::Superseded));
    EXPECT_FALSE(may_become(Kind::Plan, State::Open, State::Superseded));
    EXPECT_FALSE(may_become(Kind::Clinic, State::Open, State::Mistaken));
}

} // namespace
} // namespace filiform::record
