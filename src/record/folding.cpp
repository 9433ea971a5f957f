// SPDX-License-Identifier: Apache-2.0
#include "record/folding.h"

#include <algorithm>
#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/expects.h"

namespace filiform::record {

namespace {

struct Typed {
    UChar32 letter;
    const char* as;
};
/// Letters that do not fall apart into a base and a mark, as they are typed without their own key.
constexpr std::array<Typed, 16> typed{{{0xe6, "ae"},
                                       {0xf0, "d"},
                                       {0xf8, "o"},
                                       {0xfe, "th"},
                                       {0x111, "d"},
                                       {0x127, "h"},
                                       {0x131, "i"},
                                       {0x138, "k"},
                                       {0x142, "l"},
                                       {0x14b, "n"},
                                       {0x153, "oe"},
                                       {0x167, "t"},
                                       {0x180, "b"},
                                       {0x192, "f"},
                                       {0x257, "d"},
                                       {0x268, "i"}}};

const icu::Normalizer2& case_folder() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    base::expects(U_SUCCESS(status) && found != nullptr, "Unicode's tables are built in");
    return *found;
}

const icu::Normalizer2& splitter() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKDInstance(status);
    base::expects(U_SUCCESS(status) && found != nullptr, "Unicode's tables are built in");
    return *found;
}

bool is_apostrophe(UChar32 c) {
    constexpr std::array<UChar32, 8> all{'\'', '`', 0xb4, 0x2b9, 0x2bb, 0x2bc, 0x2018, 0x2019};
    return std::find(all.begin(), all.end(), c) != all.end();
}

/// One letter after splitting, as it is kept.
void append(icu::UnicodeString& out, UChar32 c) {
    const auto is_it = [c](const Typed& one) { return one.letter == c; };
    const auto* const found = std::find_if(typed.begin(), typed.end(), is_it);
    if (found != typed.end())
        out += icu::UnicodeString::fromUTF8(found->as);
    else if (u_charType(c) == U_DASH_PUNCTUATION || u_isUWhiteSpace(c) != 0 || u_iscntrl(c) != 0)
        out += u' ';
    else if (u_charType(c) != U_NON_SPACING_MARK && !is_apostrophe(c))
        out += c;
}

} // namespace

std::string folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString given = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    const icu::UnicodeString apart =
        splitter().normalize(case_folder().normalize(given, status), status);
    base::expects(U_SUCCESS(status), "every text can be normalised");

    icu::UnicodeString kept;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1))
        append(kept, apart.char32At(i));
    std::string letters;
    splitter().normalize(kept, status).toUTF8String(letters);

    std::string words;
    for (const char c : letters)
        if (c != ' ' || (!words.empty() && words.back() != ' '))
            words += c;
    if (!words.empty() && words.back() == ' ')
        words.pop_back();
    return words;
}

} // namespace filiform::record
