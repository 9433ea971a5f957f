// SPDX-License-Identifier: Apache-2.0
#include "needle/planning.h"

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

} // namespace

base::Checked<Planning> read_planning(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"worth", "aimed", "notes"});
    const base::DataNode worth = root.child("worth");
    worth.allow_only({"enough_room_mm", "enough_inside_mm", "room_per_inside_mm",
                      "room_per_tilt_deg", "room_per_depth_mm", "source", "mark"});
    const base::DataNode aimed = root.child("aimed");
    aimed.allow_only(
        {"room_per_inside_mm", "room_per_tilt_deg", "room_per_depth_mm", "source", "mark"});
    const base::DataNode notes = root.child("notes");
    notes.allow_only({"inferred_near_mm", "source", "mark"});
    Planning planning;
    planning.enough_room_mm = number_within(worth, "enough_room_mm", {1, 20});
    planning.enough_inside_mm = number_within(
        worth, "enough_inside_mm", {1, InsideBound::deepest_mm}); // the search tells no more apart
    planning.rates = read_rates(worth);
    planning.aimed = read_rates(aimed);
    planning.inferred_near_mm = number_within(notes, "inferred_near_mm", {0, 200});
    for (const base::DataNode& part : {worth, aimed, notes}) {
        (void)part.text("source");
        check_mark(part, "mark");
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return planning;
}

} // namespace filiform::needle
