// SPDX-License-Identifier: Apache-2.0
#include "report/labels.h"

#include <gtest/gtest.h>

namespace filiform::report {
namespace {

const LabelColumns columns{{0, 0, 18, 60}, {70, 0, 18, 60}};

std::vector<Label> crowd(int count) {
    std::vector<Label> labels;
    // A spiral of anchors, crowded in the middle: the hardest case for names beside a picture.
    for (int i = 0; i < count; ++i)
        labels.push_back({{44 + 0.9 * i * ((i % 3) - 1.0), 28 + 0.3 * ((i * 7) % 11)},
                          "structure " + std::to_string(i),
                          i % 2 == 0 ? "inferred" : "",
                          static_cast<double>(i)});
    return labels;
}

TEST(Labels, NoTwoNamesOverlapAndNoneLeavesItsColumn) {
    for (int count = 1; count <= 24; ++count) {
        const auto placed = place_labels(crowd(count), columns);
        for (std::size_t i = 0; i < placed.size(); ++i) {
            const Area& column = placed[i].is_left ? columns.left : columns.right;
            EXPECT_GE(placed[i].box.y, column.y - 1e-9) << count;
            EXPECT_LE(placed[i].box.bottom(), column.bottom() + 1e-9) << count;
            for (std::size_t j = i + 1; j < placed.size(); ++j)
                EXPECT_FALSE(overlap(placed[i].box, placed[j].box)) << count;
        }
    }
}

TEST(Labels, ALonelyNameStandsAtTheHeightOfItsAnchor) {
    const auto placed = place_labels({{{40, 30}, "tip", "", 1}}, columns);
    ASSERT_EQ(placed.size(), 1U);
    EXPECT_NEAR(placed[0].box.centre().y, 30, 1e-9);
    EXPECT_EQ(placed[0].leader.front(), (Spot{40, 30}));
}

TEST(Labels, TheLeastImportantIsLeftOutWhenThereIsNoRoom) {
    const LabelColumns one{{}, {70, 0, 18, 4}};
    const auto placed =
        place_labels({{{40, 1}, "bone", "", 1}, {{40, 2}, "sciatic nerve", "", 9}}, one);
    ASSERT_EQ(placed.size(), 1U);
    EXPECT_EQ(placed[0].label.text, "sciatic nerve");
}

TEST(Labels, NamesOnBothSidesOfAPictureGoToTheirSide) {
    const auto placed =
        place_labels({{{60, 10}, "right", "", 1}, {{25, 10}, "left", "", 1}}, columns);
    ASSERT_EQ(placed.size(), 2U);
    for (const PlacedLabel& label : placed)
        EXPECT_EQ(label.is_left, label.label.text == "left");
}

TEST(Labels, AFreePlaceIsFoundBesideATakenOne) {
    std::vector<Area> taken{{10.5, 8, 10, 4}};
    const Area box = place_beside({10, 10}, 8, 3, 1, {0, 0, 40, 40}, taken);
    EXPECT_FALSE(overlap(box, taken.front()));
    EXPECT_EQ(taken.size(), 2U);
}

} // namespace
} // namespace filiform::report
