// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/server.h"

namespace filiform::server {

/// How a server is set up: the YAML file that an operator writes.
struct Config {
    ServerOptions server; ///< but for its log and clock
    std::string store = "sqlite:filiform.db";
    std::string public_address; ///< "https://clinic.example"; "" by its address
    bool is_behind_proxy = false;
    bool logs = true;
    std::size_t most_body_bytes = std::size_t{2} << 30U; ///< of patients' bodies kept at hand
};

/// data/server/defaults.yaml: every key with its default and what it means.
[[nodiscard]] std::string_view default_config();

/// Reads such a file; what it leaves out is as by default. `name` is what problems call it.
/// Problems: those of DataDocument; config.value.
[[nodiscard]] base::Checked<Config> read_config(std::string_view text, const std::string& name);

/// What makes a configuration unsafe: plain HTTP that others can reach.
/// Problems: config.open.
[[nodiscard]] base::Result<void> check_config(const Config& config);

/// Whether only this machine can reach an address.
[[nodiscard]] bool is_loopback(std::string_view address);

} // namespace filiform::server
