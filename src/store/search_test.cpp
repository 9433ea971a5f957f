// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <random>

#include "store/search.h"
#include "store/store_fixture.h"

namespace filiform::store {

namespace {

using record::EntryId;
using record::Kind;
using record::State;
using Condition = Query::Condition;
using Match = Condition::Match;

Condition exactly(const std::string& term, std::vector<std::string> values) {
    Condition condition;
    condition.term = term;
    condition.values = std::move(values);
    return condition;
}

Condition beginning(const std::string& term, std::vector<std::string> values) {
    Condition condition = exactly(term, std::move(values));
    condition.match = Match::Beginning;
    return condition;
}

Condition between(const std::string& term, const std::string& from, const std::string& before) {
    Condition condition;
    condition.term = term;
    condition.match = Match::Between;
    condition.from = from;
    condition.before = before;
    return condition;
}

Condition absent(const std::string& term) {
    Condition condition;
    condition.term = term;
    condition.is_absent = true;
    return condition;
}

class Searching : public OnBoth {
  protected:
    std::vector<std::string> ids(const Query& query) {
        const auto page = store_->search(query);
        if (!page)
            return {page.error().code};
        std::vector<std::string> found;
        for (const record::Entry& entry : page->entries)
            found.push_back(entry.id.text());
        return found;
    }
    void add_patient(const std::string& id, std::vector<record::Term> terms) {
        Write patient = with_terms(first(Kind::Patient, id), std::move(terms));
        patient.patient = patient.id;
        write(patient);
    }
    void add_three() {
        add_patient("p1", {{"family", "garcía"}, {"given", "ana"}, {"given", "maria"}});
        add_patient("p2", {{"family", "garner"}, {"given", "bo"}, {"birth", "1970-02-01"}});
        add_patient("p3", {{"family", "smith"}, {"given", "ana"}, {"birth", "1980-02-01"}});
    }
};

using Ids = std::vector<std::string>;

TEST_P(Searching, EveryConditionMustHoldAndAnyValueWill) {
    add_three();
    EXPECT_EQ(ids({.all = {exactly("given", {"ana"})}}), (Ids{"p1", "p3"}));
    EXPECT_EQ(ids({.all = {exactly("given", {"ana"}), exactly("family", {"smith"})}}), (Ids{"p3"}));
    EXPECT_EQ(ids({.all = {exactly("given", {"bo", "maria"})}}), (Ids{"p1", "p2"}));
    EXPECT_EQ(ids({.all = {exactly("given", {})}}), Ids{});
    EXPECT_EQ(ids({.all = {absent("birth")}}), (Ids{"p1"}));
    EXPECT_EQ(ids({.kind = Kind::Episode}), Ids{});
}

TEST_P(Searching, ABeginningIsOfWholeCharactersInTheOrderOfBytes) {
    add_three();
    EXPECT_EQ(ids({.all = {beginning("family", {"gar"})}}), (Ids{"p1", "p2"}));
    EXPECT_EQ(ids({.all = {beginning("family", {"garcí", "s"})}}), (Ids{"p1", "p3"}));
    EXPECT_EQ(ids({.all = {beginning("family", {"%"})}}), Ids{});
}

TEST_P(Searching, ARangeHasItsBeginningAndNotItsEnd) {
    add_three();
    EXPECT_EQ(ids({.all = {between("birth", "1970-02-01", "1980-02-01")}}), (Ids{"p2"}));
    EXPECT_EQ(ids({.all = {between("birth", "1970-02-02", "")}}), (Ids{"p3"}));
    EXPECT_EQ(ids({.all = {between("birth", "", "1975")}}), (Ids{"p2"}));
}

TEST_P(Searching, AnOrderPutsWhatHasNoSuchTermLast) {
    add_three();
    EXPECT_EQ(ids({.order_by = "birth"}), (Ids{"p2", "p3", "p1"}));
    EXPECT_EQ(ids({.order_by = "birth", .is_descending = true}), (Ids{"p3", "p2", "p1"}));
    EXPECT_EQ(ids({.is_descending = true}), (Ids{"p3", "p2", "p1"}));
}

TEST_P(Searching, TermsFollowTheEntry) {
    const auto one = write(with_terms(first(Kind::Room, "r"), {{"name", "blue"}, {"floor", "1"}}));
    Write renamed = with_terms(later(one, "{}"), {{"name", "red"}, {"floor", "1"}});
    write(renamed);
    EXPECT_EQ(ids({.kind = Kind::Room, .all = {exactly("name", {"blue"})}}), Ids{});
    EXPECT_EQ(ids({.kind = Kind::Room, .all = {exactly("name", {"red"})}}), (Ids{"r"}));
    EXPECT_EQ(ids({.kind = Kind::Room, .all = {exactly("floor", {"1"})}}), (Ids{"r"}));
}

TEST_P(Searching, WhatIsMistakenIsFoundOnlyWhenAskedFor) {
    Write mistaken = first(Kind::Outcome, "o");
    mistaken.state = State::Mistaken;
    write(mistaken);
    EXPECT_EQ(ids({.kind = Kind::Outcome}), Ids{});
    EXPECT_EQ(ids({.kind = Kind::Outcome, .states = {State::Mistaken}}), (Ids{"o"}));
}

TEST_P(Searching, ByPatientByIdAndByWhenItWasWritten) {
    Write of_one = first(Kind::Task, "t1"), of_other = first(Kind::Task, "t2");
    of_one.patient = EntryId("p1");
    of_other.patient = EntryId("p2");
    write(of_one, "create", 1);
    write(of_other, "create", 2);
    EXPECT_EQ(ids({.kind = Kind::Task, .patient = EntryId("p2")}), (Ids{"t2"}));
    EXPECT_EQ(ids({.kind = Kind::Task, .ids = {EntryId("t1"), EntryId("t9")}}), (Ids{"t1"}));
    EXPECT_EQ(ids({.kind = Kind::Task, .changed_from = moment(2)}), (Ids{"t2"}));
    EXPECT_EQ(ids({.kind = Kind::Task, .changed_before = moment(2)}), (Ids{"t1"}));
}

TEST_P(Searching, OfADraftOnlyWhatOneWroteOneself) {
    Write draft = first(Kind::Assessment, "a1"), other = first(Kind::Assessment, "a2"),
          done = first(Kind::Assessment, "a3");
    done.state = State::Signed;
    store_->write({{"u1", "create", "", "", moment(1)}, {draft}, {}}).value();
    store_->write({{"u2", "create", "", "", moment(2)}, {other, done}, {}}).value();
    EXPECT_EQ(ids({.kind = Kind::Assessment, .open_by = "u1"}), (Ids{"a1", "a3"}));
    EXPECT_EQ(ids({.kind = Kind::Assessment, .open_by = ""}), (Ids{"a3"}));
    EXPECT_EQ(ids({.kind = Kind::Assessment, .open_by = "\xff"}), (Ids{"store.query"}));
}

TEST_P(Searching, OfOnePatientEveryKindTheLastWrittenFirst) {
    const std::vector<std::pair<Kind, const char*>> all{
        {Kind::Episode, "e1"}, {Kind::Task, "t1"}, {Kind::Session, "s1"}, {Kind::Task, "t2"}};
    int at = 0;
    for (const auto& [kind, id] : all) {
        Write one = first(kind, id);
        one.patient = EntryId(at == 3 ? "p2" : "p1");
        write(one, "create", ++at);
    }
    const auto found = [&](OfPatients wanted) {
        Ids found;
        do {
            const auto page = store_->of_patients(wanted);
            if (!page)
                return Ids{page.error().code};
            for (const record::Entry& entry : page->entries)
                found.push_back(entry.id.text());
            wanted.after = page->next;
        } while (!wanted.after.empty());
        return found;
    };
    const std::vector<Kind> kinds{Kind::Episode, Kind::Task, Kind::Session};
    const EntryId one("p1"), other("p2");
    for (const std::size_t most : {1U, 2U, 3U, 50U}) {
        EXPECT_EQ(found({{one}, kinds, {}, most}), (Ids{"s1", "t1", "e1"}));
        EXPECT_EQ(found({{one, other}, kinds, {}, most}), (Ids{"t2", "s1", "t1", "e1"}));
    }
    EXPECT_EQ(found({{one}, {Kind::Task}, {}}), (Ids{"t1"}));
    EXPECT_EQ(found({{one}, {}, {}}), Ids{});
    EXPECT_EQ(found({{one}, kinds, {State::Signed}}), Ids{});
    for (const OfPatients& bad :
         {OfPatients{{}, kinds, {}}, OfPatients{{one}, kinds, {}, 0},
          OfPatients{{one}, kinds, {}, 50, "nonsense"}, OfPatients{{EntryId("\xff")}, kinds, {}}})
        EXPECT_EQ(found(bad), (Ids{"store.query"}));
}

TEST_P(Searching, APageGoesOnWhereItEndedWhateverOthersWrite) {
    for (int i = 1; i <= 5; ++i)
        write(with_terms(first(Kind::Room, "r" + std::to_string(i)),
                         {{"name", std::string(1, static_cast<char>('a' + i))}}));
    Query query{.kind = Kind::Room, .order_by = "name", .most = 2};
    const auto page = store_->search(query).value();
    write(with_terms(first(Kind::Room, "r0"), {{"name", "a"}}));
    query.after = page.next;
    EXPECT_EQ(ids(query), (Ids{"r3", "r4"}));
    query.after = store_->search(query)->next;
    EXPECT_EQ(ids(query), (Ids{"r5"}));
    EXPECT_EQ(store_->search(query)->next, "");
}

TEST_P(Searching, ABadQueryIsRefused) {
    write(with_terms(first(Kind::Room, "r1"), {{"name", "a"}}));
    write(with_terms(first(Kind::Room, "r2"), {{"name", "b"}}));
    Query query{.kind = Kind::Room, .order_by = "name", .most = 1};
    const std::string next = store_->search(query)->next;
    ASSERT_NE(next, "");
    query.is_descending = true;
    query.after = next;
    EXPECT_EQ(ids(query), (Ids{"store.query"}));
    for (const char* after : {"x", "AAAA", "%%%", "\xff", next.c_str() + 1})
        EXPECT_EQ(ids({.kind = Kind::Room, .order_by = "name", .after = after}),
                  (Ids{"store.query"}));
    EXPECT_EQ(ids({.most = 0}), (Ids{"store.query"}));
    EXPECT_EQ(ids({.most = 1001}), (Ids{"store.query"}));
    EXPECT_EQ(ids({.all = {exactly("a", {"\xff"})}}), (Ids{"store.query"}));
    EXPECT_EQ(ids({.ids = {EntryId("\xff")}}), (Ids{"store.query"}));
    EXPECT_EQ(ids({.patient = EntryId("\xff")}), (Ids{"store.query"}));
}

/// The obvious way: hold every entry against every condition, and sort.
class Judge {
  public:
    struct Known {
        std::string id;
        std::multimap<std::string, std::string> terms;
    };
    std::vector<Known> entries; // in the order of writing

    Ids find(const Query& query) const {
        using Key = std::pair<std::string, std::string>;
        std::vector<Key> ordered;
        Ids written, unordered;
        for (const Known& entry : entries) {
            if (!holds(entry, query))
                continue;
            written.push_back(entry.id);
            if (const auto value = order_value(entry, query))
                ordered.emplace_back(*value, entry.id);
            else
                unordered.push_back(entry.id);
        }
        if (query.is_descending)
            std::reverse(written.begin(), written.end());
        if (query.order_by.empty())
            return written;
        std::sort(ordered.begin(), ordered.end());
        std::sort(unordered.begin(), unordered.end());
        if (query.is_descending) {
            std::reverse(ordered.begin(), ordered.end());
            std::reverse(unordered.begin(), unordered.end());
        }
        Ids all;
        for (const Key& key : ordered)
            all.push_back(key.second);
        all.insert(all.end(), unordered.begin(), unordered.end());
        return all;
    }

  private:
    static bool matches(const std::string& value, const Condition& condition) {
        if (condition.match == Match::Between)
            return value >= condition.from &&
                   (condition.before.empty() || value < condition.before);
        return std::any_of(condition.values.begin(), condition.values.end(),
                           [&](const std::string& wanted) {
                               return condition.match == Match::Exactly ? value == wanted
                                                                        : value.starts_with(wanted);
                           });
    }
    static bool holds(const Known& entry, const Query& query) {
        return std::all_of(query.all.begin(), query.all.end(), [&](const Condition& condition) {
            const auto [from, to] = entry.terms.equal_range(condition.term);
            if (condition.is_absent)
                return from == to;
            return std::any_of(from, to,
                               [&](const auto& term) { return matches(term.second, condition); });
        });
    }
    static std::optional<std::string> order_value(const Known& entry, const Query& query) {
        std::optional<std::string> best;
        const auto [from, to] = entry.terms.equal_range(query.order_by);
        for (auto term = from; term != to; ++term) {
            const bool is_allowed =
                std::all_of(query.all.begin(), query.all.end(), [&](const Condition& condition) {
                    return condition.term != query.order_by || condition.is_absent ||
                           matches(term->second, condition);
                });
            if (is_allowed &&
                (!best || (query.is_descending ? term->second > *best : term->second < *best)))
                best = term->second;
        }
        return best;
    }
};

/// More entries than `few_entries` of a common value, so that both ways of searching are gone.
class SearchingMany : public Searching {
  protected:
    void add_many() {
        constexpr int count = 2600, at_once = 200;
        std::vector<Write> writes;
        for (int i = 0; i < count; ++i) {
            Judge::Known known{"s" + std::to_string(draw(1'000'000)) + "-" + std::to_string(i), {}};
            known.terms.emplace("status", i % 10 == 0 ? "open" : "closed");
            known.terms.emplace("who", "w" + std::to_string(draw(300)));
            for (int j = draw(3); j > 0; --j)
                known.terms.emplace("day", std::to_string(1000 + draw(500)));
            Write session = first(Kind::Session, known.id);
            for (const auto& [name, value] : known.terms)
                session.index.terms.push_back({name, value});
            writes.push_back(std::move(session));
            judge_.entries.push_back(std::move(known));
            if (writes.size() == at_once) {
                ASSERT_TRUE(store_->write({act("import"), std::exchange(writes, {}), {}}));
            }
        }
    }
    Query drawn_query() {
        Query query{.kind = Kind::Session, .most = static_cast<std::size_t>(100 + draw(300))};
        if (draw(2) == 0)
            query.all.push_back(exactly("status", {draw(2) == 0 ? "open" : "closed"}));
        if (draw(3) == 0)
            query.all.push_back(beginning("who", {"w" + std::to_string(1 + draw(9))}));
        if (draw(2) == 0) {
            const int from = 1000 + draw(500);
            query.all.push_back(
                between("day", std::to_string(from), std::to_string(from + draw(300))));
        }
        if (query.all.empty() && draw(2) == 0)
            query.all.push_back(absent("day"));
        query.order_by = draw(3) == 0 ? "" : draw(2) == 0 ? "day" : "who";
        query.is_descending = draw(2) == 0;
        query.with_total = true;
        return query;
    }
    int draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

    Judge judge_;
    std::mt19937 random_{7};
};

TEST_P(SearchingMany, PagesTogetherAreWhatLookingThroughAllWouldFind) {
    add_many();
    for (int i = 0; i < 60; ++i) {
        Query query = drawn_query();
        const Ids expected = judge_.find(query);
        Ids found;
        do {
            const auto page = store_->search(query);
            ASSERT_TRUE(page) << base::sentence(page.error());
            ASSERT_EQ(page->total, static_cast<std::int64_t>(expected.size()));
            for (const record::Entry& entry : page->entries)
                found.push_back(entry.id.text());
            query.after = page->next;
        } while (!query.after.empty());
        ASSERT_EQ(found, expected) << "query " << i;
    }
}

FILIFORM_ON_BOTH(Searching);
FILIFORM_ON_BOTH(SearchingMany);

} // namespace

} // namespace filiform::store
