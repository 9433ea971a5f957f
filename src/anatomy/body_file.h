// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"

namespace filiform::anatomy {

/// How much one body may take, checked before anything of that size is allocated.
struct BodyLimits {
    std::size_t most_structures = 1000;
    std::size_t most_voxels = 400'000'000;   ///< of one field
    std::size_t most_bytes = 16'000'000'000; ///< of all fields together, unpacked
    std::size_t most_header_bytes = 64'000'000;
};

/// A body as bytes: magic and version, a JSON header, one packed chunk per field. Equal bodies give
/// equal bytes; reading gives back every bit that was written.
[[nodiscard]] std::vector<std::byte> write_body(const Body& body);

/// The exact inverse.
/// Problems: (one is enough) body_file.magic, body_file.version, body_file.truncated,
///           body_file.header, body_file.chunk, body_file.too_large.
[[nodiscard]] base::Checked<Body> read_body(std::span<const std::byte> bytes, std::string_view name,
                                            const BodyLimits& limits = {});

/// The file appears whole or not at all.
/// Problems: body_file.write.
[[nodiscard]] base::Result<void> save_body(const std::filesystem::path& path, const Body& body);

/// Problems: body_file.missing and those of read_body.
[[nodiscard]] base::Checked<Body> load_body(const std::filesystem::path& path);

/// SHA-256 over the header and the BLAKE2b digest of every field: two bodies that plan alike have
/// equal digests, whatever compressed them.
[[nodiscard]] std::string body_digest(const Body& body);

} // namespace filiform::anatomy
