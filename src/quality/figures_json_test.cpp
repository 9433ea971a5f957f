// SPDX-License-Identifier: Apache-2.0
#include "quality/figures_json.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/random.h"
#include "quality/cautions.h"
#include "quality/ledger_fixture.h"
#include "schema_check.h"

namespace filiform::quality {
namespace {

namespace json = boost::json;
using fixture::Book;
using fixture::Treated;

const PublishedRates& rates() {
    static const PublishedRates all = carried_published_rates().value();
    return all;
}

base::Zone utc() {
    return base::find_zone("UTC").value();
}

Book busy_clinic(int patients) {
    base::RandomStream random(9, 1);
    Book book;
    book.add_instrument();
    for (int i = 0; i < patients; ++i) {
        const int patient = book.add_patient(i % 300);
        book.add_score(patient, i % 300, 7);
        Treated treated;
        treated.day = i % 300;
        if (random.uniform() < 0.3)
            treated.event =
                static_cast<record::AdverseEvent::Type>(static_cast<int>(random.uniform() * 29));
        treated.clinician = i % 3 == 0 ? "practitioner-1" : "practitioner-2";
        book.add_treatment(patient, treated);
        if (random.uniform() < 0.7)
            book.add_score(patient, i % 300 + 30, 10 * random.uniform());
    }
    return book;
}

TEST(FiguresJson, keep_to_their_schema_from_nobody_to_many) {
    for (const int patients : {0, 1, 30, 400})
        for (const auto grouping : {Wanted::Grouping::None, Wanted::Grouping::Technique}) {
            Book book = busy_clinic(patients);
            const std::string text =
                figures_json(figures(book.settled(), fixture::year(grouping), rates()), utc());
            EXPECT_EQ(story::schema_errors("clinic_figures", text), "") << patients;
            for (const char* no_number : {": nan", ": inf", "[nan", "[inf", ", nan", ", inf"})
                EXPECT_EQ(text.find(no_number), std::string::npos);
        }
}

TEST(FiguresJson, say_of_every_figure_what_it_is_not_for) {
    Book book = busy_clinic(0);
    const json::value all =
        json::parse(figures_json(figures(book.settled(), fixture::year(), rates()), utc()));
    for (const Caution& one : cautions()) {
        EXPECT_TRUE(all.at("isNotFor").as_object().contains(one.figure)) << one.figure;
        EXPECT_TRUE(one.words.starts_with("Not ")) << one.words;
    }
    EXPECT_EQ(all.at("isNotFor").at("charts").as_string(), caution("charts"));
}

TEST(FiguresJson, name_no_patient_and_no_entry) {
    Book book = busy_clinic(60);
    const std::string text =
        figures_json(figures(book.settled(), fixture::year(), rates()), utc()) +
        figures_text(figures(book.settled(), fixture::year(), rates()), utc());
    for (const char* word : {"patient-", "entry-", "session-", "de la Cruz", "1980"})
        EXPECT_EQ(text.find(word), std::string::npos) << word;
}

TEST(FiguresJson, say_the_period_in_the_clinics_own_days) {
    const base::Zone madrid = base::find_zone("Europe/Madrid").value();
    const base::Date day = base::read_date("2026-07-01").value();
    const Minute first = first_minute_of(day, madrid);
    EXPECT_EQ(first, minute_of(base::read_instant("2026-06-30T22:00:00Z").value()));
    EXPECT_EQ(day_of(first, madrid), day);
    EXPECT_EQ(day_of(first - 1, madrid), base::read_date("2026-06-30").value());
}

TEST(FiguresText, says_of_too_few_that_they_are) {
    Book book = busy_clinic(5);
    const std::string text = figures_text(figures(book.settled(), fixture::year(), rates()), utc());
    EXPECT_NE(text.find("too few to say"), std::string::npos);
    EXPECT_NE(text.find("What these figures cannot say"), std::string::npos);
    EXPECT_EQ(text.find("nan"), std::string::npos);
}

} // namespace
} // namespace filiform::quality
