// SPDX-License-Identifier: Apache-2.0
#include "quality/cohort_of.h"

#include <gtest/gtest.h>

#include "quality/ledger_fixture.h"

namespace filiform::quality {
namespace {

using fixture::Book;
using fixture::Treated;

Book courses(int patients) {
    Book book;
    book.add_instrument();
    for (int i = 0; i < patients; ++i) {
        const int patient = book.add_patient(i % 100);
        book.add_score(patient, i % 100, 7);
        for (int visit = 0; visit < 3; ++visit) {
            Treated treated;
            treated.day = i % 100 + 14 * visit;
            book.add_treatment(patient, treated);
        }
        book.add_score(patient, i % 100 + 42, 3.5);
    }
    return book;
}

TEST(CohortsOfALedger, have_a_row_a_course_with_times_in_weeks) {
    Book book = courses(40);
    const Cohort cohort = cohort_of(book.settled(), fixture::year());
    ASSERT_EQ(cohort.rows.size(), 40U);
    const CohortRow& row = cohort.rows.front();
    EXPECT_EQ(row.known[2].front(), "disc_herniation");
    EXPECT_EQ(row.known[3].front(), "still");
    EXPECT_EQ(row.known[4].front(), "1 to 3 treatments");
    EXPECT_EQ(row.learnt, (std::vector<std::string>{"6 to 11 weeks", "7 to 10", "4", "none", "7",
                                                    "3.5", "5"})); // 42 days less ten hours
}

TEST(CohortsOfALedger, as_given_away_name_no_id_and_no_day) {
    Book book = courses(60);
    const Release made = release(cohort_of(book.settled(), fixture::year()), 5);
    EXPECT_GE(made.smallest_class, 5U);
    EXPECT_EQ(made.rows.size() + made.suppressed_rows, 60U);
    const std::string csv = told_csv(made);
    EXPECT_TRUE(csv.starts_with("# Everybody stands among at least 5 persons"));
    for (const char* word : {"patient-", "episode-", "entry-", "2026", "-05-", "Cruz"})
        EXPECT_EQ(csv.find(word), std::string::npos) << word;
}

TEST(CohortsOfALedger, of_too_few_are_left_out_altogether) {
    Book book = courses(4);
    const Release made = release(cohort_of(book.settled(), fixture::year()), 5);
    EXPECT_TRUE(made.rows.empty());
    EXPECT_EQ(made.suppressed_persons, 4U);
}

} // namespace
} // namespace filiform::quality
