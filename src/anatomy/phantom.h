// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anatomy/analytic_body.h"

namespace filiform::anatomy {

/// A small made-up body for trying the planner without a scan: lower trunk and buttocks of simple
/// shapes, T12 to the upper thigh, lying prone. It calls itself a phantom everywhere.
///
/// Frame:   x = 0 is the plane of symmetry: mirroring x gives the same body with sides swapped.
///          Origin at the front upper edge of the sacrum's midline.
/// Shapes:  sizes in data/anatomy/phantom.yaml; in the order of a man of 175 cm, never of a person.
/// Ids:     those an imported body has (gluteus_maximus.right, vertebra_l4, sciatic_nerve.left,
/// ...). Problems: none; `spacing_mm` must be positive. Cost:    below 1.5 s at 2 mm on two
/// threads.
[[nodiscard]] Body make_phantom(double spacing_mm = 2.0);

/// The same body before it is sampled, for tests that want exact distances.
[[nodiscard]] AnalyticBody describe_phantom(double spacing_mm = 2.0);

} // namespace filiform::anatomy
