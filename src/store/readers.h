// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "store/connection.h"

/// Everything that reads; no other room includes this.
namespace filiform::store {

/// Connections that readers lend from one another: as many as read at once, some kept for the next.
/// Threads: safe.
class Readers {
  public:
    explicit Readers(Address address) : address_(std::move(address)) {}

    /// `work` with a connection. When the connection was lost since it was last used (the server
    /// began anew), once more with a fresh one.
    template <class Work>
    auto read(Work&& work) {
        auto connection = lend();
        try {
            return keep(std::move(connection), work);
        } catch (const Failure& failure) {
            if (!failure.is_lost)
                throw;
        }
        drop_all();
        return keep(std::make_unique<Connection>(address_, Connection::Access::Read), work);
    }

  private:
    template <class Work>
    auto keep(std::unique_ptr<Connection> connection, Work& work) {
        try {
            auto answer = work(*connection);
            give_back(std::move(connection));
            return answer;
        } catch (const Refusal&) {
            give_back(std::move(connection));
            throw;
        }
    }
    std::unique_ptr<Connection> lend();
    void give_back(std::unique_ptr<Connection> connection);
    void drop_all();

    Address address_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

} // namespace filiform::store
