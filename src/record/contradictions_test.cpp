// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/noun.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

using fixture::day;
using fixture::moment;
using fixture::places;

/// What is said when one thing of a right noun is changed.
template <class One, class Change>
std::string said(One noun, const Change& change) {
    change(noun);
    return places(contradictions(noun));
}

TEST(Contradictions, nobody_dies_before_they_are_born) {
    EXPECT_EQ(said(fixture::patient(), [](Patient& p) { p.deceased_on = day("1980-05-16"); }),
              "#/deceasedOn\n");
    EXPECT_EQ(said(fixture::patient(), [](Patient& p) { p.deceased_on = p.birth_date; }), "");
}

TEST(Contradictions, a_clinics_time_zone_is_one_that_the_clocks_are_known_of) {
    const auto with = [](const char* zone) {
        return said(fixture::clinic(), [&](Clinic& c) { c.time_zone = zone; });
    };
    for (const char* good : {"Europe/Madrid", "America/Lima", "UTC"})
        EXPECT_EQ(with(good), "") << good;
    for (const char* bad : {"Madrid", "europe/madrid", "CET+1", "../../etc/passwd", "+01:00"})
        EXPECT_EQ(with(bad), "#/timeZone\n") << bad;
}

TEST(Contradictions, a_number_is_given_once_by_one_system) {
    EXPECT_EQ(said(fixture::patient(),
                   [](Patient& p) {
                       p.identifiers.push_back(p.identifiers[0]);
                       p.identifiers.push_back({"urn:other", "A-17"});
                   }),
              "#/identifiers/1\n");
}

TEST(Contradictions, an_episode_that_has_ended_is_over_and_ends_after_it_begins) {
    EXPECT_EQ(said(fixture::episode(), [](Episode& e) { e.ended = day("2026-12-01"); }),
              "#/status\n");
    EXPECT_EQ(said(fixture::episode(), [](Episode& e) { e.status = Episode::Status::Finished; }),
              "#/ended\n");
    EXPECT_EQ(said(fixture::episode(),
                   [](Episode& e) {
                       e.status = Episode::Status::Finished;
                       e.ended = day("2026-11-01");
                   }),
              "#/ended\n");
}

TEST(Contradictions, a_diagnosis_has_the_form_of_icd_10) {
    const auto with = [](const char* code) {
        return said(fixture::episode(), [&](Episode& e) { e.diagnoses[0].code = code; });
    };
    for (const char* good : {"M54", "M54.3", "M54.30", "C7A.00"})
        EXPECT_EQ(with(good), "") << good;
    for (const char* bad : {"m54.3", "M5", "M543", "M54.", "54.3", "M54.30000"})
        EXPECT_EQ(with(bad), "#/diagnoses/0/code\n") << bad;
}

TEST(Contradictions, what_is_drawn_is_drawn_on_something) {
    EXPECT_EQ(said(fixture::assessment(), [](Assessment& a) { a.chart[0].view.reset(); }),
              "#/chart/0/view\n");
    EXPECT_EQ(said(fixture::assessment(),
                   [](Assessment& a) {
                       a.chart[0].regions.clear();
                       a.chart[0].drawn.clear();
                   }),
              "#/chart/0\n");
    EXPECT_EQ(said(fixture::assessment(),
                   [](Assessment& a) {
                       a.trigger_points = {{"piriformis.right", "", {}, "", {}, ChartPoint{0, 0}}};
                   }),
              "#/triggerPoints/0/view\n");
}

TEST(Contradictions, a_sign_is_graded_on_its_own_scale_and_noted_once) {
    using Sign = NeuroSign::Test;
    const auto graded = [](Sign test, std::int64_t grade) {
        return said(fixture::assessment(), [&](Assessment& a) {
            a.neurology = {{test, NeuroSign::Level::L5, Side::Left, grade, ""}};
        });
    };
    EXPECT_EQ(graded(Sign::Dermatome, 2), "");
    EXPECT_EQ(graded(Sign::Dermatome, 3), "#/neurology/0/grade\n");
    EXPECT_EQ(graded(Sign::Reflex, 4), "");
    EXPECT_EQ(graded(Sign::Reflex, 5), "#/neurology/0/grade\n");
    EXPECT_EQ(graded(Sign::Myotome, 5), "");
    EXPECT_EQ(
        said(fixture::assessment(), [](Assessment& a) { a.neurology.push_back(a.neurology[0]); }),
        "#/neurology/1\n");
    EXPECT_EQ(said(fixture::assessment(), [](Assessment& a) { a.neurology[0].side = Side::Both; }),
              "#/neurology/0/side\n");
}

TEST(Contradictions, nobody_is_needled_on_a_decision_that_holds_needling_back) {
    for (const auto& one :
         {std::pair(ScreeningDecision::Go, true), std::pair(ScreeningDecision::Caution, true),
          std::pair(ScreeningDecision::ReferRoutine, true),
          std::pair(ScreeningDecision::Ask, false),
          std::pair(ScreeningDecision::ReferUrgent, false),
          std::pair(ScreeningDecision::EmergencyToday, false)}) {
        const ScreeningDecision decision = one.first;
        const bool is_open = one.second;
        EXPECT_EQ(
            said(fixture::assessment(), [&](Assessment& a) { a.screening->decision = decision; }),
            is_open ? "" : "#/screening/mayNeedle\n");
        EXPECT_EQ(said(fixture::plan(), [&](Plan& p) { p.decision = decision; }),
                  is_open ? "" : "#/needlingAllowed\n");
    }
}

TEST(Contradictions, nobody_is_needled_while_an_emergency_is_not_ruled_out) {
    EXPECT_EQ(said(fixture::session(),
                   [](Session& s) { s.screening->unanswered_emergency = {"saddle_numbness"}; }),
              "#/screening/mayNeedle\n");
}

TEST(Contradictions, a_target_has_a_path_or_a_reason_and_stands_in_the_plan_once) {
    EXPECT_EQ(said(fixture::plan(), [](Plan& p) { p.targets[0].no_path = "The nerve."; }),
              "#/targets/0\n");
    EXPECT_EQ(said(fixture::plan(), [](Plan& p) { p.targets[1].no_path = ""; }), "#/targets/1\n");
    EXPECT_EQ(said(fixture::plan(), [](Plan& p) { p.targets[1].target = p.targets[0].target; }),
              "#/targets/1\n");
    EXPECT_EQ(said(fixture::plan(), [](Plan& p) { p.needling_allowed = false; }),
              "#/targets/0/path\n");
}

TEST(Contradictions, a_path_has_a_direction_one_long_and_a_needle_that_is_long_enough) {
    EXPECT_EQ(said(fixture::plan(),
                   [](Plan& p) {
                       p.targets[0].path->direction = BodyVector{0, 0.6, 0.7};
                   }),
              "#/targets/0/path/direction\n");
    EXPECT_EQ(said(fixture::plan(), [](Plan& p) { p.targets[0].path->depth_mm = 60.5; }),
              "#/targets/0/path/depthMm\n");
}

TEST(Contradictions, whoever_consents_for_the_patient_is_named) {
    EXPECT_EQ(said(fixture::consent(), [](Consent& c) { c.given_by = Consent::Giver::Parent; }),
              "#/giverName\n");
    EXPECT_EQ(said(fixture::consent(), [](Consent& c) { c.refused_why = "afraid"; }),
              "#/refusedWhy\n");
}

TEST(Contradictions, a_needle_goes_in_before_it_comes_out_and_both_during_the_session) {
    const auto times = [](const char* in, const char* out) {
        return said(fixture::session(), [&](Session& s) { // 10:00 to 10:30
            s.needles[0].time_in = moment(in);
            s.needles[0].time_out = moment(out);
        });
    };
    EXPECT_EQ(times("2026-11-02T10:00:00Z", "2026-11-02T10:30:00Z"), "");
    EXPECT_EQ(times("2026-11-02T10:10:00Z", "2026-11-02T10:09:59Z"), "#/needles/0/timeOut\n");
    EXPECT_EQ(times("2026-11-02T09:59:59Z", "2026-11-02T10:10:00Z"), "#/needles/0/timeIn\n");
    EXPECT_EQ(times("2026-11-02T10:10:00Z", "2026-11-02T10:30:01Z"), "#/needles/0/timeOut\n");
    EXPECT_EQ(said(fixture::session(), [](Session& s) { s.needles[0].time_in.reset(); }),
              "#/needles/0/timeOut\n");
    EXPECT_EQ(said(fixture::session(),
                   [](Session& s) {
                       s.needles[0].time_out.reset();
                       s.needles[0].removed_by = EntryId("practitioner-1");
                   }),
              "#/needles/0/removedBy\n");
}

TEST(Contradictions, a_needle_goes_in_no_deeper_than_it_is_long) {
    EXPECT_EQ(said(fixture::session(), [](Session& s) { s.needles[0].depth_mm = 60; }), "");
    EXPECT_EQ(said(fixture::session(), [](Session& s) { s.needles[0].depth_mm = 61; }),
              "#/needles/0/depthMm\n");
}

TEST(Contradictions, current_flows_between_two_needles_that_are_used_with_current) {
    const auto paired = [](std::int64_t with) {
        return said(fixture::session(), [&](Session& s) {
            s.needles.push_back(fixture::needle());
            s.needles[0].technique = Technique::Electrical;
            s.needles[0].electrical = ElectricalSettings{"box", 2, 250, 4, 10, with};
        });
    };
    EXPECT_EQ(paired(1), "");
    EXPECT_EQ(paired(0), "#/needles/0/electrical/pairedWith\n");
    EXPECT_EQ(paired(2), "#/needles/0/electrical/pairedWith\n");
    EXPECT_EQ(said(fixture::session(),
                   [](Session& s) { s.needles[0].electrical = ElectricalSettings(); }),
              "#/needles/0/electrical\n");
}

TEST(Contradictions, nothing_is_felt_or_something_is) {
    using Response = Needle::Response;
    EXPECT_EQ(said(fixture::session(),
                   [](Session& s) {
                       s.needles[0].responses = {Response::None, Response::Ache};
                   }),
              "#/needles/0/responses\n");
}

TEST(Contradictions, an_event_is_graded_no_lower_than_the_definitions_say) {
    EXPECT_EQ(said(fixture::adverse_event(),
                   [](AdverseEvent& e) { e.grade = AdverseEvent::Grade::MildOrNone; }),
              "#/grade\n");
    EXPECT_EQ(said(fixture::adverse_event(),
                   [](AdverseEvent& e) { e.grade = AdverseEvent::Grade::Serious; }),
              "");
}

TEST(Contradictions, an_event_is_over_when_it_is_resolved_and_a_death_is_both) {
    EXPECT_EQ(said(fixture::adverse_event(),
                   [](AdverseEvent& e) { e.outcome = AdverseEvent::Outcome::Ongoing; }),
              "#/resolvedAt\n");
    EXPECT_EQ(said(fixture::adverse_event(),
                   [](AdverseEvent& e) {
                       e.outcome = AdverseEvent::Outcome::Death;
                       e.resolved_at.reset();
                   }),
              "#/outcome\n");
    EXPECT_EQ(said(fixture::adverse_event(), [](AdverseEvent& e) { e.session = EntryId(); }),
              "#/session\n");
}

TEST(Contradictions, a_task_says_when_it_was_done_when_it_was) {
    EXPECT_EQ(said(fixture::task(), [](Task& t) { t.status = Task::Status::Done; }), "#/doneAt\n");
    EXPECT_EQ(said(fixture::task(), [](Task& t) { t.what = Task::What::FillInForm; }),
              "#/instrument\n");
}

TEST(Contradictions, hours_are_of_a_day_of_the_week_or_of_a_date) {
    EXPECT_EQ(said(fixture::hours(), [](Hours& h) { h.date = day("2026-11-09"); }), "#/weekday\n");
    EXPECT_EQ(said(fixture::hours(), [](Hours& h) { h.weekday.reset(); }), "#/weekday\n");
    EXPECT_EQ(said(fixture::hours(), [](Hours& h) { h.to_minute = h.from_minute; }),
              "#/toMinute\n");
    EXPECT_EQ(said(fixture::hours(), [](Hours& h) { h.practitioner = EntryId(); }),
              "#/practitioner\n");
    EXPECT_EQ(said(fixture::hours(),
                   [](Hours& h) {
                       h.practitioner = EntryId();
                       h.is_closed = true;
                   }),
              "");
}

TEST(Contradictions, a_booking_is_of_whole_minutes_and_no_longer_than_a_day) {
    const auto times = [](const char* start, const char* end) {
        return said(fixture::appointment(), [&](Appointment& a) {
            a.start = moment(start);
            a.end = moment(end);
        });
    };
    EXPECT_EQ(times("2026-11-09T09:00:00Z", "2026-11-10T09:00:00Z"), "");
    EXPECT_EQ(times("2026-11-09T09:00:00Z", "2026-11-10T09:01:00Z"), "#/end\n");
    EXPECT_EQ(times("2026-11-09T09:00:00Z", "2026-11-09T09:00:00Z"), "#/end\n");
    EXPECT_EQ(times("2026-11-09T09:00:01Z", "2026-11-09T09:30:00Z"), "#/start\n");
    EXPECT_EQ(times("1969-11-09T09:00:30Z", "1969-11-09T09:30:00Z"), "#/start\n");
}

TEST(Contradictions, a_booking_says_when_it_was_cancelled_when_it_was) {
    using Status = Appointment::Status;
    EXPECT_EQ(said(fixture::appointment(), [](Appointment& a) { a.status = Status::Cancelled; }),
              "#/cancelledAt\n");
    EXPECT_EQ(said(fixture::appointment(), [](Appointment& a) { a.cancelled_why = "ill"; }),
              "#/cancelledBy\n");
}

TEST(Contradictions, the_rest_keeps_its_order_too) {
    EXPECT_EQ(said(fixture::waiting_entry(),
                   [](WaitingEntry& w) {
                       w.earliest = day("2026-12-02");
                       w.latest = day("2026-12-01");
                   }),
              "#/latest\n");
    EXPECT_EQ(said(fixture::waiting_entry(),
                   [](WaitingEntry& w) { w.status = WaitingEntry::Status::Booked; }),
              "#/appointment\n");
    EXPECT_EQ(said(fixture::message(), [](Message& m) { m.to = m.from; }), "#/to\n");
    EXPECT_EQ(
        said(fixture::message(), [](Message& m) { m.read_at = moment("2026-11-03T07:00:00Z"); }),
        "#/readAt\n");
    EXPECT_EQ(said(fixture::letter(), [](Letter& l) { l.way = Letter::Way::Handed; }), "#/way\n");
    EXPECT_EQ(said(fixture::stock(), [](Stock& s) { s.count_used = 101; }), "#/countUsed\n");
    EXPECT_EQ(said(fixture::stock(), [](Stock& s) { s.received = day("2027-07-01"); }),
              "#/expiry\n");
}

TEST(Contradictions, an_instrument_can_be_answered_and_scored) {
    const auto with = [](const auto& change) { return said(fixture::instrument(), change); };
    EXPECT_EQ(with([](Instrument& i) { i.items[1].link_id = "sleep"; }), "#/items/1/linkId\n");
    EXPECT_EQ(with([](Instrument& i) { i.items[0].options[1].code = "well"; }),
              "#/items/0/options\n");
    EXPECT_EQ(with([](Instrument& i) { i.items[0].options[1].points.reset(); }),
              "#/items/0/options\n");
    EXPECT_EQ(with([](Instrument& i) { i.items[1].low.reset(); }), "#/items/1/low\n");
    EXPECT_EQ(with([](Instrument& i) { i.items[2].is_scored = true; }), "#/items/2/isScored\n");
    EXPECT_EQ(with([](Instrument& i) { i.scoring->method = Instrument::Method::Single; }),
              "#/scoring/method\n");
    EXPECT_EQ(with([](Instrument& i) { i.scoring->method = Instrument::Method::None; }),
              "#/scoring/method\n");
    EXPECT_EQ(with([](Instrument& i) { i.scoring->least_answered = 3; }),
              "#/scoring/leastAnswered\n");
    EXPECT_EQ(with([](Instrument& i) { i.scoring->direction.reset(); }), "#/scoring/direction\n");
    EXPECT_EQ(with([](Instrument& i) { i.thresholds = {{}}; }), "#/thresholds/0/value\n");
}

TEST(Contradictions, an_instrument_without_a_licence_is_not_read) {
    Instrument instrument = fixture::instrument();
    instrument.licence.clear();
    const auto read = read_noun(Kind::Instrument, write_noun(instrument), "in");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error()[0].where, "in#/licence");
}

TEST(Contradictions, of_any_noun_at_all_something_can_be_said) {
    for (const Kind kind : every_kind()) {
        base::RandomStream random(6, static_cast<std::uint64_t>(kind));
        for (int i = 0; i < 200; ++i)
            for (const base::Problem& problem : contradictions(drawn_noun(kind, random)))
                EXPECT_TRUE(problem.code == "record.rule" && problem.where.starts_with("#/") &&
                            problem.what.ends_with('.'))
                    << base::sentence(problem);
    }
}

} // namespace
} // namespace filiform::record
