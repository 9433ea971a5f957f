// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_files.h"

#include "base/file.h"

namespace filiform::cli {

base::Result<void> save_progress_files(const std::filesystem::path& folder,
                                       const outcomes::Progress& progress,
                                       const std::string& json) {
    (void)progress;
    return base::save_file(folder / "progress.json", std::string_view(json));
}

} // namespace filiform::cli
