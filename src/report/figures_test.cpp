// SPDX-License-Identifier: Apache-2.0
#include "report/figures.h"

#include <gtest/gtest.h>

#include "base/expects.h"
#include "report/drawing_expectations.h"
#include "report/needle_marks.h"
#include "report/render.h"
#include "report/report_fixtures.h"
#include "report/slice_picture.h"

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
