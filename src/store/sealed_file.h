// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

/// Files that only a passphrase opens; no other room includes this.
namespace filiform::store {

/// Copies a file, encrypted when there is a passphrase. The copy is whole or not there, and its
/// owner's alone.
///
/// Form:   "FILIFORM-SEALED-1\n"; 16 bytes of salt; what Argon2id is to spend, two numbers of 8
/// bytes;
///         the header of a secretstream (XChaCha20-Poly1305); parts of 64 KiB and 17 bytes, of
///         which the first holds nothing and tells a wrong passphrase, and the last is marked as
///         such.
/// Source: libsodium, "Encrypted streams and file encryption", "The pwhash API".
/// Problems: file.read, file.write.
[[nodiscard]] base::Result<void> seal_file(const std::filesystem::path& plain,
                                           const std::string& passphrase,
                                           const std::filesystem::path& sealed);

/// The other way. A file that is not sealed is copied as it is.
/// Problems: file.read, file.write, store.passphrase (missing or wrong), store.damaged (changed, or
/// cut off).
[[nodiscard]] base::Result<void> unseal_file(const std::filesystem::path& sealed,
                                             const std::string& passphrase,
                                             const std::filesystem::path& plain);

} // namespace filiform::store
