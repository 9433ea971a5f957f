// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// The space between the organs of belly and pelvis, where no needle belongs though no organ is
/// labelled at that very place.
///
/// Method:  what closes the gaps between bowel, organs, kidneys and great vessels up to twice the
///          closing radius, without bone and muscle and nothing near the skin.
/// Origin:  inferred, with the SD of that rule. Nothing when there is no organ, or when the body
///          has the structure already.
[[nodiscard]] std::optional<Structure> find_abdominal_cavity(const Body& body);

} // namespace filiform::anatomy
