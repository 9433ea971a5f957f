// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/expects.h"
#include "base/parallel.h"
#include "geometry/distance_field.h"

namespace filiform::geometry {

namespace {

constexpr float nowhere = 1e30F; // squared distance to nothing

/// Where neighbours on one line of the lattice lie on different sides, the surface crosses between.
float crossing_after(std::span<const float> level, std::size_t at, std::size_t stride) {
    const float a = level[at];
    const float b = level[at + stride];
    return (a < 0) == (b < 0) ? -1.0F : a / (a - b);
}

/// Squared distance from every point of one line to the nearest crossing on that line.
void to_crossings(std::span<const float> level, std::size_t first, std::size_t stride, int count,
                  float spacing, std::vector<float>& squared) {
    const auto nearest = [](float& best, float d) { best = std::min(best, d * d); };
    squared.assign(static_cast<std::size_t>(count), nowhere);
    float last = -1e15F;
    for (int i = 0; i < count; ++i) {
        if (last > -1e14F) nearest(squared[i], (static_cast<float>(i) - last) * spacing);
        if (i + 1 == count) break;
        const float t = crossing_after(level, first + i * stride, stride);
        if (t >= 0) last = static_cast<float>(i) + t;
    }
    last = 1e15F;
    for (int i = count - 1; i >= 0; --i) {
        if (i + 1 < count) {
            const float t = crossing_after(level, first + i * stride, stride);
            if (t >= 0) last = static_cast<float>(i) + t;
        }
        if (last < 1e14F) nearest(squared[i], (last - static_cast<float>(i)) * spacing);
    }
}

/// f(i) becomes the least of f(j) + ((i-j) spacing)^2.
void spread(std::span<float> f, std::size_t first, std::size_t stride, int count, float spacing,
            std::vector<float>& line) {
    line.resize(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) line[i] = f[first + i * stride];
    for (int i = 0; i < count; ++i) {
        float best = line[i];
        for (int n = 1; n < count; ++n) {
            const float away = static_cast<float>(n) * spacing;
            if (away * away >= best) break;
            if (i >= n) best = std::min(best, line[i - n] + away * away);
            if (i + n < count) best = std::min(best, line[i + n] + away * away);
        }
        f[first + i * stride] = best;
    }
}

struct Lines {
    std::size_t stride;
    int count;
    float spacing;
};

Lines lines_along(const Lattice& lattice, int axis) {
    const auto x = static_cast<std::size_t>(lattice.size.x);
    const auto y = static_cast<std::size_t>(lattice.size.y);
    if (axis == 0) return {1, lattice.size.x, static_cast<float>(lattice.spacing.x)};
    if (axis == 1) return {x, lattice.size.y, static_cast<float>(lattice.spacing.y)};
    return {x * y, lattice.size.z, static_cast<float>(lattice.spacing.z)};
}

template <class Work>
void for_each_line(const Lattice& lattice, int axis, const Work& work) {
    const Lines lines = lines_along(lattice, axis);
    const std::size_t total = lattice.size.voxels() / static_cast<std::size_t>(lines.count);
    base::parallel_chunks(total, 256, [&](std::size_t from, std::size_t to) {
        for (std::size_t n = from; n < to; ++n) {
            const std::size_t block = n / lines.stride;
            work(block * lines.stride * static_cast<std::size_t>(lines.count) + n % lines.stride,
                 lines);
        }
    });
}

/// Squared distances to the crossings on lines along `axis`, spread along the other two axes.
void lower_by_crossings(const Lattice& lattice, std::span<const float> level, int axis,
                        std::span<float> least) {
    std::vector<float> squared(level.size());
    for_each_line(lattice, axis, [&](std::size_t first, const Lines& lines) {
        std::vector<float> line;
        to_crossings(level, first, lines.stride, lines.count, lines.spacing, line);
        for (int i = 0; i < lines.count; ++i) squared[first + i * lines.stride] = line[i];
    });
    for (int other = 0; other < 3; ++other) {
        if (other == axis) continue;
        for_each_line(lattice, other, [&](std::size_t first, const Lines& lines) {
            std::vector<float> line;
            spread(squared, first, lines.stride, lines.count, lines.spacing, line);
        });
    }
    for (std::size_t i = 0; i < least.size(); ++i) least[i] = std::min(least[i], squared[i]);
}

} // namespace

std::vector<float> redistance(const Lattice& lattice, std::span<const float> level) {
    base::expects(level.size() == lattice.size.voxels(), "one level per lattice point");
    std::vector<float> mm(level.size(), nowhere);
    for (int axis = 0; axis < 3; ++axis) lower_by_crossings(lattice, level, axis, mm);
    for (std::size_t i = 0; i < mm.size(); ++i)
        mm[i] = level[i] < 0 ? -std::sqrt(mm[i]) : std::sqrt(mm[i]);
    return mm;
}

std::vector<float> signed_distance(const Lattice& lattice, std::span<const std::uint8_t> inside) {
    base::expects(inside.size() == lattice.size.voxels(), "one label per lattice point");
    std::vector<float> level(inside.size());
    std::transform(inside.begin(), inside.end(), level.begin(),
                   [](std::uint8_t in) { return in != 0 ? -1.0F : 1.0F; });
    return redistance(lattice, level);
}

} // namespace filiform::geometry
