// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "store/chain.h"
#include "store/store_fixture.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;

AuditRow read_of(const std::string& entry) {
    AuditRow row;
    row.at = moment(1);
    row.by = "bo";
    row.action = "read";
    row.entry = entry;
    row.outcome = "done";
    return row;
}

class Auditing : public OnBoth {
  protected:
    void write_five() {
        for (int i = 1; i <= 5; ++i)
            write(first(Kind::Task, "t" + std::to_string(i)));
    }
    AuditCheck checked() { return store_->audit().verify().value(); }
};

TEST_P(Auditing, EveryWriteHasARowThatSaysWhoDidWhat) {
    Write consent = first(Kind::Consent, "c1");
    consent.patient = EntryId("p1");
    ASSERT_TRUE(
        store_->write({{"ada", "sign", "asked for", "10.0.0.1", moment(3)}, {consent}, {}}));
    const auto rows = store_->audit().find({}).value();
    ASSERT_EQ(rows.size(), 1U);
    AuditRow expected{1, moment(3), "ada",  "sign",      "consent",  "c1",
                      1, "p1",      "done", "asked for", "10.0.0.1", ""};
    expected.hash = audit_hash("", expected);
    EXPECT_EQ(rows.front(), expected);
}

TEST_P(Auditing, ANoteIsOnDiskOnceItHasSettled) {
    store_->audit().note(read_of("t1"));
    ASSERT_TRUE(store_->audit().settle());
    reopen();
    const auto rows = store_->audit().find({}).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().by, "bo");
    EXPECT_EQ(rows.front().entry, "t1");
}

TEST_P(Auditing, ANoteIsNotLostWhenTheStoreIsClosed) {
    for (int i = 0; i < 100; ++i)
        store_->audit().note(read_of("t" + std::to_string(i)));
    reopen();
    EXPECT_EQ(checked().rows, 100);
}

TEST_P(Auditing, WhatSomebodyTypedNeverKeepsARowOut) {
    store_->audit().note(read_of(std::string("a\0b\xff", 4)));
    ASSERT_TRUE(store_->audit().settle());
    EXPECT_EQ(store_->audit().find({})->front().entry, "a?b?");
    EXPECT_FALSE(checked().broken);
}

TEST_P(Auditing, RowsAreFoundByPersonEntryActionAndTime) {
    write(first(Kind::Task, "t1"), "create", 1);
    write(first(Kind::Task, "t2"), "import", 5);
    store_->audit().note(read_of("t1"));
    ASSERT_TRUE(store_->audit().settle());
    const auto count = [&](const AuditQuery& query) { return store_->audit().find(query)->size(); };
    EXPECT_EQ(count({.by = "ada"}), 2U);
    EXPECT_EQ(count({.entry = "t1"}), 2U);
    EXPECT_EQ(count({.entry = "t1", .action = "read"}), 1U);
    EXPECT_EQ(count({.before = moment(5)}), 1U);
    EXPECT_EQ(count({.from = moment(5)}), 2U); // the read was noted by a clock that was behind
    EXPECT_EQ(count({.after = 1, .most = 1}), 1U);
}

TEST_P(Auditing, RowsAreFoundFromTheNewestOnPageByPage) {
    write_five();
    const auto places = [&](std::int64_t after) {
        std::vector<std::int64_t> all;
        AuditQuery query;
        query.order = AuditQuery::Order::NewestFirst;
        query.after = after;
        query.most = 2;
        const auto found = store_->audit().find(query).value();
        for (const AuditRow& row : found)
            all.push_back(row.place);
        return all;
    };
    EXPECT_EQ(places(0), (std::vector<std::int64_t>{5, 4}));
    EXPECT_EQ(places(4), (std::vector<std::int64_t>{3, 2}));
    EXPECT_EQ(places(2), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(places(1), (std::vector<std::int64_t>{}));
}

TEST_P(Auditing, AChainNobodyTouchedIsWhole) {
    EXPECT_EQ(checked().rows, 0);
    write_five();
    const AuditCheck check = checked();
    EXPECT_EQ(check.rows, 5);
    EXPECT_FALSE(check.broken) << check.what;
    EXPECT_EQ(check.head, store_->audit().find({})->back().hash);
}

TEST_P(Auditing, AChangedRowIsNamed) {
    for (const char* change : {"done_by = 'eve'", "at_ms = at_ms - 1", "version = 2",
                               "outcome = 'refused'", "hash = 'x'", "entry = 't', kind = 'ask3'"}) {
        write_five();
        meddle(std::string("UPDATE audit SET ") + change + " WHERE place = 3");
        EXPECT_EQ(checked().broken, 3) << change;
        begin_anew();
    }
}

TEST_P(Auditing, ARemovedRowIsNamed) {
    write_five();
    meddle("DELETE FROM audit WHERE place = 2");
    const AuditCheck check = checked();
    EXPECT_EQ(check.broken, 2);
    EXPECT_EQ(check.what, "Row 2 is missing.");
}

TEST_P(Auditing, AnEndThatWasCutOffIsNamed) {
    write_five();
    meddle("DELETE FROM audit WHERE place > 3");
    const AuditCheck check = checked();
    EXPECT_EQ(check.broken, 4);
    EXPECT_EQ(check.what, "Rows 4 to 5 are missing.");
}

TEST_P(Auditing, RowsThatChangedPlacesAreNamed) {
    write_five();
    meddle("UPDATE audit SET place = 100 WHERE place = 2");
    meddle("UPDATE audit SET place = 2 WHERE place = 3");
    meddle("UPDATE audit SET place = 3 WHERE place = 100");
    EXPECT_EQ(checked().broken, 2);
}

TEST_P(Auditing, AnAddedRowIsNamed) {
    write_five();
    meddle("INSERT INTO audit SELECT 6, at_ms, done_by, action, kind, entry, version, patient, "
           "outcome, reason, origin, hash FROM audit WHERE place = 5");
    EXPECT_EQ(checked().broken, 6);
}

TEST_P(Auditing, AnAddedRowIsNamedEvenWhenItIsChainedWell) {
    write_five();
    AuditRow forged = store_->audit().find({})->back();
    forged.hash = audit_hash(forged.hash, [&] {
        forged.place = 6;
        return forged;
    }());
    meddle("INSERT INTO audit SELECT 6, at_ms, done_by, action, kind, entry, version, patient, "
           "outcome, reason, origin, '" +
           forged.hash + "' FROM audit WHERE place = 5");
    const AuditCheck check = checked();
    EXPECT_EQ(check.broken, 6);
    EXPECT_EQ(check.what,
              "The store does not know of the rows from 6 on, or its head was changed.");
}

TEST(AuditHash, FieldsDoNotRunIntoOneAnother) {
    AuditRow one, other;
    one.by = "ab";
    other.by = "a";
    other.action = "b";
    EXPECT_NE(audit_hash("", one), audit_hash("", other));
    EXPECT_NE(audit_hash("", one), audit_hash("0", one));
}

FILIFORM_ON_BOTH(Auditing);

} // namespace

} // namespace filiform::store
