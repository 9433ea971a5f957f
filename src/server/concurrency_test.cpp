// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <latch>
#include <set>
#include <thread>

#include "record/record_fixture.h"
#include "server/answer_client.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;
using std::chrono::minutes;

/// Many clients at once, each on a connection of its own.
class Concurrency : public Clinic {
  public:
    static constexpr std::size_t clients = 64;
    static constexpr std::size_t editors = 32;

    Concurrency() {
        put(Kind::Practitioner, "d1",
            R"({"family":"Invented","profession":"physiotherapist","isActive":true})");
        store::Change change{{"system", "create", "", "", now_}, {}, {}};
        for (std::size_t i = 0; i < clients; ++i) {
            store::Write& write = change.writes.emplace_back();
            write.kind = Kind::Patient;
            write.id = write.patient = record::EntryId("p" + std::to_string(i));
            write.body = R"({"family":"Invented"})";
        }
        if (const auto written = store_->write(change); !written)
            throw std::runtime_error(base::sentence(written.error()));
        ada_ = as(Role::Clinician);
        ada_.headers.push_back({"content-type", "application/json"});
    }

    /// Runs `work(i, client)` on so many threads, which begin together.
    template <class Work>
    void at_once(std::size_t count, Work work) {
        std::latch ready(static_cast<std::ptrdiff_t>(count));
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < count; ++i)
            threads.emplace_back([&, i] {
                AnswerClient client(server_->port());
                ready.arrive_and_wait();
                work(i, client);
            });
        for (std::thread& one : threads)
            one.join();
    }
    Answer book(AnswerClient& client, std::size_t who, base::Instant start) {
        record::Appointment one;
        one.patient = record::EntryId("p" + std::to_string(who));
        one.practitioner = record::EntryId("d1");
        one.start = start;
        one.end = start + minutes(30);
        one.visit = record::Visit::Needling;
        one.status = record::Appointment::Status::Booked;
        one.booked_by = record::Appointment::Booker::Staff;
        return client.ask({Method::Post, "/api/v1/appointments",
                           R"({"body":)" + record::write_noun(one) + "}", ada_.headers});
    }
    /// When the booked ones begin, in order.
    std::vector<base::Instant> booked() {
        std::vector<base::Instant> out;
        const Answer page = get(ada_, "/api/v1/appointments?practitioner=d1&limit=200");
        const json::object body = body_of(page);
        for (const json::value& entry : body.at("entries").as_array())
            out.push_back(
                record::fixture::moment(std::string(entry.at("body").at("start").as_string())));
        std::sort(out.begin(), out.end());
        return out;
    }
    Answer write_letter(AnswerClient& client, const std::string& body, const std::string& tag) {
        auto headers = ada_.headers;
        headers.push_back({"if-match", tag});
        return client.ask(
            {Method::Put, "/api/v1/letters/note", R"({"body":)" + body + "}", headers});
    }

  protected:
    Login ada_;
    const base::Instant monday_ = record::fixture::moment("2026-11-09T08:00:00Z");
};

TEST_F(Concurrency, of_64_clients_that_book_the_same_slots_one_wins_each) {
    constexpr std::size_t slots = 8;
    std::array<std::atomic<int>, slots> won{};
    std::atomic<std::size_t> lost = 0;
    at_once(clients, [&](std::size_t who, AnswerClient& client) {
        for (std::size_t k = 0; k < slots; ++k) {
            const std::size_t slot = (who + k) % slots; // they come from all sides
            const Answer answer = book(client, who, monday_ + slot * minutes(30));
            if (answer.status == 201)
                ++won.at(slot);
            else if (code_of(answer) == "record.taken")
                ++lost;
            else
                ADD_FAILURE() << answer.status << ' ' << answer.body;
        }
    });
    for (std::size_t slot = 0; slot < slots; ++slot)
        EXPECT_EQ(won.at(slot), 1) << slot;
    EXPECT_EQ(lost, clients * slots - slots);
    const auto starts = booked();
    ASSERT_EQ(starts.size(), slots);
    for (std::size_t slot = 0; slot < slots; ++slot)
        EXPECT_EQ(starts[slot], monday_ + slot * minutes(30));
}

TEST_F(Concurrency, no_two_bookings_overlap_however_they_are_cut) {
    std::atomic<std::size_t> won = 0;
    at_once(clients, [&](std::size_t who, AnswerClient& client) {
        for (std::size_t k = 0; k < 6; ++k) { // half an hour, beginning at any five minutes
            const auto start = monday_ + ((who * 7 + k * 29) % 48) * minutes(5);
            const Answer answer = book(client, who, start);
            EXPECT_TRUE(answer.status == 201 || code_of(answer) == "record.taken") << answer.body;
            won += answer.status == 201 ? 1 : 0;
        }
    });
    const auto starts = booked();
    EXPECT_EQ(starts.size(), won);
    EXPECT_GE(starts.size(), 5U); // a day of four hours and a half that nobody can fill worse
    for (std::size_t i = 1; i < starts.size(); ++i)
        EXPECT_GE(starts[i] - starts[i - 1], minutes(30));
}

TEST_F(Concurrency, of_32_editors_of_one_note_none_loses_what_another_wrote) {
    put(Kind::Letter, "note",
        R"({"patient":"p0","practitioner":"d1","type":"report","subject":"s","text":"begun"})");
    std::latch all_have_read(static_cast<std::ptrdiff_t>(editors));
    std::atomic<int> first_winners = 0;
    std::atomic<int> first_losers = 0;
    std::atomic<int> saved = 0;
    at_once(editors, [&](std::size_t who, AnswerClient& client) {
        for (int round = 0;; ++round) {
            const Answer read = client.ask({Method::Get, "/api/v1/letters/note", "", ada_.headers});
            ASSERT_EQ(read.status, 200) << read.body;
            json::object body = body_of(read).at("body").as_object();
            body["text"] = std::string(body.at("text").as_string()) + "\nby " + std::to_string(who);
            if (round == 0)
                all_have_read.arrive_and_wait();
            const Answer written =
                write_letter(client, json::serialize(body), header_of(read, "etag"));
            if (round == 0)
                ++(written.status == 200 ? first_winners : first_losers);
            if (written.status == 200) {
                ++saved;
                return;
            }
            ASSERT_EQ(written.status, 412) << written.body;
            ASSERT_EQ(code_of(written), "record.conflict");
        }
    });
    EXPECT_EQ(first_winners, 1);
    EXPECT_EQ(first_losers, static_cast<int>(editors) - 1);
    EXPECT_EQ(saved, static_cast<int>(editors));
    // Every version is the one before and one line more.
    const json::object history = body_of(get(ada_, "/api/v1/letters/note/history"));
    const json::array& versions = history.at("entries").as_array();
    ASSERT_EQ(versions.size(), editors + 1);
    std::set<std::string> lines;
    std::string before = "begun";
    for (std::size_t i = versions.size() - 1; i-- > 0;) { // the newest comes first
        const std::string text(versions[i].at("body").at("text").as_string());
        ASSERT_TRUE(text.starts_with(before + "\nby ")) << text;
        EXPECT_TRUE(lines.insert(text.substr(before.size())).second);
        before = text;
    }
    EXPECT_EQ(lines.size(), editors);
}

TEST_F(Concurrency, listeners_hear_each_write_once_and_in_its_order) {
    constexpr std::size_t listeners = 8;
    constexpr std::size_t writers = 16;
    const auto places = [](const std::string& told) {
        std::vector<std::int64_t> out;
        for (std::size_t at = told.find("id: "); at != std::string::npos;
             at = told.find("\nid: ", at + 1))
            out.push_back(std::stoll(told.substr(told.find(": ", at) + 2)));
        return out;
    };
    std::atomic<std::size_t> written = 0;
    at_once(listeners + writers, [&](std::size_t who, AnswerClient& client) {
        if (who >= listeners) {
            const Answer answer = client.ask({Method::Post, "/api/v1/patients",
                                              R"({"body":{"family":"Invented"}})", ada_.headers});
            EXPECT_EQ(answer.status, 201) << answer.body;
            ++written;
            return;
        }
        RawClient raw(server_->port());
        raw.send("GET /api/v1/events HTTP/1.1\r\nHost: h\r\nLast-Event-ID: 0\r\nCookie: " +
                 ada_.headers[0].value + "\r\n\r\n");
        raw.receive_until("\r\n\r\n");
        std::string told;
        std::size_t heard = 0;
        while (heard < 1 + clients + writers) { // the practitioner, the patients, the new ones
            const std::string piece = raw.receive_until("\n\n");
            if (piece.empty())
                break;
            heard += piece.find("event: written") != std::string::npos ? 1 : 0;
            told += piece;
        }
        EXPECT_EQ(heard, 1 + clients + writers);
        const auto order = places(told);
        EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
        EXPECT_EQ(std::set<std::int64_t>(order.begin(), order.end()).size(), order.size());
    });
    EXPECT_EQ(written, writers);
}

TEST_F(Concurrency, of_many_that_use_one_invitation_one_chooses_the_password) {
    const auto told = server_->people().invite({"guest", Role::Clinician, {}}, "system", now_);
    ASSERT_TRUE(told);
    std::atomic<int> chosen = 0;
    at_once(16, [&](std::size_t who, AnswerClient& client) {
        const Answer answer =
            client.ask({Method::Post,
                        "/api/v1/invitations/accept",
                        json::serialize(json::object{
                            {"ticket", told->secret},
                            {"password", "seven grey umbrellas, " + std::to_string(who)}}),
                        {{"content-type", "application/json"}}});
        chosen += answer.status == 200 ? 1 : 0;
        EXPECT_TRUE(answer.status == 200 || code_of(answer) == "people.ticket") << answer.body;
    });
    EXPECT_EQ(chosen, 1);
}

} // namespace filiform::server
