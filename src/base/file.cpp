// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <fstream>

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

Result<void> save_file(const fs::path& path, std::string_view bytes) {
    const auto failed = [&](const std::string& why) {
        return tl::unexpected(Problem{"file.write", path.string(),
                                      "The file could not be written: " + why + ".",
                                      "Check the folder's rights and the space left."});
    };
    std::error_code error;
    if (path.has_parent_path())
        fs::create_directories(path.parent_path(), error);
    if (error)
        return failed(error.message());
    fs::path beside = path;
    beside += ".part";
    {
        std::ofstream file(beside, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.flush();
        if (!file) {
            const std::string why = std::strerror(errno);
            fs::remove(beside, error);
            return failed(why);
        }
    }
    fs::rename(beside, path, error);
    if (error) {
        const std::string why = error.message();
        fs::remove(beside, error);
        return failed(why);
    }
    return {};
}

Result<void> save_file(const fs::path& path, std::span<const std::byte> bytes) {
    return save_file(path,
                     std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

} // namespace filiform::base
