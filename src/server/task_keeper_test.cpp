// SPDX-License-Identifier: Apache-2.0
#include "server/task_keeper.h"

#include <thread>

#include "record/record_fixture.h"
#include "server/server_fixture.h"
#include "store/store_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;
using record::State;
namespace fixture = record::fixture;

/// A clinic in Madrid; its patient was assessed and needled on 2 November 2026.
class TaskKeeping : public Clinic {
  public:
    TaskKeeping() {
        now_ = fixture::moment("2026-11-02T12:00:00Z");
        put_noun("clinic-1", fixture::clinic());
        put_noun("practitioner-1", fixture::practitioner());
        put_noun("patient-1", fixture::patient());
        put_noun("episode-1", fixture::episode());
        put_noun("assessment-1", fixture::assessment(), State::Signed);
    }
    int brought_up() {
        const auto count = server_->bring_up_tasks();
        EXPECT_TRUE(count) << base::sentence(count.error());
        return count.value_or(-1);
    }
    /// "check_after_session overdue_review": of the tasks that a search finds.
    std::string tasks(const std::string& search) {
        if (ada_.headers.empty())
            ada_ = as(Role::Clinician, "practitioner-1");
        const json::object page = body_of(get(ada_, "/api/v1/tasks?sort=due&" + search));
        std::string out;
        for (const json::value& entry : page.at("entries").as_array())
            out += (out.empty() ? "" : " ") + std::string(entry.at("body").at("what").as_string());
        return out;
    }

  protected:
    Login ada_;
};

TEST_F(TaskKeeping, a_signed_session_puts_its_check_on_the_list_of_the_clinic) {
    EXPECT_EQ(brought_up(), 0);
    put_noun("session-1", fixture::session(), State::Signed);
    EXPECT_EQ(brought_up(), 1);
    EXPECT_EQ(tasks("status=waiting&due=lt2026-11-04"), "");
    EXPECT_EQ(tasks("status=waiting&due=lt2026-11-05"), "check_after_session");
    EXPECT_EQ(tasks("assigned_to=practitioner-1"), "check_after_session");
    EXPECT_EQ(brought_up(), 0);
}

TEST_F(TaskKeeping, it_is_written_and_audited_as_the_systems_act) {
    put_noun("session-1", fixture::session(), State::Signed);
    ASSERT_EQ(brought_up(), 1);
    const auto page = store_->search({.kind = Kind::Task});
    ASSERT_EQ(page->entries.size(), 1U);
    const record::Entry& task = page->entries.front();
    EXPECT_EQ(task.by, "system");
    EXPECT_EQ(task.patient, record::EntryId("patient-1"));
    EXPECT_EQ(task.at, now_);
    store::AuditQuery query;
    query.entry = task.id.text();
    const auto rows = store_->audit().find(query);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().by, "system");
    EXPECT_EQ(rows->front().action, "create");
    EXPECT_EQ(rows->front().patient, "patient-1");
}

TEST_F(TaskKeeping, what_was_done_or_was_a_mistake_does_not_come_back) {
    put_noun("session-1", fixture::session(), State::Signed);
    ASSERT_EQ(brought_up(), 1);
    ASSERT_EQ(tasks(""), "check_after_session");
    const record::Entry task = store_->search({.kind = Kind::Task})->entries.front();
    const Answer marked = post(ada_, "/api/v1/tasks/" + task.id.text() + "/mistake",
                               R"({"reason":"called already"})", {{"if-match", "\"1\""}});
    ASSERT_EQ(marked.status, 200) << marked.body;
    put_noun("session-2", fixture::session(), State::Signed); // looked at again: its own comes up
    EXPECT_EQ(brought_up(), 1);
    EXPECT_EQ(tasks(""), "check_after_session");
}

TEST_F(TaskKeeping, a_review_comes_up_when_its_day_is_over_on_the_clinics_clocks) {
    EXPECT_EQ(brought_up(), 0);
    now_ = fixture::moment("2026-12-14T22:59:59Z"); // a minute before midnight in Madrid
    EXPECT_EQ(brought_up(), 0);
    now_ = fixture::moment("2026-12-14T23:00:00Z");
    EXPECT_EQ(brought_up(), 1);
    EXPECT_EQ(tasks("due=2026-12-14"), "overdue_review");
}

TEST_F(TaskKeeping, what_was_written_before_the_server_began_is_looked_at_first) {
    put_noun("session-1", fixture::session(), State::Signed); // nobody has looked yet
    Metrics metrics;
    TaskKeeper keeper(*store_, metrics);
    const auto look = keeper.look(now_);
    ASSERT_TRUE(look);
    EXPECT_EQ(look->brought_up, 1);
    EXPECT_NE(metrics.page().find("tasks_brought_up_total 1"), std::string::npos);
}

TEST_F(TaskKeeping, a_draft_that_leaves_an_emergency_question_open_is_found_the_next_day) {
    record::Assessment draft = fixture::assessment();
    draft.screening->decision = record::ScreeningDecision::Ask;
    draft.screening->may_needle = false;
    draft.screening->unanswered_emergency = {"bladder"};
    record::Episode over = fixture::episode();
    over.status = record::Episode::Status::Finished; // its round is over, the question is not
    over.ended = fixture::day("2026-11-02");
    put_noun("patient-2", fixture::patient());
    over.patient = draft.patient = record::EntryId("patient-2");
    draft.episode = record::EntryId("episode-2");
    put_noun("episode-2", over);
    put_noun("assessment-2", draft);
    EXPECT_EQ(brought_up(), 0);
    now_ = fixture::moment("2026-11-03T06:00:00Z");
    EXPECT_EQ(brought_up(), 1);
    EXPECT_EQ(tasks("patient=patient-2"), "emergency_question");
}

TEST_F(TaskKeeping, nothing_comes_up_of_who_is_anonymous_or_was_a_mistake) {
    record::Session session = fixture::session();
    for (const auto& [id, state] :
         {std::pair("anonymous", State::Erased), std::pair("mistake", State::Mistaken)}) {
        put_noun(id, fixture::patient(), state);
        session.patient = record::EntryId(id);
        put_noun(std::string("session.") + id, session, State::Signed);
    }
    EXPECT_EQ(brought_up(), 0);
}

TEST_F(TaskKeeping, a_patient_whose_entries_cannot_be_read_keeps_nobody_waiting) {
    EXPECT_EQ(brought_up(), 0);
    store::Write damaged;
    damaged.kind = Kind::Session;
    damaged.id = record::EntryId("session-0");
    damaged.patient = record::EntryId("patient-0");
    damaged.body = "{";
    put_noun("patient-0", fixture::patient());
    ASSERT_TRUE(store_->write({{"system", "create", "", "", now_}, {damaged}, {}}));
    put_noun("session-1", fixture::session(), State::Signed);
    EXPECT_EQ(brought_up(), 1);
}

TEST_F(TaskKeeping, a_server_brings_them_up_by_itself) {
    put_noun("session-1", fixture::session(), State::Signed);
    server_.reset();
    ServerOptions options;
    options.listener.port = 0;
    options.clock = [now = now_] { return now; };
    options.task_pause = std::chrono::milliseconds(1);
    const auto server = Server::open(*store_, options);
    ASSERT_TRUE(server);
    for (int i = 0; i < 2000 && store_->search({.kind = Kind::Task})->entries.empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(store_->search({.kind = Kind::Task})->entries.size(), 1U);
    (*server)->stop();
}

/// Servers that share a store, whichever it is.
class TaskKeepers : public store::OnBoth {
  protected:
    void put_noun(const std::string& id, const record::Noun& noun, State state) {
        store::Write one = store::first(record::kind_of(noun), id, record::write_noun(noun));
        one.state = state;
        one.patient = record::kind_of(noun) == Kind::Patient ? one.id : record::patient_of(noun);
        one.index.terms = record::index_of(noun).terms;
        write(std::move(one));
    }
};

TEST_P(TaskKeepers, looking_all_at_once_bring_up_each_task_once) {
    constexpr int patients = 40;
    constexpr int keepers = 6;
    put_noun("practitioner-1", fixture::practitioner(), State::Open);
    for (int i = 0; i < patients; ++i) {
        const std::string number = std::to_string(i);
        record::Episode episode = fixture::episode();
        record::Session session = fixture::session();
        episode.patient = session.patient = record::EntryId("p" + number);
        session.episode = record::EntryId("e" + number);
        put_noun("p" + number, fixture::patient(), State::Open);
        put_noun("e" + number, episode, State::Open);
        put_noun("s" + number, session, State::Signed);
    }
    const auto now = fixture::moment("2026-11-02T12:00:00Z");
    std::atomic<int> brought_up = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < keepers; ++i)
        threads.emplace_back([&] {
            Metrics metrics;
            TaskKeeper keeper(*store_, metrics);
            for (bool is_done = false; !is_done;) {
                const auto look = keeper.look(now);
                ASSERT_TRUE(look) << base::sentence(look.error());
                ASSERT_FALSE(look->trouble) << base::sentence(*look->trouble);
                brought_up += look->brought_up;
                is_done = look->is_done;
            }
        });
    for (std::thread& one : threads)
        one.join();
    EXPECT_EQ(brought_up, patients);
    store::Query all;
    all.kind = Kind::Task;
    all.with_total = true;
    EXPECT_EQ(store_->search(all)->total, patients);
}

FILIFORM_ON_BOTH(TaskKeepers);

} // namespace filiform::server
