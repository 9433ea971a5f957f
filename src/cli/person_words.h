// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "atlas/person.h"
#include "base/result.h"

namespace filiform::cli {

/// "hip=104" or "hip=104cm" or "hip=1040mm": a girth, in centimetres unless said.
///
/// Problems: usage.girth (its syntax, or no such girth, with those there are).
[[nodiscard]] base::Result<atlas::Measured> read_girth(std::string_view text);

/// "skin_to_piriformis.right=58mm" or "...=58+-3mm": a measurement and, perhaps, its own error.
/// The unit, mm or cm, must be said.
///
/// Problems: usage.measured.
[[nodiscard]] base::Result<atlas::Measured> read_measured(std::string_view text);

} // namespace filiform::cli
