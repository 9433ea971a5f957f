// SPDX-License-Identifier: Apache-2.0
#include "server/totp.h"

#include <array>
#include <cstddef>
#include <vector>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/percent.h"
#include "server/secret.h"
#include "server/target.h"

namespace filiform::server {

namespace {

constexpr std::int64_t step_seconds = 30;

std::optional<std::vector<unsigned char>> base32_bytes(std::string_view text) {
    std::vector<unsigned char> out;
    unsigned bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        unsigned value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<unsigned>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<unsigned>(c - 'a');
        else if (c >= '2' && c <= '7')
            value = static_cast<unsigned>(c - '2') + 26;
        else
            return std::nullopt;
        bits = ((bits << 5U) | value) & 0xFFFFU;
        held += 5;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<unsigned char>(bits >> held));
        }
    }
    return out;
}

} // namespace

std::int64_t totp_step(base::Instant now) {
    return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count() /
           step_seconds;
}

std::optional<std::string> totp_code(std::string_view base32_secret, std::int64_t step,
                                     int digits) {
    const auto secret = base32_bytes(base32_secret);
    if (!secret || secret->empty())
        return std::nullopt;
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[7 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    HMAC(EVP_sha1(), secret->data(), static_cast<int>(secret->size()), counter.data(),
         counter.size(), hash.data(), &length);
    const std::size_t offset = hash.at(length - 1) & 0x0FU;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = (number << 8U) | hash.at(offset + i);
    number &= 0x7FFFFFFFU;
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i)
        modulus *= 10;
    std::string text = std::to_string(number % modulus);
    return std::string(static_cast<std::size_t>(digits) - text.size(), '0') + text;
}

std::optional<std::int64_t> totp_match(std::string_view base32_secret, std::string_view code,
                                       base::Instant now, std::int64_t last) {
    std::optional<std::int64_t> matched;
    for (std::int64_t step = totp_step(now) - 1; step <= totp_step(now) + 1; ++step) {
        const auto expected = totp_code(base32_secret, step);
        if (expected && is_same_secret(*expected, code) && step > last)
            matched = step;
    }
    return matched;
}

std::string totp_address(std::string_view base32_secret, std::string_view login) {
    return "otpauth://totp/Filiform:" + base::percent_encoded(login) +
           "?secret=" + std::string(base32_secret) + "&issuer=Filiform";
}

} // namespace filiform::server
