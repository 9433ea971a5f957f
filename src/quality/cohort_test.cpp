// SPDX-License-Identifier: Apache-2.0
#include "quality/cohort.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/random.h"

namespace filiform::quality {
namespace {

Ladder ladder_of_age(int age) {
    const int five = age / 5 * 5;
    const int twenty = age / 20 * 20;
    return {std::to_string(five) + " to " + std::to_string(five + 4),
            std::to_string(twenty) + " to " + std::to_string(twenty + 19), "any"};
}

CohortRow row(std::uint32_t person, int age, const std::string& sex, const std::string& learnt) {
    return {person, {ladder_of_age(age), {sex, "any"}}, {learnt}};
}

Cohort cohort(std::vector<CohortRow> rows) {
    return {{"age", "sex"}, {"change"}, std::move(rows)};
}

TEST(Cohorts, leave_as_they_are_what_is_alike_enough) {
    const Release made =
        release(cohort({row(1, 41, "f", "-2"), row(2, 42, "f", "-3"), row(3, 44, "f", "0")}), 3);
    EXPECT_EQ(made.rows.size(), 3U);
    EXPECT_EQ(made.smallest_class, 3U);
    EXPECT_TRUE(made.generalised.empty());
    EXPECT_EQ(made.rows.front(), (std::vector<std::string>{"40 to 44", "f", "-2"}));
}

TEST(Cohorts, make_coarser_before_they_leave_out) {
    // Five-year bands part them; twenty years do not.
    const Release made =
        release(cohort({row(1, 41, "f", "a"), row(2, 47, "f", "b"), row(3, 55, "f", "c")}), 3);
    EXPECT_EQ(made.rows.size(), 3U);
    EXPECT_EQ(made.generalised, std::vector<std::string>{"age: step 1 of 2"});
}

TEST(Cohorts, leave_out_whoever_stays_alone_and_say_how_many) {
    std::vector<CohortRow> rows;
    for (std::uint32_t i = 0; i < 40; ++i)
        rows.push_back(row(i, 42, "f", "x"));
    rows.push_back(row(40, 91, "m", "y")); // one of 41: within the twentieth that may go
    const Release made = release(cohort(rows), 5);
    EXPECT_EQ(made.rows.size(), 40U);
    EXPECT_EQ(made.suppressed_rows, 1U);
    EXPECT_EQ(made.suppressed_persons, 1U);
    EXPECT_TRUE(made.generalised.empty());
}

TEST(Cohorts, count_persons_and_not_their_courses) {
    // Three courses of one person are one person.
    const Release made =
        release(cohort({row(1, 41, "f", "a"), row(1, 42, "f", "b"), row(1, 43, "f", "c")}), 3);
    EXPECT_TRUE(made.rows.empty());
    EXPECT_EQ(made.suppressed_persons, 1U);
    EXPECT_EQ(made.smallest_class, 0U);
}

TEST(Cohorts, that_are_drawn_never_leave_anybody_among_fewer_than_k) {
    base::RandomStream random(2, 1);
    for (int draw = 0; draw < 40; ++draw) {
        std::vector<CohortRow> rows;
        const int size = static_cast<int>(random.uniform() * 80);
        for (int i = 0; i < size; ++i)
            rows.push_back(row(static_cast<std::uint32_t>(random.uniform() * 50),
                               20 + static_cast<int>(random.uniform() * 70),
                               random.uniform() < 0.5 ? "f" : "m", std::to_string(i)));
        for (const std::size_t k : {std::size_t{2}, std::size_t{5}, std::size_t{11}}) {
            const Release made = release(cohort(rows), k);
            // By brute force: who stands behind each description that is left?
            std::map<std::vector<std::string>, std::set<std::uint32_t>> behind;
            for (const auto& line : made.rows)
                for (const CohortRow& one : rows)
                    if (one.learnt.front() == line.back())
                        behind[{line[0], line[1]}].insert(one.person);
            for (const auto& [description, persons] : behind)
                EXPECT_GE(persons.size(), k);
            EXPECT_EQ(made.rows.size() + made.suppressed_rows, rows.size());
            if (!made.rows.empty()) {
                EXPECT_GE(made.smallest_class, k);
            }
        }
    }
}

TEST(Cohorts, as_csv_have_no_person_and_quote_what_must_be) {
    Release made;
    made.columns = {"a", "b"};
    made.rows = {{"x, y", "say \"no\""}, {"=1+1", "-2"}};
    EXPECT_EQ(release_csv(made), "a,b\r\n\"x, y\",\"say \"\"no\"\"\"\r\n\"'=1+1\",-2\r\n");
}

TEST(Cohorts, of_nobody_are_empty) {
    const Release made = release(cohort({}), 5);
    EXPECT_TRUE(made.rows.empty());
    EXPECT_EQ(made.suppressed_rows, 0U);
    EXPECT_EQ(smallest_class(cohort({}), {0, 0}), 0U);
}

} // namespace
} // namespace filiform::quality
