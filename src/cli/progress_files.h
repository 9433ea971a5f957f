// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "outcomes/progress.h"

namespace filiform::cli {

/// Writes progress.json and the picture of the course (progress.svg, .png, .pdf) into `folder`,
/// which is made where there is none. Each file is whole or not there.
/// Problems: file.write.
[[nodiscard]] base::Result<void> save_progress_files(const std::filesystem::path& folder,
                                                     const outcomes::Progress& progress,
                                                     const std::string& json);

} // namespace filiform::cli
