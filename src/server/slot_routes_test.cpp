// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "base/percent.h"
#include "server/booking_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;
namespace fixture = record::fixture;

/// A clinic in Madrid, a week before Monday 9 November 2026, when practitioner-1 works from nine to
/// one, by half hours: 08:00 to 12:00 UTC.
class Bookings : public ClinicInMadrid {
  public:
    Bookings() { put_noun("hours-1", fixture::hours()); }
    /// "08:00 08:30": when the free slots of that Monday begin, in UTC.
    std::string free(const Login& who, const std::string& more = "") {
        const Answer answer = get(who, "/api/v1/slots?practitioner=practitioner-1&from=2026-11-09"
                                       "&before=2026-11-10" +
                                           more);
        EXPECT_EQ(answer.status, 200) << answer.body;
        std::string out;
        const json::object body = body_of(answer);
        for (const json::value& slot : body.at("slots").as_array())
            out +=
                (out.empty() ? "" : " ") + std::string(slot.at("start").as_string()).substr(11, 5);
        return out;
    }
    static std::string booking(const char* start, const char* end, const char* status = "booked",
                               const std::string& patient = "patient-1") {
        return R"({"patient":")" + patient +
               R"(","practitioner":"practitioner-1","visit":"needling","start":"2026-11-09T)" +
               start + R"(:00Z","end":"2026-11-09T)" + end + R"(:00Z","status":")" + status +
               R"(","bookedBy":")" + (std::string(status) == "proposed" ? "patient" : "staff") +
               R"("})";
    }
    Answer book(const Login& who, const std::string& body, const std::string& reason = "") {
        return post(who, "/api/v1/appointments",
                    R"({"body":)" + body + (reason.empty() ? "" : R"(,"reason":")" + reason + '"') +
                        "}");
    }
    /// "record.rule /body/start"
    static std::string refused(const Answer& answer) {
        const json::object body = body_of(answer);
        EXPECT_TRUE(body.contains("hint")) << answer.body;
        return code_of(answer) + " " + std::string(body.at("pointer").as_string());
    }
};

TEST_F(Bookings, free_times_are_found_in_the_clinics_hours) {
    const Login desk = as(Role::Reception);
    EXPECT_EQ(free(desk), "08:00 08:30 09:00 09:30 10:00 10:30 11:00 11:30");
    EXPECT_EQ(free(desk, "&minutes=120"), "08:00 08:30 09:00 09:30 10:00");
    ASSERT_EQ(book(desk, booking("09:00", "09:30")).status, 201);
    EXPECT_EQ(free(desk), "08:00 08:30 09:30 10:00 10:30 11:00 11:30");
    EXPECT_EQ(free(desk, "&room=room-1"), "08:00 08:30 09:30 10:00 10:30 11:00 11:30");
}

TEST_F(Bookings, a_room_that_somebody_else_has_is_not_free) {
    const Login desk = as(Role::Reception);
    record::Appointment other = fixture::appointment(); // in room-1
    other.practitioner = record::EntryId("practitioner-2");
    put_noun("booking-2", other);
    EXPECT_EQ(free(desk, "&room=room-1"), "08:00 08:30 09:30 10:00 10:30 11:00 11:30");
    record::Hours there = fixture::hours();
    there.room = record::EntryId("room-1"); // the hours themselves name the room
    put_noun("hours-2", there);
    EXPECT_EQ(free(desk), "08:00 08:00 08:30 08:30 09:00 09:30 09:30 10:00 10:00 10:30 10:30 "
                          "11:00 11:00 11:30 11:30"); // with a room and without, but for nine
}

TEST_F(Bookings, a_question_that_cannot_be_read_says_which_parameter_is_wrong) {
    const Login desk = as(Role::Reception);
    const std::string good = "/api/v1/slots?practitioner=practitioner-1";
    for (const auto& [target, parameter] : std::vector<std::pair<std::string, std::string>>{
             {"/api/v1/slots", "practitioner"},
             {"/api/v1/slots?practitioner=patient-1", "practitioner"},
             {good + "&room=nowhere", "room"},
             {good + "&from=tomorrow", "from"},
             {good + "&from=2026-11-09&before=2026-11-08", "before"},
             {good + "&from=2026-11-09&before=2027-11-08", "before"},
             {good + "&minutes=0", "minutes"},
             {good + "&minutes=30.5", "minutes"},
             {good + "&visit=chat", "visit"},
             {"/api/v1/waiting?practitioner=practitioner-1&start=2026-11-09T10:00:00Z", "end"},
             {"/api/v1/waiting?practitioner=practitioner-1&start=2026-11-09T10:00:00Z"
              "&end=2026-11-09T10:00:00Z",
              "end"}}) {
        const Answer answer = get(desk, target);
        EXPECT_EQ(answer.status, 400) << target << answer.body;
        EXPECT_EQ(refused(answer), "request.parameter " + parameter) << target;
    }
}

TEST_F(Bookings, a_patient_sees_only_times_that_they_may_ask_for) {
    now_ = fixture::moment("2026-11-08T09:45:00Z"); // asked 24 hours before at the latest
    const Login patient = as(Role::Patient, "patient-1");
    EXPECT_EQ(free(patient), "10:00 10:30 11:00 11:30");
    EXPECT_EQ(free(as(Role::Clinician)), "08:00 08:30 09:00 09:30 10:00 10:30 11:00 11:30");
    now_ = fixture::moment("2026-09-10T08:45:00Z"); // and 60 days ahead
    const Answer answer = get(as(Role::Patient, "patient-1"),
                              "/api/v1/slots?practitioner=practitioner-1&from=2026-11-09");
    const json::array slots = body_of(answer).at("slots").as_array();
    ASSERT_EQ(slots.size(), 2U) << answer.body;
    EXPECT_EQ(slots[1].at("start"), "2026-11-09T08:30:00.000Z");
}

TEST_F(Bookings, what_a_slot_offers_can_be_asked_for_and_what_is_taken_cannot) {
    const Login one = as(Role::Patient, "patient-1");
    const Login other = as(Role::Patient, "patient-2");
    ASSERT_EQ(book(one, booking("08:30", "09:00", "proposed")).status, 201);
    EXPECT_EQ(free(other), "08:00 09:00 09:30 10:00 10:30 11:00 11:30");
    const Answer late = book(other, booking("08:30", "09:00", "proposed", "patient-2"));
    EXPECT_EQ(late.status, 409) << late.body;
    EXPECT_EQ(refused(late), "record.taken /body/start");
    EXPECT_EQ(late.body.find("patient-1"), std::string::npos);
    EXPECT_EQ(refused(book(other, booking("07:00", "07:30", "proposed", "patient-2"))),
              "record.rule /body/start");
}

TEST_F(Bookings, a_patient_takes_back_a_wish_whatever_their_clock_says) {
    const Login patient = as(Role::Patient, "patient-1");
    const Answer asked = book(patient, booking("08:30", "09:00", "proposed"));
    ASSERT_EQ(asked.status, 201) << asked.body;
    json::object body = body_of(asked).at("body").as_object();
    body["status"] = "cancelled";
    body["cancelledBy"] = "patient";
    for (const char* clock : {"", "2026-11-01T00:00:00.000Z"}) {
        if (*clock != '\0')
            body["cancelledAt"] = clock;
        const Answer answer =
            send(patient, Method::Put,
                 "/api/v1/appointments/" + std::string(body_of(asked).at("id").as_string()),
                 json::serialize(json::object{{"body", body}}), {{"if-match", "\"1\""}});
        if (*clock == '\0') {
            ASSERT_EQ(answer.status, 200) << answer.body;
            EXPECT_EQ(body_of(answer).at("body").at("cancelledAt"), "2026-11-02T12:00:00.000Z");
        } else {
            EXPECT_EQ(code_of(answer), "record.conflict"); // it is cancelled already
        }
    }
    EXPECT_EQ(free(as(Role::Patient, "patient-2")),
              "08:00 08:30 09:00 09:30 10:00 10:30 11:00 11:30");
}

TEST_F(Bookings, staff_book_outside_the_hours_with_a_reason_that_is_kept) {
    const Login desk = as(Role::Reception);
    EXPECT_EQ(refused(book(desk, booking("12:00", "12:30"))), "record.rule /body/start");
    const Answer made = book(desk, booking("12:00", "12:30"), "she stays longer for him");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(body_of(made).at("reason"), "she stays longer for him");
    const Answer changed =
        post(desk, "/api/v1/changes",
             R"({"writes":[{"kind":"appointment","body":)" + booking("18:00", "18:30") + "}]}");
    EXPECT_EQ(refused(changed), "record.rule /writes/0/body/start");
}

TEST_F(Bookings, a_program_gives_no_reason_and_keeps_to_the_hours) {
    const Login program = with_token("system/*.cruds");
    EXPECT_EQ(book(program, booking("09:00", "09:30")).status, 201);
    EXPECT_EQ(refused(book(program, booking("12:00", "12:30"), "because it says so")),
              "record.rule /body/start");
}

TEST_F(Bookings, taken_time_is_refused_with_its_place_and_what_to_do) {
    const Login desk = as(Role::Reception);
    ASSERT_EQ(book(desk, booking("09:00", "09:30")).status, 201);
    const Answer again = book(desk, booking("09:15", "09:45", "booked", "patient-2"));
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(refused(again), "record.taken /body/start");
    const Answer changed =
        post(desk, "/api/v1/changes",
             R"({"writes":[{"kind":"appointment","body":)" + booking("10:00", "10:30") +
                 R"(},{"kind":"appointment","body":)" + booking("09:00", "09:30") + "}]}");
    EXPECT_EQ(refused(changed), "record.taken /writes/1/body/start");
}

TEST_F(Bookings, of_many_who_book_one_time_at_once_one_has_it) {
    const Login desk = as(Role::Reception);
    std::atomic<int> made = 0;
    std::atomic<int> taken = 0;
    std::vector<std::thread> all;
    for (int i = 0; i < 16; ++i)
        all.emplace_back([&] {
            const int status = book(desk, booking("10:00", "10:30")).status;
            made += status == 201 ? 1 : 0;
            taken += status == 409 ? 1 : 0;
        });
    for (std::thread& one : all)
        one.join();
    EXPECT_EQ(made, 1);
    EXPECT_EQ(taken, 15);
}

TEST_F(Bookings, a_cancelled_time_is_offered_to_who_waits_for_it) {
    const Login desk = as(Role::Reception);
    const auto wait = [&](const std::string& id, const std::string& more) {
        put(Kind::WaitingEntry, id,
            R"({"patient":"patient-2","status":"waiting","askedAt":"2026-10-0)" + more + "}");
    };
    wait("w-late", R"(2T09:00:00Z","weekdays":["mon"])");
    wait("w-early", R"(1T09:00:00Z")");
    wait("w-urgent", R"(3T09:00:00Z","isUrgent":true)");
    wait("w-other", R"(1T09:00:00Z","practitioner":"practitioner-2")");
    wait("w-long", R"(1T09:00:00Z","minutes":45)");
    const Answer answer = get(desk, "/api/v1/waiting?practitioner=practitioner-1"
                                    "&start=2026-11-09T09:00:00Z&end=2026-11-09T09:30:00Z");
    ASSERT_EQ(answer.status, 200) << answer.body;
    std::string ids;
    const json::object body = body_of(answer);
    for (const json::value& entry : body.at("entries").as_array())
        ids += std::string(entry.at("id").as_string()) + " ";
    EXPECT_EQ(ids, "w-urgent w-early w-late ");
    EXPECT_EQ(get(as(Role::Patient, "patient-2"),
                  "/api/v1/waiting?practitioner=practitioner-1&start=2026-11-09T09:00:00Z"
                  "&end=2026-11-09T09:30:00Z")
                  .status,
              403);
}

TEST_F(Bookings, a_clinic_writes_a_time_zone_that_there_is) {
    const Login lead = as(Role::Lead);
    const Answer wrong =
        post(lead, "/api/v1/clinics", R"({"body":{"name":"Elsewhere","timeZone":"Madrid"}})");
    EXPECT_EQ(refused(wrong), "record.rule /body/timeZone");
}

TEST_F(Bookings, a_token_sees_times_if_its_scopes_take_in_schedules) {
    EXPECT_NE(free(with_token("system/Schedule.rs")), "");
    EXPECT_EQ(
        get(with_token("system/Patient.rs"), "/api/v1/slots?practitioner=practitioner-1").status,
        403);
}

TEST_F(Bookings, of_two_who_asked_for_one_time_the_other_is_offered_another) {
    for (const char* who : {"1", "2"}) // in the same moment: a wish claims nothing
        put(Kind::Appointment, std::string("wish-") + who,
            booking("08:30", "09:00", "proposed", std::string("patient-") + who));
    ASSERT_TRUE(server_->bring_up_tasks());
    const Login ada = as(Role::Clinician, "practitioner-1");
    const auto tasks = [&] {
        return body_of(get(ada, "/api/v1/tasks?what=offer_another_time&limit=9"))
            .at("entries")
            .as_array();
    };
    EXPECT_TRUE(tasks().empty());
    const Answer agreed =
        send(ada, Method::Put, "/api/v1/appointments/wish-1",
             R"({"body":)" + booking("08:30", "09:00") + "}", {{"if-match", "\"1\""}});
    ASSERT_EQ(agreed.status, 200) << agreed.body;
    ASSERT_TRUE(server_->bring_up_tasks());
    ASSERT_TRUE(server_->bring_up_tasks());
    const json::array found = tasks();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("body").at("about"), "wish-2");
    EXPECT_EQ(found[0].at("patient"), "patient-2");
}

} // namespace filiform::server
