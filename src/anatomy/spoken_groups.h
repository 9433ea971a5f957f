// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "chart/structure.h"

namespace filiform::anatomy {

struct NamedKind {
    chart::StructureId id;
    chart::Kind kind = chart::Kind::Unknown;
};

/// Many structures in one phrase a person can read: by what they are, both sides of a pair as one,
/// in the order given.
///
/// "muscles (iliopsoas, both sides), bones (femur and hip, both sides; left rib 10, T11 vertebra)".
/// Groups come as organs, vessels, nerves, muscles, bones, other; a group of none is left out.
[[nodiscard]] std::string spoken_groups(const std::vector<NamedKind>& structures);

} // namespace filiform::anatomy
