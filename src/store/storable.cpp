// SPDX-License-Identifier: Apache-2.0
#include "store/storable.h"

namespace filiform::store {

namespace {

/// How many bytes the character at the front has; 0 when there is none that is well-formed.
///
/// Source: The Unicode Standard, table 3-7 (no overlong forms, no surrogates, at most U+10FFFF).
std::size_t character_size(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = at(0);
    if (first < 0x80)
        return first == 0 ? 0 : 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (text.size() < size)
        return 0;
    const unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (at(1) < low || at(1) > high)
        return 0;
    for (std::size_t i = 2; i < size; ++i)
        if (at(i) < 0x80 || at(i) > 0xbf)
            return 0;
    return size;
}

} // namespace

bool is_storable(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = character_size(text);
        if (size == 0)
            return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string made_storable(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        const std::size_t size = character_size(text);
        kept += size == 0 ? "?" : std::string(text.substr(0, size));
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return kept;
}

} // namespace filiform::store
