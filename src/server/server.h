// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include "base/result.h"
#include "server/gate.h"
#include "server/listener.h"
#include "server/people.h"
#include "server/workshop.h"
#include "store/store.h"

namespace filiform::server {

struct ServerOptions {
    ListenerOptions listener;
    PeopleOptions people;
    GateOptions gate;
    Workshop workshop;
    std::string public_address;           ///< "https://clinic.example"; "": as requests name it
    std::size_t most_jobs = 32;           ///< waiting
    std::ostream* log = nullptr;          ///< JSON lines; null: none
    std::function<base::Instant()> clock; ///< null: the system's
};

/// The record server: a store behind people, routes, a gate and a listener.
class Server {
  public:
    /// Serves from now on. The store outlives it.
    /// Problems: those of Listener::open.
    [[nodiscard]] static base::Result<std::unique_ptr<Server>> open(store::Store& store,
                                                                    const ServerOptions& options);
    virtual ~Server() = default;
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] virtual std::uint16_t port() const = 0;
    [[nodiscard]] virtual People& people() = 0;
    /// One request past the sockets, as the listener hands it on.
    [[nodiscard]] virtual Answer answer(Request request) = 0;
    [[nodiscard]] virtual const std::vector<Route>& routes() const = 0;
    /// See Listener::stop; afterwards what was noted in the audit is on disk.
    virtual void stop() = 0;

  protected:
    Server() = default;
};

} // namespace filiform::server
