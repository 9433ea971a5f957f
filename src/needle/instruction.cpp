// SPDX-License-Identifier: Apache-2.0
#include "needle/instruction.h"

#include "needle/judge.h"
#include "needle/skin_cells.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <vector>

namespace filiform::needle {

namespace {

using geometry::Vec3;

constexpr double usual_level_mm = 35; // from one lumbar spinous process to the next, about

template <class... Numbers>
std::string sentence(const char* format, Numbers... numbers) {
    char text[400];
    std::snprintf(text, sizeof text, format, numbers...);
    return text;
}

double level_distance(const Scene& scene) {
    if (scene.levels.size() < 2)
        return usual_level_mm;
    const double span = scene.levels.front().middle_mm() - scene.levels.back().middle_mm();
    return span / static_cast<double>(scene.levels.size() - 1);
}

/// SD per axis of a point found from that landmark, level slips counted as variance.
double error_from(const Scene& scene, const anatomy::Landmark& landmark, double distance_mm) {
    const HandModel& hand = scene.rules->hand;
    const Palpation* palpation = hand.palpation_of(landmark.id);
    if (palpation == nullptr)
        return 1e9;
    const double slips = palpation->level_too_high + palpation->level_too_low;
    const double level = level_distance(scene);
    const double measured = hand.measuring_share * distance_mm;
    return std::sqrt(palpation->sd_mm * palpation->sd_mm + landmark.sd_mm * landmark.sd_mm +
                     measured * measured + slips * level * level);
}

struct Ranked {
    const anatomy::Landmark* landmark;
    double error_mm;
};

std::vector<Ranked> rank_landmarks(const Scene& scene, const Vec3& entry) {
    constexpr double farthest_mm = 200;
    std::vector<Ranked> ranked;
    for (const anatomy::Landmark& landmark : scene.body->landmarks) {
        if (!landmark.is_palpable)
            continue;
        const chart::Side side = chart::side_of(landmark.id.text());
        if (side != chart::Side::None && scene.side != chart::Side::None && side != scene.side)
            continue;
        const double away = geometry::distance(landmark.point, entry);
        if (away > farthest_mm)
            continue;
        ranked.push_back({&landmark, error_from(scene, landmark, away)});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.error_mm < b.error_mm; });
    return ranked;
}

std::string amount(double value_mm, const char* positive, const char* negative) {
    return sentence("%.0f mm %s", std::abs(value_mm), value_mm < 0 ? negative : positive);
}

std::string entry_words(const EntryWords& words) {
    std::vector<std::string> parts;
    const double across = words.is_on_flank ? words.posterior_mm : words.lateral_mm;
    if (std::lround(across) != 0)
        parts.push_back(words.is_on_flank ? amount(across, "posterior", "anterior")
                                          : amount(across, "lateral", "medial"));
    if (std::lround(words.cranial_mm) != 0)
        parts.push_back(amount(words.cranial_mm, "cranial", "caudal"));
    const std::string landmark = chart::spoken(words.landmark.text());
    if (parts.empty())
        return "over the " + landmark;
    return parts[0] + (parts.size() > 1 ? " and " + parts[1] : "") + " of the " + landmark;
}

std::string tilt_words(const Tilt& tilt) {
    constexpr double straight_deg = 3;
    const double across = tilt.lateral_rad * 180 / std::numbers::pi;
    const double along = tilt.cranial_rad * 180 / std::numbers::pi;
    std::vector<std::string> parts;
    if (std::abs(across) >= straight_deg)
        parts.push_back(sentence("%.0f degrees %s", std::abs(across),
                                 tilt.is_on_flank ? (across > 0 ? "backwards" : "forwards")
                                                  : (across > 0 ? "laterally" : "medially")));
    if (std::abs(along) >= straight_deg)
        parts.push_back(sentence("%.0f degrees %s", std::abs(along),
                                 along > 0 ? "towards the head" : "towards the feet"));
    if (parts.empty())
        return "straight in";
    return "tip leaning " + parts[0] + (parts.size() > 1 ? " and " + parts[1] : "") +
           " from straight in";
}

std::string position_words(const std::string& position) {
    if (position == "side_lying")
        return "lying on the other side";
    return position;
}

} // namespace

std::optional<EntryWords> choose_landmark(const Scene& scene, const Vec3& entry) {
    const Vec3 normal = skin_normal(*scene.body, entry);
    for (const Ranked& ranked : rank_landmarks(scene, entry)) {
        const Vec3 start = anatomy::nearest_skin(*scene.body, ranked.landmark->point);
        const SkinFrame frame = skin_frame(normal, scene.side);
        const Vec3 away = entry - start;
        EntryWords words;
        words.landmark = ranked.landmark->id;
        words.lateral_mm = geometry::dot(away, frame.across);
        words.cranial_mm = geometry::dot(away, frame.along);
        words.error_mm = ranked.error_mm;
        return words;
    }
    return std::nullopt;
}

Finding finding_of(const Scene& scene, const std::optional<EntryWords>& words) {
    const HandModel& hand = scene.rules->hand;
    const chart::LandmarkId landmark = words ? words->landmark : chart::LandmarkId("unknown");
    Finding finding;
    const Palpation* palpation = hand.palpation_of(landmark);
    if (palpation == nullptr)
        return finding;
    double measured = 0;
    if (words)
        measured = hand.measuring_share *
                   std::hypot(words->lateral_mm, words->cranial_mm, words->posterior_mm);
    finding.sd_mm = std::hypot(palpation->sd_mm, measured);
    finding.level_too_high = palpation->level_too_high;
    finding.level_too_low = palpation->level_too_low;
    finding.level_mm = level_distance(scene);
    return finding;
}

Tilt tilt_of(const Scene& scene, const chart::NeedlePath& path) {
    constexpr double flank = 0.99;
    const Vec3 normal = skin_normal(*scene.body, path.entry);
    const SkinFrame frame = skin_frame(normal, scene.side);
    const double in = -geometry::dot(path.direction, normal);
    return {std::atan2(geometry::dot(path.direction, frame.across), in),
            std::atan2(geometry::dot(path.direction, frame.along), in), std::abs(normal.x) > flank};
}

std::string stop_sentence(const Scene& scene, const chart::NeedlePath& path) {
    const double depth = inserted_shaft(scene, path).length_mm;
    switch (path.stop) {
    case chart::StopRule::Depth:
        return sentence("Stop at %.0f mm.", depth);
    case chart::StopRule::BoneOrDepth:
        return sentence("Stop at bone, at the latest at %.0f mm.",
                        std::min(depth + scene.rules->hand.bone_search_mm, path.needle.length_mm));
    case chart::StopRule::Hub:
        return "Stop at the handle.";
    }
    return "";
}

std::string make_instruction(const Scene& scene, const chart::NeedlePath& path,
                             const std::optional<EntryWords>& words) {
    std::string text;
    if (scene.rule != nullptr)
        text = "Patient " + position_words(scene.rule->position) + ". ";
    if (words) {
        text += "Enter " + entry_words(*words);
    } else {
        text += sentence("Enter at x %.0f, y %.0f, z %.0f mm of the body's frame (no landmark "
                         "under the finger is near)",
                         path.entry.x, path.entry.y, path.entry.z);
    }
    const double depth = inserted_shaft(scene, path).length_mm;
    text += ", " + tilt_words(tilt_of(scene, path)) +
            sentence(", %.0f mm deep with the %.2f x %.0f mm needle. ", depth,
                     path.needle.diameter_mm, path.needle.length_mm);
    return text + stop_sentence(scene, path);
}

} // namespace filiform::needle
