// SPDX-License-Identifier: Apache-2.0
#include "needle/instruction.h"

#include "anatomy/landmark_expression.h"
#include "needle/faults.h"
#include "needle/judge.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace filiform::needle {

namespace {

using geometry::Vec3;

double level_distance(const Scene& scene) {
    if (scene.levels.size() < 2)
        return scene.rules->hand.levels_apart_mm;
    const double span = scene.levels.front().middle_mm() - scene.levels.back().middle_mm();
    return span / static_cast<double>(scene.levels.size() - 1);
}

/// SD per axis of a point found from that landmark, level slips counted as variance.
double error_from(const Scene& scene, const anatomy::Landmark& landmark, double distance_mm) {
    const HandModel& hand = scene.rules->hand;
    const Palpation* palpation = hand.palpation_of(landmark.id);
    if (palpation == nullptr)
        return 1e9;
    Finding finding;
    set_slips(finding, *palpation, scene.body->miscount);
    // One level squared each, the two that are two levels four times.
    const double slips = finding.level_too_high + finding.level_too_low +
                         3 * (finding.two_too_high + finding.two_too_low);
    const double level = level_distance(scene);
    const double measured = hand.measuring_share * distance_mm;
    const double felt = root_mean_square(palpation->across_sd_mm, palpation->along_sd_mm);
    return std::sqrt(felt * felt + landmark.sd_mm * landmark.sd_mm + measured * measured +
                     slips * level * level);
}

struct Ranked {
    const anatomy::Landmark* landmark;
    double error_mm;
    double away_mm;
};

bool is_customary(const Scene& scene, const chart::LandmarkId& landmark, const Vec3& entry) {
    if (scene.rule == nullptr)
        return false;
    const std::string level =
        scene.request.level.empty() ? level_at(scene, entry.z) : scene.request.level;
    return std::any_of(scene.rule->landmarks.begin(), scene.rule->landmarks.end(),
                       [&](const std::string& pattern) {
                           return filled(pattern, scene.side, level) == landmark.text();
                       });
}

std::vector<Ranked> rank_landmarks(const Scene& scene, const Vec3& entry) {
    const double alike_mm = scene.rules->hand.measuring_alike_mm;
    std::vector<Ranked> ranked;
    for (const anatomy::Landmark& landmark : scene.body->landmarks) {
        if (!landmark.is_palpable)
            continue;
        const chart::Side side = chart::side_of(landmark.id.text());
        if (side != chart::Side::None && scene.side != chart::Side::None && side != scene.side)
            continue;
        const double away = geometry::distance(landmark.point, entry);
        if (away > scene.rules->hand.measuring_farthest_mm)
            continue;
        ranked.push_back({&landmark, error_from(scene, landmark, away), away});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.error_mm < b.error_mm; });
    // Among landmarks found about as well the nearest goes first: a shorter way to measure.
    const auto worse = std::find_if(ranked.begin(), ranked.end(), [&](const Ranked& one) {
        return one.error_mm > ranked.front().error_mm + alike_mm;
    });
    std::stable_sort(ranked.begin(), worse,
                     [](const Ranked& a, const Ranked& b) { return a.away_mm < b.away_mm; });
    // What technique measures from goes before what merely measures well: the hand knows it.
    std::stable_partition(ranked.begin(), ranked.end(), [&](const Ranked& one) {
        return is_customary(scene, one.landmark->id, entry);
    });
    return ranked;
}

std::string amount(double value_mm, const char* positive, const char* negative) {
    return sentence("%.0f mm %s", std::abs(value_mm), value_mm < 0 ? negative : positive);
}

std::string tilt_words(const Tilt& tilt, double straight_in_rad) {
    // Nearer the skin than this a needle runs along it, and the ways it leans say nothing.
    constexpr double flattest_deg = 10;
    const double under_skin_deg = tilt.under_skin_rad * 180 / std::numbers::pi;
    if (under_skin_deg <= 0)
        return "pointing out of the skin there";
    if (under_skin_deg < flattest_deg)
        return sentence("along the skin, only %.0f degrees into it", under_skin_deg);
    const double straight_deg = straight_in_rad * 180 / std::numbers::pi;
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

Finding finding_from(const Scene& scene, const anatomy::Landmark* landmark, const Vec3& entry) {
    const HandModel& hand = scene.rules->hand;
    const Palpation* palpation =
        hand.palpation_of(landmark != nullptr ? landmark->id : chart::LandmarkId("unknown"));
    Finding finding;
    if (palpation == nullptr)
        return finding;
    double measured = 0;
    if (landmark != nullptr)
        measured = hand.measuring_share * geometry::distance(landmark->point, entry);
    finding.across_sd_mm = std::hypot(palpation->across_sd_mm, measured);
    finding.along_sd_mm = std::hypot(palpation->along_sd_mm, measured);
    set_slips(finding, *palpation, scene.body->miscount);
    finding.level_mm = level_distance(scene);
    return finding;
}

} // namespace

std::optional<EntryWords> say_entry(const Scene& scene, const Vec3& entry) {
    for (const Ranked& ranked : rank_landmarks(scene, entry)) {
        const auto offset = anatomy::offset_from(*scene.body, *ranked.landmark, entry);
        if (!offset)
            continue;
        EntryWords words;
        words.landmark = ranked.landmark->id;
        words.side = entry.x < ranked.landmark->point.x ? chart::Side::Left : chart::Side::Right;
        words.lateral_mm = offset->lateral_mm;
        words.cranial_mm = offset->cranial_mm;
        words.posterior_mm = offset->posterior_mm;
        words.is_on_flank = offset->is_on_flank;
        words.error_mm = ranked.error_mm;
        return words;
    }
    return std::nullopt;
}

std::string spoken_entry(const EntryWords& words) {
    std::vector<std::string> parts;
    const double across = words.is_on_flank ? words.posterior_mm : words.lateral_mm;
    const bool is_midline = chart::side_of(words.landmark.text()) == chart::Side::None;
    const bool is_right = (words.side == chart::Side::Right) == (across >= 0);
    if (std::lround(across) == 0) {
        // Straight above or below: nothing to measure sideways.
    } else if (words.is_on_flank) {
        parts.push_back(amount(across, "posterior", "anterior"));
    } else if (is_midline) {
        parts.push_back(
            sentence("%.0f mm to the %s", std::abs(across), is_right ? "right" : "left"));
    } else {
        parts.push_back(amount(across, "lateral", "medial"));
    }
    if (std::lround(words.cranial_mm) != 0)
        parts.push_back(amount(words.cranial_mm, "cranial", "caudal"));
    const std::string landmark = chart::spoken(words.landmark.text());
    if (parts.empty())
        return "over the " + landmark;
    return parts[0] + (parts.size() > 1 ? " and " + parts[1] : "") + " of the " + landmark;
}

Finding finding_of(const Scene& scene, const Vec3& entry, const std::optional<EntryWords>& words) {
    const anatomy::Landmark* landmark =
        words ? anatomy::find_landmark(*scene.body, words->landmark) : nullptr;
    return finding_from(scene, landmark, entry);
}

Finding likely_finding(const Scene& scene, const Vec3& entry) {
    const auto ranked = rank_landmarks(scene, entry);
    return finding_from(scene, ranked.empty() ? nullptr : ranked.front().landmark, entry);
}

Tilt tilt_of(const Scene& scene, const chart::NeedlePath& path) {
    // Below this share of lateral along the skin, lateral is no direction to lean in.
    constexpr double least_along = 0.5;
    const Vec3 normal = skin_normal(*scene.body, path.entry);
    const auto along_skin = [&](Axis axis) {
        const Vec3 v = unit_vector(axis, scene.side);
        return v - normal * geometry::dot(v, normal);
    };
    Tilt tilt;
    tilt.is_on_flank = geometry::length(along_skin(Axis::Lateral)) < least_along;
    const Vec3 m =
        geometry::normalized(along_skin(tilt.is_on_flank ? Axis::Posterior : Axis::Lateral));
    const Vec3 c = geometry::normalized(along_skin(Axis::Cranial));
    const double sine = -geometry::dot(path.direction, normal);
    tilt.under_skin_rad = std::asin(std::clamp(sine, -1.0, 1.0));
    const double in = std::max(1e-6, sine);
    const Vec3 lean = path.direction / in + normal;
    // The two directions along the skin need not be at right angles.
    const double mc = geometry::dot(m, c);
    const double determinant = std::max(1e-6, 1 - mc * mc);
    const double lm = geometry::dot(lean, m);
    const double lc = geometry::dot(lean, c);
    tilt.lateral_rad = std::atan((lm - mc * lc) / determinant);
    tilt.cranial_rad = std::atan((lc - mc * lm) / determinant);
    return tilt;
}

std::string stop_sentence(const Scene& scene, const chart::NeedlePath& path) {
    const double depth = inserted_shaft(scene, path).length_mm;
    switch (path.stop) {
    case chart::StopRule::Depth: {
        std::string text = "Stop at " + chart::depth_in_words(depth) + ".";
        if (scene.rule == nullptr || scene.rule->stop != chart::StopRule::BoneOrDepth)
            return text;
        if (!can_reach_hazard(scene, path))
            return text +
                   sentence(" Even driven to the handle (%.0f mm) it reaches no known hazard.",
                            path.needle.length_mm);
        const auto bone = first_bone(scene, path);
        return text + (bone ? sentence(" Nothing but the depth stops it: bone lies %.0f mm deeper.",
                                       bone->at_mm - depth)
                            : std::string(" Nothing but the depth stops it."));
    }
    case chart::StopRule::BoneOrDepth:
        return "Stop at bone, at the latest at " +
               chart::depth_in_words(
                   std::min(depth + scene.rules->hand.bone_search_mm, path.needle.length_mm)) +
               ".";
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
        text += "Enter " + spoken_entry(*words);
    } else {
        text += sentence("Enter at x %.0f, y %.0f, z %.0f mm of the body's frame (no landmark "
                         "under the finger is near)",
                         path.entry.x, path.entry.y, path.entry.z);
    }
    const double depth = inserted_shaft(scene, path).length_mm;
    text += ", " + tilt_words(tilt_of(scene, path), scene.rules->hand.straight_in_rad) + ", " +
            chart::depth_in_words(depth) +
            sentence(" deep with the %.2f x %.0f mm needle. ", path.needle.diameter_mm,
                     path.needle.length_mm);
    return text + stop_sentence(scene, path);
}

} // namespace filiform::needle
