// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <array>

#include <sodium.h>

#include "base/expects.h"

namespace filiform::base {

namespace {

std::string hexadecimal(std::span<const unsigned char> digest) {
    std::string hex(2 * digest.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

} // namespace

std::string sha256(std::span<const std::byte> bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return hexadecimal(digest);
}

std::string blake2b(std::span<const std::byte> bytes) {
    // Only then does libsodium choose the code that suits the processor.
    static const bool is_ready = sodium_init() >= 0;
    expects(is_ready, "libsodium begins");
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    crypto_generichash(digest.data(), digest.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                       0);
    return hexadecimal(digest);
}

std::string sha256(std::string_view text) {
    return sha256(std::as_bytes(std::span(text.data(), text.size())));
}

} // namespace filiform::base
