// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// Whether some body may have a landmark of that id, by the rules of data/anatomy/landmarks.yaml.
[[nodiscard]] bool is_landmark_name(std::string_view id);

/// What to write instead of `word`, which is no landmark's name: "Did you mean psis.right?", the
/// missing side, or a few names as examples when none is near.
[[nodiscard]] std::string landmark_name_hint(const Body& body, std::string_view word);

} // namespace filiform::anatomy
