// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "store/store_fixture.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;
using record::State;

class Writing : public OnBoth {};

TEST_P(Writing, WhatWasWrittenIsFoundAsItWasWritten) {
    Write write_it = first(Kind::Episode, "e1", R"({"note":"naïve – Ñandú"})");
    write_it.patient = EntryId("p1");
    const auto written = store_->write({act("create", 5), {write_it}, {}});
    ASSERT_TRUE(written);
    const record::Entry expected{EntryId("e1"),
                                 Kind::Episode,
                                 1,
                                 State::Open,
                                 EntryId("p1"),
                                 moment(5),
                                 "ada",
                                 "",
                                 R"({"note":"naïve – Ñandú"})"};
    EXPECT_EQ(written->front(), expected);
    EXPECT_EQ(store_->find(EntryId("e1")).value(), expected);
}

TEST_P(Writing, WhatWasWrittenIsThereAfterOpeningAgain) {
    const record::Entry written = write(first(Kind::Task, "t1"));
    reopen();
    EXPECT_EQ(store_->find(EntryId("t1")).value(), written);
}

TEST_P(Writing, EveryVersionIsKept) {
    const auto one = write(first(Kind::Task, "t1", "1"));
    const auto two = write(later(one, "2"), "update", 1);
    const auto three = write(later(two, "3"), "update", 2);
    EXPECT_EQ(store_->history(EntryId("t1")).value(), (std::vector{three, two, one}));
    EXPECT_EQ(store_->find_version(EntryId("t1"), 2).value(), two);
    EXPECT_EQ(store_->find_version(EntryId("t1"), 4).error().code, "record.missing");
}

TEST_P(Writing, AWriteThatFollowsAnOldVersionIsRefused) {
    const auto one = write(first(Kind::Task, "t1"));
    write(later(one, "2"));
    const auto problem = refusal(later(one, "3"));
    EXPECT_EQ(problem.code, "record.conflict");
    EXPECT_EQ(problem.where, "t1");
    EXPECT_EQ(problem.what, "Somebody else has written version 2 since you read version 1.");
    EXPECT_EQ(store_->find(EntryId("t1"))->body, "2");
}

TEST_P(Writing, AnEntryIsMadeOnceAndFollowedOnlyWhenItIsThere) {
    const auto one = write(first(Kind::Task, "t1"));
    EXPECT_EQ(refusal(first(Kind::Task, "t1")).code, "record.exists");
    Write unknown = later(one, "");
    unknown.id = EntryId("t2");
    EXPECT_EQ(refusal(unknown).code, "record.missing");
    Write other_kind = later(one, "");
    other_kind.kind = Kind::Room;
    EXPECT_EQ(refusal(other_kind).code, "record.missing");
}

TEST_P(Writing, AChangeIsWrittenWholeOrNotAtAll) {
    write(first(Kind::Task, "old"));
    const auto written = store_->write({act("create"),
                                        {first(Kind::Task, "new"), first(Kind::Task, "old")},
                                        {{"text/plain", "x"}}});
    EXPECT_EQ(written.error().code, "record.exists");
    EXPECT_EQ(store_->find(EntryId("new")).error().code, "record.missing");
    EXPECT_EQ(store_->happened_after(0, 10)->size(), 1U);
    EXPECT_EQ(store_->audit().find({})->size(), 1U);
    EXPECT_FALSE(
        store_->find_blob("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"));
}

TEST_P(Writing, AnEntryIsWrittenOnceInAChange) {
    const auto written =
        store_->write({act("create"), {first(Kind::Task, "t"), first(Kind::Task, "t")}, {}});
    EXPECT_EQ(written.error().code, "record.conflict");
}

TEST_P(Writing, WhatIsSignedStaysAsItIs) {
    Write draft = first(Kind::Consent, "c1", "{}");
    draft.state = State::Signed;
    const auto signed_one = write(draft, "sign");
    EXPECT_EQ(refusal(later(signed_one, "{\"x\":1}")).code, "record.signed");
    Write reopened = later(signed_one, "{}");
    reopened.state = State::Open;
    EXPECT_EQ(refusal(reopened).code, "record.signed");
    Write withdrawn = later(signed_one, "{}");
    withdrawn.state = State::Withdrawn;
    const auto after = write(withdrawn, "withdraw");
    EXPECT_EQ(after.state, State::Withdrawn);
    EXPECT_EQ(after.body, "{}");
}

TEST_P(Writing, AMistakenEntryIsNeverChangedAgain) {
    Write mistaken = first(Kind::Outcome, "o1");
    mistaken.state = State::Mistaken;
    const auto entry = write(mistaken);
    Write any = later(entry, entry.body);
    any.state = State::Signed;
    EXPECT_EQ(refusal(any).code, "record.signed");
}

TEST_P(Writing, AnEntryStaysWithItsPatient) {
    Write of_one = first(Kind::Outcome, "o1");
    of_one.patient = EntryId("p1");
    Write of_other = later(write(of_one), "{}");
    of_other.patient = EntryId("p2");
    EXPECT_EQ(refusal(of_other).code, "record.patient");
}

TEST_P(Writing, AReferenceToNothingOrToAnotherKindIsRefused) {
    write(first(Kind::Patient, "p1"));
    Write episode = first(Kind::Episode, "e1");
    episode.index.references = {{"/patient", EntryId("p2"), {Kind::Patient}}};
    const auto problem = refusal(episode);
    EXPECT_EQ(problem.code, "record.orphan");
    EXPECT_EQ(problem.where, "e1#/patient");
    episode.index.references = {{"/practitioner", EntryId("p1"), {Kind::Practitioner}}};
    EXPECT_EQ(refusal(episode).code, "record.orphan");
    episode.index.references = {{"/subject", EntryId("p1"), {Kind::Practitioner, Kind::Patient}}};
    EXPECT_EQ(refusal(episode).code, "");
}

TEST_P(Writing, AReferenceMayBeToWhatTheSameChangeWrites) {
    Write episode = first(Kind::Episode, "e1");
    episode.index.references = {{"/patient", EntryId("p1"), {Kind::Patient}}};
    EXPECT_TRUE(store_->write({act("create"), {episode, first(Kind::Patient, "p1")}, {}}));
}

TEST_P(Writing, AClockSetBackKeepsTheOrder) {
    const auto one = write(first(Kind::Task, "t1"), "create", 10);
    const auto two = write(first(Kind::Task, "t2"), "create", 3);
    const auto three = write(first(Kind::Task, "t3"), "create", 11);
    EXPECT_EQ(one.at, moment(10));
    EXPECT_EQ(two.at, moment(10));
    EXPECT_EQ(three.at, moment(11));
    reopen();
    EXPECT_EQ(write(first(Kind::Task, "t4"), "create", 2).at, moment(11));
}

TEST_P(Writing, ListenersAreToldInTheOrderOfWriting) {
    const auto one = write(first(Kind::Task, "b"));
    write(first(Kind::Room, "a"));
    write(later(one, "2"));
    const auto all = store_->happened_after(0, 10).value();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].id, EntryId("b"));
    EXPECT_EQ(all[1].kind, Kind::Room);
    EXPECT_EQ(all[2].version, 2);
    EXPECT_LT(all[0].place, all[1].place);
    EXPECT_EQ(store_->happened_after(all[1].place, 10)->size(), 1U);
    EXPECT_EQ(store_->happened_after(0, 2)->size(), 2U);
}

TEST_P(Writing, TextThatADatabaseCannotKeepIsRefused) {
    EXPECT_EQ(refusal(first(Kind::Task, "t1", std::string("a\0b", 3))).code, "record.value");
    EXPECT_EQ(refusal(first(Kind::Task, "t1", "\xc3\x28")).code, "record.value");
    EXPECT_EQ(refusal(first(Kind::Task, "t 1")).code, "record.value");
    EXPECT_EQ(refusal(first(Kind::Task, std::string(65, 'a'))).code, "record.value");
    EXPECT_EQ(refusal(first(Kind::Task, "")).code, "record.value");
    EXPECT_EQ(refusal(first(Kind::Task, "t1", "'; DROP TABLE entry; --:a $1 ?")).code, "");
    EXPECT_EQ(store_->find(EntryId("t1"))->body, "'; DROP TABLE entry; --:a $1 ?");
}

TEST_P(Writing, BytesAreFoundByTheirDigest) {
    std::string bytes(3'000'001, '\0'); // three parts and a bit
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * i % 251);
    const Change change{act("create"), {first(Kind::Plan, "p")}, {{"application/pdf", bytes}}};
    ASSERT_TRUE(store_->write(change));
    ASSERT_TRUE(store_->write({act("create"), {first(Kind::Plan, "q")}, change.blobs}));
    const auto digest = base::sha256(bytes);
    EXPECT_EQ(store_->find_blob(digest)->bytes, bytes);
    EXPECT_EQ(store_->find_blob(digest)->media_type, "application/pdf");
    EXPECT_EQ(store_->find_blob(std::string(64, '0')).error().code, "record.missing");
}

FILIFORM_ON_BOTH(Writing);

TEST(NewId, SortsByWhenItWasMadeAndIsNeverTheSame) {
    const auto early = new_id(moment(0)), late = new_id(moment(1));
    EXPECT_LT(early, late);
    EXPECT_NE(new_id(moment(0)), early);
    EXPECT_EQ(early.text().size(), 26U);
}

} // namespace

} // namespace filiform::store
