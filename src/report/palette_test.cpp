// SPDX-License-Identifier: Apache-2.0
#include "report/palette.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/data_files.h"

namespace filiform::report {
namespace {

TEST(Palette, TheCarriedPaletteIsWhole) {
    const auto text = base::find_data_file("report/palette.yaml");
    ASSERT_TRUE(text.has_value());
    const auto read = read_palette(*text, "palette.yaml");
    ASSERT_TRUE(read.has_value()) << base::sentence(read.error().front());
    EXPECT_EQ(read->kinds.size(), 16U);
    EXPECT_EQ(read->verdicts.size(), 4U);
}

/// What a grey print keeps of a colour (Rec. 709 weights).
double grey(const Colour& c) {
    return 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
}

TEST(Palette, VerdictsDifferInHatchAndWordAndSymbol) {
    const auto& verdicts = palette().verdicts;
    for (const auto& [a, first] : verdicts)
        for (const auto& [b, second] : verdicts) {
            if (a >= b)
                continue;
            EXPECT_NE(first.swatch.hatch, second.swatch.hatch);
            EXPECT_NE(first.word, second.word);
            EXPECT_NE(first.symbol, second.symbol);
        }
}

TEST(Palette, WhatANeedleMustMissDiffersFromMuscleInAGreyPrint) {
    const Palette& p = palette();
    const Swatch& muscle = p.kinds.at(chart::Kind::Muscle);
    for (const chart::Kind kind : {chart::Kind::Nerve, chart::Kind::Vessel, chart::Kind::Kidney,
                                   chart::Kind::Bowel, chart::Kind::Lung, chart::Kind::Canal})
        EXPECT_NE(p.kinds.at(kind).hatch, muscle.hatch) << chart::text(kind);
    EXPECT_LT(grey(p.target.fill), grey(muscle.fill) - 0.1);
}

TEST(Palette, AWrongColourIsNamedWithItsPlace) {
    std::string text(*base::find_data_file("report/palette.yaml"));
    const std::size_t at = text.find("\"#1c1c1e\"");
    text.replace(at, 9, "\"crimson\"");
    const auto read = read_palette(text, "palette.yaml");
    ASSERT_FALSE(read.has_value());
    ASSERT_EQ(read.error().size(), 1U);
    EXPECT_EQ(read.error()[0].code, "palette.colour");
    EXPECT_NE(read.error()[0].what.find("crimson"), std::string::npos);
    EXPECT_NE(read.error()[0].where.find("palette.yaml:"), std::string::npos);
}

TEST(DarkPalette, IsWholeWithTheSameHatchesAndWords) {
    const Palette& light = palette();
    const Palette& dark = dark_palette();
    for (const auto& [kind, swatch] : light.kinds)
        EXPECT_EQ(dark.kinds.at(kind).hatch, swatch.hatch) << chart::text(kind);
    for (const auto& [verdict, swatch] : light.verdicts) {
        EXPECT_EQ(dark.verdicts.at(verdict).swatch.hatch, swatch.swatch.hatch);
        EXPECT_EQ(dark.verdicts.at(verdict).symbol, swatch.symbol);
        EXPECT_EQ(dark.verdicts.at(verdict).word, swatch.word);
        EXPECT_EQ(dark.verdicts.at(verdict).says, swatch.says);
    }
}

/// WCAG 2.2: relative luminance, and the contrast of two colours, 1 to 21.
double luminance(const Colour& c) {
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}
double contrast(const Colour& a, const Colour& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

TEST(DarkPalette, IsReadOnItsOwnPaper) {
    const Palette& dark = dark_palette();
    for (const Colour& text : {dark.ink, dark.quiet, dark.accent})
        EXPECT_GE(contrast(text, dark.paper), 4.5);
    // What a needle must miss stands out from the muscle it lies beside and from the page.
    for (const chart::Kind kind : {chart::Kind::Nerve, chart::Kind::Vessel, chart::Kind::Canal})
        EXPECT_GE(contrast(dark.kinds.at(kind).line, dark.paper), 3) << chart::text(kind);
    EXPECT_GE(
        contrast(dark.kinds.at(chart::Kind::Nerve).fill, dark.kinds.at(chart::Kind::Muscle).fill),
        3);
}

TEST(DarkPalette, TakesThePlaceOfTheLightOneMarkByMark) {
    Drawing drawing{10, 10, {}};
    const Colour nerve = palette().kinds.at(chart::Kind::Nerve).fill;
    drawing.fill(circle({5, 5}, 2), with_opacity(nerve, 0.6));
    drawing.stroke(circle({5, 5}, 2), {{1, 1, 1, 0.9}, 0.3});
    drawing.fill(circle({5, 5}, 1), {0.123, 0.456, 0.789, 1}); // of no palette
    const Drawing dark = on_dark(drawing);
    EXPECT_EQ(std::get<FillMark>(dark.marks[0]).colour,
              with_opacity(dark_palette().kinds.at(chart::Kind::Nerve).fill, 0.6));
    EXPECT_EQ(std::get<StrokeMark>(dark.marks[1]).stroke.colour,
              with_opacity(dark_palette().paper, 0.9));
    EXPECT_EQ(std::get<FillMark>(dark.marks[2]).colour, (Colour{0.123, 0.456, 0.789, 1}));
}

TEST(Palette, WritesAColourAsItIsRead) {
    EXPECT_EQ(hex(palette().kinds.at(chart::Kind::Nerve).fill), "#ffd84d");
    EXPECT_EQ(hex({0, 0.5, 1, 0.3}), "#0080ff"); // half of 255 is 127.5
}

} // namespace
} // namespace filiform::report
