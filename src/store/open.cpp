// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>

#include "base/expects.h"
#include "store/database.h"
#include "store/schema.h"

namespace filiform::store {

namespace {

std::unique_ptr<Connection> open_migrated(const Address& address, Use use, Owner& owner) {
    make_private_file(address);
    auto connection = std::make_unique<Connection>(address, Connection::Access::Write);
    const int before = schema_of(*connection);
    if (use == Use::Beside && before < newest_schema())
        owner = Owner(address); // nobody may be at work in what is taken forward
    migrate(*connection, newest_schema());
    if (use == Use::Beside)
        owner = Owner();
    return connection;
}

} // namespace

base::Result<std::unique_ptr<Store>> open_store(const std::string& where, Use use) {
    const auto address = read_address(where);
    if (!address)
        return tl::unexpected(address.error());
    return guarded([&]() -> std::unique_ptr<Store> {
        Owner owner;
        if (use == Use::Alone)
            owner = Owner(*address);
        auto connection = open_migrated(*address, use, owner);
        return std::make_unique<Database>(*address, std::move(owner), std::move(connection));
    });
}

record::EntryId new_id(base::Instant now) {
    static const bool is_ready = sodium_init() >= 0;
    base::expects(is_ready, "libsodium begins");
    // Crockford's base 32: no letters that look like others, in the order of their bytes.
    static constexpr char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    constexpr int time_letters = 10, random_letters = 16;
    std::string id(time_letters + random_letters, '0');
    auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (int i = time_letters - 1; i >= 0; --i, ms >>= 5U)
        id[static_cast<std::size_t>(i)] = letters[ms & 31U];
    for (int i = 0; i < random_letters; ++i)
        id[static_cast<std::size_t>(time_letters + i)] = letters[randombytes_uniform(32)];
    return record::EntryId(id);
}

} // namespace filiform::store
