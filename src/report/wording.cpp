// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <numbers>

#include "chart/structure.h"

namespace filiform::report {

std::string fixed(double value, int decimals) {
    if (!std::isfinite(value))
        return "–";
    char buffer[64];
    const auto written = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value),
                                       std::chars_format::fixed, decimals);
    const std::string digits(buffer, written.ptr);
    const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
    return value < 0 && !is_zero ? "−" + digits : digits;
}

std::string in_mm(double mm, int decimals) {
    return fixed(mm, decimals) + " mm";
}

std::string in_degrees(double radians, int decimals) {
    return fixed(radians * 180 / std::numbers::pi, decimals) + "°";
}

namespace {

std::string percent_digits(double probability) {
    const double percent = 100 * probability;
    return fixed(percent, percent < 9.95 ? 1 : 0);
}

} // namespace

std::string in_percent(double probability) {
    constexpr double least_shown = 0.0005;
    if (probability < least_shown)
        return "< 0.1 %";
    if (probability > 1 - least_shown)
        return "> 99.9 %";
    if (probability > 0.95)
        return fixed(100 * probability, 1) + " %";
    return percent_digits(probability) + " %";
}

std::string in_percent(const chart::Estimate& estimate) {
    const auto digits = [](double p) { return fixed(100 * p, p > 0.0995 && p < 0.95 ? 0 : 1); };
    return in_percent(estimate.probability) + " (" + digits(estimate.low) + "–" +
           digits(estimate.high) + ")";
}

std::string name_of(const chart::NeedleProduct& needle) {
    return fixed(needle.diameter_mm, 2) + " × " + fixed(needle.length_mm, 0) + " mm";
}

std::string name_of(const chart::TargetRequest& target) {
    std::string name = chart::spoken(target.structure.text());
    if (target.level.empty())
        return name;
    std::string level = target.level;
    for (char& c : level)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name + " at " + level;
}

std::string name_of(const chart::StructureId& id) {
    return id.text() == "outside_scan" ? "edge of the scan" : chart::spoken(id.text());
}

std::string short_name(const chart::StructureId& id, const std::string& beside) {
    const chart::Side side = chart::side_of(id.text());
    if (side == chart::Side::None || side != chart::side_of(beside))
        return name_of(id);
    return chart::spoken(chart::without_side(id.text()));
}

std::string capitalised(std::string text) {
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::string origin_note(chart::Origin origin) {
    switch (origin) {
    case chart::Origin::Inferred:
        return "inferred";
    case chart::Origin::Reference:
        return "reference body";
    case chart::Origin::Segmented:
    case chart::Origin::Measured:
    case chart::Origin::Phantom:
        break;
    }
    return "";
}

const chart::PlannedPath* best_path(const chart::Proposal& proposal) {
    const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
    return paths != nullptr && !paths->empty() ? &paths->front() : nullptr;
}

const anatomy::Landmark* reference_landmark(const anatomy::Body& body,
                                            const chart::PlannedPath& path) {
    const anatomy::Landmark* named = nullptr;
    std::size_t first = std::string::npos;
    const anatomy::Landmark* nearest = nullptr;
    for (const anatomy::Landmark& landmark : body.landmarks) {
        if (!landmark.is_palpable)
            continue;
        const std::size_t place = path.instruction.find(chart::spoken(landmark.id.text()));
        if (place < first) {
            first = place;
            named = &landmark;
        }
        if (nearest == nullptr || geometry::distance(landmark.point, path.path.entry) <
                                      geometry::distance(nearest->point, path.path.entry))
            nearest = &landmark;
    }
    return named != nullptr ? named : nearest;
}

} // namespace filiform::report
