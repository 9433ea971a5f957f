// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "needle/judge.h"
#include "needle/pareto.h"

namespace filiform::needle {

/// Moves an acceptable needle by small steps of entry, direction and depth to a better one, without
/// ever leaving what the judge accepts.
///
/// Towards:  room to the limits and depth in the muscle, with more weight on `aim` (tilt, length);
///           the other merits follow from room.
/// Steps:    from 2 mm and 3 degrees, halved three times.
/// Cost:     about 2 ms.
[[nodiscard]] chart::NeedlePath refine(const Scene& scene, const chart::NeedlePath& path,
                                       Merit aim);

} // namespace filiform::needle
