// SPDX-License-Identifier: Apache-2.0
#include "atlas/mesh_levels.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "base/parallel.h"

// One body for each instruction set, chosen when the program is loaded: earlier than the thread
// sanitizer can watch, so there the plain one only.
#ifdef __SANITIZE_THREAD__
#define FILIFORM_CLONES
#else
#define FILIFORM_CLONES [[gnu::target_clones("default", "avx2", "avx512f")]]
#endif

namespace filiform::atlas {

using geometry::Box;
using geometry::Mesh;
using geometry::Size3;
using geometry::Vec3;

namespace {

int floor_index(double mm, double spacing) {
    return static_cast<int>(std::floor(mm / spacing));
}

/// What of a triangle the distance to it needs, single precision, relative to corner a.
struct Facet {
    Vec3 a;
    float bx, by, bz; ///< a to b
    float cx, cy, cz; ///< b to c
    float ax, ay, az; ///< c to a
    float nx, ny, nz; ///< unit normal
    // Edge × normal, for which side of each edge a point is on.
    float bu, bv, bw, cu, cv, cw, au, av, aw;
    float ib, ic, ia; ///< 1 / squared edge length
    Box box;
};

Facet facet_of(const Vec3& a, const Vec3& b, const Vec3& c) {
    Facet f{};
    f.a = a;
    const Vec3 ab = b - a;
    const Vec3 bc = c - b;
    const Vec3 ca = a - c;
    const Vec3 n = normalized(cross(ab, c - a));
    const auto set = [](const Vec3& v, float& x, float& y, float& z) {
        x = static_cast<float>(v.x);
        y = static_cast<float>(v.y);
        z = static_cast<float>(v.z);
    };
    set(ab, f.bx, f.by, f.bz);
    set(bc, f.cx, f.cy, f.cz);
    set(ca, f.ax, f.ay, f.az);
    set(n, f.nx, f.ny, f.nz);
    set(cross(ab, n), f.bu, f.bv, f.bw);
    set(cross(bc, n), f.cu, f.cv, f.cw);
    set(cross(ca, n), f.au, f.av, f.aw);
    const auto inverse = [](const Vec3& v) {
        return static_cast<float>(1 / std::max(dot(v, v), 1e-12));
    };
    f.ib = inverse(ab);
    f.ic = inverse(bc);
    f.ia = inverse(ca);
    f.box.add(a);
    f.box.add(b);
    f.box.add(c);
    return f;
}

constexpr int lanes = 8;
using Lanes [[gnu::vector_size(lanes * sizeof(float))]] = float;

/// Lowers squares[i] to the squared distance from the point (x[i], y, z), all relative to corner a,
/// to the facet. `x` may be read and `squares` written (unchanged) to the next multiple of `lanes`.
FILIFORM_CLONES void lower_row(const Facet& f, const float* x, float y, float z, int count,
                               float* squares) {
    const Lanes zero{};
    const Lanes one = zero + 1.0F;
    const Lanes far = zero + 1e30F;
    const Lanes order{0, 1, 2, 3, 4, 5, 6, 7};
    const float qy = y - f.by;
    const float qz = z - f.bz;
    const float ry = y + f.ay;
    const float rz = z + f.az;
    for (int from = 0; from < count; from += lanes) {
        const Lanes i = order + static_cast<float>(from);
        // Relative to a, to b and to c.
        Lanes px;
        std::memcpy(&px, x + from, sizeof px);
        const Lanes qx = px - f.bx;
        const Lanes rx = px + f.ax;
        // Where along each edge the nearest point lies.
        Lanes tb = (px * f.bx + (y * f.by + z * f.bz)) * f.ib;
        Lanes tc = (qx * f.cx + (qy * f.cy + qz * f.cz)) * f.ic;
        Lanes ta = (rx * f.ax + (ry * f.ay + rz * f.az)) * f.ia;
        tb = tb < zero ? zero : tb;
        tc = tc < zero ? zero : tc;
        ta = ta < zero ? zero : ta;
        tb = tb > one ? one : tb;
        tc = tc > one ? one : tc;
        ta = ta > one ? one : ta;
        const Lanes bx = px - tb * f.bx;
        const Lanes by = y - tb * f.by;
        const Lanes bz = z - tb * f.bz;
        const Lanes cx = qx - tc * f.cx;
        const Lanes cy = qy - tc * f.cy;
        const Lanes cz = qz - tc * f.cz;
        const Lanes ax = rx - ta * f.ax;
        const Lanes ay = ry - ta * f.ay;
        const Lanes az = rz - ta * f.az;
        const Lanes eb = bx * bx + by * by + bz * bz;
        const Lanes ec = cx * cx + cy * cy + cz * cz;
        const Lanes ea = ax * ax + ay * ay + az * az;
        const Lanes ebc = eb < ec ? eb : ec;
        const Lanes edge = ebc < ea ? ebc : ea;
        // Straight above or below the facet the plane is nearest.
        const Lanes off = px * f.nx + (y * f.ny + z * f.nz);
        const auto is_over = (px * f.bu + (y * f.bv + z * f.bw) <= zero) &
                             (qx * f.cu + (qy * f.cv + qz * f.cw) <= zero) &
                             (rx * f.au + (ry * f.av + rz * f.aw) <= zero);
        const Lanes nearest = is_over ? off * off : edge;
        const Lanes counted = i < zero + static_cast<float>(count) ? nearest : far;
        Lanes best;
        std::memcpy(&best, squares + from, sizeof best);
        best = best < counted ? best : counted;
        std::memcpy(squares + from, &best, sizeof best);
    }
}

/// A line of lattice points along x meets the surface.
struct Crossing {
    std::uint32_t row = 0;
    float x = 0;
    int turn = 0; ///< +1 going in, -1 going out
};

/// Which side of the line u → v (in y, z) a point is on; exactly opposite for v → u, and never
/// undecided, so that triangles that share an edge share no line and miss none.
bool is_left(const Vec3& u, const Vec3& v, double y, double z) {
    const bool is_ordered = u.y < v.y || (u.y == v.y && u.z < v.z);
    const Vec3& p = is_ordered ? u : v;
    const Vec3& q = is_ordered ? v : u;
    const bool left = (q.y - p.y) * (z - p.z) - (q.z - p.z) * (y - p.y) >= 0;
    return left == is_ordered;
}

/// Fills a few layers of a window.
class Slab {
  public:
    Slab(double spacing, const Window& layers, double far) : h_(spacing), window_(layers) {
        squares_.assign(window_.size.voxels() + lanes, static_cast<float>(far * far));
    }

    void add(const Facet& facet, const std::array<Vec3, 3>& corners, double band) {
        lower(facet, band);
        cross(corners);
    }

    /// Signs and roots into `mm`.
    void finish(std::span<float> mm) {
        std::sort(crossings_.begin(), crossings_.end(), [](const Crossing& a, const Crossing& b) {
            return a.row != b.row ? a.row < b.row : a.x < b.x;
        });
        for (std::size_t i = 0; i < mm.size(); ++i)
            mm[i] = std::sqrt(squares_[i]);
        for (std::size_t at = 0; at < crossings_.size();) {
            const std::uint32_t row = crossings_[at].row;
            int winding = 0;
            while (at < crossings_.size() && crossings_[at].row == row) {
                winding += crossings_[at].turn;
                const bool has_next = at + 1 < crossings_.size() && crossings_[at + 1].row == row;
                if (winding != 0 && has_next)
                    flip(mm, row, crossings_[at].x, crossings_[at + 1].x);
                ++at;
            }
        }
    }

  private:
    /// Across the facet its neighbours see to most points, so less is looked at there than along
    /// its normal.
    void lower(const Facet& f, double band) {
        const double beside = std::min(band, std::max(1.05 * h_, 0.5 * band));
        const auto range = [&](double low, double high, int axis, int count, float normal) {
            const double room = beside + (band - beside) * std::abs(static_cast<double>(normal));
            const int from = std::max(floor_index(low - room, h_) + 1, window_.low[axis]);
            const int to = std::min(floor_index(high + room, h_) + 1, window_.low[axis] + count);
            return std::array{from, to};
        };
        const auto [i0, i1] = range(f.box.low.x, f.box.high.x, 0, window_.size.x, f.nx);
        const auto [j0, j1] = range(f.box.low.y, f.box.high.y, 1, window_.size.y, f.ny);
        const auto [k0, k1] = range(f.box.low.z, f.box.high.z, 2, window_.size.z, f.nz);
        if (i0 >= i1)
            return;
        // From the index alone, so that a point's value is the same in every window.
        places_.clear();
        for (int i = i0; i < i1 + lanes; ++i)
            places_.push_back(static_cast<float>(i * h_ - f.a.x));
        for (int k = k0; k < k1; ++k)
            for (int j = j0; j < j1; ++j) {
                const double y = j * h_ - f.a.y;
                const double z = k * h_ - f.a.z;
                // Where the row is within the band of the facet's plane.
                int from = i0;
                int to = i1;
                const double nx = static_cast<double>(f.nx);
                const double rest = y * static_cast<double>(f.ny) + z * static_cast<double>(f.nz);
                if (std::abs(nx) > 1e-3) {
                    const double u = (-band - rest) / nx + f.a.x;
                    const double v = (band - rest) / nx + f.a.x;
                    from = std::max(from, floor_index(std::min(u, v), h_));
                    to = std::min(to, floor_index(std::max(u, v), h_) + 2);
                } else if (std::abs(rest) > band + 0.001 * (f.box.high.x - f.box.low.x + band)) {
                    continue;
                }
                if (from >= to)
                    continue;
                lower_row(f, places_.data() + (from - i0), static_cast<float>(y),
                          static_cast<float>(z), to - from,
                          squares_.data() + window_.size.index(from - window_.low[0],
                                                               j - window_.low[1],
                                                               k - window_.low[2]));
            }
    }

    void cross(const std::array<Vec3, 3>& t) {
        const double turn =
            (t[1].y - t[0].y) * (t[2].z - t[0].z) - (t[1].z - t[0].z) * (t[2].y - t[0].y);
        if (turn == 0)
            return;
        const auto ys = std::minmax({t[0].y, t[1].y, t[2].y});
        const auto zs = std::minmax({t[0].z, t[1].z, t[2].z});
        const int j0 = std::max(floor_index(ys.first, h_), window_.low[1]);
        const int j1 = std::min(floor_index(ys.second, h_) + 2, window_.end()[1]);
        const int k0 = std::max(floor_index(zs.first, h_), window_.low[2]);
        const int k1 = std::min(floor_index(zs.second, h_) + 2, window_.end()[2]);
        const Vec3 n = geometry::cross(t[1] - t[0], t[2] - t[0]);
        for (int k = k0; k < k1; ++k)
            for (int j = j0; j < j1; ++j) {
                const double y = j * h_;
                const double z = k * h_;
                const bool left = is_left(t[0], t[1], y, z);
                if (is_left(t[1], t[2], y, z) != left || is_left(t[2], t[0], y, z) != left)
                    continue;
                const double x = t[0].x - ((y - t[0].y) * n.y + (z - t[0].z) * n.z) / n.x;
                const auto row = static_cast<std::uint32_t>((k - window_.low[2]) * window_.size.y +
                                                            j - window_.low[1]);
                // A surface that faces -x is gone into.
                crossings_.push_back({row, static_cast<float>(x), left ? -1 : 1});
            }
    }

    void flip(std::span<float> mm, std::uint32_t row, float from, float to) {
        const auto first = [&](float x) {
            return std::clamp(static_cast<int>(std::ceil(static_cast<double>(x) / h_)) -
                                  window_.low[0],
                              0, window_.size.x);
        };
        float* values = mm.data() + static_cast<std::size_t>(row) * window_.size.x;
        const int end = first(to);
        for (int i = first(from); i < end; ++i)
            values[i] = -std::abs(values[i]);
    }

    double h_;
    Window window_;
    std::vector<float> squares_;
    std::vector<float> places_; ///< along x, of the facet at hand
    std::vector<Crossing> crossings_;
};

} // namespace

Window window_around(const Box& box, double spacing_mm) {
    if (box.is_empty())
        return {};
    Window w;
    w.low = {floor_index(box.low.x, spacing_mm), floor_index(box.low.y, spacing_mm),
             floor_index(box.low.z, spacing_mm)};
    const auto count = [&](double high, int low) {
        return static_cast<int>(std::ceil(high / spacing_mm)) - low + 1;
    };
    w.size = {count(box.high.x, w.low[0]), count(box.high.y, w.low[1]),
              count(box.high.z, w.low[2])};
    return w;
}

Window common(const Window& a, const Window& b) {
    Window w;
    std::array<int, 3> size{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        w.low[axis] = std::max(a.low[axis], b.low[axis]);
        size[axis] = std::max(0, std::min(a.end()[axis], b.end()[axis]) - w.low[axis]);
    }
    w.size = {size[0], size[1], size[2]};
    return w.is_empty() ? Window{} : w;
}

geometry::Lattice lattice_of(const Window& window, double spacing_mm) {
    return {window.size,
            Vec3{static_cast<double>(window.low[0]), static_cast<double>(window.low[1]),
                 static_cast<double>(window.low[2])} *
                spacing_mm,
            {spacing_mm, spacing_mm, spacing_mm}};
}

Levels levels_of(const Mesh& surface, double spacing_mm, const Window& window, const Bands& bands) {
    Levels levels{window, std::vector<float>(window.size.voxels())};
    std::vector<Facet> facets;
    facets.reserve(surface.triangles.size());
    for (const auto& t : surface.triangles)
        facets.push_back(
            facet_of(surface.vertices[t[0]], surface.vertices[t[1]], surface.vertices[t[2]]));
    constexpr std::size_t layers = 16;
    base::parallel_chunks(
        static_cast<std::size_t>(window.size.z), layers, [&](std::size_t from, std::size_t to) {
            Window part = window;
            part.low[2] += static_cast<int>(from);
            part.size.z = static_cast<int>(to - from);
            Slab slab(spacing_mm, part, bands.far_mm);
            const double low = part.low[2] * spacing_mm;
            const double high = (part.end()[2] - 1) * spacing_mm;
            for (std::size_t i = 0; i < facets.size(); ++i) {
                const bool is_wide = !bands.is_wide.empty() && bands.is_wide[i];
                const double band = is_wide ? bands.far_mm : bands.near_mm;
                if (facets[i].box.high.z + band < low || facets[i].box.low.z - band > high)
                    continue;
                const auto& t = surface.triangles[i];
                slab.add(facets[i],
                         {surface.vertices[t[0]], surface.vertices[t[1]], surface.vertices[t[2]]},
                         band);
            }
            const std::size_t layer = window.size.index(0, 0, 1);
            slab.finish(std::span(levels.mm).subspan(from * layer, (to - from) * layer));
        });
    return levels;
}

} // namespace filiform::atlas
