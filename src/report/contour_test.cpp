// SPDX-License-Identifier: Apache-2.0
#include "report/contour.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace filiform::report {
namespace {

double enclosed(const Outline& outline) {
    double twice = 0;
    for (const Line& line : outline)
        for (std::size_t i = 0; i < line.spots.size(); ++i) {
            const Spot& a = line.spots[i];
            const Spot& b = line.spots[(i + 1) % line.spots.size()];
            twice += a.x * b.y - b.x * a.y;
        }
    return std::abs(twice) / 2;
}

const Area square{0, 0, 20, 20};

TEST(Contour, ACircleOfRadiusSevenEnclosesItsArea) {
    const PaperGrid grid =
        sample_grid(square, 0.5, [](const Spot& s) { return std::hypot(s.x - 10, s.y - 10) - 7; });
    const Outline outline = contour(grid);
    ASSERT_EQ(outline.size(), 1U);
    // Straight chords of a half-mm grid lose less than a thousandth of a circle this size.
    EXPECT_NEAR(enclosed(outline), std::numbers::pi * 49, 0.2);
    for (const Spot& spot : outline[0].spots)
        EXPECT_NEAR(std::hypot(spot.x - 10, spot.y - 10), 7, 0.01);
}

TEST(Contour, ARingHasAHoleThatTurnsTheOtherWay) {
    const PaperGrid grid = sample_grid(square, 0.5, [](const Spot& s) {
        return std::abs(std::hypot(s.x - 10, s.y - 10) - 6) - 2;
    });
    const Outline outline = contour(grid);
    ASSERT_EQ(outline.size(), 2U);
    // Signed areas of border and hole: π (8² − 4²).
    EXPECT_NEAR(enclosed(outline), std::numbers::pi * 48, 0.3);
}

TEST(Contour, WhatReachesTheEdgeIsClosedAlongIt) {
    const PaperGrid grid = sample_grid(square, 1, [](const Spot& s) { return s.x - 5; });
    const Outline outline = contour(grid);
    ASSERT_EQ(outline.size(), 1U);
    EXPECT_TRUE(outline[0].is_closed);
    EXPECT_NEAR(enclosed(outline), 5 * 20, 1e-6);
}

TEST(Contour, CornersThatTouchAcrossStayApart) {
    PaperGrid grid{{0, 0, 1, 1}, 2, 2, {-1, 1, 1, -1}};
    EXPECT_EQ(contour(grid).size(), 2U);
}

TEST(Contour, NothingBelowTheLevelGivesNoLine) {
    const PaperGrid grid = sample_grid(square, 1, [](const Spot&) { return 1.0; });
    EXPECT_TRUE(contour(grid).empty());
    EXPECT_FALSE(well_inside(grid, 1, square).has_value());
}

TEST(Contour, TheSpotWellInsideKeepsOffBothBorders) {
    // A half-plane x < 8 in a window 20 high: the middle of the strip is 4 mm from both sides.
    const PaperGrid grid = sample_grid(square, 0.5, [](const Spot& s) { return s.x - 8; });
    const auto inside = well_inside(grid, 1, square);
    ASSERT_TRUE(inside.has_value());
    EXPECT_NEAR(inside->spot.x, 4, 0.5);
    EXPECT_NEAR(inside->margin_mm, 4, 0.5);
}

} // namespace
} // namespace filiform::report
