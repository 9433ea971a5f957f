// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "needle/drive.h"
#include "needle/faults.h"

/// The judge's part that keeps a needle off what must not be touched. For this room's own use.
namespace filiform::needle {

/// Every hazard beside the shaft, before its overrun and before its handle.
void check_hazards(const Scene& scene, const Drive& drive, Faults& faults);

/// Whether the needle, driven as far as it can go, comes near something that a limit guards.
[[nodiscard]] bool can_reach_hazard(const Scene& scene, const Drive& drive);

[[nodiscard]] chart::Clearance clearance_of(const Scene& scene, const Hazard& hazard,
                                            const Drive& drive);

} // namespace filiform::needle
