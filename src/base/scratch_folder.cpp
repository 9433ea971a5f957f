// SPDX-License-Identifier: Apache-2.0
#include "base/scratch_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace filiform::base {

ScratchFolder::ScratchFolder() {
    std::error_code failed;
    std::string name = (std::filesystem::temp_directory_path(failed) / "filiform-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr)
        path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code failed;
    if (!path_.empty())
        std::filesystem::remove_all(path_, failed);
}

} // namespace filiform::base
