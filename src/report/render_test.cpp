// SPDX-License-Identifier: Apache-2.0
#include "report/render.h"

#include <cstring>

#include <gtest/gtest.h>

#include "report/table.h"

namespace filiform::report {
namespace {

TEST(Render, AMarkIsPaintedWhereItWasPut) {
    Drawing drawing{10, 5, {}};
    drawing.fill(rectangle({2, 1, 4, 2}), {0, 0, 0, 1});
    const Picture picture = rasterise(drawing, 2);
    ASSERT_EQ(picture.width, 20);
    ASSERT_EQ(picture.height, 10);
    const auto red = [&](int x, int y) {
        return picture.rgba[4 * static_cast<std::size_t>(y * picture.width + x)];
    };
    EXPECT_EQ(red(5, 3), 0);
    EXPECT_EQ(red(3, 3), 255);
    EXPECT_EQ(red(5, 7), 255);
}

TEST(Render, AClipHidesWhatLiesOutsideUntilItEnds) {
    Drawing drawing{10, 10, {}};
    drawing.clip(rectangle({0, 0, 5, 10}));
    drawing.fill(rectangle({0, 0, 10, 5}), {0, 0, 0, 1});
    drawing.unclip();
    drawing.fill(rectangle({8, 8, 2, 2}), {0, 0, 0, 1});
    const Picture picture = rasterise(drawing, 1);
    EXPECT_EQ(picture.rgba[4 * 2], 0);
    EXPECT_EQ(picture.rgba[4 * 7], 255);
    EXPECT_EQ(picture.rgba[4 * (9 * 10 + 9)], 0);
}

TEST(Render, APlacedDrawingMovesAllItsMarks) {
    Drawing inner{2, 2, {}};
    inner.fill(rectangle({0, 0, 2, 2}), {0, 0, 0, 1});
    inner.clip(rectangle({0, 0, 1, 1}));
    inner.unclip();
    Drawing outer{10, 10, {}};
    outer.place(inner, {6, 6});
    const Picture picture = rasterise(outer, 1);
    EXPECT_EQ(picture.rgba[4 * (7 * 10 + 7)], 0);
    EXPECT_EQ(picture.rgba[0], 255);
}

TEST(Render, AHatchLeavesSomeOfItsAreaFree) {
    Drawing drawing{20, 20, {}};
    drawing.hatch(rectangle({0, 0, 20, 20}), Hatch::Rising, {0, 0, 0, 1}, 2);
    const Picture picture = rasterise(drawing, 4);
    std::size_t dark = 0;
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4)
        dark += picture.rgba[i] < 200 ? 1 : 0;
    EXPECT_GT(dark, picture.rgba.size() / 4 / 50);
    EXPECT_LT(dark, picture.rgba.size() / 4 / 2);
}

TEST(Render, ALongerTextIsWiderAndABrokenOneIsHigher) {
    const TextStyle style{8, {}};
    EXPECT_GT(measure("piriformis", style).width, measure("piri", style).width);
    const TextSize broken = measure("right superior gluteal bundle", style, 15);
    EXPECT_LE(broken.width, 15);
    EXPECT_GT(broken.height, 1.8 * measure("right", style).height);
}

TEST(Render, APngBeginsWithItsSignature) {
    const auto bytes = png(Drawing{10, 10, {}}, 2);
    ASSERT_GT(bytes.size(), 8U);
    EXPECT_EQ(std::memcmp(bytes.data(), "\x89PNG\r\n\x1a\n", 8), 0);
}

TEST(Table, ACellThatIsTooLongIsBrokenIntoLinesNotCut) {
    Table table;
    table.columns = {{"structure", 20}, {"touch", 12, Align::Right}};
    table.rows = {{{"right superior gluteal bundle", "3.1 % (2.6–3.6)"}, false, false},
                  {{"colon", "1 %"}, false, false}};
    const TableHeights heights = heights_of(table);
    EXPECT_GT(heights.rows_mm[0], heights.rows_mm[1] + 2); // a second line of 7 pt
    const Drawing drawing = draw_table(table);
    EXPECT_NEAR(drawing.height_mm, whole_height(heights), 1e-9);
    int whole = 0;
    for (const Mark& mark : drawing.marks)
        if (const auto* text = std::get_if<TextMark>(&mark)) {
            whole += text->text == table.rows[0].cells[0] || text->text == table.rows[0].cells[1];
            EXPECT_LE(text->box.right(), drawing.width_mm);
        }
    EXPECT_EQ(whole, 2);
}

TEST(Table, RowsThatFindNoRoomAreCounted) {
    Table table;
    table.columns = {{"structure", 40}};
    for (int i = 0; i < 10; ++i)
        table.rows.push_back({{"row " + std::to_string(i)}, false, false});
    table.left_out = "farther away";
    table.most_height_mm = 20;
    const Drawing drawing = draw_table(table);
    EXPECT_LE(drawing.height_mm, 20 + 1e-9);
    const auto& last = std::get<TextMark>(drawing.marks.back());
    EXPECT_NE(last.text.find("more, farther away"), std::string::npos);
}

} // namespace
} // namespace filiform::report
