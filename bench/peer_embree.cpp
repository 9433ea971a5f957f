// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <atomic>

#include <benchmark/benchmark.h>
#include <embree3/rtcore.h>

#include "base/parallel.h"
#include "geometry/mesh.h"
#include "synthetic_body.h"

namespace filiform::bench {
namespace {

using geometry::Vec3;

/// The nearest point of a triangle: its face, or the nearest of its edges.
Vec3 nearest_on_triangle(const Vec3& p, const std::array<Vec3, 3>& t) {
    const Vec3 normal = cross(t[1] - t[0], t[2] - t[0]);
    const auto is_inside = [&](int a, int b) {
        return dot(cross(t[b] - t[a], p - t[a]), normal) >= 0;
    };
    if (is_inside(0, 1) && is_inside(1, 2) && is_inside(2, 0))
        return p - normal * (dot(p - t[0], normal) / std::max(dot(normal, normal), 1e-30));
    Vec3 best = t[0];
    for (int a = 0; a < 3; ++a) {
        const Vec3 edge = t[(a + 1) % 3] - t[a];
        const double along =
            std::clamp(dot(p - t[a], edge) / std::max(dot(edge, edge), 1e-30), 0.0, 1.0);
        const Vec3 point = t[a] + edge * along;
        if (distance(p, point) < distance(p, best))
            best = point;
    }
    return best;
}

/// The obstacles, grown by a margin, as a triangle mesh with Embree's tree over it.
class Scene {
  public:
    explicit Scene(double grown_mm)
        : mesh_(grown_surface(grown_mm)), device_(rtcNewDevice("threads=2")),
          scene_(rtcNewScene(device_)) {
        RTCGeometry shape = rtcNewGeometry(device_, RTC_GEOMETRY_TYPE_TRIANGLE);
        auto* vertices = static_cast<float*>(
            rtcSetNewGeometryBuffer(shape, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3,
                                    3 * sizeof(float), mesh_.vertices.size()));
        for (const Vec3& v : mesh_.vertices)
            for (const double x : {v.x, v.y, v.z})
                *vertices++ = static_cast<float>(x);
        auto* corners = static_cast<unsigned*>(
            rtcSetNewGeometryBuffer(shape, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3,
                                    3 * sizeof(unsigned), mesh_.triangles.size()));
        for (const auto& triangle : mesh_.triangles)
            corners = std::copy(triangle.begin(), triangle.end(), corners);
        rtcSetGeometryUserData(shape, &mesh_);
        rtcSetGeometryPointQueryFunction(shape, lower_radius);
        rtcCommitGeometry(shape);
        rtcAttachGeometry(scene_, shape);
        rtcReleaseGeometry(shape);
        rtcCommitScene(scene_);
    }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
    ~Scene() {
        rtcReleaseScene(scene_);
        rtcReleaseDevice(device_);
    }

    /// How many of 16 needles touch the mesh.
    [[nodiscard]] int touching(const geometry::SegmentColumns& s) const {
        alignas(64) std::array<int, 16> valid;
        valid.fill(-1);
        alignas(64) RTCRay16 rays{};
        for (std::size_t i = 0; i < 16; ++i) {
            rays.org_x[i] = s.x[i];
            rays.org_y[i] = s.y[i];
            rays.org_z[i] = s.z[i];
            rays.dir_x[i] = s.dx[i];
            rays.dir_y[i] = s.dy[i];
            rays.dir_z[i] = s.dz[i];
            rays.tfar[i] = s.length_mm[i];
            rays.mask[i] = 0xFFFFFFFF;
        }
        RTCIntersectContext context;
        rtcInitIntersectContext(&context);
        rtcOccluded16(valid.data(), scene_, &context, &rays);
        return static_cast<int>(std::count_if(std::begin(rays.tfar), std::end(rays.tfar),
                                              [](float t) { return t < 0; }));
    }

    [[nodiscard]] double distance_from(const Vec3& p) const {
        RTCPointQueryContext context;
        rtcInitPointQueryContext(&context);
        RTCPointQuery query{static_cast<float>(p.x), static_cast<float>(p.y),
                            static_cast<float>(p.z), 0, 200};
        rtcPointQuery(scene_, &query, &context, nullptr, const_cast<geometry::Mesh*>(&mesh_));
        return static_cast<double>(query.radius);
    }

  private:
    static geometry::Mesh grown_surface(double grown_mm) {
        const SyntheticBody& body = synthetic_body();
        auto mm = geometry::signed_distance(body.lattice, body.obstacles);
        for (float& d : mm)
            d -= static_cast<float>(grown_mm);
        return geometry::make_surface({body.lattice, mm});
    }
    static bool lower_radius(RTCPointQueryFunctionArguments* a) {
        const auto& mesh = *static_cast<const geometry::Mesh*>(a->userPtr);
        const auto& t = mesh.triangles[a->primID];
        const Vec3 p{static_cast<double>(a->query->x), static_cast<double>(a->query->y),
                     static_cast<double>(a->query->z)};
        const auto near = static_cast<float>(
            distance(p, nearest_on_triangle(
                            p, {mesh.vertices[t[0]], mesh.vertices[t[1]], mesh.vertices[t[2]]})));
        if (near >= a->query->radius)
            return false;
        a->query->radius = near;
        return true;
    }

    geometry::Mesh mesh_;
    RTCDevice device_;
    RTCScene scene_;
};

/// "Is the clearance at least 2 mm?" as a hit test on obstacles grown by 2 mm.
void inflated(benchmark::State& state, const Needles& needles) {
    static const Scene scene(clearance_mm);
    std::atomic<std::int64_t> below = 0;
    for (auto _ : state) {
        below = 0;
        base::parallel_chunks(needles.size() / 16, 512, [&](std::size_t from, std::size_t to) {
            std::int64_t here = 0;
            for (std::size_t i = from; i < to; ++i)
                here += scene.touching(needles.view(16 * i, 16 * i + 16));
            below += here;
        });
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(needles.size()));
    state.counters["below_percent"] =
        100 * static_cast<double>(below) / static_cast<double>(needles.size());
}

void inflated_monte_carlo(benchmark::State& state) {
    inflated(state, monte_carlo_needles());
}
void inflated_sorted(benchmark::State& state) {
    inflated(state, sorted_needles());
}
BENCHMARK(inflated_monte_carlo)
    ->Name("embree/inflated/monte_carlo")
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(inflated_sorted)->Name("embree/inflated/sorted")->MeasureProcessCPUTime()->UseRealTime();

/// Least clearance to 0.25 mm by stepping as far as the distance less the least so far allows.
double least(const Scene& scene, const geometry::Segment& needle) {
    double best = 1e9;
    double at = 0;
    for (;;) {
        const double here = scene.distance_from(needle.point(at));
        best = std::min(best, here);
        if (at >= needle.length_mm)
            return best;
        at = std::min(needle.length_mm, at + 2 * (here - best) + 0.5);
    }
}

void point_queries(benchmark::State& state) {
    static const Scene scene(0);
    const Needles& needles = monte_carlo_needles();
    constexpr std::size_t count = 4096;
    const std::size_t stride = needles.size() / count;
    for (auto _ : state)
        base::parallel_chunks(count, 64, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                benchmark::DoNotOptimize(least(scene, needles.needle(i * stride)));
        });
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}
BENCHMARK(point_queries)
    ->Name("embree/point_queries")
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
