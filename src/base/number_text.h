// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace filiform::base {

/// Takes the number that a text begins with away from it: "72.5 kg" leaves " kg". A point parts the
/// decimals; there is no plus, and nothing parts thousands.
///
/// Edge cases: nothing, and the text as it was, where no number stands, or none that is finite.
[[nodiscard]] std::optional<double> take_number(std::string_view& text);

} // namespace filiform::base
