// SPDX-License-Identifier: Apache-2.0
#include "report/palette.h"

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

} // namespace
} // namespace filiform::report
