// SPDX-License-Identifier: Apache-2.0
#include "needle/no_path.h"

#include "needle/course_words.h"
#include "needle/faults.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace filiform::needle {

namespace {

std::string target_of(const Scene& scene) {
    std::string text = chart::spoken(scene.request.structure.text());
    if (!scene.request.level.empty()) {
        text += " at " + scene.request.level;
        char& letter = text[text.size() - scene.request.level.size()];
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    }
    return text;
}

/// How far the nearest offered skin is from the target.
double least_depth(const Scene& scene, const SearchResult& found) {
    double least = 1e9;
    for (const CellResult& cell : found.cells)
        least = std::min(least, scene.target->field.at(cell.cell.point));
    return least;
}

/// A landmark that this muscle's entries or tips are measured from and this body does not show.
std::string unseen_landmark(const Scene& scene) {
    const std::string& level = scene.request.level;
    for (const PlaceRule& place : scene.rule->places) {
        const bool is_of_some_level = place.from.find("LEVEL") != std::string::npos;
        const bool holds =
            place.levels.empty() ||
            std::find(place.levels.begin(), place.levels.end(), level) != place.levels.end();
        if (!holds || (is_of_some_level && level.empty()))
            continue;
        const std::string landmark = filled(place.from, scene.side, level);
        if (anatomy::find_landmark(*scene.body, chart::LandmarkId(landmark)) == nullptr)
            return chart::spoken(landmark);
    }
    return "";
}

chart::NoPath not_measured(const Scene& scene, const std::string& landmark) {
    chart::NoPath no;
    no.reason_code = "landmark_missing";
    no.because = "Where to needle the " + target_of(scene) + " is measured from the " + landmark +
                 ", which this body does not show.";
    no.would_help = "A scan and a segmentation that cover it whole, or a level that they show.";
    return no;
}

/// "The longest needle of the drawer may go 60 mm deep, and no offered skin is that near to …".
std::string out_of_reach(const Scene& scene) {
    const Drawer& drawer = scene.rules->drawer;
    return sentence("The longest needle %s may go %.0f mm deep, and no offered skin is that near "
                    "to the %s",
                    drawer.is_narrowed ? "that was asked for" : "of the drawer",
                    drawer.deepest_mm(), target_of(scene).c_str());
}

chart::NoPath too_deep(const Scene& scene, const SearchResult& found) {
    const Drawer& drawer = scene.rules->drawer;
    const double needed = least_depth(scene, found) + scene.rule->min_bite_mm;
    chart::NoPath no;
    no.reason_code = "too_deep";
    if (found.cells.empty())
        no.because = out_of_reach(scene) + ".";
    else if (needed > drawer.deepest_mm())
        no.because = out_of_reach(scene) +
                     sentence(": the nearest way into it is %.0f mm long.", std::ceil(needed));
    else
        no.because =
            sentence("No needle %s reaches the %s at an angle and from a place "
                     "that are allowed for it, lying %s.",
                     drawer.is_narrowed ? "that was asked for" : "of the drawer",
                     target_of(scene).c_str(), chart::spoken(scene.rule->position).c_str());
    no.would_help = drawer.is_narrowed
                        ? "The other needles of the drawer, or another position of the patient."
                        : "A longer needle, or another position of the patient.";
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
    if (blockage.needles == 0) {
        if (const std::string landmark = unseen_landmark(scene); !landmark.empty())
            return not_measured(scene, landmark);
        return too_deep(scene, found);
    }
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
    if (std::any_of(found.cells.begin(), found.cells.end(),
                    [](const CellResult& cell) { return cell.best.has_value(); })) {
        no.because =
            sentence("Some needles that reach the %s keep every distance, but a free hand would "
                     "touch something with each of them more often than is accepted.",
                     target_of(scene).c_str());
        no.would_help = "Ultrasound guidance, or a landmark that is found more surely.";
        return no;
    }
    const std::string first = no.blockers.empty()
                                  ? "the rules for this muscle"
                                  : "the " + chart::spoken(no.blockers.front().structure.text());
    no.because =
        sentence("Every one of the %zu needles that reach the %s breaks a hard limit, most "
                 "often that of %s.",
                 blockage.needles, target_of(scene).c_str(), first.c_str());
    no.would_help = "Ultrasound guidance, another position, or another target.";
    if (!no.blockers.empty())
        if (const std::string help = course_help(scene, no.blockers.front().structure);
            !help.empty())
            no.would_help =
                help + " Else: ultrasound guidance, another position, or another target.";
    return no;
}

} // namespace filiform::needle
