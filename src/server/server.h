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
#include "server/pages.h"
#include "server/people.h"
#include "server/workshop.h"
#include "store/store.h"

namespace filiform::server {

struct ServerOptions {
    ListenerOptions listener;
    PeopleOptions people;
    GateOptions gate;
    Workshop workshop;
    Pages pages;                ///< for the browser; none: `/` says so
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

/// The description of every route (OpenAPI 3.1), as a server publishes it, without a server: the
/// table of routes is made for a store, which here is an empty one that is thrown away.
/// Problems: those of a store that cannot be made in the system's folder for such files.
[[nodiscard]] base::Result<std::string> api_description();

} // namespace filiform::server
