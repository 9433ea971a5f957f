// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "needle/scene.h"

namespace filiform::needle {

/// All hazards of a scene as one field: at each point the least of (distance - hard limit) over
/// the hazards, and which hazard that is. For searching only: what is found is judged again against
/// every hazard by itself.
///
/// Safe side:  between lattice points it is never above the least of the hazards' own fields.
/// Range:      room beyond `most_mm` is not told apart.
/// Outside the box it was made for: from the hazards' own fields, slowly.
class SlackField {
  public:
    static constexpr double most_mm = 25;
    /// Between lattice points it lies below the hazards' own least by no more than this many
    /// spacings (two hazards that cross within a voxel).
    static constexpr double most_below_spacings = 2.5;

    SlackField(const Scene& scene, const geometry::Box& box);

    [[nodiscard]] double at(const geometry::Vec3& p) const;
    /// Index into Scene::hazards of the hazard that decides at the nearest lattice point, or -1.
    [[nodiscard]] int decides(const geometry::Vec3& p) const;
    /// The same least value from every hazard's own field.
    [[nodiscard]] double exact_at(const geometry::Vec3& p) const;
    [[nodiscard]] double spacing_mm() const { return lattice_.spacing.x; }

  private:
    void add(const Hazard& hazard, std::uint8_t index);

    const Scene* scene_;
    geometry::Lattice lattice_;
    std::vector<float> slack_;
    std::vector<std::uint8_t> decides_;
    std::vector<const Hazard*> near_;
};

} // namespace filiform::needle
