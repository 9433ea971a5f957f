// SPDX-License-Identifier: Apache-2.0
#include "report/glb_packing.h"

#include <algorithm>
#include <cmath>

#include <meshoptimizer.h>

#include "base/expects.h"

namespace filiform::report {

namespace {

/// The versions that the extension is written for; they hold for the whole program.
void set_versions() {
    static const bool are_set = [] {
        meshopt_encodeVertexVersion(0);
        meshopt_encodeIndexVersion(1);
        return true;
    }();
    base::expects(are_set, "a lambda that answers true did");
}

std::vector<std::uint8_t> packed_vertices(const void* data, std::size_t count, std::size_t stride) {
    std::vector<std::uint8_t> bytes(meshopt_encodeVertexBufferBound(count, stride));
    bytes.resize(meshopt_encodeVertexBuffer(bytes.data(), bytes.size(), data, count, stride));
    base::expects(!bytes.empty(), "packed vertices fit the room the packer asks for");
    return bytes;
}

std::vector<std::uint8_t> packed_indices(const std::vector<unsigned>& indices,
                                         std::size_t vertices) {
    std::vector<std::uint8_t> bytes(meshopt_encodeIndexBufferBound(indices.size(), vertices));
    bytes.resize(
        meshopt_encodeIndexBuffer(bytes.data(), bytes.size(), indices.data(), indices.size()));
    base::expects(!bytes.empty(), "packed triangles fit the room the packer asks for");
    return bytes;
}

} // namespace

PackedMesh pack_mesh(const std::vector<std::array<float, 3>>& vertices_mm,
                     const std::vector<std::array<float, 3>>& normals,
                     const std::vector<std::array<std::uint32_t, 3>>& triangles) {
    base::expects(!triangles.empty() && normals.size() == vertices_mm.size(),
                  "a mesh has triangles, and one normal per vertex");
    set_versions();
    std::vector<unsigned> indices(3 * triangles.size());
    meshopt_optimizeVertexCache(indices.data(), triangles.front().data(), indices.size(),
                                vertices_mm.size());
    std::vector<unsigned> order(vertices_mm.size());
    PackedMesh packed;
    packed.corners = indices.size();
    packed.vertices = meshopt_optimizeVertexFetchRemap(order.data(), indices.data(), indices.size(),
                                                       vertices_mm.size());
    meshopt_remapIndexBuffer(indices.data(), indices.data(), indices.size(), order.data());

    std::vector<std::array<std::int16_t, 4>> places(packed.vertices);
    std::vector<std::array<float, 4>> directions(packed.vertices);
    packed.least.fill(32767);
    packed.most.fill(-32768);
    for (std::size_t i = 0; i < vertices_mm.size(); ++i) {
        if (order[i] >= packed.vertices)
            continue; // no triangle has it
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const double units = std::round(vertices_mm[i][axis] * PackedMesh::units_per_mm);
            base::expects(std::abs(units) <= 32767, "a packed mesh lies near the origin");
            const int whole = static_cast<int>(units);
            places[order[i]][axis] = static_cast<std::int16_t>(whole);
            packed.least[axis] = std::min(packed.least[axis], whole);
            packed.most[axis] = std::max(packed.most[axis], whole);
            directions[order[i]][axis] = normals[i][axis];
        }
    }
    packed.positions = packed_vertices(places.data(), packed.vertices, PackedMesh::position_stride);
    constexpr int normal_bits = 8;
    std::vector<std::uint8_t> folded(packed.vertices * PackedMesh::normal_stride);
    meshopt_encodeFilterOct(folded.data(), packed.vertices, PackedMesh::normal_stride, normal_bits,
                            directions.front().data());
    packed.normals = packed_vertices(folded.data(), packed.vertices, PackedMesh::normal_stride);
    packed.index_stride = packed.vertices < 65535 ? 2 : 4;
    packed.indices = packed_indices(indices, packed.vertices);
    return packed;
}

} // namespace filiform::report
