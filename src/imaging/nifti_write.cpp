// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/expects.h"
#include "imaging/image_file.h"
#include "imaging/label_table.h"
#include "imaging/nifti.h"
#include "imaging/nifti_fields.h"
#include "imaging/refusal.h"
#include "imaging/tolerances.h"
#include "imaging/whole_file.h"

namespace filiform::imaging {

namespace {

using geometry::Affine;
using geometry::Vec3;

constexpr int most_axis_voxels = 32'767; // dim is a 16-bit number in NIfTI-1
constexpr std::size_t voxels_at_once = std::size_t{32} * 1024;
constexpr std::uint8_t unit_mm = 2;
constexpr std::int16_t code_scanner = 1; // NIFTI_XFORM_SCANNER_ANAT
constexpr std::int16_t intent_label = 1002;

/// Numbers at byte offsets, always little-endian; what is not set is zero.
class FieldWriter {
  public:
    explicit FieldWriter(std::size_t bytes) : bytes_(bytes) {}

    template <class Stored>
    void set(std::size_t offset, Stored value) {
        auto raw = std::bit_cast<std::array<std::byte, sizeof(Stored)>>(value);
        if (std::endian::native != std::endian::little)
            std::ranges::reverse(raw);
        std::ranges::copy(raw, bytes_.begin() + static_cast<std::ptrdiff_t>(offset));
    }
    void set_text(std::size_t offset, std::string_view text) {
        std::memcpy(bytes_.data() + offset, text.data(), text.size());
    }
    [[nodiscard]] std::vector<std::byte> take() { return std::move(bytes_); }

  private:
    std::vector<std::byte> bytes_;
};

/// The frame as float32 keeps it, so that writing what was read gives the same bytes. Not inlined:
/// GCC 12 vectorises the two conversions and then forgets some of them.
[[gnu::noinline]] Affine rounded(const Affine& frame) {
    const auto round = [](const Vec3& v) {
        return Vec3{static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
    };
    return {{round(frame.columns[0]), round(frame.columns[1]), round(frame.columns[2])},
            round(frame.translation)};
}

struct Quaternion {
    double flip = 1; ///< −1 when the third axis is mirrored
    double b = 0;
    double c = 0;
    double d = 0;
};

/// Source: the NIfTI-1 header's own description ("METHOD 2"); the branch with the largest part is
///         taken, which keeps the others exact.
Quaternion quaternion_of(const Affine& frame) {
    const Vec3 x = normalized(frame.columns[0]);
    const Vec3 y = normalized(frame.columns[1]);
    Vec3 z = normalized(frame.columns[2]);
    Quaternion q;
    if (determinant(frame) < 0) {
        q.flip = -1;
        z = -z;
    }
    const double trace = x.x + y.y + z.z + 1;
    if (trace > 0.5) {
        const double a = 0.5 * std::sqrt(trace);
        q.b = 0.25 * (y.z - z.y) / a;
        q.c = 0.25 * (z.x - x.z) / a;
        q.d = 0.25 * (x.y - y.x) / a;
        return q;
    }
    const std::array<double, 3> parts{1 + x.x - y.y - z.z, 1 + y.y - x.x - z.z,
                                      1 + z.z - x.x - y.y};
    double a = 0;
    if (parts[0] >= parts[1] && parts[0] >= parts[2]) {
        q.b = 0.5 * std::sqrt(parts[0]);
        q.c = 0.25 * (y.x + x.y) / q.b;
        q.d = 0.25 * (z.x + x.z) / q.b;
        a = 0.25 * (y.z - z.y) / q.b;
    } else if (parts[1] >= parts[2]) {
        q.c = 0.5 * std::sqrt(parts[1]);
        q.b = 0.25 * (y.x + x.y) / q.c;
        q.d = 0.25 * (z.y + y.z) / q.c;
        a = 0.25 * (z.x - x.z) / q.c;
    } else {
        q.d = 0.5 * std::sqrt(parts[2]);
        q.b = 0.25 * (z.x + x.z) / q.d;
        q.c = 0.25 * (z.y + y.z) / q.d;
        a = 0.25 * (x.y - y.x) / q.d;
    }
    if (a < 0) { // q and −q are one rotation; the format leaves a out as non-negative
        q.b = -q.b;
        q.c = -q.c;
        q.d = -q.d;
    }
    return q;
}

struct TypeFields {
    std::int16_t datatype;
    std::int16_t bits;
};
TypeFields type_fields(VoxelType type) {
    switch (type) {
    case VoxelType::Int8:
        return {256, 8};
    case VoxelType::UInt8:
        return {2, 8};
    case VoxelType::Int16:
        return {4, 16};
    case VoxelType::UInt16:
        return {512, 16};
    case VoxelType::Int32:
        return {8, 32};
    case VoxelType::UInt32:
        return {768, 32};
    case VoxelType::Int64:
        return {1024, 64};
    case VoxelType::UInt64:
        return {1280, 64};
    case VoxelType::Float32:
        return {16, 32};
    case VoxelType::Float64:
        return {64, 64};
    }
    return {};
}

void set_frame(FieldWriter& out, const Affine& frame) {
    const Quaternion q = quaternion_of(frame);
    out.set(76, static_cast<float>(q.flip));
    for (std::size_t axis = 0; axis < 3; ++axis) {
        out.set(80 + 4 * axis, static_cast<float>(length(frame.columns[axis])));
        out.set(280 + 4 * axis, static_cast<float>(frame.columns[axis].x));
        out.set(296 + 4 * axis, static_cast<float>(frame.columns[axis].y));
        out.set(312 + 4 * axis, static_cast<float>(frame.columns[axis].z));
    }
    out.set(252, code_scanner);
    out.set(254, code_scanner);
    out.set(256, static_cast<float>(q.b));
    out.set(260, static_cast<float>(q.c));
    out.set(264, static_cast<float>(q.d));
    const Vec3& t = frame.translation;
    for (const auto& [offset, value] : {std::pair<std::size_t, double>{268, t.x},
                                        {272, t.y},
                                        {276, t.z},
                                        {292, t.x},
                                        {308, t.y},
                                        {324, t.z}})
        out.set(offset, static_cast<float>(value));
}

base::Result<void> check_writable(const NiftiHeader& header, std::string_view file) {
    const auto& size = header.size;
    for (const int count : {size.x, size.y, size.z})
        if (count < 1 || count > most_axis_voxels)
            return refuse({"write", file, "dim", "An axis has " + text_of(count) + " voxels.",
                           "NIfTI-1 holds 1 to 32767 along each; crop the image."});
    const auto& frame = header.world_from_voxel;
    const double volume = determinant(frame);
    for (std::size_t a = 0; a < 3; ++a) {
        const double cosine =
            dot(normalized(frame.columns[a]), normalized(frame.columns[(a + 1) % 3]));
        if (!std::isfinite(volume) || volume == 0 || std::abs(cosine) > most_axis_cosine)
            return refuse({"write", file, "sform", "The frame is singular or sheared.",
                           "Resample the image to a right-angled grid."});
    }
    return {};
}

constexpr std::size_t padded_to_16(std::size_t bytes) {
    return (bytes + 15) / 16 * 16;
}

} // namespace

base::Result<std::vector<std::byte>> write_nifti_header(const NiftiHeader& header,
                                                        std::string_view file) {
    if (auto good = check_writable(header, file); !good)
        return tl::unexpected(good.error());
    const std::string xml = header.names.empty() ? "" : write_label_table(header.names);
    const std::size_t extension = xml.empty() ? 0 : padded_to_16(xml.size() + 8);
    FieldWriter out(nifti1_bytes + 4 + extension);
    out.set(0, static_cast<std::int32_t>(nifti1_bytes));
    const std::array<int, 8> dim{3, header.size.x, header.size.y, header.size.z, 1, 1, 1, 1};
    for (std::size_t i = 0; i < dim.size(); ++i)
        out.set(40 + 2 * i, static_cast<std::int16_t>(dim[i]));
    if (!xml.empty())
        out.set(68, intent_label);
    const TypeFields type = type_fields(header.type);
    out.set(70, type.datatype);
    out.set(72, type.bits);
    out.set(108, static_cast<float>(nifti1_bytes + 4 + extension));
    out.set(112, 1.0f);
    out.set(123, unit_mm);
    set_frame(out, rounded(header.world_from_voxel));
    out.set_text(344, std::string_view("n+1\0", 4));
    if (!xml.empty()) {
        out.set(348, std::uint8_t{1});
        out.set(352, static_cast<std::int32_t>(extension));
        out.set(356, std::int32_t{0});
        out.set_text(360, xml);
    }
    return out.take();
}

namespace {

template <class Stored, class Value>
base::Result<void> save_voxels(WholeFile& out, const std::vector<Value>& values) {
    std::vector<std::byte> chunk;
    for (std::size_t first = 0; first < values.size(); first += voxels_at_once) {
        const std::size_t count = std::min(voxels_at_once, values.size() - first);
        chunk.resize(count * sizeof(Stored));
        for (std::size_t i = 0; i < count; ++i) {
            auto raw = std::bit_cast<std::array<std::byte, sizeof(Stored)>>(
                static_cast<Stored>(values[first + i]));
            if (std::endian::native != std::endian::little)
                std::ranges::reverse(raw);
            std::ranges::copy(raw, chunk.begin() + static_cast<std::ptrdiff_t>(i * sizeof(Stored)));
        }
        if (auto good = out.append(chunk); !good)
            return good;
    }
    return {};
}

template <class Stored, class Value>
base::Result<void> save(const std::filesystem::path& path, const NiftiHeader& header,
                        const std::vector<Value>& values) {
    base::expects(values.size() == header.size.voxels(), "an image has one value per voxel");
    const auto bytes = write_nifti_header(header, path.string());
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto packing = path.extension() == ".gz" ? Packing::Gzip : Packing::None;
    auto out = WholeFile::begin(path, packing);
    if (!out)
        return tl::unexpected(out.error());
    if (auto good = out->append(*bytes); !good)
        return good;
    if (auto good = save_voxels<Stored>(*out, values); !good)
        return good;
    return out->finish();
}

} // namespace

base::Result<void> save_nifti(const std::filesystem::path& path, const Scan& scan) {
    const auto& image = scan.image;
    NiftiHeader header{image.size, image.world_from_voxel, VoxelType::Float32, {}};
    const auto is_short = [](float value) {
        return value >= -32'768.0f && value <= 32'767.0f && value == std::floor(value);
    };
    if (!std::ranges::all_of(image.voxels, is_short))
        return save<float>(path, header, image.voxels);
    header.type = VoxelType::Int16;
    return save<std::int16_t>(path, header, image.voxels);
}

base::Result<void> save_nifti(const std::filesystem::path& path, const LabelMap& labels) {
    const auto& image = labels.image;
    NiftiHeader header{image.size, image.world_from_voxel, VoxelType::Int32, labels.names};
    const auto [low, high] = std::ranges::minmax_element(image.voxels);
    base::expects(low != image.voxels.end(), "an image has voxels");
    if (*low >= 0 && *high <= 255) {
        header.type = VoxelType::UInt8;
        return save<std::uint8_t>(path, header, image.voxels);
    }
    if (*low >= -32'768 && *high <= 32'767) {
        header.type = VoxelType::Int16;
        return save<std::int16_t>(path, header, image.voxels);
    }
    return save<std::int32_t>(path, header, image.voxels);
}

} // namespace filiform::imaging
