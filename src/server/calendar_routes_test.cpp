// SPDX-License-Identifier: Apache-2.0
#include "server/booking_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;
using record::State;
namespace fixture = record::fixture;

/// practitioner-1 sees patient-1 on 9 November 2026 at nine UTC, in room-1.
class Calendars : public ClinicInMadrid {
  public:
    Calendars() { put_noun("booking-1", fixture::appointment()); }
    /// The path of a new address.
    std::string new_feed(const Login& who) {
        const Answer made = post(who, "/api/v1/calendar", "");
        EXPECT_EQ(made.status, 201) << made.body;
        const std::string address(body_of(made).at("address").as_string());
        EXPECT_TRUE(address.starts_with("http://localhost/api/v1/calendar/")) << address;
        EXPECT_TRUE(address.ends_with(".ics")) << address;
        return address.substr(std::string("http://localhost").size());
    }
    Answer fetch(const std::string& path) { return ask({Method::Get, path, "", {}}); }
    static std::size_t events_in(const Answer& answer) {
        std::size_t count = 0;
        for (std::size_t at = answer.body.find("BEGIN:VEVENT"); at != std::string::npos;
             at = answer.body.find("BEGIN:VEVENT", at + 1))
            ++count;
        return count;
    }
};

TEST_F(Calendars, a_patient_fetches_their_bookings_without_a_login) {
    const Answer calendar = fetch(new_feed(as(Role::Patient, "patient-1")));
    ASSERT_EQ(calendar.status, 200) << calendar.body;
    EXPECT_EQ(calendar.media_type, "text/calendar; charset=utf-8");
    EXPECT_EQ(events_in(calendar), 1U);
    EXPECT_NE(calendar.body.find("UID:booking-1@filiform\r\n"), std::string::npos);
    EXPECT_NE(calendar.body.find("DTSTART:20261109T090000Z\r\n"), std::string::npos);
    const record::Practitioner practitioner = fixture::practitioner();
    EXPECT_NE(calendar.body.find(practitioner.family), std::string::npos);
    EXPECT_EQ(calendar.body.find("sciatica"), std::string::npos); // the reason is the clinic's
    EXPECT_EQ(events_in(fetch(new_feed(as(Role::Patient, "patient-2")))), 0U);
}

TEST_F(Calendars, a_practitioners_names_no_patient) {
    const Answer calendar = fetch(new_feed(as(Role::Clinician, "practitioner-1")));
    ASSERT_EQ(events_in(calendar), 1U) << calendar.body;
    EXPECT_EQ(calendar.body.find(fixture::patient().family), std::string::npos);
    EXPECT_EQ(calendar.body.find("patient-1"), std::string::npos);
    EXPECT_NE(calendar.body.find("LOCATION:" + fixture::room().name), std::string::npos);
}

TEST_F(Calendars, what_was_cancelled_or_withdrawn_stays_in_as_cancelled) {
    const std::string feed = new_feed(as(Role::Patient, "patient-1"));
    EXPECT_EQ(fetch(feed).body.find("STATUS:CANCELLED"), std::string::npos);
    put_noun("booking-2", fixture::appointment(), State::Withdrawn);
    put_noun("booking-3", fixture::appointment(), State::Mistaken);
    const Answer calendar = fetch(feed);
    EXPECT_EQ(events_in(calendar), 2U);
    EXPECT_NE(calendar.body.find("STATUS:CANCELLED"), std::string::npos);
    EXPECT_EQ(calendar.body.find("booking-3"), std::string::npos);
}

TEST_F(Calendars, an_address_works_until_there_is_a_new_one_or_it_is_ended) {
    const Login ada = as(Role::Clinician, "practitioner-1");
    EXPECT_EQ(body_of(get(ada, "/api/v1/calendar")).at("calendars").as_array().size(), 0U);
    const std::string first = new_feed(ada);
    const std::string second = new_feed(ada);
    EXPECT_NE(first, second);
    EXPECT_EQ(fetch(first).status, 404);
    EXPECT_EQ(fetch(second).status, 200);
    const Answer said = get(ada, "/api/v1/calendar");
    EXPECT_EQ(body_of(said).at("calendars").as_array().size(), 1U);
    const std::string secret = second.substr(second.rfind('/') + 1, 43);
    EXPECT_EQ(said.body.find(secret), std::string::npos);
    EXPECT_EQ(send(ada, Method::Delete, "/api/v1/calendar", "").status, 204);
    EXPECT_EQ(fetch(second).status, 404);
    EXPECT_EQ(send(ada, Method::Delete, "/api/v1/calendar", "").status, 204);
}

TEST_F(Calendars, an_address_ends_after_two_years_and_with_its_account) {
    const Login ada = as(Role::Clinician, "practitioner-1");
    const std::string feed = new_feed(ada);
    now_ += std::chrono::hours(24 * 730) - std::chrono::milliseconds(1);
    EXPECT_EQ(fetch(feed).status, 200);
    now_ += std::chrono::milliseconds(1);
    EXPECT_EQ(fetch(feed).status, 404);
    now_ -= std::chrono::hours(24);
    EXPECT_EQ(fetch(feed).status, 200);
    ASSERT_TRUE(server_->people().set_active(ada.account, false, "system", now_));
    EXPECT_EQ(fetch(feed).status, 404);
}

TEST_F(Calendars, the_secret_opens_nothing_else_and_no_other_secret_opens_it) {
    const Login ada = as(Role::Clinician, "practitioner-1");
    const std::string feed = new_feed(ada);
    const std::string secret = feed.substr(feed.rfind('/') + 1, 43);
    EXPECT_EQ(ask({Method::Get, "/api/v1/me", "", {{"authorization", "Bearer " + secret}}}).status,
              401);
    EXPECT_EQ(fetch("/api/v1/calendar/" + secret).status, 404);
    const Login program = with_token("system/*.rs");
    const std::string token = program.headers.front().value.substr(7);
    EXPECT_EQ(fetch("/api/v1/calendar/" + token + ".ics").status, 404);
    EXPECT_EQ(fetch("/api/v1/calendar/.ics").status, 404);
}

TEST_F(Calendars, is_of_somebody_who_has_appointments) {
    const Answer answer = post(as(Role::Lead), "/api/v1/calendar", "");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(code_of(answer), "people.role");
    EXPECT_EQ(post(as(Role::Reception), "/api/v1/calendar", "").status, 403);
}

TEST_F(Calendars, who_fetches_too_often_or_guesses_is_slowed_down) {
    const std::string feed = new_feed(as(Role::Clinician, "practitioner-1"));
    const std::string other = new_feed(as(Role::Patient, "patient-1"));
    int fetched = 0;
    while (fetched < 100 && fetch(feed).status == 200)
        ++fetched;
    EXPECT_EQ(fetched, 12);
    EXPECT_EQ(code_of(fetch(feed)), "login.wait");
    EXPECT_EQ(fetch(other).status, 200);
    now_ += std::chrono::minutes(1);
    EXPECT_EQ(fetch(feed).status, 200);
    int guessed = 0;
    while (guessed < 5000 && fetch("/api/v1/calendar/guess.ics").status == 404)
        ++guessed;
    EXPECT_LT(guessed, 5000);
    EXPECT_EQ(fetch(other).status, 200); // who knows a secret is not kept out by who does not
}

TEST_F(Calendars, no_secret_is_in_the_log_the_metrics_or_the_audit) {
    const Login ada = as(Role::Clinician, "practitioner-1");
    const std::string feed = new_feed(ada);
    const std::string secret = feed.substr(feed.rfind('/') + 1, 43);
    ASSERT_EQ(secret.size(), 43U); // 32 bytes in base64
    ASSERT_EQ(fetch(feed).status, 200);
    EXPECT_EQ(fetch("/api/v1/calendar/" + secret + "x.ics").body.find(secret), std::string::npos);
    EXPECT_EQ(log_.str().find(secret), std::string::npos);
    EXPECT_NE(log_.str().find("/api/v1/calendar/{feed}"), std::string::npos);
    EXPECT_EQ(ask({Method::Get, "/metrics", "", {}}).body.find(secret), std::string::npos);
    ASSERT_TRUE(store_->audit().settle());
    store::AuditQuery query;
    query.by = ada.account;
    bool is_noted = false;
    const auto rows = store_->audit().find(query);
    for (const store::AuditRow& row : *rows) {
        is_noted = is_noted || row.action == "read_calendar";
        EXPECT_EQ((row.action + row.reason + row.entry).find(secret), std::string::npos);
    }
    EXPECT_TRUE(is_noted);
}

} // namespace filiform::server
