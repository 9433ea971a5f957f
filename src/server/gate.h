// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "server/answer.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/people.h"
#include "server/rate_limit.h"
#include "server/request.h"
#include "server/router.h"

namespace filiform::server {

struct GateOptions {
    Rate address_rate{100, 400}; ///< requests of one address
    Rate account_rate{100, 400}; ///< and of one account
    bool says_hsts = false;      ///< whether every way to the server is TLS
};

/// What every request passes before and after its handler, in this order: rate of its address; is
/// there such a route; who asks; may they; rate of the account; CSRF; the form of parameters and
/// body. Behind the handler: headers that protect, count, log.
///
/// Order matters: somebody who is not logged in learns of a route only that it wants them to be.
/// Handlers that throw: answered with 500, logged with what was thrown.
/// Threads: any.
class Gate {
  public:
    struct Parts {
        const Router& router;
        People& people;
        store::Audit& audit;
        Metrics& metrics;
        Log& log;
        std::function<base::Instant()> clock;
    };
    Gate(const Parts& parts, const GateOptions& options);

    [[nodiscard]] Answer answer(Request request);
    /// Whether its answer waits for nothing but one look-up: its route is quick, and who asks is
    /// remembered or nobody.
    [[nodiscard]] bool is_quick(const Request& request) const;

  private:
    struct Passage;
    [[nodiscard]] Answer pass(const Request& request, Passage& passage);
    [[nodiscard]] Answer call(const Request& request, const Passage& passage);
    void protect(Answer& answer, const Request& request) const;

    Parts parts_;
    GateOptions options_;
    RateLimit addresses_, accounts_;
};

} // namespace filiform::server
