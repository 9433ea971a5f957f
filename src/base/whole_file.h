// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "base/result.h"

namespace filiform::base {

/// A file that appears whole or not at all: written beside its place under another name, flushed to
/// the disk, then renamed. Dropped without finish(), nothing is left, and what lay in its place
/// before is untouched. save_file() does this for bytes that are in memory at once.
/// Problems: file.write.
class WholeFile {
  public:
    /// Who may read it: everybody the process's mask allows, or its owner alone.
    enum class Readers { AsUsual, Owner };
    [[nodiscard]] static Result<WholeFile> begin(const std::filesystem::path& path,
                                                 Readers readers = Readers::AsUsual);
    WholeFile(WholeFile&& other) noexcept;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();

    [[nodiscard]] Result<void> append(std::span<const std::byte> bytes);
    [[nodiscard]] Result<void> finish();

  private:
    WholeFile(std::filesystem::path path, std::filesystem::path draft, int file);

    std::filesystem::path path_;
    std::filesystem::path draft_;
    int file_; ///< −1 once finished
};

} // namespace filiform::base
