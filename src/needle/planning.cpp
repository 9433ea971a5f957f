// SPDX-License-Identifier: Apache-2.0
#include "needle/planning.h"

#include <numbers>

#include "base/data_document.h"
#include "needle/inside_bound.h"
#include "needle/rule_reading.h"

namespace filiform::needle {

namespace {

Rates read_rates(const base::DataNode& node) {
    return {number_within(node, "room_per_inside_mm", {0, 10}),
            number_within(node, "room_per_tilt_deg", {0, 10}),
            number_within(node, "room_per_depth_mm", {0, 10})};
}

Differences read_differences(const base::DataNode& node) {
    constexpr double rad_per_deg = std::numbers::pi / 180;
    Differences differences;
    Standing& notable = differences.notable;
    notable[Merit::Clearance] = number_within(node, "clearance_sd", {0, 5});
    notable[Merit::Touch] = number_within(node, "touch", {0, 0.5});
    notable[Merit::Reach] = number_within(node, "ends_in_muscle", {0, 0.5});
    notable[Merit::Length] = number_within(node, "length_mm", {0, 50});
    notable[Merit::Tilt] = number_within(node, "tilt_deg", {0, 45}) * rad_per_deg;
    notable[Merit::Bite] = number_within(node, "bite_mm", {0, 20});
    notable[Merit::Backstop] = 0.5; // it is there (1) or not (0)
    differences.alike_mm = number_within(node, "alike_entry_mm", {1, 50});
    differences.alike_rad = number_within(node, "alike_direction_deg", {1, 90}) * rad_per_deg;
    differences.least_of_likeliest = number_within(node, "least_of_likeliest", {0, 1});
    return differences;
}

} // namespace

base::Checked<Planning> read_planning(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"worth", "aimed", "alternatives", "notes"});
    const base::DataNode worth = root.child("worth");
    worth.allow_only({"enough_room_mm", "enough_inside_mm", "room_per_inside_mm",
                      "room_per_tilt_deg", "room_per_depth_mm", "source", "mark"});
    const base::DataNode aimed = root.child("aimed");
    aimed.allow_only(
        {"room_per_inside_mm", "room_per_tilt_deg", "room_per_depth_mm", "source", "mark"});
    const base::DataNode alternatives = root.child("alternatives");
    alternatives.allow_only({"clearance_sd", "touch", "ends_in_muscle", "length_mm", "tilt_deg",
                             "bite_mm", "alike_entry_mm", "alike_direction_deg",
                             "least_of_likeliest", "source", "mark"});
    const base::DataNode notes = root.child("notes");
    notes.allow_only({"inferred_near_mm", "source", "mark"});
    Planning planning;
    planning.enough_room_mm = number_within(worth, "enough_room_mm", {1, 20});
    planning.enough_inside_mm = number_within(
        worth, "enough_inside_mm", {1, InsideBound::deepest_mm}); // the search tells no more apart
    planning.rates = read_rates(worth);
    planning.aimed = read_rates(aimed);
    planning.differences = read_differences(alternatives);
    planning.inferred_near_mm = number_within(notes, "inferred_near_mm", {0, 200});
    for (const base::DataNode& part : {worth, aimed, alternatives, notes}) {
        (void)part.text("source");
        check_mark(part, "mark");
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return planning;
}

} // namespace filiform::needle
