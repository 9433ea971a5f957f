// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "anatomy/courses.h"
#include "base/result.h"
#include "chart/case.h"
#include "cli/commands.h"

namespace filiform::cli {

/// Loads, imports or makes the body a case asks for, with what it states of the patient. `folder`:
/// what its paths are relative to.
/// Problems: those of anatomy::load_body, anatomy::load_and_import and anatomy::with_stated.
[[nodiscard]] base::Checked<anatomy::Body> load_body_for(const chart::Case& wanted,
                                                         const std::filesystem::path& folder,
                                                         const Streams& streams);
/// The same for a body file.
[[nodiscard]] base::Checked<anatomy::Body> load_body_file(const std::string& path,
                                                          const Streams& streams);

/// The same with what was stated of the patient, as add_variant takes it.
/// Problems: besides, usage.variant.
[[nodiscard]] base::Checked<anatomy::Body> load_body_file(const std::string& path,
                                                          const std::vector<std::string>& variants,
                                                          const Streams& streams);

/// The option --variant of a command that plans on a body.
void add_variant(CLI::App& command, std::vector<std::string>& variants);
/// "sciatic_type=b"; notes what is not so written, or says two things of one.
/// Problems: usage.variant.
[[nodiscard]] anatomy::Stated read_variants(const std::vector<std::string>& texts,
                                            base::Problems& problems);

/// Where a new body is kept, and how it is told of on standard output.
struct BodyKept {
    std::string out; ///< the file to write
    std::string format = "text";
};
/// Saves a body that was made or imported and says what it holds and what is doubtful.
Exit keep_body(const anatomy::Body& body, const BodyKept& kept, const Streams& streams);

} // namespace filiform::cli
