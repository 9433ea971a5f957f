// SPDX-License-Identifier: Apache-2.0
#include "anatomy/mask.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"
#include "base/parallel.h"
#include "geometry/lattice_part.h"

namespace filiform::anatomy {

using geometry::Box;
using geometry::Lattice;
using geometry::LatticePart;
using geometry::Size3;
using geometry::Vec3;

namespace {

/// Marks what is reached from `seeds` by faces through points where `open` is not zero, and takes
/// it out of `open`.
std::vector<std::size_t> flood(std::vector<std::uint8_t>& open, const Size3& size,
                               const std::vector<std::size_t>& seeds) {
    const auto nx = static_cast<std::size_t>(size.x);
    const std::size_t nxy = nx * static_cast<std::size_t>(size.y);
    std::vector<std::size_t> reached;
    for (const std::size_t seed : seeds) {
        if (open[seed] == 0)
            continue;
        open[seed] = 0;
        reached.push_back(seed);
    }
    for (std::size_t next = 0; next < reached.size(); ++next) {
        const std::size_t at = reached[next];
        const std::size_t i = at % nx;
        const std::size_t j = at % nxy / nx;
        const std::size_t k = at / nxy;
        const auto visit = [&](bool is_there, std::size_t to) {
            if (!is_there || open[to] == 0)
                return;
            open[to] = 0;
            reached.push_back(to);
        };
        visit(i > 0, at - 1);
        visit(i + 1 < nx, at + 1);
        visit(j > 0, at - nx);
        visit(j + 1 < static_cast<std::size_t>(size.y), at + nx);
        visit(k > 0, at - nxy);
        visit(k + 1 < static_cast<std::size_t>(size.z), at + nxy);
    }
    return reached;
}

} // namespace

namespace {

/// Calls `see` with each mask entry that lies inside the field.
template <class M, class See>
void for_each_inside_field(M& mask, const geometry::DistanceField& field, const See& see) {
    if (field.is_empty())
        return;
    const Lattice& part = field.lattice();
    const geometry::Vec3 first = mask.lattice.voxel(part.origin);
    const auto x0 = static_cast<int>(std::lround(first.x));
    const auto y0 = static_cast<int>(std::lround(first.y));
    const auto z0 = static_cast<int>(std::lround(first.z));
    base::expects(x0 >= 0 && y0 >= 0 && z0 >= 0 && x0 + part.size.x <= mask.lattice.size.x &&
                      y0 + part.size.y <= mask.lattice.size.y &&
                      z0 + part.size.z <= mask.lattice.size.z,
                  "the field's lattice is a part of the mask's");
    const auto steps = field.steps();
    for (int k = 0; k < part.size.z; ++k)
        for (int j = 0; j < part.size.y; ++j) {
            auto* entry = &mask.at(x0, y0 + j, z0 + k);
            const std::int16_t* from = steps.data() + part.size.index(0, j, k);
            for (int i = 0; i < part.size.x; ++i)
                if (from[i] < 0)
                    see(entry[i]);
        }
}

} // namespace

void add_inside(Mask& mask, const geometry::DistanceField& field) {
    for_each_inside_field(mask, field, [](std::uint8_t& entry) { entry = 1; });
}

void remove_inside(Mask& mask, const geometry::DistanceField& field) {
    for_each_inside_field(mask, field, [](std::uint8_t& entry) { entry = 0; });
}

std::size_t count_inside(const Mask& mask, const geometry::DistanceField& field) {
    std::size_t inside = 0;
    for_each_inside_field(mask, field, [&](const std::uint8_t& entry) { inside += entry; });
    return inside;
}

namespace {

/// The box around the mask's points; empty when it has none.
Box box_of(const Mask& mask) {
    const Size3& size = mask.lattice.size;
    const auto slices = static_cast<std::size_t>(size.z);
    std::vector<Box> boxes(slices);
    base::parallel_chunks(slices, 8, [&](std::size_t begin, std::size_t end) {
        for (int k = static_cast<int>(begin); k < static_cast<int>(end); ++k)
            for (int j = 0; j < size.y; ++j) {
                const std::uint8_t* row = mask.voxels.data() + size.index(0, j, k);
                const std::uint8_t* last = row + size.x;
                const std::uint8_t* first = std::find(row, last, 1);
                if (first == last)
                    continue;
                while (*(last - 1) == 0)
                    --last;
                Box& box = boxes[static_cast<std::size_t>(k)];
                box.add(mask.lattice.point(static_cast<int>(first - row), j, k));
                box.add(mask.lattice.point(static_cast<int>(last - row) - 1, j, k));
            }
    });
    Box whole;
    for (const Box& box : boxes) {
        if (box.is_empty())
            continue;
        whole.add(box.low);
        whole.add(box.high);
    }
    return whole;
}

Mask cut(const Mask& mask, const LatticePart& block) {
    Mask part(block.lattice, 0);
    const Size3& size = block.lattice.size;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            std::copy_n(&mask.at(block.first.x, block.first.y + j, block.first.z + k), size.x,
                        &part.at(0, j, k));
    return part;
}

/// The points whose signed distance to the mask's surface is at most `mm`. Farther than `reach_mm`
/// from the mask's box there are none.
Mask within(const Mask& mask, double mm, double reach_mm) {
    Mask made(mask.lattice, 0);
    const Box box = box_of(mask);
    if (box.is_empty())
        return made;
    const LatticePart block = geometry::part_around(mask.lattice, box.grown(reach_mm));
    const Mask part = cut(mask, block);
    const std::vector<float> away = geometry::signed_distance(part.lattice, part.voxels);
    const auto most = static_cast<float>(mm);
    const Size3& size = block.lattice.size;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j) {
            const float* from = away.data() + size.index(0, j, k);
            std::uint8_t* to = &made.at(block.first.x, block.first.y + j, block.first.z + k);
            for (int i = 0; i < size.x; ++i)
                to[i] = from[i] <= most ? 1 : 0;
        }
    return made;
}

double widest_step(const Lattice& lattice) {
    return std::max({lattice.spacing.x, lattice.spacing.y, lattice.spacing.z});
}

} // namespace

Mask grown(const Mask& mask, double mm) {
    return within(mask, mm, mm + widest_step(mask.lattice));
}

Mask shrunk(const Mask& mask, double mm) {
    return within(mask, -mm, widest_step(mask.lattice));
}

Mask closed(const Mask& mask, double mm) {
    return shrunk(grown(mask, mm), mm);
}

Mask opened(const Mask& mask, double mm) {
    return grown(shrunk(mask, mm), mm);
}

namespace {

/// Every n-th point along each axis, so that the spacing is near 3 mm.
Mask coarser(const Mask& mask, int n) {
    const Lattice& fine = mask.lattice;
    const auto count = [&](int points) { return (points - 1) / n + 1; };
    Mask made({{count(fine.size.x), count(fine.size.y), count(fine.size.z)},
               fine.origin,
               {fine.spacing.x * n, fine.spacing.y * n, fine.spacing.z * n}},
              0);
    for (int k = 0; k < made.lattice.size.z; ++k)
        for (int j = 0; j < made.lattice.size.y; ++j)
            for (int i = 0; i < made.lattice.size.x; ++i)
                made.at(i, j, k) = mask.at(i * n, j * n, k * n);
    return made;
}

/// What the eight corners of each cell of a field's lattice say of every place within the cell.
enum class Cell : std::uint8_t { Outside, Inside, Mixed };

std::vector<Cell> cells_of(const geometry::DistanceField& field) {
    const Size3& size = field.lattice().size;
    const auto steps = field.steps();
    std::vector<Cell> cells(size.voxels(), Cell::Mixed);
    base::parallel_chunks(static_cast<std::size_t>(size.z), 4, [&](std::size_t z0, std::size_t z1) {
        for (int k = static_cast<int>(z0); k < static_cast<int>(z1); ++k)
            for (int j = 0; j < size.y; ++j)
                for (int i = 0; i < size.x; ++i) {
                    int inside = 0;
                    for (const int c : {k, std::min(k + 1, size.z - 1)})
                        for (const int b : {j, std::min(j + 1, size.y - 1)})
                            for (const int a : {i, std::min(i + 1, size.x - 1)})
                                inside += steps[size.index(a, b, c)] < 0 ? 1 : 0;
                    if (inside % 8 == 0)
                        cells[size.index(i, j, k)] = inside == 0 ? Cell::Outside : Cell::Inside;
                }
    });
    return cells;
}

/// The points of `fine` inside the smooth surface of a mask on every n-th of them.
Mask finer(const Mask& coarse, const Lattice& fine, int n) {
    Mask made(fine, 0);
    if (is_empty(coarse))
        return made;
    const geometry::DistanceField field(coarse.lattice,
                                        geometry::signed_distance(coarse.lattice, coarse.voxels));
    const std::vector<Cell> cells = cells_of(field);
    const Box covered = coarse.lattice.bounds();
    // The last points may lie half a coarse voxel beyond the coarse lattice.
    const auto is_inside = [&](const Vec3& p) {
        return field.at({std::min(p.x, covered.high.x), std::min(p.y, covered.high.y),
                         std::min(p.z, covered.high.z)}) < 0;
    };
    const auto fill = [&](int k) {
        for (int j = 0; j < fine.size.y; ++j) {
            std::uint8_t* row = &made.at(0, j, k);
            const Cell* cell = cells.data() + coarse.lattice.size.index(0, j / n, k / n);
            for (int i = 0; i < fine.size.x; ++i)
                row[i] = cell[i / n] == Cell::Inside ||
                                 (cell[i / n] == Cell::Mixed && is_inside(fine.point(i, j, k)))
                             ? 1
                             : 0;
        }
    };
    base::parallel_chunks(static_cast<std::size_t>(fine.size.z), 4,
                          [&](std::size_t begin, std::size_t end) {
                              for (std::size_t k = begin; k < end; ++k)
                                  fill(static_cast<int>(k));
                          });
    return made;
}

int coarsening(const Lattice& lattice) {
    constexpr double about_mm = 3;
    return std::max(1, static_cast<int>(std::lround(about_mm / lattice.spacing.x)));
}

} // namespace

Mask closed_coarsely(const Mask& mask, double mm) {
    const int n = coarsening(mask.lattice);
    Mask made = finer(closed(coarser(mask, n), mm), mask.lattice, n);
    for (std::size_t at = 0; at < made.voxels.size(); ++at)
        if (mask.voxels[at] != 0)
            made.voxels[at] = 1;
    return made;
}

Mask opened_coarsely(const Mask& mask, double mm) {
    const int n = coarsening(mask.lattice);
    Mask made = finer(opened(coarser(mask, n), mm), mask.lattice, n);
    for (std::size_t at = 0; at < made.voxels.size(); ++at)
        if (mask.voxels[at] == 0)
            made.voxels[at] = 0;
    return made;
}

void for_each_component(const Mask& mask,
                        const std::function<void(const std::vector<std::size_t>&)>& see) {
    std::vector<std::uint8_t> open = mask.voxels;
    for (std::size_t n = 0; n < open.size(); ++n) {
        if (open[n] == 0)
            continue;
        std::vector<std::size_t> reached = flood(open, mask.lattice.size, {n});
        std::sort(reached.begin(), reached.end());
        see(reached);
    }
}

Mask largest_component(const Mask& mask) {
    std::vector<std::uint8_t> open = mask.voxels;
    std::vector<std::size_t> largest;
    for (std::size_t n = 0; n < open.size(); ++n) {
        if (open[n] == 0)
            continue;
        std::vector<std::size_t> reached = flood(open, mask.lattice.size, {n});
        if (reached.size() > largest.size())
            largest = std::move(reached);
    }
    Mask made(mask.lattice, 0);
    for (const std::size_t n : largest)
        made.voxels[n] = 1;
    return made;
}

Mask filled_from_sides(const Mask& mask) {
    const Size3& size = mask.lattice.size;
    std::vector<std::uint8_t> open(mask.voxels.size());
    std::transform(mask.voxels.begin(), mask.voxels.end(), open.begin(),
                   [](std::uint8_t in) { return in == 0 ? std::uint8_t{1} : std::uint8_t{0}; });
    std::vector<std::size_t> seeds;
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i) {
                const bool is_side = i == 0 || i == size.x - 1 || j == 0 || j == size.y - 1;
                if (is_side)
                    seeds.push_back(size.index(i, j, k));
                else
                    i = size.x - 2; // on to the right face
            }
    Mask made(mask.lattice, 1);
    for (const std::size_t n : flood(open, size, seeds))
        made.voxels[n] = 0;
    return made;
}

Mask filled_in_slices(const Mask& mask) {
    Mask made = mask;
    Mask slice;
    slice.lattice = mask.lattice;
    slice.lattice.size.z = 1;
    const auto voxels = static_cast<std::ptrdiff_t>(slice.lattice.size.voxels());
    for (int k = 0; k < mask.lattice.size.z; ++k) {
        const auto first = mask.voxels.begin() + k * voxels;
        slice.voxels.assign(first, first + voxels);
        const Mask filled = filled_from_sides(slice);
        std::copy(filled.voxels.begin(), filled.voxels.end(), made.voxels.begin() + k * voxels);
    }
    return made;
}

bool is_empty(const Mask& mask) {
    return std::none_of(mask.voxels.begin(), mask.voxels.end(), [](auto v) { return v != 0; });
}

geometry::DistanceField field_of(const Mask& whole, double margin_mm) {
    const Box box = box_of(whole);
    if (box.is_empty())
        return {};
    // The surface lies within a step of the outermost points.
    const Vec3& step = whole.lattice.spacing;
    const Box bounds{box.low - step, box.high + step};
    const Mask mask = cut(whole, geometry::part_around(whole.lattice, bounds.grown(margin_mm)));
    const Lattice& lattice = mask.lattice;
    const Size3& size = lattice.size;
    std::vector<float> level = geometry::signed_distance(lattice, mask.voxels);
    // A 3×3×3 mean takes the stairs off; held on its side of zero, no voxel changes.
    const auto h =
        static_cast<float>(std::min({lattice.spacing.x, lattice.spacing.y, lattice.spacing.z}));
    std::vector<float> smooth = level;
    base::parallel_chunks(
        static_cast<std::size_t>(size.z), 4, [&](std::size_t begin, std::size_t end) {
            for (int k = static_cast<int>(begin); k < static_cast<int>(end); ++k)
                for (int j = 0; j < size.y; ++j)
                    for (int i = 0; i < size.x; ++i) {
                        const std::size_t n = size.index(i, j, k);
                        if (std::abs(level[n]) > 2 * h)
                            continue;
                        float sum = 0;
                        for (int dz = -1; dz <= 1; ++dz)
                            for (int dy = -1; dy <= 1; ++dy)
                                for (int dx = -1; dx <= 1; ++dx)
                                    sum += level[size.index(std::clamp(i + dx, 0, size.x - 1),
                                                            std::clamp(j + dy, 0, size.y - 1),
                                                            std::clamp(k + dz, 0, size.z - 1))];
                        smooth[n] = std::clamp(sum / 27, level[n] - 0.4F * h, level[n] + 0.4F * h);
                    }
        });
    return {lattice, geometry::redistance(lattice, smooth)};
}

} // namespace filiform::anatomy
