// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "store/store.h"

namespace filiform::exchange {

/// A record as it stood at one moment, in a folder of its own beside what is to be written: whoever
/// goes on writing meanwhile is not in it. The folder goes with it; it is its owner's alone.
class Snapshot {
  public:
    /// `beside`: an existing folder on a disk with room for a copy of the record.
    /// Problems: file.write, and those of Store::backup and open_store.
    [[nodiscard]] static base::Result<std::unique_ptr<Snapshot>>
    take(store::Store& store, const std::filesystem::path& beside);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    [[nodiscard]] store::Store& store() { return *store_; }

    using Work = std::function<base::Result<void>(const record::Entry&)>;
    /// Every entry of a kind in its current version, those made in error too and those erased not,
    /// the oldest first; of one patient only when `patient` is not empty.
    /// Memory: a page of entries. Problems: those of `work` and of the store.
    [[nodiscard]] base::Result<void> each(record::Kind kind, const record::EntryId& patient,
                                          const Work& work);

  private:
    explicit Snapshot(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path folder_;
    std::unique_ptr<store::Store> store_;
};

} // namespace filiform::exchange
