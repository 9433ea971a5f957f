// SPDX-License-Identifier: Apache-2.0
#include "quality/figures.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "quality/ledger_fixture.h"
#include "record/record_fixture.h"

namespace filiform::quality {
namespace {

using fixture::Book;
using fixture::Treated;
using record::AdverseEvent;
using Type = AdverseEvent::Type;

const PublishedRates& published() {
    static const PublishedRates rates = carried_published_rates().value();
    return rates;
}

const EventFigure& event(const Figures& all, const std::string& what) {
    for (const EventFigure& one : all.events)
        if (one.what == what)
            return one;
    throw std::runtime_error(what);
}

/// Ten patients with three treatments each; a bruise at the first of every other one.
Book thirty_treatments() {
    Book book;
    book.add_instrument();
    for (int i = 0; i < 10; ++i) {
        const int patient = book.add_patient(i);
        for (int visit = 0; visit < 3; ++visit) {
            Treated treated;
            treated.day = i + 7 * visit;
            if (visit == 0 && i % 2 == 0)
                treated.event = Type::Bruise;
            book.add_treatment(patient, treated);
        }
    }
    return book;
}

TEST(Figures, count_events_per_treatment_and_per_patient) {
    Book book = thirty_treatments();
    const Figures all = figures(book.settled(), fixture::year(), published());
    EXPECT_EQ(all.treatments, 30);
    EXPECT_EQ(all.patients, 10);
    EXPECT_EQ(all.needles, 30);
    const EventFigure& bruise = event(all, "bruise");
    EXPECT_EQ(bruise.per_treatment.count, (Count{5, 30}));
    EXPECT_EQ(bruise.per_patient.count, (Count{5, 10}));
    EXPECT_EQ(bruise.events, 5);
    EXPECT_EQ(bruise.per_treatment.interval, exact_interval({5, 30}));
    EXPECT_FALSE(bruise.per_treatment.is_too_few());
    EXPECT_TRUE(bruise.per_patient.is_too_few());
    EXPECT_EQ(bruise.by_grade[0], 5);
    EXPECT_EQ(event(all, "any").per_treatment.count, (Count{5, 30}));
    EXPECT_EQ(event(all, "moderate or worse").per_treatment.count, (Count{0, 30}));
}

TEST(Figures, take_only_what_lies_in_the_period) {
    Book book = thirty_treatments();
    Wanted wanted = fixture::year();
    wanted.from = minute_of(Book::at(7, 0));
    wanted.before = minute_of(Book::at(9, 0));
    const Figures all = figures(book.settled(), wanted, published());
    // Days 7 and 8: patients 7 and 8 for the first time, 0 and 1 for the second.
    EXPECT_EQ(all.treatments, 4);
    EXPECT_EQ(event(all, "any").per_treatment.count, (Count{1, 4}));
    EXPECT_EQ(all.case_mix.courses, 4);
    EXPECT_FALSE(all.comparisons.front().comparison); // four are too few
    EXPECT_NE(all.notes.front().find("too few"), std::string::npos);
}

TEST(Figures, of_an_empty_clinic_are_nothing_and_say_so) {
    Ledger ledger;
    ledger.settle();
    const Figures all = figures(ledger, fixture::year(), published());
    EXPECT_EQ(all.treatments, 0);
    EXPECT_TRUE(all.care.consent.is_too_few());
    for (const ComparisonFigure& one : all.comparisons)
        EXPECT_FALSE(one.comparison);
    for (const ChartFigure& one : all.charts)
        EXPECT_TRUE(one.signals.empty() && one.path.empty());
}

TEST(Figures, do_not_count_an_event_that_has_nothing_to_do_with_the_needling) {
    Book book = thirty_treatments();
    const int patient = book.add_patient(40);
    record::AdverseEvent event_of = record::fixture::adverse_event();
    event_of.patient = record::EntryId("patient-" + std::to_string(patient));
    event_of.session = record::EntryId("entry-2");
    event_of.type = Type::Headache;
    event_of.cause = AdverseEvent::Cause::Unrelated;
    book.add(event_of);
    for (const EventFigure& one : figures(book.settled(), fixture::year(), published()).events)
        EXPECT_NE(one.what, "headache");
}

TEST(Figures, are_those_of_a_plain_count_whatever_happened) {
    base::RandomStream random(4, 1);
    Book book;
    std::int64_t treatments = 0;
    std::int64_t worse = 0;
    std::int64_t hit = 0;
    for (int i = 0; i < 200; ++i) {
        const int patient = book.add_patient(static_cast<int>(random.uniform() * 400) - 20);
        bool is_hit = false;
        bool is_seen = false;
        for (int visit = 0; visit < 5; ++visit) {
            Treated treated;
            treated.day = static_cast<int>(random.uniform() * 400) - 20;
            if (random.uniform() < 0.2)
                treated.event = random.uniform() < 0.5 ? Type::SymptomsWorse : Type::Soreness;
            book.add_treatment(patient, treated);
            if (treated.day < 0 || treated.day >= 365)
                continue;
            ++treatments;
            is_seen = true;
            worse += treated.event == Type::SymptomsWorse ? 1 : 0;
            is_hit = is_hit || treated.event == Type::SymptomsWorse;
        }
        hit += is_seen && is_hit ? 1 : 0;
    }
    const Figures all = figures(book.settled(), fixture::year(), published());
    EXPECT_EQ(all.treatments, treatments);
    EXPECT_EQ(event(all, "symptoms_worse").per_treatment.count, (Count{worse, treatments}));
    EXPECT_EQ(event(all, "symptoms_worse").per_patient.count.events, hit);
    for (const ComparisonFigure& one : all.comparisons)
        if (one.published->id == "aggravation_dry_needling") {
            EXPECT_EQ(one.clinic, (Count{worse, treatments}));
            EXPECT_TRUE(one.comparison->is_beyond_chance); // one in ten against one in a hundred
        }
}

TEST(Figures, name_nobody_who_treats_while_they_differ_by_chance_alone) {
    Book book;
    for (const char* who : {"practitioner-2", "practitioner-1", "practitioner-3"})
        for (int i = 0; i < 30; ++i) {
            const int patient = book.add_patient(i);
            Treated treated;
            treated.clinician = who;
            treated.day = i;
            if (i % 10 == 0)
                treated.event = Type::Bruise;
            book.add_treatment(patient, treated);
        }
    const Figures all = figures(book.settled(), fixture::year(), published());
    ASSERT_EQ(all.spreads.front().units.size(), 3U);
    EXPECT_FALSE(all.spreads.front().test.is_beyond_chance);
    for (const auto& unit : all.spreads.front().units)
        EXPECT_EQ(unit.name, "");
}

TEST(Figures, name_those_who_treat_by_the_alphabet_once_they_differ) {
    Book book;
    record::Practitioner practitioner = record::fixture::practitioner();
    practitioner.family = "Zorrilla";
    book.put("practitioner-1", practitioner, record::State::Open);
    practitioner.family = "Abad";
    book.put("practitioner-2", practitioner, record::State::Open);
    for (int i = 0; i < 200; ++i) {
        const int patient = book.add_patient(i);
        Treated treated;
        treated.clinician = i % 2 == 0 ? "practitioner-1" : "practitioner-2";
        treated.day = i;
        if (i % (i % 2 == 0 ? 4 : 50) == (i % 2 == 0 ? 0 : 1))
            treated.event = Type::Bruise;
        book.add_treatment(patient, treated);
    }
    const SpreadFigure spread =
        figures(book.settled(), fixture::year(), published()).spreads.front();
    EXPECT_TRUE(spread.test.is_beyond_chance);
    EXPECT_EQ(spread.units[0].name, "Abad, Ana");
    EXPECT_EQ(spread.units[1].name, "Zorrilla, Ana");
    EXPECT_EQ(spread.units[1].count, (Count{50, 100}));
}

TEST(Figures, signal_harm_on_the_day_on_which_it_became_too_much) {
    Book book;
    for (int day = 0; day < 300; ++day) {
        const int patient = book.add_patient(day);
        Treated treated;
        treated.day = day;
        if (day >= 200 && day % 4 == 0) // from one in none to one in four
            treated.event = Type::SymptomsWorse;
        book.add_treatment(patient, treated);
    }
    const Figures all = figures(book.settled(), fixture::year(), published());
    const ChartFigure& chart = all.charts.front();
    ASSERT_FALSE(chart.signals.empty());
    EXPECT_GE(chart.signals.front(), minute_of(Book::at(200, 0)));
    EXPECT_LT(chart.signals.front(), minute_of(Book::at(240, 0)));
    EXPECT_NEAR(chart.false_alarm_every, 10000, 101);
    EXPECT_TRUE(all.charts.back().signals.empty()); // nobody fainted
    EXPECT_LE(chart.path.size(), 120U);
    EXPECT_EQ(chart.path.back().treatments, chart.treatments);
    double highest = 0;
    for (std::size_t i = 0; i < chart.path.size(); ++i) {
        highest = std::max(highest, chart.path[i].sum);
        if (i > 0) {
            EXPECT_GT(chart.path[i].treatments, chart.path[i - 1].treatments);
        }
    }
    EXPECT_EQ(highest, chart.limit); // a signal is never lost between two points
    Wanted later = fixture::year();
    later.from = minute_of(Book::at(299, 0));
    const Figures end = figures(book.settled(), later, published());
    EXPECT_GT(end.charts.front().earlier_signals, 0);
    EXPECT_EQ(end.charts.front().treatments_before, end.charts.front().treatments - end.treatments);
}

TEST(Figures, of_consent_and_checks_say_what_is_missing) {
    Book book;
    for (int i = 0; i < 40; ++i) {
        const int patient = book.add_patient(i);
        Treated treated;
        treated.day = i;
        treated.has_consent = i != 0;
        treated.is_checked = i >= 10;
        book.add_treatment(patient, treated);
    }
    const int patient = book.add_patient(364);
    Treated treated;
    treated.day = 364; // a day before it is asked: not due
    book.add_treatment(patient, treated);
    const CareFigures care = figures(book.settled(), fixture::year(), published()).care;
    EXPECT_EQ(care.consent.count, (Count{40, 41}));
    EXPECT_EQ(care.no_consent, 1);
    EXPECT_EQ(care.checked.count, (Count{30, 40}));
    EXPECT_EQ(care.checked_in_time.count, (Count{30, 30}));
    EXPECT_EQ(care.needle_counts.count, (Count{0, 41}));
}

TEST(Figures, find_a_withdrawn_consent_and_a_needle_that_was_not_counted_out) {
    Book book;
    const int patient = book.add_patient(1);
    Treated treated;
    treated.day = 5;
    book.add_treatment(patient, treated);
    record::Consent consent = record::fixture::consent();
    consent.patient = record::EntryId("patient-1");
    consent.plan = record::EntryId("plan-1");
    consent.at = Book::at(1, 560);
    book.put("consent-1", consent, record::State::Withdrawn, 3);
    record::Session draft = record::fixture::session();
    draft.patient = consent.patient;
    draft.began = Book::at(6);
    draft.needles.front().time_out.reset();
    book.add(draft, record::State::Open);
    record::Session odd = record::fixture::session();
    odd.patient = consent.patient;
    odd.plan = consent.plan;
    odd.consent = record::EntryId("consent-1");
    odd.began = Book::at(2); // before it was withdrawn
    odd.counted_in = 2;      // one is in the list
    odd.counted_out = 2;
    book.add(odd);
    const CareFigures care = figures(book.settled(), fixture::year(), published()).care;
    EXPECT_EQ(care.withdrawn, 1);
    EXPECT_EQ(care.consent.count, (Count{1, 2}));
    EXPECT_EQ(care.needle_counts.count, (Count{1, 2}));
    EXPECT_EQ(care.drafts, 1);
    EXPECT_EQ(care.open_with_needle_in, 1);
}

TEST(Figures, tell_how_long_a_red_flag_waited_for_its_referral) {
    Book book;
    for (int i = 0; i < 3; ++i) {
        record::Assessment assessment = record::fixture::assessment();
        const record::EntryId patient("patient-" + std::to_string(100 + i));
        book.put(patient.text(), record::fixture::patient(), record::State::Open);
        assessment.patient = patient;
        assessment.screening->decision = record::ScreeningDecision::EmergencyToday;
        assessment.screening->at = Book::at(10, 600);
        book.add(assessment);
        if (i == 2)
            continue;
        record::Letter letter = record::fixture::letter();
        letter.patient = patient;
        letter.type = record::Letter::Type::Referral;
        letter.sent_at = Book::at(10, 600 + 60 * (1 + 2 * i)); // one hour, and three
        book.add(letter);
    }
    const ReferralFigure today =
        figures(book.settled(), fixture::year(), published()).referrals.front();
    EXPECT_EQ(today.answered.count, (Count{2, 3}));
    EXPECT_DOUBLE_EQ(*today.median_hours, 2);
    EXPECT_DOUBLE_EQ(today.longest_open_hours, (365 - 10) * 24 - 10);
}

TEST(Figures, tell_a_reason_only_when_three_patients_share_it) {
    Book book;
    for (int i = 0; i < 4; ++i) {
        record::Assessment assessment = record::fixture::assessment();
        const record::EntryId patient("patient-" + std::to_string(200 + i));
        book.put(patient.text(), record::fixture::patient(), record::State::Open);
        assessment.patient = patient;
        assessment.screening->at = Book::at(10);
        assessment.overrides = {
            {"contra.fever", "Dr A", i < 3 ? "afebrile today" : "she is the mayor's wife", {}}};
        book.add(assessment);
    }
    const auto overrides = figures(book.settled(), fixture::year(), published()).overrides;
    ASSERT_EQ(overrides.size(), 1U);
    EXPECT_EQ(overrides[0].times, 4);
    ASSERT_EQ(overrides[0].reasons.size(), 1U);
    EXPECT_EQ(overrides[0].reasons[0].first, "afebrile today");
    EXPECT_EQ(overrides[0].reasons[0].second, 3);
    EXPECT_EQ(overrides[0].other_reasons, 1);
}

TEST(Figures, bound_what_got_better_by_those_who_were_not_asked) {
    Book book;
    book.add_instrument();
    for (int i = 0; i < 50; ++i) {
        const int patient = book.add_patient(i, i < 25 ? "disc_herniation" : "spinal_stenosis");
        Treated treated;
        treated.day = i;
        book.add_treatment(patient, treated);
        book.add_score(patient, i, 7);
        if (i % 25 < 15)
            book.add_score(patient, i + 20, i % 25 < 10 ? 4 : 6); // ten better, five not
    }
    const auto all = figures(book.settled(), fixture::year(), published()).outcomes;
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].courses, 50);
    EXPECT_EQ(all[0].no_end, 20);
    EXPECT_EQ(all[0].improved->count, (Count{20, 30}));
    EXPECT_DOUBLE_EQ(all[0].bounds.low, 0.4);
    EXPECT_DOUBLE_EQ(all[0].bounds.high, 0.8);
    EXPECT_DOUBLE_EQ(*all[0].mean_change, (20 * 3 + 10 * 1) / 30.0);
    EXPECT_EQ(all[0].threshold, "better by at least 2 points and 30 % of the start");
    EXPECT_EQ(all[0].source, "OSTELO08");
    const auto by_cause =
        figures(book.settled(), fixture::year(Wanted::Grouping::Cause), published()).outcomes;
    ASSERT_EQ(by_cause.size(), 2U);
    EXPECT_EQ(by_cause[0].group, "disc_herniation");
    EXPECT_EQ(by_cause[0].improved->count, (Count{10, 15}));
    EXPECT_TRUE(by_cause[0].improved->is_too_few());
    const auto by_dose =
        figures(book.settled(), fixture::year(Wanted::Grouping::Dose), published()).outcomes;
    ASSERT_EQ(by_dose.size(), 1U);
    EXPECT_EQ(by_dose[0].group, "1 to 3 treatments");
}

TEST(Figures, state_who_was_treated) {
    Book book = thirty_treatments();
    const CaseMix mix = figures(book.settled(), fixture::year(), published()).case_mix;
    EXPECT_EQ(mix.courses, 10);
    for (const auto* counts : {&mix.age, &mix.sex, &mix.duration, &mix.severity, &mix.causes}) {
        std::int64_t sum = 0;
        for (const auto& [word, count] : *counts)
            sum += count;
        EXPECT_EQ(sum, 10);
    }
    EXPECT_EQ(mix.duration[1], (std::pair<std::string, std::int64_t>("6 to 11 weeks", 10)));
    EXPECT_EQ(mix.severity[2], (std::pair<std::string, std::int64_t>("7 to 10", 10)));
}

} // namespace
} // namespace filiform::quality
