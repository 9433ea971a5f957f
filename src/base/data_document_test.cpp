// SPDX-License-Identifier: Apache-2.0
#include "base/data_document.h"

#include <gtest/gtest.h>

namespace filiform::base {
namespace {

TEST(DataDocument, ReadsValuesByKey) {
    const DataDocument document("name: psoas\ndepth_mm: 12.5\nsides: [left, right]\n", "m.yaml");
    const DataNode root = document.root();
    EXPECT_EQ(root.text("name"), "psoas");
    EXPECT_EQ(root.number("depth_mm"), 12.5);
    EXPECT_EQ(root.texts("sides"), (std::vector<std::string>{"left", "right"}));
    EXPECT_TRUE(document.problems().empty());
}

TEST(DataDocument, NotesEveryMistakeWithItsLine) {
    const DataDocument document("name: psoas\ndepth_mm: deep\ncolour: red\n", "m.yaml");
    const DataNode root = document.root();
    root.allow_only({"name", "depth_mm", "source"});
    (void)root.number("depth_mm");
    (void)root.text("source");
    ASSERT_EQ(document.problems().size(), 3U);
    EXPECT_EQ(document.problems()[0].code, "data.unknown_key");
    EXPECT_EQ(document.problems()[0].where, "m.yaml:3");
    EXPECT_EQ(document.problems()[1].code, "data.type");
    EXPECT_EQ(document.problems()[1].where, "m.yaml:2");
    EXPECT_EQ(document.problems()[2].code, "data.missing");
}

TEST(DataDocument, WhatIsMissingIsSaidOnceWithoutItsParts) {
    const DataDocument document("name: psoas\n", "m.yaml");
    const DataNode depth = document.root().child("depth");
    EXPECT_EQ(depth.number("mean"), 0);
    EXPECT_EQ(depth.text("source"), "");
    ASSERT_EQ(document.problems().size(), 1U);
    EXPECT_EQ(document.problems()[0].what, "The key 'depth' is missing.");
}

TEST(DataDocument, BrokenSyntaxIsOneProblemAndNoCrash) {
    const DataDocument document("a: [1, 2\nb: }", "m.yaml");
    EXPECT_EQ(document.root().text_or("a", "none"), "none");
    ASSERT_EQ(document.problems().size(), 1U);
    EXPECT_EQ(document.problems()[0].code, "data.syntax");
}

TEST(DataDocument, InfinityIsNotANumberSomebodyMeasured) {
    const DataDocument document("sd_mm: .inf\n", "m.yaml");
    EXPECT_EQ(document.root().number("sd_mm"), 0);
    EXPECT_EQ(document.problems().size(), 1U);
}

} // namespace
} // namespace filiform::base
