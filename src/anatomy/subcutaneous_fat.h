// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// What lies between the skin's surface and the fascia of the muscles: the fat under the skin, and
/// the skin itself, which no CT resolves.
///
/// Method:  everything inside the body that is not within the closed hull of what is deeper than
///          the skin and has no fat's value. Fat between muscles and around organs is inside that
///          hull. Veins and septa in the fat are counted as fat.
/// Origin:  measured. Nothing without a CT.
[[nodiscard]] std::optional<Structure> find_subcutaneous_fat(const Body& body);

} // namespace filiform::anatomy
