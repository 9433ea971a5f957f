// SPDX-License-Identifier: Apache-2.0
#include "fhir/addresses.h"

#include "base/percent.h"

#include <charconv>

namespace filiform::fhir {

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
            base::append_percent(out, byte);
        else
            out += byte;
    return out;
}

std::string read_token(std::string_view code) {
    return percent_decoded(code);
}

} // namespace filiform::fhir
