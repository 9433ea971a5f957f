// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/commands.h"

namespace filiform::cli {

/// Of `filiform evidence` itself, which lists the questions, and its check and add.
void add_living_evidence(CLI::App& parent, Chosen& chosen);

} // namespace filiform::cli
