// SPDX-License-Identifier: Apache-2.0
#include "imaging/folder_files.h"

#include <algorithm>
#include <system_error>

#include "imaging/refusal.h"

namespace filiform::imaging {

base::Result<std::vector<std::filesystem::path>>
files_of_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::error_code ignored; // a broken link is no regular file
    std::vector<std::filesystem::path> paths;
    for (auto entry = std::filesystem::directory_iterator(folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
        if (std::filesystem::is_regular_file(entry->path(), ignored) &&
            !entry->path().filename().string().starts_with('.'))
            paths.push_back(entry->path());
    if (error)
        return refuse({"missing", folder.string(), "", "The folder cannot be read.",
                       "Check the path and the permissions."});
    std::ranges::sort(paths);
    return paths;
}

} // namespace filiform::imaging
