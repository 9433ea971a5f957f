// SPDX-License-Identifier: Apache-2.0
#include "base/data_files.h"

namespace filiform::base {

std::optional<std::string_view> find_data_file(std::string_view path) {
    for (const DataFile& file : data_files())
        if (file.path == path)
            return file.text;
    return std::nullopt;
}

} // namespace filiform::base
