// SPDX-License-Identifier: Apache-2.0
#include "base/whole_file.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace filiform::base {

namespace {

/// Of the system call that has just failed.
tl::unexpected<Problem> failure(const std::filesystem::path& path, const char* step) {
    return tl::unexpected(Problem{"file.write", path.string(),
                                  std::string(step) + " failed: " + std::strerror(errno) + ".",
                                  "Check the folder, its permissions and the free space."});
}

} // namespace

WholeFile::WholeFile(std::filesystem::path path, std::filesystem::path draft, int file)
    : path_(std::move(path)), draft_(std::move(draft)), file_(file) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : path_(std::move(other.path_)), draft_(std::move(other.draft_)),
      file_(std::exchange(other.file_, -1)) {}

WholeFile::~WholeFile() {
    if (file_ < 0)
        return;
    ::close(file_);
    ::unlink(draft_.c_str());
}

Result<WholeFile> WholeFile::begin(const std::filesystem::path& path, Readers readers) {
    // Renaming over a device or a pipe would put a file in its place.
    std::error_code unknown; // what cannot be looked at cannot be written either, and will say so
    const auto there = std::filesystem::status(path, unknown).type();
    if (there != std::filesystem::file_type::regular &&
        there != std::filesystem::file_type::not_found && there != std::filesystem::file_type::none)
        return tl::unexpected(Problem{"file.write", path.string(),
                                      "There is something else than an ordinary file.",
                                      "Choose another name."});
    std::filesystem::path draft = path;
    draft += ".part-" + std::to_string(::getpid());
    const mode_t mode = readers == Readers::Owner ? 0600 : 0666;
    const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (file < 0)
        return failure(path, "Creating the file");
    return WholeFile(path, std::move(draft), file);
}

Result<void> WholeFile::append(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failure(path_, "Writing");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> WholeFile::finish() {
    if (::fsync(file_) != 0)
        return failure(path_, "Flushing to the disk");
    if (::rename(draft_.c_str(), path_.c_str()) != 0)
        return failure(path_, "Renaming into place");
    ::close(std::exchange(file_, -1));
    return {};
}

} // namespace filiform::base
