// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <system_error>

#include "base/digest.h"
#include "imaging/folder_files.h"
#include "imaging/image_file.h"
#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

tl::unexpected<base::Problem> missing(const std::filesystem::path& path) {
    return refuse({"missing", path.string(), "", "The file cannot be read.",
                   "Check the path and the permissions."});
}

base::Result<std::string> digest_of_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file)
        return missing(path);
    std::vector<char> content(bytes);
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (static_cast<std::size_t>(file.gcount()) != content.size())
        return missing(path);
    return base::sha256(std::as_bytes(std::span(content)));
}

} // namespace

base::Result<std::string> digest_of(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error))
        return digest_of_file(path);
    const auto files = files_of_folder(path);
    if (!files)
        return tl::unexpected(files.error());
    std::string listing; // name, then digest: a file that moves to another name changes the whole
    for (const auto& file : *files) {
        const auto digest = digest_of_file(file);
        if (!digest)
            return tl::unexpected(digest.error());
        listing += file.filename().string() + '\0' + *digest + '\n';
    }
    return base::sha256(listing);
}

} // namespace filiform::imaging
