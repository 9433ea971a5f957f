// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "atlas/shape.h"
#include "base/expects.h"

namespace filiform::atlas {

using geometry::Mesh;
using geometry::Vec3;

namespace {

using Ring = std::vector<Vec3>;

constexpr double chord_error_mm = 0.1;
/// Facets are at most this long, so that a bent surface stays round.
constexpr double longest_facet_mm = 9;

/// Parts that a circle needs for its chords to stay within the error.
int parts_around(double radius_mm) {
    const double least = std::max(radius_mm, 0.5);
    const double angle = 2 * std::acos(1 - std::min(chord_error_mm / least, 0.5));
    const double parts =
        std::max(2 * std::numbers::pi / angle, 2 * std::numbers::pi * least / longest_facet_mm);
    return std::clamp(4 * static_cast<int>(std::ceil(parts / 4)), 8, 128);
}

/// Catmull and Rom between b and c.
Vec3 spline(const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d, double t) {
    return b * (1 + t * t * (1.5 * t - 2.5)) + c * (t * (0.5 + t * (2 - 1.5 * t))) +
           a * (t * (-0.5 + t * (1 - 0.5 * t))) + d * (t * t * (0.5 * t - 0.5));
}

/// Rows through the given ones: `parts[i]` steps from row i to the next. At the ends the curve
/// goes on as it came.
std::vector<Ring> refine(const std::vector<Ring>& rows, const std::vector<int>& parts) {
    const auto last = static_cast<int>(rows.size()) - 1;
    std::vector<Ring> fine;
    for (int i = 0; i < last; ++i)
        for (int s = 0; s < parts[static_cast<std::size_t>(i)]; ++s) {
            const double t = static_cast<double>(s) / parts[static_cast<std::size_t>(i)];
            Ring row(rows[0].size());
            for (std::size_t k = 0; k < row.size(); ++k) {
                const auto at = [&](int n) { return rows[static_cast<std::size_t>(n)][k]; };
                const Vec3 before = i > 0 ? at(i - 1) : at(0) * 2 - at(1);
                const Vec3 after = i + 2 <= last ? at(i + 2) : at(last) * 2 - at(last - 1);
                row[k] = spline(before, at(i), at(i + 1), after, t);
            }
            fine.push_back(std::move(row));
        }
    fine.push_back(rows.back());
    return fine;
}

/// Steps between rows so that facets are short.
std::vector<int> parts_between(const std::vector<Ring>& rows, double facet_mm) {
    std::vector<int> parts;
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        double longest = 0;
        for (std::size_t k = 0; k < rows[i].size(); ++k)
            longest = std::max(longest, distance(rows[i][k], rows[i + 1][k]));
        parts.push_back(std::clamp(static_cast<int>(std::ceil(longest / facet_mm)), 1, 60));
    }
    return parts;
}

Ring transposed_row(const std::vector<Ring>& rows, std::size_t k) {
    Ring row;
    for (const Ring& r : rows)
        row.push_back(r[k]);
    return row;
}

std::vector<Ring> transposed(const std::vector<Ring>& rows) {
    std::vector<Ring> turned;
    for (std::size_t k = 0; k < rows[0].size(); ++k)
        turned.push_back(transposed_row(rows, k));
    return turned;
}

class Builder {
  public:
    std::uint32_t add(const Vec3& p) {
        mesh_.vertices.push_back(p);
        return static_cast<std::uint32_t>(mesh_.vertices.size() - 1);
    }
    std::vector<std::uint32_t> add(const Ring& ring) {
        std::vector<std::uint32_t> ids;
        for (const Vec3& p : ring)
            ids.push_back(add(p));
        return ids;
    }
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        mesh_.triangles.push_back({a, b, c});
    }
    void quad(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
        triangle(a, b, c);
        triangle(a, c, d);
    }
    /// Between two closed rings of equally many points.
    void band(const std::vector<std::uint32_t>& low, const std::vector<std::uint32_t>& high) {
        for (std::size_t k = 0; k < low.size(); ++k) {
            const std::size_t next = (k + 1) % low.size();
            quad(low[k], low[next], high[next], high[k]);
        }
    }
    void fan(const std::vector<std::uint32_t>& ring, const Vec3& tip, bool is_first) {
        const std::uint32_t top = add(tip);
        for (std::size_t k = 0; k < ring.size(); ++k) {
            const std::size_t next = (k + 1) % ring.size();
            is_first ? triangle(ring[next], ring[k], top) : triangle(ring[k], ring[next], top);
        }
    }
    /// Turns the triangles round if they face inwards.
    Mesh finish() && {
        double volume = 0;
        for (const auto& t : mesh_.triangles)
            volume += dot(mesh_.vertices[t[0]], cross(mesh_.vertices[t[1]], mesh_.vertices[t[2]]));
        if (volume < 0)
            for (auto& t : mesh_.triangles)
                std::swap(t[1], t[2]);
        return std::move(mesh_);
    }

  private:
    Mesh mesh_;
};

Vec3 middle_of(const Ring& ring) {
    Vec3 sum;
    for (const Vec3& p : ring)
        sum = sum + p;
    return sum / static_cast<double>(ring.size());
}

Mesh close_rings(const std::vector<Ring>& rings, const Vec3& first_tip, const Vec3& last_tip) {
    Builder builder;
    std::vector<std::uint32_t> low = builder.add(rings[0]);
    builder.fan(low, first_tip, true);
    for (std::size_t i = 1; i < rings.size(); ++i) {
        std::vector<std::uint32_t> high = builder.add(rings[i]);
        builder.band(low, high);
        low = std::move(high);
    }
    builder.fan(low, last_tip, false);
    return std::move(builder).finish();
}

Ring section(const Station& s, int parts, double grow = 1, const Vec3& shift = {}) {
    Ring ring;
    for (int k = 0; k < parts; ++k) {
        const double angle = 2 * std::numbers::pi * k / parts;
        const auto bent = [&](double v) {
            return std::copysign(std::pow(std::abs(v), 2 / s.exponent), v);
        };
        ring.push_back(s.centre + shift + s.wide * (grow * bent(std::cos(angle))) +
                       s.thick * (grow * bent(std::sin(angle))));
    }
    return ring;
}

/// Rings of a round end beyond a section, from the section's own neighbour outwards. `out` is the
/// unit vector along which the loft ends.
std::vector<Ring> dome(const Station& s, const Vec3& out, int parts) {
    const double height = std::min(length(s.wide), length(s.thick));
    const int steps = std::max(2, parts_around(height) / 4);
    std::vector<Ring> rings;
    for (int i = 1; i < steps; ++i) {
        const double angle = std::numbers::pi / 2 * i / steps;
        rings.push_back(section(s, parts, std::cos(angle), out * (height * std::sin(angle))));
    }
    return rings;
}

/// The way out of an end: square to its section, away from the next one.
Vec3 way_out(const Station& end, const Station& next) {
    const Vec3 normal = normalized(cross(end.wide, end.thick));
    return dot(normal, end.centre - next.centre) < 0 ? -normal : normal;
}

Mesh surface(const Loft& loft) {
    base::expects(loft.stations.size() >= 2, "a loft has two stations at least");
    double widest = 0;
    for (const Station& s : loft.stations)
        widest = std::max({widest, length(s.wide), length(s.thick)});
    const int parts = parts_around(widest);
    std::vector<Ring> coarse;
    for (const Station& s : loft.stations)
        coarse.push_back(section(s, parts));
    std::vector<Ring> rings =
        refine(coarse, parts_between(coarse, std::min(longest_facet_mm, widest + 1)));
    const Station& first = loft.stations.front();
    const Station& last = loft.stations.back();
    if (loft.has_flat_ends)
        return close_rings(rings, first.centre, last.centre);
    const Vec3 down = way_out(first, loft.stations[1]);
    const Vec3 up = way_out(last, loft.stations[loft.stations.size() - 2]);
    std::vector<Ring> below = dome(first, down, parts);
    std::reverse(below.begin(), below.end());
    rings.insert(rings.begin(), below.begin(), below.end());
    const std::vector<Ring> above = dome(last, up, parts);
    rings.insert(rings.end(), above.begin(), above.end());
    return close_rings(rings,
                       first.centre + down * std::min(length(first.wide), length(first.thick)),
                       last.centre + up * std::min(length(last.wide), length(last.thick)));
}

Mesh surface(const Tube& tube) {
    base::expects(tube.knots.size() >= 2, "a tube has two knots at least");
    const auto last = tube.knots.size() - 1;
    Loft loft;
    Vec3 side;
    for (std::size_t i = 0; i <= last; ++i) {
        const Vec3& before = tube.knots[i > 0 ? i - 1 : 0].point;
        const Vec3& after = tube.knots[std::min(i + 1, last)].point;
        const Vec3 along = normalized(after - before);
        // The last side direction carried on, so that rings do not twist.
        const Vec3 carried = side - along * dot(side, along);
        side = i == 0 || length(carried) < 1e-3 ? geometry::perpendiculars(along).u
                                                : normalized(carried);
        const double r = tube.knots[i].radius_mm;
        loft.stations.push_back({tube.knots[i].point, side * r, cross(along, side) * r, 2});
    }
    return surface(loft);
}

Mesh surface(const Ball& ball) {
    const double widest = std::max({length(ball.a), length(ball.b), length(ball.c)});
    const int parts = parts_around(widest);
    std::vector<Ring> rings;
    for (int i = 1; i < parts / 2; ++i) {
        const double angle = std::numbers::pi * (2.0 * i / parts - 0.5);
        const Station s{ball.centre + ball.c * std::sin(angle), ball.a * std::cos(angle),
                        ball.b * std::cos(angle), 2};
        rings.push_back(section(s, parts));
    }
    return close_rings(rings, ball.centre - ball.c, ball.centre + ball.c);
}

Mesh surface(const Hull& hull) {
    base::expects(hull.points >= 4 && hull.outlines.size() % hull.points == 0,
                  "a hull has outlines of equally many points");
    std::vector<Ring> rows;
    double facet = longest_facet_mm;
    for (std::size_t at = 0; at < hull.outlines.size(); at += hull.points)
        rows.emplace_back(hull.outlines.begin() + at, hull.outlines.begin() + at + hull.points);
    for (const Ring& row : rows) {
        const Vec3 middle = middle_of(row);
        double widest = 0;
        for (const Vec3& p : row)
            widest = std::max(widest, distance(p, middle));
        facet = std::min(facet, std::max(2.0, widest / 3));
    }
    // Around first: a closed row is refined as an open one that overlaps itself.
    std::vector<Ring> columns = transposed(rows);
    const std::size_t n = columns.size();
    std::vector<Ring> wrapped{columns[n - 1]};
    wrapped.insert(wrapped.end(), columns.begin(), columns.end());
    wrapped.push_back(columns[0]);
    wrapped.push_back(columns[1]);
    std::vector<int> parts = parts_between(wrapped, facet);
    std::vector<Ring> around = refine(wrapped, parts);
    const auto from = static_cast<std::ptrdiff_t>(parts.front());
    const auto to = static_cast<std::ptrdiff_t>(around.size()) - 1 - parts.back();
    around = std::vector<Ring>(around.begin() + from, around.begin() + to);
    const std::vector<Ring> rings = transposed(around);
    const std::vector<Ring> fine = refine(rings, parts_between(rings, facet));
    return close_rings(fine, middle_of(fine.front()), middle_of(fine.back()));
}

/// Points and thicknesses go through one spline: a fourth coordinate rides along in a second grid.
struct SheetGrid {
    std::vector<Ring> points;
    std::vector<Ring> thickness; ///< in x
};

SheetGrid refined_grid(const Sheet& sheet) {
    SheetGrid grid;
    double thickest = 0;
    for (std::size_t at = 0; at < sheet.knots.size(); at += sheet.columns) {
        grid.points.emplace_back();
        grid.thickness.emplace_back();
        for (int k = 0; k < sheet.columns; ++k) {
            const Knot& knot = sheet.knots[at + static_cast<std::size_t>(k)];
            grid.points.back().push_back(knot.point);
            grid.thickness.back().push_back({knot.radius_mm, 0, 0});
            thickest = std::max(thickest, knot.radius_mm);
        }
    }
    const double facet = std::clamp(thickest, 2.0, 6.0);
    for (int direction = 0; direction < 2; ++direction) {
        const std::vector<int> parts = parts_between(grid.points, facet);
        grid.points = transposed(refine(grid.points, parts));
        grid.thickness = transposed(refine(grid.thickness, parts));
    }
    return grid;
}

/// What lies along one refined grid: which way is up and out.
class SheetSurface {
  public:
    explicit SheetSurface(SheetGrid grid)
        : grid_(std::move(grid)), rows_(static_cast<int>(grid_.points.size())),
          columns_(static_cast<int>(grid_.points[0].size())) {}

    [[nodiscard]] Mesh mesh() const {
        Builder builder;
        std::vector<std::vector<std::uint32_t>> top;
        std::vector<std::vector<std::uint32_t>> bottom;
        for (int i = 0; i < rows_; ++i) {
            Ring above;
            Ring below;
            for (int k = 0; k < columns_; ++k) {
                above.push_back(at(i, k) + normal(i, k) * thickness(i, k));
                below.push_back(at(i, k) - normal(i, k) * thickness(i, k));
            }
            top.push_back(builder.add(above));
            bottom.push_back(builder.add(below));
        }
        for (std::size_t i = 0; i + 1 < top.size(); ++i)
            for (std::size_t k = 0; k + 1 < top[i].size(); ++k) {
                builder.quad(top[i][k], top[i][k + 1], top[i + 1][k + 1], top[i + 1][k]);
                builder.quad(bottom[i][k], bottom[i + 1][k], bottom[i + 1][k + 1],
                             bottom[i][k + 1]);
            }
        add_rim(builder, top, bottom);
        return std::move(builder).finish();
    }

  private:
    [[nodiscard]] const Vec3& at(int i, int k) const {
        return grid_.points[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)];
    }
    [[nodiscard]] double thickness(int i, int k) const {
        return std::max(grid_.thickness[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)].x,
                        0.05);
    }
    [[nodiscard]] Vec3 along_row(int i, int k) const {
        return at(i, std::min(k + 1, columns_ - 1)) - at(i, std::max(k - 1, 0));
    }
    [[nodiscard]] Vec3 along_column(int i, int k) const {
        return at(std::min(i + 1, rows_ - 1), k) - at(std::max(i - 1, 0), k);
    }
    [[nodiscard]] Vec3 normal(int i, int k) const {
        Vec3 n = cross(along_row(i, k), along_column(i, k));
        // Where a row shrinks to a point the neighbours say which way is up.
        if (length(n) < 1e-6) {
            const int inner = std::clamp(i, 1, rows_ - 2);
            const int beside = std::clamp(k, 1, columns_ - 2);
            n = cross(along_row(inner, beside), along_column(inner, beside));
        }
        return normalized(n);
    }
    /// Away from the sheet at a knot of its border.
    [[nodiscard]] Vec3 outward(int i, int k) const {
        Vec3 sum;
        const auto add = [&](bool is_there, const Vec3& v) {
            if (is_there)
                sum = sum + normalized(v);
        };
        add(i == 0, -along_column(i, k));
        add(i == rows_ - 1, along_column(i, k));
        add(k == 0, -along_row(i, k));
        add(k == columns_ - 1, along_row(i, k));
        const Vec3 n = normal(i, k);
        return normalized(sum - n * dot(sum, n));
    }

    void add_rim(Builder& builder, const std::vector<std::vector<std::uint32_t>>& top,
                 const std::vector<std::vector<std::uint32_t>>& bottom) const {
        std::vector<std::array<int, 2>> border;
        for (int k = 0; k < columns_ - 1; ++k)
            border.push_back({0, k});
        for (int i = 0; i < rows_ - 1; ++i)
            border.push_back({i, columns_ - 1});
        for (int k = columns_ - 1; k > 0; --k)
            border.push_back({rows_ - 1, k});
        for (int i = rows_ - 1; i > 0; --i)
            border.push_back({i, 0});
        std::vector<std::uint32_t> low;
        std::vector<std::uint32_t> last;
        for (const auto& [i, k] : border) {
            low.push_back(bottom[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)]);
            last.push_back(top[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)]);
        }
        constexpr int steps = 4;
        for (int s = 1; s <= steps; ++s) {
            std::vector<std::uint32_t> high = last;
            if (s < steps) {
                const double angle = std::numbers::pi * (static_cast<double>(s) / steps - 0.5);
                for (std::size_t b = 0; b < border.size(); ++b) {
                    const auto [i, k] = border[b];
                    high[b] = builder.add(at(i, k) + (normal(i, k) * std::sin(angle) +
                                                      outward(i, k) * std::cos(angle)) *
                                                         thickness(i, k));
                }
            }
            builder.band(low, high);
            low = std::move(high);
        }
    }

    SheetGrid grid_;
    int rows_;
    int columns_;
};

Mesh surface(const Sheet& sheet) {
    base::expects(sheet.columns >= 2 && sheet.knots.size() % sheet.columns == 0 &&
                      sheet.knots.size() / sheet.columns >= 2,
                  "a sheet has two rows and two columns at least");
    return SheetSurface(refined_grid(sheet)).mesh();
}

} // namespace

Mesh surface_of(const Shape& shape) {
    return std::visit([](const auto& s) { return surface(s); }, shape);
}

} // namespace filiform::atlas
