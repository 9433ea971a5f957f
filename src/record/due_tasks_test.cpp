// SPDX-License-Identifier: Apache-2.0
#include "record/due_tasks.h"

#include <set>

#include <gtest/gtest.h>

#include "record/choice.h"
#include "record/noun.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

using fixture::day;
using fixture::moment;

const base::Instant next_day = moment("2026-11-03T12:00:00Z");

/// The care of the fixtures: assessed and needled on 2 November, reviewed by 14 December.
Care so_far() {
    Care care;
    care.episodes = {{EntryId("episode-1"), State::Open, fixture::episode()}};
    care.assessments = {{EntryId("assessment-1"), State::Signed, fixture::assessment()}};
    care.plans = {{EntryId("plan-1"), State::Signed, fixture::plan()}};
    care.sessions = {{EntryId("session-1"), State::Signed, fixture::session()}};
    return care;
}

base::Zone zone(const char* name) {
    return *base::find_zone(name);
}

/// "check_after_session 2026-11-04T10:30:00.000Z", one a line.
std::string due(const Care& care, base::Instant now = next_day, const char* where = "UTC") {
    std::string text;
    for (const DueTask& one : due_tasks(care, now, zone(where)))
        text += std::string(word_of(*one.task.what)) + " " + base::text(*one.task.due) + "\n";
    return text;
}

TEST(DueTasks, somebody_asks_48_hours_after_needling) {
    EXPECT_EQ(due(so_far()), "check_after_session 2026-11-04T10:30:00.000Z\n");
}

TEST(DueTasks, nobody_asks_after_a_draft_a_mistake_or_a_session_without_a_needle) {
    Care care = so_far();
    for (const State state : {State::Open, State::Mistaken, State::Erased}) {
        care.sessions[0].state = state;
        EXPECT_EQ(due(care), "");
    }
    care = so_far();
    care.sessions[0].noun.needles.clear();
    EXPECT_EQ(due(care), "");
}

TEST(DueTasks, a_plan_is_looked_at_again_after_as_many_sessions_as_it_says) {
    Care care = so_far(); // after every second, a week apart
    Session second = fixture::session();
    second.began = moment("2026-11-09T10:00:00Z");
    second.ended = moment("2026-11-09T10:30:00Z");
    second.needles.clear();
    care.sessions.push_back({EntryId("session-2"), State::Signed, second});
    EXPECT_EQ(due(care), "reassess 2026-11-16T10:30:00.000Z\n"); // who came again was asked then
    Assessment again = fixture::assessment();
    again.on = day("2026-11-09");
    care.assessments.push_back({EntryId("assessment-2"), State::Open, again});
    EXPECT_NE(due(care).find("reassess"), std::string::npos); // a draft is none yet
    care.assessments[1].state = State::Signed;
    EXPECT_EQ(due(care).find("reassess"), std::string::npos);
}

TEST(DueTasks, a_review_is_overdue_the_day_after_unless_there_was_one) {
    Care care = so_far();
    care.sessions.clear();
    EXPECT_EQ(due(care, moment("2026-12-14T23:59:59Z")), "");
    EXPECT_EQ(due(care, moment("2026-12-15T00:00:00Z")),
              "overdue_review 2026-12-15T00:00:00.000Z\n");
    Assessment review = fixture::assessment();
    review.on = day("2026-12-14");
    care.assessments.push_back({EntryId("assessment-2"), State::Signed, review});
    EXPECT_EQ(due(care, moment("2026-12-15T00:00:00Z")), "");
}

TEST(DueTasks, an_episode_that_is_on_hold_is_not_overdue) {
    Care care = so_far();
    care.sessions.clear();
    care.episodes[0].noun.status = Episode::Status::OnHold;
    EXPECT_EQ(due(care, moment("2027-01-01T00:00:00Z")), "");
}

TEST(DueTasks, an_emergency_question_left_open_is_asked_until_it_is_answered) {
    Care care = so_far();
    care.sessions.clear();
    auto& screening = *care.assessments[0].noun.screening;
    screening.decision = ScreeningDecision::Ask;
    screening.may_needle = false;
    screening.unanswered_emergency = {"bladder"};
    EXPECT_EQ(due(care), "emergency_question 2026-11-02T09:20:00.000Z\n");
    const auto tasks = due_tasks(care, next_day, zone("UTC"));
    EXPECT_EQ(tasks[0].task.priority, Task::Priority::Urgent);
    Assessment answered = fixture::assessment();
    care.assessments.push_back({EntryId("assessment-2"), State::Signed, answered});
    EXPECT_EQ(due(care), "");
}

TEST(DueTasks, a_draft_leaves_its_question_open_from_the_next_day_on) {
    Care care = so_far();
    care.sessions.clear();
    care.assessments[0].state = State::Open;
    care.assessments[0].noun.screening->unanswered_emergency = {"bladder"};
    EXPECT_EQ(due(care, moment("2026-11-02T23:00:00Z")), "");
    EXPECT_NE(due(care, moment("2026-11-03T00:00:00Z")), "");
}

/// A check of the fixtures' session, as its patient answered it two days later.
Known<Assessment> check(ScreeningDecision decision, const char* said = "2026-11-04T11:00:00Z") {
    Assessment one;
    one.patient = EntryId("patient-1");
    one.episode = EntryId("episode-1");
    one.practitioner = EntryId("practitioner-1");
    one.checks = EntryId("session-1");
    one.on = day("2026-11-04");
    one.screening = ScreeningResult();
    one.screening->decision = decision;
    one.screening->may_needle = false;
    one.screening->at = moment(said);
    return {EntryId("check-1"), State::Open, one};
}

/// The care of the fixtures with that check, two days later.
Care checked(const Known<Assessment>& one) {
    Care care = so_far();
    care.assessments.push_back(one);
    care.by_patient = {one.id};
    return care;
}

const base::Instant two_days_later = moment("2026-11-04T12:00:00Z");

TEST(DueTasks, a_check_with_nothing_to_look_at_ends_its_task) {
    const auto tasks =
        due_tasks(checked(check(ScreeningDecision::Go)), two_days_later, zone("UTC"));
    ASSERT_EQ(tasks.size(), 1U);
    const Task& task = tasks.front().task;
    EXPECT_EQ(task.what, Task::What::CheckAfterSession);
    EXPECT_EQ(task.status, Task::Status::Done);
    EXPECT_EQ(task.done_at, moment("2026-11-04T11:00:00Z"));
    EXPECT_EQ(task.done_by, EntryId("patient-1"));
    EXPECT_EQ(task.result, "Everything was answered, and nothing has to be looked at.");
    EXPECT_TRUE(contradictions(task).empty());
    // It is the task that was there before.
    EXPECT_EQ(tasks.front().id, due_tasks(so_far(), two_days_later, zone("UTC")).front().id);
}

TEST(DueTasks, a_check_says_what_is_to_be_noted) {
    Known<Assessment> one = check(ScreeningDecision::Caution);
    one.noun.screening->rules = {{"after.headache", "caution", "free", true}};
    const auto tasks = due_tasks(checked(one), two_days_later, zone("UTC"));
    EXPECT_EQ(tasks.front().task.result, "Everything was answered, and nothing has to be looked "
                                         "at. To be noted: after.headache.");
}

TEST(DueTasks, a_check_that_is_not_clear_ends_nothing) {
    std::vector<Known<Assessment>> all{check(ScreeningDecision::Ask),
                                       check(ScreeningDecision::ReferRoutine),
                                       check(ScreeningDecision::Go, "2026-11-03T08:00:00Z"),
                                       check(ScreeningDecision::Go),
                                       check(ScreeningDecision::Go),
                                       check(ScreeningDecision::Go),
                                       check(ScreeningDecision::Go)};
    all[3].noun.screening->to_ask = {"after_breath"};
    all[4].noun.screening->rules = {{"after.headache", "caution", "free", false}};
    all[5].state = State::Mistaken;
    all[6].noun.checks = EntryId("session-2");
    for (const Known<Assessment>& one : all) {
        const auto tasks = due_tasks(checked(one), two_days_later, zone("UTC"));
        ASSERT_EQ(tasks.size(), 1U);
        EXPECT_EQ(tasks.front().task.status, Task::Status::Waiting);
        EXPECT_EQ(tasks.front().task.priority, Task::Priority::Soon);
    }
}

TEST(DueTasks, a_check_that_says_an_emergency_presses_and_is_told_at_once) {
    Care care = checked(check(ScreeningDecision::EmergencyToday, "2026-11-03T08:00:00Z"));
    EXPECT_EQ(due(care, next_day), "check_after_session 2026-11-03T08:00:00.000Z\n"
                                   "urgent_answer 2026-11-03T08:00:00.000Z\n");
    for (const DueTask& one : due_tasks(care, next_day, zone("UTC"))) {
        EXPECT_EQ(one.task.priority, Task::Priority::Urgent);
        EXPECT_EQ(one.task.status, Task::Status::Waiting);
    }
    // Another check that is clear does not take it back.
    Known<Assessment> clear = check(ScreeningDecision::Go);
    clear.id = EntryId("check-2");
    care.assessments.push_back(clear);
    EXPECT_EQ(due_tasks(care, two_days_later, zone("UTC")).front().task.status,
              Task::Status::Waiting);
}

TEST(DueTasks, a_check_of_a_session_counts_for_its_correction) {
    Care care = checked(check(ScreeningDecision::Go));
    Session corrected = fixture::session();
    corrected.amends = EntryId("session-1");
    care.sessions[0].state = State::Superseded;
    care.sessions.push_back({EntryId("session-2"), State::Signed, corrected});
    const auto tasks = due_tasks(care, two_days_later, zone("UTC"));
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks.front().task.status, Task::Status::Done);
}

TEST(DueTasks, a_signed_check_is_no_visit) {
    Known<Assessment> one = check(ScreeningDecision::Go);
    one.state = State::Signed;
    Care care = checked(one);
    EXPECT_EQ(due_tasks(care, two_days_later, zone("UTC")).front().task.status, Task::Status::Done);
    care.sessions.clear(); // nor is it the review that is due on 14 December
    care.assessments.back().noun.on = day("2026-12-14");
    EXPECT_NE(due(care, moment("2026-12-15T00:00:00Z")).find("overdue_review"), std::string::npos);
}

TEST(DueTasks, what_a_patient_answers_by_themselves_is_told_when_it_is_urgent) {
    Care care;
    Known<Assessment> begun = check(ScreeningDecision::EmergencyToday);
    begun.noun.checks = EntryId();
    care.assessments = {begun};
    EXPECT_EQ(due(care), ""); // the clinic wrote it, and has seen it
    care.by_patient = {begun.id};
    EXPECT_EQ(due(care), "urgent_answer 2026-11-04T11:00:00.000Z\n");
    const DueTask emergency = due_tasks(care, next_day, zone("UTC")).front();
    EXPECT_EQ(emergency.task.priority, Task::Priority::Urgent);
    EXPECT_EQ(emergency.task.about, begun.id);
    EXPECT_EQ(emergency.task.assigned_to, EntryId("practitioner-1"));
    care.assessments[0].noun.screening->decision = ScreeningDecision::ReferUrgent;
    EXPECT_EQ(due(care), "urgent_answer 2026-11-05T00:00:00.000Z\n"); // by the end of that day
    const DueTask urgent = due_tasks(care, next_day, zone("UTC")).front();
    EXPECT_EQ(urgent.task.priority, Task::Priority::Soon);
    EXPECT_NE(urgent.id, emergency.id); // what gets worse comes up again
    for (const auto decision : {ScreeningDecision::Go, ScreeningDecision::Caution,
                                ScreeningDecision::Ask, ScreeningDecision::ReferRoutine}) {
        care.assessments[0].noun.screening->decision = decision;
        EXPECT_EQ(due(care), "");
    }
    care.assessments[0].noun.screening.reset();
    EXPECT_EQ(due(care), "");
}

TEST(DueTasks, a_patients_own_draft_leaves_no_question_to_the_clinic) {
    Care care;
    Known<Assessment> begun = check(ScreeningDecision::Ask);
    begun.noun.checks = EntryId();
    begun.noun.screening->unanswered_emergency = {"bladder"};
    care.assessments = {begun};
    const base::Instant later = moment("2026-11-06T12:00:00Z");
    EXPECT_NE(due(care, later), "");
    care.by_patient = {begun.id};
    EXPECT_EQ(due(care, later), "");
}

TEST(DueTasks, a_task_moves_on_while_nobody_has_taken_it_up) {
    const Task waiting = due_tasks(so_far(), next_day, zone("UTC")).front().task;
    const Task done =
        due_tasks(checked(check(ScreeningDecision::Go)), two_days_later, zone("UTC")).front().task;
    const Task urgent =
        due_tasks(checked(check(ScreeningDecision::EmergencyToday, "2026-11-03T08:00:00Z")),
                  next_day, zone("UTC"))
            .front()
            .task;
    EXPECT_EQ(moved_on(waiting, done), done);
    EXPECT_EQ(moved_on(waiting, urgent), urgent);
    EXPECT_EQ(moved_on(waiting, waiting), std::nullopt);
    EXPECT_EQ(moved_on(urgent, urgent), std::nullopt);
    EXPECT_EQ(moved_on(urgent, waiting), std::nullopt);
    EXPECT_EQ(moved_on(done, urgent), std::nullopt);
    Task taken_up = waiting;
    taken_up.status = Task::Status::InProgress;
    EXPECT_EQ(moved_on(taken_up, done), std::nullopt);
    EXPECT_EQ(moved_on(taken_up, urgent), std::nullopt);
}

/// A booking of practitioner-1 on 9 November, from an hour to another (UTC).
Known<Appointment> appointment(const char* id, Appointment::Status status, const char* from,
                               const char* to) {
    Appointment one = fixture::appointment();
    one.patient = EntryId(std::string("patient-of-") + id);
    one.room = EntryId();
    one.status = status;
    one.start = moment((std::string("2026-11-09T") + from + ":00Z").c_str());
    one.end = moment((std::string("2026-11-09T") + to + ":00Z").c_str());
    return {EntryId(id), State::Open, one};
}

TEST(DueTasks, who_asked_for_a_time_that_somebody_else_got_is_offered_another) {
    using Status = Appointment::Status;
    const Known<Appointment> booked = appointment("won", Status::Booked, "09:00", "09:30");
    const Known<Appointment> wish = appointment("lost", Status::Proposed, "09:15", "09:45");
    const auto due = outrun_wishes(booked, {booked, wish}, next_day);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].task.what, Task::What::OfferAnotherTime);
    EXPECT_EQ(due[0].task.about, EntryId("lost"));
    EXPECT_EQ(due[0].task.patient, EntryId("patient-of-lost"));
    EXPECT_EQ(due[0].task.due, next_day + std::chrono::hours(24));
    EXPECT_TRUE(contradictions(due[0].task).empty());
    EXPECT_EQ(outrun_wishes(booked, {wish}, next_day)[0].id, due[0].id);
    Known<Appointment> moved = wish;
    moved.noun.start = moment("2026-11-09T09:20:00Z");
    EXPECT_NE(outrun_wishes(booked, {moved}, next_day)[0].id, due[0].id);
}

TEST(DueTasks, a_wish_that_can_still_be_met_is_no_task) {
    using Status = Appointment::Status;
    const Known<Appointment> booked = appointment("won", Status::Booked, "09:00", "09:30");
    const auto none = [&](const Known<Appointment>& taken, const Known<Appointment>& wish) {
        return outrun_wishes(taken, {wish}, next_day).empty();
    };
    const Known<Appointment> wish = appointment("lost", Status::Proposed, "09:00", "09:30");
    EXPECT_FALSE(none(booked, wish));
    EXPECT_TRUE(none(booked, appointment("lost", Status::Proposed, "09:30", "10:00")));
    EXPECT_TRUE(none(booked, appointment("lost", Status::Booked, "09:00", "09:30")));
    EXPECT_TRUE(none(booked, appointment("lost", Status::Cancelled, "09:00", "09:30")));
    EXPECT_TRUE(none(appointment("won", Status::Proposed, "09:00", "09:30"), wish));
    EXPECT_TRUE(none(appointment("won", Status::Cancelled, "09:00", "09:30"), wish));
    Known<Appointment> elsewhere = wish;
    elsewhere.noun.practitioner = EntryId("practitioner-2");
    EXPECT_TRUE(none(booked, elsewhere));
    Known<Appointment> mistaken = booked;
    mistaken.state = State::Mistaken;
    EXPECT_TRUE(none(mistaken, wish));
    EXPECT_TRUE(outrun_wishes(booked, {wish}, moment("2026-11-09T09:30:00Z")).empty()); // over
}

TEST(DueTasks, an_event_is_reported_and_followed) {
    Care care;
    AdverseEvent event = fixture::adverse_event(); // began 2 November, 10:20
    event.outcome = AdverseEvent::Outcome::Ongoing;
    event.resolved_at.reset();
    event.must_be_reported = true;
    care.events = {{EntryId("event-1"), State::Open, event}};
    EXPECT_EQ(due(care), "report_event 2026-11-02T10:20:00.000Z\n"
                         "follow_event 2026-11-03T10:20:00.000Z\n");
    care.events[0].noun.reports = {{"the agency", day("2026-11-03"), ""}};
    care.events[0].noun.grade = AdverseEvent::Grade::MildOrNone;
    EXPECT_EQ(due(care), "follow_event 2026-11-09T10:20:00.000Z\n");
}

TEST(DueTasks, a_day_is_over_when_it_is_over_in_the_clinic) {
    Care care = so_far(); // review by 14 December; Madrid is an hour ahead, Lima five behind
    care.sessions.clear();
    EXPECT_EQ(due(care, moment("2026-12-14T22:59:59Z"), "Europe/Madrid"), "");
    EXPECT_EQ(due(care, moment("2026-12-14T23:00:00Z"), "Europe/Madrid"),
              "overdue_review 2026-12-14T23:00:00.000Z\n");
    EXPECT_EQ(due(care, moment("2026-12-15T04:59:59Z"), "America/Lima"), "");
    EXPECT_NE(due(care, moment("2026-12-15T05:00:00Z"), "America/Lima"), "");
    care = so_far();
    care.sessions.clear();
    care.assessments[0].state = State::Open; // of 2 November
    care.assessments[0].noun.screening->unanswered_emergency = {"bladder"};
    EXPECT_NE(due(care, moment("2026-11-02T23:30:00Z"), "Europe/Madrid"), "");
    EXPECT_EQ(due(care, moment("2026-11-03T04:30:00Z"), "America/Lima"), "");
}

TEST(DueTasks, an_assessment_after_midnight_in_the_clinic_is_of_the_day_after) {
    Care care = so_far(); // after every second session
    Session second = fixture::session();
    second.began = moment("2026-11-09T23:10:00Z"); // the tenth in Madrid
    second.ended = moment("2026-11-09T23:40:00Z");
    care.sessions.push_back({EntryId("session-2"), State::Signed, second});
    Assessment again = fixture::assessment();
    again.on = day("2026-11-09");
    care.assessments.push_back({EntryId("assessment-2"), State::Signed, again});
    EXPECT_EQ(due(care, next_day, "UTC").find("reassess"), std::string::npos);
    EXPECT_NE(due(care, next_day, "Europe/Madrid").find("reassess"), std::string::npos);
}

TEST(DueTasks, who_came_again_was_asked_then) {
    Care care = so_far();
    Assessment next = fixture::assessment();
    next.on = day("2026-11-02");
    care.assessments.push_back({EntryId("assessment-2"), State::Signed, next});
    EXPECT_NE(due(care), ""); // the same day, before or after: asked all the same
    care.assessments[1].noun.on = day("2026-11-03");
    EXPECT_EQ(due(care), "");
    care.assessments[1].state = State::Open;
    EXPECT_NE(due(care), "");
}

TEST(DueTasks, nobody_is_called_about_a_session_of_long_ago) {
    EXPECT_NE(due(so_far(), moment("2026-12-04T10:30:00Z")), "");
    EXPECT_EQ(due(so_far(), moment("2026-12-04T10:30:01Z")), "");
}

TEST(DueTasks, a_corrected_note_brings_nothing_up_a_second_time) {
    Care care = so_far();
    const auto first = due_tasks(care, next_day, zone("UTC"));
    care.sessions[0].state = State::Superseded;
    Session corrected = fixture::session();
    corrected.amends = EntryId("session-1");
    care.sessions.push_back({EntryId("session-2"), State::Superseded, corrected});
    corrected.amends = EntryId("session-2");
    care.sessions.push_back({EntryId("session-3"), State::Signed, corrected});
    const auto again = due_tasks(care, next_day, zone("UTC"));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].id, first[0].id);
    EXPECT_EQ(again[0].task.about, EntryId("session-3"));
}

TEST(DueTasks, of_who_has_died_only_the_report_comes_up) {
    Care care = so_far();
    AdverseEvent event = fixture::adverse_event();
    event.must_be_reported = true;
    care.events = {{EntryId("event-1"), State::Open, event}};
    care.deceased_on = day("2026-11-03");
    EXPECT_EQ(due(care, moment("2026-12-20T00:00:00Z")), "report_event 2026-11-02T10:20:00.000Z\n");
}

TEST(DueTasks, an_episode_that_is_over_is_not_assessed_again) {
    Care care = so_far();
    Session second = fixture::session();
    second.began = moment("2026-11-09T10:00:00Z");
    second.ended = moment("2026-11-09T10:30:00Z");
    care.sessions.push_back({EntryId("session-2"), State::Signed, second});
    EXPECT_NE(due(care).find("reassess"), std::string::npos);
    care.episodes[0].noun.status = Episode::Status::Finished;
    EXPECT_EQ(due(care).find("reassess"), std::string::npos);
}

TEST(DueTasks, have_the_same_ids_whenever_they_are_asked_for_and_each_its_own) {
    Care care = so_far();
    care.sessions.push_back({EntryId("session-2"), State::Signed, fixture::session()});
    care.episodes[0].noun.review_due = day("2026-11-20");
    const auto now = moment("2026-11-25T00:00:00Z");
    const auto first = due_tasks(care, now, zone("UTC"));
    std::swap(care.sessions[0], care.sessions[1]);
    std::set<EntryId> ids;
    for (const DueTask& one : first)
        EXPECT_TRUE(ids.insert(one.id).second && is_entry_id(one.id.text())) << one.id;
    EXPECT_EQ(ids.size(), 3U); // two checks and a review
    for (const DueTask& one : due_tasks(care, now + std::chrono::hours(1), zone("Asia/Tokyo")))
        EXPECT_TRUE(ids.contains(one.id));
}

TEST(DueTasks, are_tasks_that_can_be_written) {
    const auto tasks = due_tasks(so_far(), next_day, zone("Europe/Madrid"));
    ASSERT_EQ(tasks.size(), 1U);
    for (const DueTask& one : tasks) {
        const auto again = read_noun(Kind::Task, write_noun(one.task), "due");
        ASSERT_TRUE(again);
        EXPECT_TRUE(contradictions(*again).empty());
    }
}

} // namespace
} // namespace filiform::record
