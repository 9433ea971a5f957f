// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "anatomy/body_file.h"
#include "base/digest.h"

namespace {

/// Writes the right digest behind the header, so that a changed header is read and not only found
/// changed.
std::vector<std::byte> sealed(std::span<const std::byte> bytes) {
    constexpr std::size_t before_length = 20;
    constexpr std::size_t before_header = 28;
    constexpr std::size_t digest_bytes = 64;
    std::vector<std::byte> copy(bytes.begin(), bytes.end());
    if (copy.size() < before_header + digest_bytes)
        return copy;
    std::uint64_t length = 0;
    std::memcpy(&length, copy.data() + before_length, sizeof length);
    if (length > copy.size() - before_header - digest_bytes)
        return copy;
    const std::span<const std::byte> header(copy.data() + before_header, length);
    const std::string digest = filiform::base::sha256(header);
    std::memcpy(copy.data() + before_header + length, digest.data(), digest_bytes);
    return copy;
}

} // namespace

/// Any bytes at all are answered: with a body that writes back to an equal body, or with problems.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform::anatomy;
    BodyLimits limits;
    limits.most_voxels = 1'000'000;
    limits.most_bytes = 8'000'000;
    limits.most_header_bytes = 1'000'000;
    const auto bytes = sealed(std::as_bytes(std::span(data, size)));
    const auto body = read_body(bytes, "fuzz", limits);
    if (body) {
        const auto again = read_body(write_body(*body), "fuzz", limits);
        if (!again || body_digest(*again) != body_digest(*body))
            std::abort();
    } else {
        if (body.error().empty())
            std::abort();
        for (const auto& problem : body.error())
            if (problem.code.empty() || problem.where.empty() || problem.what.empty())
                std::abort();
    }
    return 0;
}
