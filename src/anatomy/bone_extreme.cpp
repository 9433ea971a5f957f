// SPDX-License-Identifier: Apache-2.0
#include "anatomy/bone_extreme.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace filiform::anatomy {

using geometry::DistanceField;
using geometry::Vec3;

void for_each_inside(const DistanceField& shape, double beyond_mm,
                     const std::function<void(const Vec3&, double)>& visit) {
    if (shape.is_empty())
        return;
    const geometry::Lattice& lattice = shape.lattice();
    const std::span<const std::int16_t> steps = shape.steps();
    const auto limit = static_cast<int>(beyond_mm * DistanceField::steps_per_mm);
    const geometry::Box box = shape.bounds().grown(beyond_mm);
    const auto clip = [](double v, int n) {
        return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(n - 1)));
    };
    const Vec3 low = lattice.voxel(box.low);
    const Vec3 high = lattice.voxel(box.high);
    const int x0 = clip(std::floor(low.x), lattice.size.x);
    const int x1 = clip(std::ceil(high.x), lattice.size.x);
    const int y1 = clip(std::ceil(high.y), lattice.size.y);
    const int z1 = clip(std::ceil(high.z), lattice.size.z);
    for (int k = clip(std::floor(low.z), lattice.size.z); k <= z1; ++k)
        for (int j = clip(std::floor(low.y), lattice.size.y); j <= y1; ++j)
            for (int i = x0; i <= x1; ++i) {
                const int here = steps[lattice.size.index(i, j, k)];
                if (here <= limit)
                    visit(lattice.point(i, j, k), here / DistanceField::steps_per_mm);
            }
}

Vec3 on_surface(const DistanceField& shape, const Vec3& p, double farthest_mm) {
    constexpr int steps = 8;
    Vec3 at = p;
    for (int n = 0; n < steps; ++n)
        at = at - shape.gradient(at) * shape.at(at);
    return geometry::distance(at, p) <= farthest_mm ? at : p;
}

std::optional<Vec3> find_centroid(const DistanceField& shape, const Window& window) {
    Vec3 sum;
    std::size_t count = 0;
    for_each_inside(shape, 0, [&](const Vec3& p, double) {
        if (!window(p))
            return;
        sum = sum + p;
        ++count;
    });
    if (count == 0)
        return std::nullopt;
    return sum / static_cast<double>(count);
}

std::optional<Vec3> find_extreme(const DistanceField& shape, const Vec3& direction,
                                 const Window& window, const ExtremeSearch& search) {
    struct Reach {
        Vec3 p;
        double height;
    };
    std::vector<Reach> reaches;
    double top = -1e300;
    for_each_inside(shape, 0, [&](const Vec3& p, double depth) {
        if (!window(p))
            return;
        const double height = geometry::dot(p, direction) - depth;
        top = std::max(top, height);
        if (height > top - search.cap_mm)
            reaches.push_back({p, height});
    });
    if (reaches.empty())
        return std::nullopt;
    std::erase_if(reaches, [&](const Reach& r) { return r.height <= top - search.cap_mm; });
    const auto middle_of = [&](const std::vector<Reach>& some) {
        Vec3 sum;
        for (const Reach& r : some)
            sum = sum + r.p;
        return sum / static_cast<double>(some.size());
    };
    Vec3 middle = middle_of(reaches);
    std::vector<Reach> lump;
    for (const Reach& r : reaches)
        if (geometry::distance(r.p, middle) <= search.lump_mm)
            lump.push_back(r);
    // Two lumps far apart leave nothing near their middle: then the highest decides.
    if (lump.empty())
        lump = reaches;
    middle = middle_of(lump);
    const Vec3 tip = middle + direction * (top - geometry::dot(middle, direction));
    return on_surface(shape, tip, 2 * search.cap_mm);
}

} // namespace filiform::anatomy
