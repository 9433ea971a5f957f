// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/case.h"
#include "cli/commands.h"

namespace filiform::cli {

/// Loads, imports or makes the body a case asks for. `folder`: what its paths are relative to.
/// Problems: those of anatomy::load_body and anatomy::load_and_import.
[[nodiscard]] base::Checked<anatomy::Body> load_body_for(const chart::BodyWanted& wanted,
                                                         const std::filesystem::path& folder,
                                                         const Streams& streams);

} // namespace filiform::cli
