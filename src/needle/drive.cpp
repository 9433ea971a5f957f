// SPDX-License-Identifier: Apache-2.0
#include "needle/drive.h"

#include "geometry/clearance.h"
#include "needle/shaft.h"

namespace filiform::needle {

namespace {

using chart::NeedlePath;
using geometry::Segment;

/// Whether a hand that plans to go so deep and looks for bone finds this one.
bool is_met(const Scene& scene, const chart::Backstop& bone, double planned_mm) {
    return bone.at_mm <= planned_mm + scene.rules->hand.bone_search_mm + 1e-9;
}

} // namespace

Drive make_drive(const Scene& scene, const NeedlePath& path) {
    Drive drive;
    drive.path = &path;
    drive.bone = first_bone(scene, path);
    const double length = path.needle.length_mm;
    const double planned = path.stop == chart::StopRule::Hub ? length : path.depth_mm;
    drive.ends_at_bone = path.stop == chart::StopRule::BoneOrDepth && drive.bone &&
                         is_met(scene, *drive.bone, planned);
    if (drive.bone)
        drive.bone_share = anatomy::find_structure(*scene.body, drive.bone->structure)->share;
    const bool is_stopped = drive.ends_at_bone && drive.bone_share == 1;
    drive.farthest_mm = is_stopped ? std::min(drive.bone->at_mm, length) : length;
    const double inserted = drive.ends_at_bone ? std::min(planned, drive.bone->at_mm) : planned;
    drive.shaft = {path.entry, path.direction, inserted};
    drive.farthest_mm = std::max(drive.farthest_mm, inserted);
    drive.overrun_to_mm = std::min(drive.farthest_mm, inserted + scene.rules->limits.overrun_mm);
    return drive;
}

std::optional<chart::Backstop> first_bone(const Scene& scene, const NeedlePath& path) {
    const Segment whole{path.entry, path.direction, path.needle.length_mm};
    std::optional<chart::Backstop> first;
    for (const anatomy::Structure* bone : scene.bones) {
        if (is_farther(bone->field, whole, 0))
            continue;
        const double at = geometry::first_below(bone->field, whole, 0);
        if (at >= 0 && (!first || at < first->at_mm))
            first = {bone->id, at};
    }
    return first;
}

chart::StopRule stop_of(const Scene& scene, const NeedlePath& path) {
    if (scene.rule == nullptr || scene.rule->stop != chart::StopRule::BoneOrDepth)
        return scene.rule == nullptr ? path.stop : scene.rule->stop;
    const auto bone = first_bone(scene, path);
    return bone && is_met(scene, *bone, path.depth_mm) ? chart::StopRule::BoneOrDepth
                                                       : chart::StopRule::Depth;
}

Segment inserted_shaft(const Scene& scene, const NeedlePath& path) {
    return make_drive(scene, path).shaft;
}

} // namespace filiform::needle
