// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tiny image files, byte by byte, for tests and for the seeds of the fuzzers. Written apart from
// the code under test, so that a reader and a writer cannot share one mistake.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zlib.h>

namespace filiform::imaging::fixtures {

using Bytes = std::vector<std::byte>;

/// Numbers and text at the end or at an offset of growing bytes, in the byte order asked for.
struct Writer {
    std::endian order = std::endian::little;
    Bytes bytes{};

    template <class Stored>
    void set(std::size_t offset, Stored value) {
        auto raw = std::bit_cast<std::array<std::byte, sizeof(Stored)>>(value);
        if (order != std::endian::native)
            std::ranges::reverse(raw);
        if (bytes.size() < offset + raw.size())
            bytes.resize(offset + raw.size());
        std::memcpy(bytes.data() + offset, raw.data(), raw.size());
    }
    template <class Stored>
    void add(Stored value) {
        set(bytes.size(), value);
    }
    void add_text(std::string_view text) {
        const auto raw = std::as_bytes(std::span(text.data(), text.size()));
        bytes.insert(bytes.end(), raw.begin(), raw.end());
    }
    void set_text(std::size_t offset, std::string_view text) {
        if (bytes.size() < offset + text.size())
            bytes.resize(offset + text.size());
        std::memcpy(bytes.data() + offset, text.data(), text.size());
    }
};

/// Appends `value` as the NIfTI type `datatype`.
inline void add_voxel(Writer& out, int datatype, double value) {
    switch (datatype) {
    case 2:
        out.add(static_cast<std::uint8_t>(value));
        break;
    case 4:
        out.add(static_cast<std::int16_t>(value));
        break;
    case 8:
        out.add(static_cast<std::int32_t>(value));
        break;
    case 16:
        out.add(static_cast<float>(value));
        break;
    case 64:
        out.add(value);
        break;
    case 256:
        out.add(static_cast<std::int8_t>(value));
        break;
    case 512:
        out.add(static_cast<std::uint16_t>(value));
        break;
    case 768:
        out.add(static_cast<std::uint32_t>(value));
        break;
    case 1024:
        out.add(static_cast<std::int64_t>(value));
        break;
    case 1280:
        out.add(static_cast<std::uint64_t>(value));
        break;
    default:
        break;
    }
}
inline int bits_of(int datatype) {
    switch (datatype) {
    case 2:
    case 256:
        return 8;
    case 4:
    case 512:
        return 16;
    case 64:
    case 1024:
    case 1280:
        return 64;
    default:
        return 32;
    }
}

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

    static std::vector<double> counting(std::size_t count) {
        std::vector<double> values(count);
        for (std::size_t i = 0; i < count; ++i)
            values[i] = static_cast<double>(i);
        return values;
    }

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

inline Bytes gzip(const Bytes& plain) {
    Bytes packed(compressBound(static_cast<uLong>(plain.size())) + 64);
    z_stream z{};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    z.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(plain.data()));
    z.avail_in = static_cast<uInt>(plain.size());
    z.next_out = reinterpret_cast<Bytef*>(packed.data());
    z.avail_out = static_cast<uInt>(packed.size());
    deflate(&z, Z_FINISH);
    packed.resize(z.total_out);
    deflateEnd(&z);
    return packed;
}

/// The body of Nifti as NRRD: the same voxels in the same place, stored in LPS.
struct Nrrd {
    std::string type = "short";
    std::string encoding = "raw";
    std::string endian = "little";
    std::string dimension = "3";
    std::string space = "space: left-posterior-superior\n";
    std::string sizes = "2 3 4";
    std::string directions = "space directions: (-1,0,0) (0,-2,0) (0,0,3)\n";
    std::string origin = "space origin: (-10,-20,30)\n";
    std::string more{};
    int datatype = 4; ///< NIfTI code of the voxels written
    std::vector<double> voxels = Nifti::counting(24);

    [[nodiscard]] Bytes file() const {
        Writer out;
        out.add_text("NRRD0004\n# made by a test\ntype: " + type + "\ndimension: " + dimension +
                     "\n" + space + "sizes: " + sizes + "\n" + directions +
                     "kinds: domain domain domain\nendian: " + endian + "\nencoding: " + encoding +
                     "\n" + origin + more + "\n");
        Writer values{endian == "big" ? std::endian::big : std::endian::little, {}};
        for (const double value : voxels)
            add_voxel(values, datatype, value);
        const Bytes data = encoding == "raw" ? values.bytes : gzip(values.bytes);
        out.bytes.insert(out.bytes.end(), data.begin(), data.end());
        return out.bytes;
    }
};

/// One axial CT slice of 3 × 2 pixels, 2 mm between columns and 1.5 mm between rows, patient
/// supine; the value of a pixel is 100 · number + its place, shifted by 1024 and rescaled back.
struct Dicom {
    int number = 0;
    double z_mm = 0;
    bool is_implicit = false;
    std::string transfer_syntax{}; ///< empty: the right one
    std::string series = "1.2.3";
    std::string modality = "CT";
    std::string orientation = "1\\0\\0\\0\\1\\0";
    std::string position{}; ///< empty: (-10, -20, z)
    std::string spacing = "1.5\\2";
    std::string slope = "1";
    std::string intercept = "-1024";
    std::string frames{};
    std::string photometric = "MONOCHROME2";
    int rows = 2;
    int columns = 3;
    bool has_nested_sequence = true;
    int missing_pixels = 0;

    [[nodiscard]] Bytes file() const {
        Writer out;
        out.bytes.resize(128);
        out.add_text("DICM");
        const std::string syntax =
            !transfer_syntax.empty() ? transfer_syntax
                                     : (is_implicit ? "1.2.840.10008.1.2" : "1.2.840.10008.1.2.1");
        Writer meta;
        add(meta, 0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.2", false);
        add(meta, 0x00020003, "UI", "1.2.3." + std::to_string(number + 1), false);
        add(meta, 0x00020010, "UI", syntax, false);
        Writer length;
        length.add(static_cast<std::uint32_t>(meta.bytes.size()));
        add(out, 0x00020000, "UL", text_of(length.bytes), false);
        out.bytes.insert(out.bytes.end(), meta.bytes.begin(), meta.bytes.end());
        add_elements(out);
        return out.bytes;
    }

  private:
    static std::string text_of(const Bytes& bytes) {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    static void add(Writer& out, std::uint32_t tag, std::string_view vr, std::string value,
                    bool implicit) {
        if (value.size() % 2 == 1)
            value += vr == "UI" ? '\0' : ' ';
        out.add(static_cast<std::uint16_t>(tag >> 16));
        out.add(static_cast<std::uint16_t>(tag & 0xFFFF));
        if (implicit) {
            out.add(static_cast<std::uint32_t>(value.size()));
        } else {
            out.add_text(vr);
            if (vr == "OW" || vr == "SQ") {
                out.add(std::uint16_t{0});
                out.add(static_cast<std::uint32_t>(value.size()));
            } else {
                out.add(static_cast<std::uint16_t>(value.size()));
            }
        }
        out.add_text(value);
    }
    static std::string us(int value) {
        Writer out;
        out.add(static_cast<std::uint16_t>(value));
        return text_of(out.bytes);
    }
    /// A sequence and an item of undefined length, with one element inside.
    void add_sequence(Writer& out) const {
        out.add(std::uint16_t{0x0008});
        out.add(std::uint16_t{0x1140});
        if (!is_implicit) {
            out.add_text("SQ");
            out.add(std::uint16_t{0});
        }
        out.add(std::uint32_t{0xFFFFFFFF});
        const auto mark = [&](std::uint16_t element, std::uint32_t length) {
            out.add(std::uint16_t{0xFFFE});
            out.add(element);
            out.add(length);
        };
        mark(0xE000, 0xFFFFFFFF);
        add(out, 0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.2", is_implicit);
        mark(0xE00D, 0);
        mark(0xE0DD, 0);
    }
    void add_elements(Writer& out) const {
        const auto put = [&](std::uint32_t tag, std::string_view vr, const std::string& value) {
            add(out, tag, vr, value, is_implicit);
        };
        put(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        put(0x00080018, "UI", "1.2.3." + std::to_string(number + 1));
        put(0x00080060, "CS", modality);
        if (has_nested_sequence)
            add_sequence(out);
        put(0x0020000D, "UI", "1.2");
        put(0x0020000E, "UI", series);
        put(0x00200013, "IS", std::to_string(number));
        put(0x00200032, "DS", position.empty() ? "-10\\-20\\" + std::to_string(z_mm) : position);
        put(0x00200037, "DS", orientation);
        put(0x00200052, "UI", "1.2.9");
        put(0x00280002, "US", us(1));
        put(0x00280004, "CS", photometric);
        if (!frames.empty())
            put(0x00280008, "IS", frames);
        put(0x00280010, "US", us(rows));
        put(0x00280011, "US", us(columns));
        put(0x00280030, "DS", spacing);
        put(0x00280100, "US", us(16));
        put(0x00280101, "US", us(12));
        put(0x00280102, "US", us(11));
        put(0x00280103, "US", us(0));
        put(0x00281052, "DS", intercept);
        put(0x00281053, "DS", slope);
        Writer pixels;
        for (int i = 0; i < rows * columns - missing_pixels; ++i)
            pixels.add(static_cast<std::uint16_t>((1024 + 100 * number + i) & 0x0FFF));
        put(0x7FE00010, "OW", text_of(pixels.bytes));
    }
};

} // namespace filiform::imaging::fixtures
