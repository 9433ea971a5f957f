// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "outcomes/progress.h"

/// Any text at all is answered: with a course that can be reviewed and of which nothing is said
/// that is not a number, or with problems that have a place and a remedy.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform::outcomes;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto course = read_course(text, "fuzz");
    if (!course) {
        if (course.error().empty())
            std::abort();
        for (const auto& problem : course.error())
            if (problem.code.empty() || problem.where.empty() || problem.what.empty() ||
                problem.hint.empty())
                std::abort();
        return 0;
    }
    FitOrder order;
    order.groups = 2;
    order.particles = 2;
    order.draws = 4;
    const Progress progress = review(*course, beliefs(), advice_rules(), order);
    if (progress_json(progress, {"fuzz", ""}).find(": null") != std::string::npos ||
        progress_words(progress).empty())
        std::abort();
    return 0;
}
