// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::base {

/// The bytes of a file. `most_bytes` is checked before anything is read.
/// Problems: file.missing, file.read, file.too_large.
[[nodiscard]] Result<std::string> load_file(const std::filesystem::path& path,
                                            std::size_t most_bytes);

/// Writes a file whole or not at all, see WholeFile. Makes missing folders.
/// Problems: file.write.
[[nodiscard]] Result<void> save_file(const std::filesystem::path& path, std::string_view bytes);
[[nodiscard]] Result<void> save_file(const std::filesystem::path& path,
                                     std::span<const std::byte> bytes);

} // namespace filiform::base
