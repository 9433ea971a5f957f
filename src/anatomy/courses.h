// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "anatomy/body.h"
#include "base/result.h"

namespace filiform::anatomy {

/// "sciatic_type" and "b" of a structure that draws the course "sciatic_type=b".
[[nodiscard]] std::string variant_id(const Structure& structure);
[[nodiscard]] std::string kind_of(const Structure& structure);

/// Says of a body which structures have several courses, in a warning body.variants that takes the
/// place of an earlier one. A body without any has no such warning.
void tell_courses(Body& body);

/// What a clinician has seen of this patient: "sciatic_type" or "sciatic_type.right" → "b".
using Stated = std::map<std::string, std::string>;

/// Whether no side is stated twice.
/// Problems: variant.repeated.
[[nodiscard]] base::Problems check_stated(const Stated& stated);

/// The body as it is once that is known: the stated course takes the structure's name and all of
/// its share, the others are gone, and a warning body.stated says so. Without a side both are
/// meant.
///
/// Problems: variant.unknown (this body draws no courses of it; says which it does), variant.kind
///           (it draws no such course; says which), and those of check_stated.
[[nodiscard]] base::Checked<Body> with_stated(Body body, const Stated& stated);

} // namespace filiform::anatomy
