// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <cmath>
#include <numbers>

namespace filiform::base {

namespace {

std::array<std::uint32_t, 4> philox(std::uint64_t key, std::uint64_t high, std::uint64_t low) {
    auto k0 = static_cast<std::uint32_t>(key);
    auto k1 = static_cast<std::uint32_t>(key >> 32U);
    std::array<std::uint32_t, 4> c{
        static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32U),
        static_cast<std::uint32_t>(high), static_cast<std::uint32_t>(high >> 32U)};
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53U} * c[0];
        const std::uint64_t p1 = std::uint64_t{0xCD9E8D57U} * c[2];
        c = {static_cast<std::uint32_t>(p1 >> 32U) ^ c[1] ^ k0, static_cast<std::uint32_t>(p1),
             static_cast<std::uint32_t>(p0 >> 32U) ^ c[3] ^ k1, static_cast<std::uint32_t>(p0)};
        k0 += 0x9E3779B9U;
        k1 += 0xBB67AE85U;
    }
    return c;
}

} // namespace

std::uint64_t seed_for(std::uint64_t seed, std::string_view purpose) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : purpose) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return seed ^ hash;
}

double RandomStream::uniform() {
    if (used_ == 4) {
        words_ = philox(seed_, stream_, block_++);
        used_ = 0;
    }
    const std::uint64_t high = words_[used_];
    const std::uint64_t low = words_[used_ + 1];
    used_ += 2;
    const std::uint64_t bits = ((high << 32U) | low) >> 12U;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

double RandomStream::normal() {
    if (has_spare_) {
        has_spare_ = false;
        return spare_;
    }
    const double radius = std::sqrt(-2.0 * std::log(uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    spare_ = radius * std::sin(angle);
    has_spare_ = true;
    return radius * std::cos(angle);
}

} // namespace filiform::base
