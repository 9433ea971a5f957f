// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anatomy/body.h"
#include "base/result.h"

namespace filiform::anatomy {

/// Unit vector out of the body at a skin point, averaged over a fingertip (8 mm around); zero where
/// there is no skin.
[[nodiscard]] geometry::Vec3 skin_normal(const Body& body, const geometry::Vec3& at);

/// The midline of a body, x: of the spinous processes and of paired landmarks; else of the skin.
[[nodiscard]] double midline_x(const Body& body);

/// Why a walk ended early.
enum class WalkEnd { Arrived, LeftSkin, AcrossSkin };

struct Walk {
    geometry::Vec3 end;
    WalkEnd how = WalkEnd::Arrived;
};

/// Walks along the skin from a skin point, always in the direction nearest to `displacement` that
/// the skin allows, as far as `displacement` is long: as a tape is laid.
///
/// Ends early where the skin ends (the scan's end) or where it stands across the direction.
[[nodiscard]] Walk walk_on_skin(const Body& body, const geometry::Vec3& from,
                                const geometry::Vec3& displacement);

} // namespace filiform::anatomy
