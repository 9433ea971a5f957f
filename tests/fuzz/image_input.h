// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the fuzzers of image files share: limits small enough to run fast, and the check that an
// image which is accepted keeps the reader's promises.

#include <cmath>
#include <cstdlib>

#include "imaging/image_file.h"

namespace filiform::fuzz {

inline constexpr imaging::ReadLimits limits{.most_voxels = 1'000'000};

inline void require(bool condition) {
    if (!condition)
        std::abort();
}

template <class Image>
void check(const base::Result<Image>& read) {
    if (!read) {
        require(read.error().code.starts_with("imaging."));
        require(!read.error().what.empty() && !read.error().hint.empty());
        return;
    }
    const auto& image = read->image;
    require(image.voxels.size() == image.size.voxels());
    require(image.voxels.size() <= limits.most_voxels);
    const double volume = determinant(image.world_from_voxel);
    require(std::isfinite(volume) && volume != 0);
}

inline std::span<const std::byte> bytes_of(const std::uint8_t* data, std::size_t size) {
    return std::as_bytes(std::span(data, size));
}

} // namespace filiform::fuzz
