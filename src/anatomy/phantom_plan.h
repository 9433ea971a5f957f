// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"
#include "anatomy/body_shapes.h"

namespace filiform::anatomy {

/// Shapes joined into one: sharp where they meet, or blended over `blend_mm`.
struct Union {
    std::vector<Shape> shapes;
    double blend_mm = 0;
    double grow_mm = 0;
    std::vector<geometry::Box> boxes; ///< around each shape
    geometry::Box box;                ///< around all of them, grown and blended
};

/// Signed distance to the joined shapes: exact outside sharp unions, a lower bound of the depth
/// inside them and near blends.
[[nodiscard]] double distance_to(const geometry::Vec3& p, const Union& shapes);

enum class Sides {
    Both,   ///< one structure per side; the shapes are the right one's
    Middle, ///< one structure: the shapes and their mirror images, all drawn at x >= 0
};

/// A structure as written in phantom.yaml: its own shapes, and the ids that limit it.
struct Draft {
    std::string id;
    chart::Kind kind = chart::Kind::Muscle;
    chart::Role role = chart::Role::Target;
    Sides sides = Sides::Both;
    Union shapes;
    std::vector<std::string> cut; ///< ids whose shapes are taken away; "bones" for every bone
    std::string within;           ///< id outside whose shapes nothing is kept; may be empty
    double position_sd_mm = 0;
    bool is_helper = false; ///< limits others, is no structure itself
};

/// All that data/anatomy/phantom.yaml says.
struct PhantomPlan {
    geometry::Box frame;
    Union skin; ///< drawn at x >= 0, like a middle structure
    std::vector<Draft> drafts;
    std::vector<Landmark> landmarks; ///< both sides
};

/// The drafts that `names` (of Draft::cut) stand for.
[[nodiscard]] std::vector<const Draft*> find_drafts(const PhantomPlan& plan,
                                                    const std::vector<std::string>& names);

/// Problems: none; the embedded file is our own, so a mistake in it is a broken contract.
[[nodiscard]] PhantomPlan read_phantom_plan();

} // namespace filiform::anatomy
