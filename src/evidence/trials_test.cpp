// SPDX-License-Identifier: Apache-2.0
#include "evidence/trials.h"

#include <algorithm>
#include <stdexcept>

#include <gtest/gtest.h>

namespace filiform::evidence {
namespace {

TrialTable read(std::string_view text) {
    auto table = read_trials(text, "t.csv");
    if (!table)
        throw std::runtime_error(base::sentence(table.error().front()));
    return *table;
}

base::Problems problems(std::string_view text) {
    const auto table = read_trials(text, "t.csv");
    return table ? base::Problems{} : table.error();
}

TEST(Trials, ShortNamesOfTheFieldAreKnown) {
    const TrialTable table = read("study,ai,bi,ci,di,ablat\n1,4,119,11,128,44\n");
    const TrialRow& row = table.rows.front();
    EXPECT_EQ(row.number("events1"), 4);
    EXPECT_EQ(row.number("n1"), 123) << "4 + 119";
    EXPECT_EQ(row.number("n2"), 139);
    EXPECT_EQ(row.text("ablat"), "44") << "what is not known is kept";
    EXPECT_EQ(row.label(), "trial 1");
    EXPECT_EQ(read("tpos,tneg,cpos,cneg\n1,2,3,4\n").rows[0].number("n2"), 7);
    EXPECT_EQ(read("yi,vi\n-0.5,0.1\n").rows[0].number("variance"), 0.1);
}

TEST(Trials, EmptyCellsAndNaAreNotGiven) {
    const TrialTable table = read("\xEF\xBB\xBFid,n1,sd1\r\na,NA,\r\nb, 12 ,2.5\r\n");
    EXPECT_FALSE(table.rows[0].number("n1"));
    EXPECT_EQ(table.rows[1].number("n1"), 12);
    EXPECT_EQ(table.rows[1].line, 3U);
}

TEST(Trials, EveryProblemIsToldWithLineColumnAndRemedy) {
    const base::Problems all = problems("id,n1,sd1,events1,effect,low,high,se\n"
                                        "a,12.5,-2,3,1,0,2,0.1\n"
                                        "a,10,nan,11,9,0,2,0\n"
                                        "b,two,1e400,1,1,3,2,0.2\n");
    const auto is_told = [&](const char* where, const char* what) {
        return std::any_of(all.begin(), all.end(), [&](const base::Problem& one) {
            return one.where == where && one.what.find(what) != std::string::npos &&
                   !one.hint.empty();
        });
    };
    EXPECT_TRUE(is_told("t.csv:2, column n1", "12.5 is not a whole number"));
    EXPECT_TRUE(is_told("t.csv:2, column sd1", "-2 is negative"));
    EXPECT_TRUE(is_told("t.csv:3, column id", "'a' is the id of line 2 already"));
    EXPECT_TRUE(is_told("t.csv:3, column sd1", "'nan' is not a number"));
    EXPECT_TRUE(is_told("t.csv:3, column events1", "11 events are more than the 10 people"));
    EXPECT_TRUE(is_told("t.csv:3, column effect", "9 lies outside its own interval"));
    EXPECT_TRUE(is_told("t.csv:3, column se", "0 is not above zero"));
    EXPECT_TRUE(is_told("t.csv:4, column n1", "'two' is not a number"));
    EXPECT_TRUE(is_told("t.csv:4, column sd1", "'1e400' is not a number"));
    EXPECT_TRUE(is_told("t.csv:4, column low", "3 is not below 2"));
}

TEST(Trials, WhatIsNoTableIsRefused) {
    EXPECT_EQ(problems("").front().code, "trials.empty");
    EXPECT_EQ(problems("id,n1\n").front().code, "trials.empty");
    EXPECT_EQ(problems("ai,events1\n1,2\n").size(), 0U) << "the long name is meant";
    EXPECT_EQ(problems("ai,tpos\n1,2\n").front().code, "trials.column");
    EXPECT_EQ(problems("id\n\"open\n").front().code, "csv.quote");
    EXPECT_EQ(problems("id,n1\na\n").front().code, "csv.columns");
    EXPECT_EQ(problems("id,low\na,2\n").front().what, "2 has no other end.");
}

} // namespace
} // namespace filiform::evidence
