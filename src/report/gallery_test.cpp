// SPDX-License-Identifier: Apache-2.0
#include "report/gallery.h"

#include <gtest/gtest.h>

#include "report/drawing_expectations.h"
#include "report/report_fixtures.h"

namespace filiform::report {
namespace {

GalleryPlan plan_of(const std::string& text) {
    const auto plan = read_gallery_plan(text, "gallery.yaml");
    EXPECT_TRUE(plan.has_value());
    return plan.value_or(GalleryPlan{});
}

TEST(Gallery, a_layer_lacks_what_the_layers_before_it_lost) {
    const GalleryPlan plan = plan_of("layers: [{title: A, without: [skin]},"
                                     " {title: B, without: [hip]}]\nsections: []\n");
    ASSERT_EQ(plan.layers.size(), 2U);
    EXPECT_EQ(plan.layers[0].without, (std::vector<std::string>{"skin"}));
    EXPECT_EQ(plan.layers[1].without, (std::vector<std::string>{"skin", "hip"}));
}

TEST(Gallery, a_slip_in_the_plan_is_told) {
    EXPECT_FALSE(read_gallery_plan("layers: []\nsection: []\n", "gallery.yaml").has_value());
}

TEST(Gallery, a_section_names_what_it_meets_and_nothing_else) {
    // The plane z = 0 meets muscle, nerve and bone; z = 50 the nerve alone.
    const GalleryPlan plan = plan_of("layers: []\nsections:\n"
                                     "  - {name: middle, title: Middle, at: \"0, 0, 0\"}\n"
                                     "  - {name: top, title: Top, at: \"0, 0, 50\"}\n");
    const auto pictures = draw_gallery(fixtures::small_body(), plan);
    ASSERT_EQ(pictures.size(), 3U);
    EXPECT_EQ(pictures[0].name, "views");
    EXPECT_EQ(pictures[1].name, "middle");
    for (const char* name : {"piriformis", "sciatic nerve", "hip"})
        EXPECT_TRUE(fixtures::says(pictures[1].drawing, name)) << name;
    EXPECT_FALSE(fixtures::says(pictures[2].drawing, "piriformis"));
    EXPECT_TRUE(fixtures::says(pictures[2].drawing, "sciatic nerve"));
    for (const GalleryPicture& picture : pictures) {
        EXPECT_EQ(fixtures::colliding_texts(picture.drawing), std::vector<std::string>{});
        EXPECT_EQ(fixtures::escaping_texts(picture.drawing), std::vector<std::string>{});
    }
}

TEST(Gallery, a_section_whose_landmark_is_missing_is_left_out) {
    const GalleryPlan plan =
        plan_of("layers: []\nsections: [{name: l4, title: L4, at: spinous_process_l4}]\n");
    EXPECT_EQ(draw_gallery(fixtures::small_body(), plan).size(), 1U);
}

} // namespace
} // namespace filiform::report
