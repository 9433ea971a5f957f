// SPDX-License-Identifier: Apache-2.0
#include "report/markups.h"

#include <array>
#include <bit>
#include <cstdint>

#include "base/json_writer.h"
#include "report/wording.h"

namespace filiform::report {

using geometry::Vec3;

namespace {

void write_point(base::JsonWriter& out, const char* id, const char* label, const Vec3& p) {
    out.begin_object().field("id", id).field("label", label).key("position");
    out.numbers({-p.x, -p.y, p.z}, 3);
    out.key("orientation").numbers({-1, 0, 0, 0, -1, 0, 0, 0, 1}, 0);
    out.field("selected", true).field("locked", true).field("visibility", true);
    out.field("positionStatus", "defined").end_object();
}

void write_line(base::JsonWriter& out, const std::string& name, const chart::PlannedPath& path) {
    out.begin_object().field("type", "Line").field("coordinateSystem", "LPS");
    out.field("coordinateUnits", "mm").field("name", name);
    out.field("locked", true).field("labelFormat", "%N-%d");
    out.key("controlPoints").begin_array();
    write_point(out, "1", "entry", path.path.entry);
    write_point(out, "2", "tip", path.path.tip());
    out.end_array().end_object();
}

void append_floats(std::string& bytes, const Vec3& v) {
    static_assert(std::endian::native == std::endian::little);
    const std::array<float, 3> xyz{static_cast<float>(v.x), static_cast<float>(v.y),
                                   static_cast<float>(v.z)};
    bytes.append(reinterpret_cast<const char*>(xyz.data()), sizeof xyz);
}

} // namespace

std::string markups_json(const chart::Plan& plan) {
    base::JsonWriter out;
    out.begin_object();
    out.field("@schema",
              "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/"
              "Resources/Schema/markups-schema-v1.0.3.json#");
    out.key("markups").begin_array();
    for (const chart::Proposal& proposal : plan.proposals) {
        const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
        if (paths == nullptr)
            continue;
        for (std::size_t i = 0; i < paths->size(); ++i)
            write_line(out, name_of(proposal.target) + ' ' + std::to_string(i + 1), (*paths)[i]);
    }
    out.end_array().end_object();
    return std::move(out).finish();
}

std::string stl(const geometry::Mesh& mesh) {
    constexpr std::size_t header = 80;
    std::string bytes = "filiform surface, mm, SPACE=RAS";
    bytes.resize(header, ' ');
    const auto count = static_cast<std::uint32_t>(mesh.triangles.size());
    bytes.append(reinterpret_cast<const char*>(&count), sizeof count);
    for (const auto& triangle : mesh.triangles) {
        const Vec3& a = mesh.vertices[triangle[0]];
        const Vec3& b = mesh.vertices[triangle[1]];
        const Vec3& c = mesh.vertices[triangle[2]];
        append_floats(bytes, geometry::normalized(geometry::cross(b - a, c - a)));
        for (const Vec3& corner : {a, b, c})
            append_floats(bytes, corner);
        bytes.append(2, '\0');
    }
    return bytes;
}

} // namespace filiform::report
