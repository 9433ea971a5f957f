// SPDX-License-Identifier: Apache-2.0
#include "imaging/dicom_frame.h"

#include <algorithm>
#include <bit>
#include <concepts>
#include <optional>

#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

using ByteView = std::span<const std::byte>;

/// A whole number of `Stored`'s width at `at`; zero where the bytes end before it does.
template <std::unsigned_integral Stored>
std::uint32_t number_at(ByteView bytes, std::size_t at, std::endian order) {
    std::uint32_t value = 0;
    if (at > bytes.size() || bytes.size() - at < sizeof(Stored))
        return 0;
    for (std::size_t i = 0; i < sizeof(Stored); ++i) {
        const std::size_t place = order == std::endian::big ? i : sizeof(Stored) - 1 - i;
        value = value << 8 | std::to_integer<std::uint32_t>(bytes[at + place]);
    }
    return value;
}
std::uint32_t big16(ByteView bytes, std::size_t at) {
    return number_at<std::uint16_t>(bytes, at, std::endian::big);
}
std::uint32_t big32(ByteView bytes, std::size_t at) {
    return number_at<std::uint32_t>(bytes, at, std::endian::big);
}
std::uint32_t little32(ByteView bytes, std::size_t at) {
    return number_at<std::uint32_t>(bytes, at, std::endian::little);
}

/// What a frame says about itself; all zero when it says nothing that can be read.
struct FrameHeader {
    std::uint32_t columns = 0;
    std::uint32_t rows = 0;
    std::uint32_t bits = 0;
    std::uint32_t samples = 0;
};

/// SOF0 to SOF15 and, of JPEG-LS, SOF55; three of the numbers mean something else.
bool is_frame_marker(std::uint32_t marker) {
    return (marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 &&
            marker != 0xFFCC) ||
           marker == 0xFFF7;
}

FrameHeader jpeg_header(ByteView frame) {
    for (std::size_t at = 2; at + 4 <= frame.size();) {
        const std::uint32_t marker = big16(frame, at);
        if (marker == 0xFFFF) { // fill
            ++at;
            continue;
        }
        const std::uint32_t length = big16(frame, at + 2);
        if (is_frame_marker(marker) && length >= 11)
            return {big16(frame, at + 7), big16(frame, at + 5), big16(frame, at + 4) >> 8,
                    big16(frame, at + 9) >> 8};
        if (marker >> 8 != 0xFF || length < 2)
            break;
        at += 2 + length;
    }
    return {};
}

FrameHeader jpeg_2000_header(ByteView frame) {
    constexpr std::uint32_t size_marker = 0xFF51;
    constexpr std::size_t whole_header = 43;
    if (frame.size() < whole_header || big16(frame, 2) != size_marker)
        return {};
    return {big32(frame, 8) - big32(frame, 16), big32(frame, 12) - big32(frame, 20),
            (std::to_integer<std::uint32_t>(frame[42]) & 0x7F) + 1, big16(frame, 40)};
}

tl::unexpected<base::Problem> refuse_frame(std::string_view code, const DicomSlice& slice,
                                           const std::string& what) {
    return refuse({code, slice.file, name_of(Tag::PixelData), what,
                   "Copy the series again from its source, or export it uncompressed."});
}

/// The fragments behind the table of offsets, one behind the other.
base::Result<std::vector<std::byte>> join_fragments(ByteView items, const DicomSlice& slice) {
    constexpr std::uint32_t item = 0xE000'FFFE; // read as one number, group first
    std::vector<std::byte> frame;
    bool is_table = true;
    while (little32(items, 0) == item) {
        const std::uint32_t length = little32(items, 4);
        if (items.size() < 8 || length > items.size() - 8)
            break;
        const ByteView value = items.subspan(8, length);
        if (!is_table)
            frame.insert(frame.end(), value.begin(), value.end());
        is_table = false;
        items = items.subspan(8 + length);
    }
    constexpr std::size_t end_mark_bytes = 8;
    if (items.size() == end_mark_bytes && !frame.empty())
        return frame;
    return refuse_frame("format", slice, "The packed pixels hold no frame, or a damaged one.");
}

base::Result<void> check_runs(ByteView frame, const DicomSlice& slice) {
    constexpr std::uint32_t header_bytes = 64;
    const std::uint32_t segments = little32(frame, 0);
    const auto wanted = static_cast<std::uint32_t>(slice.bits_allocated / 8);
    bool is_good = frame.size() > header_bytes && segments == wanted;
    std::uint32_t before = header_bytes - 1;
    for (std::uint32_t i = 0; is_good && i < segments; ++i) {
        const std::uint32_t offset = little32(frame, 4 + 4 * i);
        is_good = offset > before && offset < frame.size() && (i > 0 || offset == header_bytes);
        before = offset;
    }
    if (is_good)
        return {};
    return refuse_frame("format", slice,
                        "The RLE frame does not hold " + text_of(wanted) +
                            " segments, one for each byte of a pixel.");
}

base::Result<void> check_header(const FrameHeader& header, const DicomSlice& slice) {
    const std::string name(slice.syntax.name);
    if (header.columns != static_cast<std::uint32_t>(slice.columns) ||
        header.rows != static_cast<std::uint32_t>(slice.rows))
        return refuse_frame("dimensions", slice,
                            "The " + name + " frame is " + text_of(header.columns) + " × " +
                                text_of(header.rows) + " pixels, the slice " +
                                text_of(slice.columns) + " × " + text_of(slice.rows) + ".");
    if (header.samples != 1 || header.bits > static_cast<std::uint32_t>(slice.bits_allocated))
        return refuse_frame("format", slice,
                            "The " + name + " frame has " + text_of(header.samples) +
                                " samples of " + text_of(header.bits) +
                                " bits per pixel, the slice one of " +
                                text_of(slice.bits_allocated) + ".");
    return {};
}

} // namespace

base::Result<std::vector<std::byte>> packed_frame(const DicomElements& elements,
                                                  const DicomSlice& slice) {
    auto frame = join_fragments(elements.bytes(Tag::PixelData), slice);
    if (!frame)
        return frame;
    if (slice.syntax.packing == PixelPacking::RunLength)
        return check_runs(*frame, slice).map([&] { return std::move(*frame); });
    constexpr std::uint32_t end_mark = 0xFFD9;
    while (!frame->empty() && frame->back() == std::byte{0}) // up to an even length, or a block
        frame->pop_back();
    const bool is_2000 = slice.syntax.packing == PixelPacking::Jpeg2000;
    const std::uint32_t begin_mark = is_2000 ? 0xFF4F : 0xFFD8;
    if (frame->size() < 4 || big16(*frame, 0) != begin_mark)
        return refuse_frame("format", slice,
                            "The frame does not begin as " + std::string(slice.syntax.name) + ".");
    if (big16(*frame, frame->size() - 2) != end_mark)
        return refuse_frame("truncated", slice,
                            "The " + std::string(slice.syntax.name) +
                                " frame ends without its end mark.");
    const auto header = is_2000 ? jpeg_2000_header(*frame) : jpeg_header(*frame);
    return check_header(header, slice).map([&] { return std::move(*frame); });
}

} // namespace filiform::imaging
