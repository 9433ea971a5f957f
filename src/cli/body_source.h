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
/// The same for a body file.
[[nodiscard]] base::Checked<anatomy::Body> load_body_file(const std::string& path,
                                                          const Streams& streams);

/// Where a new body is kept, and how it is told of on standard output.
struct BodyKept {
    std::string out; ///< the file to write
    std::string format = "text";
};
/// Saves a body that was made or imported and says what it holds and what is doubtful.
Exit keep_body(const anatomy::Body& body, const BodyKept& kept, const Streams& streams);

} // namespace filiform::cli
