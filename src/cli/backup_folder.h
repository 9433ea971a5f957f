// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "store/store.h"

namespace filiform::cli {

/// Where and how often a record is copied.
struct BackupFolder {
    std::filesystem::path folder; ///< made when missing, for its owner alone
    std::string passphrase;
    std::size_t keep = 14; ///< of the copies there, the newest so many stay
};

/// Copies a record to "filiform-2026-11-29T02-30-00Z.backup" in the folder, brings that copy back
/// into a scratch store beside it, and only when that is whole takes the oldest copies away. A copy
/// that cannot be brought back is removed; those before it stay.
///
/// Answers the new file. Problems: file.write, store.damaged, store.failed.
[[nodiscard]] base::Result<std::filesystem::path>
backup_into(store::Store& store, const BackupFolder& wanted, base::Instant now);

} // namespace filiform::cli
