// SPDX-License-Identifier: Apache-2.0
#include "quality/slots.h"

#include <cstring>

#include <sodium.h>

#include "base/expects.h"

namespace filiform::quality {

static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);

Slots::Slots() {
    base::expects(sodium_init() >= 0, "libsodium works on this machine");
    crypto_shorthash_keygen(secret_.data());
    constexpr std::size_t first_size = 64;
    keys_.assign(first_size, 0);
    slots_.assign(first_size, no_slot);
}

std::uint64_t Slots::hash(std::uint8_t kind, std::string_view id) const {
    constexpr std::size_t longest = 64; // of an entry's id
    std::array<unsigned char, longest + 1> text{kind};
    const std::size_t size = std::min(id.size(), longest);
    std::memcpy(text.data() + 1, id.data(), size);
    std::uint64_t key = 0;
    std::array<unsigned char, sizeof key> bytes{};
    crypto_shorthash(bytes.data(), text.data(), size + 1, secret_.data());
    std::memcpy(&key, bytes.data(), sizeof key);
    return key == 0 ? 1 : key;
}

std::size_t Slots::place_of(std::uint64_t key) const {
    const std::size_t mask = keys_.size() - 1;
    std::size_t place = key & mask;
    while (keys_[place] != 0 && keys_[place] != key)
        place = (place + 1) & mask;
    return place;
}

Slot Slots::find(std::uint8_t kind, std::string_view id) const {
    return slots_[place_of(hash(kind, id))];
}

Slot Slots::find_or_add(std::uint8_t kind, std::string_view id, Slot fresh) {
    const std::uint64_t key = hash(kind, id);
    std::size_t place = place_of(key);
    if (keys_[place] != 0)
        return slots_[place];
    if ((taken_ + 1) * 4 > keys_.size() * 3) {
        grow();
        place = place_of(key);
    }
    keys_[place] = key;
    slots_[place] = fresh;
    ++taken_;
    return fresh;
}

void Slots::grow() {
    std::vector<std::uint64_t> keys(keys_.size() * 2, 0);
    std::vector<Slot> slots(keys.size(), no_slot);
    keys.swap(keys_);
    slots.swap(slots_);
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i] != 0) {
            const std::size_t place = place_of(keys[i]);
            keys_[place] = keys[i];
            slots_[place] = slots[i];
        }
}

std::size_t Slots::bytes() const {
    return keys_.capacity() * sizeof(std::uint64_t) + slots_.capacity() * sizeof(Slot);
}

} // namespace filiform::quality
