// SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include <gtest/gtest.h>

namespace filiform::base {

namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells(std::string_view text) {
    const auto rows = read_csv(text, "t.csv");
    if (!rows)
        throw std::runtime_error(sentence(rows.error().front()));
    std::vector<Cells> all;
    for (const CsvRow& row : *rows)
        all.push_back(row.cells);
    return all;
}

Problem refusal(std::string_view text) {
    const auto rows = read_csv(text, "t.csv");
    return rows ? Problem{} : rows.error().front();
}

} // namespace

TEST(Csv, quotes_what_would_part_a_cell_and_doubles_quotes) {
    EXPECT_EQ(write_csv_row({"a", "b, c", "say \"x\"", "two\nlines", ""}),
              "a,\"b, c\",\"say \"\"x\"\"\",\"two\nlines\",\r\n");
}

TEST(Csv, reads_back_what_it_writes) {
    const Cells row{"a", " b, c ", "say \"x\"", "two\r\nlines", "", "größe", ";", "\"\""};
    EXPECT_EQ(cells(write_csv_row(row) + write_csv_row(row)), (std::vector<Cells>{row, row}));
}

TEST(Csv, makes_harmless_what_a_spreadsheet_would_carry_out) {
    EXPECT_EQ(harmless_cell("=1+1"), "'=1+1");
    EXPECT_EQ(harmless_cell("plain"), "plain");
    EXPECT_EQ(harmless_cell(""), "");
    for (const char* text : {"=cmd", "+44 600", "-3 to 5", "@here", "\tx", "'quoted"}) {
        EXPECT_EQ(harmless_cell(text).front(), '\'') << text;
        const std::string table =
            write_csv_row({"head", "b"}) + write_csv_row({harmless_cell(text), "b"});
        EXPECT_EQ(cells(table)[1][0], text) << "comes back as it was";
    }
}

TEST(Csv, takes_the_separator_of_its_first_line) {
    EXPECT_EQ(cells("a;b;\"c,d\"\n1;2;3,5\n")[1], (Cells{"1", "2", "3,5"}));
    EXPECT_EQ(cells("a\tb\n1\t2\n")[1], (Cells{"1", "2"}));
    EXPECT_EQ(cells("alone\nx;y\n")[1], (Cells{"x;y"})) << "a comma, where nothing says otherwise";
}

TEST(Csv, reads_with_a_byte_order_mark_and_without_a_last_line_end) {
    EXPECT_EQ(cells("\xEF\xBB\xBF"
                    "a,b\r\n1,2"),
              (std::vector<Cells>{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(cells("a\n\n\nb\n"), (std::vector<Cells>{{"a"}, {"b"}}));
    EXPECT_TRUE(cells("").empty());
}

TEST(Csv, knows_the_line_on_which_a_row_begins) {
    const auto rows = read_csv("a,b\n\"two\nlines\",x\nlast,y\n", "t.csv");
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)[1].line, 2U);
    EXPECT_EQ((*rows)[2].line, 4U);
}

TEST(Csv, tells_what_it_cannot_read_with_the_line) {
    EXPECT_EQ(refusal("a,b\n1\n").where, "t.csv:2");
    EXPECT_EQ(refusal("a,b\n1\n").code, "csv.columns");
    EXPECT_EQ(refusal("a\n\"open\n").where, "t.csv:2");
    EXPECT_EQ(refusal("a\n\"open\n").code, "csv.quote");
    EXPECT_EQ(refusal("a\n\"x\"y\n").code, "csv.quote");
    EXPECT_EQ(refusal("a\nb\xFF\n").code, "csv.encoding");
    EXPECT_EQ(refusal(std::string(300, ',')).code, "csv.limit");
}

} // namespace filiform::base
