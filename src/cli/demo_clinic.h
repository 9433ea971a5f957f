// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "cli/commands.h"
#include "demo/set_up.h"
#include "server/config.h"
#include "server/server.h"

namespace filiform::cli {

/// Refuses a demonstration where others than this machine could reach it.
/// Problems: usage.demo.
[[nodiscard]] base::Result<void> check_demo(const server::Config& config);

/// Says who can log in, when the demonstration is new, and what can be asked of the server.
void tell_demo(const demo::SetUp& set_up, const server::Config& config, const std::string& address,
               const Streams& streams);

/// Has the server make the plan of the patient who was assessed last, as a job of the clinician's
/// like any other: so that the server answers while it is made. Does nothing where the
/// demonstration was there already, or the server has no planner.
[[nodiscard]] base::Result<void> begin_draft(const demo::SetUp& set_up, server::Server& server);

} // namespace filiform::cli
