// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace filiform::base {

/// One file of data/, as the program carries it. `path` is below data/: "needle/needles.yaml".
struct DataFile {
    std::string_view path;
    std::string_view text;
};

/// Every embedded file, sorted by path.
[[nodiscard]] std::span<const DataFile> data_files();

/// The text of one embedded file, or nothing when there is none of that path.
[[nodiscard]] std::optional<std::string_view> find_data_file(std::string_view path);

} // namespace filiform::base
