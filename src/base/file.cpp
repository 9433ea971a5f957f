// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fstream>

#include "base/whole_file.h"

namespace filiform::base {

namespace fs = std::filesystem;

Result<std::string> load_file(const fs::path& path, std::size_t most_bytes) {
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return tl::unexpected(
            Problem{"file.missing", path.string(), "There is no such file.", "Check the path."});
    const std::uintmax_t size = fs::file_size(path, error);
    if (error || size > most_bytes)
        return tl::unexpected(Problem{"file.too_large", path.string(),
                                      "The file has " + std::to_string(size) + " bytes; at most " +
                                          std::to_string(most_bytes) + " are read.",
                                      ""});
    std::string bytes(size, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!file || static_cast<std::uintmax_t>(file.gcount()) != size)
        return tl::unexpected(
            Problem{"file.read", path.string(), "The file could not be read to its end.", ""});
    return bytes;
}

Result<void> save_file(const fs::path& path, std::span<const std::byte> bytes) {
    std::error_code error;
    if (path.has_parent_path())
        fs::create_directories(path.parent_path(), error);
    if (error)
        return tl::unexpected(Problem{"file.write", path.string(),
                                      "Making its folder failed: " + error.message() + ".",
                                      "Check the folder, its permissions and the free space."});
    auto file = WholeFile::begin(path);
    if (!file)
        return tl::unexpected(file.error());
    if (auto written = file->append(bytes); !written)
        return written;
    return file->finish();
}

Result<void> save_file(const fs::path& path, std::string_view bytes) {
    return save_file(path, std::as_bytes(std::span(bytes.data(), bytes.size())));
}

} // namespace filiform::base
