// SPDX-License-Identifier: Apache-2.0
#include "synthetic_body.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/parallel.h"
#include "base/random.h"
#include "geometry/shapes.h"
#include "geometry/spatial_order.h"

namespace filiform::bench {

using geometry::Capsule;
using geometry::Vec3;

namespace {

// Body frame, millimetres: x 0..299 left to right, y 0 (front) .. 249 (back), z 0..349 up.
constexpr Vec3 trunk_middle{150, 125, 0};
constexpr Vec3 trunk_radii{140, 110, 0};

/// Bones and organs as thick rods, then paired ones, then thin nerves and vessels.
std::vector<Capsule> make_obstacles() {
    std::vector<Capsule> rods{
        {{150, 165, 200}, {150, 168, 349}, 19}, // spine
        {{150, 172, 165}, {150, 178, 235}, 24}, // sacrum
        {{105, 85, 250}, {195, 90, 275}, 34},   // bowel
        {{120, 90, 310}, {185, 85, 320}, 30},   // bowel, higher
        {{140, 85, 190}, {160, 85, 190}, 25},   // bladder
        {{150, 120, 290}, {150, 125, 349}, 8},  // great vessels
    };
    for (int level = 0; level < 5; ++level) { // spinous and transverse processes
        const double z = 255 + 22 * level;
        rods.push_back({{150, 180, z}, {150, 206, z - 5}, 4});
        rods.push_back({{113, 176, z}, {187, 176, z}, 4});
    }
    const auto pair = [&](const Vec3& a, const Vec3& b, double radius) {
        rods.push_back({a, b, radius});
        rods.push_back({{300 - a.x, a.y, a.z}, {300 - b.x, b.y, b.z}, radius});
    };
    for (int ray = 0; ray < 6; ++ray) // the wing of the pelvis as a fan
        pair({195, 160, 235}, {220.0 + 9 * ray, 175.0 - 15 * ray, 300}, 7);
    pair({240, 120, 185}, {243, 121, 187}, 24); // hip joint
    pair({255, 125, 165}, {260, 120, 0}, 13);   // thigh bone
    pair({205, 150, 150}, {210, 120, 190}, 14); // seat bone
    pair({210, 150, 305}, {208, 148, 345}, 24); // kidney
    pair({190, 165, 215}, {205, 172, 190}, 5);  // the great nerve of the leg, in four stretches
    pair({205, 172, 190}, {215, 165, 165}, 5);
    pair({215, 165, 165}, {225, 150, 100}, 5);
    pair({225, 150, 100}, {228, 140, 0}, 5);
    pair({190, 160, 210}, {235, 185, 225}, 2); // vessels of the buttock
    pair({195, 163, 200}, {210, 190, 160}, 2);
    pair({150, 125, 290}, {200, 90, 230}, 6); // vessels of the pelvis and thigh
    pair({200, 90, 230}, {220, 60, 200}, 5);
    pair({220, 60, 200}, {230, 80, 0}, 4);
    return rods;
}

SyntheticBody make_body() {
    SyntheticBody body{{{300, 250, 350}, {0, 0, 0}, {1, 1, 1}}, {}, {}};
    const auto rods = make_obstacles();
    const geometry::Size3& size = body.lattice.size;
    body.obstacles.resize(size.voxels());
    base::parallel_chunks(350, 5, [&](std::size_t from, std::size_t to) {
        for (auto k = static_cast<int>(from); k < static_cast<int>(to); ++k)
            for (int j = 0; j < size.y; ++j)
                for (int i = 0; i < size.x; ++i)
                    body.obstacles[size.index(i, j, k)] =
                        std::any_of(rods.begin(), rods.end(),
                                    [&](const Capsule& rod) {
                                        return distance_to_capsule(body.lattice.point(i, j, k),
                                                                   rod) <= 0;
                                    })
                            ? 1
                            : 0;
    });
    body.field = {body.lattice, geometry::signed_distance(body.lattice, body.obstacles)};
    return body;
}

bool is_free_tissue(const Vec3& p) {
    const double u = (p.x - trunk_middle.x) / trunk_radii.x;
    const double v = (p.y - trunk_middle.y) / trunk_radii.y;
    return u * u + v * v < 1 && synthetic_body().field.at(p) > 0;
}

geometry::Segment random_needle(base::RandomStream& random) {
    Vec3 tip;
    do {
        tip = {40 + 220 * random.uniform(), 130 + 45 * random.uniform(),
               60 + 270 * random.uniform()};
    } while (!is_free_tissue(tip));
    const double tilt = 40 * std::numbers::pi / 180 * std::sqrt(random.uniform());
    const double turn = 2 * std::numbers::pi * random.uniform();
    return {tip,
            {std::sin(tilt) * std::cos(turn), std::cos(tilt), std::sin(tilt) * std::sin(turn)},
            needle_length_mm};
}

std::vector<geometry::Segment> random_needles(std::size_t count, std::uint64_t seed) {
    std::vector<geometry::Segment> needles;
    for (std::size_t i = 0; i < count; ++i) {
        base::RandomStream random(seed, i);
        needles.push_back(random_needle(random));
    }
    return needles;
}

constexpr std::size_t search_count = 1U << 20U;
constexpr std::uint64_t search_seed = 1;

Needles make_scattered() {
    Needles needles;
    for (const auto& needle : random_needles(search_count, search_seed))
        needles.add(needle);
    return needles;
}

Needles make_sorted() {
    const auto scattered = random_needles(search_count, search_seed);
    std::vector<Vec3> tips;
    for (const auto& needle : scattered)
        tips.push_back(needle.start);
    Needles needles;
    for (const std::uint32_t i : geometry::spatial_order(tips))
        needles.add(scattered[i]);
    return needles;
}

Needles make_monte_carlo() {
    Needles needles;
    std::uint64_t stream = 0;
    for (const auto& plan : random_needles(512, 2))
        for (int sample = 0; sample < 4096; ++sample) {
            base::RandomStream random(3, stream++);
            const auto off = [&](double sd) {
                return Vec3{random.normal() * sd, random.normal() * sd, random.normal() * sd};
            };
            const Vec3 tip = plan.start + off(1.5);
            needles.add({tip, normalized(plan.direction + off(2 * std::numbers::pi / 180)),
                         needle_length_mm});
        }
    return needles;
}

} // namespace

void Needles::add(const geometry::Segment& needle) {
    const std::array<double, 8> values{needle.start.x,     needle.start.y,     needle.start.z,
                                       needle.direction.x, needle.direction.y, needle.direction.z,
                                       needle.length_mm,   clearance_mm};
    for (std::size_t c = 0; c < values.size(); ++c)
        columns[c].push_back(static_cast<float>(values[c]));
}

geometry::SegmentColumns Needles::view(std::size_t begin, std::size_t end) const {
    const auto part = [&](std::size_t c) {
        return std::span(columns[c]).subspan(begin, end - begin);
    };
    return {part(0), part(1), part(2), part(3), part(4), part(5), part(6), part(7)};
}

geometry::Segment Needles::needle(std::size_t i) const {
    const auto value = [&](std::size_t c) { return static_cast<double>(columns[c][i]); };
    return {{value(0), value(1), value(2)}, {value(3), value(4), value(5)}, value(6)};
}

const SyntheticBody& synthetic_body() {
    static const SyntheticBody body = make_body();
    return body;
}
const Needles& scattered_needles() {
    static const Needles needles = make_scattered();
    return needles;
}
const Needles& sorted_needles() {
    static const Needles needles = make_sorted();
    return needles;
}
const Needles& monte_carlo_needles() {
    static const Needles needles = make_monte_carlo();
    return needles;
}

} // namespace filiform::bench
