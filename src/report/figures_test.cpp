// SPDX-License-Identifier: Apache-2.0
#include "report/figures.h"

#include <gtest/gtest.h>

#include "base/expects.h"
#include "report/drawing_expectations.h"
#include "report/landmark_way.h"
#include "report/needle_marks.h"
#include "report/render.h"
#include "report/report_fixtures.h"
#include "report/silhouette.h"
#include "report/slice_picture.h"
#include "report/slice_view.h"

namespace filiform::report {
namespace {

using fixtures::colliding_texts;
using fixtures::escaping_texts;
using fixtures::says;

class Figures : public testing::Test {
  protected:
    Figures() {
        input.body = &body;
        input.target = path.target;
        input.path = &path;
        input.map = &map;
        input.hand_error = {5, 0.05, 2.5};
    }
    anatomy::Body body = fixtures::small_body();
    chart::PlannedPath path = fixtures::straight_path();
    chart::EntryMap map = fixtures::ringed_map();
    FigureInput input;
};

TEST_F(Figures, TheViewFromBehindMeasuresFromTheLandmark) {
    const Drawing drawing = draw_back_view(input);
    // PSIS at (−30, 20), entry at (0, 0): named right, so a step to the right leads outward.
    EXPECT_TRUE(says(drawing, "30 mm lateral"));
    EXPECT_TRUE(says(drawing, "20 mm caudal"));
    EXPECT_TRUE(says(drawing, "right PSIS"));
    EXPECT_TRUE(says(drawing, "entry"));
    EXPECT_TRUE(says(drawing, "From behind"));
}

TEST_F(Figures, TheSliceAlongNamesDepthsAndWhatIsInferred) {
    const Drawing drawing = draw_slice_along(input);
    for (const char* words : {"sciatic nerve", "inferred", "piriformis", "tip", "40 mm deep",
                              "bone behind", "60 mm deep", "reach to the handle", "10 mm", "P"})
        EXPECT_TRUE(says(drawing, words)) << words;
}

TEST_F(Figures, TheSliceAcrossNamesWhatLiesAroundTheTip) {
    const Drawing drawing = draw_slice_across(input);
    EXPECT_TRUE(says(drawing, "sciatic nerve"));
    EXPECT_TRUE(says(drawing, "H"));
    EXPECT_FALSE(says(drawing, "hip")); // 20 mm in front of the tip
}

TEST_F(Figures, NoTwoTextsCollideAndNoneLeavesTheFigure) {
    for (const Drawing& drawing :
         {draw_back_view(input), draw_slice_along(input), draw_slice_across(input)}) {
        EXPECT_EQ(colliding_texts(drawing), std::vector<std::string>{});
        EXPECT_EQ(escaping_texts(drawing), std::vector<std::string>{});
    }
}

TEST_F(Figures, TheNeedleIsDrawnToScale) {
    const Drawing drawing = draw_slice_along(input);
    // From 20 mm before the skin (60 mm needle, 40 mm in) to the tip: the one black line that is
    // 60 mm long at the figure's scale, which the picture's height gives: 22 + 60 + 28 mm.
    const double caption = input.height_mm - [&] {
        for (const Mark& mark : drawing.marks)
            if (const auto* clip = std::get_if<ClipBegin>(&mark))
                return clip->outline[0].spots[2].y - clip->outline[0].spots[0].y;
        return 0.0;
    }();
    const double scale = (input.height_mm - caption) / (22 + 60 + 28);
    bool has_needle = false;
    for (const Mark& mark : drawing.marks)
        if (const auto* stroke = std::get_if<StrokeMark>(&mark))
            if (stroke->outline.size() == 1 && stroke->outline[0].spots.size() == 2 &&
                stroke->stroke.dash == Dash::Solid) {
                const Spot way = stroke->outline[0].spots[1] - stroke->outline[0].spots[0];
                has_needle |= way.x == 0 && std::abs(way.y - 60 * scale) < 1e-6 &&
                              std::abs(stroke->stroke.width_mm - 0.30 * scale) < 1e-6;
            }
    EXPECT_TRUE(has_needle);
}

TEST_F(Figures, InferredOutlinesAreDashedAndSeenOnesAreNot) {
    const auto dashed = [&] {
        Drawing drawing{90, 90, {}};
        const Projection projection{gaze_along(path.path), path.path.tip(), {0, 0, 90, 90}, 1};
        draw_slice_picture(drawing, body, path.target, projection);
        int count = 0;
        for (const Mark& mark : drawing.marks)
            if (const auto* stroke = std::get_if<StrokeMark>(&mark))
                count += stroke->stroke.dash == Dash::Dashed ? 1 : 0;
        return count;
    };
    EXPECT_EQ(dashed(), 1); // the nerve
    for (anatomy::Structure& structure : body.structures)
        structure.origin = chart::Origin::Segmented;
    EXPECT_EQ(dashed(), 0);
}

TEST_F(Figures, TheLikelyBandIsTwoStandardDeviationsWide) {
    // 1.96 · √(3² + (0.1 · 40)²) = 1.96 · 5
    EXPECT_NEAR(likely_half_width({3, 0.1, 0}, 40), 9.8, 0.001);
    EXPECT_EQ(likely_half_width({}, 40), 0);
}

TEST_F(Figures, TheBandOfAHandThatFindsTheLandmarkIsDrawnAroundTheMarkedOne) {
    const auto widths = [&] {
        // Closed outlines with dash and dot: the outer band; its width on paper.
        std::vector<double> found;
        const Drawing drawing = draw_slice_along(input);
        for (const Mark& mark : drawing.marks)
            if (const auto* stroke = std::get_if<StrokeMark>(&mark))
                if (stroke->stroke.dash == Dash::DashDot && stroke->outline[0].is_closed) {
                    double left = 1e9;
                    double right = -1e9;
                    for (const Spot& spot : stroke->outline[0].spots) {
                        left = std::min(left, spot.x);
                        right = std::max(right, spot.x);
                    }
                    found.push_back(right - left);
                }
        return found;
    };
    EXPECT_TRUE(widths().empty()); // nothing is known of the hand that finds the landmark
    path.hand = {16, 0.05, 2.5, 0, 0};
    const auto wide = widths();
    ASSERT_EQ(wide.size(), 1U);
    path.hand.entry_mm = 8;
    EXPECT_LT(widths()[0], wide[0]);
    EXPECT_NEAR(likely_radius({3, 0.1, 0}, 40), 2.447747 * 5, 1e-6); // √(3² + 4²) = 5
}

TEST_F(Figures, WhatIsInferredHasABandOneStandardDeviationWide) {
    // The nerve: a rod of 4 mm radius known to 6 mm. Cut across, its band is a ring of 10 mm.
    const auto band = [&]() -> const StrokeMark* {
        static Drawing drawing;
        drawing = {90, 90, {}};
        const Projection across{{{1, 0, 0}, {0, -1, 0}, {0, 0, 1}}, {25, 0, 0}, {0, 0, 90, 90}, 1};
        draw_slice_picture(drawing, body, path.target, across);
        for (const Mark& mark : drawing.marks)
            if (const auto* stroke = std::get_if<StrokeMark>(&mark))
                if (stroke->stroke.dash == Dash::Dotted)
                    return stroke;
        return nullptr;
    };
    const StrokeMark* ring = band();
    ASSERT_NE(ring, nullptr);
    for (const Spot& spot : ring->outline[0].spots)
        EXPECT_NEAR(std::hypot(spot.x - 45, spot.y - 45), 10, 0.7); // grid of 2 mm
    for (anatomy::Structure& structure : body.structures)
        structure.position_sd_mm = 0;
    EXPECT_EQ(band(), nullptr);
}

TEST_F(Figures, WhatLiesNearIsFoundByNameOrSaidToLieOutside) {
    const NamedFigure along = slice_along(input);
    const auto shows = [](const NamedFigure& figure, const char* id) {
        return std::find(figure.shown.begin(), figure.shown.end(), chart::StructureId(id)) !=
               figure.shown.end();
    };
    EXPECT_TRUE(shows(along, "sciatic_nerve.right"));
    EXPECT_TRUE(says(along.drawing, "inferred ±6"));
    EXPECT_TRUE(shows(along, "hip.right"));
    EXPECT_FALSE(shows(slice_across(input), "hip.right"));
}

TEST_F(Figures, TheViewShowsTheTargetAndTheNerveBeneathTheSkin) {
    const Drawing drawing = draw_back_view(input);
    EXPECT_TRUE(says(drawing, "piriformis"));
    EXPECT_TRUE(says(drawing, "sciatic nerve"));
}

TEST_F(Figures, ATargetWithoutAPathIsCutThroughItsMiddle) {
    input.path = nullptr;
    input.blockers = {chart::StructureId("sciatic_nerve.right")};
    const NamedFigure section = slice_target(input);
    for (const char* words : {"Through the target", "piriformis", "sciatic nerve", "P", "L"})
        EXPECT_TRUE(says(section.drawing, words)) << words;
    EXPECT_EQ(colliding_texts(section.drawing), std::vector<std::string>{});
}

TEST_F(Figures, ASilhouetteIsAsWideAsTheShape) {
    const auto* target = anatomy::find_structure(body, path.target); // a ball of 15 mm
    const Projection behind{gaze_from(Viewpoint::Behind), {0, 0, 0}, {0, 0, 80, 80}, 1};
    const Outline outline = silhouette(target->field, behind);
    ASSERT_EQ(outline.size(), 1U);
    for (const Spot& spot : outline[0].spots)
        EXPECT_NEAR(std::hypot(spot.x - 40, spot.y - 40), 15, 0.5);
}

TEST_F(Figures, TheWayFromTheMidlineIsSaidAsTheInstructionSaysIt) {
    const anatomy::Landmark spine{chart::LandmarkId("spinous_process_l4"),
                                  {-10, -38, 20},
                                  2,
                                  chart::Origin::Measured,
                                  true,
                                  ""};
    const Way way = way_from(body, spine, {0, -40, 0});
    EXPECT_EQ(way.across, "10 mm to the right"); // +x is the patient's right
    EXPECT_EQ(way.along, "20 mm caudal");
    EXPECT_EQ(way_from(body, spine, {-25, -40, 30}).across, "15 mm to the left");
}

TEST_F(Figures, APartTooShortToDrawIsSaidBesideTheOther) {
    // The PSIS at x = −30; an entry 0.6 mm beside it would be drawn as a hair.
    path.path.entry = {-29.4, -40, 0};
    const Drawing drawing = draw_back_view(input);
    EXPECT_TRUE(says(drawing, "20 mm caudal, 1 mm lateral"));
}

TEST_F(Figures, NumbersOfEntriesCloseTogetherDoNotOverlap) {
    chart::PlannedPath second = path;
    second.path.entry = {10, -40, 10};
    chart::PlannedPath third = second;
    third.path.entry = {11, -40, 11};
    input.others = {&second, &third};
    EXPECT_EQ(colliding_texts(draw_back_view(input)), std::vector<std::string>{});
}

TEST_F(Figures, ABodyWithoutAPathIsSeenFromBehind) {
    input.path = nullptr;
    EXPECT_TRUE(says(draw_back_view(input), "From behind"));
    EXPECT_THROW((void)draw_slice_along(input), base::BrokenContract);
}

TEST_F(Figures, TheOverviewShowsThreeViewsAndThreeSlices) {
    const Drawing drawing = draw_body_overview(body);
    for (const char* words : {"From behind", "From the front", "From the patient's right",
                              "Transverse", "Coronal", "Sagittal", "block"})
        EXPECT_TRUE(says(drawing, words)) << words;
}

TEST_F(Figures, TheCtIsShownWithinTheSkinOnly) {
    body.ct.emplace(body.lattice, std::int16_t{40});
    Drawing drawing{60, 60, {}};
    // 1 mm paper per mm; the skin, at y = −40, is 10 mm below the upper edge, the end of the scan 5
    // mm above it.
    const Projection projection{gaze_along(path.path), {0, -20, 0}, {0, 0, 60, 60}, 1};
    draw_slice_picture(drawing, body, path.target, projection);
    const Picture picture = rasterise(drawing, 2);
    const auto grey = [&](int x_mm, int y_mm) {
        return picture.rgba[4 * static_cast<std::size_t>(2 * y_mm * picture.width + 2 * x_mm)];
    };
    EXPECT_EQ(grey(5, 7), 255);
    EXPECT_NEAR(grey(5, 20), grey_of(40), 2);
}

TEST_F(Figures, EqualFiguresGiveEqualPictures) {
    EXPECT_EQ(png(draw_slice_along(input), 4), png(draw_slice_along(input), 4));
}

} // namespace
} // namespace filiform::report
