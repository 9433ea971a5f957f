// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::imaging {

/// One refusal: `file` and the header `field` at fault (may be empty) become its place.
struct Refusal {
    std::string_view code; ///< without the room: "spacing" becomes "imaging.spacing"
    std::string_view file;
    std::string_view field;
    std::string what; ///< one sentence with the value at fault
    std::string hint; ///< what to do about it
};
[[nodiscard]] tl::unexpected<base::Problem> refuse(const Refusal& refusal);

/// Words of a file between quotation marks, fit for a sentence: at most 60 bytes, what is not
/// printable ASCII shown as "?".
[[nodiscard]] std::string in_quotes(std::string_view text);

/// The shortest text that reads back as the same number; "nan" and "inf" spelled out.
[[nodiscard]] std::string text_of(double value);
template <std::integral Whole>
[[nodiscard]] std::string text_of(Whole value) {
    return std::to_string(value);
}

} // namespace filiform::imaging
