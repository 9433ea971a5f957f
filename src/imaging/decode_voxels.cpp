// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>

#include "imaging/refusal.h"
#include "imaging/stored_image.h"
#include "imaging/tolerances.h"

namespace filiform::imaging {

namespace {

constexpr std::size_t chunk_voxels = std::size_t{32} * 1024;

template <class Stored>
Stored stored_at(const std::byte* at, std::endian order) {
    std::array<std::byte, sizeof(Stored)> raw;
    std::memcpy(raw.data(), at, raw.size());
    if (order != std::endian::native)
        std::ranges::reverse(raw);
    return std::bit_cast<Stored>(raw);
}

/// Calls `work` with a value of the C++ type that `type` names.
template <class Work>
auto with_type(VoxelType type, const Work& work) {
    switch (type) {
    case VoxelType::Int8:
        return work(std::int8_t{});
    case VoxelType::UInt8:
        return work(std::uint8_t{});
    case VoxelType::Int16:
        return work(std::int16_t{});
    case VoxelType::UInt16:
        return work(std::uint16_t{});
    case VoxelType::Int32:
        return work(std::int32_t{});
    case VoxelType::UInt32:
        return work(std::uint32_t{});
    case VoxelType::Int64:
        return work(std::int64_t{});
    case VoxelType::UInt64:
        return work(std::uint64_t{});
    case VoxelType::Float32:
        return work(float{});
    case VoxelType::Float64:
        break;
    }
    return work(double{});
}

std::string voxel_place(const geometry::Size3& size, std::size_t index) {
    const auto row = static_cast<std::size_t>(size.x);
    const auto slice = row * static_cast<std::size_t>(size.y);
    return "voxel " + std::to_string(index % row) + ", " + std::to_string(index % slice / row) +
           ", " + std::to_string(index / slice);
}

/// Whether the value at `index` is usable, and if not, why.
using VoxelProblem = std::optional<tl::unexpected<base::Problem>>;

template <class Value>
struct VoxelSink {
    const StoredImage& stored;
    std::vector<Value>& values;

    VoxelProblem refusal(std::string_view code, const std::string& what,
                         const std::string& hint) const {
        const auto field = voxel_place(stored.size, values.size());
        return refuse({code, stored.file, field, what, hint});
    }
};

template <class Stored>
VoxelProblem take(const VoxelSink<float>& sink, Stored raw) {
    const double exact = sink.stored.slope * static_cast<double>(raw) + sink.stored.intercept;
    if (!(std::abs(exact) <= static_cast<double>(std::numeric_limits<float>::max())))
        return sink.refusal("not_finite", "The value is " + text_of(exact) + ".",
                            "Replace such voxels, for example by the value of air.");
    sink.values.push_back(static_cast<float>(exact));
    return {};
}

template <class Stored>
VoxelProblem take(const VoxelSink<std::int32_t>& sink, Stored raw) {
    using Limits = std::numeric_limits<std::int32_t>;
    if constexpr (std::is_floating_point_v<Stored>) {
        if (!std::isfinite(raw))
            return sink.refusal("not_finite", "The label is " + text_of(raw) + ".",
                                "Replace such voxels by 0.");
        if (raw != std::floor(raw))
            return sink.refusal("fractional_labels", "The label is " + text_of(raw) + ".",
                                "Labels are whole numbers; resample by nearest neighbour.");
    }
    bool fits = true;
    if constexpr (std::is_floating_point_v<Stored>)
        fits =
            static_cast<double>(raw) >= Limits::min() && static_cast<double>(raw) <= Limits::max();
    else
        fits = std::in_range<std::int32_t>(raw);
    if (!fits)
        return sink.refusal("label_range",
                            "The label is " + text_of(static_cast<double>(raw)) +
                                ", beyond 32 bits.",
                            "Renumber the labels.");
    sink.values.push_back(static_cast<std::int32_t>(raw));
    return {};
}

tl::unexpected<base::Problem> cut_short(const ByteStream& stream, const StoredImage& stored,
                                        std::size_t got) {
    if (stream.is_damaged())
        return refuse({"damaged", stored.file, "voxels",
                       "The packed data contradict themselves after " + std::to_string(got) +
                           " of " + std::to_string(stored.size.voxels()) + " voxels.",
                       "Copy the file again from its source."});
    return refuse({"truncated", stored.file, "voxels",
                   "The file ends after " + std::to_string(got) + " of " +
                       std::to_string(stored.size.voxels()) + " voxels.",
                   "Copy the file again from its source."});
}

/// Behind the last voxel there is nothing but padding, and the checksum holds.
base::Result<void> check_end(ByteStream& stream, const StoredImage& stored) {
    std::vector<std::byte> rest(most_trailing_bytes + 1);
    const std::size_t count = stream.read(rest);
    if (stream.is_damaged())
        return cut_short(stream, stored, stored.size.voxels());
    if (count <= most_trailing_bytes && stream.is_packed() && !stream.has_packed_end())
        return cut_short(stream, stored, stored.size.voxels());
    if (count <= most_trailing_bytes)
        return {};
    const std::string what = "More than " + std::to_string(most_trailing_bytes) +
                             " bytes follow the last voxel that the header declares.";
    if (stream.is_packed())
        return refuse({"bomb", stored.file, "voxels", what,
                       "The file unpacks to more than it says; export it again."});
    return refuse({"dimensions", stored.file, "voxels", what,
                   "The size in the header is wrong; export the file again."});
}

template <class Value>
base::Result<std::vector<Value>> decode(ByteStream& stream, const StoredImage& stored) {
    std::vector<Value> values;
    const std::size_t total = stored.size.voxels();
    const std::size_t width = bytes_of(stored.type);
    values.reserve(total); // reserved, not touched: pages come with the data
    const VoxelSink<Value> sink{stored, values};
    std::vector<std::byte> chunk(std::min(total, chunk_voxels) * width);
    while (values.size() < total) {
        const std::size_t wanted = std::min(chunk_voxels, total - values.size()) * width;
        const std::size_t got = stream.read(std::span(chunk).first(wanted));
        const auto problem = with_type(stored.type, [&](auto kind) -> VoxelProblem {
            using Stored = decltype(kind);
            for (std::size_t at = 0; at + width <= got; at += width)
                if (auto bad = take(sink, stored_at<Stored>(chunk.data() + at, stored.order)))
                    return bad;
            return {};
        });
        if (problem)
            return *problem;
        if (got < wanted)
            return cut_short(stream, stored, values.size());
    }
    if (auto end = check_end(stream, stored); !end)
        return tl::unexpected(end.error());
    return values;
}

} // namespace

base::Result<Scan> decode_scan(ByteStream& stream, const StoredImage& stored) {
    return decode<float>(stream, stored).map([&](std::vector<float>&& values) {
        return Scan{{stored.size, stored.world_from_voxel, std::move(values)}, false};
    });
}

base::Result<LabelMap> decode_labels(ByteStream& stream, const StoredImage& stored) {
    if (!stored.names)
        return tl::unexpected(stored.names.error());
    if (stored.slope != 1 || stored.intercept != 0)
        return refuse({"scaled_labels", stored.file, "scl_slope, scl_inter",
                       "Labels are scaled by " + text_of(stored.slope) + " and shifted by " +
                           text_of(stored.intercept) + ".",
                       "Save the label map as plain whole numbers."});
    return decode<std::int32_t>(stream, stored).map([&](std::vector<std::int32_t>&& values) {
        return LabelMap{{stored.size, stored.world_from_voxel, std::move(values)}, *stored.names};
    });
}

} // namespace filiform::imaging
