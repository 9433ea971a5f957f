// SPDX-License-Identifier: Apache-2.0
#include "imaging/refusal.h"

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

std::string text_of(double value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

std::string text_of(std::int64_t value) {
    return std::to_string(value);
}

} // namespace filiform::imaging
