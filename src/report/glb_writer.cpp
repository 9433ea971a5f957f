// SPDX-License-Identifier: Apache-2.0
#include "report/glb_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "base/expects.h"
#include "report/glb_packing.h"

namespace filiform::report {

using geometry::Vec3;

// The format is little-endian; so is every machine this is built for.
static_assert(std::endian::native == std::endian::little);

namespace {

constexpr int array_buffer = 34962;
constexpr int element_array_buffer = 34963;
constexpr int type_float = 5126;
constexpr int type_signed_byte = 5120;
constexpr int type_byte = 5121;
constexpr int type_signed_short = 5122;
constexpr int type_short = 5123;
constexpr int type_word = 5125;
constexpr int mode_points = 0;
constexpr double metres_per_mm = 1e-3;
constexpr const char* compression = "EXT_meshopt_compression";
constexpr const char* quantization = "KHR_mesh_quantization";

/// (x, y, z) = (−right, head, front): the patient stands upright and faces the viewer.
std::array<float, 3> turned(const Vec3& v, double scale) {
    return {static_cast<float>(-v.x * scale), static_cast<float>(v.z * scale),
            static_cast<float>(v.y * scale)};
}

void append(std::vector<std::byte>& bytes, const void* data, std::size_t count) {
    const std::size_t at = bytes.size();
    bytes.resize(at + count);
    if (count > 0)
        std::memcpy(bytes.data() + at, data, count);
}

void append_word(std::vector<std::byte>& bytes, std::size_t value) {
    const auto word = static_cast<std::uint32_t>(value);
    append(bytes, &word, sizeof word);
}

/// JSON without the blanks between its parts: nobody reads it here, and some hundred nodes have
/// many.
std::string without_blanks(const std::string& json) {
    std::string out;
    out.reserve(json.size());
    bool is_in_text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (!is_in_text && (c == ' ' || c == '\n'))
            continue;
        out += c;
        if (is_in_text && c == '\\')
            out += json[++i]; // what is escaped ends no text
        else if (c == '"')
            is_in_text = !is_in_text;
    }
    return out;
}

/// Lighting reckons with linear light; the palette is sRGB.
double linear(double srgb) {
    return srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4);
}

} // namespace

int GlbWriter::add_material(const Material& material) {
    for (std::size_t i = 0; i < materials_.size(); ++i)
        if (materials_[i].name == material.name)
            return static_cast<int>(i);
    materials_.push_back(material);
    return static_cast<int>(materials_.size() - 1);
}

int GlbWriter::add_view(const void* data, std::size_t bytes, int target) {
    while (buffer_.size() % 4 != 0)
        buffer_.push_back(std::byte{0});
    views_.push_back({buffer_.size(), bytes, target, 0, 0, nullptr, nullptr});
    append(buffer_, data, bytes);
    return static_cast<int>(views_.size() - 1);
}

int GlbWriter::add_vectors(const std::vector<Vec3>& vectors, bool has_bounds, double scale) {
    std::vector<float> numbers;
    numbers.reserve(3 * vectors.size());
    for (const Vec3& vector : vectors) {
        const auto v = turned(vector, scale);
        numbers.insert(numbers.end(), v.begin(), v.end());
    }
    Accessor accessor{0, type_float, vectors.size(), "VEC3", {}, {}, false};
    accessor.view = add_view(numbers.data(), numbers.size() * sizeof(float), array_buffer);
    if (has_bounds) {
        accessor.least.assign(numbers.begin(), numbers.begin() + 3);
        accessor.most = accessor.least;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            accessor.least[i % 3] = std::min(accessor.least[i % 3], numbers[i]);
            accessor.most[i % 3] = std::max(accessor.most[i % 3], numbers[i]);
        }
    }
    accessors_.push_back(std::move(accessor));
    return static_cast<int>(accessors_.size() - 1);
}

int GlbWriter::add_indices(const geometry::Mesh& mesh) {
    const std::size_t corners = 3 * mesh.triangles.size();
    // 65535 itself is kept for restarting strips.
    const bool is_short = mesh.vertices.size() < 65535;
    Accessor indices{0, is_short ? type_short : type_word, corners, "SCALAR", {}, {}, false};
    if (is_short) {
        std::vector<std::uint16_t> shorts;
        shorts.reserve(corners);
        for (const auto& triangle : mesh.triangles)
            for (const std::uint32_t corner : triangle)
                shorts.push_back(static_cast<std::uint16_t>(corner));
        indices.view =
            add_view(shorts.data(), corners * sizeof(std::uint16_t), element_array_buffer);
    } else {
        indices.view =
            add_view(mesh.triangles.data(), corners * sizeof(std::uint32_t), element_array_buffer);
    }
    accessors_.push_back(std::move(indices));
    return static_cast<int>(accessors_.size() - 1);
}

int GlbWriter::add_packed_view(const std::vector<std::uint8_t>& bytes, const View& as) {
    const int view = add_view(bytes.data(), bytes.size(), as.target);
    View& added = views_.back();
    added.count = as.count;
    added.stride = as.stride;
    added.mode = as.mode;
    added.filter = as.filter;
    return view;
}

void GlbWriter::add_packed(const geometry::Mesh& mesh, Shape& shape) {
    const auto all_turned = [](const std::vector<Vec3>& vectors) {
        std::vector<std::array<float, 3>> out;
        out.reserve(vectors.size());
        for (const Vec3& v : vectors)
            out.push_back(turned(v, 1));
        return out;
    };
    const PackedMesh packed =
        pack_mesh(all_turned(mesh.vertices), all_turned(mesh.normals), mesh.triangles);
    Accessor accessor{0, type_signed_short, packed.vertices, "VEC3", {}, {}, false};
    accessor.least.assign(packed.least.begin(), packed.least.end());
    accessor.most.assign(packed.most.begin(), packed.most.end());
    accessor.view =
        add_packed_view(packed.positions, {0, 0, array_buffer, packed.vertices,
                                           PackedMesh::position_stride, "ATTRIBUTES", nullptr});
    accessors_.push_back(accessor);
    shape.position = static_cast<int>(accessors_.size() - 1);
    accessor = {0, type_signed_byte, packed.vertices, "VEC3", {}, {}, true};
    accessor.view =
        add_packed_view(packed.normals, {0, 0, array_buffer, packed.vertices,
                                         PackedMesh::normal_stride, "ATTRIBUTES", "OCTAHEDRAL"});
    accessors_.push_back(accessor);
    shape.normal = static_cast<int>(accessors_.size() - 1);
    accessor = {
        0,    packed.index_stride == 2 ? type_short : type_word, packed.corners, "SCALAR", {}, {},
        false};
    accessor.view = add_packed_view(packed.indices, {0, 0, element_array_buffer, packed.corners,
                                                     packed.index_stride, "TRIANGLES", nullptr});
    accessors_.push_back(accessor);
    shape.indices = static_cast<int>(accessors_.size() - 1);
}

void GlbWriter::add_shape(Shape shape, const std::vector<Place>& places) {
    shapes_.push_back(std::move(shape));
    for (const Place& place : places)
        nodes_.push_back({place.name, shapes_.size() - 1, place.at});
}

void GlbWriter::add_mesh(const std::string& name, const geometry::Mesh& mesh, int material) {
    add_copies({{name, {}}}, mesh, material);
}

void GlbWriter::add_copies(const std::vector<Place>& places, const geometry::Mesh& mesh,
                           int material) {
    if (mesh.triangles.empty() || places.empty())
        return;
    base::expects(mesh.normals.size() == mesh.vertices.size(), "one normal per vertex");
    Shape shape;
    shape.name = places.front().name;
    shape.material = material;
    if (packing_ == Packing::Packed) {
        add_packed(mesh, shape);
    } else {
        shape.position = add_vectors(mesh.vertices, true, metres_per_mm);
        shape.normal = add_vectors(mesh.normals, false, 1);
        shape.indices = add_indices(mesh);
    }
    add_shape(std::move(shape), places);
}

void GlbWriter::add_points(const std::string& name, const PointCloud& cloud) {
    if (cloud.points.empty())
        return;
    base::expects(cloud.colours.size() == cloud.points.size(), "one colour per point");
    base::expects(packing_ == Packing::Plain, "points are written plainly");
    Shape shape;
    shape.name = name;
    shape.mode = mode_points;
    shape.position = add_vectors(cloud.points, true, metres_per_mm);
    std::vector<std::uint8_t> colours;
    for (const Colour& c : cloud.colours)
        for (const double part : {linear(c.red), linear(c.green), linear(c.blue), 1.0})
            colours.push_back(static_cast<std::uint8_t>(std::lround(255 * part)));
    Accessor accessor{0, type_byte, cloud.points.size(), "VEC4", {}, {}, true};
    accessor.view = add_view(colours.data(), colours.size(), array_buffer);
    accessors_.push_back(std::move(accessor));
    shape.colour = static_cast<int>(accessors_.size() - 1);
    add_shape(std::move(shape), {{name, {}}});
}

void GlbWriter::write_nodes(base::JsonWriter& out) const {
    const bool is_packed = packing_ == Packing::Packed;
    // What a node's place is told in: metres, or the whole numbers that "body" scales to metres.
    const double per_mm = is_packed ? PackedMesh::units_per_mm : metres_per_mm;
    out.key("nodes").begin_array();
    for (const Node& node : nodes_) {
        out.begin_object().field("name", node.name).field("mesh", static_cast<int>(node.shape));
        if (node.at != Vec3{}) {
            const auto at = turned(node.at, per_mm);
            out.key("translation").numbers({at[0], at[1], at[2]}, 6);
        }
        out.end_object();
    }
    if (is_packed) {
        const double scale = metres_per_mm / PackedMesh::units_per_mm;
        out.begin_object().field("name", "body");
        out.key("scale").numbers({scale, scale, scale}, 10).key("children").begin_array();
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            out.integer(static_cast<std::int64_t>(i));
        out.end_array().end_object();
    }
    out.end_array();
}

void GlbWriter::write_accessors(base::JsonWriter& out) const {
    out.key("accessors").begin_array();
    for (const Accessor& accessor : accessors_) {
        out.begin_object().field("bufferView", accessor.view);
        out.field("componentType", accessor.component);
        if (accessor.is_normalized)
            out.field("normalized", true);
        out.field("count", static_cast<int>(accessor.count)).field("type", accessor.type);
        // Readers compare these with the floats themselves: as many decimals as tell every float
        // of a nanometre and more from its neighbours.
        constexpr int exact = 16;
        if (!accessor.least.empty()) {
            const auto& low = accessor.least;
            const auto& high = accessor.most;
            out.key("min").numbers({low[0], low[1], low[2]}, exact);
            out.key("max").numbers({high[0], high[1], high[2]}, exact);
        }
        out.end_object();
    }
    out.end_array();
}

void GlbWriter::write_views(base::JsonWriter& out) const {
    out.key("bufferViews").begin_array();
    // Packed views lie in a second buffer, which is nowhere but in the reader's memory.
    std::size_t unpacked = 0;
    for (const View& view : views_) {
        const std::size_t length = view.mode == nullptr ? view.length : view.count * view.stride;
        out.begin_object().field("buffer", view.mode == nullptr ? 0 : 1);
        out.field("byteOffset", static_cast<int>(view.mode == nullptr ? view.offset : unpacked));
        out.field("byteLength", static_cast<int>(length));
        const bool is_attribute = view.target == array_buffer;
        if (view.mode != nullptr && is_attribute)
            out.field("byteStride", static_cast<int>(view.stride));
        out.field("target", view.target);
        if (view.mode != nullptr) {
            out.key("extensions").begin_object().key(compression).begin_object();
            out.field("buffer", 0).field("byteOffset", static_cast<int>(view.offset));
            out.field("byteLength", static_cast<int>(view.length));
            out.field("byteStride", static_cast<int>(view.stride));
            out.field("count", static_cast<int>(view.count)).field("mode", view.mode);
            if (view.filter != nullptr)
                out.field("filter", view.filter);
            out.end_object().end_object();
            unpacked += (length + 3) / 4 * 4;
        }
        out.end_object();
    }
    out.end_array().key("buffers").begin_array().begin_object();
    out.field("byteLength", static_cast<int>(buffer_.size())).end_object();
    if (packing_ == Packing::Packed) {
        out.begin_object().field("byteLength", static_cast<int>(unpacked));
        out.key("extensions").begin_object().key(compression).begin_object();
        out.field("fallback", true).end_object().end_object().end_object();
    }
    out.end_array();
}

std::string GlbWriter::json(const std::string& note) const {
    base::JsonWriter out;
    out.begin_object().key("asset").begin_object();
    out.field("version", "2.0").field("generator", "filiform");
    out.key("extras").begin_object().field("note", note).end_object().end_object();
    if (packing_ == Packing::Packed)
        for (const char* which : {"extensionsUsed", "extensionsRequired"})
            out.key(which).begin_array().text(quantization).text(compression).end_array();
    out.field("scene", 0).key("scenes").begin_array().begin_object().key("nodes").begin_array();
    if (packing_ == Packing::Packed)
        out.integer(static_cast<std::int64_t>(nodes_.size()));
    else
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            out.integer(static_cast<std::int64_t>(i));
    out.end_array().end_object().end_array();
    write_nodes(out);
    out.key("meshes").begin_array();
    for (const Shape& shape : shapes_) {
        out.begin_object().field("name", shape.name).key("primitives").begin_array().begin_object();
        out.key("attributes").begin_object().field("POSITION", shape.position);
        if (shape.normal >= 0)
            out.field("NORMAL", shape.normal);
        if (shape.colour >= 0)
            out.field("COLOR_0", shape.colour);
        out.end_object();
        if (shape.indices >= 0)
            out.field("indices", shape.indices);
        if (shape.material >= 0)
            out.field("material", shape.material);
        out.field("mode", shape.mode).end_object().end_array().end_object();
    }
    out.end_array();

    if (!materials_.empty()) {
        out.key("materials").begin_array();
        for (const Material& material : materials_) {
            const Colour& c = material.colour;
            out.begin_object().field("name", material.name);
            out.key("pbrMetallicRoughness").begin_object().key("baseColorFactor");
            out.numbers({linear(c.red), linear(c.green), linear(c.blue), c.opacity}, 4);
            out.field("metallicFactor", material.metallic);
            out.field("roughnessFactor", material.roughness).end_object();
            if (c.opacity < 1)
                out.field("alphaMode", "BLEND");
            out.end_object();
        }
        out.end_array();
    }
    write_accessors(out);
    write_views(out);
    out.end_object();
    return std::move(out).finish();
}

std::vector<std::byte> GlbWriter::finish(const std::string& note) const {
    base::expects(!nodes_.empty(), "a scene shows something");
    constexpr std::uint32_t magic = 0x46546C67; // "glTF"
    constexpr std::uint32_t chunk_json = 0x4E4F534A;
    constexpr std::uint32_t chunk_binary = 0x004E4942;
    std::string head = without_blanks(json(note));
    while (head.size() % 4 != 0)
        head += ' ';
    std::vector<std::byte> binary = buffer_;
    while (binary.size() % 4 != 0)
        binary.push_back(std::byte{0});

    std::vector<std::byte> file;
    append_word(file, magic);
    append_word(file, 2);
    append_word(file, 12 + 8 + head.size() + 8 + binary.size());
    append_word(file, head.size());
    append_word(file, chunk_json);
    append(file, head.data(), head.size());
    append_word(file, binary.size());
    append_word(file, chunk_binary);
    append(file, binary.data(), binary.size());
    return file;
}

} // namespace filiform::report
