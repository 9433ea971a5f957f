// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "chart/case.h"

/// Any text at all is answered: with a case whose promises hold, or with problems that have a
/// place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto wanted = filiform::chart::read_case(text, "fuzz");
    if (wanted) {
        if (wanted->most_paths < 1 || wanted->most_paths > 10)
            std::abort();
        if (!wanted->consultation && (wanted->targets.empty() || !wanted->body))
            std::abort();
    } else {
        if (wanted.error().empty())
            std::abort();
        for (const auto& problem : wanted.error())
            if (problem.code.empty() || problem.where.empty() || problem.what.empty())
                std::abort();
    }
    return 0;
}
