// SPDX-License-Identifier: Apache-2.0
#include "report/flow.h"

#include <gtest/gtest.h>

#include "report/drawing_expectations.h"

namespace filiform::report {
namespace {

Flow make_flow() {
    return Flow([] { return Flow::Sheet{{page_width_mm, page_height_mm, {}}, 20}; });
}

int count(const std::vector<Drawing>& pages, const std::string& words) {
    int found = 0;
    for (const Drawing& page : pages)
        for (const TextMark* text : fixtures::texts_in(page))
            found += text->text == words ? 1 : 0;
    return found;
}

Table hundred_rows(double width) {
    Table table;
    table.title = "Rows";
    table.columns = {{"name", width, Align::Left}};
    for (int i = 0; i < 100; ++i)
        table.rows.push_back({{"row " + std::to_string(i)}, false, false});
    return table;
}

TEST(Flow, ALongTableGoesOnWithItsHeadingsAndLosesNoRow) {
    for (const int columns : {1, 3}) {
        Flow flow = make_flow();
        flow.table(hundred_rows(50), columns);
        const auto pages = std::move(flow).finish();
        EXPECT_EQ(pages.size(), columns == 1 ? 2U : 1U); // 262 mm hold 66 rows of 3.9 mm
        for (int i = 0; i < 100; ++i)
            EXPECT_EQ(count(pages, "row " + std::to_string(i)), 1) << i;
        EXPECT_EQ(count(pages, "name"), columns == 1 ? 2 : 3);
        for (const Drawing& page : pages)
            for (const TextMark* text : fixtures::texts_in(page))
                EXPECT_LE(text->box.bottom(), page_floor_mm);
    }
}

TEST(Flow, ALongListGoesOnAndSaysSo) {
    Flow flow = make_flow();
    std::vector<std::string> items;
    for (int i = 0; i < 120; ++i)
        items.push_back("item " + std::to_string(i));
    flow.list("Things", items);
    const auto pages = std::move(flow).finish();
    ASSERT_EQ(pages.size(), 2U);
    for (const std::string& item : items)
        EXPECT_EQ(count(pages, item), 1) << item;
    EXPECT_EQ(count(pages, "Things (continued)"), 1);
}

TEST(Flow, AListOfNoneLeavesNoHeading) {
    Flow flow = make_flow();
    flow.list("Things", {});
    const auto pages = std::move(flow).finish();
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_TRUE(fixtures::texts_in(pages[0]).empty());
}

} // namespace
} // namespace filiform::report
