// SPDX-License-Identifier: Apache-2.0
#include "server/secret.h"

#include <vector>

#include <sodium.h>

#include "base/expects.h"

namespace filiform::server {

std::string new_secret(std::size_t bytes) {
    base::expects(sodium_init() >= 0, "libsodium can draw random numbers");
    std::vector<unsigned char> drawn(bytes);
    randombytes_buf(drawn.data(), drawn.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes, variant), '\0');
    sodium_bin2base64(text.data(), text.size(), drawn.data(), drawn.size(), variant);
    text.pop_back(); // its terminating zero
    return text;
}

std::string new_base32(std::size_t characters) {
    base::expects(sodium_init() >= 0, "libsodium can draw random numbers");
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    for (std::size_t i = 0; i < characters; ++i)
        text += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    return text;
}

bool is_same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace filiform::server
