// SPDX-License-Identifier: Apache-2.0
#include "report/needle_section.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "report/palette.h"
#include "report/report_fixtures.h"
#include "report/slice_view.h"

namespace filiform::report {
namespace {

FigureInput figure_of(const anatomy::Body& body, const chart::PlannedPath& path) {
    FigureInput figure;
    figure.body = &body;
    figure.target = path.target;
    figure.path = &path;
    figure.is_lettered = false;
    return figure;
}

std::vector<std::string> texts_in(const Drawing& drawing) {
    std::vector<std::string> texts;
    for (const Mark& mark : drawing.marks)
        if (const auto* text = std::get_if<TextMark>(&mark))
            texts.push_back(text->text);
    return texts;
}

bool holds(const std::vector<std::string>& texts, const std::string& text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

TEST(NeedleSection, NamesNoFigureByALetterOnAScreen) {
    const anatomy::Body body = fixtures::small_body();
    const chart::PlannedPath path = fixtures::straight_path();
    FigureInput figure = figure_of(body, path);
    EXPECT_TRUE(holds(texts_in(slice_along(figure).drawing), "Along the needle"));
    EXPECT_TRUE(holds(texts_in(slice_across(figure).drawing), "Across the tip"));
    EXPECT_TRUE(holds(texts_in(slice_target(figure).drawing), "Through the target"));
    figure.is_lettered = true;
    EXPECT_TRUE(holds(texts_in(slice_along(figure).drawing), "B  Along the needle"));
}

TEST(NeedleSection, ThroughTheTargetShowsTheNeedleOnlyWhenThereIsOne) {
    const anatomy::Body body = fixtures::small_body();
    const chart::PlannedPath path = fixtures::straight_path();
    FigureInput figure = figure_of(body, path);
    const std::size_t with = slice_target(figure).drawing.marks.size();
    figure.path = nullptr;
    EXPECT_LT(slice_target(figure).drawing.marks.size(), with);
}

TEST(NeedleSection, IsAPictureOfItsOwnForEveryView) {
    const anatomy::Body body = fixtures::small_body();
    const chart::PlannedPath path = fixtures::straight_path();
    SectionInput input{body, path, {5, 0.05, 2.5}, ""};
    input.width_px = 300;
    std::vector<std::vector<std::byte>> all;
    for (const SectionView view : {SectionView::Along, SectionView::Across, SectionView::Target})
        for (const bool is_dark : {false, true}) {
            input.view = view;
            input.is_dark = is_dark;
            all.push_back(needle_section_png(input));
            EXPECT_EQ(needle_section_png(input), all.back());
        }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
}

} // namespace
} // namespace filiform::report
