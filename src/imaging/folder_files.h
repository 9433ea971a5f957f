// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"

namespace filiform::imaging {

/// The regular files of a folder but the hidden ones, in the order of their names; folders inside
/// are not entered.
/// Problems: imaging.missing.
[[nodiscard]] base::Result<std::vector<std::filesystem::path>>
files_of_folder(const std::filesystem::path& folder);

} // namespace filiform::imaging
