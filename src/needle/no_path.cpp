// SPDX-License-Identifier: Apache-2.0
#include "needle/no_path.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace filiform::needle {

namespace {

template <class... Numbers>
std::string sentence(const char* format, Numbers... numbers) {
    char text[500];
    std::snprintf(text, sizeof text, format, numbers...);
    return text;
}

std::string target_of(const Scene& scene) {
    std::string text = chart::spoken(scene.request.structure.text());
    if (!scene.request.level.empty())
        text += " at " + scene.request.level;
    return text;
}

/// How far the nearest offered skin is from the target.
double least_depth(const Scene& scene, const SearchResult& found) {
    double least = 1e9;
    for (const CellResult& cell : found.cells)
        least = std::min(least, scene.target->field.at(cell.cell.point));
    return least;
}

chart::NoPath too_deep(const Scene& scene, const SearchResult& found) {
    const double deepest = scene.rules->drawer.deepest_mm();
    const double needed = least_depth(scene, found) + scene.rule->min_bite_mm;
    chart::NoPath no;
    no.reason_code = "too_deep";
    if (found.cells.empty() || needed > deepest) {
        no.because =
            sentence("The longest needle of the drawer may go %.0f mm deep, and no offered "
                     "skin is that near to the %s.",
                     deepest, target_of(scene).c_str());
        no.would_help = "A longer needle, or another position of the patient.";
    } else {
        no.because = sentence("No needle of the drawer reaches the %s at an angle and from a place "
                              "that are allowed for it, lying %s.",
                              target_of(scene).c_str(), scene.rule->position.c_str());
        no.would_help = "A longer needle, or another position of the patient.";
    }
    return no;
}

} // namespace

chart::NoPath explain_no_path(const Scene& scene, const SearchResult& found) {
    if (!scene.unknowns.empty()) {
        chart::NoPath no;
        no.reason_code = "unknown";
        no.because = scene.unknowns.front().what;
        for (std::size_t i = 1; i < scene.unknowns.size(); ++i)
            no.because += " " + scene.unknowns[i].what;
        no.would_help = "A segmentation of it, or the landmarks it is inferred from.";
        return no;
    }
    const Blockage blockage = find_blockage(scene, found);
    if (blockage.needles == 0)
        return too_deep(scene, found);
    chart::NoPath no;
    no.blockers = blockage.blockers;
    constexpr double most = 0.5;
    if (blockage.unknown_share > most) {
        no.reason_code = "unknown";
        no.because = sentence("Most needles that reach the %s would enter territory where nothing "
                              "is known for certain.",
                              target_of(scene).c_str());
        no.would_help = "A scan that covers the region, or ultrasound guidance.";
        return no;
    }
    no.reason_code = "blocked";
    const std::string first = no.blockers.empty()
                                  ? "the rules for this muscle"
                                  : "the " + chart::spoken(no.blockers.front().structure.text());
    no.because =
        sentence("Every one of the %zu needles that reach the %s breaks a hard limit, most "
                 "often that of %s.",
                 blockage.needles, target_of(scene).c_str(), first.c_str());
    no.would_help = "Ultrasound guidance, another position, or another target.";
    return no;
}

} // namespace filiform::needle
