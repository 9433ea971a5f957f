// SPDX-License-Identifier: Apache-2.0
#include "report/forest_plot.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <gtest/gtest.h>

#include "report/palette.h"
#include "report/render.h"

namespace filiform::report {
namespace {

ForestRow row(ForestRow::Kind kind, double estimate, double low, double high) {
    ForestRow one;
    one.kind = kind;
    one.label = "Ash 2001";
    one.estimate = estimate;
    one.low = low;
    one.high = high;
    one.effect = "said";
    return one;
}

ForestPlot forest(std::vector<ForestRow> rows) {
    ForestPlot plot;
    plot.title = "Needling or sham: pain";
    plot.effect_head = "Mean difference (95 %)";
    plot.rows = std::move(rows);
    plot.no_effect = 0;
    plot.below = "lower with the first arm";
    plot.above = "higher with the first arm";
    return plot;
}

void expect_finite(const Outline& outline, const Drawing& drawing) {
    for (const Line& line : outline)
        for (const Spot& spot : line.spots) {
            EXPECT_TRUE(std::isfinite(spot.x) && std::isfinite(spot.y));
            EXPECT_LE(std::abs(spot.x), 10 * drawing.width_mm) << "far off the paper";
        }
}

/// No mark without a place, and no "nan" or "inf" among the numbers of the SVG.
void expect_drawn(const Drawing& drawing) {
    EXPECT_GT(drawing.height_mm, 20);
    EXPECT_TRUE(std::isfinite(drawing.height_mm));
    for (const Mark& mark : drawing.marks) {
        if (const auto* fill = std::get_if<FillMark>(&mark))
            expect_finite(fill->outline, drawing);
        if (const auto* stroke = std::get_if<StrokeMark>(&mark))
            expect_finite(stroke->outline, drawing);
        if (const auto* text = std::get_if<TextMark>(&mark)) {
            EXPECT_TRUE(std::isfinite(text->box.x) && std::isfinite(text->box.y)) << text->text;
            EXPECT_EQ(text->text.find("nan"), std::string::npos) << text->text;
            EXPECT_EQ(text->text.find("inf"), std::string::npos) << text->text;
        }
    }
    for (const std::string& picture : {svg(drawing), svg(on_dark(drawing))}) {
        EXPECT_EQ(picture.find("nan"), std::string::npos);
        EXPECT_EQ(picture.find("inf"), std::string::npos);
        EXPECT_NE(picture.find("<svg"), std::string::npos);
    }
}

/// Where the first square of a study stands: its middle.
double square_x(const Drawing& drawing) {
    for (const Mark& mark : drawing.marks)
        if (const auto* fill = std::get_if<FillMark>(&mark))
            if (fill->outline.size() == 1 && fill->outline.front().spots.size() == 4)
                return (fill->outline.front().spots[0].x + fill->outline.front().spots[2].x) / 2;
    return std::nan("");
}

TEST(ForestPlot, OfOneStudyIsDrawn) {
    using Kind = ForestRow::Kind;
    expect_drawn(
        forest_plot(forest({row(Kind::Study, -16, -21, -11), row(Kind::Pooled, -16, -21, -11)})));
    expect_drawn(forest_plot(forest({row(Kind::Study, 3, 3, 3)})));
}

TEST(ForestPlot, OfIntervalsThatAreNarrowBesideTheirValueIsDrawn) {
    for (const double value : {0.0, 1e-12, 7.0, 1e9, -1e12}) {
        const double half = std::max(1e-9, std::abs(value) * 1e-15);
        ForestPlot plot = forest({row(ForestRow::Kind::Study, value, value - half, value + half),
                                  row(ForestRow::Kind::Pooled, value, value - half, value + half)});
        plot.no_effect.reset();
        expect_drawn(forest_plot(plot));
    }
}

TEST(ForestPlot, OfHugeRangesIsDrawnOnBothAxes) {
    using Kind = ForestRow::Kind;
    expect_drawn(forest_plot(forest({row(Kind::Study, 0, -1e90, 1e90), row(Kind::Study, 2, 1, 3),
                                     row(Kind::Pooled, 1, -2, 4)})));
    ForestPlot ratios = forest({row(Kind::Study, 1, 1e-60, 1e60), row(Kind::Study, 2, 1, 3),
                                row(Kind::Pooled, 1.5, 0.5, 4)});
    ratios.is_logarithmic = true;
    ratios.no_effect = 1;
    expect_drawn(forest_plot(ratios));
}

TEST(ForestPlot, PutsALargerEffectFurtherRight) {
    using Kind = ForestRow::Kind;
    const auto at = [](double estimate) {
        return square_x(
            forest_plot(forest({row(Kind::Study, estimate, -10, 10), row(Kind::Study, 0, -10, 10),
                                row(Kind::Pooled, 0, -9, 9)})));
    };
    EXPECT_LT(at(-5), at(0));
    EXPECT_LT(at(0), at(5));
    EXPECT_NEAR(at(0) - at(-5), at(5) - at(0), 0.01) << "equal steps are equally wide";
}

TEST(ForestPlot, CutsALabelThatIsTooLong) {
    ForestRow one = row(ForestRow::Kind::Study, 0, -1, 1);
    one.label = std::string(300, 'W') + "ü";
    expect_drawn(forest_plot(forest({one})));
}

TEST(FunnelPlot, OfOnePointAndOfEqualPointsIsDrawn) {
    FunnelPlot plot;
    plot.title = "Funnel";
    plot.effect_head = "Mean difference";
    plot.points = {{5, 1, false}};
    plot.pooled = 5;
    expect_drawn(funnel_plot(plot));
    plot.points.push_back({5, 1, true});
    expect_drawn(funnel_plot(plot));
}

TEST(FunnelPlot, OfTinyAndHugeStandardErrorsIsDrawn) {
    FunnelPlot plot;
    plot.title = "Funnel";
    plot.pooled = 1e9;
    plot.points = {{1e9, 1e-12, false}, {1e9, 2e-12, false}};
    expect_drawn(funnel_plot(plot));
    plot.pooled = 0;
    plot.points = {{-1e80, 1e79, false}, {1, 1e-6, false}};
    expect_drawn(funnel_plot(plot));
}

} // namespace
} // namespace filiform::report
