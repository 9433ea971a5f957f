// SPDX-License-Identifier: Apache-2.0
#include "needle/hand_model.h"

#include "base/data_document.h"
#include "needle/rule_reading.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace filiform::needle {

namespace {

base::DataNode part(const base::DataNode& root, std::string_view key,
                    std::initializer_list<std::string_view> known) {
    const base::DataNode node = root.child(key);
    node.allow_only(known);
    (void)node.text("source");
    check_mark(node, "mark");
    return node;
}

double one_number(const base::DataNode& root, std::string_view key, std::string_view name,
                  Range range) {
    return number_within(part(root, key, {name, "source", "mark"}), name, range);
}

void read_palpations(const base::DataNode& root, HandModel& hand) {
    for (const base::DataNode& row : root.child("palpation").items()) {
        row.allow_only({"landmark", "sd_mm", "across_sd_mm", "along_sd_mm", "level_too_high",
                        "level_too_low", "source", "mark"});
        Palpation palpation;
        palpation.prefix = row.text("landmark");
        // One number for both ways along the skin, or one for each.
        const bool is_alike = row.has("sd_mm");
        palpation.across_sd_mm = number_within(row, is_alike ? "sd_mm" : "across_sd_mm", {0, 100});
        palpation.along_sd_mm = number_within(row, is_alike ? "sd_mm" : "along_sd_mm", {0, 100});
        if (is_alike && (row.has("across_sd_mm") || row.has("along_sd_mm")))
            row.complain("needle.hand", "A landmark has sd_mm, or across_sd_mm and along_sd_mm.");
        palpation.level_too_high = row.number_or("level_too_high", 0);
        palpation.level_too_low = row.number_or("level_too_low", 0);
        palpation.source = chart::SourceId(row.text("source"));
        check_mark(row, "mark");
        const double slips = palpation.level_too_high + palpation.level_too_low;
        if (palpation.level_too_high < 0 || palpation.level_too_low < 0 || slips > 1)
            row.complain("needle.hand", "The probabilities of a level slip must lie in 0..1.");
        hand.palpations.push_back(palpation);
    }
    const bool has_default = std::any_of(hand.palpations.begin(), hand.palpations.end(),
                                         [](const Palpation& p) { return p.prefix.empty(); });
    if (!has_default)
        root.complain("needle.hand", "No palpation row fits every landmark.",
                      "End the list with a row whose landmark is \"\".");
}

} // namespace

double root_mean_square(double a, double b) {
    return std::hypot(a, b) / std::numbers::sqrt2;
}

double HandModel::bending_sd_rad(double depth_mm, double diameter_mm) const {
    constexpr double reference_depth_mm = 50;
    constexpr double reference_diameter_mm = 0.30;
    if (depth_mm <= 0 || diameter_mm <= 0)
        return 0;
    const double longer = depth_mm / reference_depth_mm;
    const double thinner = reference_diameter_mm / diameter_mm;
    const double tip_mm = bending_at_50_mm * longer * longer * thinner * thinner;
    return std::atan(tip_mm / depth_mm);
}

const Palpation* HandModel::palpation_of(const chart::LandmarkId& landmark) const {
    const auto found = std::find_if(palpations.begin(), palpations.end(), [&](const Palpation& p) {
        return landmark.text().starts_with(p.prefix);
    });
    return found == palpations.end() ? nullptr : &*found;
}

base::Checked<HandModel> read_hand_model(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"entry", "angle", "depth", "bending", "compression", "bone_search",
                     "skin_thickness", "palpation", "measuring", "levels", "straight_in"});
    HandModel hand;
    hand.entry_sd_mm = one_number(root, "entry", "sd_mm", {0, 50});
    hand.angle_sd_rad = one_number(root, "angle", "sd_deg", {0, 45}) * std::numbers::pi / 180;
    hand.depth_sd_mm = one_number(root, "depth", "sd_mm", {0, 50});
    hand.bending_at_50_mm = one_number(root, "bending", "at_50_mm", {0, 50});
    hand.bone_search_mm = one_number(root, "bone_search", "mm", {0, 20});
    hand.skin_thickness_mm = one_number(root, "skin_thickness", "mm", {0, 10});
    const base::DataNode measuring =
        part(root, "measuring", {"share", "farthest_mm", "alike_mm", "source", "mark"});
    hand.measuring_share = number_within(measuring, "share", {0, 1});
    hand.measuring_farthest_mm = number_within(measuring, "farthest_mm", {10, 300});
    hand.measuring_alike_mm = number_within(measuring, "alike_mm", {0, 50});
    hand.levels_apart_mm = one_number(root, "levels", "apart_mm", {10, 80});
    hand.straight_in_rad =
        one_number(root, "straight_in", "below_deg", {0, 20}) * std::numbers::pi / 180;
    const base::DataNode compression =
        part(root, "compression", {"least_share", "most_share", "source", "mark"});
    hand.compression_least = number_within(compression, "least_share", {0, 1});
    hand.compression_most = number_within(compression, "most_share", {0, 1});
    if (hand.compression_least > hand.compression_most)
        compression.complain("needle.hand", "least_share is above most_share.");
    read_palpations(root, hand);
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return hand;
}

} // namespace filiform::needle
