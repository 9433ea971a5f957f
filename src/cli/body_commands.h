// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/commands.h"

namespace filiform::cli {

/// Each adds a sub-command of `filiform body`.
void add_body_make(CLI::App& body, Chosen& chosen);
void add_body_calibrate(CLI::App& body, Chosen& chosen);
void add_body_hold_out(CLI::App& body, Chosen& chosen);

} // namespace filiform::cli
