// SPDX-License-Identifier: Apache-2.0
#include "server/secret.h"

#include <sodium.h>

#include "base/base64.h"
#include "base/expects.h"

namespace filiform::server {

std::string new_secret(std::size_t bytes) {
    base::expects(sodium_init() >= 0, "libsodium can draw random numbers");
    std::string drawn(bytes, '\0');
    randombytes_buf(drawn.data(), drawn.size());
    return base::to_base64(drawn, base::Base64::ForAddresses);
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
