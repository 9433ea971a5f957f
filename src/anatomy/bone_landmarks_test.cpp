// SPDX-License-Identifier: Apache-2.0
#include "anatomy/bone_landmarks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "anatomy/analytic_body.h"
#include "anatomy/bone_frame.h"
#include "anatomy/bone_rules.h"
#include "anatomy/phantom.h"

namespace filiform::anatomy {
namespace {

using geometry::Vec3;

const Body& phantom() {
    static const Body body = make_phantom(4);
    return body;
}

/// The field of a moved shape, sampled about it only.
geometry::DistanceField moved(const geometry::DistanceField& field,
                              const std::function<Vec3(const Vec3&)>& new_from_body,
                              const std::function<Vec3(const Vec3&)>& body_from_new) {
    constexpr double room_mm = 16;
    constexpr double spacing_mm = 4;
    const geometry::Box& from = field.bounds();
    geometry::Box box;
    for (const double x : {from.low.x, from.high.x})
        for (const double y : {from.low.y, from.high.y})
            for (const double z : {from.low.z, from.high.z})
                box.add(new_from_body({x, y, z}));
    box = box.grown(room_mm);
    const auto count = [](double low, double high) {
        return static_cast<int>(std::ceil((high - low) / spacing_mm)) + 1;
    };
    // Centred, so that a mirrored field has the mirrored lattice.
    const geometry::Size3 size{count(box.low.x, box.high.x), count(box.low.y, box.high.y),
                               count(box.low.z, box.high.z)};
    const Vec3 span{(size.x - 1) * spacing_mm, (size.y - 1) * spacing_mm,
                    (size.z - 1) * spacing_mm};
    const geometry::Lattice lattice{
        size, (box.low + box.high - span) / 2, {spacing_mm, spacing_mm, spacing_mm}};
    return geometry::sample_field(lattice,
                                  [&](const Vec3& p) { return field.at(body_from_new(p)); });
}

/// The phantom's bones without their symmetry: tilted to one side, so that left and right differ.
Body lopsided(double turn_rad) {
    Body body;
    body.lattice = phantom().lattice;
    const double c = std::cos(turn_rad);
    const double s = std::sin(turn_rad);
    for (const Structure& bone : phantom().structures) {
        if (bone.kind != chart::Kind::Bone)
            continue;
        Structure tilted = bone;
        tilted.field = moved(
            bone.field,
            [&](const Vec3& p) {
                return Vec3{c * p.x - s * p.z, p.y, s * p.x + c * p.z};
            },
            [&](const Vec3& p) {
                return Vec3{c * p.x + s * p.z, p.y, -s * p.x + c * p.z};
            });
        body.structures.push_back(std::move(tilted));
    }
    finish(body);
    return body;
}

Body mirror_image(Body body) {
    const auto flip = [](const Vec3& p) { return Vec3{-p.x, p.y, p.z}; };
    for (Structure& structure : body.structures) {
        structure.id = chart::StructureId(chart::mirrored(structure.id.text()));
        structure.field = moved(structure.field, flip, flip);
    }
    finish(body);
    return body;
}

const Landmark* named(const Landmarks& landmarks, const std::string& id) {
    const auto found =
        std::find_if(landmarks.found.begin(), landmarks.found.end(),
                     [&](const Landmark& landmark) { return landmark.id.text() == id; });
    return found == landmarks.found.end() ? nullptr : &*found;
}

TEST(BoneLandmarks, the_phantoms_bones_give_the_points_it_was_drawn_around) {
    const Landmarks landmarks = find_landmarks(phantom());
    EXPECT_TRUE(landmarks.missing.empty());
    for (const Landmark& drawn : phantom().landmarks) {
        const Landmark* found = named(landmarks, drawn.id.text());
        ASSERT_NE(found, nullptr) << drawn.id;
        EXPECT_LT(geometry::distance(found->point, drawn.point), 8) << drawn.id; // two voxels
    }
}

TEST(BoneLandmarks, a_mirrored_body_has_mirrored_landmarks) {
    constexpr double turn_rad = 0.05;
    const Landmarks straight = find_landmarks(lopsided(turn_rad));
    const Landmarks mirrored = find_landmarks(mirror_image(lopsided(turn_rad)));
    ASSERT_EQ(straight.found.size(), mirrored.found.size());
    for (const Landmark& landmark : straight.found) {
        const Landmark* twin = named(mirrored, chart::mirrored(landmark.id.text()));
        ASSERT_NE(twin, nullptr) << landmark.id;
        const Vec3 expected{-landmark.point.x, landmark.point.y, landmark.point.z};
        EXPECT_LT(geometry::distance(twin->point, expected), 0.5) << landmark.id;
        EXPECT_DOUBLE_EQ(twin->sd_mm, landmark.sd_mm);
    }
}

TEST(BoneLandmarks, a_turned_body_has_turned_landmarks) {
    constexpr double turn_rad = 0.08;
    const Landmarks straight = find_landmarks(lopsided(0));
    const Landmarks turned = find_landmarks(lopsided(turn_rad));
    for (const char* id : {"psis.right", "psis.left", "asis.left", "spinous_process_l4",
                           "transverse_process_l3.right", "ischial_spine.right"}) {
        const Landmark* from = named(straight, id);
        const Landmark* to = named(turned, id);
        ASSERT_NE(from, nullptr);
        ASSERT_NE(to, nullptr);
        const double c = std::cos(turn_rad);
        const double s = std::sin(turn_rad);
        const Vec3 expected{c * from->point.x - s * from->point.z, from->point.y,
                            s * from->point.x + c * from->point.z};
        EXPECT_LT(geometry::distance(to->point, expected), 4) << id; // one voxel
    }
}

TEST(BoneLandmarks, a_cut_hip_bone_has_no_tuberosity) {
    Body cut = lopsided(0);
    // The scan ends 8 mm above the tip of the seat (z = -162).
    geometry::Box scanned = cut.lattice.bounds();
    scanned.low.z = -154;
    Structure outside;
    outside.id = chart::StructureId("outside_scan");
    outside.kind = chart::Kind::Unknown;
    outside.field = outside_of(scanned);
    cut.structures.push_back(std::move(outside));
    finish(cut);
    const Landmarks landmarks = find_landmarks(cut);
    EXPECT_EQ(named(landmarks, "ischial_tuberosity.right"), nullptr);
    const auto missing =
        std::find_if(landmarks.missing.begin(), landmarks.missing.end(),
                     [](const auto& m) { return m.id.text() == "ischial_tuberosity.right"; });
    ASSERT_NE(missing, landmarks.missing.end());
    EXPECT_EQ(missing->why, Missing::Why::OutsideScan);
    EXPECT_NE(missing->what.find("the scan ends above it"), std::string::npos);
    EXPECT_NE(named(landmarks, "ischial_spine.right"), nullptr);
}

TEST(BoneLandmarks, without_a_bone_its_landmarks_are_missing_by_name) {
    Body body = lopsided(0);
    std::erase_if(body.structures, [](const Structure& s) {
        return s.id.text() == "hip.left" || s.id.text() == "vertebra_l4";
    });
    const Landmarks landmarks = find_landmarks(body);
    EXPECT_EQ(named(landmarks, "psis.left"), nullptr);
    EXPECT_EQ(named(landmarks, "spinous_process_l4"), nullptr);
    EXPECT_NE(named(landmarks, "psis.right"), nullptr);
    EXPECT_NE(named(landmarks, "spinous_process_l3"), nullptr);
}

TEST(BoneLandmarks, an_empty_body_has_none_and_does_not_fail) {
    const Landmarks landmarks = find_landmarks(Body{});
    EXPECT_TRUE(landmarks.found.empty());
    EXPECT_FALSE(landmarks.missing.empty());
}

TEST(BoneLandmarks, metal_beside_a_landmark_makes_it_less_sure) {
    Body body = lopsided(0);
    Structure implant;
    implant.id = chart::StructureId("metal");
    implant.kind = chart::Kind::Metal;
    const geometry::Lattice around{{17, 17, 17}, {-122, -32, -135}, {4, 4, 4}};
    implant.field = geometry::sample_field(around, [](const Vec3& p) {
        return geometry::distance(p, {-90, 0, -103}) - 24;
    });
    body.structures.push_back(std::move(implant));
    finish(body);
    const Landmarks landmarks = find_landmarks(body);
    const Landmark* metal = named(landmarks, "hip_centre.left");
    const Landmark* sound = named(landmarks, "hip_centre.right");
    ASSERT_NE(metal, nullptr);
    ASSERT_NE(sound, nullptr);
    EXPECT_NEAR(metal->sd_mm, std::hypot(sound->sd_mm, landmark_rules().metal_extra_sd_mm), 1e-9);
    EXPECT_NE(metal->note.find("metal"), std::string::npos);
}

TEST(BoneFrame, turns_a_point_there_and_back) {
    const BoneFrame frame = make_frame({1, 2, 3}, {1, 0.1, 0}, {0, 0.2, 1});
    const Vec3 p{10, -7, 4};
    EXPECT_LT(geometry::distance(frame.world(frame.local(p)), p), 1e-12);
    EXPECT_NEAR(geometry::dot(frame.x, frame.z), 0, 1e-12);
    EXPECT_NEAR(geometry::dot(geometry::cross(frame.x, frame.y), frame.z), 1, 1e-12);
}

} // namespace
} // namespace filiform::anatomy
