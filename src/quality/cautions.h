// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace filiform::quality {

/// What a figure must not be used for, in one sentence, to be read beside it.
struct Caution {
    std::string_view figure; ///< its name in the JSON: "perTreatment", "charts"
    std::string_view words;
};

/// Of every figure, in the order of the JSON.
[[nodiscard]] std::span<const Caution> cautions();
/// That of one figure. Precondition: there is one of that name.
[[nodiscard]] std::string_view caution(std::string_view figure);

} // namespace filiform::quality
