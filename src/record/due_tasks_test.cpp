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

/// "check_after_session 2026-11-04T10:30:00.000Z", one a line.
std::string due(const Care& care, base::Instant now = next_day) {
    std::string text;
    for (const DueTask& one : due_tasks(care, now))
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
    EXPECT_EQ(due(care), "check_after_session 2026-11-04T10:30:00.000Z\n"
                         "reassess 2026-11-16T10:30:00.000Z\n");
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
    const auto tasks = due_tasks(care, next_day);
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

TEST(DueTasks, have_the_same_ids_whenever_they_are_asked_for_and_each_its_own) {
    Care care = so_far();
    care.sessions.push_back({EntryId("session-2"), State::Signed, fixture::session()});
    const auto now = moment("2027-01-01T00:00:00Z");
    const auto first = due_tasks(care, now);
    std::swap(care.sessions[0], care.sessions[1]);
    std::set<EntryId> ids;
    for (const DueTask& one : first)
        EXPECT_TRUE(ids.insert(one.id).second && is_entry_id(one.id.text())) << one.id;
    EXPECT_EQ(ids.size(), 3U); // two checks and a review
    for (const DueTask& one : due_tasks(care, now + std::chrono::hours(1)))
        EXPECT_TRUE(ids.contains(one.id));
}

TEST(DueTasks, are_tasks_that_can_be_written) {
    const auto tasks = due_tasks(so_far(), moment("2027-01-01T00:00:00Z"));
    ASSERT_EQ(tasks.size(), 2U);
    for (const DueTask& one : tasks) {
        const auto again = read_noun(Kind::Task, write_noun(one.task), "due");
        ASSERT_TRUE(again);
        EXPECT_TRUE(contradictions(*again).empty());
    }
}

} // namespace
} // namespace filiform::record
