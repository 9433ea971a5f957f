// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>

namespace filiform::imaging {

/// The fields of a NIfTI header that mean something here, as the file states them: nothing is
/// checked yet. Both versions and both byte orders give the same struct.
struct NiftiFields {
    int version = 1;
    std::endian order = std::endian::little;
    bool is_pair = false; ///< the magic of a .hdr/.img pair
    std::array<std::int64_t, 8> dim{};
    std::int64_t datatype = 0;
    std::int64_t bitpix = 0;
    std::array<double, 8> pixdim{};
    double vox_offset = 0;
    double scl_slope = 0;
    double scl_inter = 0;
    std::int64_t xyzt_units = 0;
    std::int64_t qform_code = 0;
    std::int64_t sform_code = 0;
    std::array<double, 3> quatern{};
    std::array<double, 3> qoffset{};
    std::array<std::array<double, 4>, 3> srow{};
};

inline constexpr std::size_t nifti1_bytes = 348;
inline constexpr std::size_t nifti2_bytes = 540;

/// Which header the first bytes announce: its size (348 or 540) in one of the byte orders.
struct NiftiKind {
    int version = 1;
    std::endian order = std::endian::little;
};
[[nodiscard]] std::optional<NiftiKind> find_nifti_kind(std::span<const std::byte> first_bytes);

/// The fields, from the whole header; nothing when the magic is wrong.
[[nodiscard]] std::optional<NiftiFields> read_nifti_fields(std::span<const std::byte> header,
                                                           const NiftiKind& kind);

} // namespace filiform::imaging
