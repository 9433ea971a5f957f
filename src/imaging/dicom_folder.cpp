// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <system_error>

#include "imaging/dicom_elements.h"
#include "imaging/dicom_series.h"
#include "imaging/folder_files.h"
#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

constexpr std::uintmax_t most_file_bytes = std::uintmax_t{512} * 1024 * 1024;
constexpr std::size_t most_files = 20'000;
constexpr std::string_view directory_class = "1.2.840.10008.1.3.10"; // a DICOMDIR

base::Result<std::vector<std::byte>> load_bytes(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (!error && size > most_file_bytes)
        return refuse({"too_large", path.string(), "",
                       "The file has " + std::to_string(size) + " bytes, too many for one slice.",
                       "Leave only the slices of the series in the folder."});
    std::ifstream file(path, std::ios::binary);
    std::vector<std::byte> bytes(error ? 0 : size);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!error && static_cast<std::size_t>(file.gcount()) == bytes.size())
        return bytes;
    return refuse({"missing", path.string(), "", "The file cannot be read.",
                   "Check the path and the permissions."});
}

/// DICOM by its prefix; a DICOMDIR lists files and is none of them.
bool is_slice_file(const std::filesystem::path& path) {
    std::vector<std::byte> start(4096);
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(start.data()), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(file.gcount()));
    const std::string_view text(reinterpret_cast<const char*>(start.data()), start.size());
    return looks_like_dicom(start) && text.find(directory_class) == text.npos;
}

} // namespace

base::Result<std::vector<DicomFile>> find_dicom_files(const std::filesystem::path& folder) {
    const auto paths = files_of_folder(folder);
    if (!paths)
        return tl::unexpected(paths.error());
    std::vector<DicomFile> files;
    for (const auto& path : *paths) {
        std::error_code ignored;
        if (std::filesystem::file_size(path, ignored) == 0)
            return refuse({"truncated", path.string(), "", "The file is empty.",
                           "A slice may be missing; copy the series again from its source."});
        if (is_slice_file(path))
            files.push_back({path.string(), [path] { return load_bytes(path); }});
    }
    if (!files.empty() && files.size() <= most_files)
        return files;
    return refuse({files.empty() ? "format" : "too_large", folder.string(), "",
                   "The folder holds " + std::to_string(files.size()) + " DICOM files.",
                   "Give the folder that holds the slices of one series."});
}

} // namespace filiform::imaging
