// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "needle/least_field.h"
#include "needle/scene.h"

namespace filiform::needle {

/// All hazards of a scene whose limits are hard as one field (distance less the hard limit), and
/// all its bones as another. For searching only: what is found is judged again against every
/// structure by itself.
///
/// Outside the box it was made for: from the structures' own fields, slowly.
class SlackField {
  public:
    /// Room beyond this is not told apart.
    static constexpr double most_mm = 25;

    SlackField(const Scene& scene, const geometry::Box& box);

    /// Never above the exact least, and below it by at most `most_below_mm()`.
    [[nodiscard]] double at(const geometry::Vec3& p) const;
    [[nodiscard]] double most_below_mm() const {
        return LeastField::most_below_spacings * hazards_.spacing_mm();
    }
    /// The same least from every hazard's own field.
    [[nodiscard]] double exact_at(const geometry::Vec3& p) const;
    /// Index into Scene::hazards of the hazard that decides about here; -1 when none is near.
    [[nodiscard]] int decides(const geometry::Vec3& p) const;

    /// Where the segment may first meet bone; negative when it certainly meets none. The true
    /// contact, if any, lies there or a little beyond.
    [[nodiscard]] double may_meet_bone_at(const geometry::Segment& segment) const;

  private:
    LeastField hazards_;
    LeastField bones_;
    std::vector<const Hazard*> near_;
};

} // namespace filiform::needle
