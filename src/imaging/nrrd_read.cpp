// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <vector>

#include "imaging/nrrd.h"
#include "imaging/refusal.h"

namespace filiform::imaging {

namespace {

using geometry::Vec3;

constexpr std::size_t most_axes = 16; // the format's own limit

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (true) {
        const auto first = text.find_first_not_of(" \t");
        if (first == text.npos)
            return words;
        const auto end = std::min(text.find_first_of(" \t", first), text.size());
        words.push_back(text.substr(first, end - first));
        text.remove_prefix(end);
    }
}

template <class Number>
std::optional<Number> number_of(std::string_view word) {
    Number number{};
    const auto parsed = std::from_chars(word.data(), word.data() + word.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != word.data() + word.size())
        return {};
    return number;
}

/// "(1, 0,0)" at the front of `text`, which is taken off.
std::optional<Vec3> take_vector(std::string_view& text) {
    const auto close = text.find(')');
    if (!text.starts_with('(') || close == text.npos)
        return {};
    std::string inner(text.substr(1, close - 1));
    std::ranges::replace(inner, ',', ' ');
    text.remove_prefix(close + 1);
    const auto words = words_of(inner);
    if (words.size() != 3)
        return {};
    const auto x = number_of<double>(words[0]);
    const auto y = number_of<double>(words[1]);
    const auto z = number_of<double>(words[2]);
    if (!x || !y || !z)
        return {};
    return Vec3{*x, *y, *z};
}

/// One vector per axis; nothing for an axis that is "none".
std::optional<std::vector<std::optional<Vec3>>> directions_of(std::string_view text) {
    std::vector<std::optional<Vec3>> directions;
    while (true) {
        const auto first = text.find_first_not_of(" \t");
        if (first == text.npos)
            return directions;
        text.remove_prefix(first);
        if (text.starts_with("none")) {
            directions.emplace_back();
            text.remove_prefix(4);
        } else {
            const auto vector = take_vector(text);
            if (!vector)
                return {};
            directions.push_back(vector);
        }
    }
}

/// The fields of one file, and refusals that name them.
class Header {
  public:
    Header(const NrrdText& text, std::string_view file) : text_(text), file_(file) {}

    [[nodiscard]] std::string_view file() const { return file_; }
    [[nodiscard]] std::optional<std::string_view> find(std::string_view field) const {
        const auto found = text_.fields.find(field);
        if (found == text_.fields.end())
            return {};
        return found->second;
    }
    [[nodiscard]] std::string get(std::string_view field) const {
        return std::string(find(field).value_or(""));
    }
    [[nodiscard]] tl::unexpected<base::Problem> bad(std::string_view code, std::string_view field,
                                                    const std::string& what,
                                                    const std::string& hint) const {
        return refuse({code, file_, field, what, hint});
    }

  private:
    const NrrdText& text_;
    std::string_view file_;
};

struct TypeName {
    VoxelType type;
    std::initializer_list<std::string_view> names;
};
const std::initializer_list<TypeName> type_names{
    {VoxelType::Int8, {"signed char", "int8", "int8_t"}},
    {VoxelType::UInt8, {"uchar", "unsigned char", "uint8", "uint8_t"}},
    {VoxelType::Int16,
     {"short", "short int", "signed short", "signed short int", "int16", "int16_t"}},
    {VoxelType::UInt16, {"ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"}},
    {VoxelType::Int32, {"int", "signed int", "int32", "int32_t"}},
    {VoxelType::UInt32, {"uint", "unsigned int", "uint32", "uint32_t"}},
    {VoxelType::Int64,
     {"longlong", "long long", "long long int", "signed long long", "signed long long int", "int64",
      "int64_t"}},
    {VoxelType::UInt64,
     {"ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t"}},
    {VoxelType::Float32, {"float"}},
    {VoxelType::Float64, {"double"}}};

base::Result<VoxelType> type_of(const Header& header) {
    const auto name = header.get("type");
    for (const auto& known : type_names)
        if (std::ranges::find(known.names, name) != known.names.end())
            return known.type;
    return header.bad("format", "type", "The voxel type " + in_quotes(name) + " is not read.",
                      "Convert the file to 16-bit integers or 32-bit floats.");
}

base::Result<std::endian> order_of(const Header& header, VoxelType type) {
    const auto name = header.get("endian");
    if (name == "little" || (name.empty() && bytes_of(type) == 1))
        return std::endian::little;
    if (name == "big")
        return std::endian::big;
    return header.bad("format", "endian", "The byte order is " + in_quotes(name) + ".",
                      "It must be little or big; export the file again.");
}

/// Voxels in the same file, right behind the header, raw or gzip: everything else is refused.
base::Result<bool> is_packed(const Header& header) {
    if (header.find("data file") || header.find("datafile"))
        return header.bad("format", "data file", "The voxels are in another file.",
                          "Save header and voxels in one .nrrd file.");
    for (const std::string_view skip : {"byte skip", "byteskip", "line skip", "lineskip"})
        if (header.find(skip).value_or("0") != "0")
            return header.bad("format", skip, "The voxels do not follow the header directly.",
                              "Save the file again as plain NRRD.");
    const auto encoding = header.get("encoding");
    if (encoding == "raw")
        return false;
    if (encoding == "gzip" || encoding == "gz")
        return true;
    return header.bad("format", "encoding", "The encoding " + in_quotes(encoding) + " is not read.",
                      "Save the file with encoding raw or gzip.");
}

base::Result<Vec3> ras_signs(const Header& header) {
    const auto space = header.get("space");
    if (space == "right-anterior-superior" || space == "RAS")
        return Vec3{1, 1, 1};
    if (space == "left-posterior-superior" || space == "LPS")
        return Vec3{-1, -1, 1};
    if (space == "left-anterior-superior" || space == "LAS")
        return header.bad("frame", "space",
                          "Programs disagree about " + in_quotes(space) +
                              ": ITK up to 5.2 mirrors it.",
                          "Export it with the space left-posterior-superior and check the sides.");
    return header.bad("frame", "space",
                      space.empty()
                          ? "The file does not say which way its axes point."
                          : "The space " + in_quotes(space) + " is not tied to the patient.",
                      "Export it with the space left-posterior-superior.");
}

base::Result<void> check_units(const Header& header) {
    auto units = header.get("space units");
    std::erase(units, '"');
    for (const auto unit : words_of(units))
        if (unit != "mm" && unit != "millimeter" && unit != "millimetre")
            return header.bad("units", "space units", "The unit is " + in_quotes(unit) + ".",
                              "Export the file with millimetres.");
    return {};
}

struct Axes {
    std::array<std::int64_t, 3> counts{};
    geometry::Affine frame; ///< in the file's space, origin not yet set
};

base::Result<Axes> axes_of(const Header& header) {
    const auto count = number_of<std::size_t>(header.get("dimension")).value_or(0);
    if (count < 3 || count > most_axes)
        return header.bad("dimensions", "dimension",
                          "The image has " + in_quotes(header.get("dimension")) + " axes.",
                          "A scan has three; export it again.");
    const std::string sizes_text = header.get("sizes");
    const auto sizes = words_of(sizes_text);
    const auto directions = directions_of(header.get("space directions"));
    if (!header.find("space directions"))
        return header.bad("affine", "space directions",
                          "The file does not say which way the patient lies.",
                          "Export the scan with its orientation.");
    if (!directions || sizes.size() != count || directions->size() != count)
        return header.bad("format", "sizes, space directions",
                          "They do not list " + std::to_string(count) + " readable axes.",
                          "Export the file again.");
    Axes axes;
    std::size_t spatial = 0;
    for (std::size_t axis = 0; axis < count; ++axis) {
        const auto size = number_of<std::int64_t>(sizes[axis]);
        const auto& direction = (*directions)[axis];
        if (!size || (!direction && *size != 1) || (direction && spatial == 3))
            return header.bad("dimensions", "sizes",
                              "Axis " + std::to_string(axis + 1) + " of " +
                                  in_quotes(header.get("sizes")) + " is no axis of one volume.",
                              "Overlapping segments or several volumes: export one label map.");
        if (!direction)
            continue;
        axes.counts[spatial] = *size;
        axes.frame.columns[spatial++] = *direction;
    }
    if (spatial == 3)
        return axes;
    return header.bad("dimensions", "space directions",
                      "The image has " + std::to_string(spatial) + " axes in space.",
                      "A scan has three; export it again.");
}

base::Result<geometry::Affine> frame_of(const Header& header, const Axes& axes,
                                        const ReadLimits& limits) {
    const auto signs = ras_signs(header);
    if (!signs)
        return tl::unexpected(signs.error());
    if (auto good = check_units(header); !good)
        return tl::unexpected(good.error());
    std::string origin_text = header.get("space origin");
    std::string_view rest = origin_text;
    const auto origin = take_vector(rest);
    if (!origin)
        return header.bad("affine", "space origin", "The origin is " + in_quotes(origin_text) + ".",
                          "It must be three numbers; export the file again.");
    const auto turned = [&](const Vec3& v) {
        return Vec3{v.x * signs->x, v.y * signs->y, v.z * signs->z};
    };
    const auto& columns = axes.frame.columns;
    return check_frame(
        {{{turned(columns[0]), turned(columns[1]), turned(columns[2])}, turned(*origin)},
         "space directions"},
        header.file(), limits);
}

} // namespace

base::Result<StoredImage> read_nrrd_header(ByteStream& stream, std::string_view file,
                                           const ReadLimits& limits) {
    const auto text = read_nrrd_text(stream, file);
    if (!text)
        return tl::unexpected(text.error());
    const Header header(*text, file);
    const auto packed = is_packed(header);
    if (!packed)
        return tl::unexpected(packed.error());
    const auto type = type_of(header);
    if (!type)
        return tl::unexpected(type.error());
    const auto order = order_of(header, *type);
    if (!order)
        return tl::unexpected(order.error());
    const auto axes = axes_of(header);
    if (!axes)
        return tl::unexpected(axes.error());
    const auto size = check_size({axes->counts, "sizes"}, file, limits);
    if (!size)
        return tl::unexpected(size.error());
    const auto frame = frame_of(header, *axes, limits);
    if (!frame)
        return tl::unexpected(frame.error());
    if (*packed)
        stream.unpack_rest();
    if (auto room = check_room(stream, size->voxels() * bytes_of(*type), file, limits); !room)
        return tl::unexpected(room.error());
    return StoredImage{std::string(file),         *size, *frame, *type, *order, 1, 0,
                       segment_names(*text, file)};
}

} // namespace filiform::imaging
