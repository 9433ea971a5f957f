// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

#include "anatomy/bone_frame.h"
#include "anatomy/bone_landmarks.h"
#include "anatomy/bone_rules.h"

namespace filiform::anatomy {

inline constexpr std::array<chart::Side, 2> sides{chart::Side::Right, chart::Side::Left};

/// Collects what the finders of spine and pelvis come to: adds the SD, drops what the scan's end
/// cut off, keeps the reasons.
class LandmarkCollector {
  public:
    LandmarkCollector(const Body& body, const LandmarkRules& rules);

    /// `rule`: the entry of landmarks.yaml; `point` absent: not found, `why_not` in words.
    void add(const std::string& id, const std::string& rule, const Structure& bone,
             const std::optional<geometry::Vec3>& point, const std::string& why_not,
             const std::string& note = "");
    void miss(const std::string& id, Missing::Why why, const std::string& what);
    /// The landmarks of a bone the body does not have.
    void miss_bone(const std::string& id, const std::string& bone);

    /// Whether the end of the scan lies within `mm` of a point.
    [[nodiscard]] bool is_near_scan_end(const geometry::Vec3& p, double mm) const;
    [[nodiscard]] const Body& body() const { return body_; }
    [[nodiscard]] const LandmarkRules& rules() const { return rules_; }
    /// Everything collected, sorted, with one warning per reason.
    [[nodiscard]] Landmarks take();

  private:
    [[nodiscard]] bool is_near_metal(const geometry::Vec3& p) const;

    const Body& body_;
    const LandmarkRules& rules_;
    const Structure* outside_ = nullptr;
    Landmarks landmarks_;
};

void find_spine_landmarks(LandmarkCollector& collector);
void find_sacrum_landmarks(const BoneFrame& pelvis, LandmarkCollector& collector);
void find_hip_landmarks(const BoneFrame& pelvis, chart::Side side, LandmarkCollector& collector);

/// Centre and radius of the head of a femur, by the sphere that fits its upper inner surface.
struct FemoralHead {
    geometry::Vec3 centre;
    double radius_mm = 0;
};
[[nodiscard]] std::optional<FemoralHead> fit_femoral_head(const geometry::DistanceField& femur,
                                                          const BoneFrame& pelvis, chart::Side side,
                                                          const LandmarkRules& rules);

} // namespace filiform::anatomy
