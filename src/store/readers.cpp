// SPDX-License-Identifier: Apache-2.0
#include "store/readers.h"

namespace filiform::store {

namespace {

constexpr std::size_t most_idle = 16;

} // namespace

std::unique_ptr<Connection> Readers::lend() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return std::make_unique<Connection>(address_, Connection::Access::Read);
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < most_idle)
        idle_.push_back(std::move(connection));
}

void Readers::drop_all() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
}

} // namespace filiform::store
