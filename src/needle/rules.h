// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "needle/drawer.h"
#include "needle/hand_model.h"
#include "needle/limits.h"
#include "needle/planning.h"
#include "needle/point_rule.h"
#include "needle/session.h"
#include "needle/target_rule.h"

namespace filiform::needle {

/// Everything this room does not decide itself: what is in the drawer, what is too near, how a
/// hand misses, how each muscle may be needled, what is traded against what.
struct Rules {
    Drawer drawer;
    Limits limits;
    HandModel hand;
    std::vector<TargetRule> targets;
    std::vector<PointRule> points; ///< acupuncture points; each has a row among the targets too
    SessionLimits session;
    Planning planning;
};

/// The rules the program carries (data/needle/*.yaml).
/// Problems: every one of every file, with file and line; needle.source for a source that
///           data/sources/needle.yaml lacks.
[[nodiscard]] base::Checked<Rules> load_rules();

} // namespace filiform::needle
