// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "record/kind.h"

namespace filiform::record {

/// The kinds a reference may name, as `Fields::reference` wants them: `one_of<Kind::Patient>`.
template <Kind... kinds>
inline constexpr std::array<Kind, sizeof...(kinds)> one_of{kinds...};

} // namespace filiform::record
