// SPDX-License-Identifier: Apache-2.0
#include "anatomy/phantom.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "anatomy/phantom_plan.h"
#include "base/expects.h"
#include "base/parallel.h"

namespace filiform::anatomy {

using geometry::Box;
using geometry::Lattice;
using geometry::Vec3;

namespace {

Vec3 folded(const Vec3& p) {
    return {std::abs(p.x), p.y, p.z};
}

/// What a draft comes to with its limits looked up.
struct Solid {
    Union shapes;
    std::vector<Union> cut;
    std::vector<Union> within;
    Sides sides = Sides::Both;
};

std::vector<Union> shapes_of(const PhantomPlan& plan, const std::vector<std::string>& names) {
    std::vector<Union> shapes;
    for (const Draft* draft : find_drafts(plan, names))
        shapes.push_back(draft->shapes);
    return shapes;
}

std::vector<std::string> limits_of(const Draft& draft) {
    return draft.within.empty() ? std::vector<std::string>{} : std::vector{draft.within};
}

/// Distance to the right one, or to a middle one. Limits are drawn on the right and stand for both.
double distance_to(const Vec3& p, const Solid& solid) {
    double distance = distance_to(solid.sides == Sides::Middle ? folded(p) : p, solid.shapes);
    for (const Union& within : solid.within)
        distance = std::max(distance, distance_to(folded(p), within));
    for (const Union& cut : solid.cut)
        distance = std::max(distance, -distance_to(folded(p), cut));
    return distance;
}

/// A structure of one side or the middle.
struct Named {
    std::string id;
    const Draft* draft = nullptr;
    bool is_left = false;
};

std::vector<Named> name_structures(const PhantomPlan& plan) {
    std::vector<Named> named;
    for (const Draft& draft : plan.drafts) {
        if (draft.is_helper)
            continue;
        if (draft.sides == Sides::Middle) {
            named.push_back({draft.id, &draft, false});
            continue;
        }
        named.push_back({draft.id + ".right", &draft, false});
        named.push_back({draft.id + ".left", &draft, true});
    }
    return named;
}

Lattice make_lattice(const Box& frame, double spacing_mm) {
    // Whole steps to both sides of x = 0, so that the lattice is its own mirror image.
    const double half = std::floor(frame.high.x / spacing_mm) * spacing_mm;
    const auto count = [&](double low, double high) {
        return static_cast<int>(std::floor((high - low) / spacing_mm)) + 1;
    };
    return {
        {count(-half, half), count(frame.low.y, frame.high.y), count(frame.low.z, frame.high.z)},
        {-half, frame.low.y, frame.low.z},
        {spacing_mm, spacing_mm, spacing_mm}};
}

/// Everything but the structures.
AnalyticBody describe_envelope(const PhantomPlan& plan, double spacing_mm) {
    base::expects(spacing_mm > 0, "a phantom's spacing is positive");
    AnalyticBody body;
    body.name = "phantom";
    body.lattice = make_lattice(plan.frame, spacing_mm);
    body.skin_mm = [skin = plan.skin](const Vec3& p) { return distance_to(folded(p), skin); };
    body.landmarks = plan.landmarks;
    return body;
}

/// A block of whole voxels of the body's lattice with one value per voxel.
struct Block {
    int x = 0;
    int y = 0;
    int z = 0;
    geometry::Size3 size;
    std::vector<float> mm;

    [[nodiscard]] bool contains(int i, int j, int k) const {
        return i >= x && i < x + size.x && j >= y && j < y + size.y && k >= z && k < z + size.z;
    }
    [[nodiscard]] float at(int i, int j, int k) const {
        return mm[size.index(i - x, j - y, k - z)];
    }
};

Block block_of(const Lattice& whole, const Box& box) {
    const auto clip = [](double v, int n) {
        return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(n - 1)));
    };
    const Vec3 low = whole.voxel(box.low);
    const Vec3 high = whole.voxel(box.high);
    Block block;
    block.x = clip(std::floor(low.x), whole.size.x);
    block.y = clip(std::floor(low.y), whole.size.y);
    block.z = clip(std::floor(low.z), whole.size.z);
    block.size = {clip(std::ceil(high.x), whole.size.x) - block.x + 1,
                  clip(std::ceil(high.y), whole.size.y) - block.y + 1,
                  clip(std::ceil(high.z), whole.size.z) - block.z + 1};
    return block;
}

/// The box of a draft's right side (or of all of a middle one) with room around it.
Box room_around(const Draft& draft) {
    constexpr double margin_mm = 40;
    Box box = draft.shapes.box;
    if (draft.sides == Sides::Middle)
        box.low.x = -box.high.x;
    return box.grown(margin_mm);
}

void fill(Block& block, const std::function<float(int, int, int)>& value) {
    block.mm.resize(block.size.voxels());
    base::parallel_chunks(static_cast<std::size_t>(block.size.z), 1,
                          [&](std::size_t z0, std::size_t z1) {
                              for (int k = static_cast<int>(z0); k < static_cast<int>(z1); ++k)
                                  for (int j = 0; j < block.size.y; ++j)
                                      for (int i = 0; i < block.size.x; ++i)
                                          block.mm[block.size.index(i, j, k)] =
                                              value(block.x + i, block.y + j, block.z + k);
                          });
}

/// Every draft's own shapes, each sampled once, where they lie (middle ones at x >= 0 only):
/// cutting is then a matter of voxels.
class Samples {
  public:
    Samples(const PhantomPlan& plan, const Lattice& lattice) : plan_(plan), lattice_(lattice) {
        for (const Draft& draft : plan.drafts) {
            Box room = room_around(draft);
            if (draft.sides == Sides::Middle)
                room.low.x = 0;
            Block block = block_of(lattice, room);
            fill(block, [&](int i, int j, int k) {
                return static_cast<float>(distance_to(lattice.point(i, j, k), draft.shapes));
            });
            blocks_.push_back(std::move(block));
        }
    }

    /// The field of the right (or middle) structure that a draft describes.
    [[nodiscard]] Block limited(const Draft& draft) const {
        const Block& own = block_of_draft(draft);
        const bool is_middle = draft.sides == Sides::Middle;
        Block block = block_of(lattice_, room_around(draft));
        std::vector<const Block*> cuts;
        for (const Draft* cut : find_drafts(plan_, draft.cut))
            cuts.push_back(&block_of_draft(*cut));
        std::vector<const Block*> withins;
        for (const Draft* within : find_drafts(plan_, limits_of(draft)))
            withins.push_back(&block_of_draft(*within));
        fill(block, [&](int i, int j, int k) {
            const int right = std::max(i, lattice_.size.x - 1 - i);
            float value = own.at(is_middle ? right : i, j, k);
            // Beyond its block a cut is farther off than any muscle is deep; a "within" has the
            // whole lattice for its block.
            for (const Block* cut : cuts)
                if (cut->contains(right, j, k))
                    value = std::max(value, -cut->at(right, j, k));
            for (const Block* within : withins)
                value = std::max(value, within->at(right, j, k));
            return value;
        });
        return block;
    }

  private:
    [[nodiscard]] const Block& block_of_draft(const Draft& draft) const {
        return blocks_[static_cast<std::size_t>(&draft - plan_.drafts.data())];
    }

    const PhantomPlan& plan_;
    Lattice lattice_;
    std::vector<Block> blocks_;
};

Block flipped(const Block& right, const Lattice& lattice) {
    Block left = right;
    left.x = lattice.size.x - right.x - right.size.x;
    for (int k = 0; k < right.size.z; ++k)
        for (int j = 0; j < right.size.y; ++j)
            for (int i = 0; i < right.size.x; ++i)
                left.mm[right.size.index(i, j, k)] =
                    right.mm[right.size.index(right.size.x - 1 - i, j, k)];
    return left;
}

} // namespace

AnalyticBody describe_phantom(double spacing_mm) {
    const PhantomPlan plan = read_phantom_plan();
    AnalyticBody body = describe_envelope(plan, spacing_mm);
    for (const Named& named : name_structures(plan)) {
        const Draft& draft = *named.draft;
        const auto solid =
            std::make_shared<const Solid>(Solid{draft.shapes, shapes_of(plan, draft.cut),
                                                shapes_of(plan, limits_of(draft)), draft.sides});
        AnalyticStructure structure;
        structure.id = chart::StructureId(named.id);
        structure.kind = draft.kind;
        structure.role = draft.role;
        structure.position_sd_mm = draft.position_sd_mm;
        structure.distance_mm = [solid, is_left = named.is_left](const Vec3& p) {
            return distance_to(is_left ? Vec3{-p.x, p.y, p.z} : p, *solid);
        };
        body.structures.push_back(std::move(structure));
    }
    return body;
}

Body make_phantom(double spacing_mm) {
    const PhantomPlan plan = read_phantom_plan();
    Body body = make_body(describe_envelope(plan, spacing_mm));
    const Samples samples(plan, body.lattice);
    Block right;
    for (const Named& named : name_structures(plan)) {
        if (!named.is_left)
            right = samples.limited(*named.draft);
        const Block block = named.is_left ? flipped(right, body.lattice) : right;
        Structure structure;
        structure.id = chart::StructureId(named.id);
        structure.kind = named.draft->kind;
        structure.role = named.draft->role;
        structure.origin = chart::Origin::Phantom;
        structure.position_sd_mm = named.draft->position_sd_mm;
        const Lattice part{block.size, body.lattice.point(block.x, block.y, block.z),
                           body.lattice.spacing};
        structure.field = geometry::DistanceField(part, block.mm);
        body.structures.push_back(std::move(structure));
    }
    finish(body);
    return body;
}

} // namespace filiform::anatomy
