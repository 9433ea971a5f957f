// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <string>
#include <string_view>
#include <vector>

#include "imaging/fixture_bytes.h"

namespace filiform::imaging::fixtures {

/// 2 × 3 × 4 voxels of 1 × 2 × 3 mm with the values 0, 1, 2 … 23, in RAS order, corner at
/// (10, 20, 30) mm, unless told otherwise.
struct Nifti {
    int version = 1;
    std::endian order = std::endian::little;
    int datatype = 4;
    int bitpix = -1; ///< −1: what the type takes
    std::array<std::int64_t, 8> dim{3, 2, 3, 4, 1, 1, 1, 1};
    std::array<double, 8> pixdim{1, 1, 2, 3, 1, 1, 1, 1};
    double vox_offset = -1; ///< −1: where the voxels are
    double slope = 1;
    double inter = 0;
    int xyzt_units = 2;
    int qform_code = 0;
    int sform_code = 1;
    std::array<double, 3> quatern{0, 0, 0};
    std::array<double, 3> qoffset{10, 20, 30};
    std::array<std::array<double, 4>, 3> srow{{{1, 0, 0, 10}, {0, 2, 0, 20}, {0, 0, 3, 30}}};
    std::string magic{}; ///< empty: the right one
    Bytes extensions{};  ///< with esize and ecode
    std::vector<double> voxels = counting(24);

    [[nodiscard]] Bytes file() const {
        Writer out{order, {}};
        const std::size_t header = version == 1 ? 348 : 540;
        out.bytes.resize(header + 4);
        const double offset =
            vox_offset >= 0 ? vox_offset : static_cast<double>(header + 4 + extensions.size());
        if (version == 1)
            set_version_1(out, offset);
        else
            set_version_2(out, offset);
        if (!extensions.empty())
            out.set(header, std::uint8_t{1});
        out.bytes.insert(out.bytes.end(), extensions.begin(), extensions.end());
        for (const double value : voxels)
            add_voxel(out, datatype, value);
        return out.bytes;
    }

  private:
    [[nodiscard]] int bits() const { return bitpix >= 0 ? bitpix : bits_of(datatype); }
    [[nodiscard]] std::string magic_or(std::string_view right) const {
        return magic.empty() ? std::string(right) : magic;
    }
    void set_version_1(Writer& out, double offset) const {
        using namespace std::string_view_literals;
        out.set(0, std::int32_t{348});
        for (std::size_t i = 0; i < 8; ++i) {
            out.set(40 + 2 * i, static_cast<std::int16_t>(dim[i]));
            out.set(76 + 4 * i, static_cast<float>(pixdim[i]));
        }
        out.set(70, static_cast<std::int16_t>(datatype));
        out.set(72, static_cast<std::int16_t>(bits()));
        out.set(108, static_cast<float>(offset));
        out.set(112, static_cast<float>(slope));
        out.set(116, static_cast<float>(inter));
        out.set(123, static_cast<std::uint8_t>(xyzt_units));
        out.set(252, static_cast<std::int16_t>(qform_code));
        out.set(254, static_cast<std::int16_t>(sform_code));
        for (std::size_t i = 0; i < 3; ++i) {
            out.set(256 + 4 * i, static_cast<float>(quatern[i]));
            out.set(268 + 4 * i, static_cast<float>(qoffset[i]));
            for (std::size_t j = 0; j < 4; ++j)
                out.set(280 + 16 * i + 4 * j, static_cast<float>(srow[i][j]));
        }
        out.set_text(344, magic_or("n+1\0"sv));
    }
    void set_version_2(Writer& out, double offset) const {
        using namespace std::string_view_literals;
        out.set(0, std::int32_t{540});
        out.set_text(4, magic_or("n+2\0\r\n\x1a\n"sv));
        out.set(12, static_cast<std::int16_t>(datatype));
        out.set(14, static_cast<std::int16_t>(bits()));
        for (std::size_t i = 0; i < 8; ++i) {
            out.set(16 + 8 * i, dim[i]);
            out.set(104 + 8 * i, pixdim[i]);
        }
        out.set(168, static_cast<std::int64_t>(offset));
        out.set(176, slope);
        out.set(184, inter);
        out.set(344, static_cast<std::int32_t>(qform_code));
        out.set(348, static_cast<std::int32_t>(sform_code));
        for (std::size_t i = 0; i < 3; ++i) {
            out.set(352 + 8 * i, quatern[i]);
            out.set(376 + 8 * i, qoffset[i]);
            for (std::size_t j = 0; j < 4; ++j)
                out.set(400 + 32 * i + 8 * j, srow[i][j]);
        }
        out.set(500, static_cast<std::int32_t>(xyzt_units));
    }
};

/// A header extension: size, code and text, filled up to a multiple of 16.
inline Bytes extension(std::string_view text, int code = 0,
                       std::endian order = std::endian::little) {
    Writer out{order, {}};
    out.add(static_cast<std::int32_t>((text.size() + 8 + 15) / 16 * 16));
    out.add(static_cast<std::int32_t>(code));
    out.add_text(text);
    out.bytes.resize((out.bytes.size() + 15) / 16 * 16);
    return out.bytes;
}

inline constexpr std::string_view two_labels =
    R"(<?xml version="1.0"?><CaretExtension><VolumeInformation Index="0"><LabelTable>)"
    R"(<Label Key="1" Red="0" Green="1" Blue="0" Alpha="1"><![CDATA[spleen]]></Label>)"
    R"(<Label Key="77" Red="1" Green="0" Blue="0" Alpha="1"><![CDATA[hip_left]]></Label>)"
    R"(</LabelTable></VolumeInformation></CaretExtension>)";

} // namespace filiform::imaging::fixtures
