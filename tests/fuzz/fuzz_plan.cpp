// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "chart/plan_reading.h"

namespace {

/// What `read_plan_needle` promises of a needle that it answers with.
bool holds(const filiform::chart::PlanNeedle& needle) {
    const auto& path = needle.path;
    for (const double number : {path.entry.x, path.entry.y, path.entry.z})
        if (!std::isfinite(number))
            return false;
    return std::abs(filiform::geometry::length(path.direction) - 1) < 1e-6 && path.depth_mm > 0 &&
           path.depth_mm <= path.needle.length_mm && std::isfinite(path.needle.length_mm) &&
           std::isfinite(path.needle.diameter_mm);
}

} // namespace

/// Any text at all is answered: with a needle that could be one, or with a problem that has a
/// place. The first byte says which proposal is wanted, and whether the target is named.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform::chart;
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t proposal = data[0] % 4;
    const std::string_view target = data[0] < 128 ? "multifidus.left@l4" : "";
    const auto needle = read_plan_needle(text, "fuzz", target, proposal);
    if (needle) {
        if (!holds(*needle) || !is_plan(text))
            std::abort();
    } else if (needle.error().code.empty() || needle.error().where.empty() ||
               needle.error().what.empty()) {
        std::abort();
    }
    return 0;
}
