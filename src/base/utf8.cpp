// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <optional>

namespace filiform::base {

namespace {

/// How many bytes follow the first of a character, and the least code point they may make.
struct Lead {
    int follow = 0;
    unsigned bits = 0;
    unsigned least = 0;
};

std::optional<Lead> lead_of(unsigned char byte) {
    if (byte < 0x80)
        return Lead{0, byte, 0};
    if (byte >= 0xC2 && byte < 0xE0)
        return Lead{1, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte < 0xF0)
        return Lead{2, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte < 0xF5)
        return Lead{3, byte & 0x07U, 0x10000};
    return std::nullopt;
}

} // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = lead_of(static_cast<unsigned char>(text[i]));
        if (!lead)
            return false;
        unsigned code = lead->bits;
        for (int k = 0; k < lead->follow; ++k) {
            if (++i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U)
                return false;
            code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
        }
        if (code < lead->least || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
            return false;
    }
    return true;
}

} // namespace filiform::base
