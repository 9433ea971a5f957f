// SPDX-License-Identifier: Apache-2.0
#include "record/folding.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "record/noun.h"

namespace filiform::record {
namespace {

TEST(Folding, makes_small_letters_without_accents) {
    EXPECT_EQ(folded("José MUÑOZ"), "jose munoz");
    EXPECT_EQ(folded("Ångström"), "angstrom");
    EXPECT_EQ(folded("Nguyễn Thị Hằng"), "nguyen thi hang");
    EXPECT_EQ(folded("Dvořák"), "dvorak");
}

TEST(Folding, types_out_letters_that_have_no_accent_to_lose) {
    EXPECT_EQ(folded("Straße"), "strasse");
    EXPECT_EQ(folded("Łęcki"), "lecki");
    EXPECT_EQ(folded("Ørsted"), "orsted");
    EXPECT_EQ(folded("Đorđe"), "dorde");
    EXPECT_EQ(folded("Þór"), "thor");
    EXPECT_EQ(folded("Æsop"), "aesop");
    EXPECT_EQ(folded("Işık"), "isik");
    EXPECT_EQ(folded("İstanbul"), "istanbul");
}

TEST(Folding, is_the_same_however_an_accent_is_put_on) {
    EXPECT_EQ(folded("e\u0301"), folded("\u00e9"));
    EXPECT_EQ(folded("\u1e9e"), "ss");   // capital sharp s
    EXPECT_EQ(folded("\ufb01n"), "fin"); // one sign for two letters
}

TEST(Folding, knows_other_scripts) {
    EXPECT_EQ(folded("Ιωάννης"), "ιωαννησ"); // the sigma at the end is a sigma
    EXPECT_EQ(folded("ИВАНОВ"), "иванов");
    EXPECT_EQ(folded("針"), "針");
    EXPECT_EQ(folded("ＡＢＣ"), "abc"); // wide letters
}

TEST(Folding, keeps_one_blank_between_words_and_none_around) {
    EXPECT_EQ(folded("  de \t la\nCruz\u00a0 "), "de la cruz");
    EXPECT_EQ(folded(""), "");
    EXPECT_EQ(folded(" \n "), "");
}

TEST(Folding, parts_words_at_a_dash_and_closes_them_at_an_apostrophe) {
    EXPECT_EQ(folded("García-López"), "garcia lopez");
    EXPECT_EQ(folded("Smith–Jones"), "smith jones");
    EXPECT_EQ(folded("O'Brien"), "obrien");
    EXPECT_EQ(folded("D’Angelo"), "dangelo");
    EXPECT_EQ(folded("ana.b@example.org"), "ana.b@example.org");
}

TEST(Folding, answers_what_is_not_utf8) {
    EXPECT_EQ(folded("a\xff"), "a\ufffd");
}

TEST(Folding, twice_is_once) {
    base::RandomStream random(3, 0);
    for (int i = 0; i < 300; ++i) {
        const Noun letter = drawn_noun(Kind::Letter, random);
        const std::string once = folded(std::get<Letter>(letter).text);
        EXPECT_EQ(folded(once), once);
    }
    for (char32_t c = 0x21; c < 0x3000; ++c) { // every letter of the alphabets in use
        std::string text;
        if (c < 0x80)
            text = std::string(1, static_cast<char>(c));
        else if (c < 0x800)
            text = {static_cast<char>(0xc0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3fU))};
        else
            text = {static_cast<char>(0xe0U | (c >> 12U)),
                    static_cast<char>(0x80U | ((c >> 6U) & 0x3fU)),
                    static_cast<char>(0x80U | (c & 0x3fU))};
        ASSERT_EQ(folded(folded(text)), folded(text)) << static_cast<unsigned>(c);
    }
}

} // namespace
} // namespace filiform::record
