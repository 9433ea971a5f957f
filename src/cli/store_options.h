// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "cli/commands.h"

namespace filiform::cli {

/// Adds --store, the record's address, and --config, a server's file that names it: one of them
/// must be given.
void add_store(CLI::App& command, std::string& where);
/// The same where neither need be given.
void add_store(CLI::App& command, std::string& where, const std::string& otherwise);

/// Adds --passphrase-file.
void add_passphrase(CLI::App& command, std::string& file);

/// The first line of the file; "" when no file was named. A passphrase is never an argument: every
/// user of the machine can read those.
/// Problems: usage.passphrase, and those of load_file.
[[nodiscard]] base::Result<std::string> load_passphrase(const std::string& file);

/// Refuses what was asked for wrongly, fails when the world does: by what the store says.
[[nodiscard]] Exit store_problem(const Streams& streams, const base::Problem& problem);

} // namespace filiform::cli
