// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "outcomes/advice.h"
#include "outcomes/course.h"
#include "record/choice.h"
#include "workshop/course_of.h"
#include "workshop/workshop.h"
#include "workshop/workshop_fixture.h"

/// Everybody here is invented.
namespace filiform::workshop {

namespace {

using record::EntryId;
using record::State;
using server::ReviewWanted;

base::Instant at(const std::string& text) {
    return base::read_instant(text).value();
}

template <class Noun>
record::Known<Noun> known(const std::string& id, Noun noun, State state = State::Signed) {
    return {EntryId(id), state, std::move(noun), ""};
}

/// An episode of November 2026 in UTC, looked at on the 20th at noon: an assessment on the 2nd that
/// says "six weeks", a session on the 3rd and one on the 10th, leg pain 7, 6 and 4.
struct Care {
    Care() {
        wanted.episode = EntryId("e1");
        wanted.now = at("2026-11-20T12:00:00Z");
        record::Episode episode;
        episode.began = base::read_date("2026-11-02").value();
        wanted.care.episodes.push_back(known("e1", episode, State::Open));
        assess("a1", "2026-11-02", {{"duration_weeks", 6.0}});
        needle("s1", "2026-11-03T10:00:00Z");
        needle("s2", "2026-11-10T10:00:00Z");
        score("2026-11-02T09:00:00Z", 7);
        score("2026-11-10T09:00:00Z", 6);
        score("2026-11-18T09:00:00Z", 4);
    }
    record::Assessment& assess(const std::string& id, const std::string& on,
                               std::map<std::string, chart::Answer> answers) {
        record::Assessment one;
        one.episode = EntryId("e1");
        one.on = base::read_date(on).value();
        one.answers = std::move(answers);
        wanted.care.assessments.push_back(known(id, one));
        return wanted.care.assessments.back().noun;
    }
    record::Session& needle(const std::string& id, const std::string& began) {
        record::Session one;
        one.episode = EntryId("e1");
        one.began = at(began);
        one.needles.emplace_back().time_in = at(began);
        wanted.care.sessions.push_back(known(id, one));
        return wanted.care.sessions.back().noun;
    }
    record::Outcome& score(const std::string& on, double value,
                           const std::string& code = "nprs_leg") {
        record::Outcome one;
        one.episode = EntryId("e1");
        one.code = code;
        one.on = at(on);
        one.score = value;
        wanted.outcomes.push_back(known("o" + std::to_string(wanted.outcomes.size()), one));
        return wanted.outcomes.back().noun;
    }
    [[nodiscard]] outcomes::Course course() const {
        const auto read = outcomes::read_course(course_of(wanted), "");
        EXPECT_TRUE(read.has_value()) << course_of(wanted);
        return read.value_or(outcomes::Course{});
    }

    ReviewWanted wanted{.zone = base::find_zone("UTC").value()};
};

TEST(CourseOfAnEpisode, HasItsScoresSessionsAndOnset) {
    const outcomes::Course course = Care().course();
    EXPECT_EQ(course.follow, "nprs_leg");
    ASSERT_EQ(course.readings.size(), 3U);
    EXPECT_EQ(course.readings[0].value, 7);
    EXPECT_EQ(course.readings[0].period, outcomes::Period::Week);
    EXPECT_EQ(course.sessions.size(), 2U);
    EXPECT_EQ(course.sessions[0].was_sore, std::nullopt) << "nobody asked";
    EXPECT_EQ(course.onset, base::read_date("2026-09-21").value()) << "six weeks before the 2nd";
    EXPECT_TRUE(course.findings.empty());
    EXPECT_EQ(course.as_of, at("2026-11-20T12:00:00Z"));
}

TEST(CourseOfAnEpisode, LeavesOutWhatDoesNotCount) {
    Care care;
    care.score("2026-11-12T09:00:00Z", 1).episode = EntryId("e0"); // another episode
    care.score("2026-11-12T09:00:00Z", 2, "tampa");                // nobody knows it
    care.score("2026-11-12T09:00:00Z", 3).score.reset();           // not scored
    care.score("2026-11-21T09:00:00Z", 3);                         // to come
    care.score("2026-11-01T09:00:00Z", 3).episode = EntryId();     // before it
    care.score("2026-11-12T09:00:00Z", 9);
    care.wanted.outcomes.back().state = State::Mistaken;
    care.needle("s3", "2026-11-11T10:00:00Z").needles.front().time_in.reset(); // none went in
    care.needle("s4", "2026-11-12T10:00:00Z");
    care.wanted.care.sessions.back().state = State::Superseded;
    care.needle("s5", "2026-11-13T10:00:00Z");
    care.wanted.care.sessions.back().state = State::Open; // a draft
    EXPECT_EQ(care.course().readings.size(), 3U);
    EXPECT_EQ(care.course().sessions.size(), 2U);
    care.score("2026-11-15T09:00:00Z", 5).episode = EntryId(); // a diary says no episode
    EXPECT_EQ(care.course().readings.size(), 4U);
}

TEST(CourseOfAnEpisode, OfTwoScoresOfOneMomentTheLaterInTheRecordStands) {
    Care care;
    care.score("2026-11-18T09:00:00Z", 3);
    ASSERT_EQ(care.course().readings.size(), 3U);
    EXPECT_EQ(care.course().readings.back().value, 3);
}

TEST(CourseOfAnEpisode, AScoreOfADeviceWhoseClockIsAheadIsNotLost) {
    Care care;
    care.score("2026-11-20T12:03:00Z", 2);
    EXPECT_EQ(care.course().readings.back().value, 2);
    EXPECT_EQ(care.course().as_of, at("2026-11-20T12:03:00Z"));
}

TEST(CourseOfAnEpisode, SorenessIsWhatTheCheckOfTheSessionSays) {
    Care care;
    care.assess("c1", "2026-11-05",
                {{"after_soreness", std::string("mild")},
                 {"after_soreness_until", std::string("next_day")}})
        .checks = EntryId("s1");
    care.assess("c2", "2026-11-12", {{"after_soreness", std::string("none")}}).checks =
        EntryId("s2");
    const auto sessions = care.course().sessions;
    EXPECT_EQ(sessions[0].was_sore, true);
    EXPECT_EQ(sessions[0].sore_hours, 30);
    EXPECT_EQ(sessions[1].was_sore, false);
}

TEST(CourseOfAnEpisode, PlannedAreBookedVisitsForNeedling) {
    Care care;
    const auto book = [&](const std::string& start, record::Visit visit,
                          record::Appointment::Status status) {
        record::Appointment one;
        one.start = at(start);
        one.visit = visit;
        one.status = status;
        care.wanted.appointments.push_back(known("b", one, State::Open));
    };
    using Status = record::Appointment::Status;
    book("2026-11-30T10:00:00Z", record::Visit::Needling, Status::Booked);
    book("2026-11-24T10:00:00Z", record::Visit::Needling, Status::Booked);
    book("2026-11-25T10:00:00Z", record::Visit::Review, Status::Booked);
    book("2026-11-26T10:00:00Z", record::Visit::Needling, Status::Cancelled);
    book("2026-11-19T10:00:00Z", record::Visit::Needling, Status::Booked); // past
    book("2028-11-19T10:00:00Z", record::Visit::Needling, Status::Booked); // too far
    EXPECT_EQ(care.course().planned,
              (std::vector<base::Instant>{at("2026-11-24T10:00:00Z"), at("2026-11-30T10:00:00Z")}));
}

TEST(CourseOfAnEpisode, AYesOfTheRecordIsNotTakenBackByANo) {
    Care care;
    care.assess("a2", "2026-11-20", {{"saddle_numbness", true}});
    care.wanted.findings = {{"cauda_equina_sign", false}, {"disabling", false}};
    EXPECT_EQ(care.course().findings,
              (std::map<std::string, bool>{{"cauda_equina_sign", true}, {"disabling", false}}));
}

TEST(CourseOfAnEpisode, WhatASessionAsksAgainTodayCountsAsAsked) {
    Care care;
    auto& session = care.needle("s3", "2026-11-20T10:00:00Z");
    for (const char* sign :
         {"bladder_change", "bowel_change", "saddle_numbness", "sexual_change", "both_legs_change"})
        session.answers[sign] = false;
    care.wanted.care.sessions.back().state = State::Open; // it is being held
    EXPECT_EQ(care.course().findings, (std::map<std::string, bool>{{"cauda_equina_sign", false}}));
    care.wanted.now = at("2026-11-21T12:00:00Z");
    EXPECT_TRUE(care.course().findings.empty()) << "that was yesterday";
}

TEST(CourseOfAnEpisode, ASeriousEventOfOneOfItsSessionsIsHarm) {
    Care care;
    record::AdverseEvent event;
    event.session = EntryId("s1");
    event.severity = record::AdverseEvent::Severity::Mild;
    care.wanted.care.events.push_back(known("v1", event));
    EXPECT_TRUE(care.course().findings.empty()) << "a mild one is not";
    care.wanted.care.events.back().noun.serious = {record::AdverseEvent::Serious::Hospital};
    EXPECT_EQ(care.course().findings, (std::map<std::string, bool>{{"serious_event", true}}));
}

TEST(CourseOfAnEpisode, EndsWithTheEpisode) {
    Care care;
    care.wanted.care.episodes.front().noun.ended = base::read_date("2026-11-12").value();
    const outcomes::Course course = care.course();
    EXPECT_EQ(course.as_of, at("2026-11-12T23:59:00Z"));
    EXPECT_EQ(course.readings.size(), 2U);
}

TEST(CourseOfAnEpisode, PainThatBeganAfterCareBeganWithIt) {
    Care care;
    care.wanted.care.assessments.front().noun.answers["duration_weeks"] = 0.0;
    care.wanted.care.assessments.front().noun.on = base::read_date("2026-11-05").value();
    EXPECT_EQ(care.course().onset, base::read_date("2026-11-02").value());
}

class Review : public testing::Test {
  protected:
    base::Checked<std::string> made(ReviewWanted::Form form) {
        care.wanted.form = form;
        return shop.review(care.wanted);
    }
    Care care;
    server::Workshop shop = *open_workshop({});
};

TEST_F(Review, ComesInEveryForm) {
    EXPECT_NE(made(ReviewWanted::Form::Progress)->find("filiform.progress/1"), std::string::npos);
    EXPECT_NE(made(ReviewWanted::Form::Course)->find("filiform.course/1"), std::string::npos);
    EXPECT_NE(made(ReviewWanted::Form::Graph)->find("<svg"), std::string::npos);
    EXPECT_TRUE(made(ReviewWanted::Form::Letter)->starts_with("%PDF"));
}

TEST_F(Review, IsKeptWithWhatFollowsFromIt) {
    care.wanted.goal = 1;
    care.wanted.findings = {{"disabling", true}};
    const record::ProgressReview kept = shop.conclude_review(care.wanted).value();
    EXPECT_EQ(kept.answers, (std::map<std::string, chart::Answer>{{"disabling", true}}));
    EXPECT_FALSE(kept.rules.empty());
    EXPECT_FALSE(kept.summary.empty());
    ASSERT_FALSE(kept.chances.empty());
    EXPECT_EQ(kept.chances.back().of, record::ProgressReview::Chance::Of::Goal);
    EXPECT_TRUE(kept.chances.back().by.has_value());
    // The words of the record are those of the rules.
    for (const auto step :
         {outcomes::NextStep::GoOn, outcomes::NextStep::Reduce, outcomes::NextStep::Change,
          outcomes::NextStep::Stop, outcomes::NextStep::Refer, outcomes::NextStep::ReferUrgent,
          outcomes::NextStep::EmergencyToday})
        EXPECT_EQ(record::word_of(static_cast<record::ProgressReview::Step>(step)),
                  outcomes::text(step));
}

TEST_F(Review, AGoalThatIsNoneIsToldAtItsMember) {
    care.wanted.goal = 8;
    const auto refused = made(ReviewWanted::Form::Progress);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().front().code, "course.goal");
    EXPECT_EQ(refused.error().front().where, "#/goal/value");
}

TEST_F(Review, NeedsAScoreOfPain) {
    care.wanted.outcomes.clear();
    care.score("2026-11-18T09:00:00Z", 4, "global_change");
    const auto refused = made(ReviewWanted::Form::Progress);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().front().code, "review.no_score");
}

/// A review that is written: whatever a page says of what follows, the server says it itself.
class KeptReview : public WorkingClinic {
  protected:
    KeptReview() {
        now_ = at("2026-11-25T12:00:00Z");
        doctor = as(record::Role::Clinician, "d1");
        put(record::Kind::Outcome, "o1",
            R"({"patient":"p1","episode":"e1","instrument":"i1","code":"nprs_leg","version":"1",)"
            R"("on":"2026-11-02T09:00:00.000Z","score":7,"givenBy":"patient"})",
            State::Signed);
    }
    server::Answer kept(json::object more) {
        json::object body{{"patient", "p1"},
                          {"episode", "e1"},
                          {"practitioner", "d1"},
                          {"on", "2026-11-02T10:00:00Z"}};
        for (const auto& [name, value] : more)
            body[name] = value;
        return post(doctor, "/api/v1/progress-reviews",
                    json::serialize(json::object{{"body", body}}));
    }
};

TEST_F(KeptReview, SaysWhatFollowsWhateverIsSent) {
    const server::Answer made =
        kept({{"step", "go_on"}, {"answers", {{"cauda_equina_sign", true}}}});
    ASSERT_EQ(made.status, 201) << made.body;
    const json::object entry = server::body_of(made);
    EXPECT_EQ(entry.at("body").at("step"), "emergency_today");
    EXPECT_FALSE(entry.at("body").at("summary").as_array().empty());
}

TEST_F(KeptReview, RefusesWhatItCannotHold) {
    const auto pointer = [&](const json::object& more) {
        const server::Answer answer = kept(more);
        EXPECT_EQ(answer.status, 422) << answer.body;
        const json::object told = server::body_of(answer);
        return told.contains("pointer") ? std::string(told.at("pointer").as_string()) : "";
    };
    EXPECT_EQ(pointer({{"answers", {{"disabling", "perhaps"}}}}), "/body/answers/disabling");
    EXPECT_EQ(pointer({{"answers", {{"nobody_asks", true}}}}), "/body/answers/nobody_asks");
    EXPECT_EQ(pointer({{"goal", 9}}), "/body/goal");
    EXPECT_EQ(pointer({{"episode", "p1"}}), "/body/episode");
}

} // namespace

} // namespace filiform::workshop
