// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
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
    std::string public_address; ///< "https://clinic.example"; "": as requests name it
    std::size_t most_jobs = 32; ///< waiting
    /// How often it is looked whether tasks came due (task_keeper.h); 0: only when asked to.
    std::chrono::milliseconds task_pause = std::chrono::seconds(2);
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
    /// Brings up, now, every task that came due by itself; how many. Problems: TaskKeeper::look.
    [[nodiscard]] virtual base::Result<int> bring_up_tasks() = 0;
    /// See Listener::stop; afterwards what was noted in the audit is on disk.
    virtual void stop() = 0;

  protected:
    Server() = default;
};

} // namespace filiform::server
