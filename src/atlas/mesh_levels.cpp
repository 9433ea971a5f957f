// SPDX-License-Identifier: Apache-2.0
#include "atlas/mesh_levels.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "base/parallel.h"
#include "geometry/distance_spread.h"

// One body for each instruction set, chosen when the program is loaded: earlier than the thread
// sanitizer can watch, so there the plain one only.
#ifdef FILIFORM_SANITIZE_THREAD
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

/// Without std::floor, which is a call where the processor's own rounding may not be counted on.
inline int floor_of(double value) {
    const int towards_zero = static_cast<int>(value);
    return towards_zero - (value < towards_zero ? 1 : 0);
}

int floor_index(double mm, double spacing) {
    return floor_of(mm / spacing);
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
    float sb, sc, sa; ///< 1 / edge length
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
    f.sb = std::sqrt(f.ib);
    f.sc = std::sqrt(f.ic);
    f.sa = std::sqrt(f.ia);
    f.box.add(a);
    f.box.add(b);
    f.box.add(c);
    return f;
}

constexpr int lanes = 8;
using Lanes [[gnu::vector_size(lanes * sizeof(float))]] = float;
using Truths [[gnu::vector_size(lanes * sizeof(float))]] = std::int32_t;

inline bool is_any(const Truths& truths) {
    std::array<std::uint64_t, sizeof truths / sizeof(std::uint64_t)> words;
    std::memcpy(words.data(), &truths, sizeof truths);
    return (words[0] | words[1] | words[2] | words[3]) != 0;
}

/// Lowers squares[i] to the squared distance from the point (x[i], y, z), all relative to corner a,
/// to the facet. `x` may be read and `squares` written (unchanged) to the next multiple of `lanes`.
[[gnu::always_inline]] inline void lower_row(const Facet& f, const float* x, float y, float z,
                                             int count, float* squares) {
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
        const Lanes off = px * f.nx + (y * f.ny + z * f.nz);
        const Lanes beyond_b = px * f.bu + (y * f.bv + z * f.bw);
        const Lanes beyond_c = qx * f.cu + (qy * f.cv + qz * f.cw);
        const Lanes beyond_a = rx * f.au + (ry * f.av + rz * f.aw);
        Lanes best;
        std::memcpy(&best, squares + from, sizeof best);
        // No nearer than its plane and than any line along an edge, from beyond it: most points are
        // nearer to another facet than that. A little less, for the rounding.
        Lanes beyond = beyond_b * f.sb;
        beyond = beyond < beyond_c * f.sc ? beyond_c * f.sc : beyond;
        beyond = beyond < beyond_a * f.sa ? beyond_a * f.sa : beyond;
        beyond = beyond < zero ? zero : beyond;
        if (!is_any((off * off + beyond * beyond) * 0.999F < best))
            continue;
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
        const auto is_over = (beyond_b <= zero) & (beyond_c <= zero) & (beyond_a <= zero);
        const Lanes nearest = is_over ? off * off : edge;
        const Lanes counted = i < zero + static_cast<float>(count) ? nearest : far;
        best = best < counted ? best : counted;
        std::memcpy(squares + from, &best, sizeof best);
    }
}

/// Lattice points around a facet: indices from `low` to before `end`.
struct Block {
    std::array<int, 3> low;
    std::array<int, 3> end;
};

/// The same for all rows of a block, where they are within `band` of the facet's plane. `x`: of the
/// block's points, relative to corner a.
FILIFORM_CLONES void lower_rows(const Facet& f, const Block& block, double band, double h,
                                const float* x, const Window& window, float* squares) {
    const auto nx = static_cast<double>(f.nx);
    const bool is_upright = std::abs(nx) <= 1e-3;
    const double along = is_upright ? 0 : 1 / (nx * h); // of a row, to move a mm off the plane
    const double half = band * std::abs(along);
    const double ax = f.a.x / h;
    for (int k = block.low[2]; k < block.end[2]; ++k)
        for (int j = block.low[1]; j < block.end[1]; ++j) {
            const double y = j * h - f.a.y;
            const double z = k * h - f.a.z;
            const double rest = y * static_cast<double>(f.ny) + z * static_cast<double>(f.nz);
            int from = block.low[0];
            int to = block.end[0];
            if (!is_upright) {
                const double middle = ax - rest * along;
                from = std::max(from, floor_of(middle - half));
                to = std::min(to, floor_of(middle + half) + 2);
            } else if (std::abs(rest) > band + 0.001 * (f.box.high.x - f.box.low.x + band)) {
                continue;
            }
            if (from < to)
                lower_row(f, x + (from - block.low[0]), static_cast<float>(y),
                          static_cast<float>(z), to - from,
                          squares + window.size.index(from - window.low[0], j - window.low[1],
                                                      k - window.low[2]));
        }
}

/// A line of lattice points along x meets the surface.
struct EdgeCrossing {
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
        squares_.assign(window_.size.voxels() + geometry::spread_tile,
                        static_cast<float>(far * far));
    }

    void add(const Facet& facet, const std::array<Vec3, 3>& corners, double band) {
        lower(facet, band);
        cross(corners);
    }

    /// The signed distances, once all facets are in.
    std::span<const float> finish() {
        const std::span mm(squares_.data(), window_.size.voxels());
        geometry::spread_for(geometry::instruction_set())
            .roots(mm.data(), mm.data(), mm.data(), mm.size());
        std::sort(crossings_.begin(), crossings_.end(),
                  [](const EdgeCrossing& a, const EdgeCrossing& b) {
                      return a.row != b.row ? a.row < b.row : a.x < b.x;
                  });
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
        return mm;
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
        lower_rows(f, {{i0, j0, k0}, {i1, j1, k1}}, band, h_, places_.data(), window_,
                   squares_.data());
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
    std::vector<EdgeCrossing> crossings_;
};

/// Calls `visit` with the levels of a few layers at a time, on all threads.
template <class Visit>
void for_each_slab(const Mesh& surface, double spacing_mm, const Window& window, const Bands& bands,
                   const Visit& visit) {
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
            visit(part, slab.finish());
        });
}

/// Two distances joined smoothly where they differ by less than `blend`.
/// Source: Quilez, "smooth minimum", iquilezles.org (quadratic polynomial).
void join_row(float* all, const float* one, int count, float blend) {
    if (blend <= 0) {
        for (int i = 0; i < count; ++i)
            all[i] = std::min(all[i], one[i]);
        return;
    }
    for (int i = 0; i < count; ++i) {
        const float h = std::max(blend - std::abs(all[i] - one[i]), 0.0F);
        all[i] = std::min(all[i], one[i]) - h * h / (4 * blend);
    }
}

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
    for_each_slab(
        surface, spacing_mm, window, bands, [&](const Window& part, std::span<const float> mm) {
            std::copy(mm.begin(), mm.end(),
                      levels.mm.data() + window.size.index(0, 0, part.low[2] - window.low[2]));
        });
    return levels;
}

void join_levels(Levels& all, const Mesh& surface, double spacing_mm, const Window& window,
                 const Bands& bands, double blend_mm) {
    const Size3& size = all.window.size;
    const auto blend = static_cast<float>(blend_mm);
    for_each_slab(surface, spacing_mm, window, bands,
                  [&](const Window& part, std::span<const float> mm) {
                      const int i = part.low[0] - all.window.low[0];
                      const int j = part.low[1] - all.window.low[1];
                      const int k = part.low[2] - all.window.low[2];
                      for (int c = 0; c < part.size.z; ++c)
                          for (int b = 0; b < part.size.y; ++b)
                              join_row(all.mm.data() + size.index(i, j + b, k + c),
                                       mm.data() + part.size.index(0, b, c), part.size.x, blend);
                  });
}

} // namespace filiform::atlas
