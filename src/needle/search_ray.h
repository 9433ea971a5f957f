// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "needle/inside_bound.h"
#include "needle/scene.h"
#include "needle/skin_cells.h"
#include "needle/slack_field.h"

namespace filiform::needle {

/// What all directions of one search share.
struct SearchField {
    /// `cells`: where needles may enter; fields are made for the space between them and the target.
    SearchField(const Scene& on, const std::vector<SkinCell>& cells);

    const Scene* scene;
    Planning weighs;
    SlackField slack;
    InsideBound inside;     ///< of the target
    geometry::Box target;   ///< its box, a little grown
    double deepest_mm = 0;  ///< that any needle may go
    double radius_mm = 1e9; ///< of the thinnest needle
    double slope = 0;       ///< of the hand's cone in the hard limit
};

/// One direction from one patch of skin, as far as it lies in the target's box and the drawer goes.
struct Ray {
    geometry::Vec3 entry;
    geometry::Vec3 direction;
    double from_mm = 0;
    double to_mm = 0;
};

/// Narrows the ray to the target's box; false when it misses.
[[nodiscard]] bool clip_to_target(const SearchField& field, Ray& ray);

/// Whether a rule on directions that holds at every level forbids it.
[[nodiscard]] bool is_direction_forbidden(const Scene& scene, const geometry::Vec3& direction);

/// Depths tried are multiples of this.
inline constexpr double depth_step_mm = 3;

/// A depth of the search lattice at which the tip may count as inside the target.
struct Mark {
    double depth_mm = 0;
    double inside_mm = 0; ///< how deep the tip lies in the target; where bone is the aim, on it as
                          ///< if deep inside, short of it as if deep outside
    double room_mm = 0;   ///< least room to the limits on the way there
};

/// What a ray has to offer at most, looked up instead of read: no mark of the ray has more merit by
/// depth and depth in the muscle than the one answered. Nothing: the ray has no marks.
[[nodiscard]] std::optional<Mark> glance(const SearchField& field, const Ray& ray);

/// The marks of a ray, likely bone contact included, shallowest first. Never leaves out a depth at
/// which the judge would find the tip in the target; may hold some that he does not.
/// `marks`: what it held is lost.
void find_marks(const SearchField& field, const Ray& ray, std::vector<Mark>& marks);

/// No mark of any ray from `entry` is shallower: distance shrinks no faster than one walks.
[[nodiscard]] double least_mark_depth_mm(const SearchField& field, const geometry::Vec3& entry);

/// Whether a needle from that patch of skin, within the tilt that the muscle allows, might have a
/// mark: false only when none has. Walks down the cone of all those needles by balls that surely
/// hold nothing of the target, and costs a few look-ups where each direction would cost some.
[[nodiscard]] bool may_reach(const SearchField& field, const SkinCell& cell);

/// Room at one point of a needle, so far along it: the combined field's where that is free for
/// certain, else the hazards' own.
[[nodiscard]] double room_at(const SearchField& field, const geometry::Vec3& p, double depth_mm);

/// Fills in the room on the way to each mark and drops the marks beyond a crossed limit. Never
/// drops one whose way is free. Returns the index of the hazard that bars the way, or -1.
int follow(const SearchField& field, const Ray& ray, std::vector<Mark>& marks);

} // namespace filiform::needle
