// SPDX-License-Identifier: Apache-2.0
#include "geometry/resample.h"

namespace filiform::geometry {

std::optional<std::array<std::size_t, 3>> axes_along_world(const Affine& affine) {
    std::array<std::size_t, 3> axes{};
    std::array<bool, 3> is_taken{};
    for (std::size_t n = 0; n < 3; ++n) {
        const Vec3& column = affine.columns[n];
        const std::array<double, 3> along{std::abs(column.x), std::abs(column.y),
                                          std::abs(column.z)};
        const auto world =
            static_cast<std::size_t>(std::max_element(along.begin(), along.end()) - along.begin());
        if (is_taken[world])
            return std::nullopt;
        is_taken[world] = true;
        axes[world] = n;
    }
    return axes;
}

namespace {

/// One pass of a five-tap kernel along one axis; the edge goes on beyond the edge.
void smooth_axis(std::vector<float>& values, const Size3& size, int axis,
                 const std::array<float, 3>& taps) {
    const std::array<int, 3> counts{size.x, size.y, size.z};
    const int count = counts[static_cast<std::size_t>(axis)];
    const std::size_t stride =
        axis == 0   ? 1
        : axis == 1 ? static_cast<std::size_t>(size.x)
                    : static_cast<std::size_t>(size.x) * static_cast<std::size_t>(size.y);
    std::vector<float> line(static_cast<std::size_t>(count) + 4);
    const int lines_u = axis == 0 ? size.y : size.x;
    const int lines_v = axis == 2 ? size.y : size.z;
    for (int v = 0; v < lines_v; ++v)
        for (int u = 0; u < lines_u; ++u) {
            const std::size_t start = axis == 0   ? size.index(0, u, v)
                                      : axis == 1 ? size.index(u, 0, v)
                                                  : size.index(u, v, 0);
            for (int at = 0; at < count + 4; ++at) {
                const int n = std::clamp(at - 2, 0, count - 1);
                line[static_cast<std::size_t>(at)] =
                    values[start + static_cast<std::size_t>(n) * stride];
            }
            for (int n = 0; n < count; ++n) {
                const auto at = static_cast<std::size_t>(n) + 2;
                values[start + static_cast<std::size_t>(n) * stride] =
                    taps[0] * line[at] + taps[1] * (line[at - 1] + line[at + 1]) +
                    taps[2] * (line[at - 2] + line[at + 2]);
            }
        }
}

} // namespace

void smooth(std::vector<float>& values, const Size3& size, const std::array<float, 3>& taps) {
    for (int axis = 0; axis < 3; ++axis)
        smooth_axis(values, size, axis, taps);
}

} // namespace filiform::geometry
