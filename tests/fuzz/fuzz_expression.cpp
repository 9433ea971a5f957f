// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "anatomy/landmark_expression.h"
#include "anatomy/phantom.h"

namespace {

using namespace filiform;

const anatomy::Body& body() {
    static const anatomy::Body phantom = anatomy::make_phantom(6);
    return phantom;
}

bool is_finite(const geometry::Vec3& p) {
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

template <class T>
void expect_answer(const base::Result<T>& result, bool is_right) {
    if (result ? !is_right
               : result.error().code.empty() || result.error().where.empty() ||
                     result.error().what.empty())
        std::abort();
}

} // namespace

/// Any words at all are answered: with a finite place, a unit vector or a stop, or with a problem
/// that has a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto point = anatomy::find_point(body(), text);
    expect_answer(point, point && is_finite(*point));
    const auto entry = anatomy::find_entry(body(), text);
    expect_answer(entry, entry && is_finite(*entry));
    static const auto start = anatomy::find_entry(body(), "psis.right");
    if (!start)
        std::abort();
    const auto direction = anatomy::find_direction(body(), *start, text);
    expect_answer(direction, direction && std::abs(geometry::length(*direction) - 1) < 1e-9);
    const auto stop = anatomy::read_stop(text);
    expect_answer(stop, stop && std::isfinite(stop->depth_mm) && std::isfinite(stop->offset_mm));
    return 0;
}
