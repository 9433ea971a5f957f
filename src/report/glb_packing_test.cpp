// SPDX-License-Identifier: Apache-2.0
#include "report/glb_packing.h"

#include <cmath>
#include <cstring>
#include <set>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <meshoptimizer.h>

#include "report/report_fixtures.h"
#include "report/scene_glb.h"
#include "report/surfaces.h"

namespace filiform::report {
namespace {

namespace json = boost::json;

/// A packed mesh as a reader has it again.
struct Unpacked {
    std::vector<std::array<double, 3>> vertices_mm, normals;
    std::vector<std::array<std::uint32_t, 3>> triangles;

    explicit Unpacked(const PackedMesh& packed) {
        std::vector<std::array<std::int16_t, 4>> places(packed.vertices);
        EXPECT_EQ(meshopt_decodeVertexBuffer(places.data(), packed.vertices, 8,
                                             packed.positions.data(), packed.positions.size()),
                  0);
        std::vector<std::array<std::int8_t, 4>> folded(packed.vertices);
        EXPECT_EQ(meshopt_decodeVertexBuffer(folded.data(), packed.vertices, 4,
                                             packed.normals.data(), packed.normals.size()),
                  0);
        // Filters work on whole blocks of four.
        folded.resize((packed.vertices + 3) / 4 * 4);
        meshopt_decodeFilterOct(folded.data(), folded.size(), 4);
        triangles.resize(packed.corners / 3);
        EXPECT_EQ(meshopt_decodeIndexBuffer(triangles.data(), packed.corners, 4,
                                            packed.indices.data(), packed.indices.size()),
                  0);
        for (std::size_t i = 0; i < packed.vertices; ++i) {
            vertices_mm.push_back({places[i][0] / PackedMesh::units_per_mm,
                                   places[i][1] / PackedMesh::units_per_mm,
                                   places[i][2] / PackedMesh::units_per_mm});
            normals.push_back({folded[i][0] / 127.0, folded[i][1] / 127.0, folded[i][2] / 127.0});
        }
    }
};

std::vector<std::array<float, 3>> floats(const std::vector<geometry::Vec3>& vectors) {
    std::vector<std::array<float, 3>> out;
    for (const geometry::Vec3& v : vectors)
        out.push_back({static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)});
    return out;
}

TEST(GlbPacking, KeepsEveryVertexToAThirtySecondOfAMillimetreAndItsNormal) {
    const geometry::Mesh ball = make_ball({{100, -50, 25}, 20});
    const PackedMesh packed =
        pack_mesh(floats(ball.vertices), floats(ball.normals), ball.triangles);
    const Unpacked again(packed);
    ASSERT_EQ(again.triangles.size(), ball.triangles.size());
    for (std::size_t i = 0; i < again.vertices_mm.size(); ++i) {
        const geometry::Vec3 p{again.vertices_mm[i][0], again.vertices_mm[i][1],
                               again.vertices_mm[i][2]};
        const geometry::Vec3 out = p - geometry::Vec3{100, -50, 25};
        // Each axis by half a unit: √3 / 32.
        EXPECT_NEAR(geometry::length(out), 20, 0.055);
        const geometry::Vec3 normal{again.normals[i][0], again.normals[i][1], again.normals[i][2]};
        EXPECT_GT(geometry::dot(normal, out) / 20, 0.98);
    }
    EXPECT_EQ(packed.most[0], 120 * 16);
    EXPECT_EQ(packed.least[0], 80 * 16);
    EXPECT_LT(packed.positions.size() + packed.normals.size() + packed.indices.size(),
              (24 * ball.vertices.size() + 6 * ball.triangles.size()) / 2);
}

TEST(GlbPacking, KeepsEveryTriangleAndTheWayItFaces) {
    const geometry::Mesh ball = make_ball({{}, 10}, 6);
    const Unpacked again(pack_mesh(floats(ball.vertices), floats(ball.normals), ball.triangles));
    using Corner = std::array<long, 3>;
    const auto rounded = [](double x, double y, double z) {
        return Corner{std::lround(x * 16), std::lround(y * 16), std::lround(z * 16)};
    };
    /// Corners in their order, beginning with the least.
    const auto told = [](std::array<Corner, 3> corners) {
        std::rotate(corners.begin(), std::min_element(corners.begin(), corners.end()),
                    corners.end());
        return corners;
    };
    std::multiset<std::array<Corner, 3>> before, after;
    for (const auto& t : ball.triangles) {
        std::array<Corner, 3> corners;
        for (std::size_t c = 0; c < 3; ++c) {
            const geometry::Vec3& v = ball.vertices[t[c]];
            // As floats, which is what is packed.
            corners[c] =
                rounded(static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z));
        }
        before.insert(told(corners));
    }
    for (const auto& t : again.triangles) {
        std::array<Corner, 3> corners;
        for (std::size_t c = 0; c < 3; ++c) {
            const auto& v = again.vertices_mm[t[c]];
            corners[c] = rounded(v[0], v[1], v[2]);
        }
        after.insert(told(corners));
    }
    EXPECT_EQ(after, before);
}

TEST(GlbPacking, ReachesTheAnkleOfSomebodyVeryTall) {
    const std::vector<std::array<float, 3>> ankle{{60, -1400, 0}, {90, -1400, 0}, {60, -1370, 0}};
    const Unpacked again(pack_mesh(ankle, {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}}, {{0, 1, 2}}));
    double lowest = 0;
    for (const auto& vertex : again.vertices_mm)
        lowest = std::min(lowest, vertex[1]);
    EXPECT_NEAR(lowest, -1400, 0.04);
}

TEST(GlbPacking, RefusesWhatLiesTooFarOut) {
    const std::vector<std::array<float, 3>> far{{2050, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    EXPECT_THROW((void)pack_mesh(far, far, {{0, 1, 2}}), std::exception);
}

TEST(PackedScene, SaysWhatItNeedsAndHoldsEveryNodeBeneathOneThatScalesIt) {
    SceneOptions options;
    options.packing = Packing::Packed;
    const auto plain = scene_glb(fixtures::small_body(), {});
    const auto packed = scene_glb(fixtures::small_body(), {}, {}, options);
    EXPECT_LT(packed.size(), plain.size()); // of few triangles: most of it is names
    EXPECT_EQ(packed, scene_glb(fixtures::small_body(), {}, {}, options));
    std::uint32_t length = 0;
    std::memcpy(&length, &packed.at(12), sizeof length);
    const json::value head =
        json::parse(json::string_view(reinterpret_cast<const char*>(&packed.at(20)), length));
    const json::array needed{"KHR_mesh_quantization", "EXT_meshopt_compression"};
    EXPECT_EQ(head.at("extensionsUsed"), needed);
    EXPECT_EQ(head.at("extensionsRequired"), needed);
    const json::array& nodes = head.at("nodes").as_array();
    const auto root = head.at("scenes").as_array()[0].at("nodes").as_array()[0].to_number<int>();
    const json::object& body = nodes[static_cast<std::size_t>(root)].as_object();
    EXPECT_EQ(body.at("name"), "body");
    EXPECT_EQ(body.at("children").as_array().size(), nodes.size() - 1);
    // 16 units are a millimetre.
    EXPECT_NEAR(body.at("scale").as_array()[0].to_number<double>() * 16, 0.001, 1e-12);
    std::set<std::string> names;
    for (const json::value& node : nodes)
        names.emplace(node.at("name").as_string());
    for (const char* name :
         {"skin", "piriformis.right", "sciatic_nerve.right", "hip.right", "landmark:psis.right"})
        EXPECT_TRUE(names.contains(name)) << name;
    // (-30, -38, 20) mm of the body: 30 mm, 20 mm up, 38 mm behind.
    for (const json::value& node : nodes)
        if (node.at("name") == "landmark:psis.right") {
            const json::array& at = node.at("translation").as_array();
            EXPECT_NEAR(at[0].to_number<double>(), 30 * 16, 1e-3);
            EXPECT_NEAR(at[1].to_number<double>(), 20 * 16, 1e-3);
            EXPECT_NEAR(at[2].to_number<double>(), -38 * 16, 1e-3);
        }
}

TEST(PackedScene, EveryPackedViewLiesInTheFileAndUnpacksToWhatItSays) {
    SceneOptions options;
    options.packing = Packing::Packed;
    const auto file = scene_glb(fixtures::small_body(), {}, {}, options);
    std::uint32_t length = 0;
    std::memcpy(&length, &file.at(12), sizeof length);
    const json::value head =
        json::parse(json::string_view(reinterpret_cast<const char*>(&file.at(20)), length));
    const std::size_t begin = 28 + length;
    const json::array& buffers = head.at("buffers").as_array();
    ASSERT_EQ(buffers.size(), 2U);
    EXPECT_EQ(buffers[1].at("extensions").at("EXT_meshopt_compression").at("fallback"), true);
    std::size_t unpacked = 0;
    for (const json::value& view : head.at("bufferViews").as_array()) {
        const json::object& packing =
            view.at("extensions").at("EXT_meshopt_compression").as_object();
        const auto number = [&](const char* name) {
            return packing.at(name).to_number<std::size_t>();
        };
        EXPECT_EQ(view.at("buffer"), 1);
        EXPECT_EQ(view.at("byteOffset").to_number<std::size_t>(), unpacked);
        const auto whole = view.at("byteLength").to_number<std::size_t>();
        EXPECT_EQ(whole, number("count") * number("byteStride"));
        unpacked += (whole + 3) / 4 * 4;
        const auto* bytes =
            reinterpret_cast<const unsigned char*>(&file.at(begin + number("byteOffset")));
        ASSERT_LE(begin + number("byteOffset") + number("byteLength"), file.size());
        std::vector<unsigned char> room(whole);
        const int answer =
            packing.at("mode") == "TRIANGLES"
                ? meshopt_decodeIndexBuffer(room.data(), number("count"), number("byteStride"),
                                            bytes, number("byteLength"))
                : meshopt_decodeVertexBuffer(room.data(), number("count"), number("byteStride"),
                                             bytes, number("byteLength"));
        EXPECT_EQ(answer, 0);
    }
    EXPECT_EQ(buffers[1].at("byteLength").to_number<std::size_t>(), unpacked);
}

} // namespace
} // namespace filiform::report
