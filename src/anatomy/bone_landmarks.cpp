// SPDX-License-Identifier: Apache-2.0
#include "anatomy/bone_landmarks.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "anatomy/bone_landmarks_parts.h"
#include "base/expects.h"

namespace filiform::anatomy {

using geometry::Vec3;

LandmarkCollector::LandmarkCollector(const Body& body, const LandmarkRules& rules)
    : body_(body), rules_(rules),
      outside_(find_structure(body, chart::StructureId("outside_scan"))) {}

bool LandmarkCollector::is_near_scan_end(const Vec3& p, double mm) const {
    return outside_ != nullptr && outside_->field.at(p) < mm;
}

bool LandmarkCollector::is_near_metal(const Vec3& p) const {
    return std::any_of(body_.structures.begin(), body_.structures.end(), [&](const Structure& s) {
        const bool is_metal = s.kind == chart::Kind::Metal || s.kind == chart::Kind::Artefact;
        return is_metal && s.field.at(p) < rules_.metal_within_mm;
    });
}

void LandmarkCollector::miss(const std::string& id, Missing::Why why, const std::string& what) {
    landmarks_.missing.push_back({chart::LandmarkId(id), why, what});
}

void LandmarkCollector::miss_bone(const std::string& id, const std::string& bone) {
    miss(id, Missing::Why::NotFound,
         "The " + chart::spoken(id) + " was not found: the body has no " + chart::spoken(bone) +
             ".");
}

void LandmarkCollector::add(const std::string& id, const std::string& rule, const Structure& bone,
                            const std::optional<Vec3>& point, const std::string& why_not,
                            const std::string& note) {
    if (!point) {
        miss(id, Missing::Why::NotFound,
             "The " + chart::spoken(id) + " was not found: " + why_not + ".");
        return;
    }
    if (is_near_scan_end(*point, rules_.scan_edge_mm)) {
        miss(id, Missing::Why::OutsideScan,
             "The " + chart::spoken(id) + " was not found: the " + chart::spoken(bone.id.text()) +
                 " is cut by the end of the scan there.");
        return;
    }
    const auto pick = rules_.picks.find(rule);
    base::expects(pick != rules_.picks.end(), "every landmark has a rule in landmarks.yaml");
    Landmark landmark;
    landmark.id = chart::LandmarkId(id);
    landmark.point = *point;
    landmark.origin =
        bone.origin == chart::Origin::Phantom ? chart::Origin::Phantom : chart::Origin::Measured;
    landmark.is_palpable = pick->second.is_palpable;
    landmark.sd_mm = std::hypot(pick->second.sd_mm, bone.boundary_sd_mm);
    landmark.note = note;
    if (is_near_metal(*point)) {
        landmark.sd_mm = std::hypot(landmark.sd_mm, rules_.metal_extra_sd_mm);
        landmark.note += landmark.note.empty() ? "beside metal" : "; beside metal";
    }
    landmarks_.found.push_back(std::move(landmark));
}

Landmarks LandmarkCollector::take() {
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::sort(landmarks_.found.begin(), landmarks_.found.end(), by_id);
    std::sort(landmarks_.missing.begin(), landmarks_.missing.end(), by_id);
    std::string cut;
    for (const MissingLandmark& missing : landmarks_.missing) {
        if (missing.why != Missing::Why::OutsideScan)
            continue;
        cut += (cut.empty() ? "" : ", ") + chart::spoken(missing.id.text());
    }
    if (!cut.empty())
        landmarks_.warnings.push_back(
            {"landmark.outside_scan", "The scan ends before these landmarks, so nothing is "
                                      "measured from them: " +
                                          cut + "."});
    std::string metal;
    for (const Landmark& landmark : landmarks_.found)
        if (landmark.note.ends_with("beside metal"))
            metal += (metal.empty() ? "" : ", ") + chart::spoken(landmark.id.text());
    if (!metal.empty())
        landmarks_.warnings.push_back(
            {"landmark.metal", "Metal spoils the image around these landmarks, which are surer to "
                               "the finger than here: " +
                                   metal + "."});
    return std::move(landmarks_);
}

Landmarks find_landmarks(const Body& body) {
    const LandmarkRules& rules = landmark_rules();
    LandmarkCollector collector(body, rules);
    find_spine_landmarks(collector);
    const BoneFrame pelvis = fit_pelvic_frame(body, rules.axis_least_mm);
    find_sacrum_landmarks(pelvis, collector);
    find_hip_landmarks(pelvis, chart::Side::Right, collector);
    find_hip_landmarks(pelvis, chart::Side::Left, collector);
    return collector.take();
}

} // namespace filiform::anatomy
