// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include "base/digest.h"
#include "store/store_fixture.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;
using record::State;

class Erasing : public OnBoth {
  protected:
    /// A patient with two versions, an outcome of theirs, and another patient.
    void add_people() {
        Write patient =
            with_terms(first(Kind::Patient, "p1", "Quixote the first"), {{"family", "quixote"}});
        patient.patient = EntryId("p1");
        const auto one = write(patient);
        patient_ = write(with_terms(later(one, "Quixote the second"), {{"family", "quixote"}}));
        Write outcome = first(Kind::Outcome, "o1", "Quixote walks");
        outcome.patient = EntryId("p1");
        auto both = store_->write({act("create"),
                                   {outcome},
                                   {{"text/plain", "Quixote's plan"}, {"text/plain", "shared"}}});
        outcome_ = both->front();
        Write other = first(Kind::Patient, "p2", "Panza");
        other.patient = EntryId("p2");
        ASSERT_TRUE(store_->write({act("create"), {other}, {{"text/plain", "shared"}}}));
    }
    base::Result<void> erase() {
        Write patient = later(patient_, "{}");
        patient.index.terms = {{"family", "quixote"}}; // a caller's slip must not keep it
        return store_->erase(act("erase"), EntryId("p1"), {patient, later(outcome_, "pain 3")});
    }

    record::Entry patient_, outcome_;
};

TEST_P(Erasing, NothingThatNamesThePatientIsLeft) {
    add_people();
    ASSERT_TRUE(erase());
    const auto history = store_->history(EntryId("p1")).value();
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[0].state, State::Erased);
    EXPECT_EQ(history[0].body, "{}");
    EXPECT_EQ(history[1].body, "");
    EXPECT_EQ(history[2].body, "");
    EXPECT_EQ(store_->find(EntryId("o1"))->body, "pain 3");
    Query by_name;
    by_name.states = {State::Open, State::Erased};
    by_name.all.resize(1);
    by_name.all[0].term = "family";
    by_name.all[0].values = {"quixote"};
    EXPECT_TRUE(store_->search(by_name)->entries.empty());
    EXPECT_EQ(store_->find_blob(base::sha256("Quixote's plan")).error().code, "record.missing");
}

TEST_P(Erasing, WhatBelongsToOthersAndTheAuditStay) {
    add_people();
    const auto before = store_->audit().find({})->size();
    ASSERT_TRUE(erase());
    EXPECT_EQ(store_->find(EntryId("p2"))->body, "Panza");
    EXPECT_EQ(store_->find_blob(base::sha256("shared"))->bytes, "shared");
    EXPECT_EQ(store_->audit().find({})->size(), before + 2);
    EXPECT_FALSE(store_->audit().verify()->broken);
}

TEST_P(Erasing, AnErasedEntryIsNeverChangedAgain) {
    add_people();
    ASSERT_TRUE(erase());
    const auto problem = refusal(later(store_->find(EntryId("p1")).value(), "Quixote again"));
    EXPECT_EQ(problem.code, "record.signed");
}

TEST_P(Erasing, AnEntryThatWasForgottenIsRefused) {
    add_people();
    const auto erased = store_->erase(act("erase"), EntryId("p1"), {later(patient_, "{}")});
    EXPECT_EQ(erased.error().code, "record.conflict");
    EXPECT_EQ(erased.error().where, "o1");
    EXPECT_EQ(store_->find(EntryId("p1"))->body, "Quixote the second");
    Write stranger = later(store_->find(EntryId("p2")).value(), "{}");
    EXPECT_EQ(store_
                  ->erase(act("erase"), EntryId("p1"),
                          {later(patient_, "{}"), later(outcome_, "{}"), stranger})
                  .error()
                  .code,
              "record.conflict");
}

TEST_P(Erasing, NoFileOfTheStoreHoldsTheNameAnyMore) {
    if (GetParam() != Dialect::Sqlite)
        GTEST_SKIP() << "PostgreSQL's files are the server's; its VACUUM frees the rows, and its "
                        "log holds them until it is overwritten";
    add_people();
    const auto holds_name = [&] {
        for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            if (bytes.find("Quixote") != std::string::npos ||
                bytes.find("quixote") != std::string::npos)
                return true;
        }
        return false;
    };
    EXPECT_TRUE(holds_name());
    ASSERT_TRUE(erase());
    EXPECT_FALSE(holds_name());
}

FILIFORM_ON_BOTH(Erasing);

} // namespace

} // namespace filiform::store
