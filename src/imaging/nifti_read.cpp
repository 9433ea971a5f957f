// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "imaging/label_table.h"
#include "imaging/nifti.h"
#include "imaging/nifti_fields.h"
#include "imaging/nifti_frame.h"
#include "imaging/refusal.h"
#include "imaging/tolerances.h"

namespace filiform::imaging {

namespace {

constexpr std::size_t extension_flag_bytes = 4;
constexpr int caret_code = 30;
constexpr int nameless_code = 0; // what TotalSegmentator writes its Caret table under

struct TypeCode {
    std::int64_t datatype;
    std::int64_t bits;
    VoxelType type;
};
constexpr std::array<TypeCode, 10> type_codes{{{2, 8, VoxelType::UInt8},
                                               {4, 16, VoxelType::Int16},
                                               {8, 32, VoxelType::Int32},
                                               {16, 32, VoxelType::Float32},
                                               {64, 64, VoxelType::Float64},
                                               {256, 8, VoxelType::Int8},
                                               {512, 16, VoxelType::UInt16},
                                               {768, 32, VoxelType::UInt32},
                                               {1024, 64, VoxelType::Int64},
                                               {1280, 64, VoxelType::UInt64}}};

base::Result<std::vector<std::byte>> read_exactly(ByteStream& stream, std::size_t count,
                                                  std::string_view file, std::string_view field) {
    std::vector<std::byte> bytes(count);
    const std::size_t got = stream.read(bytes);
    if (got == count)
        return bytes;
    return refuse(
        {stream.is_damaged() ? "damaged" : "truncated", file, field,
         "The file ends after " + std::to_string(got) + " of " + std::to_string(count) + " bytes.",
         "Copy the file again from its source."});
}

base::Result<NiftiFields> read_fields(ByteStream& stream, std::string_view file) {
    auto bytes = read_exactly(stream, 4, file, "sizeof_hdr");
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto kind = find_nifti_kind(*bytes);
    if (!kind)
        return refuse({"format", file, "sizeof_hdr", "This is not a NIfTI file.",
                       "Give a NIfTI (.nii, .nii.gz) or NRRD file or a DICOM folder."});
    const std::size_t whole = kind->version == 1 ? nifti1_bytes : nifti2_bytes;
    auto rest = read_exactly(stream, whole - 4, file, "header");
    if (!rest)
        return tl::unexpected(rest.error());
    bytes->insert(bytes->end(), rest->begin(), rest->end());
    const auto fields = read_nifti_fields(*bytes, *kind);
    if (!fields)
        return refuse({"format", file, "magic", "The magic is neither n+1 nor n+2.",
                       "ANALYZE files carry no orientation; convert the scan to .nii again."});
    if (fields->is_pair)
        return refuse({"format", file, "magic", "This is the header half of a .hdr/.img pair.",
                       "Convert the pair to a single .nii file."});
    return *fields;
}

base::Result<geometry::Size3> size_of(const NiftiFields& fields, std::string_view file,
                                      const ReadLimits& limits) {
    const std::int64_t axes = fields.dim[0];
    if (axes < 3 || axes > 7)
        return refuse({"dimensions", file, "dim[0]", "The image has " + text_of(axes) + " axes.",
                       "A scan has three (NIfTI allows 1 to 7); export it again."});
    for (std::size_t axis = 4; axis <= static_cast<std::size_t>(axes); ++axis)
        if (fields.dim[axis] != 1)
            return refuse(
                {"dimensions", file, "dim[" + std::to_string(axis) + "]",
                 "The image has " + text_of(fields.dim[axis]) + " volumes along a further axis.",
                 "Extract the one volume that is meant."});
    return check_size({{fields.dim[1], fields.dim[2], fields.dim[3]}, "dim[1..3]"}, file, limits);
}

base::Result<VoxelType> type_of(const NiftiFields& fields, std::string_view file) {
    const auto known = std::ranges::find(type_codes, fields.datatype, &TypeCode::datatype);
    if (known == type_codes.end())
        return refuse({"format", file, "datatype",
                       "Voxels of NIfTI type " + text_of(fields.datatype) +
                           " are not numbers "
                           "this program reads.",
                       "Convert the scan to 16-bit integers or 32-bit floats."});
    if (known->bits != fields.bitpix)
        return refuse({"format", file, "bitpix",
                       "Voxels of type " + text_of(fields.datatype) + " take " +
                           text_of(known->bits) + " bits, the file says " + text_of(fields.bitpix) +
                           ".",
                       "The header is damaged; export the file again."});
    return known->type;
}

/// Slope 0 means none by the standard; not-a-number in both is how some writers spell the same.
base::Result<void> take_scaling(const NiftiFields& fields, StoredImage& stored) {
    const double slope = fields.scl_slope;
    const double inter = fields.scl_inter;
    if (slope == 0 || (std::isnan(slope) && std::isnan(inter)))
        return {};
    if (!std::isfinite(slope) || !std::isfinite(inter))
        return refuse({"not_finite", stored.file, "scl_slope, scl_inter",
                       "The scaling is " + text_of(slope) + " and " + text_of(inter) + ".",
                       "Export the file again with a finite scaling."});
    stored.slope = slope;
    stored.intercept = inter;
    return {};
}

/// Where the voxels begin, at least behind header and extension flag. Some writers leave 0 there.
base::Result<std::uint64_t> voxel_offset(const NiftiFields& fields, const ByteStream& stream,
                                         std::string_view file) {
    const double least = static_cast<double>((fields.version == 1 ? nifti1_bytes : nifti2_bytes) +
                                             extension_flag_bytes);
    const double offset = fields.vox_offset == 0 ? least : fields.vox_offset;
    const double most = static_cast<double>(most_header_bytes);
    if (!(offset >= least) || offset != std::floor(offset) || offset > most)
        return refuse({"extension", file, "vox_offset",
                       "The voxels are said to begin at byte " + text_of(fields.vox_offset) + ".",
                       "They begin between byte " + text_of(least) + " and " + text_of(most) +
                           "; the header is damaged."});
    if (!stream.is_packed() && offset > static_cast<double>(stream.stored_bytes()))
        return refuse({"truncated", file, "vox_offset",
                       "The voxels are said to begin at byte " + text_of(offset) +
                           " of a file of " + std::to_string(stream.stored_bytes()) + " bytes.",
                       "Copy the file again from its source."});
    return static_cast<std::uint64_t>(offset);
}

std::int32_t number_at(std::span<const std::byte> bytes, std::size_t at, std::endian order) {
    std::array<std::byte, 4> raw;
    std::memcpy(raw.data(), bytes.subspan(at, raw.size()).data(), raw.size());
    if (order != std::endian::native)
        std::ranges::reverse(raw);
    return std::bit_cast<std::int32_t>(raw);
}

bool is_zero(std::span<const std::byte> bytes) {
    return std::ranges::all_of(bytes, [](std::byte b) { return b == std::byte{0}; });
}

/// The XML of the first Caret label table among the extensions, empty if there is none.
base::Result<std::string> find_caret_xml(std::span<const std::byte> area, std::endian order,
                                         std::string_view file) {
    std::string xml;
    while (area.size() >= 16 && !is_zero(area)) {
        const std::int64_t size = number_at(area, 0, order);
        const std::int32_t code = number_at(area, 4, order);
        if (size < 16 || size % 16 != 0 || size > static_cast<std::int64_t>(area.size()))
            return refuse({"extension", file, "esize",
                           "A header extension claims " + text_of(size) + " bytes where " +
                               std::to_string(area.size()) + " are left.",
                           "A size is a multiple of 16 that fits; export the file again."});
        const auto payload = area.subspan(8, static_cast<std::size_t>(size) - 8);
        const std::string_view text(reinterpret_cast<const char*>(payload.data()), payload.size());
        const bool is_caret = code == caret_code || code == nameless_code;
        if (xml.empty() && is_caret && text.find("<CaretExtension") != text.npos)
            xml = text;
        area = area.subspan(static_cast<std::size_t>(size));
    }
    if (area.empty() || is_zero(area))
        return xml;
    return refuse({"extension", file, "esize",
                   std::to_string(area.size()) + " bytes before the voxels belong to no extension.",
                   "The header is damaged; export the file again."});
}

/// Takes everything up to the voxels off the stream; names come from a label table there.
base::Result<void> read_extensions(ByteStream& stream, const NiftiFields& fields,
                                   StoredImage& stored) {
    const auto offset = voxel_offset(fields, stream, stored.file);
    if (!offset)
        return tl::unexpected(offset.error());
    const std::size_t header = fields.version == 1 ? nifti1_bytes : nifti2_bytes;
    const auto area = read_exactly(stream, *offset - header, stored.file, "vox_offset");
    if (!area)
        return tl::unexpected(area.error());
    if (area->front() == std::byte{0})
        return {};
    const auto extensions = std::span(*area).subspan(extension_flag_bytes);
    const auto xml = find_caret_xml(extensions, fields.order, stored.file);
    if (!xml)
        return tl::unexpected(xml.error());
    stored.names = read_label_table(*xml, stored.file);
    return {};
}

} // namespace

bool looks_like_nifti(std::span<const std::byte> first_bytes) {
    return find_nifti_kind(first_bytes).has_value();
}

base::Result<StoredImage> read_nifti_header(ByteStream& stream, std::string_view file,
                                            const ReadLimits& limits) {
    const auto fields = read_fields(stream, file);
    if (!fields)
        return tl::unexpected(fields.error());
    const auto size = size_of(*fields, file, limits);
    if (!size)
        return tl::unexpected(size.error());
    const auto type = type_of(*fields, file);
    if (!type)
        return tl::unexpected(type.error());
    const auto frame = nifti_frame(*fields, *size, file, limits);
    if (!frame)
        return tl::unexpected(frame.error());
    if (auto room = check_room(stream, size->voxels() * bytes_of(*type), file, limits); !room)
        return tl::unexpected(room.error());
    StoredImage stored{std::string(file), *size, *frame, *type, fields->order, 1, 0, {}};
    if (auto good = take_scaling(*fields, stored); !good)
        return tl::unexpected(good.error());
    if (auto good = read_extensions(stream, *fields, stored); !good)
        return tl::unexpected(good.error());
    return stored;
}

} // namespace filiform::imaging
