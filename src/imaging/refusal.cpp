// SPDX-License-Identifier: Apache-2.0
#include "imaging/refusal.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace filiform::imaging {

tl::unexpected<base::Problem> refuse(const Refusal& refusal) {
    std::string where(refusal.file);
    if (!refusal.field.empty())
        where += " (" + std::string(refusal.field) + ")";
    return tl::unexpected(base::Problem{"imaging." + std::string(refusal.code), std::move(where),
                                        refusal.what, refusal.hint});
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t most_bytes = 60;
    std::string shown(text.substr(0, most_bytes));
    const auto is_odd = [](char c) { return c < 0x20 || c > 0x7E; };
    std::ranges::replace_if(shown, is_odd, '?');
    return '"' + shown + (text.size() > most_bytes ? "…\"" : "\"");
}

std::string text_of(double value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

std::string text_of(std::int64_t value) {
    return std::to_string(value);
}

} // namespace filiform::imaging
