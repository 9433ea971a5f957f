// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <span>

#include "atlas/blend_zones.h"
#include "atlas/level_distance.h"
#include "atlas/mesh_levels.h"
#include "atlas/reference_body.h"
#include "base/expects.h"
#include "base/parallel.h"

namespace filiform::atlas {

using geometry::Box;
using geometry::DistanceField;
using geometry::Mesh;

namespace {

constexpr double hazard_margin_mm = 40; ///< needles are judged against hazards from afar
constexpr double target_margin_mm = 12; ///< targets are only looked at from nearby
constexpr double halo_mm = 24;          ///< made around a window so that its values are whole

Box box_of(const Mesh& mesh) {
    Box box;
    for (const geometry::Vec3& p : mesh.vertices)
        box.add(p);
    return box;
}

Box joined(Box a, const Box& b) {
    if (!b.is_empty()) {
        a.add(b.low);
        a.add(b.high);
    }
    return a;
}

/// Cords thinner than the lattice can show are drawn as thick as it takes to lose no part of them:
/// no place is farther from a lattice point than √3/2 spacings.
Shape thick_enough(Shape shape, double spacing_mm) {
    constexpr double spacings = 0.9;
    if (auto* tube = std::get_if<Tube>(&shape))
        for (Knot& knot : tube->knots)
            knot.radius_mm = std::max(knot.radius_mm, spacings * spacing_mm);
    return shape;
}

/// One solid's own shapes on the right half of the lattice.
struct Raw {
    Levels levels;
    float band = 0;

    /// Along x, either side of the middle; far outside beyond the block.
    struct Row {
        const float* mm;
        int low;
        int count;
        float band;
        [[nodiscard]] float at(int i) const {
            const auto from = static_cast<unsigned>(std::abs(i) - low);
            return from < static_cast<unsigned>(count) ? mm[from] : band;
        }
    };
    [[nodiscard]] Row row(int j, int k) const {
        const Window& w = levels.window;
        const bool is_held = j >= w.low[1] && j < w.end()[1] && k >= w.low[2] && k < w.end()[2];
        return {is_held ? levels.mm.data() + w.size.index(0, j - w.low[1], k - w.low[2]) : nullptr,
                w.low[0], is_held ? w.size.x : 0, band};
    }
};

class Sampler {
  public:
    Sampler(std::span<const Solid> solids, const BodyOrder& order)
        : solids_(solids), order_(order) {
        base::expects(order.spacing_mm > 0, "a body's spacing is positive");
        for (std::size_t i = 0; i < solids.size(); ++i)
            index_.emplace(solids[i].id, i);
    }

    std::vector<SolidField> sample() {
        const std::vector<bool> wanted = wanted_solids();
        make_raw(needed_solids(wanted));
        std::vector<std::size_t> made;
        for (std::size_t i = 0; i < solids_.size(); ++i)
            if (wanted[i])
                made.push_back(i);
        std::vector<std::vector<SolidField>> fields(made.size());
        base::parallel_chunks(made.size(), 1, [&](std::size_t from, std::size_t to) {
            for (std::size_t n = from; n < to; ++n)
                fields[n] = fields_of(made[n]);
        });
        std::vector<SolidField> all;
        for (std::vector<SolidField>& some : fields)
            for (SolidField& field : some)
                all.push_back(std::move(field));
        return all;
    }

  private:
    [[nodiscard]] bool is_ordered(const std::string& id) const {
        return !order_.structures || std::find(order_.structures->begin(), order_.structures->end(),
                                               id) != order_.structures->end();
    }

    [[nodiscard]] std::vector<bool> wanted_solids() const {
        std::vector<bool> wanted;
        for (const Solid& solid : solids_)
            wanted.push_back(!solid.is_helper &&
                             (solid.sides != Sides::Both ? is_ordered(solid.id)
                                                         : is_ordered(solid.id + ".right") ||
                                                               is_ordered(solid.id + ".left")));
        return wanted;
    }

    [[nodiscard]] std::vector<bool> needed_solids(std::vector<bool> needed) const {
        const std::vector<bool> wanted = needed;
        for (std::size_t i = 0; i < solids_.size(); ++i) {
            if (!wanted[i])
                continue;
            for (const auto* limits : {&solids_[i].cut, &solids_[i].within})
                for (const Limit& limit : *limits)
                    needed[index_.at(limit.id)] = true;
        }
        return needed;
    }

    void make_raw(const std::vector<bool>& needed) {
        raw_.resize(solids_.size());
        base::parallel_chunks(solids_.size(), 1, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                if (needed[i])
                    raw_[i] = raw_of(solids_[i]);
        });
    }

    /// How far from its surface others ask where it lies.
    [[nodiscard]] double deepest_gap(const Solid& solid) const {
        double deepest = 0;
        for (const Solid& other : solids_)
            for (const auto* limits : {&other.cut, &other.within})
                for (const Limit& limit : *limits)
                    if (limit.id == solid.id)
                        deepest = std::max(deepest, std::abs(limit.gap_mm));
        return deepest;
    }

    /// The lattice that may be looked at: right half for middle solids, and around the window.
    [[nodiscard]] Window allowed(const Solid& solid, const Window& w) const {
        Window result = w;
        if (order_.window) {
            // Folded onto the right: both sides are read from there.
            Box box = *order_.window;
            const double reach = std::max(std::abs(box.low.x), std::abs(box.high.x));
            // What has no partner is not read from there: it may lie on either side.
            const bool is_crossed = box.low.x <= 0 && box.high.x >= 0;
            box.low.x = is_crossed || solid.sides == Sides::One
                            ? -reach
                            : std::min(std::abs(box.low.x), std::abs(box.high.x));
            box.high.x = reach;
            result = common(result, window_around(box.grown(halo_mm), order_.spacing_mm));
        }
        if (solid.sides == Sides::Middle && result.low[0] < 0) {
            result.size.x += result.low[0];
            result.low[0] = 0;
        }
        return result.is_empty() ? Window{} : result;
    }

    [[nodiscard]] Raw raw_of(const Solid& solid) const {
        const double h = order_.spacing_mm;
        const double narrow = std::max(2 * h, h + deepest_gap(solid)) + std::abs(solid.grow_mm);
        const double band = std::max(narrow, 1.25 * solid.blend_mm + h + std::abs(solid.grow_mm));
        std::vector<Mesh> meshes;
        Box box;
        for (const Shape& shape : solid.shapes) {
            meshes.push_back(
                surface_of(solid.role == chart::Role::Hazard ? thick_enough(shape, h) : shape));
            box = joined(box, box_of(meshes.back()));
        }
        Raw raw;
        raw.band = static_cast<float>(band);
        raw.levels.window = allowed(solid, window_around(box.grown(band), h));
        raw.levels.mm.assign(raw.levels.window.size.voxels(), raw.band);
        std::vector<std::vector<bool>> zones(meshes.size());
        if (solid.blend_mm > 0 && meshes.size() > 1)
            zones = blend_zones(meshes, 1.25 * solid.blend_mm);
        for (std::size_t i = 0; i < meshes.size(); ++i) {
            const Window part =
                common(raw.levels.window, window_around(box_of(meshes[i]).grown(band), h));
            if (!part.is_empty())
                join_levels(raw.levels, meshes[i], h, part, {narrow, band, zones[i]},
                            solid.blend_mm);
        }
        if (solid.grow_mm != 0) {
            const auto grow = static_cast<float>(solid.grow_mm);
            for (float& mm : raw.levels.mm)
                mm -= grow;
        }
        return raw;
    }

    /// The solid after its limits, where its own shapes are.
    [[nodiscard]] Levels limited(std::size_t index) const {
        const std::vector<Limit>& withins = solids_[index].within;
        // A solid without shapes of its own fills what it is kept within.
        Levels levels = solids_[index].shapes.empty() && !withins.empty()
                            ? raw_[index_.at(withins.front().id)].levels
                            : raw_[index].levels;
        const Window& w = levels.window;
        const auto apply = [&](const Limit& limit, float sign) {
            const Raw& other = raw_[index_.at(limit.id)];
            const auto gap = static_cast<float>(limit.gap_mm);
            // What lies beyond the other's block is far outside it: cut by nothing, or kept
            // nowhere.
            Window part = w;
            if (sign < 0) {
                Window both = other.levels.window;
                const int reach = both.end()[0] - 1;
                both.low[0] = -reach;
                both.size.x = 2 * reach + 1;
                part = common(w, both);
            }
            for (int k = part.low[2]; k < part.end()[2]; ++k)
                for (int j = part.low[1]; j < part.end()[1]; ++j) {
                    float* mm = levels.mm.data() +
                                w.size.index(part.low[0] - w.low[0], j - w.low[1], k - w.low[2]);
                    const Raw::Row row = other.row(j, k);
                    for (int i = part.low[0]; i < part.end()[0]; ++i, ++mm)
                        *mm = std::max(*mm, sign * row.at(i) + gap);
                }
        };
        for (const Limit& within : withins)
            apply(within, 1);
        for (const Limit& cut : solids_[index].cut)
            apply(cut, -1);
        return levels;
    }

    [[nodiscard]] Box box_inside(const Levels& levels) const {
        Box box;
        const Window& w = levels.window;
        const auto add = [&](std::ptrdiff_t i, int j, int k) {
            box.add(geometry::Vec3{static_cast<double>(static_cast<int>(i) + w.low[0]),
                                   static_cast<double>(j + w.low[1]),
                                   static_cast<double>(k + w.low[2])} *
                    order_.spacing_mm);
        };
        const auto is_inside = [](float mm) { return mm < 0; };
        for (int k = 0; k < w.size.z; ++k)
            for (int j = 0; j < w.size.y; ++j) {
                const std::span<const float> row(levels.mm.data() + w.size.index(0, j, k),
                                                 static_cast<std::size_t>(w.size.x));
                const auto first = std::find_if(row.begin(), row.end(), is_inside);
                if (first == row.end())
                    continue;
                const auto last = std::find_if(row.rbegin(), row.rend(), is_inside);
                add(first - row.begin(), j, k);
                add(row.rend() - last - 1, j, k);
            }
        return box;
    }

    [[nodiscard]] std::vector<SolidField> fields_of(std::size_t index) const {
        const Solid& solid = solids_[index];
        std::optional<Levels> cut;
        if (!solid.cut.empty() || !solid.within.empty())
            cut = limited(index);
        const Levels& levels = cut ? *cut : raw_[index].levels;
        Box box = box_inside(levels);
        if (box.is_empty())
            return {};
        const bool is_middle = solid.sides == Sides::Middle;
        if (is_middle)
            box.low.x = -box.high.x;
        const double margin =
            solid.role == chart::Role::Hazard ? hazard_margin_mm : target_margin_mm;
        const Window around = window_around(box.grown(margin), order_.spacing_mm);
        const Window seen = ordered(around, halo_mm);
        const Window kept = ordered(around, 0);
        if (kept.is_empty())
            return {};
        if (is_middle)
            return one(solid.id, solid, middle_field(levels, seen, kept, raw_[index].band));
        const geometry::Lattice lattice = lattice_of(seen, order_.spacing_mm);
        Levels distances{seen, level_distance(lattice, spread(levels, seen, raw_[index].band),
                                              static_cast<double>(raw_[index].band))};
        if (!(kept == seen))
            distances.mm = spread(distances, kept, 0);
        DistanceField right(lattice_of(kept, order_.spacing_mm), distances.mm);
        if (solid.sides == Sides::One)
            return one(solid.id, solid, std::move(right));
        std::vector<SolidField> both;
        DistanceField left;
        if (is_ordered(solid.id + ".left"))
            left = mirrored(right);
        if (is_ordered(solid.id + ".right"))
            both.push_back({solid.id + ".right", &solid, std::move(right)});
        if (is_ordered(solid.id + ".left"))
            both.push_back({solid.id + ".left", &solid, std::move(left)});
        return both;
    }

    // Not in braces, which would copy the field.
    static std::vector<SolidField> one(const std::string& id, const Solid& solid,
                                       DistanceField&& field) {
        std::vector<SolidField> fields(1);
        fields[0] = {id, &solid, std::move(field)};
        return fields;
    }

    /// What lies within `reach_mm` of what was ordered, and of its mirror image.
    [[nodiscard]] Window ordered(const Window& w, double reach_mm) const {
        if (!order_.window)
            return w;
        Box box = *order_.window;
        const double side = std::max(std::abs(box.low.x), std::abs(box.high.x));
        box.low.x = -side;
        box.high.x = side;
        return common(w, window_around(box.grown(reach_mm), order_.spacing_mm));
    }

    /// The levels on another window; far outside where there are none.
    static std::vector<float> spread(const Levels& levels, const Window& w, float otherwise) {
        std::vector<float> mm(w.size.voxels(), otherwise);
        const Window both = common(levels.window, w);
        const Window& from = levels.window;
        for (int k = both.low[2]; k < both.end()[2]; ++k)
            for (int j = both.low[1]; j < both.end()[1]; ++j) {
                const float* row =
                    levels.mm.data() +
                    from.size.index(both.low[0] - from.low[0], j - from.low[1], k - from.low[2]);
                std::copy_n(row, both.size.x,
                            mm.data() +
                                w.size.index(both.low[0] - w.low[0], j - w.low[1], k - w.low[2]));
            }
        return mm;
    }

    /// Of a structure that is its own mirror image: no point of the right half is nearer to the
    /// left half's surface than to its own, so one half is worked out and shown twice.
    [[nodiscard]] DistanceField middle_field(const Levels& levels, const Window& seen,
                                             const Window& kept, float band) const {
        Levels right;
        right.window = seen;
        right.window.low[0] = 0;
        right.window.size.x = seen.end()[0];
        right.mm = level_distance(lattice_of(right.window, order_.spacing_mm),
                                  spread(levels, right.window, band), static_cast<double>(band));
        Window half = kept;
        half.low[0] = 0;
        half.size.x = kept.end()[0];
        if (!(half == right.window))
            right = {half, spread(right, half, 0)};
        return with_mirror_image({lattice_of(half, order_.spacing_mm), right.mm});
    }

    /// A field whose first column is the middle plane, and its mirror image, as one.
    static DistanceField with_mirror_image(const DistanceField& right) {
        geometry::Lattice lattice = right.lattice();
        const geometry::Size3 half = lattice.size;
        const int last = half.x - 1;
        lattice.size.x = 2 * last + 1;
        lattice.origin.x = -right.lattice().bounds().high.x;
        std::vector<std::int16_t> steps;
        steps.reserve(lattice.size.voxels() + DistanceField::padding);
        for (int k = 0; k < half.z; ++k)
            for (int j = 0; j < half.y; ++j) {
                const auto row = row_of(right, j, k);
                steps.insert(steps.end(), row.rbegin(), row.rend() - 1);
                steps.insert(steps.end(), row.begin(), row.end());
            }
        Box bounds = right.bounds();
        if (!bounds.is_empty())
            bounds.low.x = -bounds.high.x;
        return {lattice, std::move(steps), bounds};
    }

    static DistanceField mirrored(const DistanceField& right) {
        geometry::Lattice lattice = right.lattice();
        lattice.origin.x = -right.lattice().bounds().high.x;
        std::vector<std::int16_t> steps;
        steps.reserve(lattice.size.voxels() + DistanceField::padding);
        for (int k = 0; k < lattice.size.z; ++k)
            for (int j = 0; j < lattice.size.y; ++j) {
                const auto row = row_of(right, j, k);
                steps.insert(steps.end(), row.rbegin(), row.rend());
            }
        Box bounds = right.bounds();
        std::swap(bounds.low.x, bounds.high.x);
        bounds.low.x = -bounds.low.x;
        bounds.high.x = -bounds.high.x;
        return {lattice, std::move(steps), bounds};
    }

    static std::span<const std::int16_t> row_of(const DistanceField& field, int j, int k) {
        const geometry::Size3& size = field.lattice().size;
        return field.steps().subspan(size.index(0, j, k), static_cast<std::size_t>(size.x));
    }

    std::span<const Solid> solids_;
    const BodyOrder& order_;
    std::map<std::string, std::size_t> index_;
    std::vector<Raw> raw_;
};

} // namespace

std::vector<SolidField> sample_solids(std::span<const Solid> solids, const BodyOrder& order) {
    return Sampler(solids, order).sample();
}

} // namespace filiform::atlas
