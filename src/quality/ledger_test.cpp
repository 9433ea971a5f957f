// SPDX-License-Identifier: Apache-2.0
#include "quality/ledger.h"

#include <gtest/gtest.h>

#include "record/record_fixture.h"

namespace filiform::quality {
namespace {

using record::State;
namespace fixture = record::fixture;

record::Entry entry_of(const std::string& id, const record::Noun& noun,
                       State state = State::Signed) {
    record::Entry entry;
    entry.id = record::EntryId(id);
    entry.kind = record::kind_of(noun);
    entry.state = state;
    entry.at = fixture::moment("2026-11-02T11:00:00Z");
    entry.body = record::write_noun(noun);
    return entry;
}

/// A patient with one treatment, as the fixtures have it.
Ledger one_treatment() {
    Ledger ledger;
    ledger.fold(entry_of("patient-1", fixture::patient(), State::Open));
    ledger.fold(entry_of("assessment-1", fixture::assessment()));
    ledger.fold(entry_of("plan-1", fixture::plan()));
    ledger.fold(entry_of("consent-1", fixture::consent()));
    ledger.fold(entry_of("session-1", fixture::session()));
    ledger.settle();
    return ledger;
}

std::size_t treatments(const Ledger& ledger) {
    std::size_t count = 0;
    for (const Slot slot : ledger.in_time())
        count += ledger.is_treatment(ledger.sessions()[slot]) ? 1 : 0;
    return count;
}

TEST(Ledgers, keep_of_a_session_what_is_counted) {
    const Ledger ledger = one_treatment();
    ASSERT_EQ(ledger.in_time().size(), 1U);
    const SessionRow& row = ledger.sessions()[ledger.in_time()[0]];
    EXPECT_TRUE(ledger.is_treatment(row));
    EXPECT_EQ(row.began, minute_of(fixture::moment("2026-11-02T10:00:00Z")));
    EXPECT_EQ(row.needles_in, 1);
    EXPECT_EQ(row.needles_out, 1);
    EXPECT_EQ(row.counted_in, 1);
    EXPECT_EQ(row.counted_out, 1);
    EXPECT_EQ(row.techniques, 1U << static_cast<unsigned>(record::Technique::Still));
    EXPECT_EQ(ledger.muscles().all()[1], "piriformis");
    EXPECT_EQ(row.muscles, 1U);
    EXPECT_EQ(ledger.clinicians().all()[row.clinician], "practitioner-1");
    EXPECT_TRUE(ledger.consents()[row.consent].is_given);
    EXPECT_EQ(ledger.consents()[row.consent].plan, row.plan);
    EXPECT_EQ(ledger.assessments()[ledger.plans()[row.plan].assessment].leg_tenths, 60);
}

TEST(Ledgers, do_not_count_drafts_mistakes_and_visits_without_a_needle) {
    Ledger ledger = one_treatment();
    EXPECT_EQ(treatments(ledger), 1U);
    ledger.fold(entry_of("session-2", fixture::session(), State::Open));
    record::Session without = fixture::session();
    without.needles.clear();
    without.counted_in = without.counted_out = 0;
    ledger.fold(entry_of("session-3", without));
    ledger.settle();
    EXPECT_EQ(treatments(ledger), 1U);
    ledger.fold(entry_of("session-1", fixture::session(), State::Mistaken));
    ledger.settle();
    EXPECT_EQ(treatments(ledger), 0U);
}

TEST(Ledgers, take_a_later_version_for_the_earlier_one) {
    Ledger ledger = one_treatment();
    record::Session moved = fixture::session();
    moved.began = fixture::moment("2026-11-03T10:00:00Z");
    moved.needles.push_back(fixture::needle());
    ledger.fold(entry_of("session-1", moved));
    ledger.fold(entry_of("session-2", fixture::session()));
    ledger.settle();
    ASSERT_EQ(ledger.in_time().size(), 2U);
    EXPECT_EQ(ledger.sessions()[ledger.in_time()[1]].needles_in, 2); // it is the later one now
    EXPECT_EQ(ledger.sessions().size(), 2U);
}

TEST(Ledgers, forget_whoever_was_erased) {
    Ledger ledger = one_treatment();
    ledger.fold(entry_of("event-1", fixture::adverse_event()));
    record::Entry gone = entry_of("patient-1", fixture::patient(), State::Erased);
    gone.body = "{}";
    ledger.fold(gone);
    EXPECT_EQ(treatments(ledger), 0U);
    for (const char* id : {"session-1", "event-1", "plan-1", "consent-1", "assessment-1"}) {
        record::Entry one;
        one.id = record::EntryId(id);
        one.kind = std::string(id) == "session-1"   ? record::Kind::Session
                   : std::string(id) == "event-1"   ? record::Kind::AdverseEvent
                   : std::string(id) == "plan-1"    ? record::Kind::Plan
                   : std::string(id) == "consent-1" ? record::Kind::Consent
                                                    : record::Kind::Assessment;
        one.state = State::Erased;
        ledger.fold(one);
    }
    ledger.settle();
    EXPECT_TRUE(ledger.in_time().empty());
    EXPECT_EQ(ledger.events()[0].state, Standing::None);
    EXPECT_EQ(ledger.assessments()[0].leg_tenths, -1);
    EXPECT_EQ(ledger.patients()[0].birth_day, INT32_MIN);
}

TEST(Ledgers, let_an_amendment_stand_for_the_note_it_corrects) {
    Ledger ledger = one_treatment();
    record::Session amended = fixture::session();
    amended.amends = record::EntryId("session-1");
    ledger.fold(entry_of("session-2", amended));
    ledger.fold(entry_of("session-1", fixture::session(), State::Superseded));
    ledger.settle();
    EXPECT_EQ(treatments(ledger), 1U);
    EXPECT_EQ(ledger.standing(0), 1U);
    ledger.fold(entry_of("session-2", amended, State::Mistaken));
    EXPECT_EQ(ledger.standing(0), 0U);
}

TEST(Ledgers, count_a_double_as_the_person_for_whom_it_was_merged) {
    Ledger ledger = one_treatment();
    record::Patient twin = fixture::patient();
    twin.merged_into = record::EntryId("patient-9");
    ledger.fold(entry_of("patient-1", twin, State::Open));
    ledger.fold(entry_of("patient-9", fixture::patient(), State::Open));
    EXPECT_EQ(ledger.person(0), 1U);
    EXPECT_EQ(treatments(ledger), 1U);
    record::Patient ring = fixture::patient();
    ring.merged_into = record::EntryId("patient-1");
    ledger.fold(entry_of("patient-9", ring, State::Open)); // a ring of doubles ends somewhere
    EXPECT_NE(ledger.person(0), no_slot);
}

TEST(Ledgers, know_that_a_check_came_back_and_when) {
    Ledger ledger = one_treatment();
    ledger.fold(entry_of("task-1", fixture::task(), State::Open));
    EXPECT_EQ(ledger.sessions()[0].check, Check::Waiting);
    record::Task done = fixture::task();
    done.status = record::Task::Status::Done;
    done.done_at = fixture::moment("2026-11-04T12:30:00Z");
    ledger.fold(entry_of("task-1", done, State::Open));
    EXPECT_EQ(ledger.sessions()[0].check, Check::Done);
    EXPECT_EQ(ledger.sessions()[0].check_hours, 50);
    ledger.fold(entry_of("task-1", done, State::Mistaken));
    EXPECT_EQ(ledger.sessions()[0].check, Check::None);
    EXPECT_EQ(ledger.sessions()[0].check_hours, -1);
    record::Assessment answer = fixture::assessment();
    answer.checks = record::EntryId("session-1");
    ledger.fold(entry_of("assessment-2", answer));
    ledger.fold(entry_of("assessment-2", answer)); // folding twice is folding once
    EXPECT_EQ(ledger.sessions()[0].answers, 1);
    ledger.fold(entry_of("assessment-2", answer, State::Mistaken));
    EXPECT_EQ(ledger.sessions()[0].answers, 0);
}

TEST(Ledgers, are_the_same_in_whatever_order_entries_come) {
    const std::vector<record::Entry> entries{
        entry_of("session-1", fixture::session()), entry_of("event-1", fixture::adverse_event()),
        entry_of("consent-1", fixture::consent()), entry_of("plan-1", fixture::plan()),
        entry_of("patient-1", fixture::patient(), State::Open)};
    Ledger forwards;
    Ledger backwards;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        forwards.fold(entries[i]);
        backwards.fold(entries[entries.size() - 1 - i]);
    }
    forwards.settle();
    backwards.settle();
    EXPECT_EQ(treatments(forwards), 1U);
    EXPECT_EQ(treatments(backwards), 1U);
    EXPECT_EQ(forwards.events()[0].session, backwards.events()[0].session);
    EXPECT_EQ(forwards.patients()[0].birth_day, backwards.patients()[0].birth_day);
}

TEST(Ledgers, count_what_they_cannot_read_and_go_on) {
    Ledger ledger = one_treatment();
    record::Entry broken = entry_of("session-2", fixture::session());
    broken.body = "{";
    ledger.fold(broken);
    EXPECT_EQ(ledger.unreadable(), 1U);
    for (const record::Noun& noun : fixture::one_of_each())
        ledger.fold(entry_of("any", noun));
    EXPECT_EQ(ledger.unreadable(), 1U);
}

TEST(Ledgers, take_at_most_87_bytes_for_a_session) {
    Ledger ledger;
    const record::Session session = fixture::session();
    record::Entry entry = entry_of("", session);
    constexpr int count = 50000;
    for (int i = 0; i < count; ++i) {
        entry.id = record::EntryId("session-" + std::to_string(i));
        ledger.take(entry, session);
    }
    ledger.settle();
    EXPECT_LE(static_cast<double>(ledger.bytes()) / count, 87.5);
    EXPECT_EQ(ledger.in_time().size(), static_cast<std::size_t>(count));
}

} // namespace
} // namespace filiform::quality
