// SPDX-License-Identifier: Apache-2.0
#include "report/scene_glb.h"

#include <array>
#include <cmath>
#include <cstring>
#include <set>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "report/report_fixtures.h"
#include "report/surfaces.h"

namespace filiform::report {
namespace {

namespace json = boost::json;

/// A binary glTF taken apart with every length checked.
struct Opened {
    json::object head;
    std::vector<std::byte> binary;

    explicit Opened(const std::vector<std::byte>& file) {
        const auto word = [&](std::size_t at) {
            std::uint32_t value = 0;
            std::memcpy(&value, &file.at(at), sizeof value);
            return value;
        };
        EXPECT_EQ(word(0), 0x46546C67U);
        EXPECT_EQ(word(4), 2U);
        EXPECT_EQ(word(8), file.size());
        const std::uint32_t text = word(12);
        EXPECT_EQ(text % 4, 0U);
        EXPECT_EQ(word(16), 0x4E4F534AU);
        head = json::parse({reinterpret_cast<const char*>(&file.at(20)), text}).as_object();
        const std::uint32_t bytes = word(20 + text);
        EXPECT_EQ(bytes % 4, 0U);
        EXPECT_EQ(word(24 + text), 0x004E4942U);
        EXPECT_EQ(file.size(), 28U + text + bytes);
        binary.assign(file.end() - bytes, file.end());
    }

    [[nodiscard]] const json::object& item(const char* list, std::int64_t i) const {
        return head.at(list).as_array().at(static_cast<std::size_t>(i)).as_object();
    }
    [[nodiscard]] std::array<float, 3> position(std::int64_t accessor, std::size_t vertex) const {
        const json::object& view =
            item("bufferViews", item("accessors", accessor).at("bufferView").to_number<int>());
        std::array<float, 3> xyz{};
        const auto offset = view.at("byteOffset").to_number<std::size_t>() + 12 * vertex;
        std::memcpy(xyz.data(), &binary.at(offset), sizeof xyz);
        return xyz;
    }
    [[nodiscard]] std::int64_t node(const std::string& name) const {
        const json::array& nodes = head.at("nodes").as_array();
        for (std::size_t i = 0; i < nodes.size(); ++i)
            if (nodes[i].as_object().at("name").as_string() == name)
                return static_cast<std::int64_t>(i);
        return -1;
    }
    [[nodiscard]] const json::object& primitive(std::int64_t node) const {
        return item("meshes", item("nodes", node).at("mesh").to_number<int>())
            .at("primitives")
            .as_array()
            .at(0)
            .as_object();
    }
};

std::vector<std::byte> small_scene() {
    SceneOptions options;
    options.hand_error = {5, 0.05, 2.5};
    return scene_glb(fixtures::small_body(), fixtures::small_plan(), {fixtures::ringed_map()},
                     options);
}

TEST(SceneGlb, NamesEveryPart) {
    const Opened scene(small_scene());
    for (const char* name : {"skin", "piriformis.right", "sciatic_nerve.right", "hip.right",
                             "landmark:psis.right", "needle:piriformis.right#1",
                             "entry_map:piriformis.right", "likely_marked:piriformis.right#1"})
        EXPECT_GE(scene.node(name), 0) << name;
    EXPECT_LT(scene.node("outside_scan"), 0);
    EXPECT_LT(scene.node("likely:piriformis.right#1"), 0); // nothing known of the landmark's error
    for (const json::value& node : scene.head.at("nodes").as_array())
        EXPECT_FALSE(node.as_object().at("name").as_string().empty());
}

TEST(SceneGlb, TheConeOfLikelyNeedlesIsAsWideAsTheHandMisses) {
    // Entry 5 mm per axis: 2.4477 · 5 = 12.24 mm at the skin. At 40 + 1.96 · 2.5 = 44.9 mm deep:
    // 2.4477 · √(5² + (0.05 · 44.9)²) = 13.42 mm.
    const Opened scene(small_scene());
    const json::object& positions =
        scene.item("accessors", scene.primitive(scene.node("likely_marked:piriformis.right#1"))
                                    .at("attributes")
                                    .at("POSITION")
                                    .to_number<int>());
    const auto most = [&](std::size_t axis) {
        return positions.at("max").as_array()[axis].to_number<double>();
    };
    EXPECT_NEAR(most(1), 0.01342, 0.00002);
    EXPECT_NEAR(most(2), 0.0049, 0.00001); // 4.9 mm in front of the tip, which is at y = 0
}

TEST(SceneGlb, LandmarksShareOneBall) {
    anatomy::Body body = fixtures::small_body();
    body.landmarks.push_back(
        {chart::LandmarkId("psis.left"), {-5, -38, 20}, 2, chart::Origin::Measured, true, ""});
    anatomy::finish(body);
    const Opened scene(scene_glb(body, fixtures::small_plan()));
    const json::object& left = scene.item("nodes", scene.node("landmark:psis.left"));
    const json::object& right = scene.item("nodes", scene.node("landmark:psis.right"));
    EXPECT_EQ(left.at("mesh"), right.at("mesh"));
    // (−5, −38, 20) mm of the body: 5 mm, 20 mm up, 38 mm behind.
    EXPECT_NEAR(left.at("translation").as_array()[0].to_number<double>(), 0.005, 1e-6);
    EXPECT_NEAR(left.at("translation").as_array()[1].to_number<double>(), 0.020, 1e-6);
    EXPECT_NEAR(left.at("translation").as_array()[2].to_number<double>(), -0.038, 1e-6);
}

TEST(SceneGlb, EveryViewLiesInTheBufferAndEveryIndexInItsMesh) {
    const Opened scene(small_scene());
    const auto whole = scene.item("buffers", 0).at("byteLength").to_number<std::size_t>();
    EXPECT_LE(whole, scene.binary.size());
    for (const json::value& value : scene.head.at("bufferViews").as_array()) {
        const json::object& view = value.as_object();
        const auto offset = view.at("byteOffset").to_number<std::size_t>();
        EXPECT_EQ(offset % 4, 0U);
        EXPECT_LE(offset + view.at("byteLength").to_number<std::size_t>(), whole);
    }
    for (std::size_t n = 0; n < scene.head.at("nodes").as_array().size(); ++n) {
        const json::object& primitive = scene.primitive(static_cast<std::int64_t>(n));
        if (!primitive.contains("indices"))
            continue;
        const int positions = primitive.at("attributes").at("POSITION").to_number<int>();
        const auto count = scene.item("accessors", positions).at("count").to_number<std::size_t>();
        const json::object& indices =
            scene.item("accessors", primitive.at("indices").to_number<int>());
        const auto corners = indices.at("count").to_number<std::size_t>();
        ASSERT_EQ(corners % 3, 0U);
        const auto offset = scene.item("bufferViews", indices.at("bufferView").to_number<int>())
                                .at("byteOffset")
                                .to_number<std::size_t>();
        const bool is_short = indices.at("componentType").to_number<int>() == 5123;
        const std::size_t bytes = is_short ? 2 : 4;
        for (std::size_t i = 0; i < corners; ++i) {
            std::uint32_t index = 0; // little-endian: the low bytes come first
            std::memcpy(&index, &scene.binary.at(offset + bytes * i), bytes);
            ASSERT_LT(index, count);
        }
    }
}

TEST(SceneGlb, StatedBoundsAreThoseOfThePositions) {
    const Opened scene(small_scene());
    for (std::size_t n = 0; n < scene.head.at("nodes").as_array().size(); ++n) {
        const int accessor = scene.primitive(static_cast<std::int64_t>(n))
                                 .at("attributes")
                                 .at("POSITION")
                                 .to_number<int>();
        const json::object& positions = scene.item("accessors", accessor);
        std::array<float, 3> low{1e9F, 1e9F, 1e9F};
        std::array<float, 3> high{-1e9F, -1e9F, -1e9F};
        for (std::size_t i = 0; i < positions.at("count").to_number<std::size_t>(); ++i) {
            const auto p = scene.position(accessor, i);
            for (std::size_t axis = 0; axis < 3; ++axis) {
                low[axis] = std::min(low[axis], p[axis]);
                high[axis] = std::max(high[axis], p[axis]);
            }
        }
        for (std::size_t axis = 0; axis < 3; ++axis) {
            // Exactly: a validator compares the floats.
            EXPECT_EQ(static_cast<float>(positions.at("min").as_array()[axis].to_number<double>()),
                      low[axis]);
            EXPECT_EQ(static_cast<float>(positions.at("max").as_array()[axis].to_number<double>()),
                      high[axis]);
        }
    }
}

TEST(SceneGlb, TheNeedleIsTurnedIntoMetresWithTheHeadUp) {
    // Body frame: tip (0, 0, 0), handle 60 mm behind at y = −60, radius 0.15. glTF: z = front.
    const Opened scene(small_scene());
    const int accessor = scene.primitive(scene.node("needle:piriformis.right#1"))
                             .at("attributes")
                             .at("POSITION")
                             .to_number<int>();
    const json::object& positions = scene.item("accessors", accessor);
    const auto bound = [&](const char* which, std::size_t axis) {
        return positions.at(which).as_array()[axis].to_number<double>();
    };
    EXPECT_NEAR(bound("min", 2), -0.060, 1e-7);
    EXPECT_NEAR(bound("max", 2), 0, 1e-7);
    EXPECT_NEAR(bound("max", 1), 0.00015, 1e-7);
    // The nerve stands at the patient's right, x = 25 mm: minus 25 mm in glTF.
    const int nerve = scene.primitive(scene.node("sciatic_nerve.right"))
                          .at("attributes")
                          .at("POSITION")
                          .to_number<int>();
    EXPECT_NEAR(scene.item("accessors", nerve).at("min").as_array()[0].to_number<double>(), -0.029,
                0.0005);
}

TEST(SceneGlb, SkinIsSeenThroughAndBoneIsNot) {
    const Opened scene(small_scene());
    const auto mode = [&](const char* node) {
        const json::object& material = scene.item(
            "materials", scene.primitive(scene.node(node)).at("material").to_number<int>());
        return material.contains("alphaMode");
    };
    EXPECT_TRUE(mode("skin"));
    EXPECT_FALSE(mode("hip.right"));
}

TEST(SceneGlb, EqualScenesGiveEqualBytes) {
    EXPECT_EQ(small_scene(), small_scene());
}

double volume_of(const geometry::Mesh& mesh) {
    double six = 0;
    for (const auto& t : mesh.triangles)
        six += geometry::dot(mesh.vertices[t[0]],
                             geometry::cross(mesh.vertices[t[1]], mesh.vertices[t[2]]));
    return six / 6;
}

TEST(Surfaces, CylindersAndBallsAreClosedAndTurnOutwards) {
    // A prism of twelve sides: 12/2 · r² · sin 30° · length = 3 r² · length.
    EXPECT_NEAR(volume_of(make_cylinder({{1, 2, 3}, {1, 2, 13}, 2})), 3 * 4 * 10, 1e-9);
    const double ball = 4.0 / 3 * std::acos(-1.0) * 27;
    const double made = volume_of(make_ball({{5, 0, 0}, 3}, 16));
    EXPECT_LT(made, ball);
    EXPECT_GT(made, 0.96 * ball);
}

double away_from_segment(const geometry::Vec3& p, const geometry::Vec3& a,
                         const geometry::Vec3& b) {
    const geometry::Vec3 way = b - a;
    const double t = geometry::dot(p - a, way) / std::max(geometry::dot(way, way), 1e-12);
    return geometry::distance(p, a + way * std::clamp(t, 0.0, 1.0));
}

/// To the plane where the foot lies within the triangle, else to the nearest edge.
double away_from_triangle(const geometry::Vec3& p, const geometry::Vec3& a, const geometry::Vec3& b,
                          const geometry::Vec3& c) {
    const geometry::Vec3 normal = geometry::normalized(geometry::cross(b - a, c - a));
    const auto is_left = [&](const geometry::Vec3& from, const geometry::Vec3& to) {
        return geometry::dot(geometry::cross(to - from, p - from), normal) >= 0;
    };
    if (is_left(a, b) && is_left(b, c) && is_left(c, a))
        return std::abs(geometry::dot(p - a, normal));
    return std::min(
        {away_from_segment(p, a, b), away_from_segment(p, b, c), away_from_segment(p, c, a)});
}

TEST(Surfaces, ASimplifiedSurfaceStaysWhereItWas) {
    const anatomy::Body body = fixtures::small_body();
    for (const char* id : {"piriformis.right", "sciatic_nerve.right"}) {
        const auto* structure = anatomy::find_structure(body, chart::StructureId(id));
        const geometry::Mesh whole = coarse_surface(structure->field, 2);
        constexpr double tolerance = 0.25;
        const geometry::Mesh fewer = simplified(whole, tolerance);
        EXPECT_LT(fewer.triangles.size(), 0.7 * static_cast<double>(whole.triangles.size())) << id;
        EXPECT_EQ(fewer.normals.size(), fewer.vertices.size());
        // New surface near the old one: corners, edges and middles of the new triangles against the
        // field; its own sampling moves the surface by up to 0.2 mm.
        double worst = 0;
        for (const auto& t : fewer.triangles) {
            const auto& a = fewer.vertices[t[0]];
            const auto& b = fewer.vertices[t[1]];
            const auto& c = fewer.vertices[t[2]];
            for (const geometry::Vec3& p : {a, (a + b) / 2, (b + c) / 2, (a + b + c) / 3})
                worst = std::max(worst, std::abs(structure->field.at(p)));
        }
        EXPECT_LT(worst, 3 * tolerance) << id;
        // Old surface near the new one: nothing was lost.
        worst = 0;
        for (std::size_t v = 0; v < whole.vertices.size(); v += 7) {
            double least = 1e9;
            for (const auto& t : fewer.triangles)
                least =
                    std::min(least, away_from_triangle(whole.vertices[v], fewer.vertices[t[0]],
                                                       fewer.vertices[t[1]], fewer.vertices[t[2]]));
            worst = std::max(worst, least);
        }
        EXPECT_LT(worst, 3 * tolerance) << id;
        // A layer one tolerance thick is 2 · 0.25 / 4 of the rod, and less of the ball.
        EXPECT_NEAR(volume_of(fewer), volume_of(whole), 0.125 * volume_of(whole)) << id;
    }
}

/// A ball beside the middle plane on a lattice of its own.
geometry::DistanceField ball_at(double x, double radius_mm) {
    return geometry::sample_field({{21, 25, 23}, {x - 10, -12, -11}, {1, 1, 1}},
                                  [=](const geometry::Vec3& p) {
                                      return geometry::distance(p, {x, 0, 0}) - radius_mm;
                                  });
}

TEST(Surfaces, TheMirrorImageOfASurfaceIsThatOfTheMirroredField) {
    const geometry::Mesh left = mirrored(geometry::make_surface(ball_at(30, 6)));
    ASSERT_FALSE(left.triangles.empty());
    for (std::size_t i = 0; i < left.vertices.size(); ++i) {
        // A net of 1 mm stays within a tenth of it on a ball of 6 mm.
        EXPECT_NEAR(geometry::distance(left.vertices[i], {-30, 0, 0}), 6, 0.1);
        EXPECT_GT(geometry::dot(left.normals[i], left.vertices[i] - geometry::Vec3{-30, 0, 0}), 5);
    }
    for (const auto& [a, b, c] : left.triangles) {
        const geometry::Vec3 turned = geometry::cross(left.vertices[b] - left.vertices[a],
                                                      left.vertices[c] - left.vertices[a]);
        EXPECT_GT(geometry::dot(turned, left.normals[a]), 0) << "turns outwards still";
    }
}

TEST(Surfaces, OnlyFieldsThatMirrorEachOtherToTheLastBitAreMirrorImages) {
    EXPECT_TRUE(are_mirror_images(ball_at(30, 6), ball_at(-30, 6)));
    EXPECT_FALSE(are_mirror_images(ball_at(30, 6), ball_at(30, 6))) << "on one side";
    EXPECT_FALSE(are_mirror_images(ball_at(30, 6), ball_at(-31, 6))) << "elsewhere";
    EXPECT_FALSE(are_mirror_images(ball_at(30, 6), ball_at(-30, 6.1))) << "another ball";
}

TEST(Surfaces, AThinRodSurvivesACoarseGrid) {
    const anatomy::Body body = fixtures::small_body();
    const auto* nerve = anatomy::find_structure(body, chart::StructureId("sciatic_nerve.right"));
    const geometry::Mesh mesh = coarse_surface(nerve->field, 8);
    ASSERT_FALSE(mesh.triangles.empty());
    const double real = std::acos(-1.0) * 16 * 120; // radius 4, 120 mm of it
    EXPECT_NEAR(volume_of(mesh), real, 0.12 * real);
}

} // namespace
} // namespace filiform::report
