// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace filiform::base {

/// A folder of its own among the system's temporary ones, open to nobody else, which goes with all
/// that is in it.
class ScratchFolder {
  public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    /// Empty where none could be made.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace filiform::base
