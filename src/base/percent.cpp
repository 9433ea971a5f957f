// SPDX-License-Identifier: Apache-2.0
#include "base/percent.h"

namespace filiform::base {

namespace {

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

} // namespace

void append_percent(std::string& out, char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    out += '%';
    out += digits[value >> 4U];
    out += digits[value & 15U];
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char byte : text)
        if (is_unreserved(byte))
            out += byte;
        else
            append_percent(out, byte);
    return out;
}

} // namespace filiform::base
