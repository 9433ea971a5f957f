// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"

#include <cctype>
#include <charconv>

namespace filiform::fhir {

namespace {

void encode(std::string& out, char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    out += '%';
    out += digits[value >> 4U];
    out += digits[value & 15U];
}

bool is_plain(char byte) {
    return std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '-' || byte == '.' ||
           byte == '_' || byte == '~';
}

} // namespace

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char byte : text)
        if (is_plain(byte))
            out += byte;
        else
            encode(out, byte);
    return out;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const char* digits = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string write_token(std::string_view text) {
    std::string out;
    for (const char byte : text)
        if (static_cast<unsigned char>(byte) <= ' ' || byte == '%')
            encode(out, byte);
        else
            out += byte;
    return out;
}

std::string read_token(std::string_view code) {
    return percent_decoded(code);
}

} // namespace filiform::fhir
