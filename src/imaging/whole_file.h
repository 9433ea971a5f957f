// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"

namespace filiform::imaging {

enum class Packing { None, Gzip };

/// base::WholeFile, packed with gzip on the way if wanted. Equal bytes in, equal file out: the gzip
/// header carries no time and no name.
/// Problems: imaging.write.
class WholeFile {
  public:
    [[nodiscard]] static base::Result<WholeFile> begin(const std::filesystem::path& path,
                                                       Packing packing);
    WholeFile(WholeFile&&) noexcept;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();

    [[nodiscard]] base::Result<void> append(std::span<const std::byte> bytes);
    [[nodiscard]] base::Result<void> finish();

  private:
    struct State;
    explicit WholeFile(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace filiform::imaging
