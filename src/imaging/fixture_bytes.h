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

/// 0, 1, 2 …
inline std::vector<double> counting(std::size_t count) {
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<double>(i);
    return values;
}

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

} // namespace filiform::imaging::fixtures
