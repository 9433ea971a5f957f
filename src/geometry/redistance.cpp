// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "base/expects.h"
#include "base/parallel.h"
#include "geometry/distance_field.h"
#include "geometry/distance_transform.h"

namespace filiform::geometry {

namespace {

/// Spacings from the surface within which its crossings are too coarse a cloud. Beyond, they
/// overstate by a twentieth of a spacing, by a tenth beside shapes as small as a voxel or two.
constexpr double near_band = 4;
/// Steps towards the nearest point; smooth surfaces need two or three.
constexpr int most_steps = 6;
/// A point counts as on the surface when it is this part of a spacing from it.
constexpr double on_surface = 0.05;
/// A shorter move than this part of a spacing ends the walk.
constexpr double least_move = 0.02;

struct Reading {
    double value = 0;
    Vec3 slope; ///< per mm
};

/// A level function between lattice points: trilinear.
class Level {
  public:
    Level(const Lattice& lattice, std::span<const float> level)
        : lattice_(lattice), level_(level),
          bounds_(lattice.bounds()), step_{1, lattice.size.index(0, 1, 0),
                                           lattice.size.index(0, 0, 1)} {}

    [[nodiscard]] Vec3 clamped(const Vec3& p) const {
        return {std::clamp(p.x, bounds_.low.x, bounds_.high.x),
                std::clamp(p.y, bounds_.low.y, bounds_.high.y),
                std::clamp(p.z, bounds_.low.z, bounds_.high.z)};
    }

    /// At a point of the lattice's box: the value linear between lattice points and bent by the
    /// second differences, the slope from central differences, so that neither jumps from cell to
    /// cell and a round surface is not read as flat facets.
    [[nodiscard]] Reading read(const Vec3& p) const {
        const Vec3 v = lattice_.voxel(p);
        const auto x = place(v.x, lattice_.size.x, 1);
        const auto y = place(v.y, lattice_.size.y, step_[1]);
        const auto z = place(v.z, lattice_.size.z, step_[2]);
        // Each of the four lines of lattice points along an axis that pass the cell gives the
        // slope and the bend along that axis; those along x the linear value too.
        Reading sum;
        double bend = 0;
        for (const int b : {0, 1})
            for (const int a : {0, 1}) {
                const Line along_x = line(x, y.at[a + 1] + z.at[b + 1]);
                const double in_x = y.weight[a] * z.weight[b];
                sum.value += in_x * along_x.value;
                sum.slope.x += in_x * along_x.slope;
                const Line along_y = line(y, x.at[a + 1] + z.at[b + 1]);
                const double in_y = x.weight[a] * z.weight[b];
                sum.slope.y += in_y * along_y.slope;
                const Line along_z = line(z, x.at[a + 1] + y.at[b + 1]);
                const double in_z = x.weight[a] * y.weight[b];
                sum.slope.z += in_z * along_z.slope;
                bend += in_x * along_x.bend + in_y * along_y.bend + in_z * along_z.bend;
            }
        sum.value -= bend;
        sum.slope = {sum.slope.x / lattice_.spacing.x, sum.slope.y / lattice_.spacing.y,
                     sum.slope.z / lattice_.spacing.z};
        return sum;
    }

    /// At a lattice point, where nothing lies between.
    [[nodiscard]] Reading read_at(int i, int j, int k) const {
        const float* here = level_.data() + lattice_.size.index(i, j, k);
        const auto slope = [&](int at, int count, std::size_t step, double spacing) {
            const float before = at > 0 ? *(here - step) : *here;
            const float after = at + 1 < count ? here[step] : *here;
            const double per_span = at > 0 && at + 1 < count ? 0.5 : 1.0;
            return (static_cast<double>(after) - before) * per_span / spacing;
        };
        const Size3& size = lattice_.size;
        return {*here,
                {slope(i, size.x, step_[0], lattice_.spacing.x),
                 slope(j, size.y, step_[1], lattice_.spacing.y),
                 slope(k, size.z, step_[2], lattice_.spacing.z)}};
    }

  private:
    /// Along one axis: the two lattice points around a place with their neighbours before and
    /// after, as offsets into memory; the border repeats.
    struct Place {
        std::array<std::size_t, 4> at;
        std::array<double, 2> weight;
        std::array<double, 2> per_span; ///< one over the steps between the neighbours of each
        double sag;                     ///< of a chord, per unit of second difference
    };
    static Place place(double v, int count, std::size_t step) {
        const int low = std::clamp(static_cast<int>(v), 0, std::max(count - 2, 0));
        const auto within = [&](int i) { return std::clamp(i, 0, count - 1); };
        const auto offset = [&](int i) { return static_cast<std::size_t>(within(i)) * step; };
        const auto per_span = [&](int i) { return within(i + 1) - within(i - 1) < 2 ? 1.0 : 0.5; };
        const double part = std::clamp(v - low, 0.0, 1.0);
        return {{offset(low - 1), offset(low), offset(low + 1), offset(low + 2)},
                {1 - part, part},
                {per_span(low), per_span(low + 1)},
                part * (1 - part) / 2};
    }

    /// What four lattice points in line say of the place between the middle two.
    struct Line {
        double value; ///< linear
        double slope; ///< per step
        double bend;  ///< by how much the chord lies above the surface
    };
    [[nodiscard]] Line line(const Place& along, std::size_t start) const {
        const float* first = level_.data() + start;
        const double before = first[along.at[0]];
        const double low = first[along.at[1]];
        const double high = first[along.at[2]];
        const double after = first[along.at[3]];
        return {along.weight[0] * low + along.weight[1] * high,
                along.weight[0] * (high - before) * along.per_span[0] +
                    along.weight[1] * (after - low) * along.per_span[1],
                along.sag * (along.weight[0] * (high - 2 * low + before) +
                             along.weight[1] * (after - 2 * high + low))};
    }

    const Lattice& lattice_;
    std::span<const float> level_;
    Box bounds_;
    std::array<std::size_t, 3> step_;
};

/// Distance from `p`, where the level reads `start`, to a point of the zero surface found by
/// walking to it: along the slope to the surface, and along the surface until the slope points at
/// `p`. Every point of the surface bounds the distance from above, so a walk that ends elsewhere
/// does no harm; one that does not arrive answers `otherwise`.
double walk_to_surface(const Level& level, const Vec3& p, const Reading& start, double spacing,
                       double otherwise) {
    Vec3 x = p;
    Reading here = start;
    double best = otherwise;
    for (int step = 0; step < most_steps; ++step) {
        if (step > 0)
            here = level.read(x);
        const double steep = dot(here.slope, here.slope);
        if (!(steep > 0))
            return best;
        const double off = here.value / std::sqrt(steep);
        const double reached = distance(p, x) + std::abs(off);
        if (std::abs(off) < on_surface * spacing)
            best = std::min(best, reached);
        const Vec3 back = p - x;
        const Vec3 sideways = back - here.slope * (dot(back, here.slope) / steep);
        const Vec3 next = level.clamped(x - here.slope * (here.value / steep) + sideways);
        if (distance(next, x) < least_move * spacing)
            return best;
        x = next;
    }
    return best;
}

/// The level at the centres of cells: read as the walk reads it where the surface is near, else
/// the mean of the corners, of which only the sign matters.
std::vector<float> level_at_centres(const Lattice& lattice, std::span<const float> level,
                                    const Level& surface) {
    const Size3& size = lattice.size;
    const Size3 cells{size.x - 1, size.y - 1, size.z - 1};
    std::vector<float> centres(cells.voxels());
    const auto fill = [&](std::size_t from, std::size_t to) {
        for (auto k = static_cast<int>(from); k < static_cast<int>(to); ++k)
            for (int j = 0; j < cells.y; ++j)
                for (int i = 0; i < cells.x; ++i) {
                    float low = level[size.index(i, j, k)];
                    float high = low;
                    float sum = 0;
                    for (const int c : {k, k + 1})
                        for (const int b : {j, j + 1})
                            for (const int a : {i, i + 1}) {
                                const float value = level[size.index(a, b, c)];
                                low = std::min(low, value);
                                high = std::max(high, value);
                                sum += value;
                            }
                    // An edge from this centre to the next can cross the surface if the corners
                    // come within their own spread of it.
                    const bool is_near = low < high - low && high > low - high;
                    const Vec3 middle = lattice.point(i, j, k) + lattice.spacing / 2;
                    centres[cells.index(i, j, k)] =
                        is_near ? static_cast<float>(surface.read(middle).value) : sum / 8;
                }
    };
    base::parallel_chunks(static_cast<std::size_t>(cells.z), 2, fill);
    return centres;
}

} // namespace

std::vector<float> redistance(const Lattice& lattice, std::span<const float> level) {
    std::vector<float> mm = distance_to_crossings(lattice, level);
    const Level surface(lattice, level);
    std::vector<float> denser;
    if (lattice.size.x > 1 && lattice.size.y > 1 && lattice.size.z > 1)
        denser = distance_to_centre_crossings(lattice, level_at_centres(lattice, level, surface));
    const double spacing = std::max({lattice.spacing.x, lattice.spacing.y, lattice.spacing.z});
    const auto refine = [&](std::size_t from, std::size_t to) {
        for (auto k = static_cast<int>(from); k < static_cast<int>(to); ++k)
            for (int j = 0; j < lattice.size.y; ++j)
                for (int i = 0; i < lattice.size.x; ++i) {
                    const std::size_t at = lattice.size.index(i, j, k);
                    double far = std::abs(static_cast<double>(mm[at]));
                    if (!denser.empty())
                        far = std::min(far, static_cast<double>(denser[at]));
                    if (far < near_band * spacing)
                        far = walk_to_surface(surface, lattice.point(i, j, k),
                                              surface.read_at(i, j, k), spacing, far);
                    mm[at] = static_cast<float>(std::copysign(far, mm[at]));
                }
    };
    base::parallel_chunks(static_cast<std::size_t>(lattice.size.z), 2, refine);
    return mm;
}

} // namespace filiform::geometry
