// SPDX-License-Identifier: Apache-2.0
#include "needle/slack_field.h"
#include "needle/shaft.h"

#include "base/expects.h"

#include <algorithm>

namespace filiform::needle {

SlackField::SlackField(const Scene& scene, const geometry::Box& box)
    : hazards_(scene.body->lattice, box, most_mm), bones_(scene.body->lattice, box, most_mm) {
    base::expects(scene.hazards.size() < LeastField::nobody, "fewer than 255 hazards");
    for (std::size_t i = 0; i < scene.hazards.size(); ++i) {
        const Hazard& hazard = scene.hazards[i];
        if (hazard.binding != Binding::Kept ||
            !hazards_.is_near(hazard.structure->field, hazard.block_need_mm))
            continue;
        near_.push_back(&hazard);
        hazards_.add(hazard.structure->field, hazard.block_need_mm, static_cast<int>(i));
    }
    for (const anatomy::Structure* bone : scene.bones)
        bones_.add(bone->field, 0, 0);
}

double SlackField::at(const geometry::Vec3& p) const {
    return hazards_.holds(p) ? hazards_.at(p) : exact_at(p);
}

double SlackField::exact_at(const geometry::Vec3& p) const {
    double least = most_mm;
    const geometry::Segment here{p, {}, 0};
    for (const Hazard* hazard : near_) {
        const geometry::DistanceField& field = hazard->structure->field;
        if (least_by_box(field, here) < least + hazard->block_need_mm)
            least = std::min(least, field.at(p) - hazard->block_need_mm);
    }
    return least;
}

int SlackField::decides(const geometry::Vec3& p) const {
    const int index = hazards_.whose(p);
    return index == LeastField::nobody ? -1 : index;
}

double SlackField::may_meet_bone_at(const geometry::Segment& segment) const {
    constexpr double touching_mm = 0.1;
    double at = 0;
    while (at <= segment.length_mm) {
        const geometry::Vec3 p = segment.point(at);
        if (!bones_.holds(p))
            return at;
        const double room = bones_.at(p);
        if (room < touching_mm)
            return at;
        at += room / sampled_lipschitz;
    }
    return -1;
}

} // namespace filiform::needle
