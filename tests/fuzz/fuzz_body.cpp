// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <span>

#include "anatomy/body_file.h"

/// Any bytes at all are answered: with a body that writes back to an equal body, or with problems.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform::anatomy;
    BodyLimits limits;
    limits.most_voxels = 1'000'000;
    limits.most_bytes = 8'000'000;
    limits.most_header_bytes = 1'000'000;
    const auto bytes = std::as_bytes(std::span(data, size));
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
