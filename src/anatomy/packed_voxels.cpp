// SPDX-License-Identifier: Apache-2.0
#include "anatomy/packed_voxels.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

#include <libdeflate.h>
#include <zlib.h>

#include "base/expects.h"
#include "geometry/distance_field.h"

// Packed, little-endian:
//    8 bytes  how many errors are large
//    8 bytes  stored length of the pairs, then their zlib stream: two voxels a byte, the first in
//             the low bits; a value is the error plus 7, or 15 for a large one
//             the zlib stream of the large errors: all low bytes, then all high bytes

namespace filiform::anatomy {

using geometry::Size3;

namespace {

constexpr int most_error = 7;              ///< that four bits hold, either way
constexpr int large_error = 15;            ///< the mark in its place
constexpr std::size_t deflate_most = 1100; ///< to one: deflate's own bound is 1032
constexpr std::size_t head = 16;

void append_number(std::vector<std::byte>& out, std::uint64_t value) {
    for (int n = 0; n < 8; ++n)
        out.push_back(static_cast<std::byte>(value >> (8 * n) & 0xFF));
}

std::uint64_t number_at(std::span<const std::byte> bytes, std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t n = 0; n < 8; ++n)
        value |= static_cast<std::uint64_t>(bytes[at + n]) << (8 * n);
    return value;
}

void append_deflated(std::vector<std::byte>& out, std::span<const Bytef> raw) {
    z_stream stream{};
    constexpr int window_bits = 15;
    constexpr int most_memory = 9; // the longest blocks between two sets of codes
    const int begun =
        deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, window_bits, most_memory, Z_HUFFMAN_ONLY);
    base::expects(begun == Z_OK, "zlib has the memory to begin");
    const std::size_t from = out.size();
    out.resize(from + deflateBound(&stream, static_cast<uLong>(raw.size())));
    stream.next_in = const_cast<Bytef*>(raw.data());
    stream.avail_in = static_cast<uInt>(raw.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + from);
    stream.avail_out = static_cast<uInt>(out.size() - from);
    const int status = deflate(&stream, Z_FINISH);
    base::expects(status == Z_STREAM_END, "zlib packs what fits its own bound");
    out.resize(from + stream.total_out);
    deflateEnd(&stream);
}

struct Freer {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

/// Whether `stored` is one whole zlib stream of exactly as many bytes as `raw` has.
bool inflate_into(std::vector<Bytef>& raw, std::span<const std::byte> stored) {
    const std::unique_ptr<libdeflate_decompressor, Freer> inflater(libdeflate_alloc_decompressor());
    base::expects(inflater != nullptr, "libdeflate has the memory to begin");
    Bytef nothing = 0; // an address is wanted even for no bytes
    std::size_t used = 0;
    // Without a place for the length, any other length than asked for is a failure.
    const libdeflate_result result = libdeflate_zlib_decompress_ex(
        inflater.get(), stored.data(), stored.size(), raw.empty() ? &nothing : raw.data(),
        raw.size(), &used, nullptr);
    return result == LIBDEFLATE_SUCCESS && used == stored.size();
}

/// One row being foretold from the rows beside it: behind it in the same slice, and the two below.
/// A row that is not there counts as one that adds nothing.
struct Neighbours {
    const std::int16_t* behind = nullptr;
    const std::int16_t* below = nullptr;
    const std::int16_t* below_behind = nullptr;
};

Neighbours neighbours_of(const std::int16_t* row, int j, int k, const Size3& size) {
    const auto step = static_cast<std::size_t>(size.x);
    const std::size_t slice = step * static_cast<std::size_t>(size.y);
    return {j > 0 ? row - step : nullptr, k > 0 ? row - slice : nullptr,
            j > 0 && k > 0 ? row - slice - step : nullptr};
}

/// What voxel i of a row is expected to be, after `left`: the mean of the three planes through its
/// neighbours and of the third-order surface through all seven.
inline int foretold_within(const Neighbours& near, int i, int left) {
    const std::int16_t* b = near.behind;
    const std::int16_t* c = near.below;
    const std::int16_t* bc = near.below_behind;
    const int others = 3 * (b[i] + c[i]) - 2 * (b[i - 1] + c[i - 1] + bc[i]) + bc[i - 1] + 2;
    return (others + 3 * left) >> 2;
}

/// The same at the border of what is known: of the planes and lines, the highest that exists.
inline int foretold_at_border(const Neighbours& near, int i, int left) {
    if (near.below_behind != nullptr)
        return near.behind[0] + near.below[0] - near.below_behind[0];
    const std::int16_t* other = near.behind != nullptr ? near.behind : near.below;
    return left + (other == nullptr ? 0 : other[i] - (i > 0 ? other[i - 1] : 0));
}

/// How many voxels at the start of a row lie at the border of what is known.
int border_of(const Neighbours& near, int count) {
    return near.below_behind != nullptr ? std::min(count, 1) : count;
}

/// What the foretelling of a row is off by. Sixteen bits go round: any value is reached from any
/// foretelling.
void find_errors(const Neighbours& near, const std::int16_t* row, int count, std::int16_t* errors) {
    const int border = border_of(near, count);
    for (int i = 0; i < border; ++i)
        errors[i] =
            static_cast<std::int16_t>(row[i] - foretold_at_border(near, i, i > 0 ? row[i - 1] : 0));
    for (int i = border; i < count; ++i)
        errors[i] = static_cast<std::int16_t>(row[i] - foretold_within(near, i, row[i - 1]));
}

/// One code a voxel, and apart from them the errors that the codes have no room for.
void append_codes(std::span<const std::int16_t> errors, Bytef* codes,
                  std::vector<std::uint16_t>& large) {
    for (std::size_t i = 0; i < errors.size(); ++i) {
        const int error = errors[i];
        const bool is_large = error < -most_error || error > most_error;
        codes[i] = static_cast<Bytef>(is_large ? large_error : error + most_error);
    }
    const auto next_large = [&](std::size_t from) {
        const void* found = std::memchr(codes + from, large_error, errors.size() - from);
        return found == nullptr
                   ? errors.size()
                   : static_cast<std::size_t>(static_cast<const Bytef*>(found) - codes);
    };
    for (std::size_t i = next_large(0); i < errors.size(); i = next_large(i + 1))
        large.push_back(static_cast<std::uint16_t>(errors[i]));
}

} // namespace

std::vector<std::byte> pack_voxels(std::span<const std::int16_t> voxels, const Size3& size) {
    base::expects(voxels.size() == size.voxels(), "one value per voxel");
    std::vector<Bytef> codes(voxels.size() + 1, 0);
    std::vector<std::uint16_t> large;
    std::vector<std::int16_t> errors(static_cast<std::size_t>(size.x));
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j) {
            const std::size_t at = size.index(0, j, k);
            const std::int16_t* row = voxels.data() + at;
            find_errors(neighbours_of(row, j, k, size), row, size.x, errors.data());
            append_codes(errors, codes.data() + at, large);
        }
    std::vector<Bytef> pairs((voxels.size() + 1) / 2);
    for (std::size_t n = 0; n < pairs.size(); ++n)
        pairs[n] = static_cast<Bytef>(codes[2 * n] | codes[2 * n + 1] << 4);
    std::vector<Bytef> apart(2 * large.size());
    for (std::size_t n = 0; n < large.size(); ++n) {
        apart[n] = static_cast<Bytef>(large[n] & 0xFF);
        apart[large.size() + n] = static_cast<Bytef>(large[n] >> 8);
    }
    std::vector<std::byte> out;
    append_number(out, large.size());
    append_number(out, 0);
    append_deflated(out, pairs);
    const std::size_t stored = out.size() - head;
    for (std::size_t n = 0; n < 8; ++n)
        out[8 + n] = static_cast<std::byte>(stored >> (8 * n) & 0xFF);
    append_deflated(out, apart);
    return out;
}

std::optional<std::vector<std::int16_t>> unpack_voxels(std::span<const std::byte> packed,
                                                       const Size3& size) {
    const std::size_t count = size.voxels();
    if (packed.size() < head)
        return std::nullopt;
    const std::uint64_t large = number_at(packed, 0);
    const std::uint64_t stored = number_at(packed, 8);
    if (large > count || stored > packed.size() - head)
        return std::nullopt;
    std::vector<Bytef> pairs((count + 1) / 2);
    std::vector<Bytef> apart(2 * static_cast<std::size_t>(large));
    if (!inflate_into(pairs, packed.subspan(head, static_cast<std::size_t>(stored))) ||
        !inflate_into(apart, packed.subspan(head + static_cast<std::size_t>(stored))))
        return std::nullopt;
    std::vector<std::int16_t> voxels;
    voxels.reserve(count + geometry::DistanceField::padding);
    voxels.resize(count);
    std::size_t at = 0;
    std::size_t taken = 0;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j) {
            std::int16_t* row = voxels.data() + size.index(0, j, k);
            const Neighbours near = neighbours_of(row, j, k, size);
            const int border = border_of(near, size.x);
            int left = 0;
            const auto take = [&](int i, int foretold) {
                const int code = at % 2 == 0 ? pairs[at / 2] & 0xF : pairs[at / 2] >> 4;
                ++at;
                int error = code - most_error;
                if (code == large_error) {
                    const std::size_t n = std::min<std::size_t>(taken++, large - 1);
                    error = large == 0 ? 0 : apart[n] | apart[large + n] << 8;
                }
                row[i] = static_cast<std::int16_t>(foretold + error);
                left = row[i];
            };
            for (int i = 0; i < border; ++i)
                take(i, foretold_at_border(near, i, left));
            for (int i = border; i < size.x; ++i)
                take(i, foretold_within(near, i, left));
        }
    // Two streams that do not belong together are damage.
    if (taken != large || (count % 2 == 1 && pairs.back() >> 4 != 0))
        return std::nullopt;
    return voxels;
}

std::size_t most_packed_voxels(std::size_t bytes) {
    return 2 * (bytes + 64) * deflate_most;
}

} // namespace filiform::anatomy
